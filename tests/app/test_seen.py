"""What Today shows beside the day: facts from the days to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from boundary.app.seen import Around, day_seen
from boundary.clock import midnight
from boundary.schedule.hours import WallSpan, WeeklyHours
from boundary.schedule.owed import OwedChoice
from boundary.schedule.policy import Policy
from boundary.schedule.today import Today
from boundary.ui.day_view import BreakOffer, DayView
from tests.schedule.builders import Played
from tests.schedule.builders import session as booked
from tests.schedule.test_collisions import LONDON, NEW_YORK, pair


def facts(day: str, zone: ZoneInfo = NEW_YORK) -> list[str]:
    """Return the titles of the facts at midnight of *day*."""
    ahead = pair("11:00", "15:00", NEW_YORK, LONDON)
    now: datetime = midnight(date.fromisoformat(day), zone)
    today = Today(zone, Policy(), WeeklyHours(), lambda _fact: None, lambda _act: None)
    return [fact.title for fact in day_seen(today, now, Around(ahead=ahead)).facts]


def test_a_collision_of_next_week_is_told() -> None:
    assert facts("2027-03-10") == ["Two appointments will overlap on Tuesday, March 16 at 11:00."]


@pytest.mark.parametrize("day", ["2027-03-08", "2027-05-03"])
def test_without_one_nothing_is_told(day: str) -> None:
    assert facts(day) == []


def hard_day() -> Played:
    """Return a day at 11:51, its sessions over and seven minutes owed."""
    hours = [booked(f"{hour}:00", f"{hour}:50", f"s{hour}") for hour in (9, 10, 11)]
    day = Played((*hours, booked("33:00", "33:50", "t")))
    for hour in (9, 10):
        day.talks(f"{hour}:00", f"{hour}:50").until(f"{hour}:50:22")
        day.today.skip(day.now)
    return day.talks("11:00", "11:50").until("11:51")


def seen(day: Played) -> DayView:
    return day_seen(day.today, day.now, Around())


def test_what_is_owed_at_the_end_of_the_day_is_asked_in_one_line() -> None:
    assert seen(hard_day()).offer == BreakOffer(
        "Seven minutes are owed to you.",
        (
            ("owed:leave", "Leave at 12:13"),
            ("owed:buffer", "A buffer tomorrow"),
            ("owed:let_go", "Let it go"),
        ),
    )


def test_what_is_asked_is_not_told_beside_it() -> None:
    assert [fact.title for fact in seen(hard_day()).facts if "owed" in fact.title] == []


def test_a_buffer_is_hers_to_keep() -> None:
    day = hard_day()
    day.today.settle_owed(day.now, OwedChoice.BUFFER)
    assert [fact.title for fact in seen(day).facts] == ["A buffer before 9:00."]


@pytest.mark.parametrize("choice", [OwedChoice.LEAVE, OwedChoice.LET_GO])
def test_answered_otherwise_nothing_is_left_of_it(choice: OwedChoice) -> None:
    day = hard_day()
    day.today.settle_owed(day.now, choice)
    assert (seen(day).facts, seen(day).offer) == ((), None)


def test_a_stuck_microphone_is_told_as_trouble() -> None:
    day = Played((booked("9:00", "9:50"),)).says("9:00", "mic_open").until("13:00")
    assert [fact.trouble for fact in seen(day).facts] == [True]


WINDOWS = WeeklyHours(
    "America/New_York",
    reply_windows=(WallSpan(time(12, 30), time(12, 50)), WallSpan(time(16, 30), time(17))),
)


def at_time(at: str, hours: WeeklyHours = WINDOWS) -> list[str]:
    """Return the titles of the facts of Wednesday, 10 March 2027 at *at*."""
    today = Today(NEW_YORK, Policy(), hours, lambda _fact: None, lambda _act: None)
    now = datetime.combine(date(2027, 3, 10), time.fromisoformat(at), NEW_YORK).astimezone(UTC)
    return [fact.title for fact in day_seen(today, now, Around()).facts]


def test_the_next_reply_window_is_told() -> None:
    assert at_time("13:00") == ["Reply window 16:30 to 17:00."]


def test_a_reply_window_under_way_says_until_when() -> None:
    assert at_time("12:40") == ["Reply window until 12:50."]


def test_after_the_last_reply_window_nothing_is_told() -> None:
    assert at_time("17:00") == []


def test_without_hours_on_a_day_there_is_no_reply_window() -> None:
    assert at_time("13:00", replace(WINDOWS, week=((),) * 7)) == []
