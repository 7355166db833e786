"""Noticing: the facts that time alone makes."""

from __future__ import annotations

import pytest

from boundary.schedule.facts import Fact
from boundary.schedule.noticing import noticed
from boundary.schedule.policy import EndBy, Policy
from tests.schedule.builders import at, fact, lunch, mic, session, situated

FIRST = session("9:00", "9:50", "a")
SECOND = session("10:00", "10:50", "b")


def seen(when: str, *facts: Fact) -> Fact | None:
    return noticed(situated([FIRST, SECOND], facts), at(when))


def test_a_line_still_open_at_the_booked_end_is_an_overrun() -> None:
    assert seen("9:50", fact("9:00", "mic_open")) == fact("9:50", "overrun", "a")


def test_noticed_late_it_still_bears_its_own_time() -> None:
    assert seen("9:57", fact("9:00", "mic_open")) == fact("9:50", "overrun", "a")


def test_a_working_sense_that_saw_nothing_says_not_begun() -> None:
    assert seen("9:50", *mic("8:00", "8:10")) == fact("9:50", "not_started", "a")


def test_a_session_that_she_started_herself_is_never_taken_for_not_begun() -> None:
    assert seen("9:50", *mic("8:00", "8:10"), fact("9:01", "started", "a")) is None


@pytest.mark.parametrize("end_by", [EndBy.KEY, EndBy.CALENDAR])
def test_a_silent_line_proves_nothing_where_she_calls_from_elsewhere(end_by: EndBy) -> None:
    situation = situated([FIRST, SECOND], mic("8:00", "8:10"), policy=Policy(end_by=end_by))
    assert noticed(situation, at("9:50")) is None


def test_a_sense_that_never_spoke_says_nothing() -> None:
    assert seen("9:50") is None


def test_an_offer_gone_by_is_passed_at_prep() -> None:
    assert seen("9:58", *mic("9:00", "9:50")) == fact("9:58", "break_passed", "a")


def test_a_run_is_over_at_prep() -> None:
    facts = [*mic("9:00", "9:50"), fact("9:50:20", "shown", "a", "card:0"),
             fact("9:50:30", "take", "a"), fact("9:50:30", "break_began", "a")]  # fmt: skip
    assert seen("9:59", *facts) == fact("9:58", "break_over", "a", 480)


def test_a_run_without_a_sign_is_over_when_the_offer_was_had() -> None:
    facts = [*mic("9:00", "9:50"), fact("9:50:45", "break_began", "a")]
    assert seen("9:54", *facts) == fact("9:53:45", "break_over", "a", 0)


def test_what_is_known_is_not_noticed_again() -> None:
    facts = [*mic("9:00", "9:50"), fact("9:58", "break_passed", "a")]
    assert seen("9:58", *facts) is None


def test_lunch_tells_how_long_the_screen_was_left() -> None:
    facts = [*mic("9:00", "9:50"), fact("12:05", "lock"), fact("12:35", "unlock"),
             fact("9:58", "break_passed", "a")]  # fmt: skip
    later = session("13:00", "13:50", "b")
    situation = situated([FIRST, lunch("12:00", "12:45"), later], facts)
    assert noticed(situation, at("12:45")) == fact("12:45", "lunch_over", value=1800)
