"""What all calendars have in common: the suite that the fake passes first, then each source."""

from __future__ import annotations

from typing import Protocol

import pytest

from boundary.calendars.protocol import NEARBY, Calendar, SourceKind
from boundary.clock import Span
from boundary.errors import CalendarError
from tests.calendars.builders import NEW_YORK, event, starts, window

SECRET = "Kd71-client"
"""A title, and a part of every source's address: nobody must ever be told it."""

WEEK = window("2026-10-26T04:00:00Z", "2026-11-10T05:00:00Z")
"""Two weeks in New York, at whose first weekend the clocks go back."""

SERIES = event(
    "DTSTART;TZID=America/New_York:20261027T100000",
    "DTEND;TZID=America/New_York:20261027T105000",
    "RRULE:FREQ=WEEKLY;COUNT=3",
    uid="series",
)
MOVED = event(
    "RECURRENCE-ID;TZID=America/New_York:20261103T100000",
    "DTSTART;TZID=America/New_York:20261105T150000",
    "DTEND;TZID=America/New_York:20261105T155000",
    uid="series",
)
BACKWARDS = event("DTSTART:20261124T160000Z", "DTEND:20261124T150000Z", uid="backwards")


def later(uid: str = "uid1") -> str:
    """Return the appointment of `event`, moved to 17:00 UTC."""
    return event("DTSTART:20261124T170000Z", "DTEND:20261124T175000Z", uid=uid)


class Stage(Protocol):
    """A calendar, and whoever keeps what it reads from."""

    calendar: Calendar

    def hold(self, *events: str) -> None:
        """Let the source hold *events* and nothing else, those of one UID in one string."""
        ...

    def lose(self) -> None:
        """Make the source unreachable."""
        ...

    def find(self) -> None:
        """Bring it back, as it was."""
        ...

    def wrote(self) -> bool:
        """Tell whether reading changed anything at the source, or tried to."""
        ...


def seen(stage: Stage, span: Span | None = None) -> list[str]:
    """Return when the occurrences start that the calendar tells of now."""
    return starts(stage.calendar.read(span or window(), NEW_YORK))


