"""Calendars by their address: files, several at once, each session once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from boundary.calendars.ics import MOST_BYTES, Reading
from boundary.calendars.source import fetch, read_calendars, read_each
from boundary.errors import CalendarError
from tests.calendars.builders import NEW_YORK, calendar, event, starts, window


def write(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def both(folder: Path, *calendars: bytes) -> Reading:
    addresses = [write(folder, f"{n}.ics", data) for n, data in enumerate(calendars)]
    return read_calendars(addresses, window(), NEW_YORK)


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    assert fetch(write(tmp_path, "a.ics", b"some bytes")) == b"some bytes"


def test_a_file_may_be_given_as_an_address(tmp_path: Path) -> None:
    write(tmp_path, "my own.ics", b"some bytes")
    assert fetch(tmp_path.as_uri() + "/my%20own.ics") == b"some bytes"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("missing.ics", "The calendar file is not there."),
        ("a.ics/b.ics", "The calendar file is not there."),
        ("", "This is not a file with a calendar."),
        ("pipe", "This is not a file with a calendar."),
        ("null\0byte", "The calendar file can't be opened."),
        ("n" * 300, "The calendar file can't be opened."),
    ],
)
def test_what_can_not_be_read_says_why(tmp_path: Path, name: str, title: str) -> None:
    write(tmp_path, "a.ics", b"")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CalendarError) as caught:
        fetch(str(tmp_path / name))
    assert caught.value.title == title


def test_an_error_holds_no_path(tmp_path: Path) -> None:
    with pytest.raises(CalendarError) as caught:
        fetch(str(tmp_path / "private-name.ics"))
    assert "private-name" not in str(caught.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    address = write(tmp_path, "a.ics", b"")
    os.chmod(address, 0)
    with pytest.raises(CalendarError, match="can't be opened"):
        fetch(address)


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.ics"
    with path.open("wb") as file:
        file.truncate(40 * MOST_BYTES)
    with pytest.raises(CalendarError, match="larger than 50 MB"):
        fetch(str(path))


def test_a_calendar_that_fails_is_a_problem_of_its_position(tmp_path: Path) -> None:
    reading = both(tmp_path, b"", calendar(event()))
    assert [(one.calendar, one.title) for one in reading.problems] == [
        (0, "The calendar came back empty.")
    ]


def test_the_others_go_on(tmp_path: Path) -> None:
    assert starts(both(tmp_path, b"", calendar(event()))) == ["11-24 14:00"]


def test_the_errors_of_failed_calendars_are_kept() -> None:
    read = read_each(["a", "b"], window(), NEW_YORK, get=lambda _: b"")
    assert [error.title for error in read.failed] == ["The calendar came back empty."] * 2


def test_no_calendars_are_no_occurrences() -> None:
    assert read_calendars([], window(), NEW_YORK) == Reading(())


def test_one_session_in_two_calendars_is_one_by_its_uid(tmp_path: Path) -> None:
    reading = both(tmp_path, calendar(event("SUMMARY:A.K.")), calendar(event("SUMMARY:Busy")))
    assert [one.calendar for one in reading.occurrences] == [0]


def test_a_copy_that_lags_behind_yields_to_the_first_calendar(tmp_path: Path) -> None:
    moved = event("DTSTART:20261124T160000Z", "DTEND:20261124T165000Z")
    assert starts(both(tmp_path, calendar(moved), calendar(event()))) == ["11-24 16:00"]


def test_one_session_in_two_calendars_is_one_by_time_and_title(tmp_path: Path) -> None:
    first, second = event("SUMMARY:A.K."), event("SUMMARY:a.k. ", uid="uid2")
    assert len(both(tmp_path, calendar(first), calendar(second)).occurrences) == 1


def test_two_at_one_time_with_two_titles_are_two(tmp_path: Path) -> None:
    first, second = event("SUMMARY:A.K."), event("SUMMARY:M.S.", uid="uid2")
    assert len(both(tmp_path, calendar(first), calendar(second)).occurrences) == 2


def test_two_alike_in_one_calendar_are_a_double_booking(tmp_path: Path) -> None:
    two = calendar(event("SUMMARY:Appointment"), event("SUMMARY:Appointment", uid="uid2"))
    assert len(both(tmp_path, two).occurrences) == 2


def test_instances_of_one_series_are_not_one(tmp_path: Path) -> None:
    series = calendar(event("DTSTART:20261123T060000Z", "RRULE:FREQ=DAILY;BYHOUR=6,16"))
    assert starts(both(tmp_path, series, series)) == ["11-24 06:00", "11-24 16:00"]
