"""The settings window: it shows values, tells changes, and is worked by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QListWidget,
    QPushButton,
    QStackedWidget,
)
from pytestqt.qtbot import QtBot

from boundary.rituals.repertoire import Repertoire
from boundary.rituals.variants import Variant
from boundary.ui.calendars_page import SourceRow
from boundary.ui.levels_part import LevelsPart
from boundary.ui.settings_window import SettingsView, SettingsWindow
from boundary.ui.theme import LIGHT

Show = Callable[..., SettingsWindow]


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Return a builder of a settings window."""

    def show(view: SettingsView | None = None) -> SettingsWindow:
        window = SettingsWindow(view or SettingsView(), LIGHT)
        qtbot.addWidget(window)
        window.show()
        return window

    return show


def button(window: SettingsWindow, words: str) -> QAbstractButton:
    return next(b for b in window.findChildren(QAbstractButton) if b.text() == words)


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        ("Only in the tray", "level", "L0"),
        ("It begins by itself", "level", "L2"),
        ("On every screen", "level", "L3"),
        ("I say so", "end_by", "key"),
        ("My sessions end on time", "end_by", "calendar"),
        ("I write them later", "notes", 0),
        ("Ten minutes", "notes", 10),
        ("Light", "theme", "light"),
        ("Dark", "theme", "dark"),
        ("Less motion", "reduced_motion", True),
        ("Show the time left in digits", "digits", True),
        ("Deutsch", "language", "de"),
    ],
)
def test_a_choice_is_told_at_once(
    shown: Show, qtbot: QtBot, words: str, name: str, value: object
) -> None:
    window = shown()
    with qtbot.waitSignal(window.changed, timeout=1000) as said:
        button(window, words).click()
    assert said.args == [name, value]


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (SettingsView(level="L3"), "On every screen"),
        (SettingsView(end_by="calendar"), "My sessions end on time"),
        (SettingsView(notes=10), "Ten minutes"),
        (SettingsView(theme="dark"), "Dark"),
        (SettingsView(reduced_motion=True), "Less motion"),
        (SettingsView(digits=True), "Show the time left in digits"),
        (SettingsView(language="fr"), "Français"),
        (SettingsView(), "As the system speaks"),
    ],
)
def test_a_setting_is_shown_as_it_is(shown: Show, view: SettingsView, words: str) -> None:
    assert button(shown(view), words).isChecked()


def test_showing_settings_changes_nothing(shown: Show, qtbot: QtBot) -> None:
    window = shown()
    with qtbot.assertNotEmitted(window.changed):
        window.show_settings(SettingsView(level="L2", notes=0, theme="dark", digits=True))


def test_a_calendar_is_named_by_its_place(shown: Show) -> None:
    window = shown(
        SettingsView(sources=(SourceRow("practice.ics"), SourceRow("Address in your keyring")))
    )
    assert "2. Address in your keyring" in [label.text() for label in window.findChildren(QLabel)]


def test_a_calendar_can_be_forgotten(shown: Show, qtbot: QtBot) -> None:
    window = shown(
        SettingsView(sources=(SourceRow("practice.ics"), SourceRow("Address in your keyring")))
    )
    forget = [b for b in window.findChildren(QPushButton) if b.text() == "Forget"]
    with qtbot.waitSignal(window.forget_wanted, timeout=1000) as said:
        forget[1].click()
    assert said.args == [1]


def test_a_file_can_be_added(shown: Show, qtbot: QtBot) -> None:
    window = shown()
    with qtbot.waitSignal(window.add_wanted, timeout=1000):
        button(window, "Add a calendar…").click()


def test_arrows_walk_the_pages(shown: Show) -> None:
    window = shown()
    pages, stack = window.findChild(QListWidget), window.findChild(QStackedWidget)
    assert pages is not None
    assert stack is not None
    QTest.keyClick(pages, Qt.Key.Key_Down)
    assert stack.currentIndex() == 1


def test_escape_closes(shown: Show) -> None:
    window = shown()
    pages = window.findChild(QListWidget)
    assert pages is not None
    QTest.keyClick(pages, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_every_control_has_a_name(shown: Show) -> None:
    window = shown(SettingsView(sources=(SourceRow("practice.ics"),)))
    buttons = window.findChildren(QAbstractButton)
    assert [b for b in buttons if not (b.accessibleName() or b.text())] == []


def test_the_rituals_are_a_page_of_the_settings(shown: Show, qtbot: QtBot) -> None:
    window = shown()
    with qtbot.waitSignal(window.changed, timeout=1000) as said:
        button(window, "I stay in my chair").click()
    assert said.args == ["rituals", Repertoire().with_variant(Variant.SEATED, True)]


def test_less_motion_is_one_setting_on_two_pages(shown: Show) -> None:
    window = shown(SettingsView(reduced_motion=True))
    both = [b for b in window.findChildren(QAbstractButton) if b.text() == "Less motion"]
    assert [b.isChecked() for b in both] == [True, True]


def test_a_new_hotkey_is_told(shown: Show, qtbot: QtBot) -> None:
    window = shown(SettingsView(hotkey="Ctrl+Alt+Space"))
    field = button(window, "Ctrl+Alt+Space")
    field.click()
    with qtbot.waitSignal(window.changed, timeout=1000) as said:
        QTest.keyClick(field, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    assert said.args == ["hotkey", "Ctrl+F9"]


def test_a_hotkey_that_is_taken_is_told_where_it_is_chosen(shown: Show) -> None:
    window = shown(SettingsView(hotkey="Ctrl+F9", hotkey_trouble="Another program has Ctrl+F8."))
    assert "Another program has Ctrl+F8." in [label.text() for label in window.findChildren(QLabel)]


LEVELS = (
    ("micro_break", "general"),
    ("transition", "L2"),
    ("opening", "general"),
    ("shutdown", "L0"),
)


def levels_of(window: SettingsWindow) -> dict[str, str]:
    """Return what each practice's own choice says."""
    part = next(e for e in window.findChildren(LevelsPart))
    return {box.accessibleName(): box.currentText() for box in part.findChildren(QComboBox)}


def test_each_practice_says_how_it_is_held(shown: Show) -> None:
    assert levels_of(shown(SettingsView(levels=LEVELS))) == {
        "The short pause": "As above",
        "The break between sessions": "It begins by itself",
        "The opening of the day": "As above",
        "The close of the day": "Only in the tray",
    }


def test_a_level_of_its_own_is_told_with_the_others(shown: Show, qtbot: QtBot) -> None:
    window = shown(SettingsView(levels=LEVELS))
    boxes = window.findChildren(LevelsPart)[0].findChildren(QComboBox)
    box = next(b for b in boxes if b.accessibleName() == "The break between sessions")
    with qtbot.waitSignal(window.changed, timeout=1000) as said:
        QTest.keyClick(box, Qt.Key.Key_Up)
    assert said.args == ["levels", (LEVELS[0], ("transition", "L1"), *LEVELS[2:])]


def test_what_closes_the_day_never_begins_by_itself(shown: Show) -> None:
    window = shown(SettingsView(levels=LEVELS))
    boxes = window.findChildren(LevelsPart)[0].findChildren(QComboBox)
    box = next(b for b in boxes if b.accessibleName() == "The close of the day")
    assert box.findText("It begins by itself") == -1
