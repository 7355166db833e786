"""Proposals: once a week, how a practice might fit better. Lighter or as it is, never firmer.

Raising a level is left to her own hand in the settings. What is taken in six of ten chances may
stay or become lighter; between three and six a shorter ritual or another cue is proposed; below
that, or after two "wrong moment", a level less or a pause.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from boundary.language import tr
from boundary.reflection.book import Book
from boundary.reflection.counting import Count, count_of
from boundary.reflection.entries import Entry, Item
from boundary.schedule.policy import Level, Practice

WEEK = timedelta(days=7)
WORKDAYS = 10
OFTEN, SELDOM = 0.6, 0.3
WRONG_MOMENTS = 2
LEAST_CHANCES = 5
"""Fewer chances than these say nothing."""

DONE = 1


class Choice(StrEnum):
    """What she can choose; staying is always one."""

    KEEP = "keep"
    LIGHTER = "lighter"
    SHORTER = "shorter"
    OTHER_CUE = "other_cue"
    PAUSE = "pause"
    FIX_RULE = "fix_rule"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for *practice*: one *sentence*, the *choices*, and the *lighter* level.

    `lighter` is None where there is nothing below. `FIX_RULE` opens the rule for this calendar
    and hour.
    """

    practice: Practice
    count: Count
    sentence: str
    choices: tuple[Choice, ...]
    lighter: Level | None = None


def propose(book: Book, practice: Practice, level: Level) -> Proposal | None:
    """Return what may be proposed for *practice*, held at *level*, or None.

    By her last ten workdays. None within a week of the last proposal of any practice, on a day
    away, and where there were fewer than five chances and fewer than two wrong moments.
    """
    last = book.latest(Item.PROPOSAL, None)
    if book.today in book.away or (last is not None and book.today - last.day < WEEK):
        return None
    days = [entry.day for entry in book.of(Item.LOAD)][-WORKDAYS:]
    if not days:
        return None
    count = count_of(book, (practice.value,), days[0], book.today)
    wrong = sum(e.number for e in book.of(Item.WRONG_MOMENT, practice.value, first=days[0]))
    if count.chances < LEAST_CHANCES and wrong < WRONG_MOMENTS:
        return None
    below = lighter_than(level)
    sentence, choices = _offered(count, wrong, below)
    if wrong:
        choices = (*choices, Choice.FIX_RULE)
    said = sentence.format(kept=count.kept, chances=count.chances)
    return Proposal(practice, count, said, choices, below)


def proposed(proposal: Proposal, day: date) -> Entry:
    """Return the entry that *proposal* was put to her on *day*."""
    return Entry(day, Item.PROPOSAL, DONE, name=proposal.practice.value)


def lighter_than(level: Level) -> Level | None:
    """Return the level below *level*, None below the lightest."""
    levels = tuple(Level)
    place = levels.index(level)
    return levels[place - 1] if place else None


def _offered(count: Count, wrong: int, below: Level | None) -> tuple[str, tuple[Choice, ...]]:
    if wrong >= WRONG_MOMENTS or count.share < SELDOM:
        sentence = (
            tr("The moment was wrong more than once. Lighter, a pause, or another rule?")
            if wrong >= WRONG_MOMENTS
            else tr("{kept} of {chances} in ten workdays. Lighter, or a pause from it?")
        )
        if below is None:
            return sentence, (Choice.PAUSE, Choice.KEEP)
        return sentence, (Choice.LIGHTER, Choice.PAUSE, Choice.KEEP)
    if count.share < OFTEN:
        sentence = tr(
            "{kept} of {chances} in ten workdays. Would a shorter one fit better, or another cue?"
        )
        return sentence, (Choice.SHORTER, Choice.OTHER_CUE, Choice.KEEP)
    if below is None:
        return tr("{kept} of {chances} in ten workdays. It can stay as it is."), (Choice.KEEP,)
    sentence = tr("{kept} of {chances} in ten workdays. Keep it so, or make it lighter?")
    return sentence, (Choice.KEEP, Choice.LIGHTER)
