"""The mirror: when her sessions really end, for each length that she books.

From five ends that she gave herself or that the microphone gave; a calendar's word is no
evidence. It holds up what is, and asks for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from boundary.language import tr, trn
from boundary.reflection.book import Book
from boundary.reflection.entries import Item

EVIDENCE = 5
"""Ends that must be known before anything is said of a length."""

DAYS = 60
LEAST = 2
"""Minutes by which an end must differ to be worth a word."""


@dataclass(frozen=True, slots=True)
class Mirrored:
    """Sessions *booked* for so many minutes really *end* after so many, by *ends* of them."""

    booked: int
    end: int
    ends: int

    @property
    def over(self) -> int:
        """Minutes past the booked end; below 0 where they end early."""
        return self.end - self.booked


def real_ends(book: Book) -> tuple[Mirrored, ...]:
    """Return what is known of each booked length, the most frequent first; of the last 60 days."""
    found: dict[int, list[int]] = {}
    for entry in book.within(Item.REAL_END, DAYS, None):
        length = entry.name.partition("/")[0]
        if length.isdecimal():
            found.setdefault(int(length), []).append(entry.number)
    mirrored = [
        Mirrored(booked, round(median(ends)), len(ends))
        for booked, ends in found.items()
        if len(ends) >= EVIDENCE
    ]
    return tuple(sorted(mirrored, key=lambda one: (-one.ends, one.booked)))


def mirror_words(mirrored: Mirrored) -> str:
    """Return what the mirror says of one length, in two short sentences or one."""
    over = mirrored.over
    if over >= LEAST:
        return trn(
            "Your {booked}s end at {end}. The one minute comes out of your breaks.",
            "Your {booked}s end at {end}. The {over} minutes come out of your breaks.",
            over,
        ).format(booked=mirrored.booked, end=mirrored.end, over=over)
    if over <= -LEAST:
        return tr("Your {booked}s end at {end}: the breaks after them are a little longer.").format(
            booked=mirrored.booked, end=mirrored.end
        )
    return tr("Your {booked}s end as booked. The breaks after them are whole.").format(
        booked=mirrored.booked
    )


def first_mirror(gaps: Iterable[int]) -> str:
    """Return the one look back at the days of watching: *gaps* in whole minutes, "" without one."""
    known = list(gaps)
    short = sum(gap < 5 for gap in known)
    if not known:
        return ""
    return trn("{count} gap, {short} under 5 minutes.", "{count} gaps, {short} under 5 minutes.",
               len(known)).format(count=len(known), short=short)  # fmt: skip
