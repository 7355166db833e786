"""The door card: a week of plain bars for the household, and nothing else on it.

A bar is when the door stays closed: from prep to the end of what she is called into. No name, no
kind, no number of people; two calls that touch are one bar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from boundary.clock import Span, day_span
from boundary.schedule.kinds import CLIENT_WORK, Kind
from boundary.schedule.sessions import Session

PREP = timedelta(minutes=2)
TOUCHING = timedelta(minutes=5)
"""A door that opens for less than this stays closed on the card."""

WORKDAYS = 5

_CLOSED = CLIENT_WORK | {Kind.PROFESSIONAL}


@dataclass(frozen=True, slots=True)
class DoorDay:
    """The local *day*: when the door is *closed*, as minutes after its midnight on the clock."""

    day: date
    closed: tuple[tuple[int, int], ...] = ()


def door_week(
    sessions: Iterable[Session], monday: date, zone: tzinfo, days: int = WORKDAYS
) -> tuple[DoorDay, ...]:
    """Return the *days* from *monday* on, in *zone*."""
    known = [s for s in sessions if s.kind in _CLOSED and not s.all_day]
    return tuple(_day(known, monday + timedelta(days=n), zone) for n in range(days))


def hours_of(days: Iterable[DoorDay]) -> tuple[int, int]:
    """Return the first and the last full hour that the bars of *days* need; 9 and 17 for none."""
    ends = [minute for day in days for bar in day.closed for minute in bar]
    if not ends:
        return 9, 17
    return min(ends) // 60, -(-max(ends) // 60)


def _day(sessions: Iterable[Session], day: date, zone: tzinfo) -> DoorDay:
    whole = day_span(day, zone)
    spans = sorted(
        Span(max(s.span.start - PREP, whole.start), min(s.span.end, whole.end))
        for s in sessions
        if whole.start <= s.span.start < whole.end
    )
    joined: list[Span] = []
    for span in spans:
        if joined and span.start - joined[-1].end < TOUCHING:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return DoorDay(day, tuple(_wall(span, day, zone) for span in joined))


def _wall(span: Span, day: date, zone: tzinfo) -> tuple[int, int]:
    start = _minute(span.start.astimezone(zone), day)
    return start, max(_minute(span.end.astimezone(zone), day), start)


def _minute(local: datetime, day: date) -> int:
    if local.date() > day:
        return 1440
    return local.hour * 60 + local.minute
