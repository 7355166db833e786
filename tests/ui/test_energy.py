"""The ten circles: one stop for Tab, walked by arrows, a slider to a screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from boundary.ui.energy import Energy
from boundary.ui.theme import DARK


@pytest.fixture
def energy(qtbot: QtBot) -> Energy:
    """Return the circles before one is chosen."""
    shown = Energy(DARK)
    qtbot.addWidget(shown)
    return shown


def test_it_is_a_slider_to_a_screen_reader(energy: Energy) -> None:
    assert QAccessible.queryAccessibleInterface(energy).role() is QAccessible.Role.Slider


def test_nothing_is_chosen_before_she_chose(energy: Energy) -> None:
    assert energy.level is None


def test_an_arrow_goes_to_the_next_level(energy: Energy) -> None:
    energy.choose(6)
    QTest.keyClick(energy, Qt.Key.Key_Right)
    assert energy.level == 7


def test_a_screen_reader_is_told_the_level_of_an_arrow(energy: Energy) -> None:
    energy.choose(6)
    assert energy.sliderPosition() == 6


def test_a_screen_reader_is_told_the_level_of_a_click(energy: Energy, qtbot: QtBot) -> None:
    circle = next(b for b in energy.findChildren(QAbstractButton) if "3" in b.accessibleName())
    with qtbot.waitSignal(energy.chosen):
        circle.click()
    assert energy.sliderPosition() == 3
