"""What she changes on the page of hours becomes her settings, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from boundary.app.hours_desk import (
    hours_of,
    hours_view,
    override_ended,
    override_set,
    region_code,
    region_set,
    replying_set,
    special_added,
    special_removed,
    week_set,
    with_hours,
    zone_set,
)
from boundary.clock import Span
from boundary.schedule.hours import Region, WallSpan, WeeklyHours, is_open
from boundary.schedule.kinds import Kind
from boundary.schedule.sessions import Session
from boundary.settings import Settings
from boundary.ui.hours_view import Channel, Special, SpecialKind

NEW_YORK = ZoneInfo("America/New_York")
HOURS = WeeklyHours("America/New_York")
NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)
FOUR = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)
"""Half past four in New York: half an hour before the hours close."""
EVENING = datetime(2026, 11, 25, 1, tzinfo=UTC)
THANKSGIVING = date(2026, 11, 26)
AWAY = Special(date(2026, 12, 19), date(2027, 1, 3), SpecialKind.AWAY)


def away_entry() -> Session:
    span = Span(datetime(2026, 12, 19, 5, tzinfo=UTC), datetime(2027, 1, 4, 5, tzinfo=UTC))
    return Session("away", span, Kind.AWAY, all_day=True)


def test_a_channel_without_hours_has_those_of_mail() -> None:
    assert hours_of(Settings(hours=HOURS), Channel.PHONE) == HOURS


def test_other_hours_for_texts_leave_mail_alone() -> None:
    settings = with_hours(Settings(hours=HOURS), Channel.TEXT, week_set(((),) * 7))
    assert (settings.hours, hours_of(settings, Channel.TEXT).week) == (HOURS, ((),) * 7)


def test_a_zone_is_kept_by_its_name() -> None:
    assert zone_set("Europe/Berlin")(HOURS).zone == "Europe/Berlin"


def test_no_zone_is_that_of_the_machine() -> None:
    assert zone_set("")(HOURS).zone is None


def test_a_closed_day_replaces_what_was_on_it() -> None:
    other = Special(
        THANKSGIVING, THANKSGIVING, SpecialKind.OTHER, "", (WallSpan(time(9), time(11)),)
    )
    closed = Special(THANKSGIVING, THANKSGIVING, SpecialKind.CLOSED, "Thanksgiving")
    hours = special_added(closed)(special_added(other)(HOURS))
    assert [(e.day, e.spans, e.why) for e in hours.exceptions] == [
        (THANKSGIVING, (), "Thanksgiving")
    ]


def test_several_days_are_closed_one_by_one() -> None:
    run = Special(THANKSGIVING, THANKSGIVING + timedelta(days=1))
    assert len(special_added(run)(HOURS).exceptions) == 2


def test_an_absence_is_added_once() -> None:
    assert len(special_added(AWAY)(special_added(AWAY)(HOURS)).away) == 1


def test_what_is_removed_is_as_before() -> None:
    closed = Special(THANKSGIVING, THANKSGIVING)
    added = special_added(AWAY)(special_added(closed)(HOURS))
    assert special_removed(closed)(special_removed(AWAY)(added)) == HOURS


def test_a_region_is_a_country_and_a_part() -> None:
    assert region_set("DE-BY")(HOURS).holidays == Region("DE", "BY")


def test_a_region_is_written_as_it_was_chosen() -> None:
    assert region_code(region_set("DE-BY")(HOURS).holidays) == "DE-BY"


def test_one_more_hour_begins_where_the_hours_would_close() -> None:
    hours = override_set(FOUR, NEW_YORK, opens=True)(HOURS)
    after = FOUR + timedelta(minutes=89)
    assert (is_open(HOURS, after, NEW_YORK), is_open(hours, after, NEW_YORK)) == (False, True)


def test_one_more_hour_in_the_evening_begins_now() -> None:
    hours = override_set(EVENING, NEW_YORK, opens=True)(HOURS)
    assert is_open(hours, EVENING + timedelta(minutes=59), NEW_YORK)


def test_close_now_ends_with_the_window() -> None:
    hours = override_set(NOON, NEW_YORK, opens=False)(HOURS)
    tomorrow = NOON + timedelta(days=1)
    assert (is_open(hours, NOON, NEW_YORK), is_open(hours, tomorrow, NEW_YORK)) == (False, True)


def test_what_was_said_on_the_spot_is_taken_back() -> None:
    hours = override_set(NOON, NEW_YORK, opens=False)(HOURS)
    assert is_open(override_ended(NOON)(hours), NOON, NEW_YORK)


def test_an_absence_in_the_calendar_is_proposed() -> None:
    view = hours_view(Settings(hours=HOURS), NOON, NEW_YORK, twelve=False, ahead=[away_entry()])
    assert view.proposed == ((AWAY, 0),)


def test_an_absence_that_she_confirmed_is_proposed_no_more() -> None:
    settings = replace(Settings(hours=HOURS), hours=special_added(AWAY)(HOURS))
    view = hours_view(settings, NOON, NEW_YORK, twelve=False, ahead=[away_entry()])
    assert view.proposed == ()


def test_reply_windows_close_nothing() -> None:
    changed = replying_set((WallSpan(time(12, 30), time(12, 50)),))(HOURS)
    assert is_open(changed, NOON, NEW_YORK)
