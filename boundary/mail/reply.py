"""Replies: what a mailbox answers by itself, and when.

A reply is the same for every sender. It says when messages are read again, so each closed
window has its own; all of them share one frame, which lets a server keep a year of them in
little room. A reply has an end, always: nothing here can say "until further notice".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from boundary.clock import Span

OPENING = "{opening}"
"""Where the frame of a reply names the next opening."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What anyone who writes *during* a closed window (UTC) receives.

    `frame` is the text with `OPENING` where `opening`, such as "Monday 23 November at 9:00 am
    (EST)", comes in; a frame without it says the same in every window. Lines end in "\\n".
    """

    during: Span
    subject: str
    frame: str = field(repr=False)
    opening: str = ""

    @property
    def body(self) -> str:
        """The text as it is received."""
        return self.frame.replace(OPENING, self.opening)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a mailbox should answer: `replies` in order of time, apart from each other.

    None at all is a mailbox that answers nothing of ours. ValueError where two overlap.
    """

    replies: tuple[Reply, ...] = ()

    def __post_init__(self) -> None:
        spans = [reply.during for reply in self.replies]
        if any(a.end > b.start for a, b in pairwise(spans)):
            raise ValueError("replies overlap or are out of order")


def apart(replies: Sequence[Reply]) -> Wanted:
    """Return *replies* as what is wanted, sorted by their start."""
    return Wanted(tuple(sorted(replies, key=lambda reply: reply.during)))
