"""Trends: when her own entries differ from her own usual, by a few plain rules.

Each rule compares her with herself and with nobody else. What is missing is never a sign, days
away are no days, and nothing speaks before ten recorded days. The thresholds are this project's
choices, tuned so that a typical year brings about three low stretches and a year that is low
throughout about four; no study stands behind the numbers and no diagnosis before them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import fmean

from boundary.reflection.book import BASELINE, DAY, Book, week_of
from boundary.reflection.entries import Entry, Item
from boundary.reflection.signs import COMMON_ALONE, Noticed

ENOUGH = 10
"""So many recorded days come before the first word, and so many entries before a plot."""


class Rule(StrEnum):
    """A rule by its name in the project's research. Stored by value: never rename one."""

    LOW_DAYS = "g1"
    STEADIER = "g1b"
    SLOPE = "g2"
    FULFILMENT = "g3"
    SIGNS = "g4"
    SLEEP = "g5"
    LUNCH = "g6"
    LATE_REPLIES = "g7"
    COMMITMENT = "g8"
    RISE = "g9"
    FULFILMENT_RISE = "g9f"


GOOD = frozenset({Rule.STEADIER, Rule.RISE, Rule.FULFILMENT_RISE})
"""The rules with good news."""

LOW, BELOW, FIRST = 4, 2, 14
RUN, RUN_WITHIN = 3, 7
SLOPE, RECENT, PRIOR, LEAST_RECENT, LEAST_PRIOR = 1.5, 10, 20, 7, 12
SLOPE_WITHIN = timedelta(days=90)
HIGH = 7
REBOUND_WITHIN = timedelta(days=14)


def holds(rule: Rule, book: Book, low_since: date | None = None) -> bool:
    """Tell whether *rule* has something to say on the book's today.

    *low_since* is the day on which the last low stretch was spoken of, for the rebound. What
    commitments are due is not in the book's hands: `COMMITMENT` never holds here.
    """
    if book.today in book.away or book.recorded() < ENOUGH:
        return False
    if rule is Rule.STEADIER:
        return low_since is not None and steadier(book, low_since)
    found = _RULES.get(rule)
    return found is not None and found(book)


def low_days(book: Book) -> bool:
    """G1: energy low on each of the last three recorded days, within seven days.

    Low is 4 or less and at least 2 below her own median of the 60 days before; for her first
    14 entries 4 or less alone, and again for the first 14 after 60 days without any. A day away
    between two of them is no gap; after a week away the seven days have to begin anew.
    """
    run = _last_run(book, book.today)
    return bool(run) and all(_is_low(book, entry) for entry in run)


def steadier(book: Book, low_since: date) -> bool:
    """G1b: three recorded days in a row at or above her usual, within 14 days after *low_since*."""
    run = _last_run(book, book.today)
    if not run or run[0].day <= low_since or book.today > low_since + REBOUND_WITHIN:
        return False
    if low_days(book):  # her usual may itself be low by now
        return False
    return all(entry.number >= (book.usual(Item.ENERGY, entry.day) or 0) for entry in run)


def slope(book: Book) -> float | None:
    """Return by how much the mean energy of the last 10 entries is above that of the 20 before.

    Of the last 90 days. The recent ones begin after the last long absence. None with fewer
    than 7 recent or 12 earlier ones.
    """
    known = book.of(Item.ENERGY, first=book.today - SLOPE_WITHIN)
    recent = [e for e in book.since_absence(Item.ENERGY, book.today) if e in known[-RECENT:]]
    prior = known[: len(known) - len(recent)][-PRIOR:]
    if len(recent) < LEAST_RECENT or len(prior) < LEAST_PRIOR:
        return None
    return fmean(e.number for e in recent) - fmean(e.number for e in prior)


def fulfilment_low(book: Book) -> bool:
    """G3: fulfilment at 4 or less in 3 of the last 4 weeks, or lower from week to week."""
    values = fulfilment_weeks(book)
    falling = len(values) == 4 and all(b < a for a, b in pairwise(values))
    return falling or sum(value <= LOW for value in values) >= 3


