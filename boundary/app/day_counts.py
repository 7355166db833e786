"""What each day leaves as entries, counted when it is over and now and then before.

Counting again changes nothing but what has changed: an entry has its place.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from boundary.app.practice import Practice
    from boundary.schedule.blocks import DayPlan
    from boundary.schedule.facts import Fact
    from boundary.schedule.policy import Policy

NOW_AND_THEN = timedelta(minutes=30)
"""How often the day so far is counted."""


class DayCounts:
    """Counts the days of a practice, under *policy()*."""

    def __init__(self, policy: Callable[[], Policy]) -> None:
        self._policy = policy
        self._last: tuple[DayPlan, tuple[Fact, ...]] | None = None
        self._counted: datetime | None = None

    def look(self, practice: Practice, now: datetime) -> None:
        """Count the day before if another has begun, and this one if it is time, at *now* (UTC)."""
        today = practice.engine.today
        plan = today.plan(now)
        if self._last is not None and self._last[0].day != plan.day:
            self._count(practice)
        self._last = plan, today.facts
        if self._counted is None or now - self._counted >= NOW_AND_THEN:
            self._counted = now
            self._count(practice)

    def close(self, practice: Practice) -> None:
        """Count once more."""
        self._count(practice)

    def _count(self, practice: Practice) -> None:
        if self._last is None:
            return
        from boundary.reflection.counts import counted

        plan, facts = self._last
        practice.keeping.keep(*counted(plan, facts, self._policy()))
