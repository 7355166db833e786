"""The ladder: one practice, and the next one when that one has settled. Nothing is ever added.

What has happened in six of ten chances on eight of her last ten workdays has settled; then the
next practice is offered, at most one in ten workdays, or whenever she asks. She can start over
with one at any time. Watching first (three to five workdays) is a button.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from boundary.language import tr
from boundary.reflection.book import DAY, Book
from boundary.reflection.counting import (
    BREAKS,
    Count,
    count_of,
    days_words,
    gaps_words,
    month_of,
)
from boundary.reflection.entries import Item
from boundary.schedule.policy import Practice

SHARE = 0.6
DAYS, OF_DAYS = 8, 10
WATCH_LEAST, WATCH_MOST = 3, 5
"""Workdays of watching: from the third on the first practice is offered, on the fifth it asks."""


class Rung(StrEnum):
    """A practice, in the order in which they are offered. Stored by value: never rename one."""

    RESET_BREATH = "reset_breath"
    SHUTDOWN = "shutdown_short"
    HOURS = "hours"
    ENERGY = "energy"
    COMMITMENT = "commitment"
    FLOORS = "floors"
    WEEKLY_REVIEW = "weekly_review"
    OPENING = "opening"
    GOOD_THING = "good_thing"
    JOURNAL = "journal"
    MONTHLY_REVIEW = "monthly_review"


FIRST = Rung.RESET_BREATH


@dataclass(frozen=True, slots=True)
class Ladder:
    """What is on, in the order in which it was begun, and when it last *changed* or was offered.

    `watching`: nothing is on yet, since the day `changed`.
    """

    changed: date
    on: tuple[Rung, ...] = (FIRST,)
    watching: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A practice on the page: its name, why one might want it, and how often it happened."""

    rung: Rung
    name: str
    why: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The plan of practices: what is on, what could be next, what is there for later."""

    on: tuple[Row, ...]
    following: Row | None
    later: tuple[Row, ...]
    offered: bool = False


def watch(today: date) -> Ladder:
    """Return the ladder of someone who would rather watch first."""
    return Ladder(today, (), watching=True)


def start_over(today: date, rung: Rung = FIRST) -> Ladder:
    """Return the ladder with one practice on and nothing else."""
    return Ladder(today, (rung,))


def begin(ladder: Ladder, rung: Rung, today: date) -> Ladder:
    """Return *ladder* with *rung* on too, from *today*."""
    on = ladder.on if rung in ladder.on else (*ladder.on, rung)
    return Ladder(today, on)


def leave(ladder: Ladder, rung: Rung, today: date) -> Ladder:
    """Return *ladder* without *rung*: that may be the last one, and nothing takes its place."""
    return Ladder(today, tuple(each for each in ladder.on if each is not rung))


def put_off(ladder: Ladder, today: date) -> Ladder:
    """Return *ladder* after she did not want what was offered: quiet for ten workdays."""
    return replace(ladder, changed=today)


def following(ladder: Ladder) -> Rung | None:
    """Return the practice that could be next, for whoever asks; None once all are on."""
    return next((rung for rung in Rung if rung not in ladder.on), None)


def offered(ladder: Ladder, book: Book) -> Rung | None:
    """Return the practice to offer on the book's today, or None.

    A first one after three days of watching; then the next, once the latest has settled and ten
    workdays have gone by since the last change.
    """
    if book.today in book.away:
        return None
    since = workdays_since(book, ladder.changed)
    if ladder.watching:
        return FIRST if since >= WATCH_LEAST else None
    if not ladder.on or since < OF_DAYS or not settled(ladder.on[-1], book):
        return None
    return following(ladder)


def settled(rung: Rung, book: Book) -> bool:
    """Tell whether *rung* happened on 8 of her last 10 workdays, in 6 of 10 chances each."""
    days = [entry.day for entry in book.of(Item.LOAD)][-OF_DAYS:]
    return sum(happened(rung, book, day) for day in days) >= DAYS


def workdays_since(book: Book, day: date) -> int:
    """Return on how many days after *day* she worked with clients."""
    return len(book.of(Item.LOAD, first=day + DAY))


def happened(rung: Rung, book: Book, day: date) -> bool:
    """Tell whether *rung* happened on *day*; without a chance it did not.

    What is set up once, or lives in a longer rhythm, happens as long as it is kept up: hours
    unless she answered after them, a commitment within 38 days, a review within 10 or 38.
    """
    match rung:
        case Rung.RESET_BREATH | Rung.FLOORS:
            return count_of(book, BREAKS, day, day).share >= SHARE
        case Rung.SHUTDOWN:
            return count_of(book, (Practice.SHUTDOWN.value,), day, day).share >= SHARE
        case Rung.OPENING:
            return count_of(book, (Practice.OPENING.value,), day, day).share >= SHARE
        case Rung.HOURS:
            return all(e.number == 0 for e in book.of(Item.LATE_REPLIES, first=day, last=day))
        case Rung.COMMITMENT:
            return _within(book, Item.COMMITMENT, day, 38)
        case Rung.WEEKLY_REVIEW:
            return _within(book, Item.FULFILMENT, day, 10)
        case Rung.MONTHLY_REVIEW:
            return _within(book, Item.INTENTION, day, 38)
        case Rung.ENERGY:
            return _within(book, Item.ENERGY, day, 1)
        case Rung.GOOD_THING:
            return _within(book, Item.GOOD_THING, day, 1)
        case Rung.JOURNAL:
            return _within(book, Item.JOURNAL, day, 1)


def page(ladder: Ladder, book: Book) -> Page:
    """Return the plan of practices as a page."""
    could = following(ladder)
    later = (rung for rung in Rung if rung not in ladder.on and rung is not could)
    return Page(
        tuple(_row(rung, book) for rung in ladder.on),
        None if could is None else _row(could),
        tuple(_row(rung) for rung in later),
        offered=offered(ladder, book) is not None,
    )


def _within(book: Book, item: Item, day: date, days: int) -> bool:
    return bool(book.of(item, None, first=day - (days - 1) * DAY, last=day))


def _row(rung: Rung, book: Book | None = None) -> Row:
    name, why = rung_words(rung)
    return Row(rung, name, why, "" if book is None else _count(rung, book))


def _count(rung: Rung, book: Book) -> str:
    """Return how often *rung* happened this month, where that is a matter of days or gaps."""
    first, last = month_of(book.today)
    match rung:
        case Rung.RESET_BREATH | Rung.FLOORS:
            return gaps_words(count_of(book, BREAKS, first, last))
        case Rung.SHUTDOWN:
            return days_words(count_of(book, (Practice.SHUTDOWN.value,), first, last))
        case Rung.OPENING:
            return days_words(count_of(book, (Practice.OPENING.value,), first, last))
        case Rung.ENERGY | Rung.JOURNAL:
            worked = [entry.day for entry in book.of(Item.LOAD, first=first)]
            return days_words(Count(sum(happened(rung, book, d) for d in worked), len(worked)))
        case _:
            return ""


def rung_words(rung: Rung) -> tuple[str, str]:
    """Return the name of *rung* and one sentence on what it is for."""
    return {
        Rung.RESET_BREATH: (
            tr("Two minutes between sessions"),
            tr("One long breath out before the next person comes."),
        ),
        Rung.SHUTDOWN: (
            tr("A short shutdown"),
            tr("A minute and a half that ends the working day."),
        ),
        Rung.HOURS: (
            tr("Communication hours"),
            tr("People know when you read; you know when you need not."),
        ),
        Rung.ENERGY: (
            tr("One tap for energy"),
            tr("How much is left, once a day, for nobody else to see."),
        ),
        Rung.COMMITMENT: (
            tr("One commitment"),
            tr("Supervision, peers, a buddy: held like a session."),
        ),
        Rung.FLOORS: (
            tr("Longer breaks after long stretches"),
            tr("Five minutes after an hour and a half, ten where the day has them."),
        ),
        Rung.WEEKLY_REVIEW: (
            tr("A weekly review"),
            tr("Ten minutes to see how the week was, and to want one thing of the next."),
        ),
        Rung.OPENING: (
            tr("An opening"),
            tr("A minute to look at the day before it looks at you."),
        ),
        Rung.GOOD_THING: (
            tr("One good thing"),
            tr("Ten to fifteen evenings, then it rests."),
        ),
        Rung.JOURNAL: (
            tr("An evening journal"),
            tr("Five minutes with one question."),
        ),
        Rung.MONTHLY_REVIEW: (
            tr("A monthly review"),
            tr("The month in a few pictures, and one thing for supervision."),
        ),
    }[rung]
