"""What Today and the calendars' page say of how fresh the calendars are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from boundary.calendars.health import Health
from boundary.calendars.ics import Problem
from boundary.calendars.protocol import SignInError
from boundary.errors import CalendarError
from boundary.ui.day_view import FactLine
from boundary.ui.health_words import (
    health_line,
    health_lines,
    problem_lines,
    read_when,
    source_healths,
)

NOW = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
ZONE = ZoneInfo("America/New_York")
BROKEN = CalendarError("The calendar's server can't be reached.", "Check the network.")
SIGN_IN = SignInError("The calendar wants you to sign in again.", "Sign in in Settings.")


def read(ago: timedelta, trouble: CalendarError | None = None) -> Health:
    return Health(NOW - ago, trouble)


def line(health: Health, *, workday: bool = True) -> FactLine:
    return health_line(health, NOW, ZONE, workday=workday)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=-30), "Calendar read just now"),
        (timedelta(seconds=59), "Calendar read just now"),
        (timedelta(minutes=1), "Calendar read 1 min ago"),
        (timedelta(minutes=4, seconds=50), "Calendar read 4 min ago"),
        (timedelta(minutes=60), "Calendar read 1 hour ago"),
        (timedelta(hours=7, minutes=59), "Calendar read 7 hours ago"),
        (timedelta(hours=24), "Calendar read on Monday, November 23 at 15:30"),
    ],
)
def test_when_the_calendar_was_read(ago: timedelta, words: str) -> None:
    assert read_when(NOW - ago, NOW, ZONE) == words


def test_a_fresh_calendar_is_a_plain_fact() -> None:
    assert line(read(timedelta(minutes=4))) == FactLine("Calendar read 4 min ago")


def test_a_calendar_read_six_hours_ago_is_amber_on_a_workday_and_says_what_to_do() -> None:
    stale = line(read(timedelta(hours=6)))
    assert (stale.stale, stale.trouble) == (True, False)
    assert stale.title == "Calendar read 6 hours ago"
    assert "look there" in stale.second


def test_on_a_free_day_it_is_a_plain_fact() -> None:
    assert line(read(timedelta(hours=6)), workday=False) == FactLine("Calendar read 6 hours ago")


def test_a_stale_calendar_that_fails_says_why_and_what_to_do() -> None:
    assert line(read(timedelta(hours=7), BROKEN)).second == (
        "The calendar's server can't be reached. Check the network."
    )


def test_a_calendar_that_fails_says_what_stands_meanwhile() -> None:
    failed = line(read(timedelta(minutes=12), BROKEN))
    assert failed.trouble
    assert failed.title == "The calendar's server can't be reached."
    assert failed.second == "Check the network. Calendar read 12 min ago; that stays until then."


def test_a_calendar_that_never_came_says_only_what_to_do() -> None:
    assert line(Health(None, BROKEN)).second == "Check the network."


def test_a_sign_in_is_trouble_however_old_the_reading() -> None:
    assert line(read(timedelta(hours=9), SIGN_IN)).trouble


def test_a_calendar_that_is_being_read_for_the_first_time_says_so() -> None:
    assert line(Health()) == FactLine("Not read yet")


def test_today_tells_each_trouble_once_and_the_oldest_good_reading() -> None:
    healths = (
        read(timedelta(minutes=2)),
        read(timedelta(minutes=9), BROKEN),
        read(timedelta(minutes=9), BROKEN),
        read(timedelta(minutes=4)),
    )
    titles = [each.title for each in health_lines(healths, NOW, ZONE, workday=True)]
    assert titles == ["The calendar's server can't be reached.", "Calendar read 4 min ago"]


def test_today_says_nothing_before_the_first_reading() -> None:
    assert health_lines((Health(), Health()), NOW, ZONE, workday=True) == ()


def test_the_page_tells_each_calendar_by_its_position_and_who_has_to_sign_in() -> None:
    given = (read(timedelta(minutes=4)), Health(None, SIGN_IN))
    rows = source_healths(given, NOW, ZONE, workday=True)
    assert [(row.line.title, row.sign_in) for row in rows] == [
        ("Calendar read 4 min ago", False),
        ("The calendar wants you to sign in again.", True),
    ]


def test_what_is_wrong_inside_calendars_is_amber_and_said_once() -> None:
    problem = Problem(0, "One appointment could not be read.", "Look for it.")
    other = Problem(1, "One appointment could not be read.", "Look for it.")
    assert problem_lines([problem, other]) == (
        FactLine("One appointment could not be read.", "Look for it.", stale=True),
    )
