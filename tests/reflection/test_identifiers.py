"""What may tell who a client is: found, asked about, and never more than that."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.reflection.identifiers import Trace, identifiers, question


def traces(text: str, *titles: str, language: str = "en") -> list[Trace]:
    return [found.trace for found in identifiers(text, titles, language=language)]


@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("write to ana.lima@mail.test today", Trace.EMAIL),
        ("the file of 12/03/1985", Trace.BIRTH),
        ("the file of 1985-03-12", Trace.BIRTH),
        ("the file of 12.3.85", Trace.BIRTH),
        ("since 12 March 1985", Trace.BIRTH),
        ("since the 3rd of May 1991", Trace.BIRTH),
        ("since March 12, 1985", Trace.BIRTH),
        ("dob: 12 3 85", Trace.BIRTH),
        ("born in 1985", Trace.BIRTH),
        ("call 555 0142 77 about it", Trace.PHONE),
        ("call +44 20 7946 0958", Trace.PHONE),
        ("call (212) 555-0142", Trace.PHONE),
        ("think about C-0142 again", Trace.CODE),
        ("think about J.R. again", Trace.INITIALS),
        ("think about J. R. again", Trace.INITIALS),
        ("think about J R again", Trace.INITIALS),
        ("after the hour with Clarice I was tired", Trace.NAME),
        ("Today I saw Anna-Maria at last", Trace.NAME),
    ],
)
def test_what_may_tell_who_somebody_is_is_found(text: str, trace: Trace) -> None:
    assert traces(text) == [trace]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Call the supervisor on Tuesday at 16:00.",
        "Six sessions today. I left on time.",
        "Write the 3 notes that wait, 10 minutes each.",
        "What helped: a walk, and tea. I'd do it again.",
        "The clock said 9:50. Then nothing.",
        "Energy 6 of 10, after 4 and 5.",
        "In March I want to take a week off.",
        "OK. CBT training on Friday, 12:30-14:00",
        "first line\nSecond line",
        "“Enough for today” is what I said.",
    ],
)
def test_plain_words_are_let_be(text: str) -> None:
    assert traces(text) == []


def test_a_title_of_the_day_is_known_in_any_case() -> None:
    assert traces("maybe clarice again", "Clarice Starling") == [Trace.TITLE]


def test_bare_initials_of_the_day_are_known() -> None:
    assert traces("maybe jr again", "JR") == [Trace.TITLE]


def test_the_plain_words_of_a_title_are_no_trace() -> None:
    assert traces("the appointment went well", "Appointment with Zoom") == []


def test_a_title_inside_a_word_is_no_trace() -> None:
    assert traces("the annals of this", "Ann") == []


def test_nouns_of_a_language_that_writes_them_large_are_no_names() -> None:
    assert traces("nach der Stunde war ich müde", language="de") == []


def test_initials_are_found_in_every_language() -> None:
    assert traces("nach der Stunde mit J.R. müde", language="de_AT") == [Trace.INITIALS]


def test_a_passage_is_found_once() -> None:
    assert traces("with Clarice again", "Clarice Starling") == [Trace.TITLE]


def test_the_passage_is_where_it_was_found() -> None:
    text = "think about J.R. again"
    [found] = identifiers(text)

    assert text[found.start : found.end] == found.passage == "J.R."


def test_the_passage_is_not_in_the_repr() -> None:
    assert "Clarice" not in repr(identifiers("with Clarice again"))


def test_nothing_found_asks_nothing() -> None:
    assert question(identifiers("a quiet day")) == ""


def test_each_trace_has_its_own_question() -> None:
    asked = {question(identifiers(text, ("Bo",))) for text in (
        "bo", "a@b.test", "12/03/1985", "555 0142 77", "C-0142", "x J.R. x", "x Clarice",
    )}  # fmt: skip

    assert len(asked) == len(Trace)


def test_several_traces_are_asked_about_in_one_line() -> None:
    asked = question(identifiers("with Clarice, 555 0142 77"))

    assert asked == "Parts of this may tell who somebody is. Keep them?"


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_and_titles_are_read(text: str, titles: list[str]) -> None:
    found = identifiers(text, titles)

    assert all(text[one.start : one.end] == one.passage for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
