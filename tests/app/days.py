"""A day that a test lives by hand: a clock that stands still, an engine, and a show off screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from boundary.app.engine import Engine
from boundary.app.show import Show
from boundary.clock import Span
from boundary.journal import Journal, MemoryJournal
from boundary.schedule.acts import Act
from boundary.schedule.facts import FactKind
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.policy import Level, Policy, ShutdownForm
from boundary.schedule.sessions import Kind, Session
from boundary.ui.theme import LIGHT
from tests.fake_timers import FakeTimers

ZONE = ZoneInfo("UTC")


def at(wall: str, day: int = 1) -> datetime:
    """Return the instant at which UTC clocks show *wall* ("9:00", "9:50:30") in December 2026."""
    hour, minute, second = (int(part) for part in [*wall.split(":"), "0"][:3])
    return datetime(2026, 12, day, hour, minute, second, tzinfo=UTC)


def session(start: str, end: str, key: str) -> Session:
    """Return a session between two wall times."""
    return Session(key, Span(at(start), at(end)), Kind.SESSION)


MORNING = (session("9:00", "9:50", "a"), session("10:00", "10:50", "b"))
"""Two sessions with ten minutes between them."""


class FakeClock:
    """A clock that a test sets; its monotonic seconds follow unless the machine *sleeps*."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._seconds = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._seconds

    def until(self, instant: datetime) -> timedelta:
        return max(instant - self._now, timedelta(0))

    def set(self, now: datetime, *, asleep: bool = False) -> None:
        """Let it be *now*; *asleep* leaves the monotonic seconds where they are."""
        if not asleep:
            self._seconds += (now - self._now).total_seconds()
        self._now = now


@dataclass
class Lived:
    """An engine with a show, and all that it did."""

    clock: FakeClock
    timers: FakeTimers
    engine: Engine
    show: Show
    acts: list[Act] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)

    def until(self, wall: str) -> None:
        """Let time pass to *wall*, stopping at each moment that the day waits for."""
        end = at(wall)
        while self.timers.waiting and self.timers.waiting[0].at <= end:
            self.clock.set(max(self.timers.waiting[0].at, self.clock.now()))
            self.timers.ring(self.clock.now())
        self.clock.set(end)
        self.engine.tick()

    def tell(self, wall: str, kind: FactKind, key: str = "") -> None:
        """Live until *wall*, and let *kind* happen then."""
        self.until(wall)
        self.engine.add(kind, key)

    def did(self, *kinds: str) -> list[tuple[str, str, str]]:
        """Return what of *kinds* was done: when, which act, what."""
        return [(f"{a.at:%H:%M:%S}", a.act, a.what) for a in self.acts if a.act in kinds]


LIVED: list[Lived] = []
"""The days that the present test has begun."""


def begun(
    wall: str = "8:50",
    sessions: Iterable[Session] = MORNING,
    level: Level = Level.NUDGE,
    journal: Journal | None = None,
) -> Lived:
    """Return a day that begins at *wall*; it has no opening and no shutdown."""
    clock = FakeClock(at(wall))
    policy = Policy(level=level, shutdown=ShutdownForm.NONE)
    engine = Engine(clock, ZONE, policy, WeeklyHours(), journal or MemoryJournal())
    shapes: list[str] = []
    timers = FakeTimers(engine.tick)
    lived = Lived(clock, timers, engine, Show(engine, shapes.append, LIGHT), shapes=shapes)
    lived.show.stage.wear(LIGHT, reduced_motion=True, digits=False)
    engine.acted.connect(lived.acts.append)
    LIVED.append(lived)
    engine.heard(sessions)
    engine.wait_with(timers)
    return lived


def ended_at(wall: str = "9:50", level: Level = Level.NUDGE) -> Lived:
    """Return a morning whose first session really ended at *wall*: the microphone closed."""
    lived = begun(level=level)
    lived.tell("9:00", FactKind.MIC_OPEN)
    lived.tell(wall, FactKind.MIC_CLOSED)
    return lived
