"""Whatever is in a file, reading it ends in an answer or in a CalendarError."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from boundary.calendars.ics import read_ics
from boundary.errors import CalendarError
from tests.calendars.builders import NEW_YORK, window
from tests.calendars.corpus import Case, cases

CASES = cases()
LINES = sorted(
    {
        text
        for case in CASES
        for text in case.data.split(b"\r\n")
        if b":" in text and not text.startswith((b"BEGIN:", b"END:"))
    }
)
HALF_YEAR = window("2026-09-01T04:00:00Z", "2027-03-01T05:00:00Z")


def read(data: bytes) -> None:
    with suppress(CalendarError):
        for one in read_ics(data, HALF_YEAR, NEW_YORK).occurrences:
            assert one.span.overlaps(HALF_YEAR)
            assert one.span.length >= timedelta(0)


@given(st.sampled_from(CASES), st.lists(st.tuples(st.integers(0), st.binary(max_size=3))))
@settings(max_examples=150, deadline=None)
def test_changed_bytes_end_in_an_answer(case: Case, changes: list[tuple[int, bytes]]) -> None:
    data = case.data
    for place, given_bytes in changes:
        at = place % (len(data) + 1)
        data = data[:at] + given_bytes + data[at + 1 :]
    read(data)


@given(st.sampled_from(CASES), st.lists(st.tuples(st.integers(0), st.sampled_from(LINES))))
@settings(max_examples=150, deadline=None)
def test_lines_that_went_astray_end_in_an_answer(
    case: Case, strays: list[tuple[int, bytes]]
) -> None:
    lines = case.data.split(b"\r\n")
    for place, stray in strays:
        lines.insert(place % (len(lines) + 1), stray)
    read(b"\r\n".join(lines))


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_end_in_an_answer(data: bytes) -> None:
    read(data)
    read(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + data + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
