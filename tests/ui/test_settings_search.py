"""Searching and undoing in the settings: what is found, opened, and told once more."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from boundary.ui.settings_search import Column, Entry, hits
from boundary.ui.settings_window import SettingsView, SettingsWindow
from boundary.ui.theme import DARK, LIGHT

ENTRIES = (
    Entry(0, "Calendars", ""),
    Entry(1, "Practices", "How long do notes take?"),
    Entry(1, "Practices", "I say so", "“Ended” in the menu of the tray."),
    Entry(2, "Hours", "", "open closed holidays vacation"),
)


@pytest.fixture
def window(qtbot: QtBot) -> SettingsWindow:
    window = SettingsWindow(SettingsView(), LIGHT)
    qtbot.addWidget(window)
    window.show()
    return window


def button(window: QWidget, words: str) -> QAbstractButton:
    return next(b for b in window.findChildren(QAbstractButton) if b.text() == words)


def column(window: SettingsWindow) -> Column:
    return window.findChildren(Column)[0]


def found(window: SettingsWindow) -> list[str]:
    """Return what is listed as found."""
    listed = column(window).found
    return [listed.item(n).text() for n in range(listed.count())]


def title(window: SettingsWindow) -> str:
    """Return the name of the page that is chosen."""
    pages = window.findChild(QListWidget)
    assert pages is not None
    return pages.currentItem().text()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("notes", ["Practices: How long do notes take?"]),
        ("NOTES long", ["Practices: How long do notes take?"]),
        ("menu", ["Practices: I say so"]),
        ("vacation", ["Hours"]),
        ("practices", ["Practices: How long do notes take?", "Practices: I say so"]),
        ("zebra", []),
        ("  ", []),
    ],
)
def test_every_word_has_to_be_found(text: str, told: list[str]) -> None:
    assert [entry.told for entry in hits(text, ENTRIES)] == told


def test_what_is_searched_is_listed(window: SettingsWindow) -> None:
    QTest.keyClicks(column(window).box, "digits")
    assert found(window) == ["Appearance: Show the time left in digits"]


def test_nothing_found_is_said(window: SettingsWindow) -> None:
    QTest.keyClicks(column(window).box, "zebra")
    assert found(window) == ["Nothing is called that."]


def test_enter_opens_the_first(window: SettingsWindow) -> None:
    box = column(window).box
    QTest.keyClicks(box, "digits")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert title(window) == "Appearance"


def test_what_was_found_has_the_focus(window: SettingsWindow) -> None:
    box = column(window).box
    QTest.keyClicks(box, "digits")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert window.focusWidget() is button(window, "Show the time left in digits")


def test_a_question_leads_to_its_answers(window: SettingsWindow) -> None:
    box = column(window).box
    QTest.keyClicks(box, "light or dark")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert window.focusWidget() is button(window, "As the desktop is")


def test_down_walks_what_was_found(window: SettingsWindow) -> None:
    box = column(window).box
    QTest.keyClicks(box, "screen")
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(column(window).found, Qt.Key.Key_Return)
    assert title(window) == "Practices"


def test_escape_empties_the_search_before_it_closes(window: SettingsWindow) -> None:
    box = column(window).box
    QTest.keyClicks(box, "digits")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), window.isVisible()) == ("", True)


def test_a_page_that_is_made_later_is_found_and_not_made(window: SettingsWindow) -> None:
    made: list[QWidget] = []

    def make() -> QWidget:
        made.append(QLabel("A letter"))
        return made[0]

    window.add_page("Reply", make, "automatic answer")
    QTest.keyClicks(column(window).box, "answer")
    assert (found(window), made) == (["Reply"], [])


def test_a_page_is_opened_by_its_name(window: SettingsWindow) -> None:
    window.add_page("Reply", lambda: QLabel("A letter"))
    window.open_page("Reply")
    assert title(window) == "Reply"


def test_before_a_change_there_is_nothing_to_undo(window: SettingsWindow) -> None:
    assert not button(window, "Undo").isVisible()


def test_undo_tells_what_was_before(window: SettingsWindow, qtbot: QtBot) -> None:
    button(window, "Ten minutes").click()
    with qtbot.waitSignal(window.changed, timeout=1000) as said:
        button(window, "Undo").click()
    assert said.args == ["notes", 5]


def test_changes_are_undone_from_the_last_to_the_first(window: SettingsWindow) -> None:
    told: list[tuple[str, object]] = []
    button(window, "Dark").click()
    window.show_settings(SettingsView(theme="dark"))
    button(window, "Light").click()
    window.changed.connect(lambda name, value: told.append((name, value)))
    window.undo()
    window.undo()
    assert told == [("theme", "dark"), ("theme", "system")]


def test_undoing_is_not_undone(window: SettingsWindow) -> None:
    button(window, "Dark").click()
    window.undo()
    assert not button(window, "Undo").isVisible()


def test_what_was_changed_is_said(window: SettingsWindow) -> None:
    button(window, "Dark").click()
    assert "Changed: light or dark." in [label.text() for label in window.findChildren(QLabel)]


def test_the_first_run_can_be_asked_for_again(window: SettingsWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.first_run_wanted, timeout=1000):
        button(window, "First run again").click()


def test_the_column_follows_the_colours(window: SettingsWindow) -> None:
    window.recolour(DARK)
    assert DARK.card in column(window).styleSheet()


def test_every_control_of_the_column_has_a_name(window: SettingsWindow) -> None:
    buttons = column(window).findChildren(QPushButton)
    assert [b for b in buttons if not (b.accessibleName() or b.text())] == []
