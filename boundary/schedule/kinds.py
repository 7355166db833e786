"""The kinds of appointment, as a therapist means them."""

from __future__ import annotations

from enum import StrEnum


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