class CalendarContract:
    """Subclass it and give the fixture `stage`."""

    def test_an_appointment_is_read(self, stage: Stage) -> None:
        stage.hold(event())
        assert seen(stage) == ["11-24 14:00"]

    def test_an_appointment_on_another_day_is_not(self, stage: Stage) -> None:
        stage.hold(event())
        assert seen(stage, window("2026-11-25T05:00:00Z", "2026-11-26T05:00:00Z")) == []

    def test_an_empty_calendar_is_an_empty_day(self, stage: Stage) -> None:
        stage.hold(event())
        stage.hold(event("DTSTART:20300101T000000Z", "DTEND:20300101T010000Z", uid="far"))
        assert seen(stage) == []

    def test_several_are_in_order(self, stage: Stage) -> None:
        stage.hold(later("b"), event(uid="c"))
        assert seen(stage) == ["11-24 14:00", "11-24 17:00"]

    def test_a_series_keeps_its_wall_clock_when_the_clocks_change(self, stage: Stage) -> None:
        stage.hold(SERIES)
        assert seen(stage, WEEK) == ["10-27 14:00", "11-03 15:00"]

    def test_a_moved_instance_is_where_it_was_moved(self, stage: Stage) -> None:
        stage.hold(f"{SERIES}\r\n{MOVED}")
        assert seen(stage, WEEK) == ["10-27 14:00", "11-05 20:00"]

    def test_an_instance_that_was_moved_into_a_day_is_in_it(self, stage: Stage) -> None:
        stage.hold(f"{SERIES}\r\n{MOVED}")
        day = window("2026-11-05T05:00:00Z", "2026-11-06T05:00:00Z")
        assert seen(stage, day) == ["11-05 20:00"]

    def test_a_cancelled_one_is_there_and_marked(self, stage: Stage) -> None:
        stage.hold(event("STATUS:CANCELLED"))
        reading = stage.calendar.read(window(), NEW_YORK)
        assert [one.cancelled for one in reading.occurrences] == [True]

    def test_a_title_arrives(self, stage: Stage) -> None:
        stage.hold(event(f"SUMMARY:{SECRET} für Zoë"))
        reading = stage.calendar.read(window(), NEW_YORK)
        assert [one.title for one in reading.occurrences] == [f"{SECRET} für Zoë"]

    def test_one_that_is_added_is_there_the_next_time(self, stage: Stage) -> None:
        stage.hold(event())
        seen(stage)
        stage.hold(event(), later("new"))
        assert seen(stage) == ["11-24 14:00", "11-24 17:00"]

    def test_one_that_is_moved_is_there_the_next_time(self, stage: Stage) -> None:
        stage.hold(event())
        seen(stage)
        stage.hold(later())
        assert seen(stage) == ["11-24 17:00"]

    def test_one_that_is_deleted_is_gone_the_next_time(self, stage: Stage) -> None:
        stage.hold(event(), later("other"))
        seen(stage)
        stage.hold(later("other"))
        assert seen(stage) == ["11-24 17:00"]

    def test_reading_twice_gives_the_same(self, stage: Stage) -> None:
        stage.hold(SERIES, event())
        first = stage.calendar.read(WEEK, NEW_YORK)
        assert stage.calendar.read(WEEK, NEW_YORK) == first

    def test_what_is_odd_is_a_problem_beside_the_others(self, stage: Stage) -> None:
        stage.hold(event(), BACKWARDS)
        reading = stage.calendar.read(window(), NEW_YORK)
        assert [problem.calendar for problem in reading.problems] == [0]
        assert "11-24 14:00" in starts(reading)

    def test_everything_is_of_calendar_0(self, stage: Stage) -> None:
        stage.hold(event())
        reading = stage.calendar.read(window(), NEW_YORK)
        assert [one.calendar for one in reading.occurrences] == [0]

    def test_a_source_that_is_gone_is_told_and_no_empty_day(self, stage: Stage) -> None:
        stage.hold(event())
        stage.lose()
        with pytest.raises(CalendarError):
            stage.calendar.read(window(), NEW_YORK)

    def test_a_source_that_is_gone_is_told_after_it_was_read(self, stage: Stage) -> None:
        stage.hold(event())
        seen(stage)
        stage.lose()
        with pytest.raises(CalendarError):
            stage.calendar.read(window(), NEW_YORK)

    def test_a_source_that_is_back_is_read_again(self, stage: Stage) -> None:
        stage.hold(event())
        stage.lose()
        with pytest.raises(CalendarError):
            stage.calendar.read(window(), NEW_YORK)
        stage.find()
        assert seen(stage) == ["11-24 14:00"]

    def test_an_error_has_a_remedy_and_no_secret(self, stage: Stage) -> None:
        stage.hold(event(f"SUMMARY:{SECRET}"))
        stage.lose()
        with pytest.raises(CalendarError) as caught:
            stage.calendar.read(window(), NEW_YORK)
        assert caught.value.remedy
        assert SECRET not in f"{caught.value} {caught.value!r}"

    def test_no_repr_holds_a_secret(self, stage: Stage) -> None:
        stage.hold(event(f"SUMMARY:{SECRET}"))
        reading = stage.calendar.read(window(), NEW_YORK)
        assert SECRET not in f"{stage.calendar!r} {reading!r}"

    def test_it_is_not_asked_all_the_time(self, stage: Stage) -> None:
        assert stage.calendar.every >= NEARBY

    def test_it_knows_what_it_reads_from(self, stage: Stage) -> None:
        assert stage.calendar.kind in SourceKind

    def test_nothing_is_ever_written(self, stage: Stage) -> None:
        stage.hold(event(), SERIES)
        seen(stage)
        stage.hold(event())
        seen(stage)
        assert not stage.wrote()
