"""Series: what a plot of her own entries shows, as points, her own range, a table, a sentence.

Nothing is drawn before ten entries. The range is hers alone: the middle half of her values, with
the median; there is no good end of it. Whoever can't see the picture has the same in the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median, quantiles

from boundary.language import tr, trn
from boundary.reflection.book import DAY, Book, week_of, weeks
from boundary.reflection.counting import BREAKS, count_of
from boundary.reflection.entries import Item
from boundary.reflection.trends import ENOUGH

DAYS = 91
"""Thirteen weeks of days are shown."""

WEEKS = 13
USUAL_WEEKS = 8
"""A week's contact is laid beside the median of so many weeks before it."""


class What(StrEnum):
    """What a series is of."""

    ENERGY = "energy"
    SLEEP = "sleep"
    FULFILMENT = "fulfilment"
    PRESENCE = "presence"
    BREAKS = "breaks"
    LOAD = "load"
    JOINS = "joins"


_TAPPED = {
    What.ENERGY: Item.ENERGY,
    What.SLEEP: Item.SLEEP,
    What.FULFILMENT: Item.FULFILMENT,
    What.PRESENCE: Item.PRESENCE,
}


@dataclass(frozen=True, slots=True)
class Point:
    """A day, or the week that begins on *day*: its *value* or None, of *most* if it is a part."""

    day: date
    value: float | None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """Her own range: the quartiles and the median (inclusive method)."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Series:
    """What a plot shows; `noted` entries are behind it, and without `ENOUGH` there are no points.

    `points` are of days or, where `weekly`, of weeks by their Mondays, the oldest first. A load
    is in whole minutes. `usual` is what the newest week is laid beside.
    """

    what: What
    sentence: str
    noted: int
    points: tuple[Point, ...] = ()
    band: Band | None = None
    usual: float | None = None
    weekly: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the table: the day or week, then its cells."""
        first = tr("Week of") if self.weekly else tr("Day")
        cells = {
            What.ENERGY: (tr("Energy"),),
            What.SLEEP: (tr("Sleep"),),
            What.FULFILMENT: (tr("Fulfilment"),),
            What.PRESENCE: (tr("Presence"),),
            What.BREAKS: (tr("Breaks taken"), tr("Gaps")),
            What.LOAD: (tr("Contact"),),
            What.JOINS: (tr("Joins without a pause"),),
        }
        return (first, *cells[self.what])

    @property
    def rows(self) -> tuple[tuple[date, tuple[str, ...]], ...]:
        """The table: each day or week that is known, with a cell for every other heading."""
        return tuple((p.day, self._cells(p)) for p in self.points if p.value is not None)

    def _cells(self, point: Point) -> tuple[str, ...]:
        value = point.value or 0
        if self.what is What.LOAD:
            return (hours_words(value),)
        if point.most is not None:
            return (number_words(value), number_words(point.most))
        return (number_words(value),)


def series_of(book: Book, what: What) -> Series:
    """Return the series of *what* up to the book's today."""
    match what:
        case What.BREAKS:
            return _breaks(book)
        case What.LOAD:
            return _weekly(book, what, Item.LOAD)
        case What.JOINS:
            return _weekly(book, what, Item.ZERO_GAP)
        case _:
            return _tapped(book, what)


def band_of(values: Sequence[float]) -> Band | None:
    """Return the middle half of *values*, None of fewer than two."""
    if len(values) < 2:
        return None
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return Band(low, middle, high)


def _tapped(book: Book, what: What) -> Series:
    weekly = what in (What.FULFILMENT, What.PRESENCE)
    entries = book.within(_TAPPED[what], 364 if weekly else DAYS)
    if len(entries) < ENOUGH:
        return Series(what, waiting_words(len(entries)), len(entries), weekly=weekly)
    known = {week_of(e.day) if weekly else e.day: float(e.number) for e in entries}
    days = weeks(min(known), book.today) if weekly else _days(min(known), book.today, set(known))
    band = band_of(list(known.values()))
    if band is None:
        return Series(what, waiting_words(len(entries)), len(entries), weekly=weekly)
    sentence = (
        tr("Most weeks were between {low} and {high}, with {middle} in the middle.")
        if weekly
        else tr("Most days were between {low} and {high}, with {middle} in the middle.")
    ).format(
        low=number_words(band.low), high=number_words(band.high), middle=number_words(band.middle)
    )
    points = tuple(Point(day, known.get(day)) for day in days)
    return Series(what, sentence, len(entries), points, band, weekly=weekly)


