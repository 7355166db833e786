"""A time for a commitment, on the days that ask least of her: proposed, never booked.

Weekdays are ranked by her own median contact and her own median energy. A weekday of which
nothing is known is no light day. Times beside her hours are looked at only where she allowed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from boundary.clock import Span
from boundary.reflection.book import DAY, Book
from boundary.reflection.entries import Item
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.hours_wall import instants

DAYS = 56
"""Eight weeks of her own days are the measure."""

MARGIN = timedelta(minutes=10)
"""So much room is left on either side of what is booked."""

STEP = timedelta(minutes=15)
EARLY, LATE = time(7), time(20, 30)
"""How far beside her hours a slot may lie where she allowed it."""

WEEKS = 4
PROPOSED = 3


@dataclass(frozen=True, slots=True)
class WeekdayLoad:
    """A weekday (Monday 0) with her median contact in minutes and her median energy."""

    weekday: int
    contact: float
    energy: float | None


@dataclass(frozen=True, slots=True)
class Slot:
    """A time on *weekday*, first in *span* (UTC), that is free in *free* of *weeks* weeks."""

    span: Span
    weekday: int
    free: int
    weeks: int
    outside: bool = False


def weekday_loads(book: Book) -> tuple[WeekdayLoad, ...]:
    """Return the weekdays on which she works, the lightest first.

    By the sum of two ranks: least contact, most energy. On a draw the least contact wins.
    """
    contact: dict[int, list[int]] = {}
    energy: dict[int, list[int]] = {}
    for item, into in ((Item.LOAD, contact), (Item.ENERGY, energy)):
        for entry in book.within(item, DAYS):
            into.setdefault(entry.day.weekday(), []).append(entry.number)
    loads = [
        WeekdayLoad(n, median(contact[n]), median(energy[n]) if n in energy else None)
        for n in sorted(contact)
    ]
    by_contact = sorted({load.contact for load in loads})
    by_energy = sorted({-load.energy for load in loads if load.energy is not None})

    def rank(load: WeekdayLoad) -> tuple[float, float, int]:
        middle = len(by_energy) / 2
        place = middle if load.energy is None else by_energy.index(-load.energy)
        return by_contact.index(load.contact) + place, load.contact, load.weekday

    return tuple(sorted(loads, key=rank))


def find_slots(
    book: Book,
    busy: Iterable[Span],
    hours: WeeklyHours,
    zone: ZoneInfo,
    length: timedelta,
    *,
    outside: bool = False,
) -> tuple[Slot, ...]:
    """Return up to three slots of *length*, each on another weekday, the lightest day first.

    From the day after the book's today, within the windows of *hours*; *outside* allows 7:00 to
    20:30 on the same weekdays. *busy* is all that is booked in these four weeks. A slot that is
    free in fewer than half of the weeks is none. ValueError unless *length* is above 0.
    """
    if length <= timedelta(0):
        raise ValueError("a slot has a length")
    taken = sorted(busy)
    found = []
    for load in weekday_loads(book):
        best: Slot | None = None
        days = _days(book, load.weekday)
        if not days:
            continue
        for wall, beside in _starts(hours, load.weekday, length, outside=outside):
            slot = _slot(days, wall, length, taken, zone, beside=beside)
            if slot is not None and (best is None or _is_better(slot, best)):
                best = slot
        if best is not None:
            found.append(best)
        if len(found) == PROPOSED:
            break
    return tuple(found)


def _days(book: Book, weekday: int) -> list[date]:
    first = book.today + DAY
    first += ((weekday - first.weekday()) % 7) * DAY
    days = [first + timedelta(weeks=n) for n in range(WEEKS)]
    return [day for day in days if not book.stops(day)]


def _starts(
    hours: WeeklyHours, weekday: int, length: timedelta, *, outside: bool
) -> Iterator[tuple[time, bool]]:
    """Yield the quarter hours at which a slot may begin, those within the hours first."""
    windows = [(_minutes(w.start), _minutes(w.end) or 1440) for w in hours.week[weekday]]
    windows = [(start, end if end > start else 1440) for start, end in windows]
    if not windows:
        return
    long, step = int(length / timedelta(minutes=1)), int(STEP / timedelta(minutes=1))
    inside = [
        start
        for start in range(0, 1440, step)
        if any(low <= start and start + long <= high for low, high in windows)
    ]
    yield from ((time(*divmod(start, 60)), False) for start in inside)
    if outside:
        low, high = _minutes(EARLY), _minutes(LATE)
        for start in range(low, high - long + 1, step):
            if start not in inside:
                yield time(*divmod(start, 60)), True


def _slot(
    days: Sequence[date],
    wall: time,
    length: timedelta,
    busy: Sequence[Span],
    zone: ZoneInfo,
    *,
    beside: bool,
) -> Slot | None:
    spans = [_span(day, wall, length, zone) for day in days]
    free = [span for span in spans if not _is_taken(span, busy)]
    if not free or 2 * len(free) < len(days):
        return None
    return Slot(free[0], days[0].weekday(), len(free), len(days), beside)


def _is_better(slot: Slot, than: Slot) -> bool:
    """Tell whether *slot* is free in more weeks, or as often but within the hours."""
    return (slot.free, not slot.outside) > (than.free, not than.outside)


def _span(day: date, wall: time, length: timedelta, zone: ZoneInfo) -> Span:
    start, _ = instants(datetime.combine(day, wall), zone)
    return Span(start, start + length)


def _is_taken(span: Span, busy: Sequence[Span]) -> bool:
    wide = Span(span.start - MARGIN, span.end + MARGIN)
    return any(wide.overlaps(each) for each in busy if each.start < wide.end)


def _minutes(wall: time) -> int:
    return wall.hour * 60 + wall.minute
