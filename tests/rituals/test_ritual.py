"""Fitting a ritual into the time there is."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.rituals.ritual import Ritual, Step, TimedStep, fit

SECOND = timedelta(seconds=1)


def step(id: str, shortest: int, ideal: int, longest: int) -> Step:
    return Step(id, f"Do {id}.", shortest * SECOND, ideal * SECOND, longest * SECOND)


def ritual(*steps: Step, optional: str = "") -> Ritual:
    return Ritual("sample", "Sample", steps, optional=frozenset(optional))


def lengths(fitted: tuple[TimedStep, ...]) -> dict[str, int]:
    return {each.id: each.seconds for each in fitted}


@st.composite
def rituals(draw: st.DrawFn) -> Ritual:
    steps = []
    for id in "abcdefgh"[: draw(st.integers(1, 8))]:
        three = draw(st.lists(st.integers(1, 400), min_size=3, max_size=3))
        steps.append(step(id, *sorted(three)))
    optional = draw(st.sets(st.sampled_from([each.id for each in steps])))
    return ritual(*steps, optional="".join(optional))


available = st.timedeltas(timedelta(0), timedelta(minutes=60))


def test_at_its_shortest_every_step_has_its_shortest() -> None:
    both = ritual(step("a", 10, 20, 40), step("b", 5, 5, 9))

    assert lengths(fit(both, 15 * SECOND)) == {"a": 10, "b": 5}


def test_time_goes_to_the_ideal_in_proportion_first() -> None:
    both = ritual(step("a", 10, 30, 30), step("b", 10, 20, 100))

    assert lengths(fit(both, 35 * SECOND)) == {"a": 20, "b": 15}


def test_time_beyond_the_ideal_goes_towards_the_longest() -> None:
    both = ritual(step("a", 10, 30, 30), step("b", 10, 20, 100))

    assert lengths(fit(both, 90 * SECOND)) == {"a": 30, "b": 60}


def test_what_no_step_can_hold_is_left_over() -> None:
    both = ritual(step("a", 10, 30, 30), step("b", 10, 20, 100))

    assert lengths(fit(both, 500 * SECOND)) == {"a": 30, "b": 100}


def test_the_last_optional_step_goes_first() -> None:
    four = ritual(*(step(id, 10, 10, 10) for id in "abcd"), optional="bd")

    assert list(lengths(fit(four, 39 * SECOND))) == ["a", "b", "c"]


def test_no_more_optional_steps_go_than_have_to() -> None:
    four = ritual(*(step(id, 10, 10, 10) for id in "abcd"), optional="bd")

    assert list(lengths(fit(four, 29 * SECOND))) == ["a", "c"]


def test_a_ritual_that_does_not_fit_is_no_ritual() -> None:
    assert fit(ritual(step("a", 10, 10, 10)), 9 * SECOND) == ()


def test_a_part_of_a_second_is_not_given_to_a_step() -> None:
    fitted = fit(ritual(step("a", 10, 20, 30)), timedelta(seconds=12, milliseconds=900))

    assert lengths(fitted) == {"a": 12}


def test_the_earlier_of_two_equal_steps_gets_the_odd_second() -> None:
    twins = ritual(step("a", 1, 5, 5), step("b", 1, 5, 5))

    assert lengths(fit(twins, 5 * SECOND)) == {"a": 3, "b": 2}


def test_a_negative_time_holds_nothing() -> None:
    assert fit(ritual(step("a", 1, 1, 1)), -SECOND) == ()


@given(rituals(), available)
def test_the_sum_is_the_whole_time_or_all_the_steps_can_hold(
    some: Ritual, available: timedelta
) -> None:
    fitted = fit(some, available)
    kept = {each.id for each in fitted}
    most = sum(step.longest // SECOND for step in some.steps if step.id in kept)

    assert sum(lengths(fitted).values()) == min(available // SECOND, most)


@given(rituals(), available)
def test_every_step_lies_within_its_own_lengths(some: Ritual, available: timedelta) -> None:
    by_id = {step.id: step for step in some.steps}

    for id, seconds in lengths(fit(some, available)).items():
        assert by_id[id].shortest <= seconds * SECOND <= by_id[id].longest


@given(rituals(), available)
def test_the_order_is_kept_and_only_optional_steps_are_missing(
    some: Ritual, available: timedelta
) -> None:
    kept = [each.id for each in fit(some, available)]

    if kept:
        dropped = some.optional - set(kept)
        assert kept == [step.id for step in some.steps if step.id not in dropped]


@given(rituals(), available)
def test_it_fits_exactly_when_its_required_steps_do(some: Ritual, available: timedelta) -> None:
    assert bool(fit(some, available)) == (some.least <= available) or not some.least


@given(rituals(), available, available)
def test_more_time_never_gives_less(some: Ritual, one: timedelta, other: timedelta) -> None:
    shorter, longer = (lengths(fit(some, each)) for each in sorted((one, other)))

    assert shorter.keys() <= longer.keys()
    assert sum(shorter.values()) <= sum(longer.values())


@given(rituals(), available, available)
def test_with_the_same_steps_more_time_takes_at_most_a_rounding_second_from_one(
    some: Ritual, one: timedelta, other: timedelta
) -> None:
    shorter, longer = (lengths(fit(some, each)) for each in sorted((one, other)))

    if shorter.keys() == longer.keys():
        assert all(longer[id] >= seconds - 1 for id, seconds in shorter.items())


@pytest.mark.parametrize("three", [(0, 1, 1), (2, 1, 3), (1, 3, 2)])
def test_a_step_whose_lengths_are_out_of_order_is_refused(three: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="not in order"):
        step("a", *three)


def test_a_step_that_is_not_whole_seconds_is_refused() -> None:
    half = timedelta(milliseconds=500)

    with pytest.raises(ValueError, match="whole seconds"):
        Step("a", "Do a.", half, half, half)


def test_a_ritual_with_the_same_step_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        ritual(step("a", 1, 1, 1), step("a", 1, 1, 1))


def test_an_optional_step_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="optional"):
        ritual(step("a", 1, 1, 1), optional="b")
