"""What each day leaves as entries, counted once it is over: closed by her, or another has begun.

A day on which the program ended before that is counted at the next start, from its facts and from
what the store was told of it: times and kinds, never a title. Counting again changes nothing but
what has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from boundary.clock import Span, day_span
from boundary.schedule.kinds import Kind

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from boundary.app.engine import Engine
    from boundary.app.keeping import Keeping
    from boundary.app.practice import Practice
    from boundary.reflection.entries import Entry
    from boundary.schedule.blocks import DayPlan
    from boundary.schedule.facts import Fact
    from boundary.schedule.policy import Policy
    from boundary.schedule.sessions import Session

LEFT = "day_left"
"""Under which the store knows the day that is still to be counted."""

A_DAY = timedelta(days=1)
AWAY_BACK = 31
"""Days before today that are looked at for having been away while the program did not run."""


class DayCounts:
    """Counts the days of a practice, under *policy()*."""

    def __init__(self, policy: Callable[[], Policy]) -> None:
        self._policy = policy
        self._engine: Engine | None = None
        self._last: tuple[DayPlan, tuple[Fact, ...]] | None = None
        self._counted: tuple[date, int] | None = None
        self._told: object = None

    def look(self, practice: Practice, now: datetime) -> None:
        """Count what is over at *now* (UTC); to be called as often as one likes."""
        if not getattr(practice.engine.journal, "is_open", True):
            return  # what the day before left is not known yet
        if practice.engine is not self._engine:
            self._engine, self._last, self._counted, self._told = practice.engine, None, None, None
            self._catch_up(practice, now)
        today = practice.engine.today
        plan, facts = today.plan(now), today.facts
        if self._last is not None and self._last[0].day != plan.day:
            self._count(practice, *self._last)
        self._last = plan, facts
        if today.situation(now).closed and self._counted != (plan.day, len(facts)):
            self._counted = plan.day, len(facts)
            self._count(practice, plan, facts)
        self._tell(practice, plan)

    def close(self, practice: Practice) -> None:
        """Count once more a day that she has closed."""
        if self._last is not None and self._counted is not None:
            self._count(practice, *self._last)

    def _count(self, practice: Practice, plan: DayPlan, facts: tuple[Fact, ...]) -> None:
        from boundary.reflection.counts import counted

        put(practice.keeping, plan.day, counted(plan, facts, self._policy()))

    def _tell(self, practice: Practice, plan: DayPlan) -> None:
        """Tell the store what the day under way has, where that has changed."""
        from boundary.calendars.cache import plain_session

        sessions = [plain_session(life.session) for life in plan.lives]
        told = {"day": plan.day.isoformat(), "away": plan.away, "sessions": sessions}
        if told != self._told:
            self._told = told
            practice.engine.journal.remember(LEFT, told)

    def _catch_up(self, practice: Practice, now: datetime) -> None:
        """Count the day that an earlier run left, and the days away since."""
        from boundary.reflection.entries import Entry, Item
        from boundary.schedule.plan import plan_day
        from boundary.schedule.record import facts_of

        engine = practice.engine
        today, zone = engine.today.plan(now).day, engine.zone
        left = left_of(engine.journal.recall(LEFT))
        away = {d for d in away_days(practice.sessions, zone) if today > d}
        if left is not None and left[0] < today:
            day, was_away, sessions = left
            if was_away:
                away.add(day)
            else:
                span = day_span(day, zone)
                known = engine.journal.facts(Span(span.start, span.end + A_DAY))
                facts = tuple(facts_of(day, zone, sessions, known))
                plan = plan_day(day, sessions, facts, self._policy(), zone=zone)
                self._count(practice, plan, facts)
        for day in sorted(d for d in away if (today - d).days <= AWAY_BACK):
            put(practice.keeping, day, (Entry(day, Item.AWAY, 1),))


def put(keeping: Keeping, day: date, entries: Iterable[Entry]) -> None:
    """Have *entries* be what is counted of *day*: only what is other is written, or dropped."""
    from boundary.reflection.entries import Item

    counted = {
        Item.LOAD, Item.ZERO_GAP, Item.CHANCES, Item.KEPT, Item.WRONG_MOMENT, Item.LUNCH,
        Item.REAL_END, Item.AWAY,
    }  # fmt: skip
    new = tuple(entries)
    before = {e.place: e for e in keeping.between(day, day) if e.item in counted}
    fresh = [entry for entry in new if before.get(entry.place) != entry]
    gone = [entry for place, entry in before.items() if place not in {e.place for e in new}]
    if fresh:
        keeping.keep(*fresh)
    if gone:
        keeping.drop(*gone)


def left_of(value: object) -> tuple[date, bool, tuple[Session, ...]] | None:
    """Read the day that was left: its date, whether she was away, its sessions; None for none."""
    from boundary.calendars.cache import session_of

    if not isinstance(value, dict):
        return None
    try:
        sessions = tuple(session_of(one) for one in value["sessions"])
        return date.fromisoformat(value["day"]), bool(value["away"]), sessions
    except (KeyError, TypeError, ValueError):
        return None  # another version's: that day stays uncounted


def away_days(sessions: Iterable[Session], zone: ZoneInfo) -> frozenset[date]:
    """Return the local dates in *zone* on which she is away."""
    days: set[date] = set()
    for session in sessions:
        if session.kind is Kind.AWAY:
            day = session.span.start.astimezone(zone).date()
            last = (session.span.end - timedelta(seconds=1)).astimezone(zone).date()
            while day <= last:
                days.add(day)
                day += A_DAY
    return frozenset(days)
