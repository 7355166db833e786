"""The plan of a day: which breaks fit between which sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from boundary.clock import Span
from boundary.rituals.ritual import TimedStep
from boundary.schedule.sessions import Session

NOTHING = timedelta(0)


class BlockKind(StrEnum):
    """What a stretch between sessions is for."""

    MICRO_BREAK = "micro_break"
    TRANSITION = "transition"
    RECOVERY = "recovery"
    NOTES = "notes"
    LUNCH = "lunch"
    OPENING = "opening"
    SHUTDOWN = "shutdown"
    COMMITMENT = "commitment"


class How(StrEnum):
    """How the end of a session is known."""

    BOOKED = "booked"
    CLICK = "click"
    SENSES = "senses"
    CALENDAR = "calendar"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    NOT_STARTED = "not_started"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that the plan sets aside, `after` the session whose end opens it (or None).

    `taken` is None while it lies ahead or nothing is known of it.
    """

    kind: BlockKind
    span: Span
    after: str | None = None
    floor: timedelta = NOTHING
    offer: timedelta = NOTHING
    ritual: str = ""
    steps: tuple[TimedStep, ...] = ()
    taken: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """What became of a session: `span` as lived (as booked where nothing is known)."""

    session: Session
    span: Span
    how: How


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The local *day* in *zone*: its sessions, what lies between, and what is owed at its end.

    `crowded` has the keys of the sessions after which there is no room at all.
    """

    day: date
    zone: ZoneInfo
    sessions: tuple[Session, ...]
    lives: tuple[Life, ...]
    blocks: tuple[Block, ...]
    crowded: tuple[str, ...]
    debt: timedelta


@dataclass(frozen=True, slots=True)
class Glance:
    """The present in one look: the tray's shape, why, and since when until when (if known)."""

    tray: str
    why: str
    since: datetime | None = None
    until: datetime | None = None
