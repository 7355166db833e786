"""Communication hours as a reply needs them: closed windows whole, and the faults of hours.

A window that is cut where someone happened to look would give another reply on each look. Here
windows reach from closing to opening, so the same hours always want the same replies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from boundary.clock import Span
from boundary.errors import BoundaryError
from boundary.language import tr
from boundary.schedule.hours import (
    DAY,
    Closed,
    Override,
    WeeklyHours,
    closed_windows,
    open_windows,
)
from boundary.schedule.hours_wall import SECOND, instants

LOOK = 8 * DAY
FARTHEST = 1100 * DAY
"""How far is looked for a closing; a window that is longer is cut there."""


class HoursError(BoundaryError):
    """The communication hours can't be used as they are."""


def zone_of(hours: WeeklyHours, machine: ZoneInfo) -> ZoneInfo:
    """Return the zone of *hours*, or that of the machine. HoursError for one that is unknown."""
    if hours.zone is None:
        return machine
    try:
        return ZoneInfo(hours.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise HoursError(
            tr("The time zone of your hours is not known here."),
            tr("Choose the zone again: its name may have changed."),
        ) from None


def sure_to_open(closed: Iterable[Closed]) -> None:
    """Raise HoursError if one of the *closed* windows never ends: nothing true can be said."""
    if any(each.next_open is None for each in closed):
        raise HoursError(
            tr("Your hours never open again."),
            tr("Give at least one day a window, so that people can be told when you read."),
        )


def whole_windows(hours: WeeklyHours, span: Span, zone: ZoneInfo) -> tuple[Closed, ...]:
    """Return the closed windows that share an instant with *span*, each from closing to opening.

    UTC and sorted. *zone* is the machine's, for hours without one. Raises HoursError where the
    zone is unknown, or where the hours close and never open again.
    """
    zone = zone_of(hours, zone)
    span = Span(span.start, max(span.end, span.start + SECOND))
    back = LOOK
    while True:
        wide = Span(span.start - back, span.end)
        found = [each for each in closed_windows(hours, wide, zone) if each.span.end > span.start]
        if not found or found[0].span.start > wide.start or back >= FARTHEST:
            break
        back *= 4
    if not found:
        return ()
    sure_to_open(found)
    last = found[-1]
    if last.next_open is not None and last.next_open > last.span.end:
        found[-1:] = closed_windows(hours, Span(last.span.start, last.next_open), zone)
    return tuple(found)


def closed_at(hours: WeeklyHours, instant: datetime, zone: ZoneInfo) -> Closed | None:
    """Return the whole closed window that *instant* (UTC) lies in, or None while it is open.

    Zone and errors as `whole_windows`.
    """
    found = whole_windows(hours, Span(instant, instant), zone)
    return next((each for each in found if each.span.contains(instant)), None)


def next_closed(hours: WeeklyHours, now: datetime, zone: ZoneInfo) -> Closed | None:
    """Return the closed window of *now* (UTC), else the next; None if none comes in three years.

    Zone and errors as `whole_windows`.
    """
    ahead = LOOK
    while ahead <= FARTHEST:
        found = whole_windows(hours, Span(now, now + ahead), zone)
        if found:
            return found[0]
        ahead *= 4
    return None


def open_for(now: datetime, length: timedelta) -> Override:
    """Return "open for *length* more" from *now* (UTC)."""
    return Override(Span(now, now + length), open=True)


def close_now(hours: WeeklyHours, now: datetime, zone: ZoneInfo) -> Override | None:
    """Return "closed now" until the present window would have ended; None if it is closed."""
    stretches = open_windows(hours, Span(now, now + LOOK), zone_of(hours, zone))
    if not stretches or stretches[0].start > now:
        return None
    return Override(Span(now, stretches[0].end), open=False)


def with_override(hours: WeeklyHours, override: Override, now: datetime) -> WeeklyHours:
    """Return *hours* with *override* added, and without those that ended two days before *now*."""
    kept = tuple(each for each in hours.overrides if each.span.end > now - 2 * DAY)
    return replace(hours, overrides=(*kept, override))


def reply_times(hours: WeeklyHours, span: Span, zone: ZoneInfo) -> tuple[Span, ...]:
    """Return her reply windows within *span*, as far as the hours are open in them (UTC).

    They are for her own day; nothing closes outside them. Zone and errors as `whole_windows`.
    """
    zone = zone_of(hours, zone)
    found: list[Span] = []
    opened = open_windows(hours, span, zone)
    day = span.start.astimezone(zone).date() - DAY
    while day <= span.end.astimezone(zone).date():
        for wall in hours.reply_windows:
            start, _ = instants(datetime.combine(day, wall.start), zone)
            until = day if wall.start < wall.end else day + DAY
            _, end = instants(datetime.combine(until, wall.end), zone)
            found += [
                Span(max(start, each.start), min(end, each.end))
                for each in opened
                if max(start, each.start) < min(end, each.end)
            ]
        day += DAY
    return tuple(sorted(found))


def answered_by(
    hours: WeeklyHours, received: datetime, days: int, zone: ZoneInfo
) -> datetime | None:
    """Return the end (UTC) of the last business day on which a message is to be answered.

    A business day is a local date on which a window begins; the first that counts is the one
    after the date of *received* (UTC), or that date itself for a message before its opening.
    None where so many don't come in a year. Zone and errors as `whole_windows`.
    """
    zone = zone_of(hours, zone)
    day: date = received.astimezone(zone).date()
    left = days
    for _ in range(366):
        spans = [
            each
            for each in open_windows(hours, _day_and_night(day, zone), zone)
            if each.start.astimezone(zone).date() == day
        ]
        if spans and spans[0].start > received:
            left -= 1
            if left == 0:
                return spans[-1].end
        day += DAY
    return None


def _day_and_night(day: date, zone: ZoneInfo) -> Span:
    """Return *day* and the next in *zone*, for windows that pass midnight."""
    start, _ = instants(datetime.combine(day, datetime.min.time()), zone)
    end, _ = instants(datetime.combine(day + 2 * DAY, datetime.min.time()), zone)
    return Span(start, end)
