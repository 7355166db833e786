"""One practice, once a week: how it might fit better, or which could be next. Never firmer.

What was put to her is an entry of the day, so that it stands for that day alone and nothing
follows it for a week. Today shows it only where nothing else is offered; the page of practices
shows it too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from boundary.language import tr
from boundary.reflection.entries import Entry, Item
from boundary.reflection.ladder import Ladder, Rung, begin, offered, put_off, rung_words
from boundary.reflection.proposals import Choice, propose
from boundary.schedule.policy import Level, Practice

if TYPE_CHECKING:
    from boundary.reflection.book import Book

NEXT = "next"
"""The name of the entry of a practice that could be next."""

MADE, ANSWERED = 1, 2
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Offered:
    """What is put to her: a *sentence*, *choices* by id, and what it is about.

    `name` is that of its entry; `lighter` the level below a practice's own.
    """

    name: str
    sentence: str
    choices: tuple[tuple[str, str], ...]
    practice: Practice | None = None
    lighter: Level | None = None
    rung: Rung | None = None

    @property
    def two(self) -> tuple[tuple[str, str], ...]:
        """Two of the choices: the first, and staying as it is."""
        stays = [each for each in self.choices if each[0] in (Choice.KEEP, "later")]
        return (*[each for each in self.choices if each not in stays][:1], *stays)


def offer_of(book: Book, ladder: Ladder, level_of: Callable[[Practice], Level]) -> Offered | None:
    """Return what is put to her on *book*'s today, or None; the same until it is answered."""
    today = book.of(Item.PROPOSAL, None, first=book.today)
    if any(entry.value == ANSWERED for entry in today) or book.today in book.away:
        return None
    if not today and _lately(book):
        return None
    names = {entry.name for entry in today}
    for practice in Practice:
        if not today or practice.value in names:
            found = _about(book, practice, level_of(practice))
            if found is not None:
                return found
    rung = offered(ladder, book) if not today or NEXT in names else None
    if rung is None:
        return None
    name, why = rung_words(rung)
    said = tr("This could be next: {name}. {why}").format(name=name, why=why)
    choices = (("begin", tr("Start with it")), ("later", tr("Not yet")))
    return Offered(NEXT, said, choices, rung=rung)


def made(offer: Offered, book: Book) -> Entry:
    """Return the entry that *offer* was put to her."""
    return Entry(book.today, Item.PROPOSAL, MADE, name=offer.name)


def answered(offer: Offered, book: Book) -> Entry:
    """Return the entry that she answered *offer*: it is gone."""
    return Entry(book.today, Item.PROPOSAL, ANSWERED, name=offer.name)


def climbed(offer: Offered, answer: str, ladder: Ladder, book: Book) -> Ladder:
    """Return *ladder* after her *answer* to a practice that could be next."""
    if offer.rung is None:
        return ladder
    if answer == "begin":
        return begin(ladder, offer.rung, book.today)
    return put_off(ladder, book.today)


def new_level(offer: Offered, answer: str) -> Level | None:
    """Return the level at which the practice of *offer* is held after *answer*, None as it is.

    A pause is the quietest level: nothing comes by itself, and the practice stays to be had.
    """
    match answer:
        case Choice.LIGHTER:
            return offer.lighter
        case Choice.PAUSE:
            return Level.AMBIENT
    return None


def page_of(answer: str) -> str:
    """Return the page of the settings on which *answer* goes on, "" for none."""
    return {
        Choice.SHORTER.value: "rituals",
        Choice.OTHER_CUE.value: "practices",
        Choice.FIX_RULE.value: "calendars",
    }.get(answer, "")


def practice_name(practice: Practice) -> str:
    """Return the name of *practice* as a proposal begins with it."""
    return {
        Practice.MICRO_BREAK: tr("Micro-breaks"),
        Practice.TRANSITION: tr("Transitions"),
        Practice.OPENING: tr("The opening"),
        Practice.SHUTDOWN: tr("The shutdown"),
    }[practice]


def choice_name(choice: Choice) -> str:
    """Return what the button of *choice* says."""
    return {
        Choice.KEEP: tr("Keep it so"),
        Choice.LIGHTER: tr("Make it lighter"),
        Choice.SHORTER: tr("A shorter one"),
        Choice.OTHER_CUE: tr("Another cue"),
        Choice.PAUSE: tr("Let it rest"),
        Choice.FIX_RULE: tr("Another rule"),
    }[choice]


def _about(book: Book, practice: Practice, level: Level) -> Offered | None:
    """Return what may be proposed for *practice*, None where staying is all there is."""
    found = propose(book.without(Item.PROPOSAL), practice, level)
    if found is None or found.choices == (Choice.KEEP,):
        return None
    said = tr("{practice}: {sentence}").format(
        practice=practice_name(practice), sentence=found.sentence
    )
    choices = tuple((each.value, choice_name(each)) for each in found.choices)
    return Offered(practice.value, said, choices, practice, found.lighter)


def _lately(book: Book) -> bool:
    last = book.latest(Item.PROPOSAL, None)
    return last is not None and book.today - last.day < A_WEEK
