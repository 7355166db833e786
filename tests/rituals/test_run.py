"""A ritual under way."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.rituals.ritual import TimedStep
from boundary.rituals.run import Place, Run

STEPS = (TimedStep("close_call", 10), TimedStep("pace6", 40), TimedStep("intention", 10))


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def run(enough: float = 60) -> Run:
    return Run(STEPS, seconds(enough))


def test_it_begins_with_the_first_step() -> None:
    assert run().at(seconds(0)) == Place(0, 0.0, 0.0, over=False)


def test_a_step_ends_where_the_next_begins() -> None:
    assert run().at(seconds(10)).index == 1


def test_it_says_how_much_of_the_step_and_of_the_whole_has_gone() -> None:
    assert run().at(seconds(30)) == Place(1, 0.5, 0.5, over=False)


def test_when_it_is_over_the_last_step_stays() -> None:
    assert run().at(seconds(100)) == Place(2, 1.0, 1.0, over=True)


def test_time_before_the_start_is_the_start() -> None:
    assert run().at(seconds(-5)) == run().at(seconds(0))


def test_passing_a_step_begins_the_next_one() -> None:
    place = run().next(seconds(25)).at(seconds(25))

    assert (place.index, place.share) == (2, 0.0)


def test_passing_the_last_step_ends_it() -> None:
    assert run().next(seconds(55)).at(seconds(55)).over


def test_passing_what_is_over_changes_nothing() -> None:
    assert run().next(seconds(70)) == run()


def test_it_is_enough_at_the_offer() -> None:
    assert run(enough=45).is_enough(seconds(45))


def test_it_is_not_enough_before_the_offer() -> None:
    assert not run(enough=45).is_enough(seconds(44))


def test_steps_that_were_passed_do_not_make_it_enough() -> None:
    hurried = run(enough=45)
    for _ in STEPS:
        hurried = hurried.next(seconds(1))

    assert hurried.at(seconds(1)).over
    assert not hurried.is_enough(seconds(1))


def test_a_run_without_steps_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Run((), seconds(60))


@given(st.floats(0, 120), st.floats(0, 120))
def test_it_only_goes_forward(one: float, other: float) -> None:
    before, after = (run().at(seconds(each)) for each in sorted((one, other)))

    assert (before.index, before.share) <= (after.index, after.share)
    assert before.whole <= after.whole
