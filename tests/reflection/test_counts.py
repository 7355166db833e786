"""What a day leaves behind: only what is known of it."""

from __future__ import annotations

from collections.abc import Iterable

from boundary.reflection.counts import contact_of, counted
from boundary.reflection.entries import Entry, Item
from boundary.schedule.blocks import DayPlan
from boundary.schedule.facts import Fact
from boundary.schedule.policy import Policy
from boundary.schedule.sessions import Kind, Session
from tests.schedule.builders import DAY, MINUTE, PLAIN, ZONE, fact, lunch, mic, planned, session

TWO = (session("9:00", "9:50"), session("10:00", "10:50", "b"))


def left(
    sessions: Iterable[Session], facts: Iterable[Fact] = (), policy: Policy = PLAIN
) -> dict[tuple[Item, str], int | None]:
    facts = sorted(facts, key=lambda each: each.at)
    entries = counted(planned(sessions, facts, policy), facts, policy)
    return {(entry.item, entry.name): entry.value for entry in entries}


def test_a_day_without_client_work_leaves_nothing() -> None:
    assert left([lunch("12:00", "12:45")]) == {}


def test_a_day_away_leaves_that_it_was_one() -> None:
    away = DayPlan(DAY, ZONE, TWO, away=True)

    assert counted(away, (), PLAIN) == (Entry(DAY, Item.AWAY, 1),)


def test_contact_is_counted_in_minutes() -> None:
    assert left(TWO)[Item.LOAD, ""] == 100


def test_two_clients_at_one_time_count_once() -> None:
    plan = planned([*TWO, session("10:20", "11:00", "c")])

    assert contact_of(plan) == 110 * MINUTE


def test_a_session_to_which_nobody_came_is_no_contact() -> None:
    assert left(TWO, [fact("9:15", "no_show", "a")])[Item.LOAD, ""] == 50


def test_supervision_is_no_contact_with_clients() -> None:
    supervision = session("16:00", "16:50", "s", Kind.PROFESSIONAL)

    assert left([*TWO, supervision])[Item.LOAD, ""] == 100


def test_a_break_that_was_taken_is_kept() -> None:
    found = left(TWO, [fact("9:50", "ended", "a"), fact("9:53", "break_over", "a", 180)])

    assert found[Item.CHANCES, "micro_break"] == found[Item.KEPT, "micro_break"] == 1


def test_a_break_that_was_skipped_is_a_chance() -> None:
    found = left(TWO, [fact("9:50", "ended", "a"), fact("9:51", "skip", "a", "not_now")])

    assert (found[Item.CHANCES, "micro_break"], found[Item.KEPT, "micro_break"]) == (1, 0)


def test_a_break_of_which_nothing_is_known_is_no_chance() -> None:
    assert (Item.CHANCES, "micro_break") not in left(TWO)


def test_a_wrong_moment_is_counted() -> None:
    found = left(TWO, [fact("9:50", "ended", "a"), fact("9:51", "skip", "a", "wrong_moment")])

    assert found[Item.WRONG_MOMENT, "micro_break"] == 1


def test_joins_without_a_pause_are_counted() -> None:
    later = session("12:00", "12:50", "c")
    tight = (session("9:00", "10:00"), session("10:00", "11:00", "b"), later)

    assert left(tight)[Item.ZERO_GAP, ""] == 1


def test_a_shutdown_that_was_done_is_kept() -> None:
    found = left(TWO, [fact("11:30", "closed")], Policy())

    assert found[Item.CHANCES, "shutdown"] == found[Item.KEPT, "shutdown"] == 1


def test_a_shutdown_that_was_not_done_is_a_chance() -> None:
    found = left(TWO, (), Policy())

    assert (found[Item.CHANCES, "shutdown"], found[Item.KEPT, "shutdown"]) == (1, 0)


def test_a_real_end_is_kept_under_its_booked_length() -> None:
    found = left(TWO, mic("9:00", "9:54"))

    assert found[Item.REAL_END, "50/1"] == 54


def test_the_calendars_word_is_no_real_end() -> None:
    assert not [item for item, _ in left(TWO) if item is Item.REAL_END]


WHOLE_DAY = (
    session("9:00", "11:50"),
    session("12:00", "14:50", "b"),
    session("15:00", "16:00", "c"),
)


def test_work_through_noon_without_room_leaves_no_lunch() -> None:
    assert left(WHOLE_DAY)[Item.LUNCH, ""] == 0


def test_room_at_noon_leaves_open_whether_she_ate() -> None:
    roomy = (session("9:00", "9:50"), session("15:00", "15:50", "b"))

    assert (Item.LUNCH, "") not in left(roomy)


def test_a_morning_needs_no_lunch() -> None:
    assert (Item.LUNCH, "") not in left(TWO)


def test_a_lunch_off_screen_is_one() -> None:
    day = [*TWO, lunch("12:00", "12:45"), session("13:00", "13:50", "c")]

    assert left(day, [fact("12:40", "lunch_over", value=1500)])[Item.LUNCH, ""] == 1
    assert left(day, [fact("12:40", "lunch_over", value=300)])[Item.LUNCH, ""] == 0


def test_a_planned_lunch_that_nobody_saw_is_not_known() -> None:
    day = [*TWO, lunch("12:00", "12:45"), session("13:00", "13:50", "c")]

    assert (Item.LUNCH, "") not in left(day)
