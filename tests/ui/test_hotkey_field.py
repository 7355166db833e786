"""The field that learns a key: which it takes, which it leaves, and how it is left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from boundary.ui.hotkey_field import HotkeyField, types, written

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def field(qtbot: QtBot) -> HotkeyField:
    """Return a field that waits for a key."""
    made = HotkeyField()
    qtbot.addWidget(made)
    made.show_keys("Ctrl+Alt+Space")
    made.show()
    made._button.setFocus()
    made._button.click()
    return made


def pressed(key: Qt.Key, held: Qt.KeyboardModifier, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, text)


@pytest.mark.parametrize(
    ("key", "held", "keys"),
    [
        (Qt.Key.Key_Space, CTRL | ALT, "Ctrl+Alt+Space"),
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, "F9"),
        (Qt.Key.Key_K, CTRL | Qt.KeyboardModifier.MetaModifier, "Ctrl+Super+K"),
        (Qt.Key.Key_7, ALT, "Alt+7"),
    ],
)
def test_a_chord_is_written_as_the_settings_have_it(
    key: Qt.Key, held: Qt.KeyboardModifier, keys: str
) -> None:
    assert written(pressed(key, held), "linux") == keys


def test_on_a_mac_command_is_super() -> None:
    assert written(pressed(Qt.Key.Key_K, CTRL), "darwin") == "Super+K"


def test_a_key_that_no_keyboard_promises_is_none() -> None:
    assert written(pressed(Qt.Key.Key_Odiaeresis, CTRL), "linux") is None


def test_what_types_a_character_is_left_to_her_typing() -> None:
    assert types(pressed(Qt.Key.Key_Q, CTRL | ALT, "@"))
    assert not types(pressed(Qt.Key.Key_Space, CTRL | ALT, " "))
    assert not types(pressed(Qt.Key.Key_Q, CTRL | ALT, chr(17)))


def test_the_next_chord_is_taken(field: HotkeyField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.chosen, timeout=1000) as said:
        QTest.keyClick(field._button, Qt.Key.Key_F9, CTRL)
    assert said.args == ["Ctrl+F9"]


def test_a_held_modifier_alone_is_waited_on(field: HotkeyField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(field.chosen):
        QTest.keyPress(field._button, Qt.Key.Key_Control, CTRL)
    assert field._button.waits


def test_a_letter_alone_is_not_taken_from_her(field: HotkeyField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(field.chosen):
        QTest.keyClick(field._button, Qt.Key.Key_A)
    assert "taken from every other program" in field._told.text()


def test_esc_keeps_the_key(field: HotkeyField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(field.chosen):
        QTest.keyClick(field._button, Qt.Key.Key_Escape)
    assert field._button.text() == "Ctrl+Alt+Space"


def test_a_field_that_is_left_waits_no_more(field: HotkeyField) -> None:
    field._button.clearFocus()
    assert not field._button.waits
