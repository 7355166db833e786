"""Facts: what really happened, appended as it happens and never changed.

The day is a fold over the calendar and these. About what the facts are silent, the plan
takes the calendar's word: a session ended as booked, an offer was taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from boundary.clock import instant_text
from boundary.documents import Fields, choice, instant, open_document, refuse, text, whole
from boundary.language import tr

VERSION = 1
"""Of the vocabulary below; a store or document of a higher one is refused, not guessed."""

LONGEST = 7 * 24 * 3600
"""Seconds: no fact of a day is longer than a week."""


class FactKind(StrEnum):
    """What can be said of a day. Stored by value: never rename one."""

    STARTED = "started"
    ENDED = "ended"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    NOT_STARTED = "not_started"
    OVERRUN = "overrun"
    HEAVY = "heavy"
    WITH_SOMEONE = "with_someone"
    WITH_SOMEONE_OVER = "with_someone_over"
    CLINICAL_NEED = "clinical_need"
    PAUSE = "pause"
    RESUME = "resume"
    MIC_OPEN = "mic_open"
    MIC_CLOSED = "mic_closed"
    CAMERA_OPEN = "camera_open"
    CAMERA_CLOSED = "camera_closed"
    SHARE_ON = "share_on"
    SHARE_OFF = "share_off"
    LOCK = "lock"
    UNLOCK = "unlock"
    SLEEP = "sleep"
    WAKE = "wake"
    STUCK = "stuck"
    SHOWN = "shown"
    TAKE = "take"
    BREAK_BEGAN = "break_began"
    BREAK_OVER = "break_over"
    BREAK_PASSED = "break_passed"
    SKIP = "skip"
    POSTPONE = "postpone"
    NOTES_FIRST = "notes_first"
    UP = "up"
    UNTOUCHED = "untouched"
    LEVEL = "level"
    LUNCH_OVER = "lunch_over"
    DAY = "day"
    OPENED = "opened"
    CLOSED = "closed"
    OWED = "owed"


class SkipReason(StrEnum):
    """Why a break was let go, where she said so: the word of a `skip`. Never asked for."""

    CLIENT_NEED = "client_need"
    RUNNING_LATE = "running_late"
    NOTES = "notes"
    NOT_NOW = "not_now"
    WRONG_MOMENT = "wrong_moment"


@dataclass(frozen=True, slots=True)
class Fact:
    """At *at* (UTC) something happened: *kind*, to the session *key*, by *value*.

    `key` is a session's key or "" (the day as a whole); `value` is whole seconds where the
    kind has a length (`LENGTHS`), a word where it has one, else "".
    """

    at: datetime
    kind: FactKind
    key: str = ""
    value: int | str = ""


LENGTHS = frozenset({FactKind.BREAK_OVER, FactKind.LUNCH_OVER, FactKind.PAUSE, FactKind.POSTPONE})
"""The kinds whose value is whole seconds (a `pause` may be "": until she says)."""

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def parse_facts(document: object) -> tuple[Fact, ...]:
    """Return the facts of *document* (docs/facts.md), in order of time, ties as written.

    Raises SettingsError with every problem at once, or for a newer version.
    """
    problems: list[str] = []
    fields = open_document(document, VERSION, problems)
    facts = fields.each("facts", _fact) or ()
    fields.done()
    refuse(tr("The facts can't be read."), problems)
    return tuple(sorted(facts, key=lambda fact: fact.at))


def facts_document(facts: Iterable[Fact]) -> dict[str, object]:
    """Return *facts* as a document that `parse_facts` reads; instants in whole seconds."""
    return {"version": VERSION, "facts": [_plain(fact) for fact in facts]}


def _fact(fields: Fields) -> Fact:
    at = fields.need("at", instant, _NEVER)
    kind = fields.need("kind", choice(FactKind), FactKind.SHOWN)
    key = fields.read("key", text, "")
    nothing: int | str = ""
    wanted = fields.need if kind in LENGTHS - {FactKind.PAUSE} else fields.read
    value = wanted("value", _value_of(kind), nothing)
    fields.done()
    return Fact(at, kind, key, value)


def _value_of(kind: FactKind) -> Callable[[object], int | str]:
    words = kind not in LENGTHS

    def read(value: object) -> int | str:
        if isinstance(value, str) and (words or (kind is FactKind.PAUSE and value == "")):
            return value
        return whole(0, LONGEST)(value)

    return read


def _plain(fact: Fact) -> dict[str, object]:
    plain: dict[str, object] = {"at": instant_text(fact.at), "kind": fact.kind.value}
    if fact.key:
        plain["key"] = fact.key
    if fact.value != "":
        plain["value"] = fact.value
    return plain
