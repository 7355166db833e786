"""Entries: one line each of what a day left behind, hers or counted from the day's plan.

An entry belongs to a local date, because a person remembers days and not instants. There is at
most one of a day, an item and a name: noting it again replaces it. Numbers are 10 for a full
tank or nothing at all; none is ever added up to a score or laid beside another person's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

LONGEST_TEXT = 20_000
"""Characters: a quarter of an hour of writing has about five thousand."""

LONGEST_NAME = 64


class Item(StrEnum):
    """What an entry is about. Stored by value: never rename one."""

    ENERGY = "energy"
    STATE = "state"
    SLEEP = "sleep"
    MOVED = "moved"
    COMPANY = "company"
    FULFILMENT = "fulfilment"
    PRESENCE = "presence"
    SIGN = "sign"
    GOOD_THING = "good_thing"
    LOOP = "loop"
    PARKED = "parked"
    JOURNAL = "journal"
    INTENTION = "intention"
    COMMITMENT = "commitment"
    AGENDA = "agenda"
    SPENT = "spent"
    CHANCES = "chances"
    KEPT = "kept"
    WRONG_MOMENT = "wrong_moment"
    LOAD = "load"
    ZERO_GAP = "zero_gap"
    LUNCH = "lunch"
    LATE_REPLIES = "late_replies"
    REAL_END = "real_end"
    AWAY = "away"
    NOTICE = "notice"
    PROPOSAL = "proposal"


RANGES = {
    Item.ENERGY: (1, 10),
    Item.SLEEP: (1, 5),
    Item.MOVED: (0, 1),
    Item.COMPANY: (0, 1),
    Item.FULFILMENT: (1, 10),
    Item.PRESENCE: (1, 5),
    Item.SIGN: (0, 2),
    Item.LOOP: (0, 1),
    Item.PARKED: (0, 1),
    Item.JOURNAL: (0, 15),
    Item.INTENTION: (0, 3),
    Item.COMMITMENT: (1, 3),
    Item.AGENDA: (0, 1),
    Item.SPENT: (0, 100_000_000),
    Item.CHANCES: (0, 200),
    Item.KEPT: (0, 200),
    Item.WRONG_MOMENT: (0, 200),
    Item.LOAD: (0, 1500),
    Item.ZERO_GAP: (0, 200),
    Item.LUNCH: (0, 1),
    Item.LATE_REPLIES: (0, 10_000),
    Item.REAL_END: (0, 1500),
    Item.AWAY: (1, 1),
    Item.NOTICE: (1, 2),
    Item.PROPOSAL: (1, 2),
}
"""The least and the most of each item that has a value; the others have words alone."""

NAMED = frozenset(
    {Item.SIGN, Item.LOOP, Item.PARKED, Item.JOURNAL, Item.COMMITMENT, Item.AGENDA, Item.SPENT,
     Item.CHANCES, Item.KEPT, Item.WRONG_MOMENT, Item.REAL_END, Item.NOTICE, Item.PROPOSAL}
)  # fmt: skip
"""The items of which a day may have several, told apart by their names."""

WORDED = frozenset(
    {Item.STATE, Item.FULFILMENT, Item.GOOD_THING, Item.LOOP, Item.PARKED, Item.JOURNAL,
     Item.INTENTION, Item.AGENDA, Item.SPENT}
)  # fmt: skip
"""The items that hold words of hers."""

TAPPED = frozenset(
    {Item.ENERGY, Item.STATE, Item.SLEEP, Item.MOVED, Item.COMPANY, Item.FULFILMENT,
     Item.PRESENCE, Item.SIGN}
)  # fmt: skip
"""What she says of herself: the items by which a day counts as recorded."""


@dataclass(frozen=True, slots=True)
class Entry:
    """On the local *day*: the *item*, its *value* or None, and her own words, or "".

    `name` tells apart what a day has several of: a sign, a practice, a commitment, a number.
    ValueError for a value out of its range, a name that is missing or not wanted, or words
    where there is no place for them. The words never leave memory but for the store.
    """

    day: date
    item: Item
    value: int | None = None
    text: str = field(default="", repr=False)
    name: str = ""

    def __post_init__(self) -> None:
        limits = RANGES.get(self.item)
        if limits is None and self.value is not None:
            raise ValueError(f"{self.item} has words and no value")
        if limits is not None:
            if self.value is None:
                raise ValueError(f"{self.item} has a value")
            if not limits[0] <= self.value <= limits[1]:
                raise ValueError(f"{self.item} goes from {limits[0]} to {limits[1]}")
        if (self.item in NAMED) is not bool(self.name) or len(self.name) > LONGEST_NAME:
            raise ValueError(f"{self.item} has a name only where a day has several")
        if self.text and self.item not in WORDED:
            raise ValueError(f"{self.item} has no words")
        if len(self.text) > LONGEST_TEXT:
            raise ValueError(f"at most {LONGEST_TEXT} characters")

    @property
    def place(self) -> tuple[date, Item, str]:
        """What there is at most one entry of."""
        return self.day, self.item, self.name

    @property
    def number(self) -> int:
        """The value; ValueError for an item that has none."""
        if self.value is None:
            raise ValueError(f"{self.item} has no value")
        return self.value


def noted(entries: Iterable[Entry], new: Entry) -> tuple[Entry, ...]:
    """Return *entries* with *new* in the place of what was there of its day, item and name."""
    kept = [entry for entry in entries if entry.place != new.place]
    return in_order((*kept, new))


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return *entries* by day, then item and name: the order in which everything reads them."""
    return tuple(sorted(entries, key=lambda entry: entry.place))


def free_name(entries: Iterable[Entry], day: date, item: Item) -> str:
    """Return the name for one more entry of *item* on *day*: the next number ("1", "2", ...)."""
    taken = [int(e.name) for e in entries if _numbered(e, day, item)]
    return str(max(taken, default=0) + 1)


def of_day(entries: Iterable[Entry], day: date) -> Iterator[Entry]:
    """Yield those of *entries* that belong to *day*."""
    return (entry for entry in entries if entry.day == day)


def _numbered(entry: Entry, day: date, item: Item) -> bool:
    return entry.day == day and entry.item is item and entry.name.isdecimal()
