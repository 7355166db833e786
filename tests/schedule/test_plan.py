"""The plan of a day: floors, offers, notes, what is owed, and where nothing is set aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from boundary.schedule.blocks import BlockKind
from boundary.schedule.policy import OpeningForm, Policy, ShutdownForm
from boundary.schedule.sessions import Kind, Session
from tests.schedule.builders import (
    DAY,
    MINUTE,
    PLAIN,
    at,
    break_of,
    fact,
    lunch,
    mic,
    planned,
    session,
    spans,
)

FIRST = session("9:00", "9:50", "a")
SECOND = session("10:00", "10:50", "b")
THIRD = session("11:00", "11:50", "c")
FOURTH = session("12:00", "12:50", "d")
CLOSING = replace(PLAIN, shutdown=ShutdownForm.SHORT)
HOUR = Policy(opening=OpeningForm.NONE, shutdown=ShutdownForm.NONE, notes=timedelta(0))


def test_a_gap_of_ten_minutes_offers_three_and_leaves_five_for_notes() -> None:
    assert break_of(planned([FIRST, SECOND])).offer == 3 * MINUTE


def test_notes_follow_the_break() -> None:
    assert spans(planned([FIRST, SECOND]), BlockKind.NOTES)[0] == ("09:53", "09:58")


def test_under_four_minutes_it_is_a_micro_break() -> None:
    assert break_of(planned([FIRST, SECOND])).kind is BlockKind.MICRO_BREAK


def test_from_four_minutes_it_is_a_transition() -> None:
    assert break_of(planned([FIRST, SECOND], policy=HOUR)).kind is BlockKind.TRANSITION


def test_the_first_floor_is_two_minutes() -> None:
    assert break_of(planned([FIRST, SECOND])).floor == 2 * MINUTE


def test_ninety_minutes_of_contact_ask_for_five() -> None:
    assert break_of(planned([FIRST, SECOND, THIRD]), "b").floor == 5 * MINUTE


def test_a_break_of_five_clears_the_ninety() -> None:
    plan = planned([FIRST, SECOND, THIRD, FOURTH])
    assert break_of(plan, "c").floor == 5 * MINUTE
    assert plan.debt == timedelta(0)


def test_a_hundred_and_fifty_minutes_ask_for_ten_where_the_gap_has_ten() -> None:
    late = session("12:15", "13:00", "d")
    assert break_of(planned([FIRST, SECOND, THIRD, late]), "c").floor == 10 * MINUTE


def test_a_hundred_and_fifty_minutes_ask_for_five_where_the_gap_has_eight() -> None:
    assert break_of(planned([FIRST, SECOND, THIRD, FOURTH]), "c").floor == 5 * MINUTE


def test_a_day_without_a_ten_says_so() -> None:
    assert planned([FIRST, SECOND, THIRD, FOURTH]).no_ten


def test_a_day_with_a_ten_says_nothing() -> None:
    assert not planned([FIRST, SECOND, THIRD, session("12:15", "13:00", "d")]).no_ten


def test_an_easy_week_keeps_every_floor_at_two() -> None:
    plan = planned([FIRST, SECOND, THIRD, FOURTH], policy=replace(PLAIN, easy=True))
    assert {break_of(plan, key).floor for key in "abc"} == {2 * MINUTE}


def test_an_easy_week_misses_no_ten() -> None:
    easy = replace(PLAIN, easy=True)
    assert not planned([FIRST, SECOND, THIRD, FOURTH], policy=easy).no_ten


def test_twenty_minutes_without_contact_clear_the_load() -> None:
    later = session("11:12", "12:02", "c")
    plan = planned([FIRST, SECOND, later, session("12:10", "13:00", "d")])
    assert break_of(plan, "c").floor == 2 * MINUTE


def test_a_heavy_session_asks_for_five() -> None:
    assert break_of(planned([FIRST, SECOND], [fact("9:49", "heavy", "a")])).floor == 5 * MINUTE


def test_a_heavy_session_has_its_own_ritual() -> None:
    plan = planned([FIRST, SECOND], [fact("9:49", "heavy", "a")])
    assert break_of(plan).ritual == "heavy_5"


def test_after_a_heavy_session_up_to_fifteen_minutes_are_offered() -> None:
    plan = planned([FIRST, session("10:30", "11:20", "b")], [fact("9:49", "heavy", "a")])
    assert break_of(plan).offer == 15 * MINUTE


def test_otherwise_no_more_than_ten_are_offered() -> None:
    assert break_of(planned([FIRST, session("10:40", "11:30", "b")])).offer == 10 * MINUTE


def test_a_gap_into_lunch_has_no_break() -> None:
    plan = planned([FIRST, lunch("10:00", "10:45"), THIRD])
    assert plan.break_after("a") is None


def test_a_gap_into_lunch_has_the_notes() -> None:
    plan = planned([FIRST, lunch("10:00", "10:45"), THIRD])
    assert spans(plan, BlockKind.NOTES)[0] == ("09:50", "09:55")


def test_a_lunch_of_less_than_twenty_minutes_leaves_the_break() -> None:
    plan = planned([FIRST, lunch("10:00", "10:15"), session("10:30", "11:20", "b")])
    assert plan.break_after("a") is not None


def test_notes_that_found_no_room_are_carried_over() -> None:
    late = mic("9:00", "9:56")
    plan = planned([FIRST, SECOND, session("11:10", "12:00", "c")], late)
    notes = next(b for b in plan.blocks if b.kind is BlockKind.NOTES and b.after == "b")
    assert notes.span.length == 10 * MINUTE


def test_a_crowded_session_is_named() -> None:
    assert planned([FIRST, session("9:50", "10:40", "b")]).crowded == ("a",)


def test_room_that_the_calendar_never_had_is_not_owed() -> None:
    chain = [FIRST, session("9:50", "10:40", "b"), session("10:40", "11:30", "c")]
    assert planned(chain, mic("9:00", "11:30")).debt == timedelta(0)


def test_an_overrun_that_takes_the_gap_leaves_the_floor_owed() -> None:
    plan = planned([FIRST, SECOND], [*mic("9:00", "9:58"), *mic("10:00", "10:50")])
    assert plan.debt == 2 * MINUTE


def test_a_skipped_floor_is_owed() -> None:
    facts = [*mic("9:00", "9:50"), fact("9:51", "skip", "a")]
    assert planned([FIRST, SECOND], facts).debt == 2 * MINUTE


def test_more_than_the_floor_pays_back() -> None:
    facts = [*mic("9:00", "9:50"), fact("9:51", "skip", "a"), *mic("10:00", "10:50"),
             fact("10:58", "break_over", "b", 360)]  # fmt: skip
    assert planned([FIRST, SECOND, THIRD], facts).debt == MINUTE


def test_what_was_taken_before_the_end_was_taken_back_counts_for_nothing() -> None:
    facts = [*mic("9:00", "9:48"), fact("9:49", "break_over", "a", 60), *mic("9:50", "9:52"),
             fact("9:58", "break_passed", "a")]  # fmt: skip
    assert planned([FIRST, SECOND], facts).debt == 2 * MINUTE


def test_lunch_pays_what_lies_beyond_twenty_minutes() -> None:
    facts = [*mic("9:00", "9:58"), *mic("10:00", "10:50"), fact("11:45", "lunch_over", value=1260)]
    assert planned([FIRST, SECOND, lunch("11:00", "11:45"), FOURTH], facts).debt == MINUTE


def test_what_is_owed_never_passes_its_limit() -> None:
    policy = replace(PLAIN, owed_most=3 * MINUTE)
    facts = [*mic("9:00", "9:50"), fact("9:51", "skip", "a"), *mic("10:00", "10:50"),
             fact("10:51", "skip", "b")]  # fmt: skip
    assert planned([FIRST, SECOND, THIRD], facts, policy).debt == 3 * MINUTE


def test_supervision_owes_nothing() -> None:
    facts = [*mic("9:00", "9:50"), fact("9:51", "skip", "a")]
    supervision = session("9:00", "9:50", "a", Kind.PROFESSIONAL)
    assert planned([supervision, SECOND], facts).debt == timedelta(0)


def test_supervision_is_a_commitment() -> None:
    plan = planned([FIRST, session("16:00", "16:50", "s", Kind.PROFESSIONAL)])
    assert spans(plan, BlockKind.COMMITMENT) == [("16:00", "16:50")]


def test_a_hold_has_no_break_after_it_taken_from_its_time() -> None:
    plan = planned([FIRST, session("10:00", "11:00", "h", Kind.HOLD), session("11:10", "12:00")])
    assert break_of(plan).until == at("9:58")


def test_a_hold_without_a_call_is_no_contact() -> None:
    hold = session("10:00", "10:50", "h", Kind.HOLD)
    plan = planned([FIRST, hold, THIRD, FOURTH])
    assert break_of(plan, "c").floor == 2 * MINUTE


def test_nobody_came_and_the_slot_is_for_recovery() -> None:
    plan = planned([FIRST, SECOND], [fact("9:12", "no_show", "a")])
    assert break_of(plan).kind is BlockKind.RECOVERY


def test_recovery_pays_back_minute_for_minute() -> None:
    facts = [*mic("9:00", "9:50"), fact("9:51", "skip", "a"), fact("10:10", "no_show", "b"),
             fact("10:20", "break_over", "b", 60)]  # fmt: skip
    assert planned([FIRST, SECOND, THIRD], facts).debt == MINUTE


def test_nobody_came_is_no_load() -> None:
    facts = [fact("10:12", "no_show", "b")]
    assert break_of(planned([FIRST, SECOND, THIRD, FOURTH], facts), "c").floor == 2 * MINUTE


def test_a_session_called_off_frees_its_slot_for_recovery() -> None:
    plan = planned([FIRST, SECOND, THIRD], [fact("8:00", "cancelled", "b")])
    assert break_of(plan, "b").kind is BlockKind.RECOVERY


def test_a_session_that_never_began_leaves_no_block_and_no_debt() -> None:
    plan = planned([FIRST, SECOND], [fact("9:50", "not_started", "a")])
    assert (plan.break_after("a"), plan.debt) == (None, timedelta(0))


def test_after_a_live_session_nothing_is_set_aside() -> None:
    facts = [fact("9:00", "mic_open"), fact("9:50", "overrun", "a")]
    assert planned([FIRST, SECOND], facts).break_after("a") is None


def test_after_a_crisis_there_are_only_notes() -> None:
    plan = planned([FIRST, SECOND], [*mic("9:00", "9:50"), fact("9:30", "clinical_need")])
    assert plan.break_after("a") is None


def test_an_away_day_has_no_block() -> None:
    away = Session("v", FIRST.span, Kind.AWAY, "word:ooo", all_day=True)
    assert planned([away, FIRST, SECOND], policy=Policy()).blocks == ()


def test_a_day_without_client_work_has_no_shutdown() -> None:
    assert planned([session("9:00", "10:00", "h", Kind.HOLD)], policy=CLOSING).blocks == ()


def test_the_shutdown_waits_for_the_notes() -> None:
    plan = planned([FIRST], policy=CLOSING)
    assert spans(plan, BlockKind.SHUTDOWN)[0][0] == "09:55"


def test_the_shutdown_waits_for_the_hours_to_close() -> None:
    plan = planned([FIRST], policy=CLOSING, closing=at("10:10"))
    assert spans(plan, BlockKind.SHUTDOWN)[0][0] == "10:10"


def test_the_shutdown_waits_no_longer_than_the_workday() -> None:
    plan = planned([FIRST], policy=CLOSING, closing=at("17:00"))
    assert spans(plan, BlockKind.SHUTDOWN)[0][0] == "10:20"


def test_the_shutdown_lies_clear_of_her_own_appointment() -> None:
    own = session("9:52", "10:30", "p", Kind.PERSONAL)
    plan = planned([FIRST, own], policy=CLOSING)
    assert spans(plan, BlockKind.SHUTDOWN)[0][0] >= "10:30"


def test_before_her_own_appointment_after_work_there_is_no_break() -> None:
    own = session("10:30", "11:00", "p", Kind.PERSONAL)
    assert planned([FIRST, own]).break_after("a") is None


def test_the_opening_comes_ten_minutes_before_the_first_client() -> None:
    opening = replace(PLAIN, opening=OpeningForm.SHORT)
    assert spans(planned([FIRST], policy=opening), BlockKind.OPENING)[0][0] == "08:50"


def test_the_opening_waits_until_what_lies_before_is_over() -> None:
    opening = replace(PLAIN, opening=OpeningForm.SHORT)
    early = session("8:00", "8:54", "p", Kind.PROFESSIONAL)
    assert spans(planned([early, FIRST], policy=opening), BlockKind.OPENING)[0][0] == "08:54"


def test_work_that_goes_on_over_midnight_opens_no_day() -> None:
    opening = replace(PLAIN, opening=OpeningForm.SHORT)
    early = session("0:10", "1:00", "b")
    night = replace(early, key="n", span=replace(early.span, start=at("0:00") - 50 * MINUTE,
                                                 end=at("0:00")))  # fmt: skip
    assert spans(planned([night, early], policy=opening), BlockKind.OPENING) == []


def test_work_that_goes_on_after_midnight_closes_no_day() -> None:
    late, later = session("23:00", "23:50", "a"), session("24:00", "24:50", "b")
    assert spans(planned([late, later], policy=CLOSING), BlockKind.SHUTDOWN) == []


def test_the_steps_end_ten_seconds_before_prep() -> None:
    block = break_of(planned([FIRST, session("9:54", "10:40", "b")]))
    assert sum(step.seconds for step in block.steps) <= 110


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
def test_the_order_of_the_sessions_changes_nothing(order: list[int]) -> None:
    known = [FIRST, SECOND, THIRD]
    assert planned([known[i] for i in order]) == planned(known)


def test_a_session_belongs_to_the_date_on_which_it_starts() -> None:
    late = session("23:30", "24:20", "n")
    assert planned([late]).sessions == (late,)
    assert planned([late]).day == DAY


def test_the_opening_ends_before_the_prep_of_what_comes_before_the_first_client() -> None:
    peers = session("9:00", "9:30", "p", Kind.PROFESSIONAL)
    client = session("9:07", "9:50", "a")
    plan = planned((peers, client), [fact("8:59", "mic_open")], Policy())
    assert [end for _, end in spans(plan, BlockKind.OPENING)] == ["08:57:50"]
