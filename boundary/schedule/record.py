"""The record of the day: its sessions and facts, folded into a situation when asked.

It forgets the fold whenever something is added, and makes it anew: the fold is a pure
function, so nothing can get out of step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from boundary.clock import day_span
from boundary.schedule.contact import TOUCHING, How, attributed
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.hours import WeeklyHours, close_of
from boundary.schedule.plan import plan_day
from boundary.schedule.policy import Policy
from boundary.schedule.sessions import Session
from boundary.schedule.situation import Situation


@dataclass(slots=True)
class Record:
    """What is known of the local day in *zone*; *remember* is given each new fact first."""

    zone: ZoneInfo
    policy: Policy
    hours: WeeklyHours
    remember: Callable[[Fact], None]
    day: date | None = None
    facts: list[Fact] = field(default_factory=list)
    _sessions: tuple[Session, ...] = ()
    _trouble: str = ""
    _senses: bool = False
    _situation: Situation | None = None

    def situation(self, now: datetime) -> Situation:
        """Return all that is known; on the very first call the day is that of *now*."""
        if self._situation is None:
            if self.day is None:
                self.day = self._local(now)
            plan = plan_day(
                self.day,
                self._sessions,
                self.facts,
                self.policy,
                zone=self.zone,
                closing=close_of(self.hours, self.day, self.zone),
            )
            self._situation = Situation.of(
                plan, self.facts, self.policy, senses=self._senses, trouble=self._trouble
            )
        return self._situation

    def note(self, fact: Fact) -> None:
        """Write *fact* down, to the session that it speaks of."""
        if self.day is None:
            self.day = self._local(fact.at)
        span = day_span(self.day, self.zone)
        todays = [s for s in self._sessions if span.contains(s.span.start)]
        fact = attributed(todays, self.facts, fact)
        self.facts.append(fact)
        self._situation = None
        self.remember(fact)

    def heard(self, sessions: Iterable[Session], now: datetime) -> None:
        """Take the calendar's new word; what is gone of today and not begun was cancelled."""
        new = tuple(sessions)
        kept = {session.key for session in new}
        gone = []
        if self.day is not None:
            situation, span = self.situation(now), day_span(self.day, self.zone)
            gone = [
                session
                for session in self._sessions
                if session.key not in kept
                and session.kind in TOUCHING
                and span.contains(session.span.start)
                and (session.span.start > now or situation.line_open(now))
            ]
        self._sessions = (*new, *gone)
        self._situation = None
        known = {fact.key for fact in self.facts if fact.kind is FactKind.CANCELLED}
        for session in gone:
            if session.span.start > now and session.key not in known:
                self.note(Fact(now, FactKind.CANCELLED, session.key))

    def restore(self, facts: Iterable[Fact], now: datetime) -> None:
        """Fold in the facts of the day of *now* that were written down before."""
        self.day = self._local(now)
        span = day_span(self.day, self.zone)
        old = [fact for fact in facts if span.contains(fact.at)]
        self.facts = sorted([*old, *self.facts], key=lambda fact: fact.at)
        self._situation = None

    def change(
        self,
        *,
        policy: Policy | None = None,
        hours: WeeklyHours | None = None,
        zone: ZoneInfo | None = None,
        trouble: str | None = None,
    ) -> None:
        """Go on under other settings, in another zone, or in or out of trouble."""
        self.policy = policy or self.policy
        self.hours = hours or self.hours
        self.zone = zone or self.zone
        self._trouble = self._trouble if trouble is None else trouble
        self._situation = None

    def turn(self, now: datetime) -> bool:
        """Begin the local day of *now* if it is another and contact lets go of the old one.

        What is owed ends with the day; a pause that lasts, and whether the senses work, do
        not.
        """
        day = self._local(now)
        if self.day is None:
            self.day = day
        if self.day == day:
            return False
        situation = self.situation(now)
        held = situation.life_at(now)
        if situation.line_open(now) or (held is not None and held.how is not How.BOOKED):
            return False
        self._senses = situation.senses
        lasting = {pause.start for pause in situation.pauses if pause.lasts_past(now)}
        self.facts = [f for f in self.facts if f.kind is FactKind.PAUSE and f.at in lasting]
        self.day = day
        self._situation = None
        return True

    def _local(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()
