"""Communication hours: wall-clock windows of a week, turned into instants here and only here.

A window belongs to the local date on which it starts and may pass midnight. Its wall times
become UTC one by one, so that a day with a clock change is as long as it really is. Where
the clock leaves out an opening or a closing, the instant at which the gap ends stands for
it. Where a wall time comes twice, the hours open at the first and close at the second: the
longer stretch, which is a choice of this project and not a rule of any standard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from boundary.clock import Span

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
BEFORE = 2 * DAY
"""How far back a window may start that is still open: it lasts up to a day of 25 hours."""
WEEKDAYS = 7
WEEKLY = "hours"
"""Why it is closed when no special day is the reason."""


@dataclass(frozen=True, slots=True)
class WallSpan:
    """Open from *start* to *end*, as the clock on the wall says them (no zone).

    An end that is not after the start lies on the next day: 20:00 to 02:00 passes midnight,
    9:00 to 0:00 lasts until midnight, 0:00 to 0:00 is the whole day.
    """

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start.tzinfo or self.end.tzinfo:
            raise ValueError("wall times have no zone: the hours have it")


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A local date with windows of its own; closed if it has none. `why` is her word for it."""

    day: date
    spans: tuple[WallSpan, ...] = ()
    why: str = ""


_OFFICE = (WallSpan(time(9), time(17)),)
DEFAULT_WEEK: tuple[tuple[WallSpan, ...], ...] = (*(_OFFICE,) * 5, (), ())
"""Monday to Friday, 9:00 to 17:00."""


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """When messages are answered: the windows of each weekday, Monday first.

    `zone` is an IANA name, or None for that of the machine. Windows may overlap or touch.
    ValueError unless there are seven days, and for two special days on the same date.
    """

    zone: str | None = None
    week: tuple[tuple[WallSpan, ...], ...] = DEFAULT_WEEK
    exceptions: tuple[SpecialDay, ...] = ()

    def __post_init__(self) -> None:
        if len(self.week) != WEEKDAYS:
            raise ValueError("a week has seven days")
        if len({special.day for special in self.exceptions}) != len(self.exceptions):
            raise ValueError("a date is special once")

    def on(self, day: date) -> tuple[WallSpan, ...]:
        """Return the windows that start on the local *day*."""
        for special in self.exceptions:
            if special.day == day:
                return special.spans
        return self.week[day.weekday()]


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed window; `why` is "hours" or what the first special day closed in it says.

    `next_open` is the opening (UTC) that ends it, also where that lies after the stretch
    that was asked for; None if the hours never open again.
    """

    span: Span
    why: str
    next_open: datetime | None


def open_windows(hours: WeeklyHours, span: Span, zone: ZoneInfo) -> tuple[Span, ...]:
    """Return when *hours* are open within *span*: UTC, sorted, merged where they touch.

    *zone* is the machine's, for hours without one. Raises zoneinfo.ZoneInfoNotFoundError
    for hours in a zone that isn't known.
    """
    return tuple(
        Span(max(each.start, span.start), min(each.end, span.end))
        for each in _stretches(hours, span, _zone(hours, zone))
        if max(each.start, span.start) < min(each.end, span.end)
    )


def closed_windows(hours: WeeklyHours, span: Span, zone: ZoneInfo) -> tuple[Closed, ...]:
    """Return when *hours* are closed within *span*: with the open windows, exactly *span*.

    UTC, sorted, apart from each other; a window that reaches beyond *span* is cut at its
    ends. *zone* and errors as for `open_windows`.
    """
    own = _zone(hours, zone)
    closed: list[Closed] = []
    start = span.start
    for stretch in open_windows(hours, span, zone):
        if start < stretch.start:
            closed.append(_closed(hours, Span(start, stretch.start), stretch.start, own))
        start = stretch.end
    if start < span.end:
        closed.append(_closed(hours, Span(start, span.end), _next(hours, span.end, own), own))
    return tuple(closed)


def is_open(hours: WeeklyHours, instant: datetime, zone: ZoneInfo) -> bool:
    """Tell whether *hours* are open at *instant* (UTC); zone and errors as `open_windows`."""
    moment = Span(instant, instant)
    return any(each.contains(instant) for each in _stretches(hours, moment, _zone(hours, zone)))


def open_of(hours: WeeklyHours, day: date, zone: ZoneInfo) -> datetime | None:
    """Return the first opening (UTC) of the windows that start on the local *day*.

    None if there is none, or if the hours were open already and just go on.
    """
    spans = _spans(hours, day, _zone(hours, zone))
    if not spans or is_open(hours, spans[0].start - SECOND, zone):
        return None
    return spans[0].start


def close_of(hours: WeeklyHours, day: date, zone: ZoneInfo) -> datetime | None:
    """Return the last closing (UTC) of the windows that start on the local *day*.

    It may lie after midnight. None if there is none, or if another window goes on from there.
    """
    spans = _spans(hours, day, _zone(hours, zone))
    last = max((span.end for span in spans), default=None)
    return None if last is None or is_open(hours, last, zone) else last


def _zone(hours: WeeklyHours, machine: ZoneInfo) -> ZoneInfo:
    return machine if hours.zone is None else ZoneInfo(hours.zone)


def _closed(hours: WeeklyHours, span: Span, opening: datetime | None, zone: ZoneInfo) -> Closed:
    first = span.start.astimezone(zone).date()
    last = (span.end - SECOND).astimezone(zone).date()
    reasons = (
        special
        for special in sorted(hours.exceptions, key=lambda special: special.day)
        if first <= special.day <= last and special.why and not special.spans
    )
    special = next(reasons, None)
    return Closed(span, special.why if special else WEEKLY, opening)


def _next(hours: WeeklyHours, instant: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the first instant from *instant* on at which *hours* are open.

    Beyond the last special day each week is like the next; two are looked at, because a
    clock change can swallow a window.
    """
    first = instant.astimezone(zone).date()
    last = max([first, *(special.day for special in hours.exceptions)]) + 2 * WEEKDAYS * DAY
    day = first - BEFORE
    while day <= last:
        ahead = [span for span in _spans(hours, day, zone) if span.end > instant]
        if ahead:
            return max(ahead[0].start, instant)
        day += DAY
    return None


