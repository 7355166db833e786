"""What is owed at the end of a day: asked once, answered once, gone at midnight."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from boundary.schedule.facts import FactKind
from boundary.schedule.owed import OwedChoice, OwedQuestion, owed_at, owed_question
from boundary.schedule.policy import ShutdownForm
from boundary.schedule.sessions import Session
from tests.schedule.builders import MINUTE, PLAIN, Played, at, session

MORNING = (
    session("9:00", "9:50", "a"), session("10:00", "10:50", "b"), session("11:00", "11:50", "c"),
)  # fmt: skip


def hard(*more: Session) -> Played:
    """Return a morning in which two breaks of three were let go: seven minutes are owed."""
    day = Played((*MORNING, *more)).talks("9:00", "9:50").until("9:50:22")
    day.today.skip(day.now)
    day.talks("10:00", "10:50").until("10:50:22")
    day.today.skip(day.now)
    return day.talks("11:00", "11:50")


def asked(day: Played, wall_time: str) -> OwedQuestion | None:
    day.until(wall_time)
    return owed_question(day.today.situation(day.now), day.now)


def test_at_the_end_of_the_day_what_is_owed_is_a_question() -> None:
    question = asked(hard(), "11:51")
    assert question is not None
    assert question.owed == 7 * MINUTE


def test_nothing_is_asked_before_the_last_session_is_over() -> None:
    assert asked(hard(session("15:00", "15:50", "d")), "11:51") is None


def test_leaving_earlier_is_told_by_the_hour() -> None:
    question = asked(hard(), "11:51")
    assert question is not None
    assert question.leave == at("12:13")


def test_after_that_hour_leaving_is_now() -> None:
    question = asked(hard(), "12:20")
    assert question is not None
    assert question.leave == at("12:20")


def test_tomorrow_is_named_by_its_first_start() -> None:
    question = asked(hard(session("33:00", "33:50", "t")), "11:51")
    assert question is not None
    assert question.ahead == at("33:00")


def test_under_five_minutes_nothing_is_asked() -> None:
    day = Played(MORNING[:2]).talks("9:00", "9:50").until("9:50:22")
    day.today.skip(day.now)
    assert asked(day.talks("10:00", "10:50"), "10:51") is None


def test_it_is_said_once() -> None:
    day = hard().until("20:00")
    assert [what for _, what, _ in day.did("say")].count("owed_choice") == 1


@pytest.mark.parametrize("choice", list(OwedChoice))
def test_answered_it_is_never_asked_again(choice: OwedChoice) -> None:
    day = hard().until("11:51")
    day.today.settle_owed(day.now, choice)
    assert asked(day, "15:00") is None


@pytest.mark.parametrize("choice", list(OwedChoice))
def test_answered_nothing_is_owed(choice: OwedChoice) -> None:
    day = hard().until("11:51")
    day.today.settle_owed(day.now, choice)
    assert owed_at(day.today.situation(day.now), day.now) == timedelta(0)


def test_the_answer_is_written_down() -> None:
    day = hard().until("11:51")
    day.today.settle_owed(day.now, OwedChoice.BUFFER)
    assert [f.value for f in day.kept if f.kind is FactKind.OWED] == ["buffer"]


def test_an_answer_without_a_question_is_nothing() -> None:
    day = Played(MORNING).until("8:00")
    day.today.settle_owed(day.now, OwedChoice.LEAVE)
    assert FactKind.OWED not in [f.kind for f in day.kept]


def test_a_closed_day_has_let_it_go() -> None:
    day = hard().says("11:52", "closed")
    assert asked(day, "11:53") is None


def test_midnight_lets_it_go() -> None:
    day = hard().until("24:01")
    assert owed_at(day.today.situation(day.now), day.now) == timedelta(0)


def test_nothing_is_asked_while_the_line_is_open() -> None:
    assert asked(hard().says("12:00", "mic_open"), "12:01") is None


def test_the_question_puts_nothing_on_the_screen() -> None:
    day = hard().until("20:00")
    assert [act for act in day.acts if act.what == "owed_choice" and act.visible] == []


def test_the_shutdown_is_asked_beside_it() -> None:
    day = hard()
    day.today.change(day.now, policy=replace(PLAIN, shutdown=ShutdownForm.SHORT))
    assert ("11:52", "shutdown", "day_done") in day.until("11:53").did("card")
