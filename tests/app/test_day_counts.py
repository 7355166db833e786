"""What a day leaves as entries: counted when it is over, at its turn or at the next start."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from boundary.app.day_counts import LEFT, DayCounts, left_of
from boundary.app.engine import Engine
from boundary.app.keeping import Keeping
from boundary.clock import Span
from boundary.journal import MemoryJournal, QueuedJournal
from boundary.journal.entries import MemoryEntries
from boundary.reflection.entries import Entry, Item
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.policy import Policy
from boundary.schedule.sessions import Kind, Session
from tests.app.days import ZONE, FakeClock, at

FIRST = date(2026, 12, 1)
DAY = (
    Session("a", Span(at("9:00"), at("9:50")), Kind.SESSION),
    Session("b", Span(at("10:00"), at("10:50")), Kind.SESSION),
)
AWAY = Session("off", Span(at("0:00"), at("0:00", 3)), Kind.AWAY, all_day=True)


@dataclass
class Run:
    """One run of the program, on what an earlier one left."""

    journal: MemoryJournal | QueuedJournal = field(default_factory=MemoryJournal)
    entries: MemoryEntries = field(default_factory=MemoryEntries)
    sessions: tuple[Session, ...] = DAY
    day: int = 1
    twelve: bool = False

    def __post_init__(self) -> None:
        self.clock = FakeClock(at("8:00", self.day))
        self.engine = Engine(self.clock, ZONE, Policy(), WeeklyHours(), self.journal)
        self.keeping = Keeping(self.entries)
        self.counts = DayCounts(Policy)
        self.engine.heard(self.sessions)

    def look(self, wall: str, day: int = 1) -> Run:
        """Let it be *wall*, and look."""
        self.clock.set(at(wall, day))
        self.engine.tick()
        self.counts.look(self, self.clock.now())
        return self

    def again(self, day: int, sessions: tuple[Session, ...] = ()) -> Run:
        """Return the next run, without a word of this one's end."""
        self.engine.close()
        return Run(self.journal, self.entries, sessions, day)

    def of(self, item: Item, day: date = FIRST) -> list[int | None]:
        return [e.value for e in self.keeping.between(day, day) if e.item is item]


def test_a_day_under_way_is_not_counted() -> None:
    assert Run().look("8:00").look("12:00").of(Item.LOAD) == []


def test_a_day_is_counted_once_another_has_begun() -> None:
    assert Run().look("8:00").look("9:00", 2).of(Item.LOAD) == [100]


def test_a_day_that_she_closed_is_counted_at_once() -> None:
    run = Run().look("11:00")
    run.engine.add(FactKind.CLOSED)
    assert run.look("18:00").of(Item.LOAD) == [100]


def test_what_came_after_her_closing_words_is_counted_too() -> None:
    run = Run().look("11:00")
    run.engine.add(FactKind.CLOSED)
    run.look("18:00")
    run.engine.add(FactKind.LUNCH_OVER, "", 1800)
    assert run.look("18:01").of(Item.LUNCH) == [1]


def test_a_day_that_the_program_did_not_outlive_is_counted_at_the_next_start() -> None:
    before = Run().look("8:00").look("16:00")
    assert before.again(2).look("8:00", 2).of(Item.LOAD) == [100]


def test_it_is_counted_after_a_weekend_too() -> None:
    before = Run().look("8:00").look("16:00")
    assert before.again(4).look("8:00", 4).of(Item.LOAD) == [100]


def test_the_facts_of_the_day_before_are_counted_with_it() -> None:
    before = Run().look("9:00")
    before.engine.add(FactKind.NO_SHOW, "a")
    before.look("16:00")
    assert before.again(2).look("8:00", 2).of(Item.LOAD) == [50]


def test_counting_again_changes_nothing() -> None:
    before = Run().look("8:00").look("9:00", 2)
    first = before.entries.between(FIRST, FIRST)
    after = before.again(2).look("8:00", 2).look("9:00", 2)
    assert after.entries.between(FIRST, FIRST) == first


def test_what_is_counted_no_longer_is_gone() -> None:
    run = Run(entries=MemoryEntries([Entry(FIRST, Item.KEPT, 3, name="transition")]))
    assert run.look("8:00").look("9:00", 2).of(Item.KEPT) != [3]


def test_what_she_wrote_stays_where_a_day_is_counted() -> None:
    run = Run(entries=MemoryEntries([Entry(FIRST, Item.ENERGY, 7)]))
    assert run.look("8:00").look("9:00", 2).of(Item.ENERGY) == [7]


def test_a_day_away_is_noted_as_one() -> None:
    run = Run(sessions=(AWAY, *DAY)).look("8:00").look("9:00", 2)
    assert (run.of(Item.AWAY), run.of(Item.LOAD)) == ([1], [])


def test_days_away_on_which_nothing_ran_are_noted_at_the_next_start() -> None:
    run = Run(sessions=(AWAY,), day=3).look("8:00", 3)
    assert [run.of(Item.AWAY, FIRST + timedelta(days=n)) for n in range(3)] == [[1], [1], []]


def test_nothing_is_counted_before_the_store_is_open() -> None:
    earlier = MemoryJournal()
    earlier.remember(LEFT, {"day": "2026-12-01", "away": True, "sessions": []})
    run = Run(QueuedJournal(), sessions=(), day=2).look("8:00", 2)
    assert run.of(Item.AWAY) == []
    assert isinstance(run.journal, QueuedJournal)
    run.journal.opened(earlier)
    assert run.look("8:05", 2).of(Item.AWAY) == [1]


def test_what_another_version_left_is_let_be() -> None:
    assert left_of({"day": 3}) is None


def test_no_title_is_among_what_the_store_is_told() -> None:
    journal = MemoryJournal()
    titled = Session("a", Span(at("9:00"), at("9:50")), Kind.SESSION, title="Marlow T.")
    Run(journal, sessions=(titled,)).look("8:00")
    assert "Marlow" not in str(journal.recall(LEFT))


def test_a_fact_of_the_night_belongs_to_its_own_day() -> None:
    before = Run().look("8:00").look("16:00")
    before.journal.append(Fact(at("7:00", 2), FactKind.LUNCH_OVER, "", 3600))
    assert before.again(3).look("8:00", 3).of(Item.LUNCH) == []
