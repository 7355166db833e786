"""The values of iCalendar lines."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta

import pytest

from boundary.calendars.ics.values import (
    Length,
    Stamp,
    parse_length,
    parse_line,
    parse_stamp,
    parse_text,
)


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("20261124", Stamp(date(2026, 11, 24))),
        ("20261124T090000", Stamp(date(2026, 11, 24), time(9))),
        ("20261124T090000Z", Stamp(date(2026, 11, 24), time(9), UTC)),
        ("20261124T240000Z", Stamp(date(2026, 11, 25), time(), UTC)),
        ("20261124T095960", Stamp(date(2026, 11, 24), time(9, 59, 59))),
        ("2026-11-24T09:00:00.000Z", Stamp(date(2026, 11, 24), time(9), UTC)),
    ],
)
def test_a_moment_is_read(text: str, stamp: Stamp) -> None:
    assert parse_stamp(text, None) == stamp


@pytest.mark.parametrize("text", ["", "tomorrow", "20261131", "20261124T250000", "2026"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_stamp(text, None)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("PT50M", Length(0, timedelta(minutes=50))),
        ("P1DT2H", Length(1, timedelta(hours=2))),
        ("P2W", Length(14)),
        ("-PT5M", Length(0, timedelta(minutes=-5))),
    ],
)
def test_a_length_is_read(text: str, length: Length) -> None:
    assert parse_length(text) == length


@pytest.mark.parametrize("text", ["", "P", "50M", "PT", "P1Y", "P99999999999W"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_length(text)


def test_a_quoted_parameter_may_hold_colons_and_semicolons() -> None:
    line = parse_line(';X-A="1;2:3";TZID="A: B":20261124T090000', moment=True)
    assert line.parameters == {"X-A": "1;2:3", "TZID": "A: B"}
    assert line.value == "20261124T090000"


def test_a_line_shows_nothing_of_itself() -> None:
    assert "Private" not in repr(parse_line(";X-A=Private:Private"))


def test_a_text_is_unescaped_once() -> None:
    assert parse_text(r" a\\nb\, c ") == r"a\nb, c"
