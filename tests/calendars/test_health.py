"""How fresh a calendar is, and which one matters most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from boundary.calendars.health import STALE, Condition, Health, worst
from boundary.calendars.protocol import SignInError
from boundary.errors import CalendarError

NOW = datetime(2026, 11, 24, 17, tzinfo=UTC)
TROUBLE = CalendarError("It can't be reached.", "Check the network.")
SIGN_IN = SignInError("It wants a password.", "Sign in again.")


def read(ago: timedelta, trouble: CalendarError | None = None) -> Health:
    return Health(NOW - ago, trouble)


FRESH = read(timedelta(minutes=4))
OLD = read(STALE)


@pytest.mark.parametrize(
    ("health", "workday", "condition"),
    [
        (FRESH, True, Condition.GOOD),
        (OLD, True, Condition.STALE),
        (OLD, False, Condition.GOOD),
        (read(STALE - timedelta(seconds=1)), True, Condition.GOOD),
        (read(timedelta(minutes=4), TROUBLE), True, Condition.FAILED),
        (read(STALE, TROUBLE), True, Condition.STALE),
        (read(STALE, TROUBLE), False, Condition.FAILED),
        (read(timedelta(minutes=4), SIGN_IN), True, Condition.SIGN_IN),
        (read(STALE, SIGN_IN), True, Condition.SIGN_IN),
        (Health(), True, Condition.WAITING),
        (Health(None, TROUBLE), True, Condition.FAILED),
    ],
)
def test_the_condition_of_a_calendar(health: Health, workday: bool, condition: Condition) -> None:
    assert health.condition(NOW, workday=workday) is condition


def test_a_reading_ahead_of_the_clock_is_fresh() -> None:
    assert read(timedelta(hours=-3)).age(NOW) == timedelta(0)


def test_the_worst_calendar_speaks_for_all() -> None:
    assert worst((FRESH, OLD, read(timedelta(0), TROUBLE)), NOW, workday=True) is OLD


def test_of_two_good_ones_the_older_speaks() -> None:
    older = read(timedelta(minutes=9))
    assert worst((FRESH, older), NOW, workday=True) is older


def test_without_calendars_nothing_is_wrong() -> None:
    assert worst((), NOW, workday=True) == Health()
