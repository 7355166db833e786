"""When a calendar is looked at again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from boundary.calendars.protocol import NEARBY, SignInError, WaitError
from boundary.calendars.refresh import CALM, SELDOM, Pace, Why
from boundary.clock import Span
from boundary.errors import CalendarError

NOW = datetime(2026, 11, 24, 17, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FEED = 12 * MINUTE
TROUBLE = CalendarError("It can't be reached.", "Check the network.")
WAIT = WaitError("It asks for patience.", "Later.", timedelta(hours=2))
SIGN_IN = SignInError("It wants a password.", "Sign in again.")


def session(starts_in: timedelta) -> Span:
    return Span(NOW + starts_in, NOW + starts_in + 50 * MINUTE)


def failed(times: int, every: timedelta = NEARBY) -> Pace:
    pace = Pace()
    for _ in range(times):
        pace = pace.failed(NOW, TROUBLE, every)
    return pace


def test_what_was_never_looked_at_is_due_now() -> None:
    assert Pace().due_at(NOW, []) == NOW


@pytest.mark.parametrize("starts_in", [0 * MINUTE, 15 * MINUTE, -30 * MINUTE])
def test_near_a_session_a_local_calendar_is_due_in_three_minutes(starts_in: timedelta) -> None:
    pace = Pace().went_well(NOW, NEARBY)
    assert pace.due_at(NOW, [session(starts_in)]) == NOW + 3 * MINUTE


@pytest.mark.parametrize("starts_in", [60 * MINUTE, -50 * MINUTE, -600 * MINUTE])
def test_far_from_any_session_it_is_due_in_ten(starts_in: timedelta) -> None:
    pace = Pace().went_well(NOW, NEARBY)
    assert pace.due_at(NOW, [session(starts_in)]) == NOW + CALM


def test_it_is_due_when_a_session_comes_near() -> None:
    pace = Pace().went_well(NOW, NEARBY)
    assert pace.due_at(NOW, [session(20 * MINUTE)]) == NOW + 5 * MINUTE


def test_a_feed_is_asked_as_often_as_it_says_however_near_a_session() -> None:
    pace = Pace().went_well(NOW, FEED)
    assert pace.due_at(NOW, [session(5 * MINUTE)]) == NOW + FEED


@pytest.mark.parametrize(
    ("times", "minutes"), [(1, 3), (2, 6), (3, 12), (5, 48), (6, 60), (99, 60)]
)
def test_each_failure_doubles_the_wait_up_to_an_hour(times: int, minutes: int) -> None:
    assert failed(times).due_at(NOW, []) == NOW + minutes * MINUTE


def test_a_feed_that_wants_to_be_asked_once_a_day_is_not_asked_more_often_when_it_fails() -> None:
    pace = failed(3, timedelta(days=1))
    assert pace.due_at(NOW, []) == NOW + timedelta(days=1)


def test_a_good_look_forgets_the_failures() -> None:
    assert failed(4).went_well(NOW, NEARBY).due_at(NOW, []) == NOW + CALM


def test_a_server_that_asks_for_two_hours_gets_them() -> None:
    assert Pace().failed(NOW, WAIT, FEED).due_at(NOW, []) == NOW + timedelta(hours=2)


def test_who_has_to_sign_in_is_not_bothered_before_an_hour() -> None:
    assert Pace().failed(NOW, SIGN_IN, NEARBY).due_at(NOW, []) == NOW + SELDOM


@pytest.mark.parametrize("why", list(Why))
def test_what_was_never_looked_at_is_looked_at_for_any_reason(why: Why) -> None:
    assert Pace().allows(NOW, why)


@pytest.mark.parametrize(
    ("why", "allowed"),
    [(Why.WAKE, False), (Why.NETWORK, False), (Why.CHANGED, True), (Why.ASKED, True)],
)
def test_what_was_just_looked_at_is_left_alone_but_for_a_change_or_her_wish(
    why: Why, allowed: bool
) -> None:
    pace = Pace().went_well(NOW, NEARBY)
    assert pace.allows(NOW + MINUTE, why) is allowed


def test_a_wake_looks_at_what_is_older_than_three_minutes() -> None:
    assert Pace().went_well(NOW, FEED).allows(NOW + 4 * MINUTE, Why.WAKE)


def test_the_network_coming_back_looks_at_what_failed_at_once() -> None:
    assert failed(2).allows(NOW + MINUTE, Why.NETWORK)


def test_no_wake_breaks_a_servers_request() -> None:
    assert not Pace().failed(NOW, WAIT, FEED).allows(NOW + timedelta(hours=1), Why.WAKE)


def test_a_clock_that_was_set_back_leaves_nothing_waiting_for_years() -> None:
    pace = Pace().went_well(NOW + timedelta(days=700), FEED)
    assert pace.clock_jumped(NOW).due_at(NOW, []) == NOW


def test_a_clock_that_runs_on_changes_nothing() -> None:
    pace = Pace().went_well(NOW, FEED)
    assert pace.clock_jumped(NOW + MINUTE) is pace
