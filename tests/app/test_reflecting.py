"""Looking back in the running program: what she answers is kept, and windows leave nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from boundary.app.engine import Engine
from boundary.app.habits import NAME, habits_of
from boundary.app.help_desk import help_view
from boundary.app.keeping import Keeping
from boundary.app.reflecting import Reflecting
from boundary.app.reviews_desk import plot_of
from boundary.app.week_desk import day_of_review
from boundary.clock import Span
from boundary.journal import MemoryJournal
from boundary.journal.entries import MemoryEntries
from boundary.reflection.book import Book
from boundary.reflection.entries import Entry, Item
from boundary.reflection.ladder import Rung
from boundary.reflection.series import What, series_of
from boundary.schedule.facts import FactKind
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.kinds import Kind
from boundary.schedule.policy import Policy
from boundary.schedule.sessions import Session
from boundary.settings import Settings
from boundary.ui.monthly_review import MonthlyReview
from boundary.ui.plot_view import Shape
from boundary.ui.theme import LIGHT
from boundary.ui.weekly_review import WeeklyReview
from tests.app.days import ZONE, FakeClock, at

TODAY = date(2026, 12, 4)
"""A Friday."""


@dataclass
class Practice:
    """A practice in memory."""

    engine: Engine
    sessions: tuple[Session, ...] = ()
    keeping: Keeping = field(default_factory=lambda: Keeping(MemoryEntries()))
    twelve: bool = False


@dataclass
class House:
    """What looks back on a practice, and where its files would go."""

    reflecting: Reflecting
    practice: Practice
    clock: FakeClock
    paths: list[str] = field(default_factory=list)

    def page(self, id: str) -> QWidget:
        return dict(self.reflecting.pages())[id](LIGHT)

    def kept(self, item: Item) -> list[Entry]:
        entries = self.practice.keeping.between(TODAY - timedelta(days=400), date.max)
        return [entry for entry in entries if entry.item is item]

    def windows(self) -> list[QWidget]:
        return [w for w in self.reflecting._windows.values() if w.isVisible()]


HOUSES: list[House] = []


@pytest.fixture(autouse=True)
def _let_go(qapp: QApplication) -> Iterator[None]:
    yield
    for house in HOUSES:
        house.reflecting.close()
        house.practice.engine.close()
    HOUSES.clear()
    _delete(qapp)


def _delete(app: QApplication) -> None:
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def house(sessions: Iterable[Session] = (), *entries: Entry, path: str = "") -> House:
    clock = FakeClock(at("12:00", TODAY.day))
    engine = Engine(clock, ZONE, Policy(), WeeklyHours(), MemoryJournal())
    engine.heard(tuple(sessions))
    practice = Practice(engine, tuple(sessions), Keeping(MemoryEntries(entries)))
    reflecting = Reflecting(Settings, clock, lambda: LIGHT, lambda _name, _sort: path)
    reflecting.use(practice)
    made = House(reflecting, practice, clock)
    HOUSES.append(made)
    return made


def button(page: QWidget, name: str) -> QAbstractButton:
    every = page.findChildren(QAbstractButton)
    return next(b for b in every if name in (b.accessibleName(), b.text()))


def said(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def week(made: House) -> WeeklyReview:
    made.reflecting.open_week()
    return next(p for w in made.windows() for p in w.findChildren(WeeklyReview))


def test_what_the_work_gave_is_kept_at_once() -> None:
    made = house()
    week(made).fulfilment.emit(7)
    assert [e.value for e in made.kept(Item.FULFILMENT)] == [7]


def test_a_moment_is_kept_without_a_number() -> None:
    made = house()
    week(made).moment.emit("The slow hour")
    assert [e.text for e in made.kept(Item.JOURNAL)] == ["The slow hour"]


def test_a_number_takes_its_moment_along() -> None:
    made = house()
    page = week(made)
    page.moment.emit("The slow hour")
    page.fulfilment.emit(7)
    assert [(e.value, e.text) for e in made.kept(Item.FULFILMENT)] == [(7, "The slow hour")]
    assert made.kept(Item.JOURNAL) == []


def test_an_answer_taken_back_is_gone() -> None:
    made = house()
    page = week(made)
    page.presence.emit(3)
    page.presence.emit(None)
    assert made.kept(Item.PRESENCE) == []


def test_on_a_monday_the_answers_are_last_weeks() -> None:
    assert day_of_review(date(2026, 12, 7)) == TODAY


def test_an_intention_is_kept_and_shown_in_the_plan() -> None:
    made = house()
    week(made).intended.emit("Leave at five")
    assert "Leave at five" in said(made.page("plan"))


def test_a_month_is_drawn_from_her_entries() -> None:
    entries = [
        Entry(TODAY - timedelta(days=n), Item.ENERGY, 5 + n % 3)
        for n in range(30)
        if (TODAY - timedelta(days=n)).weekday() < 5
    ]
    made = house((), *entries)
    made.reflecting.open_month()
    month = next(p for w in made.windows() for p in w.findChildren(MonthlyReview))
    assert month.panels[0].plot is not None


def test_one_thing_for_supervision_joins_the_agenda() -> None:
    made = house()
    made.reflecting.open_month()
    month = next(p for w in made.windows() for p in w.findChildren(MonthlyReview))
    month.taken.emit("Endings")
    assert "Endings" in said(made.page("commitments"))


def test_a_window_that_is_closed_is_gone_from_memory(qapp: QApplication) -> None:
    made = house()
    made.reflecting.open_month()
    window, gone = made.windows()[0], []
    window.findChildren(MonthlyReview)[0].destroyed.connect(lambda: gone.append(True))
    window.close()
    _delete(qapp)
    assert gone == [True]


def test_a_window_that_stands_is_brought_forward_and_not_made_twice() -> None:
    made = house()
    made.reflecting.open_week()
    made.reflecting.open_week()
    assert len(made.windows()) == 1


def test_a_commitment_is_logged_in_one_tap() -> None:
    made = house()
    page = made.page("commitments")
    button(page, "Keep up: Buddy").click()
    button(page, "Was held: Buddy").click()
    assert [(e.name, e.value) for e in made.kept(Item.COMMITMENT)] == [("buddy", 1)]
    assert "Held today." in said(page)


def test_a_tap_is_taken_back() -> None:
    made = house()
    page = made.page("commitments")
    button(page, "Keep up: Buddy").click()
    button(page, "Was held: Buddy").click()
    button(page, "Take it back: Buddy").click()
    assert made.kept(Item.COMMITMENT) == []


def test_what_was_brought_to_supervision_is_done_with() -> None:
    made = house()
    page = made.page("commitments")
    line = next(
        e
        for e in page.findChildren(QLineEdit)
        if e.accessibleName() == "One more line for supervision"
    )
    line.setText("endings")
    button(page, "Add").click()
    button(page, "Brought: endings").click()
    assert "endings" not in [
        label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)
    ]


def test_a_time_is_looked_for_and_none_is_found_where_nothing_is_known() -> None:
    made = house()
    page = made.page("commitments")
    button(page, "Keep up: Buddy").click()
    button(page, "Look for a time: Buddy").click()
    assert "Nothing is free in most of the next four weeks, within your hours." in said(page)


def test_a_practice_that_she_begins_is_remembered() -> None:
    made = house()
    button(made.page("plan"), "Start with it: A short shutdown").click()
    habits = habits_of(made.practice.engine.journal.recall(NAME), TODAY)
    assert habits.ladder.on == (Rung.RESET_BREATH, Rung.SHUTDOWN)


def test_starting_over_leaves_one() -> None:
    made = house()
    page = made.page("plan")
    button(page, "Start over with one").click()
    button(page, "A weekly review").click()
    habits = habits_of(made.practice.engine.journal.recall(NAME), TODAY)
    assert habits.ladder.on == (Rung.WEEKLY_REVIEW,)


def test_habits_of_another_version_begin_as_they_came() -> None:
    assert habits_of({"ladder": 3}, TODAY) == habits_of(None, TODAY)


def test_habits_are_read_back_as_they_were_remembered() -> None:
    made = house()
    button(made.page("commitments"), "Keep up: Personal therapy").click()
    value = made.practice.engine.journal.recall(NAME)
    assert habits_of(value, TODAY).document() == value


def test_help_has_the_numbers_of_her_zone() -> None:
    numbers = [n.number for n in help_view(Settings(), "America/New_York").lines]
    assert "988" in numbers


def test_help_without_a_country_has_no_numbers() -> None:
    assert help_view(Settings(), "UTC").emergency == ()


def test_help_opens_from_a_review() -> None:
    made = house()
    made.reflecting.open_month()
    button(made.windows()[0], "Help for me").click()
    assert sorted(w.windowTitle() for w in made.windows()) == ["Help", "The month"]


@pytest.mark.parametrize(
    ("way", "title"),
    [
        ("Open: The week", "The week"),
        ("Open: The month", "The month"),
        ("Open: Practice summary", "Practice summary"),
        ("Open: A card for the door", "A card for the door"),
        ("Open: A check-in card", "A check-in card"),
        ("Open: Help for me", "Help"),
    ],
)
def test_each_way_opens_its_window(way: str, title: str) -> None:
    made = house()
    button(made.page("looking_back"), way).click()
    assert [w.windowTitle() for w in made.windows()] == [title]


def test_three_lines_for_a_buddy_are_copied() -> None:
    button(house().page("looking_back"), "Copy: Three lines for a buddy").click()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 3


def test_the_door_card_is_saved_where_she_says(tmp_path: Path) -> None:
    made = house(path=str(tmp_path / "door.pdf"))
    button(made.page("looking_back"), "Open: A card for the door").click()
    button(made.windows()[0], "Save as PDF…").click()
    assert (tmp_path / "door.pdf").read_bytes().startswith(b"%PDF")


def test_a_file_that_she_lets_be_is_not_written(tmp_path: Path) -> None:
    made = house(path="")
    button(made.page("looking_back"), "Open: A card for the door").click()
    button(made.windows()[0], "Save as PDF…").click()
    assert list(tmp_path.iterdir()) == []


def test_a_lunch_is_saved_for_her_calendar(tmp_path: Path) -> None:
    day = TODAY.day + 3
    spans = (("9:00", "9:50"), ("11:00", "11:50"), ("12:30", "13:20"), ("14:00", "14:50"))
    booked = [Session(s, Span(at(s, day), at(e, day)), Kind.SESSION) for s, e in spans]
    made = house(booked, path=str(tmp_path / "lunch.ics"))
    button(made.page("looking_back"), "Save for my calendar…: A lunch").click()
    assert "SUMMARY:Lunch" in (tmp_path / "lunch.ics").read_text()


def test_a_day_that_is_closed_is_counted() -> None:
    made = house([Session("a", Span(at("9:00", 4), at("9:50", 4)), Kind.SESSION)])
    made.practice.engine.add(FactKind.CLOSED)
    made.reflecting.look()
    made.clock.set(at("12:31", TODAY.day))
    made.reflecting.look()
    assert [e.value for e in made.kept(Item.LOAD)] == [50]


def test_a_day_that_is_over_is_counted_once_another_begins() -> None:
    made = house([Session("a", Span(at("9:00", 4), at("9:50", 4)), Kind.SESSION)])
    made.reflecting.look()
    made.clock.set(at("0:05", TODAY.day + 1))
    made.practice.engine.tick()
    made.reflecting.look()
    assert [(e.day, e.value) for e in made.kept(Item.LOAD)] == [(TODAY, 50)]


def test_a_title_of_the_day_is_asked_about() -> None:
    one = Session("a", Span(at("9:00", 4), at("9:50", 4)), Kind.SESSION, title="Marlow T.")
    assert house([one]).reflecting.asks("marlow again") != ""


def test_a_days_plot_is_a_band_and_a_weeks_are_columns() -> None:
    book = Book([Entry(TODAY - timedelta(days=n), Item.LOAD, 300) for n in range(12)], TODAY)
    assert plot_of(series_of(book, What.LOAD)).shape is Shape.COLUMNS
    assert plot_of(series_of(book, What.ENERGY)).empty
