"""One VEVENT, read and repaired: what it says of when, and whether it still holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo

from boundary.calendars.ics.trouble import Tally, Trouble
from boundary.calendars.ics.values import (
    Length,
    Line,
    Stamp,
    parse_length,
    parse_line,
    parse_stamp,
    parse_text,
)
from boundary.calendars.ics.zones import Zones
from boundary.calendars.links import LINK_FIELDS, Field, find_link
from boundary.clock import Span

_MOMENTS = frozenset(
    {"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RDATE", "EXDATE", "LAST-MODIFIED"}
)
_ONCE = frozenset({"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID"})
_WANTED = (
    _MOMENTS
    | LINK_FIELDS
    | {
        "ATTENDEE",
        "UID",
        "SEQUENCE",
        "STATUS",
        "SUMMARY",
        "TRANSP",
        "RRULE",
        "EXRULE",
        "X-MICROSOFT-CDO-BUSYSTATUS",
        "X-MICROSOFT-CDO-ALLDAYEVENT",
    }
)
_SPLIT = re.compile(r"[;:]")

# Outlook leaves a cancelled appointment CONFIRMED and writes it into the title, in the
# language of whoever cancelled; without a colon only where the word can mean nothing else.
_CANCELLED = re.compile(
    r"\W*(?:cancell?ed(?!\w)|(?:abgesagt|annul[eé]e?|cancelad[oa]|annullat[oa]|geannuleerd|avlyst"
    r"|inst[aä]ll[td]|aflyst|peruttu|peruutettu|odwo[lł]ane)[ \u00a0]*:)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Event:
    """A VEVENT in values. `zone` is where its times without a zone are read.

    `recurrence_id` marks an override of one instance (of all later ones too with
    `and_future`); `extras` are the RDATEs with their own length where they have one.
    """

    uid: str
    start: Stamp
    length: Length
    zone: tzinfo
    recurrence_id: Stamp | None = None
    and_future: bool = False
    rules: tuple[str, ...] = ()
    extras: tuple[tuple[Stamp, Length | None], ...] = ()
    exceptions: tuple[Stamp, ...] = ()
    sequence: int = 0
    modified: str = ""
    cancelled: bool = False
    tentative: bool = False
    transparent: bool = False
    away: bool = False
    title: str = field(default="", repr=False)
    link: str | None = field(default=None, repr=False)
    people: int = 0

    @property
    def all_day(self) -> bool:
        return self.start.clock is None

    @property
    def recurs(self) -> bool:
        return bool(self.rules or self.extras)

    @property
    def home(self) -> tzinfo:
        """The zone of its wall times."""
        return self.start.zone or self.zone

    def span(self, start: datetime, viewer: tzinfo, length: Length | None = None) -> Span:
        """Return the UTC span of its instance at the wall time *start* (aware).

        A whole day lies on the midnights of *viewer*; days count on the calendar, the rest of
        a length exactly (RFC 5545 section 3.3.6), whatever the clocks do in between.
        """
        length = length or self.length
        if self.all_day:
            days = max(1, length.days + (1 if length.rest else 0))
            first = datetime.combine(start.date(), time(), viewer)
            return Span(first.astimezone(UTC), (first + timedelta(days=days)).astimezone(UTC))
        end = (start + timedelta(days=length.days)).astimezone(UTC) + length.rest
        return Span(start.astimezone(UTC), end)


def parse_event(
    text: str, zones: Zones, floating: tzinfo, tally: Tally, hosts: Sequence[str] = ()
) -> Event:
    """Read the lines of one VEVENT; ValueError if it says no single start.

    *floating* is the zone of times that name none; *hosts* are her own for calls.
    """
    lines = _lines(text)
    start_line = _one(lines, "DTSTART")
    mark_line = _one(lines, "RECURRENCE-ID")
    mark = _stamp(mark_line, zones) if mark_line else None
    start = _stamp(start_line, zones) if start_line else mark
    if start is None:
        raise ValueError("an event without a start")
    busy = _word(lines, "X-MICROSOFT-CDO-BUSYSTATUS")
    status = _word(lines, "STATUS")
    title = parse_text(_value(lines, "SUMMARY"))
    if lines.get("EXRULE"):
        tally.add(Trouble.OLD_EXCEPTION)
    length = _length(lines, start, zones, floating, tally)
    if _is_outlook_day(lines, start, length):
        start = Stamp(start.day)
        length = Length(max(1, length.days + round(length.rest / timedelta(days=1))))
    return Event(
        uid=_value(lines, "UID"),
        start=start,
        length=length,
        zone=floating,
        recurrence_id=mark,
        and_future=mark_line is not None and mark_line.get("RANGE").upper() == "THISANDFUTURE",
        rules=tuple(line.value for line in lines.get("RRULE", ()) if line.value),
        extras=tuple(_extras(lines.get("RDATE", ()), zones, floating)),
        exceptions=tuple(
            parse_stamp(value, zones.get(line.get("TZID")), _is_day(line))
            for line in lines.get("EXDATE", ())
            for value in line.value.split(",")
            if value.strip()
        ),
        sequence=_number(_value(lines, "SEQUENCE")),
        modified=_value(lines, "LAST-MODIFIED"),
        cancelled=status in ("CANCELLED", "CANCELED") or bool(_CANCELLED.match(title)),
        tentative=status == "TENTATIVE" or busy == "TENTATIVE",
        transparent=_word(lines, "TRANSP") == "TRANSPARENT" or busy == "FREE",
        away=busy == "OOF",
        title=title,
        link=_link(lines, hosts),
        people=_people(lines),
    )


def _lines(text: str) -> dict[str, list[Line]]:
    """Return the lines that matter by name, those of alarms inside left out."""
    found: dict[str, list[Line]] = {}
    depth = 0
    for line in text.split("\n"):
        cut = _SPLIT.search(line)
        if cut is None:
            continue
        name = line[: cut.start()]
        if name == "BEGIN":
            depth += 1
        elif name == "END":
            depth -= 1
        elif not depth and name in _WANTED:
            parsed = parse_line(line[cut.start() :], name in _MOMENTS)
            found.setdefault(name, []).append(parsed)
    return found


def _one(lines: dict[str, list[Line]], name: str) -> Line | None:
    """Return the only line *name*; ValueError if two of them disagree."""
    given = [line for line in lines.get(name, ()) if line.value]
    if len({(line.value, line.get("TZID")) for line in given}) > 1:
        raise ValueError("a line that may stand once stands twice")
    return given[0] if given else None


def _value(lines: dict[str, list[Line]], name: str) -> str:
    given = lines.get(name)
    return given[0].value if given else ""


def _word(lines: dict[str, list[Line]], name: str) -> str:
    return _value(lines, name).strip().upper()


def _link(lines: dict[str, list[Line]], hosts: Sequence[str]) -> str | None:
    fields = (
        Field(name, parse_text(line.value), line.get("FEATURE"))
        for name in LINK_FIELDS & lines.keys()
        for line in lines[name]
    )
    return find_link(fields, hosts)


def _people(lines: dict[str, list[Line]]) -> int:
    """Count who is invited; a room or a projector is nobody."""
    return sum(
        line.get("CUTYPE").upper() not in ("ROOM", "RESOURCE") for line in lines.get("ATTENDEE", ())
    )


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,9}", text) else 0


def _is_day(line: Line) -> bool:
    return line.get("VALUE").upper() == "DATE"


def _stamp(line: Line, zones: Zones) -> Stamp:
    return parse_stamp(line.value, zones.get(line.get("TZID")), _is_day(line))


def _length(
    lines: dict[str, list[Line]], start: Stamp, zones: Zones, floating: tzinfo, tally: Tally
) -> Length:
    """Return its length from DTEND or DURATION; nothing (a day for a whole one) without.

    An end before the start is left out and counted: swapping the two would move the session.
    """
    end_line = _one(lines, "DTEND")
    length = Length()
    if end_line:
        length = _between(start, _stamp(end_line, zones), floating)
    elif line := _one(lines, "DURATION"):
        length = parse_length(line.value)
    if length.negative:
        tally.add(Trouble.BACKWARDS)
        return Length()
    return length


def _between(start: Stamp, end: Stamp, floating: tzinfo) -> Length:
    if start.clock is None:
        days = (end.day - start.day).days
        return Length(days + (1 if end.clock and end.clock != time() else 0))
    home = start.zone or floating
    first, last = start.wall(home).astimezone(UTC), end.wall(home).astimezone(UTC)
    return Length(0, last - first)


def _is_outlook_day(lines: dict[str, list[Line]], start: Stamp, length: Length) -> bool:
    """Tell whether Outlook wrote a whole day as times from midnight to midnight."""
    return (
        _word(lines, "X-MICROSOFT-CDO-ALLDAYEVENT") == "TRUE"
        and start.clock == time()
        and timedelta(hours=22) <= length.rest + timedelta(days=length.days)
    )


def _extras(
    given: list[Line] | tuple[()], zones: Zones, floating: tzinfo
) -> Iterator[tuple[Stamp, Length | None]]:
    for line in given:
        zone = zones.get(line.get("TZID"))
        for value in line.value.split(","):
            if not value.strip():
                continue
            first, _, last = value.partition("/")
            start = parse_stamp(first, zone, _is_day(line))
            if not last:
                yield start, None
            elif last.strip()[:1] in "Pp+-":
                yield start, parse_length(last)
            else:
                yield start, _between(start, parse_stamp(last, zone), floating)
