"""The lunch keeper: where a day that has no lunch has room for one, and an .ics to import.

It proposes and never writes into a calendar: the file is hers to import or to leave.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from boundary.clock import Span, day_span
from boundary.schedule.kinds import CLIENT_WORK, Kind
from boundary.schedule.sessions import Session

LUNCH = timedelta(minutes=20)
FROM, UNTIL = time(11), time(15)
"""Local times between which a meal is lunch."""

NOON, AFTER_NOON = time(12), time(14)
PREP = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class LunchPlace:
    """The 20 minutes at *span* (UTC); *only* tells that the day has no second place."""

    span: Span
    only: bool


def lunch_place(sessions: Iterable[Session], day: date, zone: tzinfo) -> LunchPlace | None:
    """Return where the local *day* in *zone* has room for the lunch that it lacks.

    None where it has one, where she is away, where the work leaves noon free (nothing before
    twelve, or nothing after two), and where there is no room at all.
    """
    whole = day_span(day, zone)
    todays = [s for s in sessions if s.span.overlaps(whole)]
    if any(s.kind is Kind.AWAY or s.is_lunch for s in todays):
        return None
    spans = sorted(s.span for s in todays if not s.all_day and s.kind is not Kind.VOID)
    work = [s.span for s in todays if s.kind in CLIENT_WORK and not s.all_day]
    noon, after = _at(day, NOON, zone), _at(day, AFTER_NOON, zone)
    if not any(w.start < noon for w in work) or not any(w.end > after for w in work):
        return None
    until = min(_at(day, UNTIL, zone), max(w.start for w in work))
    room = _room(spans, Span(_at(day, FROM, zone), until)) if until > noon else []
    if not room:
        return None
    middle = _at(day, time(12, 30), zone)
    best = min(room, key=lambda gap: (abs(_begin(gap, noon) - middle), gap.start))
    start = _begin(best, noon)
    return LunchPlace(Span(start, start + LUNCH), only=len(room) == 1)


def lunch_ics(place: LunchPlace, summary: str, now: datetime) -> str:
    """Return an iCalendar file (RFC 5545) with one event, *summary*, made at *now* (UTC)."""
    start, end = _stamp(place.span.start), _stamp(place.span.end)
    words = summary.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Boundary//Lunch keeper//EN",
        "BEGIN:VEVENT",
        f"UID:lunch-{start.lower()}@boundary.invalid",
        f"DTSTAMP:{_stamp(now)}",
        f"DTSTART:{start}",
        f"DTEND:{end}",
        f"SUMMARY:{words}",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{line}\r\n" for line in lines)


def _room(spans: Iterable[Span], within: Span) -> list[Span]:
    """Return what of *within* the *spans* leave free, where there is room for a lunch."""
    free, start = [], within.start
    for span in spans:
        end = min(span.start - PREP, within.end)
        if end - start >= LUNCH:
            free.append(Span(start, end))
        start = max(start, span.end)
    if within.end - start >= LUNCH:
        free.append(Span(start, within.end))
    return free


def _begin(gap: Span, noon: datetime) -> datetime:
    """Return when lunch begins in *gap*: at noon where it can."""
    return min(max(gap.start, noon), gap.end - LUNCH)


def _at(day: date, wall: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, wall, zone).astimezone(day_span(day, zone).start.tzinfo)


def _stamp(instant: datetime) -> str:
    return instant.strftime("%Y%m%dT%H%M%SZ")