def _days(first: date, last: date, known: set[date]) -> list[date]:
    every = (first + n * DAY for n in range((last - first).days + 1))
    return [day for day in every if day.weekday() < 5 or day in known]


def _breaks(book: Book) -> Series:
    first = week_of(book.today) - (WEEKS - 1) * 7 * DAY
    noted = len({e.day for e in book.of(Item.CHANCES, None, first=first) if e.name in BREAKS})
    if noted < ENOUGH:
        return Series(What.BREAKS, waiting_words(noted), noted, weekly=True)
    points = []
    for monday in weeks(first, book.today):
        count = count_of(book, BREAKS, monday, monday + 6 * DAY)
        value = float(count.kept) if count.chances else None
        points.append(Point(monday, value, float(count.chances)))
    whole = count_of(book, BREAKS, first, book.today)
    sentence = trn(
        "{kept} of {chances} gap had its break in these weeks.",
        "{kept} of {chances} gaps had their break in these weeks.",
        whole.chances,
    ).format(kept=whole.kept, chances=whole.chances)
    return Series(What.BREAKS, sentence, noted, _from_first(points), weekly=True)


def _weekly(book: Book, what: What, item: Item) -> Series:
    monday = week_of(book.today)
    first = monday - (WEEKS - 1) * 7 * DAY
    entries = book.of(item, first=first)
    if len(entries) < ENOUGH:
        return Series(what, waiting_words(len(entries)), len(entries), weekly=True)
    sums: dict[date, float] = {}
    for entry in entries:
        sums[week_of(entry.day)] = sums.get(week_of(entry.day), 0) + entry.number
    points = [Point(week, sums.get(week)) for week in weeks(first, book.today)]
    before = [p.value for p in points[-1 - USUAL_WEEKS : -1] if p.value is not None]
    usual = median(before) if before else None
    sentence = _week_words(what, sums.get(monday, 0), usual)
    return Series(what, sentence, len(entries), _from_first(points), usual=usual, weekly=True)


def _week_words(what: What, now: float, usual: float | None) -> str:
    if what is What.LOAD:
        if usual is None:
            return tr("{now} of contact this week.").format(now=hours_words(now))
        return tr("{now} of contact this week; your usual week has {usual}.").format(
            now=hours_words(now), usual=hours_words(usual)
        )
    if usual is None:
        return trn(
            "{now} join without a pause this week.",
            "{now} joins without a pause this week.",
            int(now),
        ).format(now=int(now))
    return trn(
        "{now} join without a pause this week; your usual week has {usual}.",
        "{now} joins without a pause this week; your usual week has {usual}.",
        int(now),
    ).format(now=int(now), usual=number_words(usual))


def _from_first(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return *points* from the first that is known on."""
    known = next((n for n, p in enumerate(points) if p.value is not None), len(points))
    return tuple(points[known:])


def waiting_words(noted: int) -> str:
    """Return what stands in the place of a plot that has too few entries."""
    return tr("A picture needs {needed} entries; there are {noted}.").format(
        needed=ENOUGH, noted=noted
    )


def number_words(value: float) -> str:
    """Return *value* to the half: 6, 6.5."""
    return f"{round(value * 2) / 2:g}"


def hours_words(minutes: float) -> str:
    """Return *minutes* as hours and minutes: "21 h 40 min"."""
    hours, rest = divmod(round(minutes), 60)
    if not hours:
        return tr("{minutes} min").format(minutes=rest)
    if not rest:
        return tr("{hours} h").format(hours=hours)
    return tr("{hours} h {minutes} min").format(hours=hours, minutes=rest)
