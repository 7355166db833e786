"""What Today shows beside the day: facts from the days to come."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from boundary.app.seen import Around, day_seen
from boundary.clock import midnight
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.policy import Policy
from boundary.schedule.today import Today
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
