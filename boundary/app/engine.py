"""The engine: Today with a clock, timers, a journal and, in the sample, a life.

It knows no window. Whatever happens ends in `tick`, which takes in what the sample's life
has brought since, lets Today act, and waits for the moments that are left.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from boundary.clock import Clock, day_span
from boundary.journal.journal import Journal
from boundary.schedule.acts import Act
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.moments import Moment
from boundary.schedule.policy import Policy
from boundary.schedule.sessions import Session
from boundary.schedule.timers import Timers
from boundary.schedule.today import Today
from boundary.simulation.script import FACTS, Event

log = logging.getLogger(__name__)

MINUTE = timedelta(minutes=1)


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
    ) -> None:
        super().__init__()
        self.clock = clock
        self.journal = journal
        self._life = list(life)
        self._timers: Timers | None = None
        self.today = Today(zone, policy, hours, journal.append, self._act)

    @property
    def zone(self) -> ZoneInfo:
        return self.today.plan(self.clock.now()).zone

    def wait_with(self, timers: Timers) -> None:
        """Let *timers* wake the engine from now on; they come after the tray is shown."""
        self._timers = timers
        self.tick()

    def begin(self, sessions: Iterable[Session]) -> None:
        """Begin from what is known already: the sample, or the last good occurrences."""
        self.today.heard(sessions, self._life[0].at if self._life else self.clock.now())

    def heard(self, sessions: Iterable[Session]) -> None:
        """Take a complete reading of the calendars."""
        self.today.heard(sessions, self.clock.now())
        self._after()

    def restore(self) -> None:
        """Fold in what the journal has of today; life before now is not lived again."""
        now = self.clock.now()
        zone = self.today.plan(now).zone
        day = now.astimezone(zone).date()
        self.today.restore(self.journal.facts(day_span(day, zone)), now)
        self.tick()

    def add(self, kind: FactKind, key: str = "", value: int | str = "") -> None:
        """Write down what she said, or what a sense did, and look at the day."""
        self.today.add(Fact(self.clock.now(), kind, key, value))
        self._after()

    def tick(self) -> None:
        """Bring everything to the present."""
        now = self.clock.now()
        while self._life and self._life[0].at <= now:
            self._live(self._life.pop(0))
        self.today.tick(now)
        self._after()

    def close(self) -> None:
        """Wait for nothing any more."""
        if self._timers is not None:
            self._timers.close()
            self._timers = None

    def _live(self, event: Event) -> None:
        if event.name in FACTS:
            self.today.add(Fact(event.at, FACTS[event.name], event.key))
        elif event.name == "take":
            self.today.take(event.at)

    def _act(self, act: Act) -> None:
        log.info("%s %s %s %s", act.act, act.what, act.why, act.key)
        self.acted.emit(act)

    def _after(self) -> None:
        if self._timers is not None:
            wanted: list[Moment] = list(self.today.waiting)
            if self._life:
                at = self._life[0].at
                wanted.append(Moment("life", "look", at, at + MINUTE))
            self._timers.reconcile(wanted)
        self.ticked.emit()

    def now(self) -> datetime:
        """Return the present (UTC)."""
        return self.clock.now()
