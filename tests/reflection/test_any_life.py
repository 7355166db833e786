"""Whatever was noted, on whatever days: nothing fails, and the quiet is kept."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from boundary.reflection.book import Book
from boundary.reflection.commitments import Commitment, kept_up, standing
from boundary.reflection.entries import NAMED, RANGES, WORDED, Entry, Item
from boundary.reflection.ladder import Ladder, Rung, offered, page
from boundary.reflection.notices import QUIET, STOPPED, Where, dismissed, next_notice, shown
from boundary.reflection.proposals import propose
from boundary.reflection.reviews import monthly_review, weekly_review
from boundary.reflection.signs import Sign
from boundary.reflection.slots import weekday_loads
from boundary.reflection.summary import buddy_summary, summary_lines
from boundary.reflection.trends import GOOD, Rule
from boundary.schedule.policy import Level, Practice
from tests.reflection.builders import MONDAY

DAY = timedelta(days=1)
TODAY = MONDAY + timedelta(days=60)
DAYS = st.integers(-500, 70).map(lambda n: MONDAY + n * DAY)
NAMES = {
    Item.SIGN: [*(s.value for s in Sign), "x"],
    Item.COMMITMENT: [*(c.value for c in Commitment), "x"],
    Item.NOTICE: [*(r.value for r in Rule), "g99"],
    Item.REAL_END: ["50/1", "50/2", "x"],
    Item.KEPT: [p.value for p in Practice],
    Item.CHANCES: [p.value for p in Practice],
}


@st.composite
def any_entry(draw: st.DrawFn) -> Entry:
    item = draw(st.sampled_from(list(Item)))
    limits = RANGES.get(item)
    value = None if limits is None else draw(st.integers(*limits))
    name = draw(st.sampled_from(NAMES.get(item, ["1", "2"]))) if item in NAMED else ""
    text = draw(st.text(max_size=5)) if item in WORDED else ""
    return Entry(draw(DAYS), item, value, text, name)


@settings(deadline=None)
@given(st.lists(any_entry(), max_size=40), st.sets(DAYS, max_size=10))
def test_any_entries_make_reviews_a_page_and_a_summary(
    entries: list[Entry], away: set[date]
) -> None:
    book = Book(entries, TODAY, away=away, holidays=away)
    kept = [kept_up(commitment, MONDAY) for commitment in Commitment]
    standings = [standing(book, each) for each in kept]
    ladder = Ladder(MONDAY, tuple(Rung))

    assert len(weekly_review(book, standings).questions) == 5
    assert len(monthly_review(book, standings).series) == 7
    assert len(page(ladder, book).on) == len(Rung)
    assert offered(ladder, book) is None
    assert len(buddy_summary(book, standings)) == 3
    assert all(line.words for line in summary_lines(book, ladder, kept, MONDAY, TODAY))
    assert all(0 <= load.weekday <= 6 for load in weekday_loads(book))
    for practice in Practice:
        propose(book, practice, Level.HOLD)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 10), st.integers(1, 5), st.booleans()), max_size=70))
def test_the_quiet_is_kept_through_any_months(lived: list[tuple[int, int, bool]]) -> None:
    entries: list[Entry] = []
    said: list[tuple[date, Rule, bool]] = []
    for n, (energy, sleep, dismiss) in enumerate(lived):
        day = MONDAY + n * DAY
        entries += [Entry(day, Item.ENERGY, energy), Entry(day, Item.SLEEP, sleep)]
        where = Where.WEEKLY if day.weekday() == 4 else Where.SHUTDOWN
        found = next_notice(Book(entries, day), where, ("Supervision waits.",))
        if found is not None:
            entries.append(dismissed(found, day) if dismiss else shown(found, day))
            said.append((day, found.rule, dismiss))

    for place, (day, rule, gone) in enumerate(said):
        for later, other, _ in said[place + 1 :]:
            if (rule in GOOD) == (other in GOOD):
                assert later - day >= QUIET
            if gone and other is rule:
                assert later - day >= STOPPED
