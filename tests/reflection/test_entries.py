"""Entries: what each item takes, and what a day has several of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.reflection.entries import (
    LONGEST_TEXT,
    NAMED,
    RANGES,
    WORDED,
    Entry,
    Item,
    free_name,
    in_order,
    noted,
    of_day,
)
from boundary.reflection.signs import (
    COMMON_ALONE,
    Noticed,
    Sign,
    noticed_words,
    sign_entries,
    sign_groups,
    sign_words,
)
from tests.reflection.builders import MONDAY

DAYS = st.integers(0, 6).map(lambda n: MONDAY + timedelta(days=n))
ENERGIES = st.builds(Entry, DAYS, st.just(Item.ENERGY), st.integers(1, 10))


@pytest.mark.parametrize("item", [item for item in Item if item in RANGES])
def test_an_item_takes_its_least_and_its_most_and_nothing_beyond(item: Item) -> None:
    low, high = RANGES[item]
    name = "x" if item in NAMED else ""
    for value in (low, high):
        assert Entry(MONDAY, item, value, name=name).number == value
    for value in (low - 1, high + 1):
        with pytest.raises(ValueError, match="goes from"):
            Entry(MONDAY, item, value, name=name)


@pytest.mark.parametrize("item", [item for item in Item if item not in RANGES])
def test_an_item_of_words_takes_no_value(item: Item) -> None:
    with pytest.raises(ValueError, match="no value"):
        Entry(MONDAY, item, 1, name="x" if item in NAMED else "")


def test_every_item_has_a_range_or_words() -> None:
    assert set(RANGES) | WORDED == set(Item)


def test_energy_without_a_value_is_no_entry() -> None:
    with pytest.raises(ValueError, match="has a value"):
        Entry(MONDAY, Item.ENERGY)


def test_a_tap_has_no_place_for_words() -> None:
    with pytest.raises(ValueError, match="no words"):
        Entry(MONDAY, Item.ENERGY, 5, "because")


def test_a_sign_without_its_name_is_no_entry() -> None:
    with pytest.raises(ValueError, match="name"):
        Entry(MONDAY, Item.SIGN, 1)


def test_energy_has_no_name() -> None:
    with pytest.raises(ValueError, match="name"):
        Entry(MONDAY, Item.ENERGY, 5, name="morning")


def test_a_text_has_an_end() -> None:
    with pytest.raises(ValueError, match="characters"):
        Entry(MONDAY, Item.STATE, text="x" * (LONGEST_TEXT + 1))


def test_her_words_are_not_in_the_repr() -> None:
    assert "secret" not in repr(Entry(MONDAY, Item.STATE, text="secret"))


def test_what_has_words_alone_has_no_number() -> None:
    with pytest.raises(ValueError, match="no value"):
        _ = Entry(MONDAY, Item.STATE, text="calm").number


def test_noting_again_replaces() -> None:
    known = noted((Entry(MONDAY, Item.ENERGY, 4),), Entry(MONDAY, Item.ENERGY, 6))

    assert known == (Entry(MONDAY, Item.ENERGY, 6),)


@given(st.lists(ENERGIES, max_size=20))
def test_a_day_has_at_most_one_of_an_item(entries: list[Entry]) -> None:
    known: tuple[Entry, ...] = ()
    for entry in entries:
        known = noted(known, entry)

    assert len({e.day for e in known}) == len(known)
    assert known == in_order(known)


def test_a_second_loop_of_the_day_has_the_next_number() -> None:
    first = Entry(MONDAY, Item.LOOP, 0, "write\nFriday", "1")

    assert free_name((), MONDAY, Item.LOOP) == "1"
    assert free_name((first,), MONDAY, Item.LOOP) == "2"


def test_another_day_counts_from_one_again() -> None:
    first = Entry(MONDAY, Item.LOOP, 0, "write\nFriday", "7")

    assert free_name((first,), MONDAY + timedelta(days=1), Item.LOOP) == "1"


def test_of_a_day_are_only_its_own() -> None:
    other = Entry(MONDAY + timedelta(days=1), Item.ENERGY, 3)
    own = Entry(MONDAY, Item.ENERGY, 4)

    assert list(of_day((own, other), MONDAY)) == [own]


def test_there_are_twelve_signs_in_three_groups_of_four() -> None:
    groups = sign_groups()

    assert [len(signs) for _, signs in groups] == [4, 4, 4]
    assert {sign for _, signs in groups for sign in signs} == set(Sign)


def test_each_sign_and_answer_has_its_own_words() -> None:
    assert len({sign_words(sign) for sign in Sign}) == len(Sign)
    assert len({noticed_words(each) for each in Noticed}) == 3


def test_relief_at_a_cancellation_is_common_by_itself() -> None:
    assert frozenset({Sign.RELIEF}) == COMMON_ALONE


def test_a_sign_left_open_has_no_entry() -> None:
    entries = sign_entries(MONDAY, {Sign.CLOCK: Noticed.LOT, Sign.HEAD: Noticed.NONE})

    assert [(e.name, e.value) for e in entries] == [("head", 0), ("clock", 2)]
