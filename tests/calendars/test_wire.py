"""What goes over the pipe comes out as it went in."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from io import BytesIO

import pytest

from boundary.calendars.ics import Problem, Reading
from boundary.calendars.occurrence import Occurrence
from boundary.calendars.wire import (
    Question,
    answer_text,
    read_answer,
    read_question,
    write_question,
)
from boundary.errors import CalendarError
from tests.calendars.builders import NEW_YORK, window

PLAIN = Occurrence("uid1", None, window())
FULL = Occurrence(
    uid="uid\u00e9 2",
    recurrence_id=datetime(2026, 11, 24, 15, tzinfo=UTC),
    span=window(),
    all_day=True,
    cancelled=True,
    tentative=True,
    transparent=True,
    calendar=2,
    title="A.B.",
    away=True,
    link="https://rooms.example.org/ab",
    people=2,
    zone="America/New_York",
)


def question(*calendars: bytes) -> Question:
    return Question(calendars, window(), NEW_YORK, ("rooms.example.org",), ("de", "/catalogues"))


def written(asked: Question) -> bytes:
    out = BytesIO()
    write_question(asked, out)
    return out.getvalue()


def test_every_field_of_an_occurrence_is_tried_here() -> None:
    same = [each.name for each in fields(Occurrence) if each.name != "span"]
    assert all(getattr(FULL, name) != getattr(PLAIN, name) for name in same)


def test_an_answer_comes_out_as_it_went_in() -> None:
    reading = Reading((PLAIN, FULL), (Problem(0, "One is unread.", "Look at it."),), floating=True)
    [answer] = read_answer(answer_text([reading]))
    assert answer == reading


def test_an_error_comes_out_with_title_and_remedy() -> None:
    [answer] = read_answer(answer_text([CalendarError("It is empty.", "Export it again.")]))
    assert isinstance(answer, CalendarError)
    assert (answer.title, answer.remedy) == ("It is empty.", "Export it again.")


def test_a_question_comes_out_as_it_went_in() -> None:
    asked = question(b"one", b"", b"three\n\x00")
    assert read_question(BytesIO(written(asked))) == asked


def test_a_question_without_a_language_asks_in_english() -> None:
    asked = replace(question(b"one"), language=None)
    assert read_question(BytesIO(written(asked))).language is None


@pytest.mark.parametrize("missing", [1, 4, 100, 1000])
def test_half_a_question_is_none(missing: int) -> None:
    text = written(question(b"one"))
    with pytest.raises(EOFError):
        read_question(BytesIO(text[:-missing]))


def test_a_question_shows_no_calendar_in_its_repr() -> None:
    assert "VEVENT" not in repr(question(b"BEGIN:VEVENT"))
