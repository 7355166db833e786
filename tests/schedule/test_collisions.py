"""Collisions that clock changes make, in the year 2027 of three zones.

New York changes on March 14 and November 7, London on March 28 and October 31, Sydney on
April 4 and October 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from boundary.clock import Span, midnight
from boundary.schedule.collisions import Collision, collisions
from boundary.schedule.sessions import Kind, Session
from boundary.ui.collision_words import collision_line

NEW_YORK, LONDON, SYDNEY = (
    ZoneInfo(name) for name in ("America/New_York", "Europe/London", "Australia/Sydney")
)
YEAR = date(2027, 1, 1)


def weekly(
    key: str,
    wall: str,
    zone: ZoneInfo,
    weekday: int = 1,
    *,
    kind: Kind = Kind.SESSION,
    minutes: int = 50,
    weeks: range = range(52),
    known: str | None = None,
) -> Iterator[Session]:
    """Yield a year of a series at *wall* (hours:minutes) of *zone*, Tuesdays if not told else."""
    hour, minute = (int(part) for part in wall.split(":"))
    first = YEAR + timedelta(days=(weekday - YEAR.weekday()) % 7)
    for number in weeks:
        day = first + timedelta(weeks=number)
        start = datetime.combine(day, time(hour, minute), zone).astimezone(UTC)
        yield Session(
            f"{key}{number}",
            Span(start, start + timedelta(minutes=minutes)),
            kind,
            zone=zone.key if known is None else known,
        )


def told(sessions: list[Session], zone: ZoneInfo) -> dict[date, list[date]]:
    """Return, by local day of collision, the days on which it would be told over the year."""
    found: dict[date, list[date]] = {}
    for number in range(364):
        day = YEAR + timedelta(days=number)
        for one in collisions(sessions, midnight(day, zone), zone):
            found.setdefault(one.span.start.astimezone(zone).date(), []).append(day)
    return found


def at_new_year(sessions: list[Session], zone: ZoneInfo, day: str) -> tuple[Collision, ...]:
    return collisions(sessions, midnight(date.fromisoformat(day), zone), zone)


def pair(mine: str, theirs: str, home: ZoneInfo, away: ZoneInfo) -> list[Session]:
    return [*weekly("mine", mine, home), *weekly("theirs", theirs, away)]


def test_new_york_and_london_meet_while_only_one_has_changed() -> None:
    """London at 15:00 is 10:00 in New York, and 11:00 in the weeks between the changes."""
    found = told(pair("11:00", "15:00", NEW_YORK, LONDON), NEW_YORK)
    assert sorted(found) == [date(2027, 3, d) for d in (16, 23)] + [date(2027, 11, 2)]


def test_it_is_told_in_the_week_before() -> None:
    found = told(pair("11:00", "15:00", NEW_YORK, LONDON), NEW_YORK)
    assert found[date(2027, 3, 16)] == [date(2027, 3, 10 + n) for n in range(7)]


def test_the_same_two_seen_from_london() -> None:
    found = told(pair("15:00", "11:00", LONDON, NEW_YORK), LONDON)
    assert sorted(found) == [date(2027, 3, d) for d in (16, 23)] + [date(2027, 11, 2)]


def test_sydney_moves_two_hours_by_two_changes() -> None:
    """9:00 in Sydney is 17:00 the day before in New York, 18:00 after March, 19:00 after April."""
    mine = weekly("mine", "19:00", NEW_YORK)
    theirs = weekly("theirs", "9:00", SYDNEY, weekday=2)
    found = told([*mine, *theirs], NEW_YORK)
    assert min(found) == date(2027, 4, 6)


def test_sydney_and_london_meet_after_the_last_sunday_of_march() -> None:
    """20:00 in Sydney is 9:00 in London, 10:00 after March 28, 11:00 after April 4."""
    found = told(pair("10:00", "20:00", LONDON, SYDNEY), LONDON)
    assert min(found) == date(2027, 3, 30)


def test_a_double_booking_that_always_was_is_no_news() -> None:
    assert told(pair("11:00", "11:00", NEW_YORK, NEW_YORK), NEW_YORK) == {}


def test_the_return_of_the_clocks_is_no_news() -> None:
    """They overlap all winter and summer, and only between the changes they do not."""
    assert told(pair("10:00", "15:00", NEW_YORK, LONDON), NEW_YORK) == {}


def test_a_fortnightly_series_is_seen_too() -> None:
    mine = weekly("mine", "11:00", NEW_YORK)
    theirs = weekly("theirs", "15:00", LONDON, weeks=range(1, 52, 2))
    assert date(2027, 3, 23) in told([*mine, *theirs], NEW_YORK)


def test_an_appointment_that_stands_alone_is_met_by_a_series() -> None:
    alone = list(weekly("alone", "11:00", NEW_YORK, known=""))
    theirs = list(weekly("theirs", "15:00", LONDON))
    assert date(2027, 3, 16) in told([*alone, *theirs], NEW_YORK)


def test_two_that_stand_alone_do_not_move() -> None:
    one = weekly("one", "11:00", NEW_YORK, known="")
    other = weekly("other", "15:00", LONDON, known="")
    assert told([*one, *other], NEW_YORK) == {}


def test_a_zone_that_this_machine_does_not_know_does_not_move() -> None:
    mine = weekly("mine", "11:00", NEW_YORK)
    theirs = weekly("theirs", "15:00", LONDON, known="Mars/Olympus")
    assert told([*mine, *theirs], NEW_YORK) == {}


def test_lunch_is_no_collision() -> None:
    mine = weekly("mine", "11:00", NEW_YORK, kind=Kind.OWN_TIME)
    theirs = weekly("theirs", "15:00", LONDON)
    assert told([*mine, *theirs], NEW_YORK) == {}


def test_supervision_and_a_session_collide() -> None:
    mine = weekly("mine", "11:00", NEW_YORK, kind=Kind.PROFESSIONAL)
    theirs = weekly("theirs", "15:00", LONDON)
    assert date(2027, 3, 16) in told([*mine, *theirs], NEW_YORK)


def test_two_without_a_client_are_her_own_to_sort_out() -> None:
    mine = weekly("mine", "11:00", NEW_YORK, kind=Kind.PERSONAL)
    theirs = weekly("theirs", "15:00", LONDON, kind=Kind.PROFESSIONAL)
    assert told([*mine, *theirs], NEW_YORK) == {}


def test_one_that_follows_another_directly_does_not_collide() -> None:
    assert told(pair("11:50", "15:00", NEW_YORK, LONDON), NEW_YORK) == {}


def test_the_change_is_named_by_its_day() -> None:
    (found,) = at_new_year(pair("11:00", "15:00", NEW_YORK, LONDON), NEW_YORK, "2027-03-10")
    assert (found.changed.astimezone(NEW_YORK).date(), found.hers) == (date(2027, 3, 14), True)


def test_a_change_far_away_is_not_called_hers() -> None:
    (found,) = at_new_year(pair("15:00", "11:00", LONDON, NEW_YORK), LONDON, "2027-03-10")
    assert (found.changed.astimezone(NEW_YORK).date(), found.hers) == (date(2027, 3, 14), False)


@pytest.mark.parametrize(
    ("home", "away", "mine", "theirs", "second"),
    [
        (
            NEW_YORK,
            LONDON,
            "11:00",
            "15:00",
            "Your clocks change on Sunday, March 14. Moving one of them is enough.",
        ),
        (
            LONDON,
            NEW_YORK,
            "15:00",
            "11:00",
            "The clocks of one of them change on Sunday, March 14. Moving one of them is enough.",
        ),
    ],
)
def test_today_names_the_day_the_hour_and_the_reason(
    home: ZoneInfo, away: ZoneInfo, mine: str, theirs: str, second: str
) -> None:
    found = at_new_year(pair(mine, theirs, home, away), home, "2027-03-10")
    line = collision_line(found, home)
    assert line is not None
    assert line.title == f"Two appointments will overlap on Tuesday, March 16 at {mine}."
    assert line.second == second


def test_without_a_collision_today_says_nothing() -> None:
    assert collision_line((), NEW_YORK) is None


def test_several_are_told_as_one_line() -> None:
    many = [
        *pair("11:00", "15:00", NEW_YORK, LONDON),
        *weekly("wed", "11:00", NEW_YORK, weekday=2),
        *weekly("wedl", "15:00", LONDON, weekday=2),
    ]
    line = collision_line(at_new_year(many, NEW_YORK, "2027-03-11"), NEW_YORK)
    assert line is not None
    assert "not the only pair" in line.second
