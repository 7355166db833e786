"""Which ritual an offer gets."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.rituals.choice import choose
from boundary.rituals.ritual import fit
from boundary.schedule.sessions import Kind

offers = st.timedeltas(timedelta(seconds=45), timedelta(minutes=60))


def chosen(
    minutes: float, *, after: Kind | None = None, heavy: bool = False, recovery: bool = False
) -> str | None:
    ritual = choose(timedelta(minutes=minutes), after=after, heavy=heavy, recovery=recovery)
    return ritual.id if ritual else None


def steps(minutes: float, after: Kind) -> list[str]:
    ritual = choose(timedelta(minutes=minutes), after=after)
    assert ritual is not None
    return [step.id for step in fit(ritual, timedelta(minutes=minutes))]


@pytest.mark.parametrize(
    ("minutes", "ritual"),
    [
        (0, None),
        (0.74, None),
        (0.75, "threshold"),
        (1.49, "threshold"),
        (1.5, "reset_breath"),
        (3.99, "reset_breath"),
        (4, "clear_return"),
        (7.99, "clear_return"),
        (8, "ten"),
        (12.99, "ten"),
        (13, "recover"),
        (40, "recover"),
    ],
)
def test_the_tier_goes_by_the_offer(minutes: float, ritual: str | None) -> None:
    assert chosen(minutes) == ritual


@pytest.mark.parametrize(
    ("minutes", "ritual"),
    [
        (0.5, None),
        (1, "threshold"),
        (1.84, "reset_breath"),
        (1.85, "heavy_5"),
        (7.9, "heavy_5"),
        (8, "block_walk"),
        (15, "block_walk"),
    ],
)
def test_a_heavy_hour_gets_the_walk_or_the_short_form_for_it(
    minutes: float, ritual: str | None
) -> None:
    assert chosen(minutes, heavy=True) == ritual


@pytest.mark.parametrize(("minutes", "ritual"), [(15, "recover"), (9, "recover"), (8, "ten")])
def test_a_freed_slot_rests_where_the_rest_fits(minutes: float, ritual: str) -> None:
    assert chosen(minutes, recovery=True) == ritual


def test_after_a_group_the_eyes_go_first() -> None:
    assert steps(8, Kind.GROUP)[:2] == ["far_look", "close_call"]


def test_after_couples_the_shoulders_go_first_and_the_hour_is_set_down_last() -> None:
    ids = steps(8, Kind.COUPLES)

    assert (ids[0], ids[-1]) == ("shoulders", "set_down")


def test_after_couples_the_hour_is_set_down_once() -> None:
    assert steps(5, Kind.COUPLES).count("set_down") == 1


def test_after_an_intake_the_threads_are_parked_first_and_once() -> None:
    ids = steps(5, Kind.INTAKE)

    assert ids[0] == "park_it"
    assert ids.count("park_it") == 1


def test_an_added_opening_is_dropped_where_it_does_not_fit() -> None:
    ritual = choose(timedelta(minutes=4), after=Kind.GROUP)
    assert ritual is not None

    assert "far_look" not in [step.id for step in fit(ritual, ritual.least)]


def test_an_ordinary_session_changes_nothing() -> None:
    assert choose(timedelta(minutes=5), after=Kind.SESSION) == choose(timedelta(minutes=5))


@given(offers, st.sampled_from([None, *Kind]), st.booleans(), st.booleans())
def test_what_is_chosen_fits_the_offer(
    offer: timedelta, after: Kind | None, heavy: bool, recovery: bool
) -> None:
    ritual = choose(offer, after=after, heavy=heavy, recovery=recovery)

    assert ritual is not None
    assert fit(ritual, offer)


@given(offers, offers)
def test_a_longer_offer_never_gets_a_smaller_ritual(one: timedelta, other: timedelta) -> None:
    short, long = (choose(offer) for offer in sorted((one, other)))

    assert short is not None
    assert long is not None
    assert short.least <= long.least
