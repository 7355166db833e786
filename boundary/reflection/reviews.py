"""The week's and the month's review: everything that they show, made at once from the book.

Ten years of entries cost no more than one: a review looks back `LOOK` and not further, and the
store is asked for those days alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from boundary.reflection.agenda import Budget, agenda, budget_line
from boundary.reflection.book import Book
from boundary.reflection.commitments import Standing, due_lines, time_off_line
from boundary.reflection.counting import breaks_this_month
from boundary.reflection.entries import Entry, Item
from boundary.reflection.loops import intention
from boundary.reflection.mirror import mirror_words, real_ends
from boundary.reflection.notices import Notice, Where, next_notice
from boundary.reflection.prompts import Question, monthly_questions, weekly_questions
from boundary.reflection.series import Series, What, series_of

LOOK = timedelta(days=400)
"""So far back lies what a review can speak of: thirteen months."""

_OWN_WORDS = (Item.JOURNAL, Item.GOOD_THING, Item.FULFILMENT, Item.STATE)


@dataclass(frozen=True, slots=True)
class WeeklyReview:
    """The ten minutes of a week: its questions, the intention so far, one notice at most.

    `lines` are facts of one sentence each, such as a future slot that is gone.
    """

    questions: tuple[Question, ...]
    intention: Entry | None
    notice: Notice | None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthlyReview:
    """The twenty minutes of a month: pictures, her own words, a few lines, one notice at most.

    `words` are the entries of hers that still have their text, the newest first; `agenda` is
    what waits for supervision.
    """

    questions: tuple[Question, ...]
    series: tuple[Series, ...]
    words: tuple[Entry, ...]
    agenda: tuple[Entry, ...]
    notice: Notice | None
    lines: tuple[str, ...] = ()


def recent(entries: Sequence[Entry], today: date) -> Sequence[Entry]:
    """Return those of *entries*, sorted by day, that a review on *today* looks at."""
    return entries[bisect_left(entries, today - LOOK, key=lambda entry: entry.day) :]


def weekly_review(
    book: Book, standings: Sequence[Standing] = (), *, lines: Sequence[str] = ()
) -> WeeklyReview:
    """Return the week's review; *lines* say what became of the calendar (`vanished_line`)."""
    return WeeklyReview(
        weekly_questions(),
        intention(book),
        next_notice(book, Where.WEEKLY, due_lines(standings)),
        tuple(lines),
    )


def monthly_review(
    book: Book, standings: Sequence[Standing] = (), *, budget: Budget | None = None
) -> MonthlyReview:
    """Return the month's review."""
    lines = [
        breaks_this_month(book),
        *(mirror_words(one) for one in real_ends(book)[:1]),
        time_off_line(standings),
        "" if budget is None else budget_line(book, budget),
    ]
    first = book.today - timedelta(days=31)
    words = [e for item in _OWN_WORDS for e in book.of(item, None, first=first) if e.text]
    return MonthlyReview(
        monthly_questions(),
        tuple(series_of(book, what) for what in What),
        tuple(sorted(words, key=lambda e: (e.day, e.item, e.name), reverse=True)),
        agenda(book),
        next_notice(book, Where.MONTHLY, due_lines(standings)),
        tuple(line for line in lines if line),
    )
