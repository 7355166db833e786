"""Windows among others, on a real desktop: focus, and a tray that comes late."""

from __future__ import annotations

import subprocess

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from boundary.ui import placing, theme
from boundary.ui.card import Card, CardView, Choice
from boundary.ui.ritual_window import RitualWindow, StepView
from boundary.ui.theme import LIGHT

pytestmark = pytest.mark.desktop

VIEW = CardView("Eight minutes until prep", "Two for you.", (Choice("take", "Take two"),))


def xdotool(*words: str) -> None:
    """Act as her hands: through the X server, past Qt."""
    subprocess.run(["xdotool", *words], check=True, timeout=20)


@pytest.fixture
def notes(qapp: QApplication, qtbot: QtBot) -> QPlainTextEdit:
    """Return notes that she is typing into."""
    theme.apply(qapp, LIGHT, letters=1.0)
    edit = QPlainTextEdit()
    qtbot.addWidget(edit)
    edit.setGeometry(100, 300, 400, 300)
    with qtbot.waitExposed(edit):
        edit.show()
    edit.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus, timeout=5000)
    return edit


def test_while_a_card_appears_her_typing_goes_on_where_it_went(
    notes: QPlainTextEdit, qapp: QApplication, qtbot: QtBot
) -> None:
    card = Card(VIEW, LIGHT)
    qtbot.addWidget(card)
    with qtbot.waitExposed(card):
        card.appear(placing.top_corner(qapp.primaryScreen().availableGeometry(), card.size()))
    xdotool("type", "notes")
    qtbot.waitUntil(lambda: notes.toPlainText() == "notes", timeout=5000)


def test_a_card_appears_where_it_was_put(qapp: QApplication, qtbot: QtBot) -> None:
    card = Card(VIEW, LIGHT)
    qtbot.addWidget(card)
    place = placing.top_corner(qapp.primaryScreen().availableGeometry(), card.size())
    with qtbot.waitExposed(card):
        card.appear(place)
    qtbot.waitUntil(lambda: card.pos() == place, timeout=5000)


def test_a_thread_lies_at_the_very_edge(qapp: QApplication, qtbot: QtBot) -> None:
    card = Card(VIEW, LIGHT, reduced_motion=True)
    qtbot.addWidget(card)
    area = qapp.primaryScreen().availableGeometry()
    with qtbot.waitExposed(card):
        card.appear(placing.top_corner(area, card.size()))
    card.fold()
    qtbot.waitUntil(lambda: card.geometry().right() == area.right(), timeout=5000)


@pytest.mark.usefixtures("notes")
def test_esc_reaches_a_guard_that_has_just_come(qapp: QApplication, qtbot: QtBot) -> None:
    guard = RitualWindow(LIGHT)
    qtbot.addWidget(guard)
    guard.show_steps([StepView("Put the hour down.")], 0)
    guard.as_guard(qapp.primaryScreen())
    qtbot.waitUntil(guard.isActiveWindow, timeout=5000)
    with qtbot.waitSignal(guard.left, timeout=5000):
        xdotool("key", "Escape")


def test_a_ritual_that_began_by_itself_leaves_her_typing_alone(
    notes: QPlainTextEdit, qapp: QApplication, qtbot: QtBot
) -> None:
    window = RitualWindow(LIGHT)
    qtbot.addWidget(window)
    window.show_steps([StepView("Put the hour down.")], 0)
    with qtbot.waitExposed(window), qtbot.assertNotEmitted(window.next_wanted):
        window.appear(qapp.primaryScreen(), take_focus=False)
        xdotool("type", "a b")
        qtbot.waitUntil(lambda: notes.toPlainText() == "a b", timeout=5000)
