"""The private agenda for supervision, and what learning may cost: two lists that stay with her.

A line of the agenda is about her work, not about a client: what looks like a name is asked about
(`identifiers`). The budget is optional, in whole units of her own currency, and known to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from boundary.language import tr
from boundary.reflection.book import Book
from boundary.reflection.entries import Entry, Item, free_name
from boundary.reflection.loops import OPEN


def agenda_line(entries: Iterable[Entry], day: date, words: str) -> Entry:
    """Return the entry of one more line for supervision. ValueError for an empty one."""
    if not words.strip():
        raise ValueError("a line has words")
    return Entry(day, Item.AGENDA, OPEN, words.strip(), free_name(entries, day, Item.AGENDA))


def agenda(book: Book) -> tuple[Entry, ...]:
    """Return the lines that are still to be brought to supervision, the oldest first."""
    return tuple(e for e in book.of(Item.AGENDA, None) if e.value == OPEN and e.text)


@dataclass(frozen=True, slots=True)
class Budget:
    """What she set aside for her development in a year that begins in *month* (1 to 12)."""

    amount: int = field(repr=False)
    month: int = 1

    def __post_init__(self) -> None:
        if self.amount < 0 or not 1 <= self.month <= 12:
            raise ValueError("an amount of 0 or more, and a month")

    def year_of(self, day: date) -> tuple[date, date]:
        """Return the first and the last day of the budget's year that *day* lies in."""
        first = date(day.year - (day.month < self.month), self.month, 1)
        return first, date(first.year + 1, first.month, 1) - date.resolution


def spend(entries: Iterable[Entry], day: date, amount: int, words: str = "") -> Entry:
    """Return the entry of *amount* spent on *day*, for what she says it was."""
    return Entry(day, Item.SPENT, amount, words.strip(), free_name(entries, day, Item.SPENT))


def spent(book: Book, budget: Budget) -> int:
    """Return what was spent in the budget's year of the book's today."""
    first, last = budget.year_of(book.today)
    return sum(e.number for e in book.of(Item.SPENT, None, first=first, last=last))


def budget_line(book: Book, budget: Budget) -> str:
    """Return the one line on the budget: training, supervision and own therapy alike."""
    used = spent(book, budget)
    if used > budget.amount:
        return tr("{used} spent on your development this year, of {amount}.").format(
            used=used, amount=budget.amount
        )
    return tr("{left} of {amount} are left for your development this year.").format(
        left=budget.amount - used, amount=budget.amount
    )
