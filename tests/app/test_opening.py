"""The opening, the evening journal and the parked thought: what is shown, kept and let go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from boundary.app.journaling import Journaling, Parking
from boundary.app.keeping import Keeping
from boundary.app.opening import Opening, Opens
from boundary.journal import MemoryJournal
from boundary.journal.entries import MemoryEntries
from boundary.reflection.entries import Entry, Item
from boundary.ui import theme
from boundary.ui.column import Column
from boundary.ui.opening_words import Morning, joins_words
from boundary.ui.theme import LIGHT
from tests.app.evenings import DAY

EVENING = DAY - timedelta(days=1)
KEY = Entry(EVENING, Item.PARKED, 0, "the room key", "tomorrow")
FULL = ("workspace", "shape", "sit_mindful", "intention")
WORDS = Morning("Six sessions.", 2, 1, sit="Sit.", breath="Breathe.", intention="One word?")
PROMPT = ("went_well", "What went well today?")


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    theme.apply(qapp, LIGHT, letters=1.0)


@pytest.fixture
def entries() -> MemoryEntries:
    return MemoryEntries()


@pytest.fixture
def journal() -> MemoryJournal:
    return MemoryJournal()


@pytest.fixture
def opening(entries: MemoryEntries, journal: MemoryJournal) -> Iterator[Opening]:
    one = Opening(journal, Keeping(entries), LIGHT)
    one.wear(LIGHT, reduced_motion=True)
    yield one
    one.clear(at_once=True)


@pytest.fixture
def journaling(entries: MemoryEntries) -> Iterator[Journaling]:
    one = Journaling(Keeping(entries), LIGHT)
    one.wear(LIGHT, reduced_motion=True)
    yield one
    one.clear(at_once=True)


@pytest.fixture
def parking(entries: MemoryEntries) -> Iterator[Parking]:
    one = Parking(Keeping(entries), lambda: ("Ypsilon appointment",))
    yield one
    one.clear()


def step(window: Column | None) -> str:
    assert window is not None
    assert window.page is not None
    return window.page.id


def focus(window: QWidget | None) -> QWidget:
    """Return what takes the keys of *window*."""
    assert window is not None
    focused: QWidget | None = window.focusWidget()
    return window if focused is None else focused


def press(window: QWidget | None, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focus(window), key)


def walk(opening: Opening) -> list[str]:
    """Press Enter to the end; return the steps that were there."""
    seen = []
    while opening.window is not None:
        seen.append(step(opening.window))
        press(opening.window, Qt.Key.Key_Return)
    return seen


def test_the_short_opening_is_the_shape_and_a_breath(opening: Opening) -> None:
    opening.begin(Opens(DAY, ("shape", "sigh"), WORDS))
    assert walk(opening) == ["shape", "sigh"]


def test_the_full_opening_looks_at_the_room_first(opening: Opening) -> None:
    opening.begin(Opens(DAY, FULL, WORDS))
    assert walk(opening) == list(FULL)


def test_the_light_comes_up_with_the_steps(opening: Opening) -> None:
    opening.begin(Opens(DAY, FULL, WORDS))
    levels = []
    while opening.window is not None:
        levels.append(opening.window.light.level)
        press(opening.window, Qt.Key.Key_Return)
    assert levels[0] == 0.0
    assert levels[-1] == 1.0
    assert levels == sorted(levels)


def test_the_end_of_the_last_step_opens_the_day(opening: Opening, qtbot: QtBot) -> None:
    opening.begin(Opens(DAY, ("shape",), WORDS))
    with qtbot.waitSignal(opening.opened, timeout=1000):
        press(opening.window, Qt.Key.Key_Return)


def test_what_was_parked_last_evening_is_shown_once(
    opening: Opening, entries: MemoryEntries
) -> None:
    entries.note(KEY)
    opening.begin(Opens(DAY, ("shape",), WORDS))
    assert walk(opening) == ["parked", "shape"]
    opening.begin(Opens(DAY + timedelta(days=1), ("shape",), WORDS))
    assert walk(opening) == ["shape"]


def test_what_was_parked_keeps_its_words_once_shown(
    opening: Opening, entries: MemoryEntries
) -> None:
    entries.note(KEY)
    opening.begin(Opens(DAY, ("shape",), WORDS))
    walk(opening)
    assert [(e.value, e.text) for e in entries.between(EVENING, EVENING)] == [(1, "the room key")]


def test_what_was_parked_long_ago_is_not_brought_up(
    opening: Opening, entries: MemoryEntries
) -> None:
    entries.note(Entry(DAY - timedelta(days=40), Item.PARKED, 0, "old", "tomorrow"))
    opening.begin(Opens(DAY, ("shape",), WORDS))
    assert step(opening.window) == "shape"


def test_an_opening_that_was_cut_off_goes_on_where_it_was(
    opening: Opening, journal: MemoryJournal, entries: MemoryEntries
) -> None:
    opening.begin(Opens(DAY, FULL, WORDS))
    press(opening.window, Qt.Key.Key_Return)
    after = Opening(journal, Keeping(entries), LIGHT)
    after.begin(Opens(DAY, FULL, WORDS))
    assert step(after.window) == "shape"
    after.clear(at_once=True)


def test_another_morning_begins_anew(opening: Opening) -> None:
    opening.begin(Opens(DAY, FULL, WORDS))
    press(opening.window, Qt.Key.Key_Return)
    opening.begin(Opens(DAY + timedelta(days=1), FULL, WORDS))
    assert step(opening.window) == "workspace"


def test_esc_lets_the_opening_go(opening: Opening, qtbot: QtBot) -> None:
    opening.begin(Opens(DAY, FULL, WORDS))
    with qtbot.waitSignal(opening.left, timeout=1000):
        press(opening.window, Qt.Key.Key_Escape)
    assert opening.window is None


def test_roomy_joins_need_no_advice() -> None:
    assert joins_words(0, 0) == ""


def test_the_advice_on_joins_leaves_the_calendar_to_her() -> None:
    assert joins_words(2, 1) == (
        "One join has no room. Two joins are tight. "
        "Fifty minutes booked in sixty would open them. The calendar is yours."
    )


def test_the_journal_asks_how_long_and_then_one_prompt(journaling: Journaling) -> None:
    journaling.begin(DAY, PROMPT)
    assert step(journaling.window) == "length"
    press(journaling.window, Qt.Key.Key_Return)
    window = journaling.window
    assert window is not None
    assert window.page is not None
    assert window.page.title == PROMPT[1]


def test_enter_is_a_new_line_in_the_journal_and_esc_keeps_what_is_written(
    journaling: Journaling, entries: MemoryEntries
) -> None:
    journaling.begin(DAY, PROMPT)
    press(journaling.window, Qt.Key.Key_2, Qt.Key.Key_Return)
    QTest.keyClicks(focus(journaling.window), "the walk")
    press(journaling.window, Qt.Key.Key_Return)
    QTest.keyClicks(focus(journaling.window), "the sun")
    press(journaling.window, Qt.Key.Key_Escape)
    assert journaling.window is None
    assert entries.between(DAY, DAY) == (
        Entry(DAY, Item.JOURNAL, 15, "the walk\nthe sun", "went_well"),
    )


def test_what_was_written_is_there_when_the_journal_comes_again(
    journaling: Journaling, entries: MemoryEntries
) -> None:
    entries.note(Entry(DAY, Item.JOURNAL, 5, "the walk", "went_well"))
    journaling.begin(DAY, PROMPT)
    press(journaling.window, Qt.Key.Key_Return)
    window = journaling.window
    assert window is not None
    assert window.page is not None
    assert getattr(window.page.body, "text", "") == "the walk"


def test_a_parked_thought_is_kept_for_tomorrow(
    parking: Parking, entries: MemoryEntries, qtbot: QtBot
) -> None:
    parking.begin(DAY)
    QTest.keyClicks(focus(parking.window), "the room key")
    press(parking.window, Qt.Key.Key_Return)
    assert [(e.value, e.text) for e in entries.between(DAY, DAY)] == [(0, "the room key")]
    qtbot.waitUntil(lambda: "Kept for tomorrow." in said(parking.window))


def said(window: QWidget | None) -> list[str]:
    assert window is not None
    return [label.text() for label in window.findChildren(QLabel) if not label.isHidden()]


def test_a_parked_thought_that_names_an_appointment_asks_once_and_is_kept(
    parking: Parking, entries: MemoryEntries
) -> None:
    parking.begin(DAY)
    QTest.keyClicks(focus(parking.window), "ask ypsilon")
    press(parking.window, Qt.Key.Key_Return)
    assert entries.between(DAY, DAY) == ()
    press(parking.window, Qt.Key.Key_Return)
    assert [e.text for e in entries.between(DAY, DAY)] == ["ask ypsilon"]


def test_a_second_thought_is_kept_beside_the_first(
    parking: Parking, entries: MemoryEntries
) -> None:
    for words in ("one", "two"):
        parking.begin(DAY)
        QTest.keyClicks(focus(parking.window), words)
        press(parking.window, Qt.Key.Key_Return)
    assert [e.text for e in entries.between(DAY, DAY)] == ["one", "two"]


def test_esc_leaves_the_thought_unparked(parking: Parking, entries: MemoryEntries) -> None:
    parking.begin(DAY)
    QTest.keyClicks(focus(parking.window), "never mind")
    press(parking.window, Qt.Key.Key_Escape)
    assert parking.window is None
    assert entries.between(DAY, DAY) == ()


def test_words_written_before_the_store_opens_are_kept_once_it_does() -> None:
    keeping, entries = Keeping(), MemoryEntries()
    keeping.keep(KEY)
    assert keeping.between(EVENING, EVENING) == (KEY,)
    keeping.opened(entries)
    assert entries.between(EVENING, EVENING) == (KEY,)
