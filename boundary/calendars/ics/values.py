"""The values of iCalendar lines: moments, lengths, words (RFC 5545 section 3.3).

A `Stamp` keeps what was written; which instant it means is known only once its zone is, and
for a time without a zone that depends on the line beside which it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

_PARAMETER = re.compile(r';[ \t]*([A-Za-z0-9-]+)[ \t]*=((?:"[^"\n]*"|[^;:"\n])*)')
_STAMP = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[Tt ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?[ ]?([Zz]|[+-]\d\d:?\d\d)?)?"
)
_LENGTH = re.compile(
    r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MOMENTS = re.compile(r"[0-9TZPWDHMS+:.,/ -]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """The part of a content line after its name; a moment's TZID may hold unquoted colons."""

    value: str = field(repr=False)
    parameters: dict[str, str] = field(default_factory=dict, repr=False)

    def get(self, name: str) -> str:
        return self.parameters.get(name, "")


def parse_line(rest: str, moment: bool = False) -> Line:
    """Read *rest* (";NAME=value:the value"); *moment* says that a date or length follows."""
    parameters: dict[str, str] = {}
    position = 0
    while found := _PARAMETER.match(rest, position):
        parameters[found[1].upper()] = found[2].strip().strip('"').strip()
        position = found.end()
    head, _, value = rest[position:].partition(":")
    if moment and not _MOMENTS.fullmatch(value):
        # TZID=(UTC-05:00) Eastern Time (US & Canada), its quotes forgotten.
        whole, _, value = rest.rpartition(":")
        if name := re.search(r";TZID=(.*)$", whole, re.IGNORECASE):
            parameters["TZID"] = name[1].strip('"')
    elif head.strip():
        raise ValueError("a line without a value")
    return Line(value.strip(), parameters)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment as written: `clock` is None for a whole day, `zone` None where none is named."""

    day: date
    clock: time | None = None
    zone: tzinfo | None = None

    def wall(self, default: tzinfo) -> datetime:
        """Return it as an aware datetime in its zone (or *default*); a day begins at midnight."""
        return datetime.combine(self.day, self.clock or time(), self.zone or default)


def parse_stamp(text: str, zone: tzinfo | None, whole_day: bool = False) -> Stamp:
    """Read a DATE or DATE-TIME; ValueError for anything else.

    A `Z` or an offset wins over *zone* (the TZID beside it). *whole_day* (VALUE=DATE)
    drops a time. 24:00 is the next midnight, a leap second the second before it.
    """
    found = _STAMP.fullmatch(text.strip())
    if not found:
        raise ValueError("not a date")
    year, month, day, hour, minute, second, offset = found.groups()
    written = date(int(year), int(month), int(day))
    if hour is None or whole_day:
        return Stamp(written)
    if offset:
        zone = UTC if offset in "Zz" else parse_offset(offset)
    if hour == "24" and minute == "00":
        return Stamp(written + timedelta(days=1), time(), zone)
    return Stamp(written, time(int(hour), int(minute), min(int(second or 0), 59)), zone)


def parse_offset(text: str) -> timezone:
    """Read `+HHMM` or `-HH:MM`."""
    digits = text[1:].replace(":", "")
    length = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-length if text[0] == "-" else length)


@dataclass(frozen=True, slots=True)
class Length:
    """How long: days on the calendar, then an exact rest (RFC 5545 section 3.3.6)."""

    days: int = 0
    rest: timedelta = timedelta(0)

    @property
    def negative(self) -> bool:
        return self.days < 0 or self.rest < timedelta(0)


def parse_length(text: str) -> Length:
    """Read a DURATION; ValueError for anything else, or for one longer than a calendar."""
    found = _LENGTH.fullmatch(text.strip())
    if not found or not any(found.groups()[1:]):
        raise ValueError("not a duration")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    if max(weeks, days, hours // 24, minutes // 1440, seconds // 86400) > 36_600:
        raise ValueError("longer than a century")
    sign = -1 if found[1] == "-" else 1
    rest = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return Length(sign * (weeks * 7 + days), sign * rest)


def parse_text(text: str) -> str:
    """Undo the backslashes of a TEXT and return it without spaces around it."""
    if "\\" in text:
        text = _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
    return text.strip()
