"""Rules that were learned: looks from closed lists, precedence, and nothing of a title."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.calendars.occurrence import Occurrence
from boundary.schedule.rules import (
    HASH,
    LENGTHS,
    SHAPES,
    Look,
    Meaning,
    Rule,
    State,
    length_range,
    look_of,
    meaning_of,
    rules_mark,
    shape_of,
    title_hash,
)
from boundary.schedule.sessions import Kind, classify, sessions_of
from tests.schedule.test_sessions import occurrence

KEY = b"k" * 32
YOGA = Rule(Meaning.PERSONAL, "one-word", 38)


@pytest.mark.parametrize(
    ("title", "shape"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("A.K.", "initials"),
        ("C-0142", "code"),
        ("J.A. Appointment", "word:appointment"),
        ("Team lunch", "word:lunch"),
        ("Yoga", "one-word"),
        ("Dog walker", "two-words"),
        ("Bring the bins out", "more-words"),
    ],
)
def test_a_title_has_a_shape(title: str, shape: str) -> None:
    assert shape_of(title) == shape


@given(st.text(max_size=60))
def test_every_shape_is_on_the_list(title: str) -> None:
    assert shape_of(title) in SHAPES


@pytest.mark.parametrize(
    ("minutes", "least"), [(0, 0), (19, 0), (20, 20), (50, 38), (53, 53), (60, 53), (600, 121)]
)
def test_a_length_has_a_range(minutes: int, least: int) -> None:
    assert length_range(timedelta(minutes=minutes)) == least


def test_a_look_sees_link_people_and_state() -> None:
    one = replace(
        occurrence("A.K.", tentative=True), link="https://doxy.me/room", people=7, zone="UTC"
    )
    assert look_of(one) == Look("initials", 38, link=True, people=3, state=State.TENTATIVE)


def test_free_time_is_a_state() -> None:
    assert look_of(occurrence("A.K.", transparent=True)).state is State.FREE


@given(st.text(max_size=60), st.binary(min_size=32, max_size=32))
def test_a_look_holds_no_piece_of_the_title(title: str, key: bytes) -> None:
    look = look_of(occurrence(title), key)
    assert look.shape in SHAPES
    assert look.length in LENGTHS
    assert HASH.fullmatch(look.title)


def test_the_hash_of_a_title_needs_its_key() -> None:
    assert title_hash("Yoga", KEY) != title_hash("Yoga", b"l" * 32)


@pytest.mark.parametrize("other", ["yoga", " YOGA ", "\uff39oga"])
def test_two_spellings_of_a_title_are_one(other: str) -> None:
    assert title_hash(other, KEY) == title_hash("Yoga", KEY)


def test_a_rule_comes_before_the_words() -> None:
    rule = Rule(Meaning.SESSION, "word:lunch", 38)
    assert classify(occurrence("Lunch"), rules=[rule]) == (Kind.SESSION, "rule:1")


def test_the_first_rule_that_fits_decides() -> None:
    rules = [Rule(Meaning.GROUP, "code", 38), YOGA, Rule(Meaning.SESSION, "one-word", 38)]
    assert classify(occurrence("Yoga"), rules=rules) == (Kind.PERSONAL, "rule:2")


def test_what_is_cancelled_stays_so() -> None:
    found = classify(occurrence("Yoga", cancelled=True), rules=[YOGA])
    assert found == (Kind.VOID, "status:cancelled")


def test_a_no_show_stays_so() -> None:
    rule = Rule(Meaning.SESSION, "two-words", 38)
    assert classify(occurrence("No show"), rules=[rule])[0] is Kind.VOID


def test_a_whole_day_is_never_a_session() -> None:
    rule = Rule(Meaning.SESSION, "one-word", 121)
    assert classify(occurrence("Yoga", all_day=True), rules=[rule])[0] is Kind.OWN_TIME


@pytest.mark.parametrize(
    "other", [occurrence("A.K.", tentative=True), occurrence("A.K.", transparent=True)]
)
def test_a_rule_for_what_is_firm_leaves_the_rest(other: Occurrence) -> None:
    rule = Rule(Meaning.SESSION, "initials", 38)
    assert classify(other, rules=[rule])[0] is not Kind.SESSION


def test_a_rule_for_what_is_free_is_her_word_on_it() -> None:
    rule = Rule(Meaning.SESSION, "initials", 38, state=State.FREE)
    assert classify(occurrence("A.K.", transparent=True), rules=[rule])[0] is Kind.SESSION


@pytest.mark.parametrize(
    "other",
    [
        replace(occurrence("Yoga"), link="https://doxy.me/room"),
        replace(occurrence("Yoga"), people=1),
        occurrence("Yoga", 90),
        occurrence("Dog walker"),
    ],
)
def test_a_rule_fits_only_what_has_its_look(other: Occurrence) -> None:
    rule = replace(YOGA, link=False, people=0)
    assert classify(other, rules=[rule])[0] is Kind.UNKNOWN


def test_a_rule_of_an_exact_title_fits_that_title_alone() -> None:
    rule = replace(YOGA, title=title_hash("Yoga", KEY))
    found = [classify(occurrence(t), rules=[rule], key=KEY)[0] for t in ("yoga", "Zazen")]
    assert found == [Kind.PERSONAL, Kind.UNKNOWN]


def test_without_its_key_a_rule_of_an_exact_title_fits_nothing() -> None:
    rule = replace(YOGA, title=title_hash("Yoga", KEY))
    assert classify(occurrence("Yoga"), rules=[rule])[0] is Kind.UNKNOWN


def test_lunch_that_was_learned_is_lunch() -> None:
    rules = {0: [Rule(Meaning.LUNCH, "one-word", 38)]}
    (lunch,) = sessions_of([occurrence("Sandwich")], rules=rules)
    assert (lunch.is_lunch, lunch.kind, lunch.why) == (True, Kind.OWN_TIME, "rule:1:lunch")


def test_rules_belong_to_their_calendar() -> None:
    two = [occurrence("Yoga"), occurrence("Yoga", uid="uid2", calendar=1)]
    kinds = [session.kind for session in sessions_of(two, rules={1: [YOGA]})]
    assert kinds == [Kind.UNKNOWN, Kind.PERSONAL]


@pytest.mark.parametrize("meaning", Meaning)
def test_a_meaning_comes_back_from_its_kind_and_code(meaning: Meaning) -> None:
    rule = replace(YOGA, meaning=meaning)
    assert meaning_of(meaning.kind, rule.why(4)) is meaning


@pytest.mark.parametrize(
    ("kind", "why", "meaning"),
    [
        (Kind.OWN_TIME, "word:lunch", Meaning.LUNCH),
        (Kind.OWN_TIME, "word:break", Meaning.OWN_TIME),
        (Kind.PROFESSIONAL, "word:supervision", Meaning.SUPERVISION),
        (Kind.PROFESSIONAL, "word:team", Meaning.PROFESSIONAL),
        (Kind.AWAY, "all_day", Meaning.UNKNOWN),
    ],
)
def test_what_words_say_has_a_meaning(kind: Kind, why: str, meaning: Meaning) -> None:
    assert meaning_of(kind, why) is meaning


def test_the_mark_of_the_rules_changes_with_them() -> None:
    marks = {
        rules_mark({}),
        rules_mark({0: [YOGA]}),
        rules_mark({1: [YOGA]}),
        rules_mark({0: [replace(YOGA, people=1)]}),
        rules_mark({}, all_sessions=[0]),
        rules_mark({}, hosts=["portal.example.org"]),
    }
    assert len(marks) == 6


def test_no_field_of_a_rule_could_hold_a_title() -> None:
    for value in asdict(replace(YOGA, title=title_hash("Yoga", KEY))).values():
        assert not re.search("yoga", str(value), re.IGNORECASE)
