"""The mirror in Today: once a week, when her sessions really end.

It stands on the first day of her week and says nothing before five ends are known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from boundary.reflection.entries import Entry
    from boundary.schedule.hours import WeeklyHours


class Known(Protocol):
    """What is used of `app.keeping.Keeping`."""

    def between(self, first: date, last: date) -> Sequence[Entry]:
        """Return what is known of the local days *first* to *last*."""
        ...


class Mirroring:
    """What *known* tells of her ends, looked up once a day."""

    def __init__(self, known: Callable[[], Known]) -> None:
        self._known = known
        self._day: date | None = None
        self._line = ""

    def line(self, today: date, hours: WeeklyHours) -> str:
        """Return the line for the local date *today*, "" for none."""
        if today.weekday() != first_of_week(hours):
            return ""
        if self._day != today or not self._line:
            from boundary.reflection.book import Book
            from boundary.reflection.mirror import DAYS, mirror_words, real_ends

            known = self._known().between(today - timedelta(days=DAYS), today)
            self._day = today
            self._line = next(map(mirror_words, real_ends(Book(known, today))), "")
        return self._line


def first_of_week(hours: WeeklyHours) -> int:
    """Return the weekday (Monday 0) on which her week begins: the first with hours."""
    return next((day for day, windows in enumerate(hours.week) if windows), 0)
