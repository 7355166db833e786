"""What holds for every day, however rude: tried on random practices and lives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from boundary.schedule.acts import Act
from boundary.schedule.blocks import DayPlan
from boundary.schedule.facts import FactKind
from boundary.schedule.gaps import BEFORE_PREP
from boundary.schedule.plan import plan_day
from boundary.schedule.sessions import Session
from tests.simulation.living import OFFERS, Living
from tests.simulation.worlds import World, world

MANY = settings(max_examples=120, derandomize=True, deadline=None)
FEW = settings(max_examples=40, derandomize=True, deadline=None)
SEEDS = st.integers(0, 2**32)


def lived(seed: int, *, looks: bool = False, replays: bool = False) -> Living:
    """Return the world of *seed* after its day was lived."""
    life = Living(world(Random(seed)), Random(seed), looks=looks, replays=replays)
    life.live()
    return life


@MANY
@given(SEEDS)
def test_nothing_is_shown_over_contact_and_a_second_tick_does_nothing(seed: int) -> None:
    assert lived(seed).wrong == []


@FEW
@given(SEEDS)
@example(424)  # company that she begins and ends in one second
def test_the_facts_alone_bring_a_fresh_day_to_the_same_state(seed: int) -> None:
    assert lived(seed, replays=True).wrong == []


@FEW
@given(SEEDS)
def test_a_look_between_changes_no_act(seed: int) -> None:
    assert shape(lived(seed, looks=True)) == shape(lived(seed))


@FEW
@given(SEEDS)
def test_a_gap_has_one_card_unless_she_put_it_off_or_its_end_was_taken_back(seed: int) -> None:
    life = lived(seed)
    put_off = Counter(
        f.key for f in life.facts if f.kind in (FactKind.POSTPONE, FactKind.NOTES_FIRST)
    )
    cards = Counter((a.key, a.offer.life.span.end) for a in life.acts if a.offer and is_card(a))
    for (key, _), count in cards.items():
        assert count <= 1 + put_off[key]


@FEW
@given(SEEDS)
def test_no_moment_is_acted_on_twice(seed: int) -> None:
    life = lived(seed)
    ticks = Counter(act.key for act in life.acts if act.act == "tick")
    once = Counter((a.act, a.at.date()) for a in life.acts if a.act in ("opening", "aftercare"))
    assert all(count == 1 for count in ticks.values())
    assert all(count == 1 for (act, _), count in once.items() if act == "opening")


@FEW
@given(SEEDS)
def test_what_is_owed_is_nothing_the_next_day(seed: int) -> None:
    life = lived(seed)
    plan = life.today.plan(life.now)
    if plan.day != life.world.day and not plan.sessions:
        assert plan.debt == timedelta(0)


@FEW
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_plan_does_not_go_by_the_order_of_sessions(seed: int, order: Random) -> None:
    some = world(Random(seed))
    mixed = list(some.sessions)
    order.shuffle(mixed)
    assert planned(some, mixed) == planned(some, some.sessions)


@FEW
@given(SEEDS)
def test_steps_fit_their_break_and_end_before_prep(seed: int) -> None:
    some = world(Random(seed))
    for block in planned(some, some.sessions).blocks:
        length = timedelta(seconds=sum(step.seconds for step in block.steps))
        assert length <= block.span.length
        if block.until is not None and block.steps:
            assert block.span.start + length <= block.until - BEFORE_PREP


def planned(some: World, sessions: Sequence[Session]) -> DayPlan:
    return plan_day(some.day, sessions, (), some.policy, zone=some.zone)


def is_card(act: Act) -> bool:
    return act.act in OFFERS


def shape(life: Living) -> list[tuple[object, ...]]:
    return [(a.at, a.act, a.what, a.why, a.key, a.taken, a.debt) for a in life.acts]


@pytest.mark.parametrize("seed", [8, 103, 184, 491, 521, 720, 1004, 1144, 1317, 1348, 20042])
def test_days_that_once_went_wrong(seed: int) -> None:
    assert lived(seed, replays=True).wrong == []
