"""What a Sieve script of hers does, as far as it matters beside ours: read, never run.

RFC 5228, section 8. A script that a server took is taken to be right; of one that is not, or
that is no text, nothing is said (ValueError), and it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

ANSWERS = frozenset({"vacation"})
REFUSES = frozenset({"reject", "ereject"})
_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+|\#[^\n]*(?:\n|$)|/\*.*?\*/)
      |(?P<text>text:[ \t]*(?:\#[^\n]*)?\r?\n.*?^\.\r?$\n?)
      |(?P<string>"(?:[^"\\]|\\.)*")
      |(?P<number>[0-9]+[KMG]?)
      |(?P<word>:?[A-Za-z_][A-Za-z0-9_]*)
      |(?P<sign>[\[\](){},;])""",
    re.VERBOSE | re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_END_OF_LINE = re.compile(r"[ \t]*\r?\n")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """One token of a script: what kind it is, and where it stands."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def string(self) -> str:
        """What a quoted string means."""
        return _ESCAPED.sub(r"\1", self.text[1:-1])


def commands(script: str) -> frozenset[str]:
    """Return the names of what *script* may do or ask, in small letters.

    What webmail keeps for another day, under `if false`, is not among it.
    """
    names: set[str] = set()
    resting = depth = 0
    for words in _statements(script):
        first = words[0].text.lower()
        if first == "}":
            depth -= 1
            resting = resting if depth >= resting else 0
            continue
        if not resting:
            names.update(piece.text.lower() for piece in words if piece.kind == "word")
        if words[-1].text == "{" and words[-1].kind == "sign":
            depth += 1
            if not resting and [piece.text.lower() for piece in words[:2]] == ["if", "false"]:
                resting = depth
    return frozenset(names)


def included(script: str) -> tuple[str, ...]:
    """Return the names of the scripts of hers that *script* includes (RFC 6609)."""
    names = []
    for words in _statements(script):
        if words[0].text.lower() != "include":
            continue
        if any(piece.text.lower() == ":global" for piece in words):
            continue
        names += [piece.string for piece in words if piece.kind == "string"]
    return tuple(names)


def required(script: str) -> tuple[str, ...]:
    """Return what *script* requires, in order."""
    return tuple(
        dict.fromkeys(
            piece.string
            for words in _statements(script)
            if words[0].text.lower() == "require"
            for piece in words
            if piece.kind == "string"
        )
    )


def without(script: str, names: frozenset[str]) -> str:
    """Return *script* with every command of *names* cut out; the rest stays to the letter."""
    return cut(script, lambda words: words[0].text.lower() in names)


def without_include(script: str, name: str) -> str:
    """Return *script* with what includes the script *name* cut out, and its line if empty."""
    return cut(
        script,
        lambda words: (
            words[0].text.lower() == "include"
            and any(piece.kind == "string" and piece.string == name for piece in words)
        ),
    )


def cut(script: str, chosen: Callable[[Sequence[Piece]], bool]) -> str:
    """Return *script* without the commands that *chosen* says, and without their line's end."""
    kept, at = [], 0
    for words in _statements(script):
        if chosen(words):
            kept.append(script[at : words[0].start])
            at = words[-1].end
            if (end := _END_OF_LINE.match(script, at)) is not None:
                at = end.end()
    return "".join([*kept, script[at:]])


def first_action(script: str) -> Sequence[Piece]:
    """Return the first command of *script* that is no `require`; () if there is none."""
    return next((words for words in _statements(script) if words[0].text.lower() != "require"), ())


def _statements(script: str) -> Iterator[Sequence[Piece]]:
    """Yield commands, each up to its semicolon or its opening brace; closing braces alone."""
    words: list[Piece] = []
    for piece in _pieces(script):
        words.append(piece)
        if piece.kind == "sign" and piece.text in ";{}":
            yield words
            words = []


def _pieces(script: str) -> Iterator[Piece]:
    """Yield the tokens of *script* that mean something. ValueError for what is not Sieve."""
    at = 0
    while at < len(script):
        found = _TOKEN.match(script, at)
        if found is None:
            raise ValueError("not a Sieve script")
        if found.lastgroup is not None and found.lastgroup != "space":
            yield Piece(found.lastgroup, found[0], at, found.end())
        at = found.end()
