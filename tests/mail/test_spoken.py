"""Days, times and hours as a stranger reads them."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from boundary.clock import Span, parse_instant
from boundary.mail.spoken import (
    day_text,
    offset_text,
    openings_text,
    time_text,
    week_text,
    zone_text,
)
from boundary.mail.templates import tongue
from boundary.schedule.hours import WallSpan, WeeklyHours

ENGLISH = tongue("en")
NEW_YORK = ZoneInfo("America/New_York")
MORNING = WallSpan(time(9), time(12))
AFTERNOON = WallSpan(time(14), time(17, 30))


def week(*days: tuple[WallSpan, ...]) -> str:
    whole = (*days, *((),) * (7 - len(days)))
    return week_text(WeeklyHours(week=whole), NEW_YORK, ENGLISH)


@pytest.mark.parametrize(
    ("wall", "said"),
    [
        (time(0), "12:00 am"),
        (time(0, 30), "12:30 am"),
        (time(9), "9:00 am"),
        (time(12), "12:00 pm"),
        (time(13, 5), "1:05 pm"),
        (time(23, 59), "11:59 pm"),
    ],
)
def test_english_counts_twice_to_twelve(wall: time, said: str) -> None:
    assert time_text(wall, ENGLISH) == said


@pytest.mark.parametrize(
    ("language", "said"), [("de", "13:05 Uhr"), ("es", "13:05"), ("fr", "13 h 05")]
)
def test_the_others_count_to_twenty_four(language: str, said: str) -> None:
    assert time_text(time(13, 5), tongue(language)) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Friday 1 January 2027"),
        ("de", "Freitag, 1. Januar 2027"),
        ("es", "viernes 1 de enero de 2027"),
        ("fr", "vendredi 1er janvier 2027"),
    ],
)
def test_a_day_may_have_its_year(language: str, said: str) -> None:
    assert day_text(date(2027, 1, 1), tongue(language), with_year=True) == said


def test_days_alike_beside_each_other_are_one_piece() -> None:
    assert week(*((MORNING,),) * 4, (AFTERNOON,)) == (
        "Monday to Thursday 9:00 am to 12:00 pm; Friday 2:00 pm to 5:30 pm (Eastern Time)"
    )


def test_several_windows_of_a_day_are_joined() -> None:
    assert week((AFTERNOON, MORNING)) == (
        "Monday 9:00 am to 12:00 pm and 2:00 pm to 5:30 pm (Eastern Time)"
    )


def test_a_window_to_the_end_of_the_day_ends_at_midnight() -> None:
    assert "6:00 pm to midnight" in week((WallSpan(time(18), time()),))


def test_a_whole_day_is_said_so() -> None:
    assert "Monday all day" in week((WallSpan(time(), time()),))


def test_a_week_without_windows_is_one_of_announced_days() -> None:
    assert week() == "on days that I announce (Eastern Time)"


def test_german_says_uhr_once() -> None:
    said = week_text(WeeklyHours(), ZoneInfo("Europe/Berlin"), tongue("de"))

    assert said == "Montag bis Freitag 9:00 bis 17:00 Uhr (deutsche Zeit)"


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/Los_Angeles", "Pacific Time"),
        ("America/Sao_Paulo", "Sao Paulo time"),
        ("Europe/Lisbon", "Lisbon time"),
    ],
)
def test_a_zone_is_called_as_people_call_it(zone: str, said: str) -> None:
    assert zone_text(ZoneInfo(zone), ENGLISH) == said


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/New_York", "EST"),
        ("Asia/Kolkata", "IST"),
        ("America/Sao_Paulo", "UTC-3"),
        ("Asia/Kathmandu", "UTC+5:45"),
        ("Pacific/Marquesas", "UTC-9:30"),
    ],
)
def test_an_instant_has_the_short_name_of_its_zone(zone: str, said: str) -> None:
    assert offset_text(parse_instant("2027-01-01T12:00Z"), ZoneInfo(zone), ENGLISH) == said


def test_the_windows_of_a_day_stand_in_one_line() -> None:
    spans = [
        Span(parse_instant("2027-01-04T14:00Z"), parse_instant("2027-01-04T17:00Z")),
        Span(parse_instant("2027-01-04T19:00Z"), parse_instant("2027-01-05T05:00Z")),
        Span(parse_instant("2027-01-05T14:00Z"), parse_instant("2027-01-05T17:00Z")),
    ]

    assert openings_text(spans, NEW_YORK, ENGLISH).splitlines() == [
        "Monday 4 January, 9:00 am to 12:00 pm and 2:00 pm to midnight",
        "Tuesday 5 January, 9:00 am to 12:00 pm",
    ]
