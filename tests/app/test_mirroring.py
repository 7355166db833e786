"""The mirror comes to Today once a week, from ends that are known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from boundary.app.mirroring import Mirroring, first_of_week
from boundary.reflection.entries import Entry, Item
from boundary.schedule.hours import DEFAULT_WEEK, WeeklyHours

MONDAY = date(2026, 11, 23)
FIFTY_FOUR = "Your 50s end at 54. The 4 minutes come out of your breaks."


def ends(count: int) -> tuple[Entry, ...]:
    """Return so many sessions of 50 minutes that ended after 54."""
    days = (MONDAY - timedelta(days=n + 1) for n in range(count))
    return tuple(Entry(day, Item.REAL_END, 54, name=f"50/{n}") for n, day in enumerate(days))


class Noted:
    """What is known: *entries*, whatever the days; `asked` counts how often."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.asked = 0

    def between(self, _first: date, _last: date) -> Sequence[Entry]:
        self.asked += 1
        return tuple(self.entries)


def line(today: date, entries: Sequence[Entry], hours: WeeklyHours | None = None) -> str:
    mirroring = Mirroring(lambda: Noted(entries))
    return mirroring.line(today, hours or WeeklyHours())


def test_after_five_ends_the_mirror_says_what_they_come_to() -> None:
    assert line(MONDAY, ends(5)) == FIFTY_FOUR


def test_before_five_ends_nothing_is_said() -> None:
    assert line(MONDAY, ends(4)) == ""


def test_on_the_other_days_of_the_week_nothing_is_said() -> None:
    assert [line(MONDAY + timedelta(days=n), ends(5)) for n in range(1, 7)] == [""] * 6


def test_a_week_that_begins_on_wednesday_has_it_then() -> None:
    hours = WeeklyHours(week=((), (), *DEFAULT_WEEK[2:]))
    assert line(MONDAY + timedelta(days=2), ends(5), hours) == FIFTY_FOUR


def test_without_any_hours_the_week_begins_on_monday() -> None:
    assert first_of_week(WeeklyHours(week=((),) * 7)) == 0


def test_it_is_looked_up_once_a_day() -> None:
    noted = Noted(ends(5))
    mirroring = Mirroring(lambda: noted)
    for _ in range(3):
        mirroring.line(MONDAY, WeeklyHours())
    assert noted.asked == 1


def test_until_the_store_is_open_it_is_asked_again() -> None:
    known: list[Entry] = []
    mirroring = Mirroring(lambda: Noted(known))
    mirroring.line(MONDAY, WeeklyHours())
    known += ends(5)
    assert mirroring.line(MONDAY, WeeklyHours()) == FIFTY_FOUR
