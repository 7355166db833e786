"""The same rituals for other bodies and other rooms."""

from collections.abc import Callable
from datetime import timedelta
from itertools import permutations

import pytest

from boundary.rituals.choice import choose
from boundary.rituals.library import ritual, rituals
from boundary.rituals.ritual import Position, Ritual, fit
from boundary.rituals.variants import no_breath_focus, no_private_space, seated

Variant = Callable[[Ritual], Ritual]


def ids(some: Ritual) -> list[str]:
    return [step.id for step in some.steps]


def test_seated_a_walk_is_a_movement_in_the_chair() -> None:
    assert ids(seated(ritual("block_walk")))[2] == "seat_move"


def test_seated_the_room_is_left_by_rinsing_the_hands() -> None:
    assert ids(seated(ritual("clear_return")))[1] == "rinse"


def test_what_has_no_stand_in_goes() -> None:
    assert "toilet" not in ids(seated(ritual("ten")))


def test_without_breath_focus_there_is_ground_to_feel() -> None:
    assert ids(no_breath_focus(ritual("reset_breath")))[2] == "ground3"


def test_a_stand_in_does_not_come_twice() -> None:
    assert ids(no_breath_focus(ritual("heavy_5")))[4] == "far_look"


def test_without_a_private_space_no_hand_goes_to_the_heart() -> None:
    assert "kind" not in ids(no_private_space(ritual("heavy_5")))


def test_what_stands_in_for_an_optional_step_is_optional() -> None:
    assert no_breath_focus(ritual("reset_residue")).optional == {"ground3"}


@pytest.mark.parametrize("order", list(permutations([seated, no_breath_focus, no_private_space])))
@pytest.mark.parametrize("id", rituals())
def test_in_any_order_together_they_leave_nothing_ruled_out(
    id: str, order: tuple[Variant, ...]
) -> None:
    some = ritual(id)
    for variant in order:
        some = variant(some)

    assert some.steps
    for step in some.steps:
        assert Position.SEATED in step.positions
        assert not step.tags & {"breath_focus", "private_space"}


@pytest.mark.parametrize("variant", [seated, no_breath_focus, no_private_space])
@pytest.mark.parametrize("seconds", [45, 90, 240, 480, 780])
def test_a_variant_fits_where_the_tier_begins(seconds: int, variant: Variant) -> None:
    offer = timedelta(seconds=seconds)
    chosen = choose(offer)
    assert chosen is not None

    assert fit(variant(chosen), offer)
