"""What the day's ends ask and tell beside their own steps, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from boundary.app.asking import Asking, notice_page, offer_words, parked_words, question_page
from boundary.app.habits import Habits, habits_of
from boundary.app.keeping import Keeping
from boundary.app.opening import Opening, Opens
from boundary.journal import MemoryJournal
from boundary.journal.entries import MemoryEntries
from boundary.reflection.book import Book
from boundary.reflection.entries import Entry, Item
from boundary.reflection.ladder import Ladder
from boundary.reflection.notices import DISMISSED, SHOWN, Notice, Offer, Where, next_notice
from boundary.reflection.trends import Rule
from boundary.ui import theme
from boundary.ui.opening_words import Morning
from boundary.ui.step_page import Choices
from boundary.ui.theme import LIGHT
from tests.app.evenings import DAY, OPEN, Closed, closed, evening

LOW = tuple(
    Entry(DAY - timedelta(days=n), Item.ENERGY, 7 if n > 2 else 3) for n in range(20, -1, -1)
)
"""Weeks of sevens, and three low days up to today."""


@dataclass
class Looked:
    """A practice to look at: its entries and her habits."""

    entries: MemoryEntries = field(default_factory=MemoryEntries)
    asked: Item | None = None

    @dataclass
    class Known:
        book: Book
        habits: Habits

    def known(self) -> Looked.Known:
        entries = self.entries.between(DAY - timedelta(days=400), DAY)
        return self.Known(Book(entries, DAY), Habits(Ladder(DAY), asked=self.asked))

    def keep(self, *entries: Entry) -> None:
        self.entries.note(*entries)

    def drop(self, *entries: Entry) -> None:
        self.entries.drop(*entries)

    def of(self, item: Item) -> list[tuple[int | None, str]]:
        return [(e.value, e.text) for e in self.entries.between(DAY, DAY) if e.item is item]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, LIGHT, letters=1.0)
    yield
    while OPEN:
        OPEN.pop().closing.clear(at_once=True)


def low() -> Looked:
    return Looked(MemoryEntries(LOW))


def begun(looked: Looked, before: Closed | None = None) -> Closed:
    """Return a shutdown that has begun over *looked*, or goes on from the run *before*."""
    one = closed(entries=looked.entries) if before is None else before.again()
    one.closing.asking = Asking(looked)
    one.closing.begin(evening())
    return one


def steps(one: Closed) -> list[str]:
    """Return all steps of *one*, to the last."""
    found = [one.step]
    while one.step != "phrase":
        one.enter()
        found.append(one.step)
    return found


def test_nothing_is_asked_or_told_beside_the_steps_as_it_comes() -> None:
    assert steps(begun(Looked())) == ["reply", "notes_slot", "energy", "put_away", "phrase"]


def test_a_question_that_she_turned_on_follows_the_energy() -> None:
    found = steps(begun(Looked(asked=Item.MOVED)))
    assert found[found.index("energy") + 1] == "moved"


def test_only_one_is_asked() -> None:
    assert "company" not in steps(begun(Looked(asked=Item.MOVED)))


def test_sleep_is_nothing_for_the_evening() -> None:
    assert Asking(Looked(asked=Item.SLEEP)).evening(DAY) == ()


@pytest.mark.parametrize(("key", "value"), [(Qt.Key.Key_1, 1), (Qt.Key.Key_2, 0)])
def test_an_answer_is_an_entry(key: Qt.Key, value: int) -> None:
    looked = Looked(asked=Item.COMPANY)
    one = begun(looked)
    one.to("company")
    one.press(key)
    assert looked.of(Item.COMPANY) == [(value, "")]


def test_a_notice_comes_behind_the_energy_of_the_evening() -> None:
    looked = Looked(MemoryEntries(LOW[:-1]))
    one = begun(looked)
    one.to("energy")
    one.press(Qt.Key.Key_3)
    one.enter()
    assert one.step == "notice"


def test_a_notice_is_noted_as_shown_once_it_is_on_the_screen() -> None:
    looked = low()
    one = begun(looked)
    one.to("energy")
    before = looked.of(Item.NOTICE)
    one.to("notice")
    assert (before, looked.of(Item.NOTICE)) == ([], [(SHOWN, "")])


def test_a_notice_that_she_wants_no_more_is_noted_so() -> None:
    looked = low()
    one = begun(looked)
    one.to("notice")
    one.press(Qt.Key.Key_2)
    assert looked.of(Item.NOTICE) == [(DISMISSED, "")]


def test_a_dismissed_rule_is_quiet_for_thirty_days() -> None:
    looked = low()
    one = begun(looked)
    one.to("notice")
    one.press(Qt.Key.Key_2)
    later = DAY + timedelta(days=29)
    days = (Entry(later - timedelta(days=n), Item.ENERGY, 3) for n in range(3))
    again = [*looked.entries.between(DAY - timedelta(days=400), DAY), *days]
    notice = next_notice(Book(again, later), Where.SHUTDOWN)
    assert notice is None or notice.rule is not Rule.LOW_DAYS


def test_what_a_notice_offers_waits_for_the_opening() -> None:
    looked = low()
    one = begun(looked)
    one.to("notice")
    one.press(Qt.Key.Key_1)
    assert looked.of(Item.PARKED) == [(0, "One thing today could be shorter.")]


def test_an_offer_taken_back_for_quiet_leaves_nothing_for_the_morning() -> None:
    looked = low()
    one = begun(looked)
    one.to("notice")
    one.press(Qt.Key.Key_1, Qt.Key.Key_2)
    assert looked.of(Item.PARKED) == []


def test_a_shutdown_that_was_cut_off_on_a_notice_shows_the_same() -> None:
    looked = low()
    one = begun(looked)
    one.to("notice")
    assert begun(looked, one).step == "notice"


def test_a_notice_that_is_gone_when_the_shutdown_goes_on_is_no_step_any_more() -> None:
    one = begun(low())
    one.to("notice")
    assert "notice" not in steps(begun(Looked(), one))


def test_the_evening_offers_only_what_an_evening_can_do() -> None:
    page = notice_page(Notice(Rule.SLOPE, "Lower.", (Offer.TO_SUPERVISION,)))
    assert isinstance(page.body, Choices)
    assert [id for id, _ in page.body.options] == ["dismiss"]


def test_each_offer_of_the_evening_leaves_a_line() -> None:
    assert {offer.value for offer in offer_words()} == set(parked_words())


def test_sleep_is_asked_in_the_opening_once() -> None:
    looked = Looked(asked=Item.SLEEP)
    asking = Asking(looked)
    first = asking.morning(DAY)
    asking.answered("sleep", "4", DAY)
    assert (first, asking.morning(DAY), looked.of(Item.SLEEP)) == (("sleep",), (), [(4, "")])


def test_the_opening_takes_the_answer() -> None:
    looked = Looked(asked=Item.SLEEP)
    opening = Opening(MemoryJournal(), Keeping(looked.entries), LIGHT)
    opening.asking = Asking(looked)
    opening.wear(LIGHT, reduced_motion=True)
    opening.begin(Opens(DAY, ("shape",), Morning("Six sessions.")))
    assert opening.window is not None
    assert opening.window.page is not None
    assert opening.window.page.id == "sleep"
    opening.window.answered.emit("sleep", "2")
    opening.clear(at_once=True)
    assert looked.of(Item.SLEEP) == [(2, "")]


def test_an_answer_given_before_is_marked() -> None:
    body = question_page(Item.MOVED, 0).body
    assert isinstance(body, Choices)
    assert body.chosen == "0"


def test_what_she_is_asked_is_remembered() -> None:
    habits = replace(Habits(Ladder(DAY)), asked=Item.SLEEP)
    assert habits_of(habits.document(), DAY) == habits


def test_habits_from_before_there_were_questions_ask_none() -> None:
    document = Habits(Ladder(DAY)).document()
    del document["asked"]
    assert habits_of(document, DAY).asked is None
