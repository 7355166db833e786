"""The engine: Today with a clock, timers, a journal and, in the sample, a life.

It knows no window. Whatever happens ends in `tick`, which takes in what the sample's life
has brought since, lets Today act, and waits for the moments that are left.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from boundary.clock import Clock, Span, day_span
from boundary.rituals.repertoire import Repertoire
from boundary.schedule.acts import Act
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.gaps import AS_THEY_CAME
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.moments import Moment
from boundary.schedule.policy import Policy
from boundary.schedule.sessions import Session
from boundary.schedule.today import Today, Untouched, nothing_tells

if TYPE_CHECKING:
    from boundary.journal.journal import Journal
    from boundary.schedule.timers import Timers
    from boundary.simulation.script import Event

log = logging.getLogger(__name__)

MINUTE = timedelta(minutes=1)
A_DAY = timedelta(days=1)

STALE = timedelta(minutes=1)
"""What was to be shown longer ago than this is not shown any more: it only happened."""

SLEPT = timedelta(minutes=2)
"""The wall clock ran this much further than the monotonic one: the machine slept."""


class Engine(QObject):
    """One practice's day under way."""

    acted = Signal(object)
    """An `Act`, in the order in which they are done."""
    ticked = Signal()
    """The day has been looked at; what is shown of it may have changed."""

    def __init__(
        self,
        clock: Clock,
        zone: ZoneInfo,
        policy: Policy,
        hours: WeeklyHours,
        journal: Journal,
        life: Sequence[Event] = (),
        repertoire: Repertoire = AS_THEY_CAME,
        untouched: Untouched = nothing_tells,
    ) -> None:
        super().__init__()
        self.clock = clock
        self.journal = journal
        self._life = list(life)
        self._timers: Timers | None = None
        self._looked: tuple[datetime, float] | None = None
        self.today = Today(zone, policy, hours, journal.append, self._act, repertoire, untouched)

    @property
    def zone(self) -> ZoneInfo:
        return self.today.plan(self.clock.now()).zone

    def now(self) -> datetime:
        """Return the present (UTC)."""
        return self.clock.now()

    def wait_with(self, timers: Timers) -> None:
        """Let *timers* wake the engine from now on; they come after the tray is shown."""
        self._timers = timers
        self.tick()

    def begin(self, sessions: Iterable[Session]) -> None:
        """Begin the sample from its sessions, at the first instant of its life."""
        self.today.heard(sessions, self._life[0].at if self._life else self.clock.now())

    def heard(self, sessions: Iterable[Session]) -> None:
        """Take a complete reading of the calendars."""
        self.today.heard(sessions, self.clock.now())
        self._after()

    def restore(self, sessions: Iterable[Session] = ()) -> None:
        """Fold in what the journal has of late, then take *sessions*, if any are known.

        In this order: a day that learns of its sessions first would put to her what she has
        answered already. A late session may hold the day before open still. What was running
        when the program ended runs on, without a window.
        """
        now = self.clock.now()
        zone = self.zone
        day = now.astimezone(zone).date()
        days = Span(day_span(day - A_DAY, zone).start, day_span(day, zone).end)
        known = set(self.today.facts)
        self.today.restore((f for f in self.journal.facts(days) if f not in known), now)
        sessions = tuple(sessions)
        if sessions:
            self.today.heard(sessions, now)
        self.today.restore((), now)
        self.tick()

    def add(self, kind: FactKind, key: str = "", value: int | str = "") -> None:
        """Write down what she said, or what a sense did, and look at the day."""
        self.today.add(Fact(self.clock.now(), kind, key, value))
        self._after()

    def tick(self) -> None:
        """Bring everything to the present; a sleep of the machine is written down first."""
        now = self.clock.now()
        fell_asleep = self._slept(now)
        if fell_asleep is not None:
            self.today.add(Fact(fell_asleep, FactKind.SLEEP))
        while self._life and self._life[0].at <= now:
            self._live(self._life.pop(0))
        if fell_asleep is not None:
            self.today.add(Fact(now, FactKind.WAKE))
        self.today.tick(now)
        self._after()

    def close(self) -> None:
        """Wait for nothing any more."""
        if self._timers is not None:
            self._timers.close()
            self._timers = None

    def _slept(self, now: datetime) -> datetime | None:
        """Return when the machine fell asleep, if it did since the last look, else None."""
        monotonic = self.clock.monotonic()
        looked, self._looked = self._looked, (now, monotonic)
        if looked is None:
            return None
        awake = timedelta(seconds=monotonic - looked[1])
        return looked[0] + awake if now - looked[0] - awake > SLEPT else None

    def _live(self, event: Event) -> None:
        from boundary.simulation.script import FACTS

        if event.name in FACTS:
            self.today.add(Fact(event.at, FACTS[event.name], event.key))
        elif event.name == "take":
            self.today.take(event.at)

    def _act(self, act: Act) -> None:
        log.info("%s %s %s %s", act.act, act.what, act.why, act.key)
        if act.visible and self.clock.now() - act.at > STALE:
            return
        self.acted.emit(act)

    def _after(self) -> None:
        if self._timers is not None:
            wanted: list[Moment] = list(self.today.waiting)
            if self._life:
                at = self._life[0].at
                wanted.append(Moment("life", "look", at, at + MINUTE))
            self._timers.reconcile(wanted)
        self.ticked.emit()
