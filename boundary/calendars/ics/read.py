"""A calendar file, read: bytes in, occurrences and problems out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from boundary.calendars.ics.event import Event, parse_event
from boundary.calendars.ics.expand import expand
from boundary.calendars.ics.rules import TooOftenError
from boundary.calendars.ics.select import Block, Selection, Window
from boundary.calendars.ics.text import Sheet, read_sheets
from boundary.calendars.ics.trouble import Problem, Tally, Trouble
from boundary.calendars.ics.zones import Zones
from boundary.calendars.occurrence import Occurrence
from boundary.clock import Span, instant_text
from boundary.errors import CalendarError
from boundary.language import tr

MOST_BYTES = 50_000_000
MOST_OCCURRENCES = 50_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What calendars say of a span, and what was wrong with them.

    `floating` is true where a time came without any zone and was read in the viewer's.
    """

    occurrences: tuple[Occurrence, ...]
    problems: tuple[Problem, ...] = ()
    floating: bool = False


def read_ics(
    data: bytes,
    span: Span,
    zone: ZoneInfo,
    *,
    calendar: int = 0,
    select: bool = True,
    hosts: Sequence[str] = (),
) -> Reading:
    """Return every occurrence in the calendar *data* that overlaps *span*.

    One of zero length counts if it starts within. *zone* is the viewer's: whole days and
    times without a zone are read in it. *calendar* is its position, carried into the
    answer. Ordered by start, uid and recurrence id. Appointments that can't be read become
    problems; CalendarError if the whole is empty, cut off, too large or no calendar.
    `select=False` reads every event, wanted or not: the answer is the same. *hosts* are
    where her calls may be joined beside the services that are known (`links.Pattern`).
    """
    if len(data) > MOST_BYTES:
        raise too_large()
    tally = Tally()
    selection = Selection(Window.around(span) if select else None)
    readers: dict[int, _Reader] = {}
    for sheet in read_sheets(data):
        readers[sheet.start] = _Reader(sheet, zone, tally, hosts)
        for place in sheet.events():
            if place is None:
                tally.add(Trouble.TORN)
            else:
                selection.add(sheet, *place)
    found: list[Occurrence] = []
    floating = False
    for group in selection.groups():
        events = _events(group, readers, tally)
        occurrences = _expand(events, span, zone, calendar, tally)
        floating = floating or _floats(occurrences, events)
        found.extend(occurrences)
        if len(found) > MOST_OCCURRENCES:
            tally.add(Trouble.TOO_MANY)
            break
    found.sort(key=order)
    return Reading(tuple(found), tally.problems(calendar, zone.key), floating)


def order(occurrence: Occurrence) -> tuple[datetime, str, str]:
    """Return what occurrences are ordered by: start, uid, recurrence id (none first)."""
    mark = occurrence.recurrence_id
    return occurrence.span.start, occurrence.uid, "" if mark is None else instant_text(mark)


def too_large() -> CalendarError:
    """Return the error for a calendar beyond MOST_BYTES."""
    return CalendarError(
        tr("The calendar is larger than 50 MB."),
        tr("Choose a shorter range where you export it, or a calendar with fewer years."),
    )


class _Reader:
    """Reads the events of one VCALENDAR, with its zones."""

    def __init__(self, sheet: Sheet, viewer: ZoneInfo, tally: Tally, hosts: Sequence[str]) -> None:
        self._zones = Zones(sheet.zones, viewer, tally)
        self._floating = self._zones.floating(sheet.zone_name)
        self._tally = tally
        self._hosts = hosts

    def read(self, block: Block) -> Event:
        event = parse_event(block.text, self._zones, self._floating, self._tally, self._hosts)
        return event if event.uid else replace(event, uid=_own_uid(event))


def _own_uid(event: Event) -> str:
    """Return a UID for an event that came without: the same at every reading."""
    text = f"{event.start.day}|{event.start.clock}|{event.length}|{event.title}"
    return f"boundary-{sha256(text.encode()).hexdigest()[:16]}"


def _events(group: list[Block], readers: dict[int, _Reader], tally: Tally) -> list[Event]:
    events = []
    for block in group:
        try:
            events.append(readers[block.sheet.start].read(block))
        except (ValueError, OverflowError):
            tally.add(Trouble.UNREADABLE)
    return events


def _expand(
    events: list[Event], span: Span, zone: ZoneInfo, calendar: int, tally: Tally
) -> tuple[Occurrence, ...]:
    """Return the occurrences of one UID; a group that fails is counted and costs no other."""
    if not events:
        return ()
    try:
        expansion = expand(events, span, zone, calendar)
    except TooOftenError:
        tally.add(Trouble.TOO_OFTEN)
        return ()
    except (ValueError, OverflowError):
        tally.add(Trouble.UNREADABLE)
        return ()
    if expansion.capped:
        tally.add(Trouble.TOO_MANY)
    return expansion.occurrences


def _floats(occurrences: tuple[Occurrence, ...], events: list[Event]) -> bool:
    return bool(occurrences) and any(
        event.start.clock is not None and event.start.zone is None for event in events
    )
