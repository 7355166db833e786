"""Communication hours: wall-clock windows of a week, turned into instants here and only here.

A window belongs to the local date on which it starts and may pass midnight. Its wall times
become UTC one by one, so that a day with a clock change is as long as it really is. Where
the clock leaves out an opening or a closing, the instant at which the gap ends stands for
it. Where a wall time comes twice, the hours open at the first and close at the second: the
longer stretch, which is a choice of this project and not a rule of any standard.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from boundary.clock import Span
from boundary.schedule.hours_wall import SECOND, instants

DAY = timedelta(days=1)
BEFORE = 2 * DAY
"""How far back a window may start that is still open: it lasts up to a day of 25 hours."""
WEEKDAYS = 7
WEEKLY = "hours"
"""Why it is closed when nothing special is the reason."""
AWAY = "away"
"""Why it is closed while she is away, unless she has a word for it."""
SHUT = "closed"
"""Why it is closed where she closed before the hours did."""


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


@dataclass(frozen=True, slots=True)
class Away:
    """Closed from the local date *first* to *last*, both included; `why` is her word for it.

    ValueError where the last day comes before the first: being away has an end.
    """

    first: date
    last: date
    why: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("an absence ends before it begins")

    def covers(self, day: date) -> bool:
        """Tell whether the local *day* is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Override:
    """What she said on the spot: open, or closed, in *span* (UTC), whatever the week says.

    The later one of a list wins. ValueError unless it has a length, and for an opening of
    more than a day, which is a matter for the week.
    """

    span: Span
    open: bool

    def __post_init__(self) -> None:
        if self.span.start == self.span.end or (self.open and self.span.length > DAY):
            raise ValueError("an override has a length, an opening at most a day")


@dataclass(frozen=True, slots=True)
class Region:
    """Whose public holidays are kept: ISO 3166 codes such as US, or DE with BY."""

    country: str
    subdivision: str | None = None


_OFFICE = (WallSpan(time(9), time(17)),)
DEFAULT_WEEK: tuple[tuple[WallSpan, ...], ...] = (*(_OFFICE,) * 5, (), ())
"""Monday to Friday, 9:00 to 17:00."""


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """When messages are answered: the windows of each weekday, Monday first.

    `zone` is an IANA name, or None for that of the machine. Windows may overlap or touch.
    An exception wins over `away`, both over the week, and an override over all of them.
    `holidays` only says whose are kept: `hours_holidays.with_holidays` makes exceptions of
    them. `reply_windows` are the times at which she answers inside the hours; they never
    close anything. ValueError unless there are seven days, and for two special days on the
    same date.
    """

    zone: str | None = None
    week: tuple[tuple[WallSpan, ...], ...] = DEFAULT_WEEK
    exceptions: tuple[SpecialDay, ...] = ()
    away: tuple[Away, ...] = ()
    overrides: tuple[Override, ...] = ()
    holidays: Region | None = None
    reply_windows: tuple[WallSpan, ...] = ()
    _special: Mapping[date, SpecialDay] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        if len(self.week) != WEEKDAYS:
            raise ValueError("a week has seven days")
        special = {each.day: each for each in self.exceptions}
        if len(special) != len(self.exceptions):
            raise ValueError("a date is special once")
        object.__setattr__(self, "_special", special)

    def on(self, day: date) -> tuple[WallSpan, ...]:
        """Return the windows that start on the local *day*."""
        special = self._special.get(day)
        if special is not None:
            return special.spans
        return () if self.absence(day) else self.week[day.weekday()]

    def special(self, day: date) -> SpecialDay | None:
        """Return what is special about the local *day*, or None."""
        return self._special.get(day)

    def absence(self, day: date) -> Away | None:
        """Return the absence that the local *day* belongs to, or None."""
        return next((away for away in self.away if away.covers(day)), None)

    @property
    def settled_after(self) -> date | None:
        """The last date on which anything differs from the week; None if nothing does."""
        days = [
            *self._special,
            *(away.last for away in self.away),
            *(override.span.end.date() + DAY for override in self.overrides),
        ]
        return max(days, default=None)


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed window; `why` is "hours", or what makes it special.

    That is her word for an absence ("away" without one), or for the first special day closed
    in it, or "closed" where she closed on the spot. `next_open` is the opening (UTC) that ends
    it, also where that lies after the stretch that was asked for; None if the hours never open
    again. `away` is the absence that lies in it.
    """

    span: Span
    why: str
    next_open: datetime | None
    away: Away | None = None


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
    days = [first + count * DAY for count in range((last - first).days + 1)]
    away = next((found for found in map(hours.absence, days) if found), None)
    if away is not None:
        return Closed(span, away.why or AWAY, opening, away)
    for special in map(hours.special, days):
        if special is not None and special.why and not special.spans:
            return Closed(span, special.why, opening)
    shut = any(
        not each.open and each.span.start < span.end and span.start < each.span.end
        for each in hours.overrides
    )
    return Closed(span, SHUT if shut else WEEKLY, opening)


def _next(hours: WeeklyHours, instant: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the first instant from *instant* on at which *hours* are open.

    Beyond the last special day each week is like the next; two are looked at, because a
    clock change can swallow a window.
    """
    day = instant.astimezone(zone).date()
    last = max(day, hours.settled_after or day) + 2 * WEEKDAYS * DAY
    day -= BEFORE
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
        start, _ = instants(datetime.combine(day, wall.start), zone)
        _, end = instants(datetime.combine(end_day, wall.end), zone)
        if start < end:
            spans.append(Span(start, end))
    if not hours.overrides:
        return sorted(spans)
    around = datetime.combine(day, time(), UTC)
    before, after = around - DAY, around + 3 * DAY
    for override in hours.overrides:
        if override.span.end < before or after < override.span.start:
            continue
        if not override.open:
            spans = [rest for span in spans for rest in _without(span, override.span)]
        elif override.span.start.astimezone(zone).date() == day:
            spans.append(override.span)
    return sorted(spans)


def _without(span: Span, hole: Span) -> list[Span]:
    """Return what is left of *span* outside *hole*."""
    if not span.overlaps(hole):
        return [span]
    before = Span(span.start, max(span.start, hole.start))
    after = Span(min(span.end, hole.end), span.end)
    return [rest for rest in (before, after) if rest.start < rest.end]
