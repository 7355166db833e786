"""Placing: corners, remembered places, threads, and flags that never trap her."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from boundary.ui import placing

AREA = QRect(1280, 30, 1280, 994)
CARD = QSize(372, 112)


def test_a_card_lies_24_px_from_the_right_corner() -> None:
    place = QRect(placing.top_corner(AREA, CARD), CARD)
    assert (AREA.right() - place.right(), place.top() - AREA.top()) == (24, 24)


def test_a_card_may_lie_in_the_left_corner() -> None:
    assert placing.top_corner(AREA, CARD, right=False) == QPoint(1304, 54)


def test_a_remembered_place_on_a_screen_is_kept() -> None:
    assert placing.remembered(QPoint(1400, 60), CARD, [AREA]) == QPoint(1400, 60)


def test_a_place_on_a_screen_that_is_gone_is_forgotten() -> None:
    assert placing.remembered(QPoint(100, 60), CARD, [AREA]) is None


def test_a_place_half_off_the_screen_is_forgotten() -> None:
    assert placing.remembered(QPoint(2400, 60), CARD, [AREA]) is None


def test_a_card_on_the_right_folds_to_the_right_edge() -> None:
    thread = placing.thread_beside(AREA, QRect(QPoint(2164, 54), CARD))
    assert thread == QRect(2556, 54, 4, 112)


def test_a_card_on_the_left_folds_to_the_left_edge() -> None:
    assert placing.thread_beside(AREA, QRect(QPoint(1304, 54), CARD)).left() == 1280


@pytest.mark.parametrize("place", [QPoint(2164, 54), QPoint(1304, 54)])
def test_the_window_of_a_thread_reaches_in_from_the_edge_and_not_beyond(place: QPoint) -> None:
    thread = placing.thread_beside(AREA, QRect(place, CARD))
    window = placing.held(thread, AREA)
    assert AREA.contains(window)
    assert window.contains(thread)


def test_a_thread_never_hangs_below_the_screen() -> None:
    thread = placing.thread_beside(AREA, QRect(QPoint(1304, 1000), CARD))
    assert AREA.contains(thread)


@pytest.mark.usefixtures("qapp")
def test_the_card_goes_to_the_screen_without_the_call(qapp: QApplication) -> None:
    only = qapp.primaryScreen()
    assert placing.quiet_screen([only], only) is only


def test_a_card_never_takes_the_focus_by_appearing(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    placing.card_flags(window)
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_no_window_passes_the_window_manager_by() -> None:
    assert not placing.ON_TOP & Qt.WindowType.BypassWindowManagerHint


def test_a_guard_covers_its_whole_screen(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screen = qapp.primaryScreen()
    placing.cover(window, screen)
    assert window.geometry() == screen.geometry()


@pytest.mark.usefixtures("qapp")
def test_a_desktop_that_is_not_wayland_lets_windows_choose_their_place() -> None:
    assert placing.can_place()