def _stretches(hours: WeeklyHours, span: Span, zone: ZoneInfo) -> Iterator[Span]:
    """Yield the windows that may reach into *span*, merged and sorted."""
    day = span.start.astimezone(zone).date() - BEFORE
    last = span.end.astimezone(zone).date()
    merged: Span | None = None
    while day <= last:
        for each in _spans(hours, day, zone):
            if merged is None:
                merged = each
            elif each.start <= merged.end:
                merged = Span(merged.start, max(merged.end, each.end))
            else:
                yield merged
                merged = each
        day += DAY
    if merged is not None:
        yield merged


def _spans(hours: WeeklyHours, day: date, zone: ZoneInfo) -> list[Span]:
    """Return the windows that start on the local *day* as they really are, sorted."""
    spans = []
    for wall in hours.on(day):
        end_day = day if wall.start < wall.end else day + DAY
        start, _ = _instants(datetime.combine(day, wall.start), zone)
        _, end = _instants(datetime.combine(end_day, wall.end), zone)
        if start < end:
            spans.append(Span(start, end))
    return sorted(spans)


def _instants(wall: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the first and the second instant (UTC) at which a clock in *zone* says *wall*.

    They are the same on all but one or two days a year. For a wall time that the clock
    leaves out both are the end of the gap. PEP 495: in a gap, fold 0 counts with the offset
    before it, so the two come out in the wrong order with the end of the gap between.
    """
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first <= second:
        return first, second
    low, high = second.replace(microsecond=0), first.replace(microsecond=0)
    after = high.astimezone(zone).utcoffset()
    while high - low > SECOND:
        middle = low + (high - low) // SECOND // 2 * SECOND
        if middle.astimezone(zone).utcoffset() == after:
            high = middle
        else:
            low = middle
    return high, high
