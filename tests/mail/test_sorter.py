"""The sorter: her two lists, and where each leads."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from boundary.clock import parse_instant
from boundary.mail.choices import Words
from boundary.mail.sorter import Column, Side, columns, starters
from boundary.schedule.hours import WeeklyHours

NEW_YORK = ZoneInfo("America/New_York")
EVENING = parse_instant("2026-11-23T23:00:00Z")
NOON = parse_instant("2026-11-23T17:00:00Z")


def sorted_at(words: Words, evening: bool = True) -> tuple[Column, Column]:
    now = EVENING if evening else NOON
    return columns(words, WeeklyHours("America/New_York"), now, NEW_YORK)


def test_the_lists_are_hers() -> None:
    emergency, routine = sorted_at(Words(emergencies=("Fire",), routine=("Bills",)))

    assert (emergency.lines, routine.lines) == (("Fire",), ("Bills",))


def test_each_list_begins_with_something() -> None:
    emergency, routine = sorted_at(Words())

    assert emergency.lines == starters(Side.EMERGENCY)
    assert routine.lines == starters(Side.ROUTINE)


def test_emergencies_lead_to_the_numbers() -> None:
    assert "911" in sorted_at(Words())[0].then
    assert "988" in sorted_at(Words())[0].then


def test_routine_waits_for_the_next_opening() -> None:
    assert sorted_at(Words())[1].then == "Waits for Tuesday 24 November at 9:00 am (EST)."


def test_routine_is_answered_inside_the_hours() -> None:
    assert sorted_at(Words(), evening=False)[1].then == "Answered inside your hours."


def test_her_words_are_in_no_repr() -> None:
    assert "Fire" not in repr(sorted_at(Words(emergencies=("Fire",)))[0])
