"""Ours and a copy of her filters in one script, for servers that know no `include`.

`require` has to come first in a script (RFC 5228, 3.2), so those of both are made one. Her
script stays where it is; the copy does not follow what she changes in it later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from boundary.language import tr
from boundary.mail.mailbox import ForeignReplyError
from boundary.mail.sieve_install import MASTER, Held, bytes_of, text_of
from boundary.mail.sieve_label import again_labelled
from boundary.mail.sieve_script import quoted
from boundary.mail.sieve_tokens import required, without

_FOLLOWS = "# boundary: your filters follow, a copy of "
_REQUIRE = frozenset({"require"})


@dataclass(frozen=True, slots=True)
class Combined:
    """Her script *name* ("": none) as *text*, and *ours* before it."""

    name: str = field(repr=False)
    text: str = field(repr=False)
    ours: bytes = field(default=b"", repr=False)
    requires: tuple[str, ...] = ()
    stamp: str = ""
    """The fingerprint of her text as it was copied."""

    @property
    def edited(self) -> bool:
        """Whether webmail has changed her text since: it writes to the active script."""
        return self.stamp != _stamp(self.text)

    def hers_alone(self) -> bytes:
        """Return her text as a script of its own."""
        return bytes_of(_required(self.requires) + self.text)


def combine(ours: bytes, hers: Combined) -> bytes:
    """Return the script that does *ours*, then *hers*: of hers only `require` moves.

    ForeignReplyError where her text would mean something else beside ours.
    """
    own = required(text_of(ours))
    theirs = hers.requires or required(hers.text)
    if "variables" in own and "variables" not in theirs and "${" in hers.text:
        raise ForeignReplyError(
            tr("Your own filters use signs that would change their meaning beside the reply."),
            tr("Your mail server can't keep the two apart. Choose another way for this mailbox."),
        )
    first = _required(tuple(dict.fromkeys((*own, *theirs))))
    body = without(text_of(ours).partition("\n")[2], _REQUIRE)
    tail = without(hers.text, _REQUIRE)
    stamp = f"{_FOLLOWS}{quoted(hers.name)} {hers.stamp or _stamp(tail)}\r\n"
    return again_labelled(ours, first + body) + bytes_of(stamp + tail)


def combined_in(held: Held, *, inactive: bool = False) -> Combined | None:
    """Return what the active script of *held* is made of, if it is such a one.

    *inactive*: also if it is not active.
    """
    text = held.text(MASTER)
    before, follows, after = text.partition(f"\r\n{_FOLLOWS}")
    if not follows or (held.active != MASTER and not inactive):
        return None
    ours = bytes_of(f"{before}\r\n")
    line, _, tail = after.partition("\r\n")
    name, _, stamp = line.rpartition(" ")
    if not before.startswith("# boundary "):
        return None
    plain = name[1:-1].replace('\\"', '"').replace("\\\\", "\\").replace("${d}{", "${")
    return Combined(plain, tail, ours, required(text), stamp)


def _required(names: tuple[str, ...]) -> str:
    listed = ", ".join(f'"{name}"' for name in names)
    return f"require [{listed}];\r\n" if names else ""


def _stamp(text: str) -> str:
    return sha256(bytes_of(text)).hexdigest()[:16]
