"""Reckoning a plain series gives what walking it with the library gives."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from hypothesis import event as note
from hypothesis import given
from hypothesis import strategies as st

from boundary.calendars.ics import Reading, read_ics
from boundary.clock import Span
from tests.calendars.builders import NEW_YORK, calendar, starts
from tests.calendars.corpus import Case, cases

ZONES = ("America/New_York", "Australia/Sydney", "Europe/Lisbon")
READ = [case for case in cases() if not case.error]
FIRST = date(2026, 8, 3)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def walked(data: bytes, span: Span, zone: ZoneInfo) -> Reading:
    """Read with the library alone."""
    with patch("boundary.calendars.ics.expand.is_plain", lambda *_: False):
        return read_ics(data, span, zone)


@st.composite
def rules(draw: st.DrawFn, start: date) -> str:
    parts = ["FREQ=" + draw(st.sampled_from(["WEEKLY", "WEEKLY", "DAILY"]))]
    parts.append(draw(st.sampled_from(["", "INTERVAL=2", "INTERVAL=3"])))
    parts.append(draw(st.sampled_from(["", "COUNT=1", "COUNT=7", "COUNT=25"])))
    parts.append(draw(st.sampled_from(["", "WKST=SU", "WKST=WE"])))
    parts.append(draw(st.sampled_from(["", "UNTIL=20261124", "UNTIL=20261101T060000Z"])))
    if parts[0] == "FREQ=WEEKLY" and draw(st.booleans()):
        days = draw(st.sets(st.sampled_from(WEEKDAYS), max_size=4))
        days.add(WEEKDAYS[start.weekday()])
        parts.append("BYDAY=" + ",".join(sorted(days)))
    return "RRULE:" + ";".join(part for part in parts if part)


@st.composite
def series(draw: st.DrawFn) -> bytes:
    day = FIRST + timedelta(days=draw(st.integers(0, 120)))
    clock = draw(st.sampled_from(["000000", "013000", "023000", "090000", "233000", ""]))
    zone = draw(st.sampled_from(ZONES))

    def moment(name: str, on: date) -> str:
        if not clock:
            return f"{name};VALUE=DATE:{on:%Y%m%d}"
        return f"{name};TZID={zone}:{on:%Y%m%d}T{clock}"

    def event(*lines: str) -> str:
        return "\r\n".join(["BEGIN:VEVENT", "UID:a", *lines, "END:VEVENT"])

    near = st.integers(0, 90).map(lambda days: day + timedelta(days=days))
    length = draw(st.sampled_from(["", "DURATION:PT50M", "DURATION:P9D", "DURATION:PT26H"]))
    master = [moment("DTSTART", day), draw(rules(day)), length]
    master += [moment("EXDATE", on) for on in draw(st.lists(near, max_size=3))]
    blocks = [event(*(line for line in master if line))]
    for own, moved in draw(st.lists(st.tuples(near, near), max_size=3, unique_by=lambda p: p[0])):
        blocks.append(
            event(moment("RECURRENCE-ID", own), moment("DTSTART", moved), "SUMMARY:moved")
        )
    return calendar(*blocks)


@st.composite
def windows(draw: st.DrawFn) -> Span:
    start = datetime(2026, 8, 1, tzinfo=UTC) + timedelta(hours=draw(st.integers(0, 200 * 24)))
    return Span(start, start + draw(st.timedeltas(timedelta(0), timedelta(days=50))))


@given(series(), windows())
def test_reckoning_gives_what_walking_gives(data: bytes, span: Span) -> None:
    reckoned = read_ics(data, span, NEW_YORK)
    note(f"{min(len(reckoned.occurrences), 3)} or more occurrences")
    assert reckoned == walked(data, span, NEW_YORK)


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_the_corpus_reads_the_same_by_the_library_alone(case: Case) -> None:
    reckoned = read_ics(case.data, case.window, case.viewer)
    assert reckoned == walked(case.data, case.window, case.viewer)


def test_a_plain_series_needs_no_step_for_each_week_since_its_start() -> None:
    weekly = "\r\n".join(
        ["BEGIN:VEVENT", "UID:a", "DTSTART:19000102T140000Z", "RRULE:FREQ=WEEKLY", "END:VEVENT"]
    )
    span = Span(datetime(2026, 11, 24, tzinfo=UTC), datetime(2026, 11, 25, tzinfo=UTC))
    assert starts(read_ics(calendar(weekly), span, NEW_YORK)) == ["11-24 14:00"]
