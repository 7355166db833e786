"""The ritual window: keys, steps, and the moment when it is enough."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from boundary.ui import theme
from boundary.ui.ring import Ring
from boundary.ui.ritual_parts import Dots, KeyHint
from boundary.ui.ritual_window import RitualWindow, StepView
from boundary.ui.theme import LIGHT

STEPS = (
    StepView("Put the hour down."),
    StepView("In, slowly. Nothing to solve now.", (4.0, 6.0)),
    StepView("To the door and back.", back_by="Back by 10:57"),
)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot) -> RitualWindow:
    """Return a window that shows the first of three steps."""
    theme.apply(qapp, LIGHT, letters=1.0)
    window = RitualWindow(LIGHT, reduced_motion=True)
    qtbot.addWidget(window)
    window.show_steps(STEPS, 0)
    window.appear(qapp.primaryScreen())
    return window


def sentence(window: RitualWindow) -> str:
    return window.findChildren(QLabel)[0].text()


def keys(window: RitualWindow) -> dict[str, KeyHint]:
    """Return the keys in the last line by their names."""
    hints = [hint for hint in window.findChildren(KeyHint) if not hint.isHidden()]
    return {hint.accessibleName(): hint for hint in hints}


def button(window: RitualWindow, words: str) -> QPushButton:
    return next(one for one in window.findChildren(QPushButton) if one.text() == words)


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_Space, "next_wanted"),
        (Qt.Key.Key_N, "notes_wanted"),
        (Qt.Key.Key_D, "digits_wanted"),
        (Qt.Key.Key_Escape, "left"),
    ],
)
def test_a_key_says_what_she_wants(
    shown: RitualWindow, qtbot: QtBot, key: Qt.Key, signal: str
) -> None:
    with qtbot.waitSignal(getattr(shown, signal), timeout=1000):
        QTest.keyClick(shown, key)


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_Space, "stay_wanted"),
        (Qt.Key.Key_Return, "go_wanted"),
        (Qt.Key.Key_N, "notes_wanted"),
        (Qt.Key.Key_Escape, "left"),
    ],
)
def test_when_it_is_enough_a_key_says_whether_she_stays(
    shown: RitualWindow, qtbot: QtBot, key: Qt.Key, signal: str
) -> None:
    shown.enough()
    with qtbot.waitSignal(getattr(shown, signal), timeout=1000):
        QTest.keyClick(shown, key)


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("next, key Space", "next_wanted"),
        ("digits, key D", "digits_wanted"),
        ("notes first, key N", "notes_wanted"),
        ("leave, key Esc", "left"),
    ],
)
def test_a_click_on_a_key_does_the_same(
    shown: RitualWindow, qtbot: QtBot, words: str, signal: str
) -> None:
    with qtbot.waitSignal(getattr(shown, signal), timeout=1000):
        QTest.mouseClick(keys(shown)[words], Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(("words", "signal"), [("Stay", "stay_wanted"), ("Go", "go_wanted")])
def test_stay_and_go_are_buttons(
    shown: RitualWindow, qtbot: QtBot, words: str, signal: str
) -> None:
    shown.enough()
    with qtbot.waitSignal(getattr(shown, signal), timeout=1000):
        QTest.mouseClick(button(shown, words), Qt.MouseButton.LeftButton)


def test_stay_and_go_are_equally_large(shown: RitualWindow) -> None:
    shown.enough()
    assert button(shown, "Stay").size() == button(shown, "Go").size()


def test_before_it_is_enough_there_is_no_stay_or_go(shown: RitualWindow) -> None:
    assert not button(shown, "Stay").isVisible()


def test_the_window_is_600_by_604(shown: RitualWindow) -> None:
    assert shown.size().toTuple() == (600, 604)


def test_a_longer_sentence_makes_the_window_taller_for_the_whole_ritual(
    shown: RitualWindow,
) -> None:
    longer = StepView("Step out of the room, touch the door frame, come back.")
    shown.show_steps((*STEPS, longer), 0)
    assert shown.height() == 638


def test_the_step_that_is_shown_is_the_one_that_was_asked_for(shown: RitualWindow) -> None:
    shown.show_step(1)
    assert sentence(shown) == STEPS[1].text


def test_the_dots_say_which_step_it_is(shown: RitualWindow) -> None:
    shown.show_step(1)
    assert shown.findChildren(Dots)[0].accessibleName() == "Step 2 of 3"


def test_the_ring_breathes_on_a_step_with_a_breath(shown: RitualWindow) -> None:
    shown.show_step(1)
    assert shown.findChildren(Ring)[0].breathing


def test_the_ring_rests_on_a_step_without_one(shown: RitualWindow) -> None:
    shown.show_step(1)
    shown.show_step(2)
    assert not shown.findChildren(Ring)[0].breathing


def test_enough_says_stay_or_go(shown: RitualWindow) -> None:
    shown.enough()
    assert sentence(shown) == "That is enough. Stay, or go."


def test_after_enough_another_step_can_be_shown(shown: RitualWindow) -> None:
    shown.enough()
    shown.show_step(1)
    assert not button(shown, "Stay").isVisible()


def test_digits_are_hidden_until_they_are_asked_for(shown: RitualWindow) -> None:
    before = shown.grab().toImage()
    shown.set_left(1.0, "6:40")
    assert shown.grab().toImage() == before


def test_digits_show_at_once_when_asked_for(shown: RitualWindow, qtbot: QtBot) -> None:
    shown.set_left(1.0, "6:40")
    before = shown.grab().toImage()
    with qtbot.waitSignal(shown.digits_wanted, timeout=1000) as said:
        QTest.keyClick(shown, Qt.Key.Key_D)
    assert said.args == [True]
    assert shown.grab().toImage() != before


def test_leaving_is_said_once(shown: RitualWindow) -> None:
    said: list[bool] = []
    shown.left.connect(lambda: said.append(True))
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    shown.close()
    assert said == [True]


def test_a_window_that_its_owner_lets_leave_was_not_left_by_her(
    shown: RitualWindow, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(shown.left):
        shown.leave()
        qtbot.waitUntil(lambda: not shown.isVisible(), timeout=2000)


def test_a_closed_window_no_longer_breathes(shown: RitualWindow) -> None:
    shown.show_step(1)
    shown.close()
    assert not shown.findChildren(Ring)[0].breathing


def test_the_first_painting_is_told(qapp: QApplication, qtbot: QtBot) -> None:
    window = RitualWindow(LIGHT)
    qtbot.addWidget(window)
    window.show_steps(STEPS, 0)
    with qtbot.waitSignal(window.painted, timeout=2000):
        window.appear(qapp.primaryScreen())


def test_a_ritual_that_began_by_itself_does_not_take_the_focus(
    qapp: QApplication, qtbot: QtBot
) -> None:
    window = RitualWindow(LIGHT)
    qtbot.addWidget(window)
    window.appear(qapp.primaryScreen(), take_focus=False)
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_as_a_guard_it_covers_the_screen(shown: RitualWindow, qapp: QApplication) -> None:
    shown.as_guard(qapp.primaryScreen())
    assert shown.geometry() == qapp.primaryScreen().geometry()


def test_as_a_guard_the_ring_is_in_the_middle(shown: RitualWindow, qapp: QApplication) -> None:
    shown.as_guard(qapp.primaryScreen())
    ring = shown.findChildren(Ring)[0].geometry()
    assert abs(ring.center().x() - shown.rect().center().x()) <= 1


def test_as_a_guard_there_is_paper_to_the_corner(shown: RitualWindow, qapp: QApplication) -> None:
    shown.as_guard(qapp.primaryScreen())
    assert shown.grab().toImage().pixelColor(0, 0) == QColor(LIGHT.paper)


def test_esc_leaves_the_guard_too(shown: RitualWindow, qapp: QApplication, qtbot: QtBot) -> None:
    shown.as_guard(qapp.primaryScreen())
    with qtbot.waitSignal(shown.left, timeout=1000):
        QTest.keyClick(shown, Qt.Key.Key_Escape)


def test_every_part_has_a_name_for_those_who_listen(shown: RitualWindow) -> None:
    shown.enough()
    named = (QLabel, QPushButton, KeyHint, Ring, Dots)
    parts = [part for kind in named for part in shown.findChildren(kind)]
    assert all(part.accessibleName() for part in parts)


def test_tab_reaches_a_button_and_enter_presses_it(shown: RitualWindow, qtbot: QtBot) -> None:
    shown.enough()
    button(shown, "Stay").setFocus()
    with qtbot.waitSignal(shown.stay_wanted, timeout=1000):
        QTest.keyClick(shown, Qt.Key.Key_Return)


def test_with_letters_twice_as_large_every_part_is_inside(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, LIGHT, letters=2.0)
    try:
        window = RitualWindow(LIGHT, reduced_motion=True)
        qtbot.addWidget(window)
        window.show_steps(STEPS, 0)
        inside = window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        assert all(window.rect().contains(part.geometry()) for part in inside)
    finally:
        theme.apply(qapp, LIGHT, letters=1.0)
