"""The book: entries laid out to be read by item and by day, up to a today that it is told.

What lies after today is not read (a clock may have been wrong), and days away are no days: what
was noted on them does not count, and what was not noted is missed by nobody.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from statistics import median

from boundary.reflection.entries import TAPPED, Entry, Item

DAY = timedelta(days=1)
BASELINE = timedelta(days=60)
"""How far back a person's own usual is looked for."""

LONG_ABSENCE = 5
"""So many workdays away in a row, and what was before is another time."""

_NONE: tuple[tuple[date, ...], tuple[Entry, ...]] = ((), ())


class Book:
    """The *entries* up to *today* (a local date), as the rules read them.

    *away* are her days away beside those that entries tell of, *holidays* the public holidays
    of her region: these stop the clocks of commitments, but an entry of theirs counts.
    """

    __slots__ = ("_pages", "away", "holidays", "today")

    def __init__(
        self,
        entries: Iterable[Entry],
        today: date,
        *,
        away: Collection[date] = (),
        holidays: Collection[date] = (),
    ) -> None:
        known = sorted((e for e in entries if e.day <= today), key=lambda e: (e.day, e.name))
        self.today = today
        self.away = frozenset(away) | {e.day for e in known if e.item is Item.AWAY}
        self.holidays = frozenset(holidays)
        pages: dict[tuple[Item, str | None], list[Entry]] = {}
        for entry in known:
            if entry.day not in self.away or entry.item in _COUNTS_AWAY:
                pages.setdefault((entry.item, entry.name), []).append(entry)
                pages.setdefault((entry.item, None), []).append(entry)
        self._pages = {
            place: (tuple(e.day for e in page), tuple(page)) for place, page in pages.items()
        }

    def stops(self, day: date) -> bool:
        """Tell whether *day* is none on which a commitment's clock runs."""
        return day in self.away or day in self.holidays

    def of(
        self,
        item: Item,
        name: str | None = "",
        *,
        first: date = date.min,
        last: date = date.max,
    ) -> tuple[Entry, ...]:
        """Return the entries of *item* and *name* (None: any) from *first* to *last*, in order."""
        days, entries = self._pages.get((item, name), _NONE)
        return entries[bisect_left(days, first) : bisect_right(days, last)]

    def without(self, item: Item) -> Book:
        """Return the book as it would be without the entries of *item*."""
        kept = {e for (i, _), (_, page) in self._pages.items() if i is not item for e in page}
        return Book(kept, self.today, away=self.away, holidays=self.holidays)

    def within(self, item: Item, days: int, name: str | None = "") -> tuple[Entry, ...]:
        """Return the entries of *item* in the last *days* days, today among them."""
        return self.of(item, name, first=self.today - (days - 1) * DAY)

    def latest(self, item: Item, name: str | None = "") -> Entry | None:
        """Return the last entry of *item*, None without one."""
        _, entries = self._pages.get((item, name), _NONE)
        return entries[-1] if entries else None

    def names(self, item: Item) -> tuple[str, ...]:
        """Return the names that entries of *item* have, sorted."""
        return tuple(sorted(n for i, n in self._pages if i is item and n is not None))

    def recorded(self) -> int:
        """Return on how many days she noted anything of herself."""
        days: set[date] = set()
        for item in TAPPED:
            days.update(self._pages.get((item, None), _NONE)[0])
        return len(days)

    def usual(self, item: Item, day: date) -> float | None:
        """Return the median of *item* in the 60 days before *day*, None without an entry."""
        before = self.of(item, first=day - BASELINE, last=day - DAY)
        return median(entry.number for entry in before) if before else None

    def since_absence(self, item: Item, day: date) -> tuple[Entry, ...]:
        """Return the entries of *item* up to *day* that are later than the last long absence.

        Long is a week of workdays; a single day off between two entries is no gap.
        """
        back, run = date.min, 0
        before: date | None = None
        for each in sorted(each for each in self.away if each <= day):
            near = before is not None and each - before <= _OVER_A_WEEKEND
            run = run * near + (each.weekday() < 5)
            before = each
            if run >= LONG_ABSENCE:
                back = each
        return self.of(item, first=back, last=day)


_OVER_A_WEEKEND = timedelta(days=3)
_COUNTS_AWAY = frozenset({Item.COMMITMENT, Item.NOTICE, Item.PROPOSAL, Item.AWAY, Item.SPENT})
"""What may lie on a day away and counts all the same."""


def clock_days(first: date, last: date, book: Book) -> int:
    """Return the days after *first* up to *last* on which a commitment's clock runs."""
    if last <= first:
        return 0
    stopped = sum(first < day <= last for day in book.away | book.holidays)
    return (last - first).days - stopped


def week_of(day: date) -> date:
    """Return the Monday of the week of *day* (ISO 8601)."""
    return day - day.weekday() * DAY


def weeks(first: date, last: date) -> tuple[date, ...]:
    """Return the Mondays of the weeks from that of *first* to that of *last*."""
    monday = week_of(first)
    count = (week_of(last) - monday).days // 7 + 1
    return tuple(monday + timedelta(weeks=n) for n in range(max(count, 0)))
