"""The occurrence cache keeps all that a day needs, and nothing that has a name."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.calendars.cache import Kept, Row, Telling, kept_of, merged, plain_kept, rows_of
from boundary.calendars.ics import Problem
from boundary.calendars.occurrence import Occurrence
from boundary.calendars.source import once
from boundary.clock import Span
from boundary.schedule.sessions import Kind, Session, session_key, sessions_of

NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)
TELLING = Telling(looks=b"k" * 32)


def occurrence(uid: str = "a", title: str = "A.B.", hour: int = 0, **more: object) -> Occurrence:
    start = NOON + timedelta(hours=hour)
    span = Span(start, start + timedelta(minutes=50))
    return replace(Occurrence(uid, None, span, title=title), **more)  # type: ignore[arg-type]


def rows(*occurrences: Occurrence) -> tuple[Row, ...]:
    return rows_of(occurrences, TELLING)


def kept(*occurrences: Occurrence) -> Kept:
    problem = Problem(0, "One appointment could not be read.", "Look for it.")
    return Kept("key", NOON, rows(*occurrences), (problem,), linked=True)


def test_a_row_has_the_documented_session_key() -> None:
    mark = NOON - timedelta(days=7)
    [row] = rows(occurrence(recurrence_id=mark))
    assert row.session.key == session_key("a", mark)


def test_what_is_kept_comes_back_as_it_was_but_for_titles_and_links() -> None:
    before = kept(occurrence(link="https://zoom.us/j/1"), occurrence("b", "Lunch", 1))
    assert kept_of(json.loads(json.dumps(plain_kept(before)))) == before


@given(st.text(min_size=4, max_size=30), st.text(min_size=4, max_size=30))
def test_neither_title_nor_link_nor_uid_is_kept(title: str, uid: str) -> None:
    marked = occurrence(f"uid<{uid}>", f"title<{title}>", link=f"https://zoom.us/j/<{title}>")
    text = json.dumps(plain_kept(kept(marked)), ensure_ascii=False)
    assert "<" not in text


def test_the_look_tells_nothing_without_its_key() -> None:
    [row] = rows(occurrence())
    [other] = rows_of([occurrence()], replace(TELLING, looks=b"l" * 32))
    assert row.look != other.look


@pytest.mark.parametrize("value", [None, [], {}, {"key": 1}, {"rows": []}, "text"])
def test_what_is_no_entry_is_none(value: object) -> None:
    assert kept_of(value) is None


def test_a_session_in_two_calendars_is_counted_once() -> None:
    same = [rows(occurrence(calendar=n)) for n in (0, 1)]
    assert len(merged(dict(enumerate(same)))) == 1


def test_a_copy_under_another_uid_is_known_by_time_and_title() -> None:
    copies = {0: rows(occurrence("a", "A. B.")), 1: rows(occurrence("z", "a.  b."))}
    assert [each.calendar for each in merged(copies)] == [0]


def test_a_copy_is_known_again_after_a_restart() -> None:
    stored = kept_of(plain_kept(kept(occurrence("a"))))
    assert stored is not None
    assert len(merged({0: stored.rows, 1: rows(occurrence("z"))})) == 1


def test_a_double_booking_in_one_calendar_is_two() -> None:
    assert len(merged({0: rows(occurrence("a"), occurrence("z"))})) == 2


def test_a_void_session_hides_its_copy_in_a_later_calendar() -> None:
    copies = {0: rows(occurrence(cancelled=True)), 1: rows(occurrence())}
    assert merged(copies) == ()


def test_a_void_session_is_none() -> None:
    assert merged({0: rows(occurrence(cancelled=True), occurrence("b", hour=1))})[0].kind is (
        Kind.SESSION
    )


def test_a_calendar_of_sessions_only_is_told_by_that() -> None:
    [row] = rows_of([occurrence(title="Blue")], replace(TELLING, all_sessions=True))
    assert (row.session.kind, row.session.why) == (Kind.SESSION, "calendar")


def test_an_empty_calendar_has_no_rows() -> None:
    assert rows() == ()


MADE = st.builds(
    occurrence,
    st.sampled_from("abc"),
    st.sampled_from(["A.B.", "Lunch", "a.b.", "", "Hold"]),
    st.integers(0, 3),
    calendar=st.integers(0, 2),
    cancelled=st.booleans(),
)


@given(st.lists(MADE, max_size=8, unique_by=lambda one: (one.calendar, one.uid)))
def test_merging_rows_gives_what_merging_occurrences_gives(made: list[Occurrence]) -> None:
    calendars = {n: rows(*(one for one in made if one.calendar == n)) for n in range(3)}
    assert _by_time(merged(calendars)) == _by_time(sessions_of(once(made)))


def _by_time(sessions: tuple[Session, ...]) -> list[tuple[datetime, int, str]]:
    return sorted((each.span.start, each.calendar, each.key) for each in sessions)
