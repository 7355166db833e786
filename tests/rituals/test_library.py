"""The rituals that come with Boundary: their lengths, their words, their order."""

import re
import textwrap

import pytest

from boundary.rituals.library import ritual, rituals, step, steps
from boundary.rituals.ritual import SECOND, Position

LENGTHS = {
    "threshold": (25, 53, 110),
    "reset_breath": (58, 91, 365),
    "reset_eyes": (68, 133, 450),
    "reset_residue": (48, 98, 175),
    "clear_return": (133, 236, 675),
    "clear_seated": (153, 248, 690),
    "heavy_5": (131, 208, 575),
    "ten": (268, 453, 1080),
    "ten_seated": (273, 488, 1110),
    "peer_10": (208, 363, 960),
    "block_walk": (361, 596, 1125),
    "recover": (508, 1013, 2010),
    "aftercare": (210, 655, 1610),
    "open_10": (355, 698, 1070),
    "open_short": (32, 60, 120),
    "lunch_off": (1200, 1800, 3600),
    "shutdown_std": (163, 410, 875),
    "shutdown_light": (103, 260, 515),
    "shutdown_short": (48, 95, 185),
}
"""Shortest, ideal and longest seconds with every step."""


def test_every_ritual_has_a_known_length() -> None:
    assert rituals().keys() == LENGTHS.keys()


@pytest.mark.parametrize("id", LENGTHS)
def test_a_ritual_is_as_long_as_it_says(id: str) -> None:
    whole = ritual(id)

    assert (whole.shortest, whole.ideal, whole.longest) == tuple(
        seconds * SECOND for seconds in LENGTHS[id]
    )


def test_no_step_is_missing() -> None:
    gap = """
        close_call leave_frame far_look name_it ground3 sigh pace6 soft_breath shoulders stand
        seat_move rinse water toilet snack leave_room walk_in walk_block daylight rest
        sit_mindful ping_peer kind park_it set_down intention consult risk_note
    """
    day = """
        workspace shape leave_screen tomorrow loops notes_slot inbox arm_reply energy good
        put_away phrase
    """

    assert list(steps()) == [*gap.split(), *day.split()]


@pytest.mark.parametrize("id", steps())
def test_a_text_is_two_calm_lines_at_most(id: str) -> None:
    text = step(id).text

    assert len(text) <= 70
    assert len(textwrap.wrap(text, 36)) <= 2
    assert re.fullmatch(r"[A-Z][^!]*[.?]", text)


@pytest.mark.parametrize("id", steps())
def test_a_step_leaves_the_room_when_it_can_be_done_nowhere_in_it(id: str) -> None:
    indoors = step(id).positions & {Position.SEATED, Position.UPRIGHT}

    assert step(id).leaves_room == (not indoors)


@pytest.mark.parametrize("id", [id for id in steps() if step(id).breath])
def test_a_paced_breath_is_longer_out_than_in_and_fits_into_its_step(id: str) -> None:
    breath = step(id).breath

    assert breath is not None
    assert breath.inward < breath.outward
    assert breath.inward + breath.outward <= step(id).shortest


@pytest.mark.parametrize("id", steps())
def test_what_stands_in_for_a_step_is_a_step(id: str) -> None:
    assert set(step(id).stand_ins) <= steps().keys() - {id}


def test_a_ritual_in_a_gap_begins_with_the_end_of_the_call() -> None:
    firsts = {each.steps[0].id for each in rituals().values() if each.tier != "day"}

    assert firsts == {"close_call"}


def test_the_light_shutdown_is_the_standard_one_without_loops_and_notes() -> None:
    standard = [step.id for step in ritual("shutdown_std").steps]

    assert [step.id for step in ritual("shutdown_light").steps] == [
        id for id in standard if id not in {"loops", "notes_slot"}
    ]


def test_a_closing_ends_with_the_phrase() -> None:
    lasts = {each.steps[-1].id for each in rituals().values() if each.id.startswith("shutdown")}

    assert lasts == {"phrase"}


def test_an_unknown_ritual_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        ritual("sprint")
