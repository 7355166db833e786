"""What is noted about a mailbox: what was put there, what was there before, what is under way.

One record an account, replaced whole: before each change of a mailbox the intent and her original
are noted in one go, so that a start after a crash knows what was meant and has all that is needed
to put back. An original holds her own words: records lie on a shelf that is encrypted, and never
in a file of their own.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from secrets import token_hex
from typing import Protocol

from boundary.clock import Span, instant_text
from boundary.documents import Fields, choice, instant, perhaps, text, whole, yes_no
from boundary.errors import StoreError
from boundary.language import tr

VERSION = 1
MOST_TIMES = 1_000_000
OWNER = "mail.owner"
"""The name under which this computer's own mark lies on the shelf."""


class Shelf(Protocol):
    """Small values by name that outlive the program, encrypted; `journal.Journal` is one.

    A value is kept for good once `remember` has returned. Each may raise StoreError.
    """

    def remember(self, name: str, value: object) -> None:
        """Keep *value* (what JSON can hold) under *name*, over what was there."""
        ...

    def recall(self, name: str) -> object:
        """Return what was last remembered under *name*, or None."""
        ...


class Verb(StrEnum):
    """What is about to be done to a mailbox."""

    WRITE = "write"
    TAKE_AWAY = "take_away"


class Choice(StrEnum):
    """What she can say to a question."""

    STAND_BACK = "stand_back"
    """Hers stays, and ours waits until it is over."""
    TAKE_OVER = "take_over"
    """Ours takes its place; hers is put by, and comes back when ours is switched off."""
    CANCEL = "cancel"
    """Leave this mailbox alone."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A change under way: from the mark *before* to the mark *after*."""

    verb: Verb
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Original:
    """What the mailbox held before ours came, its mark, and when it was put by (UTC)."""

    mark: str
    saved: datetime
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What she chose about the reply with *mark*."""

    choice: Choice
    mark: str


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is noted about one mailbox.

    `applied` are the marks that are ours: the one last written and, while another is being
    written, that one too. `verified`: it was read back as written. `during` is when the
    last one answers, in all. `tried` is when it was last written, `checked` when the server was
    last seen to hold it. `ended` is how many times she ended it herself, and `rest` until when
    the last time is respected. `paused`: nothing is to be done until she says so; `left`: what
    was there when it was switched off was not ours, and stayed.
    """

    applied: tuple[str, ...] = ()
    verified: bool = False
    during: Span | None = None
    tried: datetime | None = None
    checked: datetime | None = None
    original: Original | None = None
    intent: Intent | None = None
    answer: Answer | None = None
    ended: int = 0
    rest: datetime | None = None
    paused: bool = False
    left: bool = False


class Notes:
    """The record of one *account* on a *shelf*."""

    def __init__(self, shelf: Shelf, account: str) -> None:
        self._shelf = shelf
        self._name = f"mail.{account}"

    def load(self) -> Kept:
        """Return what is noted; nothing at first. Raises StoreError, also for what is unreadable:
        without it nobody can tell hers from ours."""
        document = self._shelf.recall(self._name)
        return Kept() if document is None else _read(document)

    def save(self, kept: Kept) -> None:
        """Note *kept*, over what was there; it is kept once this has returned. StoreError."""
        self._shelf.remember(self._name, _document(kept))


def owner_mark(shelf: Shelf) -> str:
    """Return this computer's mark, made the first time; it tells nothing about the computer."""
    mark = shelf.recall(OWNER)
    if not isinstance(mark, str) or not mark:
        mark = token_hex(4)
        shelf.remember(OWNER, mark)
    return mark


def _document(kept: Kept) -> dict[str, object]:
    original, intent, answer = kept.original, kept.intent, kept.answer
    return {
        "version": VERSION,
        "applied": list(kept.applied),
        "verified": kept.verified,
        "during": kept.during
        and {"start": instant_text(kept.during.start), "end": instant_text(kept.during.end)},
        "tried": kept.tried and instant_text(kept.tried),
        "checked": kept.checked and instant_text(kept.checked),
        "original": original
        and {
            "mark": original.mark,
            "saved": instant_text(original.saved),
            "raw": b64encode(original.raw).decode(),
        },
        "intent": intent
        and {"verb": intent.verb.value, "before": intent.before, "after": intent.after},
        "answer": answer and {"choice": answer.choice.value, "mark": answer.mark},
        "ended": kept.ended,
        "rest": kept.rest and instant_text(kept.rest),
        "paused": kept.paused,
        "left": kept.left,
    }


def _read(document: object) -> Kept:
    problems: list[str] = []
    fields = Fields(document, "", problems)
    fields.need("version", whole(VERSION, VERSION), VERSION)
    no_marks: tuple[str, ...] = ()
    kept = Kept(
        applied=fields.read("applied", _marks, no_marks),
        verified=fields.read("verified", yes_no, False),
        during=fields.read("during", perhaps(_span), None),
        tried=fields.read("tried", perhaps(instant), None),
        checked=fields.read("checked", perhaps(instant), None),
        original=fields.read("original", perhaps(_original), None),
        intent=fields.read("intent", perhaps(_intent), None),
        answer=fields.read("answer", perhaps(_answer), None),
        ended=fields.read("ended", whole(0, MOST_TIMES), 0),
        rest=fields.read("rest", perhaps(instant), None),
        paused=fields.read("paused", yes_no, False),
        left=fields.read("left", yes_no, False),
    )
    fields.done()
    if problems:
        raise StoreError(
            tr("What was noted about a mailbox can't be read."),
            tr("It may be from a newer Boundary: update it. The mailbox was not changed."),
        )
    return kept


def _part(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError("an object")
    return value


def _marks(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("a list")
    return tuple(text(each) for each in value)


def _span(value: object) -> Span:
    part = _part(value)
    return Span(instant(part.get("start")), instant(part.get("end")))


def _original(value: object) -> Original:
    part = _part(value)
    try:
        raw = b64decode(text(part.get("raw")), validate=True)
    except Base64Error:
        raise ValueError("base64") from None
    return Original(text(part.get("mark")), instant(part.get("saved")), raw)


def _intent(value: object) -> Intent:
    part = _part(value)
    return Intent(choice(Verb)(part.get("verb")), text(part.get("before")), text(part.get("after")))


def _answer(value: object) -> Answer:
    part = _part(value)
    return Answer(choice(Choice)(part.get("choice")), text(part.get("mark")))
