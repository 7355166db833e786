"""Learned rules and hosts of her own in the settings document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.errors import SettingsError
from boundary.schedule.rules import LENGTHS, SHAPES, Meaning, Rule, State
from boundary.settings import CalendarSource, Settings, parse_settings, settings_document

DOCS = Path(__file__).parents[1] / "docs" / "settings.md"
HASH = "0123456789abcdef"


def of_rule(**fields: object) -> dict[str, object]:
    rule = {"meaning": "session", "shape": "code", "length": 38} | fields
    return {"version": 1, "calendars": [{"address": "/c.ics", "rules": [rule]}]}


def problems_of(document: object) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        parse_settings(document)
    return caught.value.problems


def test_a_rule_may_leave_out_what_does_not_matter() -> None:
    settings = parse_settings(of_rule())
    assert settings.calendars[0].rules == (Rule(Meaning.SESSION, "code", 38),)


@given(
    st.builds(
        Rule,
        st.sampled_from(Meaning),
        st.sampled_from(sorted(SHAPES)),
        st.sampled_from(LENGTHS),
        st.none() | st.booleans(),
        st.none() | st.integers(0, 3),
        st.sampled_from(State),
        st.none() | st.just(HASH),
    )
)
def test_a_rule_that_is_written_reads_the_same(rule: Rule) -> None:
    settings = Settings(
        calendars=(CalendarSource("/c.ics", rules=(rule,)),), link_hosts=("*.example.org",)
    )
    assert parse_settings(json.loads(json.dumps(settings_document(settings)))) == settings


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("meaning", "void"),
        ("meaning", "therapy"),
        ("shape", "Anna Karenina"),
        ("shape", "word:anna"),
        ("length", 50),
        ("length", True),
        ("length", "38"),
        ("link", "https://doxy.me/room"),
        ("people", 4),
        ("state", "busy"),
        ("title", "Anna Karenina"),
        ("title", HASH.upper()),
        ("name", "Anna Karenina"),
    ],
)
def test_what_is_not_on_a_list_is_a_problem_and_never_repeated(field: str, value: object) -> None:
    (problem,) = problems_of(of_rule(**{field: value}))
    assert problem.startswith(f"calendars[0].rules[0].{field}: ")
    assert "Anna" not in problem


@pytest.mark.parametrize("field", ["meaning", "shape", "length"])
def test_a_rule_says_what_it_is_about(field: str) -> None:
    document = of_rule()
    del document["calendars"][0]["rules"][0][field]  # type: ignore[index]
    assert problems_of(document) == (f"calendars[0].rules[0].{field}: missing",)


def test_rules_go_by_the_position_of_their_calendar() -> None:
    rule = Rule(Meaning.SESSION, "code", 38)
    settings = Settings(calendars=(CalendarSource("/a"), CalendarSource("/b", rules=(rule,))))
    assert settings.rules == {1: (rule,)}


def test_calendars_of_sessions_alone_are_named_by_position() -> None:
    settings = Settings(calendars=(CalendarSource("/a"), CalendarSource("/b", all_sessions=True)))
    assert settings.all_sessions == (1,)


@pytest.mark.parametrize("hosts", ["zoom.us", ["not a host"], [7], ["a.example"] * 51])
def test_hosts_that_are_none_are_a_problem(hosts: object) -> None:
    (problem,) = problems_of({"version": 1, "link_hosts": hosts})
    assert problem.startswith("link_hosts: ")


@pytest.mark.parametrize("word", [*sorted(SHAPES), *Meaning, *State])
def test_the_page_on_settings_lists_every_word_of_a_rule(word: str) -> None:
    assert f"`{word}`" in DOCS.read_text("utf-8")


def test_the_page_on_settings_lists_every_length() -> None:
    assert f"| `length` | number | {' '.join(str(n) for n in LENGTHS)} |" in DOCS.read_text("utf-8")
