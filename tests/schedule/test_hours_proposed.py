"""Absences that the calendar suggests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from boundary.clock import Span, midnight
from boundary.schedule.hours import Away, WeeklyHours
from boundary.schedule.hours_proposed import Proposal, proposed_away
from boundary.schedule.kinds import Kind
from boundary.schedule.sessions import Session

NEW_YORK = ZoneInfo("America/New_York")
OFFICE = WeeklyHours("America/New_York")
TODAY = date(2026, 12, 14)
WINTER = Away(date(2026, 12, 19), date(2027, 1, 3))


def all_day(first: date, last: date, kind: Kind = Kind.AWAY) -> Session:
    span = Span(midnight(first, NEW_YORK), midnight(last + timedelta(days=1), NEW_YORK))
    return Session(f"{first}", span, kind, all_day=True)


def hour(day: date, kind: Kind = Kind.SESSION) -> Session:
    start = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    return Session(f"s{day}", Span(start, start + timedelta(minutes=50)), kind)


def proposed(*sessions: Session, hours: WeeklyHours = OFFICE) -> tuple[Proposal, ...]:
    return proposed_away(sessions, hours, TODAY, NEW_YORK)


def test_an_all_day_run_of_away_is_an_absence() -> None:
    assert proposed(all_day(WINTER.first, WINTER.last)) == (Proposal(WINTER, 0),)


def test_a_session_that_still_lies_in_it_is_counted() -> None:
    still = hour(date(2026, 12, 22))
    found = proposed(all_day(WINTER.first, WINTER.last), still, hour(date(2027, 1, 4)))

    assert found == (Proposal(WINTER, 1),)


def test_two_weeks_with_a_weekend_between_are_one_absence() -> None:
    first = all_day(date(2026, 12, 21), date(2026, 12, 25))
    second = all_day(date(2026, 12, 28), date(2027, 1, 1))

    assert [each.away for each in proposed(second, first)] == [
        Away(date(2026, 12, 21), date(2027, 1, 1))
    ]


def test_two_absences_with_a_workday_between_stay_two() -> None:
    first = all_day(date(2026, 12, 21), date(2026, 12, 22))
    second = all_day(date(2026, 12, 24), date(2026, 12, 25))

    assert len(proposed(first, second)) == 2


def test_entries_over_each_other_are_one() -> None:
    inner = all_day(date(2026, 12, 22), date(2026, 12, 23))

    assert proposed(all_day(WINTER.first, WINTER.last), inner) == (Proposal(WINTER, 0),)


def test_an_absence_that_is_there_already_is_not_proposed() -> None:
    hours = replace(OFFICE, away=(WINTER,))

    assert proposed(all_day(WINTER.first, WINTER.last), hours=hours) == ()


def test_a_weekend_away_closes_nothing() -> None:
    assert proposed(all_day(date(2026, 12, 19), date(2026, 12, 20))) == ()


def test_what_is_over_is_not_proposed() -> None:
    assert proposed(all_day(date(2026, 12, 7), date(2026, 12, 9))) == ()


def test_only_all_day_words_of_away_count() -> None:
    day = date(2026, 12, 21)

    assert proposed(all_day(day, day, Kind.PERSONAL), hour(day, Kind.AWAY)) == ()
