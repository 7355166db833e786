"""The record of the day: its sessions and facts, folded into a situation when asked.

It forgets the fold whenever something is added, and makes it anew: the fold is a pure
function, so nothing can get out of step.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from boundary.clock import day_span
from boundary.rituals.repertoire import Repertoire
from boundary.schedule.blocks import DayPlan
from boundary.schedule.contact import EVIDENCED, TOUCHING, How, Life, attributed
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.gaps import AS_THEY_CAME
from boundary.schedule.hours import WeeklyHours, close_of
from boundary.schedule.plan import plan_day
from boundary.schedule.policy import Policy
from boundary.schedule.sessions import Session
from boundary.schedule.situation import AFTER_WAKE, Situation
from boundary.schedule.stretches import Stretch, company_of, needs_of, pauses_of, stuck_of


@dataclass(slots=True)
class Record:
    """What is known of the local day in *zone*; *remember* is given each new fact first."""

    zone: ZoneInfo
    policy: Policy
    hours: WeeklyHours
    remember: Callable[[Fact], None]
    repertoire: Repertoire = AS_THEY_CAME
    day: date | None = None
    facts: list[Fact] = field(default_factory=list)
    _sessions: tuple[Session, ...] = ()
    _trouble: str = ""
    _senses: bool = False
    _plan: DayPlan | None = None
    _situation: Situation | None = None

    def situation(self, now: datetime) -> Situation:
        """Return all that is known; on the very first call the day is that of *now*."""
        if self._situation is None:
            if self.day is None:
                self.day = self._local(now)
            self._plan = self._plan or plan_day(
                self.day,
                self._sessions,
                self.facts,
                self.policy,
                zone=self.zone,
                closing=close_of(self.hours, self.day, self.zone),
                repertoire=self.repertoire,
            )
            self._situation = Situation.of(
                self._plan, self.facts, self.policy, senses=self._senses, trouble=self._trouble
            )
        return self._situation

    def _forget(self) -> None:
        self._plan = self._situation = None

    def note(self, fact: Fact) -> None:
        """Write *fact* down, to the session that it speaks of."""
        if self.day is None:
            self.day = self._local(fact.at)
        span = day_span(self.day, self.zone)
        todays = [s for s in self._sessions if span.contains(s.span.start)]
        fact = attributed(todays, self.facts, fact)
        insort(self.facts, fact, key=_at)
        if fact.kind in ABSENT:
            self._situation = None
        elif fact.kind not in UNPLANNED:
            self._forget()
        elif self._situation is not None:
            self._situation = self._situation.with_facts(self.facts, fact)
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
        self._sessions = tuple(sorted((*new, *gone), key=lambda s: (s.span.start, s.key)))
        self._forget()
        known = {fact.key for fact in self.facts if fact.kind is FactKind.CANCELLED}
        for session in gone:
            if session.span.start > now and session.key not in known:
                self.note(Fact(now, FactKind.CANCELLED, session.key))

    def restore(self, facts: Iterable[Fact], now: datetime) -> None:
        """Fold in the facts of this day and the one before that were written down.

        Whether the day before still goes on is not known without its sessions: it is taken up
        again where nothing says that it ended, and ends at the next `turn` if nothing holds
        it. Of what is older than the day, only what lasts counts.
        """
        known = sorted([*facts, *self.facts], key=_at)
        self.day, begin, start = self._began(known, now)
        self.facts = [*lasting(known[:begin], start), *known[begin:]]
        self._forget()

    def _began(self, known: Sequence[Fact], now: datetime) -> tuple[date, int, datetime]:
        """Return the day that *known* leaves at *now*, the place of its first fact, its start."""
        today = self._local(now)
        yesterday = today - timedelta(days=1)
        named = {day.isoformat(): day for day in (yesterday, today)}
        for place in range(len(known) - 1, -1, -1):
            if known[place].kind is FactKind.DAY and known[place].value in named:
                return named[str(known[place].value)], place, known[place].at
        span = day_span(yesterday, self.zone)
        worked = any(span.contains(fact.at) for fact in known)
        start = span.start if worked else span.end
        return yesterday if worked else today, sum(fact.at < start for fact in known), start

    def change(
        self,
        *,
        policy: Policy | None = None,
        hours: WeeklyHours | None = None,
        zone: ZoneInfo | None = None,
        trouble: str | None = None,
        repertoire: Repertoire | None = None,
    ) -> None:
        """Go on under other settings or rituals, in another zone, or in or out of trouble."""
        self.policy = policy or self.policy
        self.hours = hours or self.hours
        self.zone = zone or self.zone
        self.repertoire = self.repertoire if repertoire is None else repertoire
        self._trouble = self._trouble if trouble is None else trouble
        self._forget()

    def is_over(self, now: datetime) -> bool:
        """Tell whether the date is another than that of the day, held back or not."""
        return self.day is not None and self.day != self._local(now)

    def turn(self, now: datetime) -> bool:
        """Begin the local day of *now* if it is another and contact lets go of the old one.

        What is owed ends with the day; a pause, a need or company that lasts, a shared or
        locked screen, and whether the senses work, do not.
        """
        day = self._local(now)
        if self.day is None:
            self.day = day
        if self.day == day:
            return False
        situation = self.situation(now)
        held = situation.life_at(now)
        lives = [x for x in situation.plan.lives if x.how is How.SENSES and x.early]
        if held is not None:
            lives.append(held)
        if situation.line_open(now) or any(_holds_the_day(life, now) for life in lives):
            return False
        self._senses = situation.senses
        self.facts = lasting(self.facts, now)
        self.day = day
        self._forget()
        self.note(Fact(now, FactKind.DAY, "", day.isoformat()))
        return True

    def _local(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()


UNPLANNED = frozenset(
    {FactKind.SHOWN, FactKind.TAKE, FactKind.UP, FactKind.POSTPONE, FactKind.NOTES_FIRST,
     FactKind.UNTOUCHED, FactKind.BREAK_BEGAN, FactKind.DAY, FactKind.OPENED, FactKind.CLOSED,
     FactKind.OWED}
)  # fmt: skip
"""What no plan changes with: what was put to her, and what she answered while it stands."""

ABSENT = frozenset({FactKind.LEVEL, FactKind.LOCK, FactKind.UNLOCK, FactKind.SLEEP, FactKind.WAKE})
"""What keeps the plan too, but not what the situation knows beside it."""

LONGEST_OVERRUN = timedelta(hours=2)
"""A session whose end nobody tells holds the day back for this long after its booked end."""


def facts_of(
    day: date, zone: ZoneInfo, sessions: Sequence[Session], facts: Iterable[Fact]
) -> list[Fact]:
    """Return those of *facts* that are of the local *day* in *zone*, each with its session's key.

    A session that runs over midnight takes what happens in it along. Where the facts say when
    a day began (`day`), that is its bound; else a session is waited for as `turn` would.
    """
    span = day_span(day, zone)
    known = sorted(facts, key=_at)
    began = {fact.value: fact.at for fact in known if fact.kind is FactKind.DAY}
    todays = [session for session in sessions if span.contains(session.span.start)]
    over = max((s.span.end for s in todays if not s.all_day), default=span.end)
    end = over + LONGEST_OVERRUN if over > span.end else span.end
    end = began.get((day + timedelta(days=1)).isoformat(), end)
    begin = began.get(day.isoformat(), span.start)
    found: list[Fact] = []
    for fact in known:
        if begin <= fact.at < end:
            found.append(attributed(todays, found, fact))
    return found


def lasting(facts: Sequence[Fact], now: datetime) -> list[Fact]:
    """Return those of *facts* that go on past *now* as a state: another day needs them too."""
    since: dict[FactKind, set[datetime]] = {
        FactKind.PAUSE: _going_on(pauses_of(facts), now),
        FactKind.CLINICAL_NEED: _going_on(needs_of(facts), now),
        FactKind.WITH_SOMEONE: _going_on(company_of(facts), now),
    }
    on: dict[FactKind, Fact] = {}
    for fact in facts:
        if fact.kind in _TURNS.values():
            on[fact.kind] = fact
        elif fact.kind in _TURNS:
            on.pop(_TURNS[fact.kind], None)
        elif fact.kind is FactKind.STUCK:
            on[fact.kind] = fact
    if stuck_of(facts) is None:
        on.pop(FactKind.STUCK, None)
    return [
        f
        for f in facts
        if f.at in since.get(f.kind, ())
        or f is on.get(f.kind)
        or (f.kind is FactKind.WAKE and f.at <= now < f.at + AFTER_WAKE)
    ]


_TURNS = {
    FactKind.MIC_CLOSED: FactKind.MIC_OPEN,
    FactKind.CAMERA_CLOSED: FactKind.CAMERA_OPEN,
    FactKind.SHARE_OFF: FactKind.SHARE_ON,
    FactKind.UNLOCK: FactKind.LOCK,
    FactKind.WAKE: FactKind.SLEEP,
}
"""What turns off what."""


def _going_on(stretches: Iterable[Stretch], now: datetime) -> set[datetime]:
    return {stretch.start for stretch in stretches if stretch.lasts_past(now)}


def _holds_the_day(life: Life, now: datetime) -> bool:
    """Tell whether *life* keeps its day from ending at *now*, the line being closed."""
    if life.how in EVIDENCED and not life.early:
        return True  # believed in a few seconds
    wait = LONGEST_OVERRUN if life.how is How.LIVE else timedelta(0)
    return now < max(life.session.span.end, life.span.end) + wait


def _at(fact: Fact) -> datetime:
    return fact.at
