"""From the events of one UID to their instances in a window.

recurring-ical-events lays overrides over a series; the moments that go in are all sound
and in known zones, and what comes back is only which instance is whose and when. Lengths,
exceptions and ends are reckoned here, exactly and in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from boundary.calendars.ics.event import Event
from boundary.calendars.ics.plain import is_plain, plain_starts
from boundary.calendars.ics.rules import parse_rule, skip_ahead
from boundary.calendars.ics.values import Length, Stamp
from boundary.calendars.ics.zones import zone_name
from boundary.calendars.occurrence import Occurrence
from boundary.clock import Span

MOST = 1000
"""Instances of one series in one reading; a year of hourly ones has more, no practice has."""

_ROOM = timedelta(days=2)
_ROW = "X-BOUNDARY-ROW"

# What the libraries raise for a series that makes no sense.
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class Expansion:
    """The instances of one UID in the window; `capped` if there would be more."""

    occurrences: tuple[Occurrence, ...]
    capped: bool = False


def expand(events: list[Event], span: Span, viewer: ZoneInfo, calendar: int) -> Expansion:
    """Return what happens in *span* of the *events* of one UID, in any order.

    ValueError (TooOftenError for one rule below an hour) or OverflowError for events that
    make no sense.
    """
    masters, overrides = _sort_out(events)
    if not overrides and len(masters) == 1 and not masters[0].recurs:
        return Expansion(tuple(_single(masters[0], span, viewer, calendar)))
    found: dict[tuple[datetime | None, Span], Occurrence] = {}
    capped = False
    homes: list[Event | None] = [*masters] or [None]
    for master in homes:
        series = _Series(master, overrides, span, viewer, calendar)
        for number, occurrence in enumerate(series.occurrences()):
            if number == MOST:
                capped = True
                break
            found.setdefault((occurrence.recurrence_id, occurrence.span), occurrence)
    return Expansion(tuple(found.values()), capped)


def _sort_out(events: list[Event]) -> tuple[list[Event], list[Event]]:
    """Return the events that stand for themselves, and one override an instance.

    Two of one UID and SEQUENCE are two appointments (some record systems number badly);
    otherwise the highest SEQUENCE holds. Of two overrides of an instance the newer holds.
    """
    masters = [event for event in events if event.recurrence_id is None]
    highest = max((event.sequence for event in masters), default=0)
    masters = [event for event in masters if event.sequence == highest]
    overrides: dict[tuple[datetime, bool], Event] = {}
    home = masters[0] if masters else None
    for event in events:
        if event.recurrence_id is None:
            continue
        key = (_instance(event, home or event), event.and_future)
        known = overrides.get(key)
        if known is None or _age(event) >= _age(known):
            overrides[key] = event
    return masters, list(overrides.values())


def _age(event: Event) -> tuple[int, str]:
    return event.sequence, event.modified


def _instance(event: Event, home: Event) -> datetime:
    """Return the wall time of the instance that *event* overrides, in its series' own terms.

    A whole-day series is named by date even where a time is written (Outlook writes
    midnight); a timed one named by date alone means its instance on that day.
    """
    mark = event.recurrence_id
    assert mark is not None
    if home.all_day:
        return datetime.combine(mark.day, time(), UTC)
    if mark.clock is None:
        mark = replace(home.start, day=mark.day)
    return mark.wall(home.home).astimezone(home.home)


def _single(event: Event, span: Span, viewer: ZoneInfo, calendar: int) -> Iterator[Occurrence]:
    when = event.span(event.start.wall(event.home), viewer)
    if when.overlaps(span):
        yield _occurrence(event, None, when, calendar)


def _as_wall(start: date | datetime) -> datetime:
    """Return *start* as an aware datetime; a whole day as its midnight in UTC."""
    return start if isinstance(start, datetime) else datetime.combine(start, time(), UTC)


def _occurrence(
    event: Event, recurrence_id: datetime | None, when: Span, calendar: int
) -> Occurrence:
    return Occurrence(
        uid=event.uid,
        recurrence_id=recurrence_id,
        span=when,
        all_day=event.all_day,
        cancelled=event.cancelled,
        tentative=event.tentative,
        transparent=event.transparent,
        calendar=calendar,
        title=event.title,
        away=event.away,
        link=event.link,
        people=event.people,
        zone=zone_name(event.home),
    )


class _Series:
    """One master (or none) with its overrides."""

    def __init__(
        self,
        master: Event | None,
        overrides: list[Event],
        span: Span,
        viewer: ZoneInfo,
        calendar: int,
    ) -> None:
        self._home = master or overrides[0]
        self._master = master
        self._rows = [*([master] if master else []), *overrides]
        self._span = span
        self._viewer = viewer
        self._calendar = calendar
        self._rules = [
            parse_rule(rule, self._home.start, self._home.home)
            for rule in (master.rules if master else ())
        ]
        self._lengths: dict[datetime, Length] = {}
        self._exceptions: set[datetime] = set()
        self._exception_days: set[date] = set()

    def occurrences(self) -> Iterator[Occurrence]:
        """Yield its instances in the window, excepted ones left out."""
        self._except()
        for event, start in self._instances():
            mark = self._mark(event, start)
            if self._is_excepted(mark):
                continue
            when = event.span(start, self._viewer, self._length(event, mark))
            if when.overlaps(self._span):
                yield _occurrence(event, self._utc(mark), when, self._calendar)

    def _instances(self) -> Iterator[tuple[Event, datetime]]:
        """Yield each instance that may touch the span: whose it is, and its start (aware)."""
        overrides = [event for event in self._rows if event is not self._master]
        if self._master is not None and is_plain(self._master, overrides, self._rules):
            moved = {_instance(event, self._home) for event in overrides}
            for start in plain_starts(self._master, self._rules[0], self._span, _ROOM):
                if start not in moved:
                    yield self._master, start
            for event in overrides:
                yield event, _as_wall(self._given(event, event.start.wall(event.home)))
            return
        for component in self._components():
            yield self._rows[int(component[_ROW])], _as_wall(component["DTSTART"].dt)

    def _components(self) -> list[Any]:
        """Return the instances as the library gives them; its errors become ValueErrors."""
        from recurring_ical_events import CalendarQuery  # type: ignore[import-untyped]

        first, last = self._span.start - _ROOM, self._span.end + _ROOM
        try:
            components: list[Any] = CalendarQuery(self._whole()).between(first, last)
        except _FAULTS as fault:
            raise ValueError("a series that makes no sense") from fault
        return components

    def _mark(self, event: Event, start: datetime) -> datetime | None:
        """Return the wall time that names the instance of *event* now starting at *start*."""
        if event is self._master:
            return start if event.recurs else None
        own = _instance(event, self._home)
        if not event.and_future:
            return own
        return start - (self._moved_start(event) - own)

    def _moved_start(self, event: Event) -> datetime:
        """Return the start of a this-and-future override in the terms of its series."""
        if self._home.all_day:
            return datetime.combine(event.start.day, time(), UTC)
        return event.start.wall(event.home).astimezone(self._home.home)

    def _utc(self, mark: datetime | None) -> datetime | None:
        if mark is None:
            return None
        if self._home.all_day:
            return datetime.combine(mark.date(), time(), self._viewer).astimezone(UTC)
        return mark.astimezone(UTC)

    def _length(self, event: Event, mark: datetime | None) -> Length | None:
        if event is not self._master or mark is None:
            return None
        return self._lengths.get(mark.astimezone(UTC))

    def _except(self) -> None:
        for stamp in self._home.exceptions if self._master else ():
            if self._home.all_day or stamp.clock is None:
                self._exception_days.add(stamp.day)
            else:
                self._exceptions.add(stamp.wall(self._home.home).astimezone(UTC))

    def _is_excepted(self, mark: datetime | None) -> bool:
        if mark is None or self._master is None:
            return False
        if mark.astimezone(UTC) in self._exceptions or mark.date() in self._exception_days:
            return True
        return any(
            rule.until is not None and "COUNT" in rule.parts and mark.astimezone(UTC) > rule.until
            for rule in self._rules
        )

    def _whole(self) -> Any:
        from icalendar import Calendar

        calendar = Calendar()
        for row, event in enumerate(self._rows):
            calendar.add_component(self._component(row, event))
        return calendar

    def _component(self, row: int, event: Event) -> Any:
        from icalendar import Event as Component
        from icalendar.prop import vDDDLists, vDDDTypes, vRecur

        component = Component()
        component["UID"] = "series"
        component[_ROW] = row
        component["SEQUENCE"] = event.sequence
        start = self._moved_start(event) if event.and_future else event.start.wall(event.home)
        component["DTSTART"] = vDDDTypes(self._given(event, start))
        if event is self._master:
            skipped = self._skipped(start.date())
            start += timedelta(days=skipped)
            component["DTSTART"] = vDDDTypes(self._given(event, start))
            component["RRULE"] = [
                vRecur.from_ical(rule.text(event.all_day)) for rule in self._rules
            ]
            if extras := list(self._extras(event)):
                component["RDATE"] = vDDDLists(extras)
        else:
            own = vDDDTypes(self._given(self._home, _instance(event, self._home)))
            if event.and_future:
                own.params["RANGE"] = "THISANDFUTURE"
            component["RECURRENCE-ID"] = own
            if event.rules:
                component["RRULE"] = vRecur.from_ical("FREQ=YEARLY;COUNT=1")
        days = max(event.length.days, 1 if event.all_day else 0)
        end = start + timedelta(days=days) + event.length.rest
        component["DTEND"] = vDDDTypes(self._given(event, end))
        return component

    def _given(self, event: Event, moment: datetime) -> date | datetime:
        return moment.date() if event.all_day else moment

    def _skipped(self, start: date) -> int:
        """Return the days by which the walk may begin later: see `skip_ahead`.

        Overrides of earlier instances stand for themselves then, which is what they do.
        """
        overrides = [event for event in self._rows if event is not self._master]
        if len(self._rules) != 1 or any(event.rules for event in overrides):
            return 0
        reach = timedelta(days=self._home.length.days) + self._home.length.rest
        for event in overrides:
            if event.and_future:
                shift = self._moved_start(event) - _instance(event, self._home)
                length = timedelta(days=event.length.days) + event.length.rest
                reach = max(reach, shift + length)
        before = (self._span.start - 2 * _ROOM - min(reach, timedelta(days=36_600))).date()
        return skip_ahead(self._rules[0], start, before)

    def _extras(self, event: Event) -> Iterator[date | datetime]:
        first = (self._span.start - timedelta(days=400)).date()
        last = (self._span.end + timedelta(days=400)).date()
        for stamp, length in event.extras:
            if not first <= stamp.day <= last:
                continue
            if event.all_day:
                yield stamp.day
                continue
            if stamp.clock is None:
                stamp = Stamp(stamp.day, event.start.clock, stamp.zone)
            wall = stamp.wall(event.home).astimezone(event.home)
            if length is not None:
                self._lengths[wall.astimezone(UTC)] = length
            yield wall
