"""How often something happened, as she hears it: so many of so many, and nothing more.

No percentage, no row of days that could break, no comparison with a week that went better.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from boundary.language import tr, trn
from boundary.reflection.book import DAY, Book
from boundary.reflection.entries import Item
from boundary.schedule.policy import Practice

BREAKS = (Practice.MICRO_BREAK.value, Practice.TRANSITION.value)
"""The practices that live in a gap."""

ALL_PRACTICES = tuple(practice.value for practice in Practice)


@dataclass(frozen=True, slots=True)
class Count:
    """*kept* of *chances*."""

    kept: int = 0
    chances: int = 0

    @property
    def share(self) -> float:
        """The part that was kept, 0 where there was no chance."""
        return self.kept / self.chances if self.chances else 0.0


def count_of(book: Book, names: Iterable[str], first: date, last: date) -> Count:
    """Return what was kept of the practices *names* from *first* to *last*."""
    kept = chances = 0
    for name in names:
        kept += sum(e.number for e in book.of(Item.KEPT, name, first=first, last=last))
        chances += sum(e.number for e in book.of(Item.CHANCES, name, first=first, last=last))
    return Count(min(kept, chances), chances)


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the month of *day*."""
    first = day.replace(day=1)
    return first, (first + 31 * DAY).replace(day=1) - DAY


def breaks_this_month(book: Book) -> str:
    """Return how many gaps of this month had their break, "" where there was none to have."""
    first, last = month_of(book.today)
    return gaps_words(count_of(book, BREAKS, first, last))


def gaps_words(count: Count) -> str:
    """Return *count* of gaps in a month: "18 of 24 gaps this month"."""
    if not count.chances:
        return ""
    return trn(
        "{kept} of {chances} gap this month", "{kept} of {chances} gaps this month", count.chances
    ).format(kept=count.kept, chances=count.chances)


def days_words(count: Count) -> str:
    """Return *count* of days: "8 of 10 days"."""
    if not count.chances:
        return tr("no day yet")
    return trn("{kept} of {chances} day", "{kept} of {chances} days", count.chances).format(
        kept=count.kept, chances=count.chances
    )
