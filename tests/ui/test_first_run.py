"""The first run's window: four pages, by keyboard alone, and nothing told that she did not do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from boundary.ui.day_view import FactLine
from boundary.ui.first_run import FirstRunWindow
from boundary.ui.first_run_words import (
    CalendarView,
    Desktop,
    EndsView,
    KeyView,
    Page,
    desktop_of,
    place_words,
    placing_steps,
)
from boundary.ui.theme import LIGHT
from tests.ui.previews import preview

ADDRESS = "https://calendar.example/secret.ics"

Show = Callable[[], FirstRunWindow]


@pytest.fixture
def window(qtbot: QtBot) -> FirstRunWindow:
    """Return the first page, shown."""
    window = FirstRunWindow(LIGHT, choose=lambda _parent, _folder: "/calendars/practice.ics")
    qtbot.addWidget(window)
    window.show()
    return window


def button(window: FirstRunWindow, words: str) -> QAbstractButton:
    return next(
        b for b in window.findChildren(QAbstractButton) if b.text() == words and b.isVisible()
    )


def texts(window: FirstRunWindow) -> str:
    return "\n".join(x.text() for x in window.findChildren(QLabel) if x.isVisible())


def press(window: FirstRunWindow, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    """Press *key* where the focus is."""
    modifiers = held[0] if held else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(window.focusWidget(), key, modifiers)


def through(window: FirstRunWindow, page: Page) -> None:
    """Go on until *page* is shown."""
    while window.page is not page:
        window.go_on()


def test_what_she_pastes_is_looked_at_with_enter(window: FirstRunWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(window.calendar.address, ADDRESS)
    with qtbot.waitSignal(window.address_given, timeout=1000) as said:
        press(window, Qt.Key.Key_Return)
    assert said.args == [ADDRESS]


def test_without_an_address_there_is_nothing_to_look_at(window: FirstRunWindow) -> None:
    assert not button(window, "Look at it").isEnabled()


def test_a_file_is_told(window: FirstRunWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.path_given, timeout=1000) as said:
        button(window, "Choose a file…").click()
    assert said.args == ["/calendars/practice.ics"]


def test_signing_in_is_told(window: FirstRunWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.other_wanted, timeout=1000):
        button(window, "Sign in…").click()


def test_the_sample_goes_on(window: FirstRunWindow) -> None:
    button(window, "Show me the sample day").click()
    assert window.page is Page.ENDS


def test_while_it_is_looked_nothing_else_can_begin(window: FirstRunWindow) -> None:
    QTest.keyClicks(window.calendar.address, ADDRESS)
    window.show_calendar(CalendarView(looking="Looking…"))
    assert not button(window, "Look at it").isEnabled()


def test_a_trouble_leaves_what_she_pasted(window: FirstRunWindow) -> None:
    QTest.keyClicks(window.calendar.address, ADDRESS)
    window.show_calendar(CalendarView(trouble=FactLine("No such server.", "Check.", trouble=True)))
    told = [label.text() for label in window.findChildren(QLabel)]
    assert (window.calendar.text, "No such server." in told) == (ADDRESS, True)


def test_the_address_is_forgotten_with_the_window(window: FirstRunWindow) -> None:
    QTest.keyClicks(window.calendar.address, ADDRESS)
    window.close()
    assert window.calendar.text == ""


def test_an_employers_computer_has_its_notice(window: FirstRunWindow) -> None:
    box = window.findChildren(QCheckBox)[0]
    box.click()
    assert "Not installing it here is a good choice." in texts(window)


def test_the_preview_is_a_page(window: FirstRunWindow) -> None:
    window.show_sessions(preview())
    assert (window.page, button(window, "Just watch first").isEnabled()) == (Page.SESSIONS, True)


def test_a_tick_in_the_preview_is_told(window: FirstRunWindow, qtbot: QtBot) -> None:
    window.show_sessions(preview())
    with qtbot.waitSignal(window.ticked, timeout=1000) as said:
        press(window, Qt.Key.Key_Space)
    assert said.args == [0, False]


def test_enter_says_that_these_are_her_sessions(window: FirstRunWindow, qtbot: QtBot) -> None:
    window.show_sessions(preview())
    with qtbot.waitSignal(window.accepted, timeout=1000) as said:
        press(window, Qt.Key.Key_Return)
    assert said.args == [False]


def test_just_watch_first_is_told(window: FirstRunWindow, qtbot: QtBot) -> None:
    window.show_sessions(preview())
    with qtbot.waitSignal(window.accepted, timeout=1000) as said:
        button(window, "Just watch first").click()
    assert said.args == [True]


def test_back_from_the_preview_is_told(window: FirstRunWindow, qtbot: QtBot) -> None:
    window.show_sessions(preview())
    with qtbot.waitSignal(window.preview_left, timeout=1000):
        button(window, "Back").click()
    assert window.page is Page.CALENDAR


@pytest.mark.parametrize("page", [Page.ENDS, Page.KEY, Page.BREATH])
def test_back_always_works(window: FirstRunWindow, page: Page) -> None:
    through(window, page)
    before = list(Page)[list(Page).index(page) - 1]
    button(window, "Back").click()
    assert window.page is (Page.CALENDAR if before is Page.SESSIONS else before)


def test_alt_and_left_go_back(window: FirstRunWindow) -> None:
    through(window, Page.KEY)
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page is Page.ENDS


@pytest.mark.parametrize("page", [Page.CALENDAR, Page.ENDS, Page.KEY])
def test_every_page_can_be_skipped(window: FirstRunWindow, page: Page) -> None:
    through(window, page)
    button(window, "Skip").click()
    assert window.page is not page


def test_escape_leaves_it_for_later(window: FirstRunWindow, qtbot: QtBot) -> None:
    through(window, Page.ENDS)
    with qtbot.waitSignal(window.closed, timeout=1000):
        press(window, Qt.Key.Key_Escape)


def test_enter_on_an_answer_goes_on(window: FirstRunWindow) -> None:
    through(window, Page.ENDS)
    press(window, Qt.Key.Key_Return)
    assert window.page is Page.KEY


def test_the_answers_of_a_page_are_told_as_she_goes_on(window: FirstRunWindow) -> None:
    told: list[tuple[str, object]] = []
    window.changed.connect(lambda name, value: told.append((name, value)))
    through(window, Page.ENDS)
    window.show_ends(EndsView())
    button(window, "I say so").click()
    button(window, "Go on").click()
    assert told == [("end_by", "key"), ("notes", 5)]


def test_an_answer_that_she_gave_outlives_what_is_found_out_later(window: FirstRunWindow) -> None:
    through(window, Page.ENDS)
    window.show_ends(EndsView())
    button(window, "My sessions end on time").click()
    window.show_ends(EndsView(end_by="key", senses=False))
    assert button(window, "My sessions end on time").isChecked()


def test_where_the_senses_work_it_says_what_is_read(window: FirstRunWindow) -> None:
    through(window, Page.ENDS)
    window.show_ends(EndsView(senses=True))
    assert "Only on or off is read" in texts(window)


def test_another_key_is_told(window: FirstRunWindow, qtbot: QtBot) -> None:
    through(window, Page.KEY)
    window.show_key(KeyView("Ctrl+Alt+Space"))
    field = button(window, "Ctrl+Alt+Space")
    field.click()
    with qtbot.waitSignal(window.changed, timeout=1000) as said:
        QTest.keyClick(field, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    assert said.args == ["hotkey", "Ctrl+F9"]


def test_an_arch_out_of_sight_is_brought_there_step_by_step(window: FirstRunWindow) -> None:
    through(window, Page.KEY)
    window.show_key(KeyView("Pause", desktop=Desktop.GNOME))
    button(window, "No").click()
    assert all(step in texts(window) for step in placing_steps(Desktop.GNOME))


def test_without_a_tray_the_steps_stand_there_at_once(window: FirstRunWindow) -> None:
    through(window, Page.KEY)
    window.show_key(KeyView("Pause", desktop=Desktop.XFCE, tray=False))
    assert placing_steps(Desktop.XFCE)[0] in texts(window)


def test_the_minute_begins_only_when_she_begins_it(window: FirstRunWindow) -> None:
    through(window, Page.BREATH)
    before = window.breath.runs
    press(window, Qt.Key.Key_Return)
    assert (before, window.breath.runs) == (False, True)


def test_after_the_minute_the_first_practice_is_on(window: FirstRunWindow) -> None:
    through(window, Page.BREATH)
    press(window, Qt.Key.Key_Return)
    window.breath.minute.finished.emit()
    assert "Your first practice is on" in texts(window)


def test_whoever_watches_first_is_promised_nothing(window: FirstRunWindow) -> None:
    window.show_sessions(preview())
    button(window, "Just watch first").click()
    through(window, Page.BREATH)
    press(window, Qt.Key.Key_Return)
    window.breath.minute.finished.emit()
    assert "For now I only watch." in texts(window)


def test_leaving_the_last_page_ends_the_minute(window: FirstRunWindow) -> None:
    through(window, Page.BREATH)
    press(window, Qt.Key.Key_Return)
    window.go_back()
    assert not window.breath.runs


def test_the_last_page_opens_her_day(window: FirstRunWindow, qtbot: QtBot) -> None:
    through(window, Page.BREATH)
    with qtbot.waitSignal(window.finished, timeout=1000):
        button(window, "Open my day").click()


def test_every_control_has_a_name(window: FirstRunWindow) -> None:
    window.show_sessions(preview())
    buttons = window.findChildren(QPushButton)
    assert [b for b in buttons if not (b.accessibleName() or b.text())] == []


@pytest.mark.parametrize(
    ("platform", "names", "desktop"),
    [
        ("linux", "ubuntu:GNOME", Desktop.GNOME),
        ("linux", "KDE", Desktop.KDE),
        ("linux", "XFCE", Desktop.XFCE),
        ("linux", "sway", Desktop.OTHER),
        ("win32", "", Desktop.WINDOWS),
        ("darwin", "", Desktop.MACOS),
    ],
)
def test_her_desktop_is_known_by_its_name(platform: str, names: str, desktop: Desktop) -> None:
    assert desktop_of(platform, {"XDG_CURRENT_DESKTOP": names}) is desktop


@pytest.mark.parametrize("desktop", list(Desktop))
def test_there_are_steps_for_every_desktop(desktop: Desktop) -> None:
    assert len(placing_steps(desktop)) >= 2


def test_the_preview_is_a_part_of_the_first_page() -> None:
    assert place_words(Page.SESSIONS) == "1 of 4"
