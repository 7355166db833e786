"""How long entries are kept: thirteen months of taps, ninety days of her own words.

The store does the same to its table every night; this is the rule for what lies in memory, and
for what a change of it would do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from boundary.reflection.entries import RANGES, Entry


@dataclass(frozen=True, slots=True)
class Retention:
    """How old what may become. Schedules (30 days) and titles (none) are no entries."""

    taps: timedelta = timedelta(days=396)
    words: timedelta = timedelta(days=90)


DEFAULT = Retention()


def kept(
    entries: Iterable[Entry], today: date, retention: Retention = DEFAULT
) -> tuple[Entry, ...]:
    """Return what is left of *entries* on *today*: old ones gone, older words taken out.

    An entry that had words alone stays as the trace that there was one.
    """
    found = []
    for entry in entries:
        age = today - entry.day
        if age <= retention.taps:
            wordless = entry.text and age > retention.words
            found.append(replace(entry, text="") if wordless else entry)
    return tuple(found)


def words_left(entry: Entry, today: date, retention: Retention = DEFAULT) -> timedelta | None:
    """Return how long the words of *entry* are still kept on *today*, None where it has none."""
    if not entry.text:
        return None
    return max(retention.words - (today - entry.day), timedelta(0))


def is_tap(entry: Entry) -> bool:
    """Tell whether *entry* is more than words: a number that outlives them."""
    return entry.item in RANGES
