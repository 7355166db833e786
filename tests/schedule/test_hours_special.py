"""Absences, overrides and public holidays: what wins over the week, and for how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundary.clock import Span
from boundary.schedule.hours import (
    Away,
    Override,
    Region,
    SpecialDay,
    WallSpan,
    WeeklyHours,
    close_of,
    closed_windows,
    is_open,
    open_of,
    open_windows,
)
from boundary.schedule.hours_ahead import HoursError, whole_windows
from boundary.schedule.hours_channels import Channel, Channels
from boundary.schedule.hours_holidays import holidays_of, with_holidays

NEW_YORK = ZoneInfo("America/New_York")
OFFICE = WeeklyHours("America/New_York")
TEN_TO_TWELVE = (WallSpan(time(10), time(12)),)
WEEK_OFF = Away(date(2027, 1, 11), date(2027, 1, 15))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC)


def said(start: str, end: str, *, opened: bool) -> Override:
    return Override(Span(at(start), at(end)), opened)


def test_an_absence_closes_its_first_and_its_last_day() -> None:
    hours = replace(OFFICE, away=(WEEK_OFF,))

    assert open_of(hours, date(2027, 1, 11), NEW_YORK) is None
    assert open_of(hours, date(2027, 1, 15), NEW_YORK) is None
    assert open_of(hours, date(2027, 1, 18), NEW_YORK) == at("2027-01-18T09:00")


def test_an_absence_is_told_by_the_window_it_lies_in() -> None:
    hours = replace(OFFICE, away=(WEEK_OFF,))
    (window,) = whole_windows(hours, Span(at("2027-01-12T12:00"), at("2027-01-12T13:00")), NEW_YORK)

    assert (window.why, window.away) == ("away", WEEK_OFF)
    assert window.span == Span(at("2027-01-08T17:00"), at("2027-01-18T09:00"))


def test_an_absence_may_have_her_own_word() -> None:
    hours = replace(OFFICE, away=(replace(WEEK_OFF, why="summer"),))
    windows = closed_windows(hours, Span(at("2027-01-12T12:00"), at("2027-01-12T13:00")), NEW_YORK)

    assert windows[0].why == "summer"


def test_a_day_that_she_opens_in_an_absence_is_open() -> None:
    catching_up = SpecialDay(date(2027, 1, 13), TEN_TO_TWELVE)
    hours = replace(OFFICE, away=(WEEK_OFF,), exceptions=(catching_up,))

    assert open_of(hours, date(2027, 1, 13), NEW_YORK) == at("2027-01-13T10:00")


def test_an_absence_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before"):
        Away(date(2027, 1, 2), date(2027, 1, 1))


def test_open_for_one_more_hour_closes_an_hour_later() -> None:
    more = said("2027-01-04T17:00", "2027-01-04T18:00", opened=True)
    hours = replace(OFFICE, overrides=(more,))

    assert close_of(hours, date(2027, 1, 4), NEW_YORK) == at("2027-01-04T18:00")
    assert close_of(hours, date(2027, 1, 5), NEW_YORK) == at("2027-01-05T17:00")


def test_closed_now_ends_the_day() -> None:
    now = said("2027-01-04T15:00", "2027-01-04T17:00", opened=False)
    hours = replace(OFFICE, overrides=(now,))

    assert close_of(hours, date(2027, 1, 4), NEW_YORK) == at("2027-01-04T15:00")


def test_closed_on_the_spot_is_why() -> None:
    now = said("2027-01-04T15:00", "2027-01-04T17:00", opened=False)
    hours = replace(OFFICE, overrides=(now,))
    (window,) = whole_windows(hours, Span(at("2027-01-04T16:00"), at("2027-01-04T16:30")), NEW_YORK)

    assert window.why == "closed"
    assert window.span == Span(at("2027-01-04T15:00"), at("2027-01-05T09:00"))


def test_closed_for_an_hour_leaves_the_rest_of_the_day() -> None:
    noon = said("2027-01-04T12:00", "2027-01-04T13:00", opened=False)
    hours = replace(OFFICE, overrides=(noon,))
    day = Span(at("2027-01-04T00:00"), at("2027-01-05T00:00"))

    assert open_windows(hours, day, NEW_YORK) == (
        Span(at("2027-01-04T09:00"), at("2027-01-04T12:00")),
        Span(at("2027-01-04T13:00"), at("2027-01-04T17:00")),
    )


def test_the_later_word_wins() -> None:
    closed = said("2027-01-04T12:00", "2027-01-04T17:00", opened=False)
    opened = said("2027-01-04T15:00", "2027-01-04T16:00", opened=True)

    assert is_open(replace(OFFICE, overrides=(closed, opened)), at("2027-01-04T15:30"), NEW_YORK)
    assert not is_open(
        replace(OFFICE, overrides=(opened, closed)), at("2027-01-04T15:30"), NEW_YORK
    )


def test_an_override_wins_over_an_absence() -> None:
    hour = said("2027-01-12T10:00", "2027-01-12T11:00", opened=True)
    hours = replace(OFFICE, away=(WEEK_OFF,), overrides=(hour,))

    assert is_open(hours, at("2027-01-12T10:30"), NEW_YORK)


def test_an_override_may_open_after_midnight_what_began_before() -> None:
    night = said("2027-01-04T23:00", "2027-01-05T01:00", opened=True)
    hours = replace(OFFICE, overrides=(night,))

    assert close_of(hours, date(2027, 1, 4), NEW_YORK) == at("2027-01-05T01:00")


def test_an_override_without_a_length_is_refused() -> None:
    with pytest.raises(ValueError, match="length"):
        said("2027-01-04T12:00", "2027-01-04T12:00", opened=False)


def test_an_opening_of_more_than_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at most a day"):
        said("2027-01-04T12:00", "2027-01-05T12:01", opened=True)


def test_the_holidays_of_a_region_have_their_days_and_names() -> None:
    days = {each.day: each.why for each in holidays_of(Region("US"), 2026, 2026)}

    assert days[date(2026, 11, 26)] == "Thanksgiving Day"


def test_a_part_of_a_country_has_its_own() -> None:
    epiphany = date(2027, 1, 6)

    assert epiphany in {each.day for each in holidays_of(Region("DE", "BY"), 2027, 2027)}
    assert epiphany not in {each.day for each in holidays_of(Region("DE"), 2027, 2027)}


@pytest.mark.parametrize("region", [Region("XX"), Region("US", "QQ")])
def test_a_region_that_is_not_known_is_refused(region: Region) -> None:
    with pytest.raises(HoursError, match="not known"):
        holidays_of(region, 2026, 2026)


def christmas(hours: WeeklyHours) -> WeeklyHours:
    span = Span(at("2026-12-24T00:00"), at("2026-12-27T00:00"))
    return with_holidays(replace(hours, holidays=Region("US")), span)


def test_a_public_holiday_is_closed() -> None:
    assert open_of(christmas(OFFICE), date(2026, 12, 25), NEW_YORK) is None


def test_her_own_exception_wins_over_a_holiday() -> None:
    hours = replace(OFFICE, exceptions=(SpecialDay(date(2026, 12, 25), TEN_TO_TWELVE),))

    assert open_of(christmas(hours), date(2026, 12, 25), NEW_YORK) == at("2026-12-25T10:00")


def test_an_absence_stays_one_over_a_holiday() -> None:
    away = Away(date(2026, 12, 21), date(2026, 12, 31))
    hours = christmas(replace(OFFICE, away=(away,)))

    assert hours.special(date(2026, 12, 25)) is None


def test_hours_without_a_region_stay_as_they_are() -> None:
    assert with_holidays(OFFICE, Span(at("2026-12-24T00:00"), at("2026-12-27T00:00"))) is OFFICE


def test_the_next_opening_knows_the_holidays_after_the_span() -> None:
    span = Span(at("2026-12-31T18:00"), at("2026-12-31T19:00"))
    hours = with_holidays(replace(OFFICE, holidays=Region("US")), span)

    assert closed_windows(hours, span, NEW_YORK)[0].next_open == at("2027-01-04T09:00")


def test_a_channel_without_hours_has_those_of_mail() -> None:
    phone = WeeklyHours("Europe/London")
    channels = Channels(phone=phone)

    assert channels.hours(Channel.PHONE, OFFICE) is phone
    assert channels.hours(Channel.TEXT, OFFICE) is OFFICE
    assert channels.hours(Channel.MAIL, OFFICE) is OFFICE


DAYS = st.dates(date(2027, 3, 1), date(2027, 4, 1))
WALLS = st.builds(time, st.integers(0, 23), st.sampled_from((0, 30)))
WINDOWS = st.lists(st.builds(WallSpan, WALLS, WALLS), max_size=2).map(tuple)


@st.composite
def overrides(draw: st.DrawFn) -> Override:
    day = draw(DAYS)
    start = datetime(day.year, day.month, day.day, draw(st.integers(0, 23)), tzinfo=UTC)
    return Override(
        Span(start, start + timedelta(minutes=draw(st.integers(1, 1440)))), draw(st.booleans())
    )


HOURS = st.builds(
    WeeklyHours,
    st.sampled_from(("America/New_York", "Europe/Lisbon", "Australia/Lord_Howe")),
    st.lists(WINDOWS, min_size=7, max_size=7).map(tuple),
    st.lists(st.builds(SpecialDay, DAYS, WINDOWS), max_size=2, unique_by=lambda each: each.day).map(
        tuple
    ),
    st.lists(
        st.builds(lambda day, n: Away(day, day + timedelta(days=n)), DAYS, st.integers(0, 9)),
        max_size=2,
    ).map(tuple),
    st.lists(overrides(), max_size=4).map(tuple),
)


@given(HOURS, DAYS, st.integers(0, 20_000))
@settings(deadline=None)
def test_closed_and_open_together_are_the_span(hours: WeeklyHours, day: date, minutes: int) -> None:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    span = Span(start, start + timedelta(minutes=minutes))
    shut = [each.span for each in closed_windows(hours, span, NEW_YORK)]
    both = sorted([*open_windows(hours, span, NEW_YORK), *shut])

    assert [each.start for each in both] == [span.start, *(each.end for each in both)][:-1]
    assert sum((each.length for each in both), timedelta()) == span.length


@given(HOURS, DAYS, st.integers(0, 1439))
@settings(deadline=None)
def test_the_last_override_is_what_holds(hours: WeeklyHours, day: date, minute: int) -> None:
    instant = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)
    said = [each for each in hours.overrides if each.span.contains(instant)]

    if said:
        assert is_open(hours, instant, NEW_YORK) is said[-1].open
