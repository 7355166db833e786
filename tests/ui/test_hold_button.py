"""A button that is held: mouse, Space and Enter alike, and a slip does nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from boundary.ui.hold_button import HOLD_MS, HoldButton
from boundary.ui.theme import LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def button(qtbot: QtBot) -> HoldButton:
    made = HoldButton("Not this one", LIGHT)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def hold(button: HoldButton, milliseconds: int) -> None:
    """Let so much of the hold go by."""
    button._filling.setCurrentTime(milliseconds)


def test_it_is_held_for_three_seconds() -> None:
    assert HOLD_MS == 3000


def test_a_click_does_nothing(button: HoldButton, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(button.held):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.share == 0.0


def test_while_it_is_held_it_fills(button: HoldButton) -> None:
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    hold(button, 1500)
    assert button.share == pytest.approx(0.5)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_key_holds_it_too(button: HoldButton, qtbot: QtBot, key: Qt.Key) -> None:
    QTest.keyPress(button, key)
    with qtbot.waitSignal(button.held, timeout=1000):
        hold(button, HOLD_MS)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_that_is_let_go_empties_it(button: HoldButton, qtbot: QtBot, key: Qt.Key) -> None:
    QTest.keyPress(button, key)
    hold(button, 2900)
    with qtbot.assertNotEmitted(button.held):
        QTest.keyRelease(button, key)
    assert button.share == 0.0


def test_the_mouse_holds_it_to_the_end(button: HoldButton, qtbot: QtBot) -> None:
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(button.held, timeout=1000):
        hold(button, HOLD_MS)


def test_what_is_hidden_is_no_longer_held(button: HoldButton, qtbot: QtBot) -> None:
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    hold(button, 1000)
    with qtbot.assertNotEmitted(button.held):
        button.hide()
    assert button.share == 0.0


def test_it_says_how_it_is_used(button: HoldButton) -> None:
    assert "three seconds" in button.accessibleDescription()
