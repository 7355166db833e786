"""Rituals of her own: what may be kept, and what becomes of it in a gap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.rituals import choice, library
from boundary.rituals.own import (
    LENGTHS,
    MOST_STEPS,
    MOST_TEXT,
    MOST_TITLE,
    SPARE,
    OwnRitual,
    OwnStep,
    as_it_came,
    gap_rituals,
    gap_steps,
    problems,
    room,
)
from boundary.rituals.repertoire import Repertoire
from boundary.rituals.ritual import Tier, fit
from boundary.rituals.variants import Variant
from boundary.schedule.gaps import BEFORE_PREP
from boundary.schedule.sessions import Kind

SECOND = timedelta(seconds=1)
KETTLE = OwnStep("reset_breath.1", "Fill the kettle.", 20)

offers = st.timedeltas(timedelta(seconds=45), timedelta(minutes=60))
kinds = st.sampled_from([None, *Kind])
all_variants = st.frozensets(st.sampled_from(Variant))
ids = st.sampled_from([each.id for each in gap_rituals()])


def breath(*steps: str, optional: str = "", own: tuple[OwnStep, ...] = ()) -> OwnRitual:
    return OwnRitual("reset_breath", "", steps, frozenset(optional.split()), own)


def with_kettle(step: OwnStep = KETTLE) -> OwnRitual:
    return breath("close_call", step.id, own=(step,))


def fields_of(own: OwnRitual) -> list[str]:
    return [problem.field for problem in problems(own)]


@st.composite
def changed(draw: st.DrawFn) -> OwnRitual:
    """A ritual after a number of changes, whole or not."""
    own = as_it_came(draw(ids))
    library_ids = [step.id for step in gap_steps()]
    for _ in range(draw(st.integers(0, 8))):
        place = draw(st.integers(0, len(own.steps)))
        match draw(st.sampled_from(["add", "own", "drop", "move", "optional"])):
            case "add":
                fresh = [id for id in library_ids if id not in own.steps]
                own = own.adding(draw(st.sampled_from(fresh)), place)
            case "own":
                own = own.adding_own(place)
                step = replace(
                    own.own_steps[-1], text="Look up.", seconds=draw(st.integers(*LENGTHS))
                )
                own = own.with_own(step)
            case "drop" if own.steps:
                own = own.without(own.steps[place % len(own.steps)])
            case "move" if own.steps:
                own = own.moved(place % len(own.steps), draw(st.integers(0, len(own.steps) - 1)))
            case "optional" if own.steps:
                own = own.with_optional(own.steps[place % len(own.steps)], draw(st.booleans()))
    return own


whole_ones = changed().filter(lambda own: not problems(own))


@st.composite
def repertoires(draw: st.DrawFn) -> Repertoire:
    own = draw(st.lists(whole_ones, max_size=3, unique_by=lambda each: each.id))
    made = Repertoire(tuple(own), draw(all_variants))
    for id in draw(st.lists(ids, max_size=3)):
        if library.ritual(id).tier is not Tier.ANY:
            made = made.preferring(id)
    return made


@pytest.mark.parametrize("id", [each.id for each in gap_rituals()])
def test_a_ritual_as_it_came_has_no_problem(id: str) -> None:
    assert problems(as_it_came(id)) == ()


def test_a_ritual_of_the_day_is_not_hers_to_change() -> None:
    assert fields_of(OwnRitual("shutdown_std", steps=("phrase",))) == ["id"]


@pytest.mark.parametrize("text", ["", " ", "two\nlines", " spaced", "x" * (MOST_TEXT + 1), "\x07"])
def test_a_step_of_her_own_is_one_short_line(text: str) -> None:
    assert fields_of(with_kettle(replace(KETTLE, text=text))) == ["own_steps[0].text"]


@pytest.mark.parametrize("seconds", [-5, 0, 2, 1201])
def test_a_step_of_her_own_has_limits(seconds: int) -> None:
    assert fields_of(with_kettle(replace(KETTLE, seconds=seconds))) == ["own_steps[0].seconds"]


@pytest.mark.parametrize(
    "id", ["kettle", "pace6", "reset_breath", "reset_breath.", "ten.1", "reset_breath.01"]
)
def test_a_step_of_her_own_is_called_after_its_ritual(id: str) -> None:
    assert "own_steps[0].id" in fields_of(with_kettle(replace(KETTLE, id=id)))


def test_a_step_of_her_own_that_is_not_used_is_a_problem() -> None:
    assert fields_of(breath("close_call", own=(KETTLE,))) == ["own_steps[0].id"]


def test_two_steps_of_her_own_have_two_names() -> None:
    assert fields_of(breath(KETTLE.id, own=(KETTLE, KETTLE))) == ["own_steps[1].id"]


@pytest.mark.parametrize("title", ["x" * (MOST_TITLE + 1), "two\nlines", " "])
def test_a_name_is_one_short_line(title: str) -> None:
    assert fields_of(replace(with_kettle(), title=title)) == ["title"]


@pytest.mark.parametrize("step", ["phrase", "inbox", "workspace", "nothing_like_it", "ten.1"])
def test_a_step_that_no_gap_has_is_a_problem(step: str) -> None:
    assert fields_of(breath("close_call", step)) == ["steps"]


def test_a_step_comes_once() -> None:
    assert fields_of(breath("sigh", "sigh")) == ["steps"]


def test_a_ritual_has_a_step() -> None:
    assert fields_of(breath()) == ["steps"]


def test_a_ritual_has_few_steps() -> None:
    many = [step.id for step in gap_steps()][: MOST_STEPS + 1]
    assert fields_of(breath(*many)) == ["steps"]


def test_not_every_step_is_optional() -> None:
    assert fields_of(breath("sigh", optional="sigh")) == ["optional"]


def test_what_is_optional_is_a_step() -> None:
    assert fields_of(breath("sigh", optional="pace6")) == ["optional"]


def test_every_problem_is_named_at_once() -> None:
    wrong = OwnStep("kettle", "", 1)
    own = replace(breath("sigh", "sigh", optional="rest", own=(wrong,)), title=" ")

    assert fields_of(own) == [
        "title",
        "own_steps[0].id",
        "own_steps[0].text",
        "own_steps[0].seconds",
        "steps",
        "optional",
    ]


def test_what_is_not_optional_ends_before_the_smallest_gap_of_its_size_does() -> None:
    long = replace(KETTLE, seconds=78)

    assert fields_of(with_kettle(long)) == ["steps"]
    assert fields_of(with_kettle(replace(long, seconds=77))) == []


def test_what_is_optional_may_be_long() -> None:
    long = replace(KETTLE, seconds=1200)

    assert fields_of(replace(with_kettle(long), optional=frozenset({long.id}))) == []


def test_a_problem_does_not_repeat_her_words() -> None:
    own = replace(with_kettle(replace(KETTLE, text="Ada" * 40)), title="Ada" * 40)

    assert "Ada" not in str(problems(own))


def test_her_words_are_in_no_repr() -> None:
    own = replace(with_kettle(), title="Kettle time")

    made = Repertoire((own,))

    assert "ettle" not in repr((made, made.ritual("reset_breath"), made.step(KETTLE.id)))


def test_steps_end_as_long_before_prep_as_the_day_plans() -> None:
    assert SPARE == BEFORE_PREP


def test_a_step_moves() -> None:
    assert breath("sigh", "water", "rest").moved(0, 2).steps == ("water", "rest", "sigh")


def test_a_new_step_of_her_own_takes_a_free_number() -> None:
    two = with_kettle().adding_own(0).adding_own(0).without("reset_breath.2").adding_own(0)

    assert two.steps[:2] == ("reset_breath.2", "reset_breath.3")


def test_what_is_taken_out_is_gone_everywhere() -> None:
    own = replace(with_kettle(), optional=frozenset({KETTLE.id}))

    assert own.without(KETTLE.id) == breath("close_call")


def test_without_anything_of_hers_a_repertoire_is_the_library() -> None:
    assert {each: Repertoire().ritual(each) for each in library.rituals()} == library.rituals()


@given(offers, kinds, st.booleans(), st.booleans())
def test_without_anything_of_hers_the_choice_is_the_usual_one(
    offer: timedelta, after: Kind | None, heavy: bool, recovery: bool
) -> None:
    assert Repertoire().choose(offer, after=after, heavy=heavy, recovery=recovery) == choice.choose(
        offer, after=after, heavy=heavy, recovery=recovery
    )


def test_her_ritual_comes_where_the_one_it_stands_for_would() -> None:
    chosen = Repertoire((with_kettle(),)).choose(timedelta(minutes=2))

    assert chosen is not None
    assert [step.text for step in chosen.steps] == [
        library.step("close_call").text,
        "Fill the kettle.",
    ]


def test_her_step_is_found_by_its_id() -> None:
    assert Repertoire((with_kettle(),)).step(KETTLE.id).ideal == 20 * SECOND


@pytest.mark.parametrize("id", ["reset_breath.2", "ten.1", "sprint"])
def test_an_unknown_step_is_a_key_error(id: str) -> None:
    with pytest.raises(KeyError):
        Repertoire((with_kettle(),)).step(id)


def test_her_name_for_it_is_its_title() -> None:
    own = replace(with_kettle(), title="Kettle time")

    assert Repertoire((own,)).ritual("reset_breath").title == "Kettle time"


def test_what_is_given_back_as_it_came_is_no_longer_hers() -> None:
    assert Repertoire((with_kettle(),)).holding(as_it_came("reset_breath")) == Repertoire()


def test_the_usual_name_written_out_is_no_change() -> None:
    written = replace(as_it_came("ten"), title=library.ritual("ten").title)

    assert not Repertoire().holding(written).is_own("ten")


def test_what_variants_leave_nothing_of_comes_as_it_came() -> None:
    made = Repertoire((breath("daylight"),), frozenset({Variant.SCREEN_READER}))

    assert made.is_set_aside("reset_breath")
    assert made.ritual("reset_breath").steps[0].id == "close_call"


def test_a_preferred_ritual_comes_first_in_its_size_of_break() -> None:
    chosen = Repertoire().preferring("reset_eyes").choose(timedelta(minutes=2))

    assert chosen is not None
    assert chosen.id == "reset_eyes"


def test_the_last_one_preferred_of_a_size_stays() -> None:
    made = Repertoire().preferring("reset_eyes").preferring("reset_residue")

    assert made.preferred == {"reset_residue"}


def test_preferring_the_usual_one_is_no_preference() -> None:
    assert Repertoire().preferring("reset_eyes").preferring("reset_breath") == Repertoire()


def test_a_freed_slot_still_rests_where_a_walk_is_preferred() -> None:
    chosen = Repertoire().preferring("block_walk").choose(timedelta(minutes=15), recovery=True)

    assert chosen is not None
    assert chosen.id == "recover"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Repertoire((with_kettle(), with_kettle())),
        lambda: Repertoire((breath(),)),
        lambda: Repertoire(preferred=frozenset({"ten", "ten_seated"})),
        lambda: Repertoire(preferred=frozenset({"aftercare"})),
        lambda: Repertoire(preferred=frozenset({"shutdown_std"})),
    ],
)
def test_a_repertoire_is_whole(wrong: Callable[[], Repertoire]) -> None:
    with pytest.raises(ValueError, match=r"own|preferred"):
        wrong()


@given(all_variants, ids)
def test_variants_leave_every_ritual_a_step_that_stays(
    variants: frozenset[Variant], id: str
) -> None:
    ritual = Repertoire((), variants).ritual(id)

    assert len(ritual.steps) > len(ritual.optional)


@given(all_variants, ids)
def test_variants_leave_every_ritual_short_enough_for_its_size(
    variants: frozenset[Variant], id: str
) -> None:
    ritual = Repertoire((), variants).ritual(id)
    most = room(ritual.tier)

    assert most is None or fit(ritual, most)


@given(whole_ones, all_variants)
def test_what_is_hers_fits_where_its_size_begins(
    own: OwnRitual, variants: frozenset[Variant]
) -> None:
    ritual = Repertoire((own,), variants).ritual(own.id)
    most = room(ritual.tier)

    assert most is None or fit(ritual, most)


@given(repertoires(), offers, kinds, st.booleans(), st.booleans())
def test_what_is_chosen_of_hers_fits_the_offer(
    made: Repertoire, offer: timedelta, after: Kind | None, heavy: bool, recovery: bool
) -> None:
    chosen = made.choose(offer, after=after, heavy=heavy, recovery=recovery)

    assert chosen is not None
    assert fit(chosen, offer)


@given(repertoires(), offers, kinds, st.booleans(), st.booleans())
def test_every_step_that_is_chosen_can_be_found_again(
    made: Repertoire, offer: timedelta, after: Kind | None, heavy: bool, recovery: bool
) -> None:
    chosen = made.choose(offer, after=after, heavy=heavy, recovery=recovery)

    assert chosen is not None
    assert [made.step(step.id) for step in chosen.steps] == list(chosen.steps)


@given(changed())
def test_whatever_is_done_to_a_ritual_its_problems_can_be_told(own: OwnRitual) -> None:
    assert all(problem.field and problem.sentence for problem in problems(own))
