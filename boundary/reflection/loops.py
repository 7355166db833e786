"""Open loops, parked thoughts and the weekly intention: what she puts down so as to leave it.

A loop is a next action and when it will be done: the plan, not the list, is what lets go
(Masicampo and Baumeister 2011; in a field test it woke habitual planners up instead, so she is
asked once whether lists calm her). A thought after hours is kept for tomorrow and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum

from boundary.reflection.book import Book
from boundary.reflection.entries import Entry, Item, free_name

OPEN, DONE = 0, 1


class Kept(IntEnum):
    """What became of a week's intention."""

    OPEN = 0
    KEPT = 1
    ADJUSTED = 2
    DROPPED = 3


@dataclass(frozen=True, slots=True)
class Loop:
    """The next *action* and *when*, both in her words; `entry` is where it stands."""

    action: str = field(repr=False)
    when: str = field(repr=False)
    entry: Entry


def new_loop(entries: Iterable[Entry], day: date, action: str, when: str = "") -> Entry:
    """Return the entry of one more loop of *day*. ValueError without an action."""
    action, when = _line(action), _line(when)
    if not action:
        raise ValueError("a loop has a next action")
    text = f"{action}\n{when}" if when else action
    return Entry(day, Item.LOOP, OPEN, text, free_name(entries, day, Item.LOOP))


def park(entries: Iterable[Entry], day: date, thought: str) -> Entry:
    """Return the entry of a thought that is kept for tomorrow. ValueError for an empty one."""
    if not thought.strip():
        raise ValueError("a thought has words")
    return Entry(day, Item.PARKED, OPEN, thought.strip(), free_name(entries, day, Item.PARKED))


def open_loops(book: Book) -> tuple[Loop, ...]:
    """Return the loops that are not done and whose words are still there, the oldest first."""
    found = []
    for entry in book.of(Item.LOOP, None):
        if entry.value == OPEN and entry.text:
            action, _, when = entry.text.partition("\n")
            found.append(Loop(action, when, entry))
    return tuple(found)


def kept_thoughts(book: Book) -> tuple[Entry, ...]:
    """Return the parked thoughts of the days before that she has not put away yet."""
    parked = book.of(Item.PARKED, None)
    return tuple(e for e in parked if e.value == OPEN and e.text and e.day < book.today)


def done(entry: Entry) -> Entry:
    """Return *entry*, a loop, a thought or a line of the agenda, as done with."""
    return replace(entry, value=DONE)


def intend(day: date, words: str) -> Entry:
    """Return the entry of the one intention of a week, in her words. ValueError for none."""
    if not words.strip():
        raise ValueError("an intention has words")
    return Entry(day, Item.INTENTION, Kept.OPEN, words.strip())


def intention(book: Book) -> Entry | None:
    """Return the intention that has no answer yet, None without one."""
    entry = book.latest(Item.INTENTION)
    return entry if entry is not None and entry.value == Kept.OPEN and entry.text else None


def answered(entry: Entry, kept: Kept, day: date, words: str = "") -> tuple[Entry, ...]:
    """Return the entries after she said on *day* what became of the intention *entry*.

    An adjusted one goes on under new *words*. ValueError where those are missing, or where
    it was to be adjusted on the day on which it began.
    """
    settled = replace(entry, value=int(kept))
    if kept is not Kept.ADJUSTED:
        return (settled,)
    if entry.day == day:
        return (intend(day, words),)
    return settled, intend(day, words)


def _line(words: str) -> str:
    return " ".join(words.split())
