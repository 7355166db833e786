"""The door card's week: plain bars from the calendar, and nothing that tells who is behind them."""

from __future__ import annotations

from datetime import date, timedelta

from boundary.clock import Span
from boundary.reflection.door import DoorDay, door_week, hours_of
from boundary.schedule.kinds import Kind
from boundary.schedule.sessions import Session
from tests.schedule.builders import ZONE, at

MONDAY = date(2026, 11, 23)


def on(start: str, end: str, kind: Kind = Kind.SESSION, day: date = MONDAY) -> Session:
    return Session(f"{day}{start}", Span(at(start, day), at(end, day)), kind, title="J. D.")


def test_a_bar_goes_from_prep_to_the_end() -> None:
    assert door_week([on("9:00", "9:50")], MONDAY, ZONE)[0].closed == ((538, 590),)


def test_what_touches_is_one_bar() -> None:
    week = door_week([on("9:00", "9:50"), on("9:55", "10:45")], MONDAY, ZONE)
    assert week[0].closed == ((538, 645),)


def test_her_own_time_leaves_the_door_open() -> None:
    assert door_week([on("12:00", "13:00", Kind.OWN_TIME)], MONDAY, ZONE)[0].closed == ()


def test_a_card_is_for_five_days() -> None:
    days = [day.day for day in door_week([], MONDAY, ZONE)]
    assert days == [MONDAY + timedelta(days=n) for n in range(5)]


def test_no_title_comes_with_it() -> None:
    assert "J. D." not in repr(door_week([on("9:00", "9:50")], MONDAY, ZONE))


def test_a_session_over_midnight_ends_with_the_day() -> None:
    late = Session("late", Span(at("23:30", MONDAY), at("24:20", MONDAY)), Kind.CRISIS)
    assert door_week([late], MONDAY, ZONE)[0].closed == ((1408, 1440),)


def test_the_hours_are_those_of_the_bars() -> None:
    assert hours_of([DoorDay(MONDAY, ((538, 590), (780, 830)))]) == (8, 14)


def test_an_open_week_shows_the_hours_of_a_day() -> None:
    assert hours_of([DoorDay(MONDAY)]) == (9, 17)
