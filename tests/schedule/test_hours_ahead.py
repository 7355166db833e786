"""Hours as a reply needs them: whole windows, overrides, and business days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from boundary.clock import Span
from boundary.schedule.hours import Away, WallSpan, WeeklyHours, is_open
from boundary.schedule.hours_ahead import (
    HoursError,
    answered_by,
    close_now,
    closed_at,
    next_closed,
    open_for,
    reply_times,
    whole_windows,
    with_override,
    zone_of,
)

NEW_YORK = ZoneInfo("America/New_York")
OFFICE = WeeklyHours("America/New_York")
ALWAYS = WeeklyHours("America/New_York", ((WallSpan(time(), time()),),) * 7)
HOUR = timedelta(hours=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC)


def test_a_window_is_whole_wherever_one_looks_from() -> None:
    night = Span(at("2027-01-08T17:00"), at("2027-01-11T09:00"))
    looks = [at("2027-01-08T17:00"), at("2027-01-10T03:00"), at("2027-01-11T08:59")]

    assert {closed_at(OFFICE, look, NEW_YORK).span for look in looks} == {night}  # type: ignore[union-attr]  # closed each time


def test_it_is_not_closed_at_the_opening() -> None:
    assert closed_at(OFFICE, at("2027-01-11T09:00"), NEW_YORK) is None


def test_a_long_absence_is_whole_in_its_last_hour() -> None:
    hours = replace(OFFICE, away=(Away(date(2026, 3, 2), date(2027, 2, 26)),))
    window = closed_at(hours, at("2027-02-28T12:00"), NEW_YORK)

    assert window is not None
    assert window.span == Span(at("2026-02-27T17:00"), at("2027-03-01T09:00"))


def test_windows_before_the_span_are_left_out() -> None:
    found = whole_windows(OFFICE, Span(at("2027-01-05T12:00"), at("2027-01-05T13:00")), NEW_YORK)

    assert found == ()


def test_the_next_closed_window_of_open_hours_comes_this_evening() -> None:
    window = next_closed(OFFICE, at("2027-01-05T12:00"), NEW_YORK)

    assert window is not None
    assert window.span == Span(at("2027-01-05T17:00"), at("2027-01-06T09:00"))


def test_hours_that_never_close_have_no_next_closed_window() -> None:
    assert next_closed(ALWAYS, at("2027-01-05T12:00"), NEW_YORK) is None


def test_hours_that_never_open_are_refused() -> None:
    with pytest.raises(HoursError, match="never open again"):
        closed_at(WeeklyHours(week=((),) * 7), at("2027-01-05T12:00"), NEW_YORK)


def test_a_zone_that_is_not_known_is_refused() -> None:
    with pytest.raises(HoursError, match="not known here"):
        zone_of(WeeklyHours("Atlantis/Centre"), NEW_YORK)


def test_open_for_an_hour_has_an_end() -> None:
    now = at("2027-01-05T17:00")

    assert open_for(now, HOUR).span == Span(now, now + HOUR)


def test_close_now_lasts_as_long_as_the_window_would_have() -> None:
    override = close_now(OFFICE, at("2027-01-05T15:00"), NEW_YORK)

    assert override is not None
    assert override.span == Span(at("2027-01-05T15:00"), at("2027-01-05T17:00"))
    assert not override.open


def test_what_is_closed_is_not_closed_again() -> None:
    assert close_now(OFFICE, at("2027-01-05T20:00"), NEW_YORK) is None


def test_old_overrides_go_when_a_new_one_comes() -> None:
    monday = with_override(OFFICE, open_for(at("2027-01-04T17:00"), HOUR), at("2027-01-04T17:00"))
    friday = with_override(monday, open_for(at("2027-01-08T17:00"), HOUR), at("2027-01-08T17:00"))

    assert len(friday.overrides) == 1
    assert is_open(friday, at("2027-01-08T17:30"), NEW_YORK)


def test_reply_windows_lie_inside_the_hours() -> None:
    hours = replace(OFFICE, reply_windows=(WallSpan(time(16, 30), time(18)),))
    day = Span(at("2027-01-05T00:00"), at("2027-01-06T00:00"))

    assert reply_times(hours, day, NEW_YORK) == (
        Span(at("2027-01-05T16:30"), at("2027-01-05T17:00")),
    )


def test_a_closed_day_has_no_reply_windows() -> None:
    hours = replace(OFFICE, reply_windows=(WallSpan(time(12), time(13)),))
    sunday = Span(at("2027-01-10T00:00"), at("2027-01-11T00:00"))

    assert reply_times(hours, sunday, NEW_YORK) == ()


def test_reply_windows_close_nothing() -> None:
    hours = replace(OFFICE, reply_windows=(WallSpan(time(12), time(13)),))

    assert is_open(hours, at("2027-01-05T10:00"), NEW_YORK)


@pytest.mark.parametrize(
    ("received", "days", "by"),
    [
        ("2027-01-04T10:00", 1, "2027-01-05T17:00"),
        ("2027-01-04T18:00", 1, "2027-01-05T17:00"),
        ("2027-01-08T18:00", 1, "2027-01-11T17:00"),
        ("2027-01-10T18:00", 1, "2027-01-11T17:00"),
        ("2027-01-05T07:00", 1, "2027-01-05T17:00"),
        ("2027-01-07T10:00", 2, "2027-01-11T17:00"),
    ],
)
def test_an_answer_comes_by_the_end_of_a_business_day(received: str, days: int, by: str) -> None:
    assert answered_by(OFFICE, at(received), days, NEW_YORK) == at(by)


def test_hours_without_business_days_promise_no_answer() -> None:
    never = WeeklyHours("America/New_York", ((),) * 7)

    assert answered_by(never, at("2027-01-04T10:00"), 1, NEW_YORK) is None
