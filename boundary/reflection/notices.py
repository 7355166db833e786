"""Notices: at most one at a time, then quiet, and never again for a while where she says so.

After a notice nothing of its sort is said for 14 days; good news has its own quiet, so that it
comes as often as the other kind. The monthly review may show what the quiet held back, because
there she came to look. A rule that she dismissed says nothing for 30 days. What was shown is an
entry itself, so that the same evening, opened again after a crash, shows the same line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from boundary.language import tr
from boundary.reflection.book import Book
from boundary.reflection.entries import Entry, Item
from boundary.reflection.trends import GOOD, Rule, holds

QUIET = timedelta(days=14)
STOPPED = timedelta(days=30)
SHOWN, DISMISSED = 1, 2


class Where(StrEnum):
    """Where a notice is shown."""

    SHUTDOWN = "shutdown"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Offer(StrEnum):
    """What a notice lets her do about it; each is a choice, and so is nothing."""

    LIGHTER_DAY = "lighter_day"
    TO_SUPERVISION = "to_supervision"
    SUPPORTS = "supports"
    EASIER_START = "easier_start"
    LUNCH_KEEPER = "lunch_keeper"
    HOURS = "hours"
    FIND_SLOT = "find_slot"


@dataclass(frozen=True, slots=True)
class Notice:
    """One line, and what it offers. `good` tells good news."""

    rule: Rule
    sentence: str
    offers: tuple[Offer, ...] = ()

    @property
    def good(self) -> bool:
        return self.rule in GOOD


_EVENING = (
    Rule.STEADIER, Rule.LOW_DAYS, Rule.SLEEP, Rule.LUNCH,
)  # fmt: skip
_WEEK = (
    Rule.STEADIER, Rule.FULFILMENT_RISE, Rule.SIGNS, Rule.FULFILMENT, Rule.LOW_DAYS,
    Rule.LATE_REPLIES, Rule.LUNCH, Rule.SLEEP, Rule.COMMITMENT,
)  # fmt: skip
_MONTH = (
    Rule.RISE, Rule.SLOPE, Rule.FULFILMENT_RISE, Rule.SIGNS, Rule.FULFILMENT, Rule.COMMITMENT,
)  # fmt: skip
ORDER = {Where.SHUTDOWN: _EVENING, Where.WEEKLY: _WEEK, Where.MONTHLY: _MONTH}
"""Which rules speak where; the one that has been silent longest comes first, ties in this order."""


_KNOWN = frozenset(rule.value for rule in Rule)
"""A notice of another version is none of these rules'."""


def next_notice(book: Book, where: Where, due: Sequence[str] = ()) -> Notice | None:
    """Return the one notice for the book's today, or None.

    *due* are the lines about commitments past their time. What was shown today and not
    dismissed is shown again, and nothing else is; note `shown` once it was on the screen.
    """
    history = [e for e in book.of(Item.NOTICE, None) if e.name in _KNOWN]
    today = [e for e in history if e.day == book.today]
    if today:
        again = Rule(today[-1].name)
        return _notice(again, due) if today[-1].value == SHOWN and again in ORDER[where] else None
    silent = sorted(ORDER[where], key=lambda rule: _last(history, rule) or date.min)
    for rule in silent:
        if not _is_quiet(history, rule, where, book.today) and _holds(rule, book, history, due):
            return _notice(rule, due)
    return None


def shown(notice: Notice, day: date) -> Entry:
    """Return the entry that *notice* was shown on *day*."""
    return Entry(day, Item.NOTICE, SHOWN, name=notice.rule.value)


def dismissed(notice: Notice, day: date) -> Entry:
    """Return the entry that she wants no more of *notice* for 30 days from *day* on."""
    return Entry(day, Item.NOTICE, DISMISSED, name=notice.rule.value)


def _holds(rule: Rule, book: Book, history: Sequence[Entry], due: Sequence[str]) -> bool:
    if rule is Rule.COMMITMENT:
        return bool(due) and book.today not in book.away
    low = _last(history, Rule.LOW_DAYS)
    since = _last(history, Rule.STEADIER)
    return holds(rule, book, None if low and since and since >= low else low)


def _is_quiet(history: Sequence[Entry], rule: Rule, where: Where, today: date) -> bool:
    for entry in history:
        other = Rule(entry.name)
        if other is rule and entry.value == DISMISSED and today - entry.day < STOPPED:
            return True
        alike = other is rule or (where is not Where.MONTHLY and (other in GOOD) == (rule in GOOD))
        if alike and today - entry.day < QUIET:
            return True
    return False


def _last(history: Sequence[Entry], rule: Rule) -> date | None:
    return max((e.day for e in history if e.name == rule.value), default=None)


def _notice(rule: Rule, due: Sequence[str]) -> Notice:
    if rule is Rule.COMMITMENT:
        return Notice(rule, due[0] if due else "", (Offer.FIND_SLOT,))
    sentence, offers = {
        Rule.LOW_DAYS: (
            tr("Three low days. Could anything tomorrow be shorter?"),
            (Offer.LIGHTER_DAY,),
        ),
        Rule.STEADIER: (tr("Steadier again: three days at your usual, or above it."), ()),
        Rule.SLOPE: (
            tr("Your energy of late is lower than in the weeks before. Something for supervision?"),
            (Offer.TO_SUPERVISION,),
        ),
        Rule.FULFILMENT: (
            tr("The work has given you less for some weeks. Worth taking to supervision?"),
            (Offer.TO_SUPERVISION,),
        ),
        Rule.SIGNS: (
            tr("You noticed several signs a lot. Who could carry some of it with you?"),
            (Offer.SUPPORTS,),
        ),
        Rule.SLEEP: (
            tr("Sleep was thin on most nights of the week. Could tomorrow begin more gently?"),
            (Offer.EASIER_START,),
        ),
        Rule.LUNCH: (
            tr("Lunch was at the screen on most of five days. Shall a place be looked for?"),
            (Offer.LUNCH_KEEPER,),
        ),
        Rule.LATE_REPLIES: (
            tr("You answered after hours on several evenings. Move the hours, or the habit?"),
            (Offer.HOURS,),
        ),
        Rule.RISE: (tr("Your energy of late is higher than in the weeks before."), ()),
        Rule.FULFILMENT_RISE: (tr("The work has given you more for some weeks."), ()),
    }[rule]
    return Notice(rule, sentence, offers)
