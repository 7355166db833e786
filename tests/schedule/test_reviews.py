"""Where the weekly review has room, and the tightest day of next week."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from boundary.clock import Span
from boundary.schedule.kinds import Kind
from boundary.schedule.reviews import (
    REVIEW,
    free_gaps,
    friday_of,
    next_monday,
    review_slot,
    tightest_day,
)
from boundary.schedule.sessions import Session
from tests.schedule.builders import ZONE, at

FRIDAY, MONDAY = date(2026, 12, 4), date(2026, 12, 7)


def on(day: date, start: str, end: str, kind: Kind = Kind.SESSION) -> Session:
    return Session(f"{day} {start}", Span(at(start, day), at(end, day)), kind)


def test_fridays_longest_gap_holds_the_review() -> None:
    friday = [
        on(FRIDAY, "9:00", "9:50"), on(FRIDAY, "10:10", "11:00"), on(FRIDAY, "12:00", "12:50"),
    ]  # fmt: skip
    slot = review_slot(friday, FRIDAY, ZONE)
    assert slot == Span(at("11:05", FRIDAY), at("11:15", FRIDAY))


def test_a_break_comes_before_the_review() -> None:
    friday = [on(FRIDAY, "9:00", "9:50"), on(FRIDAY, "10:05", "10:50")]
    assert review_slot(friday, FRIDAY, ZONE) is None


def test_without_room_on_friday_it_is_mondays_first_free_gap() -> None:
    days = [
        on(FRIDAY, "9:00", "9:50"), on(FRIDAY, "10:00", "10:50"),
        on(MONDAY, "9:00", "9:50"), on(MONDAY, "10:30", "11:20"), on(MONDAY, "13:00", "13:50"),
    ]  # fmt: skip
    slot = review_slot(days, FRIDAY, ZONE)
    assert slot == Span(at("9:55", MONDAY), at("10:05", MONDAY))


def test_her_own_time_is_left_alone() -> None:
    friday = [
        on(FRIDAY, "9:00", "9:50"), on(FRIDAY, "9:50", "10:40", Kind.OWN_TIME),
        on(FRIDAY, "10:45", "11:30"),
    ]  # fmt: skip
    assert review_slot(friday, FRIDAY, ZONE) is None


def test_on_a_day_away_nothing_is_looked_for() -> None:
    friday = [
        on(FRIDAY, "9:00", "9:50"), on(FRIDAY, "12:00", "12:50"),
        on(FRIDAY, "0:00", "23:00", Kind.AWAY),
    ]  # fmt: skip
    assert review_slot(friday, FRIDAY, ZONE) is None


def test_the_review_is_never_in_the_evening() -> None:
    assert review_slot([on(FRIDAY, "9:00", "9:50")], FRIDAY, ZONE) is None


def test_the_friday_of_a_weekend_is_the_one_just_past() -> None:
    assert friday_of(date(2026, 12, 6)) == FRIDAY


def test_the_monday_after_a_monday_is_a_week_later() -> None:
    assert next_monday(MONDAY) == MONDAY + timedelta(days=7)


def test_joins_without_a_pause_make_a_day_tight() -> None:
    tuesday = MONDAY + timedelta(days=1)
    days = [
        on(MONDAY, "9:00", "9:50"), on(MONDAY, "10:00", "10:50"), on(MONDAY, "11:00", "11:50"),
        on(tuesday, "9:00", "10:00"), on(tuesday, "10:00", "10:50"),
    ]  # fmt: skip
    tightest = tightest_day(days, MONDAY, ZONE)
    assert tightest is not None
    assert (tightest.day, tightest.joins) == (tuesday, 1)


def test_without_a_tight_join_the_fullest_day_is_named() -> None:
    tuesday = MONDAY + timedelta(days=1)
    days = [on(MONDAY, "9:00", "9:50"), on(tuesday, "9:00", "9:50"), on(tuesday, "14:00", "14:50")]
    tightest = tightest_day(days, MONDAY, ZONE)
    assert tightest is not None
    assert (tightest.day, tightest.sessions) == (tuesday, 2)


def test_a_free_week_has_no_tightest_day() -> None:
    assert tightest_day([], MONDAY, ZONE) is None


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 12)), max_size=8))
def test_the_review_never_touches_what_is_booked(slots: list[tuple[int, int]]) -> None:
    midnight = at("8:00", FRIDAY)
    five = timedelta(minutes=5)
    booked = [
        Session(str(n), Span(midnight + s * five, midnight + (s + length) * five), Kind.SESSION)
        for n, (s, length) in enumerate(slots)
    ]
    gaps = free_gaps(booked, FRIDAY, ZONE, REVIEW)
    assert not any(gap.overlaps(each.span) for gap in gaps for each in booked)
