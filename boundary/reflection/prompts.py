"""What she is asked in the evening, at the week's end and at the month's: one thing at a time.

The journal looks back kindly and is no trauma writing: it is never asked for after an hour that
she marked heavy, and never in a gap. One good thing is a course of ten to fifteen days, after
which it rests (the trials of it lasted as long; repeated for ever it wears out).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from boundary.language import tr
from boundary.reflection.book import Book
from boundary.reflection.entries import Entry, Item

SHORT, LONG = 5, 15
"""Minutes of the evening journal; the shorter one is the default."""

COURSE_LEAST, COURSE_MOST = 10, 15
"""Days of good things after which the course may rest, and after which it does."""

RESTS = timedelta(days=60)


class Prompt(StrEnum):
    """The prompts of the evening journal. Stored by value: never rename one."""

    WENT_WELL = "went_well"
    WITH_PEOPLE = "with_people"
    HARD = "hard"
    CARE = "care"
    TRY = "try"


def prompt_of(day: date) -> Prompt:
    """Return the one prompt of *day*: each in its turn, the same however often it is opened."""
    prompts = tuple(Prompt)
    return prompts[day.toordinal() % len(prompts)]


def prompt_words(prompt: Prompt) -> str:
    """Return *prompt* as she reads it."""
    return {
        Prompt.WENT_WELL: tr("What went well today, however small?"),
        Prompt.WITH_PEOPLE: tr("How was it to be with people today?"),
        Prompt.HARD: tr("What was hard, and what did you do with it?"),
        Prompt.CARE: tr("Where did your care show?"),
        Prompt.TRY: tr("What is one thing to try tomorrow?"),
    }[prompt]


def journal_entry(day: date, prompt: Prompt, minutes: int, text: str) -> Entry:
    """Return the entry of what she wrote to *prompt* in the form of so many *minutes*."""
    return Entry(day, Item.JOURNAL, minutes, text, prompt.value)


def asks_for_good_thing(book: Book, *, heavy: bool = False, wanted: bool = False) -> bool:
    """Tell whether the evening asks for one good thing.

    The course begins with the first one she notes, or when she *wanted* it again; after 15
    days it rests for 60. It stays away from a *heavy* day.
    """
    if heavy or book.today in book.away:
        return False
    if wanted:
        return True
    course = good_things(book)
    if not course:
        return True
    return len(course) < COURSE_MOST or any(e.day == book.today for e in course)


def may_rest(book: Book) -> bool:
    """Tell whether the course has done its days, so that resting is offered."""
    return len(good_things(book)) >= COURSE_LEAST


def good_things(book: Book) -> tuple[Entry, ...]:
    """Return the entries of the course that goes on or rests, the oldest first; () once rested."""
    course: list[Entry] = []
    for entry in book.of(Item.GOOD_THING):
        if course and entry.day - course[-1].day >= RESTS:
            course.clear()
        course.append(entry)
    if course and book.today - course[-1].day >= RESTS:
        return ()
    return tuple(course)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a review: the *item* that its answer becomes, or None, and its words."""

    item: Item | None
    words: str


def weekly_questions() -> tuple[Question, ...]:
    """Return what the ten minutes of a week's review ask, in their order; each can be left out."""
    return (
        Question(Item.FULFILMENT, tr("How much did the work give you this week?")),
        Question(Item.PRESENCE, tr("How present were you in your sessions?")),
        Question(Item.SIGN, tr("What did you notice in yourself this week?")),
        Question(None, tr("Which day of next week is the tightest?")),
        Question(Item.INTENTION, tr("What do you want to hold on to next week?")),
    )


def monthly_questions() -> tuple[Question, ...]:
    """Return what the twenty minutes of a month's review ask, in their order."""
    return (
        Question(None, tr("Looking at the month: what did you expect, and what happened?")),
        Question(None, tr("What is worth keeping?")),
        Question(None, tr("What would you try differently?")),
        Question(Item.AGENDA, tr("Which one thing will you take to supervision?")),
        Question(Item.COMMITMENT, tr("When is the next time with your peers?")),
    )


def energy_question() -> str:
    """Return the question of the evening's one tap, from 1 (empty) to 10 (full)."""
    return tr("How much is left in you?")


def check_in_questions() -> tuple[str, ...]:
    """Return the questions of the printable check-in card: nothing of hers is on it."""
    return (
        tr("What has been carrying you lately?"),
        tr("What has been heavier than it looks?"),
        tr("Which boundary held this week, and which one gave way?"),
        tr("What would make next week a little lighter?"),
        tr("What can one of us do for you, and by when?"),
    )
