"""The stage: one card and one ritual, and nothing of either left behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from boundary.rituals.ritual import TimedStep
from boundary.rituals.run import Run
from boundary.ui import placing
from boundary.ui.card import CardView, Choice
from boundary.ui.ritual_window import StepView
from boundary.ui.stage import CARD_FRAME_MS, FRAME_MS, Stage
from boundary.ui.theme import LIGHT

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore("This plugin does not support"),
]

VIEW = CardView("Eight minutes until prep", "Two for you.", (Choice("take", "Take two"),))
STEPS = (StepView("Put the hour down."), StepView("One long breath out."))
RUN = Run((TimedStep("down", 30), TimedStep("sigh", 30)), timedelta(seconds=60))


class Seconds:
    """A count of seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def stage(seconds: Seconds) -> Iterator[Stage]:
    made = Stage(LIGHT, seconds)
    yield made
    made.clear(at_once=True)


def show_card(stage: Stage) -> None:
    stage.show_card(VIEW, lambda: 1.0)


def show_ritual(stage: Stage, *, timed: bool = True) -> None:
    stage.show_ritual(STEPS, RUN, take_focus=False, timed=timed)


def test_a_card_and_a_ritual_never_stand_together(stage: Stage) -> None:
    show_card(stage)
    show_ritual(stage)
    assert stage.card is None


def test_what_is_cleared_at_once_is_gone_before_the_next_event(stage: Stage) -> None:
    show_card(stage)
    card = stage.card
    stage.clear(at_once=True)
    assert card is not None
    assert not card.isVisible()


def test_a_card_that_leaves_may_fade(stage: Stage, qtbot: QtBot) -> None:
    show_card(stage)
    card = stage.card
    stage.clear_card()
    assert card is not None
    assert card.isVisible()
    qtbot.waitUntil(lambda: not isValid(card) or not card.isVisible(), timeout=5000)


def test_a_card_that_comes_and_goes_leaves_qt_without_complaint(stage: Stage, qtbot: QtBot) -> None:
    for _ in range(3):
        show_card(stage)
        card = stage.card
        assert card is not None
        stage.fold_card()
        card.unfold()
        stage.clear_card()
        qtbot.waitUntil(card.isHidden, timeout=5000)


def test_where_nothing_stands_nothing_is_looked_at(stage: Stage) -> None:
    show_card(stage)
    stage.clear(at_once=True)
    assert not stage._frames.isActive()


def test_a_card_is_looked_at_less_often_than_a_ritual(stage: Stage) -> None:
    show_card(stage)
    assert stage._frames.interval() == CARD_FRAME_MS
    show_ritual(stage)
    assert stage._frames.interval() == FRAME_MS


def test_a_thread_is_not_looked_at(stage: Stage) -> None:
    show_card(stage)
    stage.fold_card()
    assert not stage._frames.isActive()


def test_a_thread_that_is_opened_is_told(stage: Stage, qtbot: QtBot) -> None:
    show_card(stage)
    stage.fold_card()
    assert stage.card is not None
    with qtbot.waitSignal(stage.unfolded, timeout=1000):
        stage.card.unfold()
    assert stage._frames.isActive()


def test_a_card_can_say_something_else(stage: Stage) -> None:
    show_card(stage)
    other = CardView("Four minutes until prep", "Two for you.", (Choice("up", "I'm up"),))
    stage.renew_card(other)
    assert stage.card is not None
    assert stage.card.accessibleName() == "Four minutes until prep"
    assert [b.text() for b in stage.card._buttons] == ["I'm up"]


def test_the_ritual_goes_on_with_the_seconds(stage: Stage, seconds: Seconds) -> None:
    show_ritual(stage)
    seconds.now = 31
    stage._frame()
    assert stage.ritual is not None
    assert stage.ritual._index == 1


def test_a_step_that_she_passes_is_a_sign(stage: Stage, qtbot: QtBot) -> None:
    show_ritual(stage)
    assert stage.ritual is not None
    with qtbot.waitSignal(stage.stepped, timeout=1000):
        stage.ritual.next_wanted.emit()
    assert stage.ritual._index == 1


def test_the_last_step_closes_nothing(stage: Stage, seconds: Seconds, qtbot: QtBot) -> None:
    show_ritual(stage)
    seconds.now = 61
    with qtbot.waitSignal(stage.played, timeout=1000):
        stage._frame()
    assert stage.ritual is not None


def test_what_is_not_timed_shows_no_time(stage: Stage, seconds: Seconds) -> None:
    show_ritual(stage, timed=False)
    seconds.now = 10
    stage._frame()
    assert stage.ritual is not None
    assert stage.ritual._share == 0.0
    assert stage.ritual._digits_text == ""


def test_a_card_comes_back_to_where_she_left_the_last_one(stage: Stage) -> None:
    place = QPoint(40, 60)
    stage.wear(LIGHT, reduced_motion=True, digits=False)
    stage.remember_place(place)
    show_card(stage)
    assert stage.card is not None
    assert stage.card.pos() == place


def test_a_place_that_no_screen_has_any_more_is_not_used(stage: Stage) -> None:
    stage.remember_place(QPoint(90000, 0))
    show_card(stage)
    assert stage.card is not None
    assert stage.card.pos().x() < 90000


def test_where_no_window_can_be_placed_a_card_beckons(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[bool] = []
    stage.beckoned.connect(told.append)
    monkeypatch.setattr(placing, "can_place", lambda: False)
    show_card(stage)
    assert stage.card is None
    stage.clear_card()
    stage.clear_card()
    assert told == [True, False]


def test_a_window_that_is_gone_is_not_waited_for(stage: Stage) -> None:
    show_card(stage)
    show_ritual(stage)
    stage.clear(at_once=True)
    assert not stage._watchdog._awaited


def test_a_ritual_on_every_screen_has_a_guard(stage: Stage) -> None:
    stage.show_ritual(STEPS, RUN, take_focus=False, guard=True)
    assert stage.guard is not None
    stage.clear_ritual(at_once=True)
    assert stage.guard is None


def test_when_a_window_stays_empty_nothing_is_left_standing(stage: Stage, qtbot: QtBot) -> None:
    show_ritual(stage)
    ritual = stage.ritual
    assert ritual is not None
    with qtbot.waitSignal(stage.blank, timeout=1000):
        stage._watchdog.blank.emit()
    assert not ritual.isVisible()
    assert stage.ritual is None
