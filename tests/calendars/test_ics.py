"""Reading as a whole: limits, order, privacy, and that reading twice gives the same."""

from __future__ import annotations

import pytest

from boundary.calendars.ics import MOST_BYTES, read_ics
from boundary.errors import CalendarError
from tests.calendars.builders import NEW_YORK, calendar, event, read, starts, window

NAME = "SUMMARY:Very Private"
YEAR = window("2026-01-01T05:00:00Z", "2027-01-01T05:00:00Z")


def test_a_title_is_in_no_repr() -> None:
    reading = read(calendar(event(NAME), event(NAME, "DTSTART:broken", uid="uid2")))
    assert reading.occurrences[0].title == "Very Private"
    assert "Private" not in repr(reading)


def test_a_problem_tells_no_title() -> None:
    reading = read(calendar(event(NAME, "DTSTART:broken")))
    assert [problem for problem in reading.problems if "Private" in problem.title] == []
    assert len(reading.problems) == 1


def test_a_calendar_has_its_position() -> None:
    reading = read_ics(
        calendar(event(), event("DTSTART:broken", uid="uid2")), window(), NEW_YORK, calendar=3
    )
    assert [one.calendar for one in reading.occurrences] == [3]
    assert [problem.calendar for problem in reading.problems] == [3]


def test_one_problem_counts_all_that_have_it() -> None:
    bad = [event("DTSTART:broken", uid=f"uid{number}") for number in range(3)]
    assert [problem.title for problem in read(calendar(*bad)).problems] == [
        "3 appointments could not be read."
    ]


def test_an_unknown_zone_is_told_once() -> None:
    two = [
        event("DTSTART;TZID=Practice Time:20261124T090000", uid=f"uid{number}")
        for number in range(2)
    ]
    assert [problem.title for problem in read(calendar(*two)).problems] == [
        "The calendar names a time zone that nobody here knows."
    ]


def test_an_unknown_zone_names_the_zone_that_stood_in() -> None:
    reading = read(calendar(event("DTSTART;TZID=Practice Time:20261124T090000")))
    assert "America/New_York" in reading.problems[0].remedy


def test_more_than_50_mb_is_refused_unread() -> None:
    with pytest.raises(CalendarError, match="larger than 50 MB"):
        read(b" " * (MOST_BYTES + 1))


def test_a_series_is_capped_and_the_cap_is_told() -> None:
    hourly = event("DTSTART:20260101T140000Z", "DURATION:PT30M", "RRULE:FREQ=HOURLY")
    reading = read(calendar(hourly), YEAR)
    assert len(reading.occurrences) == 1000
    assert [problem.title for problem in reading.problems] == [
        "One appointment repeats more often than can be shown."
    ]


def test_a_hundred_thousand_extra_dates_are_capped() -> None:
    extras = ",".join(
        f"20261124T{hour:02}{minute:02}{second:02}Z"
        for hour in range(24)
        for minute in range(0, 60, 2)
        for second in range(0, 60, 2)
    )
    reading = read(calendar(event("DTSTART:20261124T000000Z", f"RDATE:{extras}")))
    assert len(reading.occurrences) == 1000


def test_a_capped_series_hides_no_other() -> None:
    hourly = event("DTSTART:20260101T140000Z", "DURATION:PT30M", "RRULE:FREQ=HOURLY")
    reading = read(calendar(hourly, event(uid="uid2")), YEAR)
    assert "uid2" in {one.uid for one in reading.occurrences}


def test_two_feeds_with_one_zone_name_do_not_mix() -> None:
    def feed(offset: str) -> bytes:
        return calendar(
            "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\nBEGIN:STANDARD\r\n"
            f"DTSTART:16010101T000000\r\nTZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\n"
            "END:STANDARD\r\nEND:VTIMEZONE",
            event("DTSTART;TZID=Customized Time Zone:20261124T090000"),
        )

    assert starts(read(feed("-0500"))) == ["11-24 14:00"]
    assert starts(read(feed("-0800"))) == ["11-24 17:00"]


def test_an_appointment_without_a_uid_has_the_same_one_at_every_reading() -> None:
    data = calendar("BEGIN:VEVENT\r\nDTSTART:20261124T140000Z\r\nEND:VEVENT")
    assert read(data).occurrences[0].uid == read(data).occurrences[0].uid != ""


def test_outlooks_out_of_office_is_kept() -> None:
    day = event("DTSTART;VALUE=DATE:20261124", "X-MICROSOFT-CDO-BUSYSTATUS:OOF")
    assert read(calendar(day)).occurrences[0].away


def test_a_year_of_a_weekly_practice_has_every_session() -> None:
    weekly = [
        event(
            f"DTSTART;TZID=America/New_York:202601{5 + number % 5:02}T{9 + number // 5:02}0000",
            "DURATION:PT50M",
            "RRULE:FREQ=WEEKLY",
            uid=f"uid{number}",
        )
        for number in range(30)
    ]
    span = window("2027-01-01T05:00:00Z", "2028-01-01T05:00:00Z")
    # 2027 begins and ends on a Friday: 53 Fridays.
    assert len(read(calendar(*weekly), span).occurrences) == 24 * 52 + 6 * 53
