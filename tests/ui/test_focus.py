"""The focus ring: for those who use the keyboard, around the button that has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from boundary.ui import theme
from boundary.ui.focus import ROOM, FocusRing
from boundary.ui.theme import LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> QWidget:
    """Return a window with two buttons."""
    theme.apply(qapp, LIGHT, letters=1.0)
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(300, 100)
    for number, words in enumerate(("Stay", "Go")):
        QPushButton(words, host).setGeometry(20 + 120 * number, 20, 100, 36)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow, timeout=2000)
    return host


def rings(window: QWidget) -> list[FocusRing]:
    """Return the rings that are seen."""
    return [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]


def test_tab_shows_a_ring_2_px_off_the_button(window: QWidget, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: len(rings(window)) == 1, timeout=2000)
    focused = window.focusWidget()
    assert rings(window)[0].geometry() == focused.geometry().adjusted(-ROOM, -ROOM, ROOM, ROOM)


def test_the_ring_goes_with_the_focus(window: QWidget, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_Tab)
    QTest.keyClick(window, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: len(rings(window)) == 1, timeout=2000)
    assert rings(window)[0].geometry().center() == window.focusWidget().geometry().center()


def test_the_ring_follows_a_button_that_moves(window: QWidget) -> None:
    QTest.keyClick(window, Qt.Key.Key_Tab)
    button = window.focusWidget()
    button.move(60, 50)
    assert rings(window)[0].geometry().center() == button.geometry().center()


def test_a_button_that_is_hidden_takes_its_ring_along(window: QWidget) -> None:
    QTest.keyClick(window, Qt.Key.Key_Tab)
    hidden = window.focusWidget()
    hidden.hide()
    assert not any(ring.geometry().intersects(hidden.geometry()) for ring in rings(window))


def test_those_who_use_the_mouse_see_no_ring(window: QWidget) -> None:
    QTest.mouseClick(window.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert rings(window) == []


def test_a_ring_takes_no_clicks(window: QWidget) -> None:
    QTest.keyClick(window, Qt.Key.Key_Tab)
    transparent = Qt.WidgetAttribute.WA_TransparentForMouseEvents
    assert rings(window)[0].testAttribute(transparent)
