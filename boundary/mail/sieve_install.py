"""How ours stands beside her filters on a server: three scripts, and hers is never touched.

`boundary-hours` is ours alone: the reply (`sieve_script`). `boundary`, the active one, only
includes it and then her script, so that both run; hers comes second because webmail's rules end
with `stop`, which would end ours too. Every include is `:optional`: a script that somebody
deletes takes nothing else down with it. The master is shared ground: webmail adds its rules to
whatever is active, so nothing in it that is not ours is ever dropped.

Where she had a reply of her own and wants ours instead, `boundary-filters` is a copy of her
script with her reply cut out, and it is included in place of the original.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from boundary.mail.sieve_tokens import (
    ANSWERS,
    REFUSES,
    commands,
    first_action,
    included,
    without,
    without_include,
)

MASTER = "boundary"
HOURS = "boundary-hours"
COPY = "boundary-filters"
OURS = (MASTER, HOURS, COPY)
SIGN = "# boundary master 1 - the reply outside hours comes first, your own filters follow"
_REQUIRE = 'require ["include"];\r\n'
_COPIED = "# boundary copy 1 of "


@dataclass(frozen=True, slots=True)
class Held:
    """What a server holds: every script by its name, and the name of the active one ("")."""

    scripts: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    active: str = field(default="", repr=False)

    def text(self, name: str) -> str:
        """Return a script as text; every byte can be told again from it. "" if it is not there."""
        return text_of(self.scripts.get(name, b""))


def text_of(script: bytes) -> str:
    """Return *script* as text, from which `bytes_of` makes the same bytes."""
    return script.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """Return *text* as bytes."""
    return text.encode("utf-8", "surrogateescape")


def master(hers: str) -> bytes:
    """Return the master that runs ours, then the script *hers* ("": nothing)."""
    lines = f"{SIGN}\r\n{_REQUIRE}{_include(HOURS)}"
    return bytes_of(lines + (_include(hers) if hers else ""))


def is_master(text: str) -> bool:
    """Tell whether the script called like our master is ours, whatever was added to it."""
    try:
        return text.startswith(SIGN) or HOURS in included(text)
    except ValueError:
        return False


def in_force(held: Held) -> bool:
    """Tell whether ours runs first for each message."""
    text = held.text(MASTER)
    if held.active != MASTER or HOURS not in held.scripts or not is_master(text):
        return False
    first = first_action(text)
    return bool(first) and any(p.kind == "string" and p.string == HOURS for p in first)


def pointed(text: str) -> str:
    """Return which script of hers the master *text* runs; "" for none."""
    names = [name for name in included(text) if name != HOURS]
    return names[0] if names else ""


def is_plain(text: str) -> bool:
    """Tell whether the master *text* is ours to the last byte."""
    return bytes_of(text) == master(pointed(text))


def mended(text: str, hers: str) -> bytes:
    """Return the master *text* with ours first, then *hers*; all else that is in it stays."""
    if is_plain(text) or not text:
        return master(hers)
    rest = without_include(without_include(text, HOURS), pointed(text))
    rest = rest.removeprefix(f"{SIGN}\r\n").removeprefix(_REQUIRE)
    return master(hers) + bytes_of(rest)


def without_ours(text: str, hers: str) -> bytes:
    """Return the master *text* without what is ours in it, and *hers* included where it was."""
    rest = without_include(text, HOURS).removeprefix(f"{SIGN}\r\n")
    old = pointed(text)
    if old != hers:
        rest = without_include(rest, old)
        rest = (_REQUIRE + _include(hers) if hers else "") + rest.removeprefix(_REQUIRE)
    return bytes_of(rest)


def copied(held: Held, name: str) -> bytes:
    """Return the copy of her script *name* with her reply cut out of it."""
    raw = held.scripts[name]
    line = f"{_COPIED}{_name(name)} {sha256(raw).hexdigest()[:16]}\r\n"
    return bytes_of(line + without(text_of(raw), ANSWERS))


def copied_from(text: str) -> str:
    """Return of which script of hers the copy *text* was made; "" if it is no copy of ours."""
    if not text.startswith(_COPIED):
        return ""
    line = text.removeprefix(_COPIED).partition("\r\n")[0]
    return line.rpartition(" ")[0][1:-1].replace('\\"', '"').replace("\\\\", "\\")


def hers(held: Held) -> str:
    """Return the name of the script that is active for her; "" if there is none."""
    if held.active != MASTER or not is_master(held.text(MASTER)):
        return held.active
    name = pointed(held.text(MASTER))
    return copied_from(held.text(COPY)) if name == COPY else name


@dataclass(frozen=True, slots=True)
class Conflict:
    """What of hers would answer or refuse as well: `direct` where her own active script does,
    which a copy can mend; `refuses` where mail is refused, which nothing here can."""

    answers: bool = False
    refuses: bool = False
    direct: bool = False
    known: bool = True

    def __bool__(self) -> bool:
        return self.answers or self.refuses or not self.known


def conflict(held: Held) -> Conflict:
    """Return what answers or refuses in all of hers that runs for each message."""
    first = held.active
    if first != MASTER or not is_master(held.text(MASTER)):
        return _conflict(held, first, {""})
    run = pointed(held.text(MASTER))
    beside = _conflict(held, first, {HOURS, run, ""})
    return replace(beside, direct=False) if beside else _conflict(held, run, {HOURS, ""})


def _conflict(held: Held, first: str, left_out: set[str]) -> Conflict:
    """Look through the script *first*, and all that it includes."""
    try:
        names = {name: commands(held.text(name)) for name in _reached(held, first, left_out)}
    except ValueError:
        return Conflict(known=False)
    answering = {name for name, words in names.items() if words & ANSWERS}
    refuses = any(words & REFUSES for words in names.values())
    return Conflict(bool(answering), refuses, direct=answering == {first})


def running(held: Held) -> bytes:
    """Return her scripts that run for each message, with their names: one text for all."""
    try:
        names = _reached(held, hers(held), {*OURS, ""})
    except ValueError:
        names = [held.active]
    return b"\0".join(part for n in names for part in (bytes_of(n), held.scripts.get(n, b"")))


def _reached(held: Held, first: str, left_out: set[str]) -> list[str]:
    """Return *first* and all that it includes, without what is *left_out*."""
    names: list[str] = []
    ahead = [first]
    while ahead:
        name = ahead.pop()
        if name not in left_out and name not in names:
            names.append(name)
            ahead += included(held.text(name))
    return names


def _include(name: str) -> str:
    return f"include :personal :optional {_name(name)};\r\n"


def _name(name: str) -> str:
    """Return *name* as a string; the master has no variables, so "${" is what it is."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
