"""The lunch keeper: it finds the place, names it, and writes a file that a calendar reads."""

from __future__ import annotations

from datetime import date

from icalendar import Calendar

from boundary.clock import Span
from boundary.schedule.kinds import Kind
from boundary.schedule.lunch_keeper import LunchPlace, lunch_ics, lunch_place
from boundary.schedule.sessions import Session
from boundary.ui.review_words import lunch_words
from tests.schedule.builders import ZONE, at

DAY = date(2026, 12, 1)


def on(start: str, end: str, kind: Kind = Kind.SESSION, why: str = "") -> Session:
    return Session(start, Span(at(start, DAY), at(end, DAY)), kind, why)


FULL = (
    on("9:00", "9:50"), on("10:00", "10:50"), on("11:00", "11:50"), on("12:30", "13:20"),
    on("13:30", "14:20"),
)  # fmt: skip


def test_the_only_place_is_named() -> None:
    place = lunch_place(FULL, DAY, ZONE)
    assert place == LunchPlace(Span(at("12:00", DAY), at("12:20", DAY)), only=True)


def test_of_several_places_the_one_at_noon_is_chosen() -> None:
    day = (on("9:00", "9:50"), on("11:30", "12:00"), on("14:00", "14:50"))
    place = lunch_place(day, DAY, ZONE)
    assert place == LunchPlace(Span(at("12:00", DAY), at("12:20", DAY)), only=False)


def test_a_day_with_lunch_needs_none() -> None:
    assert (
        lunch_place((*FULL, on("12:00", "12:20", Kind.OWN_TIME, "word:lunch")), DAY, ZONE) is None
    )


def test_a_morning_of_work_leaves_noon_free() -> None:
    assert lunch_place((on("9:00", "9:50"), on("10:00", "10:50")), DAY, ZONE) is None


def test_where_there_is_no_room_nothing_is_promised() -> None:
    day = tuple(on(f"{hour}:00", f"{hour}:50") for hour in range(9, 16))
    assert lunch_place(day, DAY, ZONE) is None


def test_on_a_day_away_nothing_is_kept() -> None:
    assert lunch_place((*FULL, on("0:00", "23:00", Kind.AWAY)), DAY, ZONE) is None


def test_the_line_names_day_and_time() -> None:
    place = lunch_place(FULL, DAY, ZONE)
    assert place is not None
    words = lunch_words(place, ZONE)
    assert words == "Tuesday, December 1 has no lunch. 12:00 to 12:20 is the only place."


def test_the_file_is_one_event_at_that_time() -> None:
    place = lunch_place(FULL, DAY, ZONE)
    assert place is not None
    calendar = Calendar.from_ical(lunch_ics(place, "Lunch, at last", at("8:00", DAY)))
    event = calendar.walk("VEVENT")[0]
    assert (event.decoded("dtstart"), event.decoded("dtend"), str(event["summary"])) == (
        place.span.start, place.span.end, "Lunch, at last",
    )  # fmt: skip
