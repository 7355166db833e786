"""A time zone that only its own file knows: a VTIMEZONE, worked out once into a table.

The table stands in for the lazy zones of dateutil, which walk their rules at every question
and never come back from one that breaks while it is walked (a lock stays closed).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from boundary.calendars.ics.rules import parse_rule
from boundary.calendars.ics.values import Stamp, parse_line, parse_offset, parse_stamp

_PART = re.compile(r"\nBEGIN:(STANDARD|DAYLIGHT)\n(.*?\n)END:\1(?=\n)", re.DOTALL)
_LINE = re.compile(r"([A-Z0-9-]+)([;:].*)")
_OFFSET = re.compile(r"[+-]\d\d:?\d\d(?:\d\d)?")
_FIRST_YEAR, _LAST_YEAR = 1970, 2100
_MOST_CHANGES = 2000
_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class Change:
    """At the instant *at* (UTC, naive) clocks go from the offset *before* to *after*."""

    at: datetime
    before: timedelta
    after: timedelta

    @property
    def wall(self) -> tuple[datetime, datetime]:
        """The wall times between which a clock is skipped or comes twice."""
        walls = self.at + self.before, self.at + self.after
        return min(walls), max(walls)


class CustomZone(tzinfo):
    """A zone by its clock changes; before the first, its first offset holds."""

    def __init__(self, changes: tuple[Change, ...], start: timedelta) -> None:
        self._start = start
        self._changes = changes
        self._at = [change.at for change in changes]
        # A skipped time goes by the offset before, a doubled one by `fold` (PEP 495).
        self._walls = {fold: [change.wall[1 - fold] for change in changes] for fold in (0, 1)}

    def __reduce__(self) -> tuple[type[CustomZone], tuple[tuple[Change, ...], timedelta]]:
        return CustomZone, (self._changes, self._start)

    def utcoffset(self, moment: datetime | None) -> timedelta:
        if moment is None:
            return self._start
        return self._offset(self._walls[moment.fold], moment.replace(tzinfo=None, fold=0))

    def dst(self, _: datetime | None) -> timedelta:
        return _NOTHING

    def tzname(self, _: datetime | None) -> str:
        return ""

    def fromutc(self, moment: datetime) -> datetime:
        instant = moment.replace(tzinfo=None)
        offset = self._offset(self._at, instant)
        wall = (instant + offset).replace(tzinfo=self)
        return wall if wall.utcoffset() == offset else wall.replace(fold=1)

    def _offset(self, starts: list[datetime], moment: datetime) -> timedelta:
        number = bisect_right(starts, moment)
        return self._changes[number - 1].after if number else self._start


def custom_zone(text: str) -> CustomZone:
    """Return the zone that the VTIMEZONE *text* defines; ValueError if it defines none."""
    parts = [_Part(body) for _, body in _PART.findall(f"\n{text}\n")]
    if not parts:
        raise ValueError("a time zone without offsets")
    # What holds before the first change: standard time, as RFC 5545 leaves it open.
    first = min(parts, key=lambda part: part.onset)
    changes: list[Change] = []
    for change in sorted(
        (change for part in parts for change in part.changes()), key=lambda change: change.at
    ):
        if not changes or changes[-1].at != change.at:
            changes.append(change)
    return CustomZone(tuple(changes), first.before)


class _Part:
    """One STANDARD or DAYLIGHT of a VTIMEZONE: an offset, and when it sets in."""

    def __init__(self, body: str) -> None:
        lines = [_LINE.fullmatch(line) for line in body.split("\n")]
        found = [(line[1], parse_line(line[2], moment=True).value) for line in lines if line]
        self.before = _offset(found, "TZOFFSETFROM")
        self._after = _offset(found, "TZOFFSETTO")
        self._found = found
        self._zone = timezone(self.before)
        self.onset = parse_stamp(_value(found, "DTSTART"), None).wall(UTC).replace(tzinfo=None)

    def changes(self) -> Iterator[Change]:
        """Yield its onsets from 1970 to 2100, and the last one before."""
        for onset in self._onsets():
            yield Change(onset - self.before, self.before, self._after)

    def _onsets(self) -> Iterator[datetime]:
        yield self.onset
        for name, value in self._found:
            if name == "RDATE":
                for text in value.split(","):
                    yield parse_stamp(text.partition("/")[0], None).wall(UTC).replace(tzinfo=None)
            elif name == "RRULE":
                yield from self._repeated(value)

    def _repeated(self, text: str) -> Iterator[datetime]:
        """Yield what the rule *text* gives; it is walked without a cache, and not for ever."""
        from dateutil.rrule import rrulestr

        start = Stamp(self.onset.date(), self.onset.time(), self._zone)
        rule = parse_rule(text, start, self._zone)
        if rule.parts["FREQ"] not in ("YEARLY", "MONTHLY"):
            raise ValueError("clocks that change more than once a month")
        first = self.onset
        if rule.parts.keys() <= {"FREQ", "BYMONTH", "BYDAY", "WKST"} and (
            first.year < _FIRST_YEAR and len(rule.parts.keys() & {"BYMONTH", "BYDAY"}) == 2
        ):
            # The rule alone says the dates: nobody needs those since 1601.
            first = first.replace(year=_FIRST_YEAR - 1, day=min(first.day, 28))
        plain = ";".join(f"{name}={value}" for name, value in rule.parts.items())
        for number, onset in enumerate(rrulestr(plain, dtstart=first)):
            ended = rule.until is not None and onset.replace(tzinfo=self._zone) > rule.until
            if ended or onset.year > _LAST_YEAR or number > _MOST_CHANGES:
                return
            yield onset


def _value(found: list[tuple[str, str]], name: str) -> str:
    return next((value for key, value in found if key == name), "")


def _offset(found: list[tuple[str, str]], name: str) -> timedelta:
    text = _value(found, name)
    if not _OFFSET.fullmatch(text):
        raise ValueError("a time zone without an offset")
    # Seconds, as before the zones of the railways, are left out.
    offset = parse_offset(text.replace(":", "")[:5]).utcoffset(None)
    if offset is None:
        raise ValueError("a time zone without an offset")
    return offset
