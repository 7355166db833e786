"""Facts: what really happened, appended as it happens and never changed.

The day is a fold over the calendar and these. About what the facts are silent, the plan
takes the calendar's word: a session ended as booked, an offer was taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

VERSION = 1
"""Of the vocabulary below; a store or document of a higher one is refused, not guessed."""


class FactKind(StrEnum):
    """What can be said of a day. Stored by value: never rename one."""

    STARTED = "started"
    ENDED = "ended"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    NOT_STARTED = "not_started"
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
    SHOWN = "shown"
    BREAK_BEGAN = "break_began"
    BREAK_OVER = "break_over"
    BREAK_PASSED = "break_passed"
    SKIP = "skip"
    POSTPONE = "postpone"
    NOTES_FIRST = "notes_first"
    UP = "up"
    LUNCH_OVER = "lunch_over"
    OPENED = "opened"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Fact:
    """At *at* (UTC) something happened: *kind*, to the session *key*, by *value*.

    `key` is a session's key or "" (the day as a whole); `value` is whole seconds where the
    kind has a length (`break_over`, `lunch_over`, `pause`), a word where it has one, else "".
    """

    at: datetime
    kind: FactKind
    key: str = ""
    value: int | str = ""