def fulfilment_high(book: Book) -> bool:
    """G9, the mirror of G3: 7 or more in 3 of 4 weeks where it was not before, or rising."""
    values, before = fulfilment_weeks(book), fulfilment_weeks(book, back=4)
    rising = len(values) == 4 and all(b > a for a, b in pairwise(values))
    was_high = sum(value >= HIGH for value in before) >= 3
    newly = len(before) >= 3 and not was_high and sum(value >= HIGH for value in values) >= 3
    return rising or newly


def fulfilment_weeks(book: Book, back: int = 0) -> tuple[int, ...]:
    """Return her fulfilment of the last 4 weeks that were not away, *back* more weeks ago.

    A week in which she said nothing is left out; of several answers the last counts.
    """
    found = []
    for monday in _own_weeks(book, 4 + back)[back:]:
        entries = book.of(Item.FULFILMENT, first=monday, last=monday + 6 * DAY)
        if entries:
            found.append(entries[-1].number)
    return tuple(reversed(found))


def signs_often(book: Book) -> bool:
    """G4: three signs noticed a lot in one week, or one of them in 3 of the last 4 weeks.

    Being glad of a cancellation is common: by itself it counts for nothing.
    """
    lots = [
        {e.name for e in _week_entries(book, Item.SIGN, monday) if e.value == Noticed.LOT}
        for monday in _own_weeks(book, 4)
    ]
    if any(len(week) >= 3 for week in lots[: 1 if _answered(book) else 2]):
        return True
    telling = set().union(*lots) - {sign.value for sign in COMMON_ALONE}
    return any(sum(name in week for week in lots) >= 3 for name in telling)


def slept_badly(book: Book) -> bool:
    """G5: sleep at 2 or less on 4 of the last 7 days."""
    return sum(e.number <= 2 for e in book.within(Item.SLEEP, 7)) >= 4


def no_lunch(book: Book) -> bool:
    """G6: no lunch away from the screen on 4 of the last 5 workdays, within 14 days."""
    days = book.within(Item.LUNCH, 14)[-5:]
    return len(days) == 5 and sum(e.number == 0 for e in days) >= 4


def late_replies(book: Book) -> bool:
    """G7: answers written after hours on 3 of the last 7 evenings."""
    return sum(e.number > 0 for e in book.within(Item.LATE_REPLIES, 7)) >= 3


_RULES: Mapping[Rule, Callable[[Book], bool]] = {
    Rule.LOW_DAYS: low_days,
    Rule.SLOPE: lambda book: (slope(book) or 0) <= -SLOPE,
    Rule.FULFILMENT: fulfilment_low,
    Rule.SIGNS: signs_often,
    Rule.SLEEP: slept_badly,
    Rule.LUNCH: no_lunch,
    Rule.LATE_REPLIES: late_replies,
    Rule.RISE: lambda book: (slope(book) or 0) >= SLOPE,
    Rule.FULFILMENT_RISE: fulfilment_high,
}


def _last_run(book: Book, today: date) -> Sequence[Entry]:
    """Return her last three energy entries, if all lie within the last seven days."""
    entries = book.of(Item.ENERGY, last=today)[-RUN:]
    if len(entries) < RUN or today - entries[0].day >= RUN_WITHIN * DAY:
        return ()
    return entries


def _is_low(book: Book, entry: Entry) -> bool:
    if entry.number > LOW:
        return False
    known = book.of(Item.ENERGY, last=entry.day)[-FIRST - 1 :]
    holes = any(b.day - a.day > BASELINE for a, b in pairwise(known))
    if holes or len(known) <= FIRST:
        return True
    usual = book.usual(Item.ENERGY, entry.day)
    return usual is None or entry.number <= usual - BELOW


def _own_weeks(book: Book, count: int) -> list[date]:
    """Return the Mondays of the last *count* weeks that were not wholly away, the newest first."""
    found: list[date] = []
    monday = week_of(book.today)
    for _ in range(count + 26):
        days = [monday + n * DAY for n in range(5)]
        if not all(day in book.away for day in days):
            found.append(monday)
        if len(found) == count:
            break
        monday -= 7 * DAY
    return found


def _week_entries(book: Book, item: Item, monday: date) -> tuple[Entry, ...]:
    return book.of(item, None, first=monday, last=monday + 6 * DAY)


def _answered(book: Book) -> bool:
    """Tell whether she went through the signs this week already."""
    return bool(_week_entries(book, Item.SIGN, week_of(book.today)))
