"""Communication hours: wall-clock windows as instants, across clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundary.clock import Span, day_span
from boundary.schedule.hours import (
    DEFAULT_WEEK,
    Closed,
    SpecialDay,
    WallSpan,
    WeeklyHours,
    close_of,
    closed_windows,
    is_open,
    open_of,
    open_windows,
)

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
NEW_YORK = ZoneInfo("America/New_York")
NEVER: tuple[tuple[WallSpan, ...], ...] = ((),) * 7
CLOCK_CHANGES = [
    ("America/New_York", date(2026, 11, 1)),
    ("America/New_York", date(2027, 3, 14)),
    ("Europe/London", date(2026, 10, 25)),
    ("Europe/London", date(2027, 3, 28)),
    ("Australia/Sydney", date(2026, 10, 4)),
    ("Australia/Sydney", date(2027, 4, 4)),
    ("Europe/Lisbon", date(2026, 10, 25)),
    ("Europe/Lisbon", date(2027, 3, 28)),
    ("Asia/Kolkata", date(2027, 1, 1)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Australia/Lord_Howe", date(2027, 4, 4)),
]


def at(day: str, wall: str, zone: ZoneInfo = NEW_YORK) -> datetime:
    return datetime.fromisoformat(f"{day}T{wall}").replace(tzinfo=zone).astimezone(UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def wall(text: str) -> WallSpan:
    start, end = text.split("-")
    return WallSpan(time.fromisoformat(start), time.fromisoformat(end))


def every_day(*windows: str, exceptions: tuple[SpecialDay, ...] = ()) -> WeeklyHours:
    week = (tuple(map(wall, windows)),) * 7
    return WeeklyHours("America/New_York", week, exceptions)


def office(*exceptions: SpecialDay) -> WeeklyHours:
    return WeeklyHours("America/New_York", DEFAULT_WEEK, exceptions)


def closed(hours: WeeklyHours, start: str, end: str) -> list[Closed]:
    span = Span(at(start, "00:00"), at(end, "00:00"))
    return list(closed_windows(hours, span, NEW_YORK))


def longest(hours: WeeklyHours, start: str, end: str) -> timedelta:
    return max(window.span.length for window in closed(hours, start, end))


def test_a_weekend_with_a_skipped_hour_is_closed_for_63_hours() -> None:
    assert longest(office(), "2027-03-12", "2027-03-16") == timedelta(hours=63)


def test_an_ordinary_weekend_is_closed_for_64_hours() -> None:
    assert longest(office(), "2027-03-05", "2027-03-09") == timedelta(hours=64)


def test_the_night_of_the_skipped_hour_is_15_hours() -> None:
    night = closed(every_day("09:00-17:00"), "2027-03-13", "2027-03-15")[1]

    assert night.span == Span(at("2027-03-13", "17:00"), at("2027-03-14", "09:00"))
    assert night.span.length == timedelta(hours=15)


def test_the_night_of_the_repeated_hour_is_17_hours() -> None:
    night = closed(every_day("09:00-17:00"), "2026-10-31", "2026-11-02")[1]

    assert night.span == Span(at("2026-10-31", "17:00"), at("2026-11-01", "09:00"))
    assert night.span.length == timedelta(hours=17)


def test_an_opening_in_the_skipped_hour_is_the_end_of_the_gap() -> None:
    assert open_of(every_day("02:30-05:00"), date(2027, 3, 14), NEW_YORK) == utc("2027-03-14T07:00")


def test_a_closing_in_the_skipped_hour_is_the_end_of_the_gap() -> None:
    assert close_of(every_day("01:00-02:30"), date(2027, 3, 14), NEW_YORK) == utc(
        "2027-03-14T07:00"
    )


def test_a_window_within_the_skipped_hour_does_not_exist() -> None:
    assert open_of(every_day("02:10-02:50"), date(2027, 3, 14), NEW_YORK) is None


def test_an_opening_in_the_repeated_hour_is_the_first() -> None:
    assert open_of(every_day("01:30-05:00"), date(2026, 11, 1), NEW_YORK) == utc("2026-11-01T05:30")


def test_a_closing_in_the_repeated_hour_is_the_second() -> None:
    assert close_of(every_day("00:00-01:30"), date(2026, 11, 1), NEW_YORK) == utc(
        "2026-11-01T06:30"
    )


def test_half_an_hour_may_be_skipped_too() -> None:
    hours = WeeklyHours("Australia/Lord_Howe", ((wall("02:10-05:00"),),) * 7)

    assert open_of(hours, date(2026, 10, 4), NEW_YORK) == utc("2026-10-03T15:30")


def test_a_window_that_passes_midnight_belongs_to_the_day_it_starts_on() -> None:
    late = every_day("20:00-02:00")

    assert close_of(late, date(2027, 1, 4), NEW_YORK) == at("2027-01-05", "02:00")


def test_a_window_until_midnight_ends_with_the_day() -> None:
    assert close_of(every_day("09:00-00:00"), date(2027, 1, 4), NEW_YORK) == at(
        "2027-01-05", "00:00"
    )


def test_from_midnight_to_midnight_is_never_closed() -> None:
    assert closed(every_day("00:00-00:00"), "2027-01-04", "2027-02-04") == []


def test_windows_that_touch_at_midnight_are_one() -> None:
    late = every_day("20:00-00:00", "00:00-02:00")
    span = Span(at("2027-01-04", "12:00"), at("2027-01-05", "12:00"))

    assert open_windows(late, span, NEW_YORK) == (
        Span(at("2027-01-04", "20:00"), at("2027-01-05", "02:00")),
    )


def test_between_two_windows_of_a_day_it_is_closed() -> None:
    noon = closed(every_day("09:00-12:00", "14:00-18:00"), "2027-01-04", "2027-01-05")[1]

    assert noon.span == Span(at("2027-01-04", "12:00"), at("2027-01-04", "14:00"))


def test_windows_may_overlap_and_come_in_any_order() -> None:
    span = day_span(date(2027, 1, 4), NEW_YORK)

    assert open_windows(every_day("13:00-18:00", "09:00-14:00"), span, NEW_YORK) == (
        Span(at("2027-01-04", "09:00"), at("2027-01-04", "18:00")),
    )


def test_the_last_closing_of_a_day_is_the_one_that_counts() -> None:
    hours = every_day("14:00-18:00", "09:00-12:00")

    assert close_of(hours, date(2027, 1, 4), NEW_YORK) == at("2027-01-04", "18:00")


def test_a_day_without_windows_neither_opens_nor_closes() -> None:
    sunday = date(2027, 1, 3)

    assert open_of(office(), sunday, NEW_YORK) is None
    assert close_of(office(), sunday, NEW_YORK) is None


def test_hours_that_go_on_have_no_opening_and_no_closing() -> None:
    always = every_day("00:00-00:00")

    assert open_of(always, date(2027, 1, 4), NEW_YORK) is None
    assert close_of(always, date(2027, 1, 4), NEW_YORK) is None


def test_hours_that_never_open_are_closed_without_an_end() -> None:
    span = Span(at("2027-01-04", "00:00"), at("2027-01-06", "00:00"))

    assert closed_windows(WeeklyHours(None, NEVER), span, NEW_YORK) == (
        Closed(span, "hours", None),
    )


def test_the_next_opening_may_lie_after_what_was_asked_for() -> None:
    friday = closed(office(), "2027-01-08", "2027-01-09")[-1]

    assert friday.next_open == at("2027-01-11", "09:00")


def test_the_next_opening_of_a_window_cut_at_an_opening_is_that_opening() -> None:
    span = Span(at("2027-01-04", "05:00"), at("2027-01-04", "09:00"))

    assert closed_windows(office(), span, NEW_YORK)[0].next_open == span.end


def test_the_next_opening_waits_for_the_last_special_day() -> None:
    away = (SpecialDay(date(2027, 1, 4) + n * DAY, why="away") for n in range(40))
    first = closed(office(*away), "2027-01-04", "2027-01-05")[0]

    assert first.next_open == at("2027-02-15", "09:00")


def test_a_special_day_without_windows_is_closed_and_says_why() -> None:
    hours = office(SpecialDay(date(2027, 1, 6), why="holiday"))
    holiday = closed(hours, "2027-01-05", "2027-01-08")[1]

    assert holiday == Closed(
        Span(at("2027-01-05", "17:00"), at("2027-01-07", "09:00")),
        "holiday",
        at("2027-01-07", "09:00"),
    )


def test_a_closed_window_that_ends_at_midnight_does_not_take_the_next_days_reason() -> None:
    holiday = office(SpecialDay(date(2027, 1, 6), why="holiday"))

    assert closed(holiday, "2027-01-05", "2027-01-06")[-1].why == "hours"


def test_a_special_day_may_have_windows_of_its_own() -> None:
    saturday = SpecialDay(date(2027, 1, 9), (wall("10:00-12:00"),), "catching up")

    assert close_of(office(saturday), date(2027, 1, 9), NEW_YORK) == at("2027-01-09", "12:00")


def test_a_special_day_may_open_a_week_that_never_does() -> None:
    once = SpecialDay(date(2027, 1, 9), (wall("10:00-12:00"),))
    hours = WeeklyHours("America/New_York", NEVER, (once,))

    assert closed(hours, "2027-01-04", "2027-01-05")[0].next_open == at("2027-01-09", "10:00")


def test_hours_without_a_zone_are_in_the_machines() -> None:
    london = ZoneInfo("Europe/London")

    assert open_of(WeeklyHours(), date(2027, 1, 4), london) == utc("2027-01-04T09:00")


def test_hours_in_a_zone_keep_it_elsewhere() -> None:
    london = ZoneInfo("Europe/London")

    assert open_of(office(), date(2027, 1, 4), london) == utc("2027-01-04T14:00")


def test_hours_in_an_unknown_zone_are_refused() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        open_of(WeeklyHours("Atlantis/Centre"), date(2027, 1, 4), NEW_YORK)


def test_it_is_open_at_the_opening() -> None:
    assert is_open(office(), at("2027-01-04", "09:00"), NEW_YORK)


def test_it_is_closed_at_the_closing() -> None:
    assert not is_open(office(), at("2027-01-04", "17:00"), NEW_YORK)


def test_an_empty_span_has_no_windows() -> None:
    span = Span(at("2027-01-04", "10:00"), at("2027-01-04", "10:00"))

    assert open_windows(office(), span, NEW_YORK) == ()
    assert closed_windows(office(), span, NEW_YORK) == ()


def test_the_default_week_is_monday_to_friday_nine_to_five() -> None:
    workday = (wall("09:00-17:00"),)

    assert WeeklyHours().week == (workday, workday, workday, workday, workday, (), ())


def test_a_week_of_six_days_is_refused() -> None:
    with pytest.raises(ValueError, match="seven"):
        WeeklyHours(week=((),) * 6)


def test_a_date_that_is_special_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="once"):
        office(SpecialDay(date(2027, 1, 4)), SpecialDay(date(2027, 1, 4)))


def test_a_wall_time_with_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        WallSpan(time(9, tzinfo=UTC), time(17))


walls = st.builds(time, st.one_of(st.integers(0, 4), st.integers(0, 23)), st.integers(0, 59))
days_windows = st.lists(st.builds(WallSpan, walls, walls), max_size=3).map(tuple)
weeks = st.lists(days_windows, min_size=7, max_size=7).map(tuple)


@st.composite
def hours_around_a_clock_change(draw: st.DrawFn) -> tuple[WeeklyHours, date]:
    zone, day = draw(st.sampled_from(CLOCK_CHANGES))
    special = st.builds(SpecialDay, st.sampled_from([day - DAY, day]), days_windows)
    return WeeklyHours(zone, draw(weeks), tuple(draw(st.lists(special, max_size=1)))), day


def spoken(hours: WeeklyHours) -> ZoneInfo:
    assert hours.zone is not None
    return ZoneInfo(hours.zone)


@given(hours_around_a_clock_change(), st.integers(0, 20_000), st.integers(0, 20_000))
@settings(deadline=None)
def test_open_and_closed_windows_together_are_the_span(
    sample: tuple[WeeklyHours, date], before: int, after: int
) -> None:
    hours, day = sample
    middle = day_span(day, spoken(hours)).start
    span = Span(middle - before * MINUTE, middle + after * MINUTE)
    opened = open_windows(hours, span, NEW_YORK)
    shut = [window.span for window in closed_windows(hours, span, NEW_YORK)]
    edges = [span.start, *(window.end for window in sorted([*opened, *shut]))]

    assert [window.start for window in sorted([*opened, *shut])] == edges[:-1]
    assert edges[-1] == span.end
    assert all(one.end < two.start for one, two in pairwise(opened))
    assert all(one.end < two.start for one, two in pairwise(shut))


@given(hours_around_a_clock_change())
@settings(deadline=None)
def test_a_closed_window_ends_at_its_next_opening(sample: tuple[WeeklyHours, date]) -> None:
    hours, day = sample
    span = Span(day_span(day - 3 * DAY, NEW_YORK).start, day_span(day + 3 * DAY, NEW_YORK).end)

    for window in closed_windows(hours, span, NEW_YORK):
        if window.next_open is not None:
            assert is_open(hours, window.next_open, NEW_YORK)
            assert window.next_open == window.span.end or window.span.end == span.end


@cache
def minutes(zone: str, day: date) -> list[tuple[datetime, datetime]]:
    """Return what a clock on the wall says at every minute of the six days around *day*."""
    start = datetime.combine(day, time(), UTC) - 3 * DAY
    instants = (start + count * MINUTE for count in range(6 * 24 * 60))
    there = ZoneInfo(zone)
    return [(instant, instant.astimezone(there).replace(tzinfo=None)) for instant in instants]


def watched(hours: WeeklyHours, day: date) -> set[datetime]:
    """Return the open minutes by watching the wall: open once the start has been reached, closed
    after the end was last seen (or, where it is skipped, from the first minute after it)."""
    seen = minutes(spoken(hours).key, day)
    opened: set[datetime] = set()
    for offset in range(-2, 2):
        date_of = day + offset * DAY
        special = {each.day: each.spans for each in hours.exceptions}
        for window in special.get(date_of, hours.week[date_of.weekday()]):
            start = datetime.combine(date_of, window.start)
            end = datetime.combine(date_of, window.end)
            if end <= start:
                end += DAY
            first = next(instant for instant, wall in seen if wall >= start)
            at_end = [instant for instant, wall in seen if wall == end]
            last = at_end[-1] if at_end else next(instant for instant, wall in seen if wall > end)
            opened |= {instant for instant, _ in seen if first <= instant < last}
    return opened


@given(hours_around_a_clock_change())
@settings(deadline=None, max_examples=60)
def test_the_hours_agree_with_a_clock_watched_minute_by_minute(
    sample: tuple[WeeklyHours, date],
) -> None:
    hours, day = sample
    span = day_span(day, spoken(hours))
    opened = open_windows(hours, span, NEW_YORK)
    mine = {
        instant
        for instant, _ in minutes(spoken(hours).key, day)
        if any(window.contains(instant) for window in opened)
    }

    assert mine == {instant for instant in watched(hours, day) if span.contains(instant)}
