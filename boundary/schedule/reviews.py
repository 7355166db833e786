"""When the weekly review has room, and which day of next week is the tightest.

The review sits in Friday's longest gap or, where Friday has none that is long enough, in
Monday's first free one: never in the evening, and never in the minutes of a break. What stands
in a calendar as her own time is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from itertools import pairwise

from boundary.clock import Span, day_span
from boundary.schedule.kinds import CLIENT_WORK, Kind
from boundary.schedule.sessions import Session

REVIEW = timedelta(minutes=10)
REST = timedelta(minutes=5)
"""A break comes first in a gap, and is not what the review is made of."""

PREP = timedelta(minutes=2)
JOINED = timedelta(seconds=45)
"""Sessions with less than this between end and prep have no pause between them."""

WORKDAYS = 5
_WEEK = timedelta(days=7)
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Tightest:
    """The *day* with the most joins without a pause, then the most contact."""

    day: date
    joins: int
    contact: timedelta
    sessions: int


def friday_of(day: date) -> date:
    """Return the Friday of the week of *day*: of a Saturday or Sunday, the one just past."""
    return day + timedelta(days=_FRIDAY - day.weekday())


def review_slot(
    sessions: Iterable[Session], friday: date, zone: tzinfo, length: timedelta = REVIEW
) -> Span | None:
    """Return where the review of the week of *friday* (a local date in *zone*) has room, in UTC.

    Friday's longest gap, after its break; else the first such one of the Monday after. None
    where neither day has one: then it waits until she opens it herself.
    """
    known = tuple(sessions)
    on_friday = free_gaps(known, friday, zone, length)
    if on_friday:
        longest = max(on_friday, key=lambda gap: (gap.length, -gap.start.timestamp()))
        return Span(longest.start, longest.start + length)
    on_monday = free_gaps(known, friday + timedelta(days=7 - _FRIDAY), zone, length)
    return Span(on_monday[0].start, on_monday[0].start + length) if on_monday else None


def free_gaps(
    sessions: Iterable[Session], day: date, zone: tzinfo, length: timedelta
) -> tuple[Span, ...]:
    """Return the stretches of *day* between its client work with room for *length*.

    Without the break after what ends and the prep of what begins. None on a day away.
    """
    todays, away = _of(sessions, day, zone)
    work = [each.span for each in todays if each.kind in CLIENT_WORK]
    if away or not work:
        return ()
    gaps = []
    start = min(span.start for span in work)
    for span in sorted(each.span for each in todays):
        until = span.start - PREP
        begin = start + REST
        if until - begin >= length:
            gaps.append(Span(begin, until))
        start = max(start, span.end)
    last = max(span.end for span in work)
    return tuple(gap for gap in gaps if gap.end <= last)


def tightest_day(
    sessions: Iterable[Session], monday: date, zone: tzinfo, days: int = WORKDAYS
) -> Tightest | None:
    """Return the tightest of the *days* from *monday* on, None where none has client work."""
    known = tuple(sessions)
    found = []
    for number in range(days):
        day = monday + timedelta(days=number)
        todays, away = _of(known, day, zone)
        work = sorted(each.span for each in todays if each.kind in CLIENT_WORK)
        if work and not away:
            contact = sum((span.length for span in work), timedelta())
            found.append(Tightest(day, _joins(work), contact, len(work)))
    return max(found, key=lambda t: (t.joins, t.contact, -t.day.toordinal()), default=None)


def next_monday(day: date) -> date:
    """Return the first Monday after *day*."""
    return day - timedelta(days=day.weekday()) + _WEEK


def _joins(work: Sequence[Span]) -> int:
    pairs = pairwise(work)
    return sum(after.start - PREP - before.end < JOINED for before, after in pairs)


def _of(sessions: Iterable[Session], day: date, zone: tzinfo) -> tuple[tuple[Session, ...], bool]:
    """Return what stands in *day*, and whether she is away."""
    span = day_span(day, zone)
    on = [each for each in sessions if each.span.overlaps(span)]
    away = any(each.kind is Kind.AWAY for each in on)
    todays = (e for e in on if not e.all_day and e.kind is not Kind.VOID)
    return tuple(todays), away
