"""What a plan is made of: the day, its blocks, and the present in one look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from boundary.clock import Span, instant_text
from boundary.rituals.ritual import TimedStep
from boundary.schedule.contact import Life
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


BREAKS = frozenset({BlockKind.MICRO_BREAK, BlockKind.TRANSITION, BlockKind.RECOVERY})
"""The kinds that are a break."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that the plan sets aside, `after` the session whose end opens it (or None).

    `until` is when prep (or the day) takes the gap back; `taken` is None while the facts say
    nothing of it; `debt` is what is owed once it is over, `notes` what is still to be written.
    """

    kind: BlockKind
    span: Span
    after: str | None = None
    floor: timedelta = NOTHING
    offer: timedelta = NOTHING
    ritual: str = ""
    steps: tuple[TimedStep, ...] = ()
    taken: timedelta | None = None
    until: datetime | None = None
    debt: timedelta = NOTHING

    def document(self) -> dict[str, object]:
        """Return the block as `boundary plan` prints it."""
        return {
            "kind": self.kind.value,
            "after": self.after,
            "start": instant_text(self.span.start),
            "end": instant_text(self.span.end),
            "floor_s": int(self.floor.total_seconds()),
            "offer_s": int(self.offer.total_seconds()),
            "ritual": self.ritual or None,
            "steps": [{"id": step.id, "seconds": step.seconds} for step in self.steps],
        }


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The local *day* in *zone*: its sessions, what lies between, and what is owed at its end.

    `crowded` has the keys of the sessions after which there is no room at all; `away` days
    have sessions but no blocks; `no_ten` tells that a floor of ten was due and no gap had it.
    `ahead` is the first start of the days after, as far as the calendar was read.
    """

    day: date
    zone: ZoneInfo
    sessions: tuple[Session, ...] = ()
    lives: tuple[Life, ...] = ()
    blocks: tuple[Block, ...] = ()
    crowded: tuple[str, ...] = ()
    debt: timedelta = NOTHING
    away: bool = False
    no_ten: bool = False
    ahead: datetime | None = None

    def document(self) -> dict[str, object]:
        """Return the plan as `boundary plan` prints it: instants as text, whole seconds."""
        return {
            "date": self.day.isoformat(),
            "zone": self.zone.key,
            "sessions": [
                {
                    "key": session.key,
                    "start": instant_text(session.span.start),
                    "end": instant_text(session.span.end),
                    "kind": session.kind.value,
                }
                for session in self.sessions
            ],
            "blocks": [block.document() for block in self.blocks],
            "crowded": list(self.crowded),
            "debt_s": int(self.debt.total_seconds()),
        }

    def break_after(self, key: str) -> Block | None:
        """Return the break that the end of session *key* opens, if it has one."""
        return next((b for b in self.blocks if b.after == key and b.kind in BREAKS), None)

    def block(self, kind: BlockKind) -> Block | None:
        """Return the first block of *kind*, if there is one."""
        return next((b for b in self.blocks if b.kind is kind), None)


@dataclass(frozen=True, slots=True)
class Glance:
    """The present in one look: the tray's shape, why, and since when until when (if known)."""

    tray: str
    why: str
    since: datetime | None = None
    until: datetime | None = None
