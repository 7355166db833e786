"""A week of communication hours while it is painted: what is open, undone and done again. Pure.

Open time is kept as minutes from Monday 0:00, so that a stretch may pass midnight and Sunday
night may run into Monday; it becomes the windows of `WeeklyHours` and comes from them unharmed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from boundary.schedule.hours import (
    WEEKDAYS,
    WallSpan,
)

QUARTER = 15
DAY_MINUTES = 24 * 60
WEEK_MINUTES = WEEKDAYS * DAY_MINUTES
MOST_UNDONE = 100

Minutes = tuple[int, int]
"""From a minute to another, the end not in it."""
Windows = tuple[tuple[WallSpan, ...], ...]
"""The windows of each weekday, Monday first."""


@dataclass(frozen=True, slots=True)
class Painted:
    """Open time of a week in minutes from Monday 0:00; spans are sorted and lie apart."""

    spans: tuple[Minutes, ...] = ()

    @classmethod
    def of(cls, week: Windows) -> Painted:
        """Return the windows of *week* (Monday first) as painted."""
        pieces: list[Minutes] = []
        for day, walls in enumerate(week):
            for wall in walls:
                start, end = wall_minutes(wall)
                pieces += _wrapped(day * DAY_MINUTES + start, day * DAY_MINUTES + end)
        return cls(_merged(pieces))

    def week(self) -> Windows:
        """Return the windows by the day on which they start; longer than a day is cut at 0:00."""
        stretches = list(self.spans)
        if len(stretches) > 1 and stretches[0][0] == 0 and stretches[-1][1] == WEEK_MINUTES:
            _, first_end = stretches.pop(0)
            last_start, _ = stretches.pop()
            stretches.append((last_start, WEEK_MINUTES + first_end))
        days: list[list[WallSpan]] = [[] for _ in range(WEEKDAYS)]
        for stretch in stretches:
            for start, end in _days_of(stretch):
                day = start // DAY_MINUTES % WEEKDAYS
                days[day].append(WallSpan(_wall(start), _wall(end)))
        return tuple(tuple(sorted(walls, key=lambda wall: wall.start)) for walls in days)

    def on(self, day: int) -> tuple[Minutes, ...]:
        """Return what is open on weekday *day* (Monday 0), in minutes of that day, up to 24:00."""
        low, high = day * DAY_MINUTES, (day + 1) * DAY_MINUTES
        return tuple(
            (max(start, low) - low, min(end, high) - low)
            for start, end in self.spans
            if start < high and end > low
        )

    def is_open(self, day: int, minute: int) -> bool:
        """Tell whether *minute* of weekday *day* is open."""
        return any(start <= minute < end for start, end in self.on(day))

    def covers(self, day: int, minutes: Minutes) -> bool:
        """Tell whether all of *minutes* on weekday *day* is open."""
        return any(start <= minutes[0] and minutes[1] <= end for start, end in self.on(day))

    def with_open(self, day: int, minutes: Minutes) -> Painted:
        """Return the week with *minutes* of weekday *day* open; they may pass midnight."""
        low = day * DAY_MINUTES
        return Painted(_merged([*self.spans, *_wrapped(low + minutes[0], low + minutes[1])]))

    def with_closed(self, day: int, minutes: Minutes) -> Painted:
        """Return the week with *minutes* of weekday *day* closed; they may pass midnight."""
        low = day * DAY_MINUTES
        left: list[Minutes] = list(self.spans)
        for start, end in _wrapped(low + minutes[0], low + minutes[1]):
            left = [
                piece
                for a, b in left
                for piece in ((a, min(b, start)), (max(a, end), b))
                if piece[0] < piece[1]
            ]
        return Painted(_merged(left))

    def with_day(self, day: int, walls: Iterable[WallSpan]) -> Painted:
        """Return the week whose windows that start on weekday *day* are *walls*."""
        changed = self
        for old in self.week()[day]:
            changed = changed.with_closed(day, wall_minutes(old))
        for new in walls:
            changed = changed.with_open(day, wall_minutes(new))
        return changed

    def with_copy(self, source: int, targets: Iterable[int]) -> Painted:
        """Return the week with the windows of weekday *source* on all of *targets* as well."""
        walls = self.week()[source]
        changed = self
        for day in targets:
            changed = changed.with_day(day, walls)
        return changed


class History:
    """What can be undone and done again; the present is always there."""

    def __init__(self, present: Painted) -> None:
        self.present = present
        self._before: list[Painted] = []
        self._after: list[Painted] = []

    def do(self, painted: Painted) -> bool:
        """Make *painted* the present; tell whether that is a change."""
        if painted == self.present:
            return False
        self._before = [*self._before[-MOST_UNDONE + 1 :], self.present]
        self._after.clear()
        self.present = painted
        return True

    def undo(self) -> bool:
        """Go a change back; tell whether there was one."""
        if not self._before:
            return False
        self._after.append(self.present)
        self.present = self._before.pop()
        return True

    def redo(self) -> bool:
        """Do again what was undone last; tell whether there was anything."""
        if not self._after:
            return False
        self._before.append(self.present)
        self.present = self._after.pop()
        return True

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to do again."""
        return bool(self._after)


def wall_minutes(wall: WallSpan) -> Minutes:
    """Return *wall* in minutes of the day on which it starts; the end may lie past 24:00."""
    start, end = (at.hour * 60 + at.minute for at in (wall.start, wall.end))
    return start, end if end > start else end + DAY_MINUTES


def _wall(minute: int) -> time:
    return time(minute % DAY_MINUTES // 60, minute % 60)


def _wrapped(start: int, end: int) -> list[Minutes]:
    """Return the span in minutes of the week; what passes its end begins it anew."""
    start, end = start % WEEK_MINUTES, start % WEEK_MINUTES + min(end - start, WEEK_MINUTES)
    if end <= WEEK_MINUTES:
        return [(start, end)]
    return [(start, WEEK_MINUTES), (0, end - WEEK_MINUTES)]


def _merged(pieces: Iterable[Minutes]) -> tuple[Minutes, ...]:
    merged: list[Minutes] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)


def _days_of(stretch: Minutes) -> list[Minutes]:
    """Return *stretch* whole if a window can hold it, else cut at midnights."""
    start, end = stretch
    if end - start <= DAY_MINUTES:
        return [stretch]
    cuts = [start, *range((start // DAY_MINUTES + 1) * DAY_MINUTES, end, DAY_MINUTES), end]
    return list(itertools.pairwise(cuts))
