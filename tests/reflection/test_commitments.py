"""Commitments: when one is due, what the calendar says of it, and where one could be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.clock import Span
from boundary.reflection.appointments import (
    Ask,
    appointed,
    conflicts,
    held,
    to_ask,
    vanished,
    vanished_line,
)
from boundary.reflection.book import Book
from boundary.reflection.commitments import (
    MONTHLY,
    PRESETS,
    TWO_WEEKLY,
    USUAL,
    WEEKLY,
    Cadence,
    Commitment,
    Kept,
    Standing,
    State,
    commitment_name,
    due_lines,
    due_words,
    kept_up,
    logged,
    standing,
    state_name,
    time_off_line,
)
from boundary.reflection.entries import Entry, Item
from boundary.reflection.slots import find_slots, weekday_loads
from boundary.schedule.hours import WallSpan, WeeklyHours
from boundary.schedule.sessions import Kind, Session
from tests.reflection.builders import MONDAY, on_workdays

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
ZONE = ZoneInfo("Europe/London")
SUPERVISION = kept_up(Commitment.SUPERVISION, MONDAY)


def after(
    days: int, kept: Kept = SUPERVISION, *entries: Entry, away: Iterable[int] = (), **more: object
) -> Standing:
    """Return how *kept* stands so many *days* after the Monday on which it was held."""
    known = entries or (logged(MONDAY, kept.commitment),)
    gone = [MONDAY + n * DAY for n in away]
    return standing(Book(known, MONDAY + days * DAY, away=gone), kept, **more)  # type: ignore[arg-type]


class TestDue:
    @pytest.mark.parametrize(
        ("cadence", "days"), [(WEEKLY, 10), (TWO_WEEKLY, 21), (MONTHLY, 38), (Cadence(5), 5)]
    )
    def test_it_is_due_after_its_cadence_and_its_grace(self, cadence: Cadence, days: int) -> None:
        kept = Kept(Commitment.BUDDY, cadence, MONDAY)

        assert not after(days, kept).due
        assert after(days + 1, kept).due

    def test_what_has_no_cadence_is_never_due(self) -> None:
        assert not after(400, kept_up(Commitment.LEARNING, MONDAY)).due

    def test_days_away_stop_its_clock(self) -> None:
        assert not after(28, away=range(10, 17)).due
        assert after(29, away=range(10, 17)).due

    def test_public_holidays_stop_its_clock(self) -> None:
        book = Book([logged(MONDAY, Commitment.SUPERVISION)], MONDAY + 22 * DAY,
                    holidays=[MONDAY + 5 * DAY])  # fmt: skip

        assert standing(book, SUPERVISION).days == 21

    def test_what_she_let_go_is_settled_for_one_more_cadence(self) -> None:
        let_go = logged(MONDAY + 14 * DAY, Commitment.SUPERVISION, State.LET_GO)

        assert not after(30, SUPERVISION, logged(MONDAY, Commitment.SUPERVISION), let_go).due

    def test_what_was_let_go_was_not_held(self) -> None:
        let_go = logged(MONDAY + 14 * DAY, Commitment.SUPERVISION, State.LET_GO)
        found = after(30, SUPERVISION, logged(MONDAY, Commitment.SUPERVISION), let_go)

        assert found.last == MONDAY

    def test_what_was_moved_is_not_settled(self) -> None:
        moved = logged(MONDAY + 14 * DAY, Commitment.SUPERVISION, State.MOVED)

        assert after(30, SUPERVISION, logged(MONDAY, Commitment.SUPERVISION), moved).due

    def test_one_that_was_never_held_counts_from_its_beginning(self) -> None:
        book = Book((), MONDAY + 22 * DAY)
        found = standing(book, SUPERVISION)

        assert (found.days, found.due, found.last) == (22, True, None)

    def test_what_was_held_long_before_she_began_it_does_not_count(self) -> None:
        old = logged(MONDAY - 300 * DAY, Commitment.SUPERVISION)

        assert standing(Book([old], MONDAY), SUPERVISION).days == 0

    def test_a_year_set_back_makes_nothing_due(self) -> None:
        assert not after(-365).due

    @given(st.sets(st.integers(1, 60)), st.integers(0, 60))
    def test_an_absence_never_makes_it_due_sooner(self, gone: set[int], days: int) -> None:
        assert after(days, away=gone).days <= after(days).days

    def test_a_cadence_has_no_days_below_zero(self) -> None:
        with pytest.raises(ValueError, match="below 0"):
            Cadence(-1)

    def test_each_commitment_has_a_usual_cadence_among_the_presets(self) -> None:
        assert set(USUAL) == set(Commitment)
        assert set(USUAL.values()) <= set(PRESETS)

    def test_personal_therapy_is_masked_from_the_start(self) -> None:
        assert kept_up(Commitment.PERSONAL_THERAPY, MONDAY).masked
        assert commitment_name(Commitment.PERSONAL_THERAPY, masked=True) == "Own time"

    def test_all_but_time_off_are_protected(self) -> None:
        assert [c for c in Commitment if not kept_up(c, MONDAY).protected] == [Commitment.TIME_OFF]


class TestLines:
    def test_a_line_says_how_long_ago_it_was(self) -> None:
        assert due_words(after(22)) == (
            "Supervision: 22 days since the last. Shall a time be looked for?"
        )

    def test_a_line_says_that_the_next_is_planned(self) -> None:
        assert due_words(after(22, planned=[MONDAY + 23 * DAY])) == (
            "Supervision: 22 days since the last. The next is in your calendar."
        )

    def test_a_line_on_one_that_never_was(self) -> None:
        found = standing(Book((), MONDAY + 22 * DAY), SUPERVISION)

        assert due_words(found) == "Supervision: none yet. Shall a time be looked for?"

    def test_what_waits_longest_comes_first(self) -> None:
        buddy = after(22, kept_up(Commitment.BUDDY, MONDAY))

        assert [line.split(":")[0] for line in due_lines([after(22), buddy])] == [
            "Buddy",
            "Supervision",
        ]

    def test_what_is_not_due_has_no_line(self) -> None:
        assert due_lines([after(3)]) == ()

    def test_time_off_has_its_line_in_the_monthly_review(self) -> None:
        time_off = kept_up(Commitment.TIME_OFF, MONDAY)
        none = standing(Book((), MONDAY + 91 * DAY), time_off)

        assert time_off_line([none]) == (
            "No time off in 91 days, and none planned. When could some be?"
        )
        assert due_lines([none]) == ()

    def test_time_off_that_was_or_will_be_needs_no_line(self) -> None:
        time_off = kept_up(Commitment.TIME_OFF, MONDAY)
        was = Book((), MONDAY + 91 * DAY, away=[MONDAY + 10 * DAY])
        none = Book((), MONDAY + 91 * DAY)

        assert time_off_line([standing(was, time_off)]) == ""
        assert time_off_line([standing(none, time_off, [MONDAY + 120 * DAY])]) == ""

    def test_there_are_three_states_and_each_has_a_name(self) -> None:
        assert [state_name(state) for state in State] == ["Held", "Moved", "Let go"]


def at(day: int, clock: str) -> datetime:
    wall = time.fromisoformat(clock)
    return datetime.combine(MONDAY + day * DAY, wall, ZONE).astimezone(UTC)


def appointment(
    day: int, clock: str, why: str = "word:supervision", kind: Kind = Kind.PROFESSIONAL
) -> Session:
    start = at(day, clock)
    return Session(f"{day}-{clock}-{why}", Span(start, start + HOUR), kind, why)


def client(day: int, clock: str) -> Session:
    return appointment(day, clock, "initials", Kind.SESSION)


KNOWN = {(0, "word:supervision"): Commitment.SUPERVISION}


class TestCalendar:
    def test_a_class_counts_once_she_confirmed_it(self) -> None:
        sessions = [appointment(1, "16:00")]

        assert appointed(sessions, {}) == ()
        [found] = appointed(sessions, KNOWN)
        assert (found.commitment, found.day(ZONE)) == (Commitment.SUPERVISION, MONDAY + DAY)

    def test_a_class_is_asked_about_once_with_a_suggestion(self) -> None:
        sessions = [appointment(1, "16:00"), appointment(8, "16:00"), client(1, "09:00")]

        assert to_ask(sessions, {}) == (Ask((0, "word:supervision"), Commitment.SUPERVISION, 2),)
        assert to_ask(sessions, {(0, "word:supervision"): None}) == ()

    def test_what_no_word_explains_is_asked_about_without_a_suggestion(self) -> None:
        [ask] = to_ask([appointment(1, "16:00", "rule:2")], {})

        assert ask.suggested is None

    def test_client_work_is_never_a_commitment(self) -> None:
        assert appointed([client(1, "09:00")], {(0, "initials"): Commitment.BUDDY}) == ()

    def test_one_that_is_over_is_held_by_the_calendars_word(self) -> None:
        known = appointed([appointment(1, "16:00"), appointment(8, "16:00")], KNOWN)
        entries = held(Book((), MONDAY + 2 * DAY), known, at(2, "09:00"), ZONE)

        assert entries == (logged(MONDAY + DAY, Commitment.SUPERVISION),)

    def test_what_she_said_of_it_stays(self) -> None:
        known = appointed([appointment(1, "16:00")], KNOWN)
        moved = logged(MONDAY + DAY, Commitment.SUPERVISION, State.MOVED)

        assert held(Book([moved], MONDAY + 2 * DAY), known, at(2, "09:00"), ZONE) == ()

    def test_one_on_a_day_away_was_not_held(self) -> None:
        known = appointed([appointment(1, "16:00")], KNOWN)
        book = Book((), MONDAY + 2 * DAY, away=[MONDAY + DAY])

        assert held(book, known, at(2, "09:00"), ZONE) == ()

    def test_a_session_laid_over_one_is_told(self) -> None:
        known = appointed([appointment(1, "16:00")], KNOWN)
        [conflict] = conflicts(known, [client(1, "16:30")], at(0, "09:00"))

        assert conflict.start == at(1, "16:30")
        assert conflict.words("Tuesday", "16:30") == (
            "Tuesday 16:30: a session lies over Supervision."
        )
        assert "Supervision" not in conflict.words("Tuesday", "16:30", masked=True)

    def test_a_session_beside_one_is_no_conflict(self) -> None:
        known = appointed([appointment(1, "16:00")], KNOWN)

        assert conflicts(known, [client(1, "17:00"), client(1, "15:00")], at(0, "09:00")) == ()

    def test_what_is_over_is_no_conflict(self) -> None:
        known = appointed([appointment(1, "16:00")], KNOWN)

        assert conflicts(known, [client(1, "16:30")], at(2, "09:00")) == ()

    def test_a_future_slot_that_is_gone_is_told_once(self) -> None:
        before = appointed([appointment(1, "16:00"), appointment(8, "16:00")], KNOWN)
        [gone] = vanished(before, before[:1], at(0, "09:00"))

        assert vanished_line(gone, "10 November") == (
            "Supervision on 10 November is no longer in your calendar."
        )

    def test_a_slot_that_has_passed_is_not_gone(self) -> None:
        before = appointed([appointment(1, "16:00")], KNOWN)

        assert vanished(before, (), at(2, "09:00")) == ()


HOURS = WeeklyHours("Europe/London")


def weeks(loads: list[int], energies: list[int] = [6, 6, 6, 6, 6]) -> Book:  # noqa: B006
    """Return four weeks in which each weekday has its load and its energy."""
    first = MONDAY - timedelta(weeks=4)
    entries = [*on_workdays(Item.LOAD, loads * 4, first)]
    entries += on_workdays(Item.ENERGY, energies * 4, first)
    return Book(entries, MONDAY)


class TestSlots:
    def test_the_weekday_with_the_least_contact_comes_first(self) -> None:
        assert [x.weekday for x in weekday_loads(weeks([300, 250, 100, 200, 150]))] == [
            2, 4, 3, 1, 0,
        ]  # fmt: skip

    def test_energy_counts_as_much_as_contact(self) -> None:
        found = weekday_loads(weeks([100, 150, 300, 300, 300], [3, 8, 5, 5, 5]))

        assert found[0].weekday == 1

    def test_a_weekday_of_which_nothing_is_known_is_no_light_day(self) -> None:
        assert {x.weekday for x in weekday_loads(weeks([300] * 5))} == set(range(5))
        assert weekday_loads(Book((), MONDAY)) == ()

    def test_a_free_weekday_is_proposed_at_the_first_hour_of_its_window(self) -> None:
        [first, *_] = find_slots(weeks([300, 250, 100, 200, 150]), (), HOURS, ZONE, HOUR)

        assert first.span == Span(at(2, "09:00"), at(2, "10:00"))
        assert (first.free, first.weeks, first.outside) == (4, 4, False)

    def test_three_weekdays_are_proposed_at_most(self) -> None:
        assert len(find_slots(weeks([300] * 5), (), HOURS, ZONE, HOUR)) == 3

    def test_what_is_booked_keeps_its_margin(self) -> None:
        busy = [Span(at(2 + 7 * n, "09:00"), at(2 + 7 * n, "10:00")) for n in range(4)]
        [first, *_] = find_slots(weeks([300, 250, 100, 200, 150]), busy, HOURS, ZONE, HOUR)

        assert first.span.start == at(2, "10:15")

    def test_a_time_that_is_free_every_week_wins_over_an_earlier_one(self) -> None:
        busy = [Span(at(9, "09:00"), at(9, "12:00"))]
        [first, *_] = find_slots(weeks([300, 250, 100, 200, 150]), busy, HOURS, ZONE, HOUR)

        assert (first.span.start, first.free) == (at(2, "12:15"), 4)

    def test_a_full_week_has_a_slot_outside_only_if_she_allows_it(self) -> None:
        busy = [Span(at(d, "09:00"), at(d, "17:00")) for d in range(1, 30)]
        book = weeks([300] * 5)

        assert find_slots(book, busy, HOURS, ZONE, HOUR) == ()
        [first, *_] = find_slots(book, busy, HOURS, ZONE, HOUR, outside=True)
        assert first.outside
        assert first.span.start.astimezone(ZONE).time() == time(7)

    def test_a_weekday_without_hours_is_left_alone(self) -> None:
        tuesday = (WallSpan(time(9), time(17)),)
        closed = WeeklyHours("Europe/London", ((), tuesday, (), (), (), (), ()))

        assert {s.weekday for s in find_slots(weeks([300] * 5), (), closed, ZONE, HOUR)} == {1}

    def test_days_away_are_not_proposed(self) -> None:
        book = Book([*weeks([300, 250, 100, 200, 150]).of(Item.LOAD)], MONDAY,
                    away=[MONDAY + 2 * DAY])  # fmt: skip
        [first, *_] = find_slots(book, (), HOURS, ZONE, HOUR)

        assert first.span.start == at(9, "09:00")

    def test_a_slot_keeps_its_wall_time_over_a_clock_change(self) -> None:
        book = Book(weeks([300] * 5).of(Item.LOAD), date(2027, 3, 22))
        found = find_slots(book, (), HOURS, ZONE, HOUR)

        assert all(s.span.start.astimezone(ZONE).time() == time(9) for s in found)

    def test_no_length_is_no_slot(self) -> None:
        with pytest.raises(ValueError, match="length"):
            find_slots(weeks([300] * 5), (), HOURS, ZONE, timedelta(0))

    @given(
        st.lists(st.tuples(st.integers(1, 28), st.integers(0, 90)), max_size=40),
        st.booleans(),
        st.integers(15, 180),
    )
    def test_a_proposed_slot_lies_over_nothing_in_its_first_week(
        self, booked: list[tuple[int, int]], outside: bool, minutes: int
    ) -> None:
        busy = [
            Span(at(day, "07:00") + quarter * timedelta(minutes=15),
                 at(day, "08:00") + quarter * timedelta(minutes=15))
            for day, quarter in booked
        ]  # fmt: skip
        length = timedelta(minutes=minutes)
        found = find_slots(weeks([300] * 5), busy, HOURS, ZONE, length, outside=outside)

        for slot in found:
            assert slot.span.length == length
            assert slot.free * 2 >= slot.weeks
            assert not any(slot.span.overlaps(each) for each in busy)
