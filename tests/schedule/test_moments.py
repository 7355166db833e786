"""Moments: their times, their keys, and which are still to come."""

from __future__ import annotations

from dataclasses import replace

from boundary.schedule.facts import Fact
from boundary.schedule.moments import Moment, moments_of, outstanding
from boundary.schedule.sessions import Kind, Session
from boundary.schedule.situation import Situation
from tests.schedule.builders import MINUTE, at, fact, mic, session, situated, wall

FIRST = session("9:00", "9:50", "a")
SECOND = session("10:00", "10:50", "b")


def of(situation: Situation) -> dict[str, str]:
    return {moment.key: wall(moment.at) for moment in moments_of(situation)}


def day(*facts: Fact) -> dict[str, str]:
    return of(situated([FIRST, SECOND], facts))


def test_every_start_has_its_silent_tick() -> None:
    assert (day()["tick:a"], day()["tick:b"]) == ("08:58", "09:58")


def test_an_end_is_looked_at_when_it_is_believed() -> None:
    assert day(*mic("9:00", "9:50"))["ended:a"] == "09:50:20"


def test_every_closing_is_looked_at_when_it_has_settled() -> None:
    assert "12:10:20" in day(*mic("12:00", "12:10")).values()


def test_a_card_that_was_shown_folds() -> None:
    assert day(*mic("9:00", "9:50"), fact("9:50:25", "shown", "a"))["fold:a:0"] == "09:51:10"


def test_a_card_of_the_day_folds_by_when_it_was_shown() -> None:
    assert day(fact("8:51", "shown", value="opening"))["opening:fold"] == "08:51:45"


def test_the_first_card_s_moment_is_another_than_the_second_s() -> None:
    ended = mic("9:00", "9:50")
    assert "card:a:1" in day(*ended, fact("9:50:40", "postpone", "a", 120))


def test_an_away_day_has_only_its_midnight() -> None:
    away = Session("v", FIRST.span, Kind.AWAY, all_day=True)
    assert list(of(situated([away, FIRST]))) == ["midnight"]


def test_keys_stay_when_the_day_is_planned_again() -> None:
    before, after = day(), day(fact("9:00", "shown", value="opening"))
    assert before.keys() <= after.keys()


def test_moments_come_in_the_order_of_time() -> None:
    times = [m.at for m in outstanding(moments_of(situated([FIRST])), at("8:00"), ())]
    assert times == sorted(times)


MOMENT = Moment("x", "look", at("9:00"), at("9:10"))


def test_one_that_is_done_is_out() -> None:
    assert outstanding([MOMENT], at("9:00"), {"x"}) == ()


def test_one_that_is_due_stays_until_it_is_past() -> None:
    assert outstanding([MOMENT], at("9:10"), ()) == (MOMENT,)


def test_one_that_is_past_is_out() -> None:
    assert outstanding([MOMENT], at("9:10") + MINUTE, ()) == ()


def test_of_two_at_one_instant_the_key_decides() -> None:
    other = replace(MOMENT, key="a")
    assert outstanding([MOMENT, other], at("8:00"), ()) == (other, MOMENT)
