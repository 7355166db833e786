"""The facts document: read with every problem named, written so that it reads the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.errors import SettingsError
from boundary.schedule.facts import LENGTHS, LONGEST, Fact, FactKind, facts_document, parse_facts

DOCS = Path(__file__).parents[2] / "docs" / "facts.md"


def document(*facts: object) -> dict[str, object]:
    return {"version": 1, "facts": list(facts)}


def said(**fields: object) -> dict[str, object]:
    return {"at": "2026-12-01T14:50:00Z", "kind": "ended", **fields}


def problems_of(document: object) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        parse_facts(document)
    return caught.value.problems


def test_a_fact_is_read_with_its_instant_kind_key_and_value() -> None:
    (fact,) = parse_facts(document(said(kind="break_over", key="k1", value=180)))

    assert fact == Fact(datetime(2026, 12, 1, 14, 50, tzinfo=UTC), FactKind.BREAK_OVER, "k1", 180)


def test_key_and_value_may_be_left_out() -> None:
    (fact,) = parse_facts(document(said(kind="opened")))

    assert (fact.key, fact.value) == ("", "")


def test_an_instant_with_an_offset_becomes_utc() -> None:
    (fact,) = parse_facts(document(said(at="2026-12-01T09:50:00-05:00")))

    assert fact.at == datetime(2026, 12, 1, 14, 50, tzinfo=UTC)


def test_an_instant_without_a_zone_is_a_problem() -> None:
    assert problems_of(document(said(at="2026-12-01T09:50:00"))) == (
        "facts[0].at: an instant such as 2026-12-01T14:50:00Z",
    )


def test_an_instant_before_all_calendars_is_a_problem() -> None:
    assert len(problems_of(document(said(at="0001-01-01T00:00:00+14:00")))) == 1


def test_an_unknown_kind_is_a_problem_that_names_the_known_ones() -> None:
    (problem,) = problems_of(document(said(kind="meeting", value="x")))

    assert problem.startswith("facts[0].kind: one of started, ended,")


def test_all_problems_are_named_at_once() -> None:
    problems = problems_of(document(said(at=1), said(kind="meeting", colour="red"), 7))

    assert [problem.split(":")[0] for problem in problems] == [
        "facts[0].at",
        "facts[1].kind",
        "facts[1].colour",
        "facts[2]",
    ]


def test_the_remedy_spells_the_problems_out() -> None:
    with pytest.raises(SettingsError) as caught:
        parse_facts(document(said(at=1), said(key=2)))

    assert "facts[0].at" in caught.value.remedy
    assert "facts[1].key" in caught.value.remedy


def test_a_thousand_problems_do_not_make_a_remedy_of_a_thousand_lines() -> None:
    with pytest.raises(SettingsError) as caught:
        parse_facts(document(*[said(at=1)] * 1000))

    assert len(caught.value.problems) == 1000
    assert caught.value.remedy.endswith("and 988 more")


@pytest.mark.parametrize("kind", ["break_over", "lunch_over", "postpone"])
def test_a_kind_with_a_length_needs_whole_seconds(kind: str) -> None:
    assert problems_of(document(said(kind=kind))) == ("facts[0].value: missing",)
    for value in ("ten", 1.5, True, -1):
        assert len(problems_of(document(said(kind=kind, value=value)))) == 1


def test_a_pause_without_an_end_has_an_empty_value() -> None:
    (fact,) = parse_facts(document(said(kind="pause", value="")))

    assert fact.value == ""


def test_a_pause_is_not_a_word() -> None:
    assert len(problems_of(document(said(kind="pause", value="a while")))) == 1


def test_a_newer_version_is_refused_before_its_facts_are_judged() -> None:
    with pytest.raises(SettingsError) as caught:
        parse_facts({"version": 2, "facts": [{"when": 1}]})

    assert caught.value.title == "This document was written by a newer Boundary."
    assert caught.value.problems == ()


@pytest.mark.parametrize("version", [None, "1", True, 0, 1.0])
def test_a_version_that_is_not_one_is_a_problem(version: object) -> None:
    (problem,) = problems_of({"version": version, "facts": []})

    assert problem.startswith("version: ")


@pytest.mark.parametrize("rubbish", [None, [], "facts", 3, {}, {"version": 1, "facts": {}}])
def test_what_is_not_a_facts_document_is_refused(rubbish: object) -> None:
    assert problems_of(rubbish)


def test_a_problem_never_repeats_what_was_written() -> None:
    problems = problems_of(document(said(kind="Anna K.", at="Anna K.", **{"Anna K.": 1})))

    assert not any("Anna" in problem for problem in problems)


def test_facts_come_in_order_of_time_and_ties_as_written() -> None:
    facts = parse_facts(
        document(
            said(kind="heavy"),
            said(kind="up"),
            said(at="2026-12-01T14:49:59Z", kind="ended"),
        )
    )

    assert [fact.kind for fact in facts] == [FactKind.ENDED, FactKind.HEAVY, FactKind.UP]


NINE = datetime(2026, 12, 1, 9, tzinfo=UTC)


def test_what_is_empty_is_not_written() -> None:
    assert facts_document([Fact(NINE, FactKind.LOCK)]) == document(
        {"at": "2026-12-01T09:00:00Z", "kind": "lock"}
    )


def test_a_length_of_nothing_is_written() -> None:
    assert facts_document([Fact(NINE, FactKind.BREAK_OVER, "k", 0)]) == document(
        {"at": "2026-12-01T09:00:00Z", "kind": "break_over", "key": "k", "value": 0}
    )


@st.composite
def any_fact(draw: st.DrawFn) -> Fact:
    kind = draw(st.sampled_from(FactKind))
    seconds, word = draw(st.integers(0, LONGEST)), draw(st.text(max_size=8))
    at = NINE + timedelta(seconds=draw(st.integers(-(10**9), 10**9)))
    return Fact(at, kind, draw(st.text(max_size=16)), seconds if kind in LENGTHS else word)


@given(st.lists(any_fact(), max_size=8))
def test_what_is_written_reads_the_same(facts: list[Fact]) -> None:
    ordered = tuple(sorted(facts, key=lambda fact: fact.at))

    assert parse_facts(facts_document(facts)) == ordered


def test_the_page_on_facts_explains_every_kind() -> None:
    page = DOCS.read_text("utf-8")

    assert [kind for kind in FactKind if f"`{kind}`" not in page] == []
