"""Days and entries to try things on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from boundary.reflection.entries import Entry, Item

MONDAY = date(2026, 11, 2)
"""The day on which most of these lives begin."""


def workdays(first: date = MONDAY) -> Iterator[date]:
    """Yield Monday to Friday for ever, from *first* on."""
    day = first
    while True:
        if day.weekday() < 5:
            yield day
        day += timedelta(days=1)


def on_workdays(
    item: Item, values: Sequence[int], first: date = MONDAY, name: str = ""
) -> tuple[Entry, ...]:
    """Return an entry for each of *values*, one a workday from *first* on."""
    days = workdays(first)
    return tuple(Entry(next(days), item, value, name=name) for value in values)


def on_fridays(item: Item, values: Sequence[int], first: date = MONDAY) -> tuple[Entry, ...]:
    """Return an entry for each of *values*, one on each Friday after *first*."""
    friday = first + timedelta(days=4 - first.weekday())
    return tuple(Entry(friday + timedelta(weeks=n), item, value) for n, value in enumerate(values))


def last_day(entries: Sequence[Entry]) -> date:
    """Return the day of the latest of *entries*."""
    return max(entry.day for entry in entries)
