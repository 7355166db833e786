"""Which events can touch the window at all: the others are never parsed.

Ten sessions of a day in a feed of 50,000 events: nearly all time goes into reading events
that are thrown away afterwards. Every rule here looks at the raw text, leaves two days of
room on each side, and keeps what it doubts, so that it never changes an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from boundary.calendars.ics.text import Sheet
from boundary.clock import Span

_ROOM = timedelta(days=2)
_SHORT = re.compile(r"\+?PT(?:\d{1,3}M|[12]?\dH)", re.IGNORECASE)
_VALUE_DAY = re.compile(r"\n[^\n]*:[ \t]*([0-9]{8})(?![^\n]*:)")
_PERIODS = {"DAILY": 1, "WEEKLY": 7}


class _Kind(IntEnum):
    SINGLE = 0
    SERIES = 1
    OVERRIDE = 2


class Block(NamedTuple):
    """Where one VEVENT's lines lie in its sheet, and what can be told from their text.

    A tuple, because there is one for each event of the feed.
    """

    sheet: Sheet
    start: int
    end: int
    kind: _Kind
    touches: bool
    away_from_home: bool = False

    @property
    def text(self) -> str:
        return self.sheet.text[self.start + 1 : self.end]


@dataclass(frozen=True, slots=True)
class Window:
    """The days around *span* as `YYYYMMDD`, with room for every zone."""

    first: str
    last: str

    @classmethod
    def around(cls, span: Span) -> Window:
        return cls(_day(span.start.date() - _ROOM), _day(span.end.date() + _ROOM))

    def holds(self, first: str, last: str) -> bool:
        return first <= self.last and last >= self.first


def _day(day: date) -> str:
    return day.strftime("%Y%m%d").zfill(8)


class Selection:
    """Groups of events by UID, filled in the order of the file."""

    def __init__(self, window: Window | None) -> None:
        """Select for *window*; None keeps everything."""
        self._window = window
        self._groups: dict[str, list[Block]] = {}

    def add(self, sheet: Sheet, start: int, end: int) -> None:
        """Take in the event whose lines lie between *start* and *end*."""
        uid = _line(sheet.text, "UID", start, end)
        # Without a UID nothing else can belong to it.
        key = f"U{uid}" if uid else f"N{len(self._groups)}"
        block = _look(sheet, start, end, self._window)
        self._groups.setdefault(key, []).append(block)

    def groups(self) -> Iterator[list[Block]]:
        """Yield, group by group, the events that have to be read."""
        for group in self._groups.values():
            if self._window is None:
                yield group
            elif any(block.touches for block in group):
                yield _needed(group)


def _needed(group: list[Block]) -> list[Block]:
    """Leave out overrides that lie far off, unless one of the others is moved that far."""
    whole = len(group) < 4 or any(block.away_from_home for block in group)
    if whole:
        return group
    return [block for block in group if block.touches or block.kind is not _Kind.OVERRIDE]


def _look(sheet: Sheet, start: int, end: int, window: Window | None) -> Block:
    text = sheet.text
    kind, extra = _Kind.SINGLE, False
    if text.find("\nR", start, end) != -1:  # few events have any of the three
        extra = text.find("\nRDATE", start, end) != -1
        if text.find("\nRECURRENCE-ID", start, end) != -1:
            kind = _Kind.OVERRIDE
        elif extra or text.find("\nRRULE", start, end) != -1:
            kind = _Kind.SERIES
    if window is None:
        return Block(sheet, start, end, kind, True)
    first, last = _days(text, start, end)
    if not first:
        return Block(sheet, start, end, kind, True, True)
    if kind is _Kind.SINGLE:
        return Block(sheet, start, end, kind, window.holds(first, last))
    if kind is _Kind.SERIES:
        long = int(last[:8]) - int(first) > 1
        touches = extra or long or _series_touches(text, start, end, first, window)
        return Block(sheet, start, end, kind, touches, long)
    return _look_at_override(Block(sheet, start, end, kind, True), first, last, window)


def _look_at_override(block: Block, first: str, last: str, window: Window) -> Block:
    """Return *block*, an override, with what its own time and that of its instance say."""
    text, start, end = block.sheet.text, block.start, block.end
    at = text.find("\nRECURRENCE-ID", start, end)
    line = text[at : text.find("\n", at + 1, end + 1)]
    instance = _digits(text, at, end)
    own = window.holds(first, last)
    home = not instance or window.holds(instance, instance)
    far = "RANGE" in line.upper() or not instance or (own and not home)
    return Block(block.sheet, start, end, block.kind, own or home or far, far)


def _days(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the first and last day that the lines may mean; ("", "") if they are in doubt."""
    at = text.find("\nDTSTART", start, end)
    if at == -1 or text.find("\nDTSTART", at + 8, end) != -1:
        return "", ""
    first = _digits(text, at, end)
    if not first:
        return "", ""
    at = text.find("\nDTEND", start, end)
    if at != -1:
        last = _digits(text, at, end)
        if not last or text.find("\nDTEND", at + 6, end) != -1:
            return first, "99999999"
        return first, max(first, last)
    at = text.find("\nDURATION", start, end)
    if at == -1:
        return first, first
    line = text[at : text.find("\n", at + 1, end + 1)]
    if _SHORT.fullmatch(line.rpartition(":")[2].strip()) and (
        text.find("\nDURATION", at + 1, end) == -1
    ):
        return first, first
    return first, "99999999"


def _digits(text: str, at: int, end: int) -> str:
    """Return the `YYYYMMDD` with which the value of the line at *at* begins, or ""."""
    found = _VALUE_DAY.match(text, at, end)
    return found[1] if found else ""


def _line(text: str, name: str, start: int, end: int) -> str:
    at = text.find(f"\n{name}", start, end)
    if at == -1:
        return ""
    return text[at : text.find("\n", at + 1, end + 1)].partition(":")[2].strip()


def _series_touches(text: str, start: int, end: int, first: str, window: Window) -> bool:
    """Tell whether a series from *first* on may reach the window: by UNTIL or by COUNT."""
    if first > window.last:
        return False
    at = text.find("\nRRULE", start, end)
    if text.find("\nRRULE", at + 1, end) != -1:
        return True
    rule = text[at + 7 : text.find("\n", at + 1, end + 1)].upper()
    parts = dict(part.partition("=")[::2] for part in rule.strip().split(";"))
    until = parts.get("UNTIL", "").strip()[:8]
    if until.isdecimal() and len(until) == 8:
        return max(until, first) >= window.first
    return _counted_touches(parts, first, window)


def _counted_touches(parts: dict[str, str], first: str, window: Window) -> bool:
    period = _PERIODS.get(parts.get("FREQ", "").strip())
    count, interval = parts.get("COUNT", ""), parts.get("INTERVAL", "1")
    plain = parts.keys() <= {"FREQ", "COUNT", "INTERVAL", "BYDAY", "WKST"}
    if period == 1 and "BYDAY" in parts:
        return True  # five of "daily, on Mondays" take five weeks
    if period is None or not plain or not (count.isdecimal() and interval.isdecimal()):
        return True
    try:
        days = (int(count) + 1) * max(int(interval), 1) * period
        started = date(int(first[:4]), int(first[4:6]), int(first[6:]))
        last = _day(started + timedelta(days=days))
    except (ValueError, OverflowError):
        return True
    return last >= window.first
