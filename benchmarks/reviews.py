"""How long the monthly review takes of ten years of entries: `python -m benchmarks.reviews`.

Everything that the review shows, from an encrypted store on the disk: once of one year (250
workdays) and once of ten (2,500), read and reckoned in turn. The aim is less than 1.5 times as
long. Retention would have emptied most of the ten years; here nothing was ever deleted.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from boundary.journal import open_journal
from boundary.journal.entries import Entries, open_entries
from boundary.reflection.book import Book
from boundary.reflection.commitments import Commitment, kept_up, logged, standing
from boundary.reflection.entries import Entry, Item
from boundary.reflection.prompts import prompt_of
from boundary.reflection.reviews import LOOK, MonthlyReview, monthly_review
from boundary.reflection.signs import Noticed, Sign, sign_entries

AIM = 1.5
RUNS = 25
YEAR, DECADE = 250, 2500
KEY = bytes(range(32))
TODAY = date(2026, 11, 30)


def workdays(count: int) -> list[date]:
    """Return the last *count* workdays up to today, the oldest first."""
    days: list[date] = []
    day = TODAY
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day)
        day -= timedelta(days=1)
    return days[::-1]


def lived(day: date, chance: random.Random) -> Iterator[Entry]:
    """Yield what a full day leaves behind when every practice is on."""
    yield Entry(day, Item.ENERGY, chance.randint(3, 9))
    yield Entry(day, Item.STATE, text="calm")
    yield Entry(day, Item.SLEEP, chance.randint(1, 5))
    yield Entry(day, Item.MOVED, chance.randint(0, 1))
    yield Entry(day, Item.COMPANY, chance.randint(0, 1))
    yield Entry(day, Item.LOAD, chance.randint(100, 360))
    yield Entry(day, Item.ZERO_GAP, chance.randint(0, 3))
    yield Entry(day, Item.LUNCH, chance.randint(0, 1))
    yield Entry(day, Item.LATE_REPLIES, chance.randint(0, 1))
    for name in ("micro_break", "transition", "shutdown"):
        yield Entry(day, Item.CHANCES, 3, name=name)
        yield Entry(day, Item.KEPT, chance.randint(0, 3), name=name)
    for number in range(1, 6):
        yield Entry(day, Item.REAL_END, chance.randint(48, 58), name=f"50/{number}")
    yield Entry(day, Item.LOOP, 1, "the next action\nFriday", "1")
    yield Entry(day, Item.JOURNAL, 5, "what there was to say of it " * 20, prompt_of(day).value)
    if day.weekday() == 4:
        yield Entry(day, Item.FULFILMENT, chance.randint(3, 9), "a moment")
        yield Entry(day, Item.PRESENCE, chance.randint(1, 5))
        yield from sign_entries(day, {sign: Noticed(chance.randint(0, 2)) for sign in Sign})
        yield logged(day, Commitment.SUPERVISION)


def store_of(path: Path, days: int) -> Entries:
    """Make a store at *path* with so many *days* and return its entries, open."""
    open_journal(path, KEY).close()
    entries = open_entries(path, KEY)
    chance = random.Random(days)
    entries.note(*(entry for day in workdays(days) for entry in lived(day, chance)))
    return entries


def review(entries: Entries) -> MonthlyReview:
    """Read what the review needs and return all that it shows."""
    book = Book(entries.between(TODAY - LOOK, TODAY), TODAY)
    kept = [kept_up(commitment, TODAY - LOOK) for commitment in Commitment]
    return monthly_review(book, [standing(book, each) for each in kept])


def main() -> int:
    """Print the medians and their ratio; return 1 where the aim is missed."""
    took: dict[int, list[float]] = {YEAR: [], DECADE: []}
    with TemporaryDirectory(prefix="benchmarks-") as name:
        stores = {days: store_of(Path(name) / f"{days}.db", days) for days in took}
        for _ in range(RUNS):
            for days, entries in stores.items():
                began = time.perf_counter()
                review(entries)
                took[days].append((time.perf_counter() - began) * 1000)
        for entries in stores.values():
            entries.close()
    one, ten = median(took[YEAR]), median(took[DECADE])
    print(
        f"monthly review: one year {one:.1f} ms, ten years {ten:.1f} ms,"
        f" {ten / one:.2f}x (aim below {AIM}x)"
    )
    return 0 if ten < AIM * one else 1


if __name__ == "__main__":
    sys.exit(main())
