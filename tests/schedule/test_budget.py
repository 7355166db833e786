"""Skips that are done at once and asked about once; cards that nobody answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from boundary.schedule.budget import KEPT, awaits_answer, spent
from boundary.schedule.facts import FactKind, SkipReason
from boundary.schedule.policy import Level
from tests.schedule.builders import PLAIN, Played, fact, session

HOURS = range(8, 16)
DAY = tuple(session(f"{hour}:00", f"{hour}:50", f"s{hour}") for hour in HOURS)
HOLD = replace(PLAIN, level=Level.HOLD)
GUARD = replace(PLAIN, level=Level.GUARD)


def skipped(times: int, policy: object = HOLD, reason: SkipReason | None = None) -> Played:
    """Return a day on which the first *times* cards were let go."""
    day = Played(DAY, policy)  # type: ignore[arg-type]
    for hour in list(HOURS)[:times]:
        day.talks(f"{hour}:00", f"{hour}:50").until(f"{hour}:50:22")
        day.today.skip(day.now, reason)
    return day


def ignored(gaps: int) -> Played:
    """Return a day on which nobody answered the first *gaps* cards."""
    day = Played(DAY)
    for hour in list(HOURS)[:gaps]:
        day.talks(f"{hour}:00", f"{hour}:50")
    return day.until(f"{HOURS[0] + gaps}:00")


def lines(day: Played) -> list[str]:
    return [what for _, what, _ in day.did("say")]


@pytest.mark.parametrize(("policy", "times"), [(HOLD, 4), (GUARD, 2)])
def test_within_the_budget_nothing_is_asked(policy: object, times: int) -> None:
    assert "lighter" not in lines(skipped(times, policy))


@pytest.mark.parametrize(("policy", "times"), [(HOLD, 5), (GUARD, 3)])
def test_one_more_skip_is_done_and_asked_about(policy: object, times: int) -> None:
    day = skipped(times, policy)
    assert [act.why for act in day.acts if act.act == "close"] == ["skipped"] * times
    assert lines(day).count("lighter") == 1


def test_it_is_asked_once_a_day() -> None:
    assert lines(skipped(7)).count("lighter") == 1


def test_a_small_card_needs_no_budget() -> None:
    assert "lighter" not in lines(skipped(7, PLAIN))


def test_a_skip_for_a_client_spends_nothing() -> None:
    assert "lighter" not in lines(skipped(6, HOLD, SkipReason.CLIENT_NEED))


def test_a_skip_before_a_call_spends_nothing() -> None:
    said = [fact("9:50:20", "skip", "a"), fact("9:51:10", "mic_open")]
    assert spent(said) == 0


def test_a_skip_keeps_its_reason() -> None:
    day = skipped(1, HOLD, SkipReason.RUNNING_LATE)
    assert [f.value for f in day.kept if f.kind is FactKind.SKIP] == ["running_late"]


def test_the_lighter_form_is_a_card_from_the_next_gap_on() -> None:
    day = skipped(5).says("12:52", "level", "", "L1")
    day.talks("13:00", "13:50").until("13:51")
    assert day.shown()[-1] == ("13:50:20", "card")


def test_what_stands_when_it_becomes_lighter_stays_what_it_is() -> None:
    day = Played(DAY, HOLD).talks("8:00", "8:50").says("8:50:22", "level", "", "L1")
    assert day.until("8:51").shown() == [("08:50:20", "panel"), ("08:50:45", "break")]


@pytest.mark.parametrize("answer", [("shown", "", KEPT), ("level", "", "L1")])
def test_an_answer_ends_the_question(answer: tuple[str, str, str]) -> None:
    day = skipped(5)
    assert awaits_answer(Level.HOLD, day.kept)
    day.says("12:51", *answer)
    assert not awaits_answer(Level.HOLD, day.kept)


def test_three_cards_running_that_nobody_answers_are_the_last_of_the_day() -> None:
    day = ignored(6)
    assert len(day.did("card")) == 3
    assert lines(day).count("resting") == 1


def test_two_ignored_cards_are_not_enough() -> None:
    assert len(ignored(3).did("card")) == 3
    assert "resting" not in lines(ignored(2))


def test_an_answer_between_begins_the_count_anew() -> None:
    day = ignored(2)
    day.talks("10:00", "10:50").until("10:50:22")
    day.today.skip(day.now)
    day.talks("11:00", "11:50").talks("12:00", "12:50").talks("13:00", "13:50").until("13:51")
    assert len(day.did("card")) == 6


def test_clinical_need_spends_nothing() -> None:
    day = Played(DAY, HOLD)
    for hour in HOURS:
        day.talks(f"{hour}:00", f"{hour}:50").says(f"{hour}:50:22", "clinical_need")
        day.says(f"{hour}:50:40", "resume")
    assert spent(day.kept) == 0
