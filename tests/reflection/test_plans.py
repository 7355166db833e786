"""What she keeps up, remembered and read back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.clock import Span
from boundary.reflection.agenda import Budget
from boundary.reflection.appointments import Appointed
from boundary.reflection.commitments import WEEKLY, Commitment, kept_up
from boundary.reflection.ladder import Ladder, Rung, watch
from boundary.reflection.plans import LongRun, class_id, class_of, long_run_of
from tests.reflection.builders import MONDAY

NINE = datetime(2026, 12, 1, 9, tzinfo=UTC)
FULL = LongRun(
    Ladder(MONDAY, (Rung.RESET_BREATH, Rung.HOURS)),
    (kept_up(Commitment.SUPERVISION, MONDAY), kept_up(Commitment.PERSONAL_THERAPY, MONDAY)),
    {(0, "word:supervision"): Commitment.SUPERVISION, (1, "rule:2"): None},
    Budget(1200, 4),
    outside=True,
    seen=(Appointed(Commitment.SUPERVISION, "key", Span(NINE, NINE + timedelta(hours=1))),),
)

WORDS = st.text(max_size=10)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def again(value: object) -> LongRun:
    return long_run_of(json.loads(json.dumps(value)), MONDAY)


def test_everything_comes_back_as_it_was() -> None:
    assert again(FULL.plain()) == FULL


def test_from_nothing_one_practice_is_on() -> None:
    assert again(None) == LongRun(Ladder(MONDAY), confirmed={})


def test_watching_comes_back_as_watching() -> None:
    assert again(LongRun(watch(MONDAY)).plain()).ladder == watch(MONDAY)


def test_whoever_left_every_practice_is_not_given_one_back() -> None:
    assert again(LongRun(Ladder(MONDAY, ())).plain()).ladder.on == ()


def test_a_commitment_is_kept_up_once() -> None:
    weekly = replace(kept_up(Commitment.SUPERVISION, MONDAY), cadence=WEEKLY)
    found = FULL.keeping(weekly)

    assert [k.cadence for k in found.kept if k.commitment is Commitment.SUPERVISION] == [WEEKLY]


def test_what_she_leaves_is_gone() -> None:
    assert [k.commitment for k in FULL.without(Commitment.SUPERVISION).kept] == [
        Commitment.PERSONAL_THERAPY
    ]


def test_an_answer_about_a_class_is_kept() -> None:
    found = again(FULL.confirming((2, "word:peer"), Commitment.PEER_GROUP).plain())

    assert found.confirmed[2, "word:peer"] is Commitment.PEER_GROUP
    assert found.confirmed[1, "rule:2"] is None


def test_a_piece_that_can_not_be_read_takes_nothing_else_along() -> None:
    plain = FULL.plain()
    plain["kept"] = [{"commitment": "sang"}, *plain["kept"]]  # type: ignore[misc]
    plain["budget"] = {"amount": -1, "month": 99}
    found = again(plain)

    assert found.kept == FULL.kept
    assert found.budget is None


@given(st.dictionaries(st.sampled_from(list(FULL.plain())), JSON))
def test_anything_can_be_read(value: dict[str, object]) -> None:
    assert isinstance(long_run_of(value, MONDAY), LongRun)


@given(JSON)
def test_any_document_can_be_read(value: object) -> None:
    assert isinstance(long_run_of(value, MONDAY), LongRun)


def test_a_class_is_one_word_and_back() -> None:
    assert class_of(class_id((3, "word:peer"))) == (3, "word:peer")


@pytest.mark.parametrize("id", ["", "x", "x:y", "1", "1:", "-1:word"])
def test_another_word_is_no_class(id: str) -> None:
    with pytest.raises(ValueError, match="class"):
        class_of(id)


def test_an_amount_is_not_in_the_repr() -> None:
    assert "1200" not in repr(FULL)
