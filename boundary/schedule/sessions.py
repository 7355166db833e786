"""Sessions: which appointments are client work, by rule."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from boundary.clock import Span, instant_text


class Kind(StrEnum):
    """What an occurrence is to a therapist."""

    SESSION = "session"
    COUPLES = "couples"
    GROUP = "group"
    INTAKE = "intake"
    CRISIS = "crisis"
    HOLD = "hold"
    OWN_TIME = "own-time"
    PROFESSIONAL = "professional"
    PERSONAL = "personal"
    AWAY = "away"
    VOID = "void"
    UNKNOWN = "unknown"


CLIENT_WORK = frozenset({Kind.SESSION, Kind.COUPLES, Kind.GROUP, Kind.INTAKE, Kind.CRISIS})
"""The kinds that are contact with clients."""


@dataclass(frozen=True, slots=True)
class Session:
    """An appointment as the therapist means it, client work or what stands beside it.

    `why` is the stable code of the rule that decided its kind ("word:lunch"). The title may
    name a client: memory only.
    """

    key: str
    span: Span
    kind: Kind
    why: str = ""
    calendar: int = 0
    all_day: bool = False
    title: str = field(default="", repr=False, compare=False)

    @property
    def is_lunch(self) -> bool:
        return self.kind is Kind.OWN_TIME and self.why == "word:lunch"


def session_key(uid: str, recurrence_id: datetime | None) -> str:
    """Return the key of an occurrence, the same on every machine.

    The first 16 hex digits of SHA-256 over the UTF-8 of *uid*, a line feed, and the
    recurrence id as `YYYY-MM-DDTHH:MM:SSZ` (empty for none).
    """
    stamp = "" if recurrence_id is None else instant_text(recurrence_id)
    return hashlib.sha256(f"{uid}\n{stamp}".encode()).hexdigest()[:16]
