"""What lies on a screen that is unplugged comes back on one that is there."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from boundary.rituals.ritual import TimedStep
from boundary.rituals.run import Run
from boundary.ui import theme
from boundary.ui.card import CardView, Choice
from boundary.ui.ritual_window import StepView
from boundary.ui.stage import Stage
from boundary.ui.theme import LIGHT
from tests.need import step_aside

pytestmark = pytest.mark.desktop

VIEW = CardView("Eight minutes until prep", "Two for you.", (Choice("take", "Take two"),))
RUN = Run((TimedStep("down", 30),), timedelta(seconds=30))
RIGHT = ("--setmonitor", "RIGHT", "1280/340x1024/270+1280+0", "none")


def monitor(*words: str) -> None:
    subprocess.run(("xrandr", *words), check=True, timeout=20)


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot) -> Iterator[Stage]:
    """Return a stage on two screens; the right one comes back after the test."""
    theme.apply(qapp, LIGHT, letters=1.0)
    if len(qapp.screens()) < 2:
        step_aside("needs two screens: make desktop")
    made = Stage(LIGHT, lambda: 0.0)
    made.wear(LIGHT, reduced_motion=True, digits=False)
    yield made
    made.clear(at_once=True)
    if len(qapp.screens()) < 2:
        monitor(*RIGHT)
        qtbot.waitUntil(lambda: len(qapp.screens()) == 2, timeout=5000)


def test_a_card_moves_to_a_screen_that_is_there(
    stage: Stage, qapp: QApplication, qtbot: QtBot
) -> None:
    stage.remember_place(QPoint(1700, 200))
    stage.show_card(VIEW, lambda: 1.0)
    card = stage.card
    assert card is not None
    qtbot.waitUntil(lambda: card.pos() == QPoint(1700, 200), timeout=5000)
    monitor("--delmonitor", "RIGHT")
    qtbot.waitUntil(lambda: qapp.primaryScreen().geometry().contains(card.geometry()), timeout=5000)
    assert card.isVisible()


def test_a_ritual_moves_to_a_screen_that_is_there(
    stage: Stage, qapp: QApplication, qtbot: QtBot
) -> None:
    stage.show_ritual([StepView("Put the hour down.")], RUN, take_focus=True)
    ritual = stage.ritual
    assert ritual is not None
    ritual.move(1600, 100)
    qtbot.waitUntil(lambda: ritual.pos().x() == 1600, timeout=5000)
    monitor("--delmonitor", "RIGHT")
    qtbot.waitUntil(
        lambda: qapp.primaryScreen().geometry().contains(ritual.geometry()), timeout=5000
    )
    assert ritual.isVisible()
