"""The watchdog of the windows: painted ones are forgotten, empty ones told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent, QWindow
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from boundary.ui.watchdog import PATIENCE, Watchdog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Window(QWidget):
    """A window that tells of its first paint."""

    painted = Signal()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QTimer.singleShot(0, self, self.painted.emit)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dog(qtbot: QtBot) -> Watchdog:
    assert qtbot is not None
    return Watchdog()


def give_up(dog: Watchdog) -> None:
    """Let the time of all that is awaited be over."""
    for timer in list(dog._awaited.values()):
        timer.timeout.emit()


def test_it_waits_two_seconds() -> None:
    assert PATIENCE == 2000


def test_a_window_that_is_painted_is_watched_no_more(
    dog: Watchdog, window: Window, qtbot: QtBot
) -> None:
    dog.watch(window)
    window.show()
    qtbot.waitUntil(lambda: not dog._awaited, timeout=5000)


def test_a_window_that_stays_empty_is_told(dog: Watchdog, window: Window, qtbot: QtBot) -> None:
    window.setUpdatesEnabled(False)
    dog.watch(window)
    with qtbot.waitExposed(window):
        window.show()
    with qtbot.waitSignal(dog.blank, timeout=1000):
        give_up(dog)


def test_a_window_that_was_taken_down_before_is_not_told(
    dog: Watchdog, window: Window, qtbot: QtBot
) -> None:
    window.setUpdatesEnabled(False)
    dog.watch(window)
    window.show()
    window.hide()
    with qtbot.assertNotEmitted(dog.blank):
        give_up(dog)


def test_a_window_that_lies_under_others_is_waited_for(
    dog: Watchdog, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.setUpdatesEnabled(False)
    dog.watch(window)
    window.show()
    monkeypatch.setattr(window, "windowHandle", QWindow)
    with qtbot.assertNotEmitted(dog.blank):
        give_up(dog)
    assert [timer.isActive() for timer in dog._awaited.values()] == [True]
