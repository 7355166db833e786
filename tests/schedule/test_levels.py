"""A level for each practice, and by how long each level lets a break be put off."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from boundary.schedule.facts import FactKind
from boundary.schedule.policy import Level, OpeningForm, OwnLevel, Policy, Practice, ShutdownForm
from tests.schedule.builders import MINUTE, PLAIN, Played, at, session

FIRST = session("9:00", "9:50", "a")
SECOND = session("10:00", "10:50", "b")
LATER = session("13:00", "13:50", "c")
DAY = replace(PLAIN, opening=OpeningForm.SHORT, shutdown=ShutdownForm.SHORT)


def ended(policy: Policy, *sessions: object) -> Played:
    return Played(sessions or (FIRST, SECOND), policy).talks("9:00", "9:50")  # type: ignore[arg-type]


def put_off(level: Level, length: timedelta, *, times: int = 1) -> list[object]:
    """Return the lengths by which a break before 13:00 is put off, asked for *times*."""
    day = ended(replace(PLAIN, level=level), FIRST, LATER).until("9:50:22")
    for _ in range(times):
        day.today.postpone(day.now, length)
        day.until(f"{9 + (day.now.minute >= 57)}:{(day.now.minute + 3) % 60:02}")
    return [f.value for f in day.kept if f.kind is FactKind.POSTPONE]


@pytest.mark.parametrize("practice", list(Practice))
def test_a_practice_is_held_at_the_general_level_unless_it_has_its_own(practice: Practice) -> None:
    assert replace(PLAIN, level=Level.HOLD).level_of(practice) is Level.HOLD


def test_a_short_break_has_a_level_of_its_own() -> None:
    day = ended(replace(PLAIN, level_micro_break=OwnLevel.HOLD)).until("9:51")
    assert day.shown()[0] == ("09:50:20", "panel")


def test_a_longer_break_does_not_take_the_level_of_a_short_one() -> None:
    day = ended(replace(PLAIN, level_micro_break=OwnLevel.HOLD), FIRST, LATER).until("9:51")
    assert day.shown() == [("09:50:20", "card")]


def test_a_longer_break_has_a_level_of_its_own() -> None:
    day = ended(replace(PLAIN, level_transition=OwnLevel.HOLD), FIRST, LATER).until("9:50:30")
    assert day.shown() == [("09:50:20", "panel")]


def test_an_opening_at_the_ambient_level_is_not_put_to_her() -> None:
    day = Played((FIRST,), replace(DAY, level_opening=OwnLevel.AMBIENT)).until("9:00")
    assert day.did("opening") == []


def test_an_opening_stays_where_only_the_breaks_are_ambient() -> None:
    day = Played((FIRST,), replace(DAY, level=Level.AMBIENT, level_opening=OwnLevel.NUDGE))
    assert day.until("9:00").did("opening") != []


def test_a_shutdown_at_the_ambient_level_is_not_put_to_her() -> None:
    day = ended(replace(DAY, level_shutdown=OwnLevel.AMBIENT), FIRST).until("11:00")
    assert day.did("card") == []


def test_the_card_of_a_firmer_shutdown_stands_longer() -> None:
    day = ended(replace(DAY, level_shutdown=OwnLevel.GUARD), FIRST).until("11:00")
    assert day.did("close")[-1] == ("09:53:30", "shutdown_card", "folded")


@pytest.mark.parametrize("minutes", [2, 5])
def test_a_card_is_put_off_by_two_minutes_or_five(minutes: int) -> None:
    assert put_off(Level.NUDGE, minutes * MINUTE) == [minutes * 60]


def test_a_card_may_be_put_off_again() -> None:
    assert put_off(Level.NUDGE, 2 * MINUTE, times=2) == [120, 120]


@pytest.mark.parametrize(("level", "seconds"), [(Level.HOLD, 120), (Level.GUARD, 60)])
def test_a_firmer_level_has_its_own_length(level: Level, seconds: int) -> None:
    assert put_off(level, 5 * MINUTE) == [seconds]


@pytest.mark.parametrize("level", [Level.HOLD, Level.GUARD])
def test_a_firmer_level_is_put_off_once(level: Level) -> None:
    assert len(put_off(level, 2 * MINUTE, times=2)) == 1


def test_a_panel_stays_where_the_floor_would_not_fit() -> None:
    tight = session("9:55:30", "10:40", "b")
    day = ended(replace(PLAIN, level=Level.HOLD), FIRST, tight).until("9:50:22")
    day.today.postpone(day.now, 2 * MINUTE)
    assert day.today.standing is not None


def test_what_can_be_put_off_is_told() -> None:
    day = ended(PLAIN, FIRST, LATER).until("9:50:22")
    ready = day.today.situation(day.now).ready(day.now)
    assert ready is not None
    assert ready.postponable(day.now) == (2 * MINUTE, 5 * MINUTE)


def test_nothing_is_offered_that_would_leave_less_than_the_floor() -> None:
    day = ended(PLAIN).until("9:51:30")
    ready = day.today.situation(at("9:51:30")).ready(day.now)
    assert ready is not None
    assert ready.postponable(day.now) == (2 * MINUTE,)


def test_at_the_ambient_level_a_break_waits_in_today() -> None:
    day = ended(replace(PLAIN, level=Level.AMBIENT)).until("9:51")
    assert (day.shown(), day.today.glance(day.now).why) == ([], "in_today")
