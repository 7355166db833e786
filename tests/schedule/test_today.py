"""Today, played: one day after another through the one way in which it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from boundary.schedule.facts import FactKind
from boundary.schedule.policy import EndBy, Level, OpeningForm, Policy, ShutdownForm
from boundary.schedule.sessions import Kind, Session
from tests.schedule.builders import MINUTE, PLAIN, Played, at, fact, session

FIRST = session("9:00", "9:50", "a")
SECOND = session("10:00", "10:50", "b")
LATER = session("13:00", "13:50", "c")
KEY = replace(PLAIN, end_by=EndBy.KEY)
TRUST = replace(PLAIN, end_by=EndBy.CALENDAR)
HOLD = replace(PLAIN, level=Level.HOLD)
GUARD = replace(PLAIN, level=Level.GUARD)


def ended(*sessions: Session, policy: Policy = PLAIN) -> Played:
    """Return a day on which the first session had its contact and ended as booked."""
    return Played(sessions or (FIRST, SECOND), policy).talks("9:00", "9:50")


def test_a_card_comes_twenty_seconds_after_the_end() -> None:
    assert ended().until("9:51").shown() == [("09:50:20", "card")]


def test_an_ignored_card_folds_and_does_not_come_again() -> None:
    day = ended().until("10:00")
    assert day.did("close") == [("09:51:05", "card", "folded")]
    assert day.shown() == [("09:50:20", "card")]


def test_an_early_closing_asks_what_happened() -> None:
    day = Played((FIRST, SECOND)).talks("9:00", "9:30").until("9:36")
    assert day.did("card") == [("09:35", "ended_early", "senses")]


def test_a_reopening_takes_the_card_down_at_the_same_instant() -> None:
    day = ended().says("9:50:40", "mic_open")
    assert day.did("close") == [("09:50:40", "card", "mic_open")]


def test_after_a_reopening_the_true_end_has_its_own_card() -> None:
    day = ended().says("9:50:40", "mic_open").says("9:52", "mic_closed").until("9:53")
    assert day.shown() == [("09:50:20", "card"), ("09:52:20", "card")]


def test_nothing_is_shown_while_a_session_overruns() -> None:
    assert Played((FIRST, SECOND)).talks("9:00", "9:56").until("9:56:10").shown() == []


def test_what_begins_while_a_screen_is_shared_stays_hidden() -> None:
    day = Played((FIRST, SECOND)).says("9:10", "share_on").talks("9:11", "9:50")
    assert day.until("9:57").shown() == []


def test_a_panel_begins_by_itself_after_twenty_five_seconds() -> None:
    assert ended(policy=HOLD).until("9:51").shown() == [("09:50:20", "panel"),
                                                        ("09:50:45", "break")]  # fmt: skip


def test_a_guarded_panel_begins_by_itself_after_ten_seconds() -> None:
    assert ended(policy=GUARD).until("9:51").shown()[-1] == ("09:50:30", "break")


def test_a_ritual_that_ran_by_itself_is_offered_and_not_taken() -> None:
    day = ended(policy=HOLD).until("9:54")
    assert (day.did("break")[-1][2], day.acts[-2].taken) == ("offered", timedelta(0))


def test_taken_the_break_begins_at_once() -> None:
    day = ended().until("9:50:40")
    day.today.take(at("9:50:40"))
    assert day.shown()[-1] == ("09:50:40", "break")


def test_finished_it_counts_from_the_end_of_the_session() -> None:
    day = ended().until("9:50:40")
    day.today.take(at("9:50:40"))
    day.today.finish(at("9:53"))
    assert next(a.taken for a in day.acts if a.taken is not None) == 3 * MINUTE


def test_a_break_is_over_at_prep() -> None:
    day = ended().until("9:50:40")
    day.today.take(at("9:50:40"))
    assert day.until("9:59").did("break")[-1][::2] == ("09:58", "prep")


def test_an_opening_microphone_ends_a_break_with_the_minutes_taken() -> None:
    day = ended(FIRST, LATER).until("9:50:40")
    day.today.take(at("9:50:40"))
    day.says("9:55", "mic_open")
    over = next(a for a in day.acts if a.taken is not None)
    assert (over.why, over.taken) == ("mic_open", 5 * MINUTE)


def test_nothing_can_be_taken_over_an_open_microphone() -> None:
    day = ended(FIRST, LATER).says("9:55", "mic_open")
    day.today.take(at("9:55:10"))
    assert [act for act in day.acts if act.act == "break"] == []


def test_skipped_it_does_not_come_again() -> None:
    day = ended().until("9:50:30")
    day.today.skip(at("9:50:30"))
    assert day.until("10:00").shown() == [("09:50:20", "card")]


def test_notes_first_bring_the_card_in_the_last_floor_minutes() -> None:
    day = ended().until("9:50:30")
    day.today.notes_first(at("9:50:30"))
    assert day.until("9:57").shown()[-1] == ("09:56", "card")


def test_put_off_the_card_comes_again() -> None:
    day = ended().until("9:50:30")
    day.today.postpone(at("9:50:30"), 2 * MINUTE)
    assert day.until("9:53").shown()[-1] == ("09:52:30", "card")


def test_it_is_put_off_only_while_the_floor_still_fits() -> None:
    day = ended().until("9:50:30")
    day.today.postpone(at("9:50:30"), 7 * MINUTE)
    assert not [f for f in day.kept if f.kind is FactKind.POSTPONE]


def test_up_takes_the_card_away_and_counts() -> None:
    day = ended().until("9:50:30")
    day.today.up(at("9:50:30"))
    assert day.today.standing is None
    assert day.until("9:59").today.plan(at("9:59")).debt == timedelta(0)


def test_by_key_only_the_tray_speaks() -> None:
    assert Played((FIRST, SECOND), KEY).until("9:57").shown() == []


def test_by_key_the_card_comes_with_the_key() -> None:
    day = Played((FIRST, SECOND), KEY).says("9:49", "ended")
    assert day.shown() == [("09:49", "card")]


def test_by_key_taking_what_is_ready_is_her_word_that_it_ended() -> None:
    day = Played((FIRST, SECOND), KEY).until("9:52")
    day.today.take(at("9:52"))
    assert [f.key for f in day.kept if f.kind is FactKind.ENDED] == ["a"]


def test_a_trusted_calendar_shows_a_dot() -> None:
    day = Played((FIRST, SECOND), TRUST).until("9:57")
    assert day.did("card") == [("09:53", "dot", "booked")]


def test_level_zero_shows_nothing() -> None:
    assert ended(policy=replace(PLAIN, level=Level.AMBIENT)).until("10:00").shown() == []


def test_the_silent_tick_comes_two_minutes_before_each_start() -> None:
    assert [when for when, *_ in ended().until("10:00").did("tick")] == ["08:58", "09:58"]


def test_a_crisis_keeps_the_next_tick_away() -> None:
    day = Played((FIRST, SECOND)).says("9:00", "mic_open").says("9:30", "clinical_need")
    assert [when for when, *_ in day.until("10:00").did("tick")] == ["08:58"]


def test_an_overrun_keeps_the_next_tick() -> None:
    assert len(Played((FIRST, SECOND)).says("9:00", "mic_open").until("10:00").did("tick")) == 2


def test_an_away_day_does_nothing() -> None:
    away = Session("v", FIRST.span, Kind.AWAY, all_day=True)
    acts = Played((away, FIRST, SECOND)).until("23:00").acts
    assert {act.act for act in acts} == {"tray"}


def test_a_crisis_is_followed_by_one_card_of_aftercare() -> None:
    day = Played((FIRST, SECOND, LATER)).says("9:00", "mic_open").says("9:30", "clinical_need")
    day.says("10:20", "mic_closed").until("12:00")
    assert day.shown() == [("10:25", "aftercare")]


def test_a_session_swallowed_by_a_crisis_is_not_begun() -> None:
    day = Played((FIRST, SECOND, LATER)).says("9:00", "mic_open").says("9:30", "clinical_need")
    day.says("10:20", "mic_closed").until("10:30")
    assert [f.key for f in day.kept if f.kind is FactKind.NOT_STARTED] == ["b"]


def test_a_session_that_no_sense_saw_is_not_begun() -> None:
    day = ended().until("10:51")
    assert [f.key for f in day.kept if f.kind is FactKind.NOT_STARTED] == ["b"]


def test_without_a_working_sense_nothing_is_taken_for_not_begun() -> None:
    day = Played((FIRST, SECOND)).until("12:00")
    assert not [f for f in day.kept if f.kind is FactKind.NOT_STARTED]


def test_what_vanishes_from_the_calendar_before_it_began_was_called_off() -> None:
    day = Played((FIRST, SECOND)).until("8:00")
    day.today.heard([FIRST], at("8:00"))
    assert [f.key for f in day.kept if f.kind is FactKind.CANCELLED] == ["b"]


def test_what_vanishes_while_it_is_live_is_not_called_off() -> None:
    day = Played((FIRST, SECOND)).says("9:00", "mic_open").until("9:20")
    day.today.heard([SECOND], at("9:20"))
    assert day.today.situation(at("9:20")).hush(at("9:20")) == "in_session"
    assert not [f for f in day.kept if f.kind is FactKind.CANCELLED]


def test_a_restart_shows_nothing_again() -> None:
    day = ended().until("9:50:30")
    again = Played((), PLAIN)
    again.today.restore(day.kept, at("9:50:30"))
    again.today.heard([FIRST, SECOND], at("9:50:30"))
    assert again.shown() == []


def test_a_restart_finds_the_break_that_runs() -> None:
    day = ended().until("9:50:30")
    day.today.take(at("9:50:30"))
    again = Played((), PLAIN)
    again.today.heard([FIRST, SECOND], at("9:51"))
    again.today.restore(day.kept, at("9:51"))
    assert again.today.standing is not None
    assert again.today.standing.key == "a"


def test_the_day_does_not_turn_while_a_session_is_live() -> None:
    late = session("23:30", "24:20", "n")
    day = Played((late,)).says("23:30", "mic_open").until("24:10")
    assert day.today.plan(day.now).sessions == (late,)


def test_the_day_turns_once_the_late_session_has_ended() -> None:
    late = session("23:30", "24:20", "n")
    day = Played((late,)).talks("23:30", "24:20").until("24:30")
    assert day.today.plan(day.now).sessions == ()


@pytest.mark.parametrize("kind", ["pause", "share_on", "with_someone", "lock"])
def test_what_lasts_outlives_the_day(kind: str) -> None:
    day = ended().says("12:00", kind).until("24:30")
    assert [f.kind.value for f in day.today.facts] == [kind, "day"]


def test_a_restart_on_the_next_day_finds_the_pause() -> None:
    day = Played(())
    day.today.restore([fact("12:00", "pause")], at("33:00"))
    assert day.today.glance(at("33:00")).tray == "paused"


def test_what_is_owed_is_gone_the_next_day() -> None:
    assert ended().until("24:30").today.plan(at("24:30")).debt == timedelta(0)


def test_what_is_owed_is_said_once_from_five_minutes_up() -> None:
    third, fourth = session("11:00", "11:50", "c"), session("15:00", "15:50", "d")
    day = ended(FIRST, SECOND, third, fourth).talks("10:00", "10:56").talks("11:00", "11:50")
    day.until("15:00")
    assert [what for _, what, _ in day.did("say")].count("owed") == 1


def test_the_opening_comes_before_the_first_client() -> None:
    day = Played((FIRST,), replace(PLAIN, opening=OpeningForm.SHORT)).until("9:00")
    assert day.shown() == [("08:50", "opening")]


def test_the_shutdown_is_offered_two_minutes_after_the_last_end() -> None:
    day = ended(FIRST, policy=replace(PLAIN, shutdown=ShutdownForm.SHORT)).until("9:53")
    assert day.did("card")[-1] == ("09:52", "shutdown", "day_done")


def test_an_accepted_shutdown_waits_for_the_hours_to_close() -> None:
    day = ended(FIRST, policy=replace(PLAIN, shutdown=ShutdownForm.SHORT)).until("9:52:10")
    day.today.take(at("9:52:10"))
    assert day.until("12:00").did("shutdown") == [("10:20", "shutdown_short", "accepted")]


def test_she_may_close_the_day_over_a_held_afternoon() -> None:
    hold = session("14:00", "17:00", "h", Kind.HOLD)
    day = ended(FIRST, hold).until("15:10")
    day.today.shut_down(at("15:10"))
    assert day.until("15:11").today.standing is not None


def test_she_may_close_the_day_though_no_form_is_chosen() -> None:
    day = ended(FIRST).until("15:10")
    day.today.shut_down(at("15:10"))
    assert day.did("shutdown") == [("15:10", "shutdown_short", "asked")]


def test_no_shutdown_opens_over_contact() -> None:
    day = Played((FIRST,)).says("9:00", "mic_open").until("9:20")
    day.today.shut_down(at("9:20"))
    assert day.shown() == []


def test_a_panel_does_not_take_the_shutdown_s_place() -> None:
    day = Played((FIRST, LATER)).talks("9:00", "9:30").until("9:31")
    day.today.shut_down(at("9:31"))
    assert [act for _, act in day.until("9:40").shown()] == ["shutdown"]


def test_after_the_phrase_nothing_comes() -> None:
    day = ended(FIRST, policy=replace(PLAIN, shutdown=ShutdownForm.SHORT)).until("9:51")
    day.today.shut_down(at("9:51"))
    day.today.finish(at("9:52"))
    assert day.until("23:00").shown() == [("09:51", "shutdown")]


def test_the_card_of_the_shutdown_waits_until_aftercare_has_had_its_time() -> None:
    day = Played((FIRST,), replace(PLAIN, shutdown=ShutdownForm.SHORT)).says("9:00", "mic_open")
    day.says("9:30", "clinical_need").says("9:50", "mic_closed").until("12:00")
    assert day.shown() == [("09:55", "aftercare"), ("10:10", "card")]


def test_an_answer_to_nothing_still_looks_at_the_day() -> None:
    day = ended().until("9:57")
    day.today.take(at("9:58"))
    assert day.did("tick")[-1][0] == "09:58"


def test_a_second_tick_does_nothing() -> None:
    day = ended().until("9:51")
    before = len(day.acts), len(day.kept)
    day.today.tick(day.now)
    assert (len(day.acts), len(day.kept)) == before


BESIDE = session("9:00", "9:50", "aa")


def test_one_key_press_after_a_double_booking_brings_the_card() -> None:
    day = Played((FIRST, BESIDE, SECOND), KEY).says("9:50", "ended").until("9:51")
    assert day.shown() == [("09:50", "card")]


def running() -> Played:
    """Return a day in whose first break she is, since 9:50:30."""
    day = ended().until("9:50:30")
    day.today.take(day.now)
    return day


def over_it(day: Played) -> Played:
    """Book a session over the break that runs, at 9:52."""
    day.until("9:52").today.heard((FIRST, session("9:52", "10:50", "b")), at("9:52"))
    return day


def test_a_break_whose_gap_is_gone_has_an_end_of_its_own() -> None:
    assert over_it(running()).did("break")[-1] == ("09:52", "reset_breath", "in_session")


def test_a_break_whose_gap_is_gone_keeps_the_minutes_taken() -> None:
    day = over_it(running())
    assert [f.value for f in day.kept if f.kind is FactKind.BREAK_OVER] == [120]


def test_a_break_before_an_end_that_was_taken_back_has_an_end_of_its_own() -> None:
    day = Played((FIRST, SECOND)).talks("9:00", "9:44").until("9:44:30")
    day.today.take(day.now)
    day.says("9:46", "mic_open")
    assert [why for _, _, why in day.did("break")] == ["taken", "in_session"]


def test_a_shutdown_under_way_is_not_cut_by_midnight() -> None:
    day = Played((session("23:00", "23:50"),)).talks("23:00", "23:50").until("23:59")
    day.today.shut_down(day.now)
    assert day.until("24:01").today.standing is not None


def test_a_shutdown_that_is_left_standing_lets_the_next_day_begin() -> None:
    day = Played((session("23:00", "23:50"),)).talks("23:00", "23:50").until("23:59")
    day.today.shut_down(day.now)
    assert day.until("26:00").today.standing is None


LATE = session("23:30", "24:20", "n")


def again(day: Played, wall_time: str, *sessions: Session) -> Played:
    """Return the day as it begins again at *wall_time* on what *day* has written down."""
    begun = Played(())
    begun.today.restore(day.kept, at(wall_time))
    begun.today.heard(sessions, at(wall_time))
    begun.now = at(wall_time)
    return begun


def test_a_restart_after_midnight_stays_in_the_late_session() -> None:
    day = Played((LATE,)).says("23:30", "mic_open").until("24:05")
    assert again(day, "24:06", LATE).today.glance(at("24:06")).why == "in_session"


def test_a_restart_after_midnight_keeps_what_was_put_to_her_before_it() -> None:
    day = Played((LATE,)).says("23:30", "mic_open").until("24:05")
    begun = again(day, "24:06", LATE)
    assert [f for f in begun.today.facts if f.value == "tick:n"] != []


def test_the_day_that_a_restart_went_on_with_turns_when_its_session_is_over() -> None:
    day = Played((LATE,)).says("23:30", "mic_open").until("24:05")
    begun = again(day, "24:06", LATE).says("24:20", "mic_closed").until("24:30")
    assert begun.today.plan(begun.now).sessions == ()


def test_a_restart_in_the_new_day_does_not_go_back() -> None:
    day = Played((LATE,)).talks("23:30", "24:20").says("24:40", "pause").until("24:45")
    begun = again(day, "24:50", LATE)
    assert [f.kind.value for f in begun.today.facts] == ["day", "pause"]


def test_a_restart_the_morning_after_begins_the_day() -> None:
    day = ended().until("10:50")
    begun = again(day, "33:00", FIRST, SECOND)
    assert begun.today.plan(begun.now).sessions == ()


def test_a_restart_the_morning_after_shows_nothing_of_the_day_before() -> None:
    day = ended().until("9:50:40")
    assert again(day, "33:00", FIRST, SECOND).shown() == []


asked_for: list[timedelta] = []


def alone(answer: bool | None) -> Played:
    """Return a day at L2 whose first break runs by itself; asked, the idle sense says *answer*."""
    asked_for.clear()

    def untouched(took: timedelta) -> bool | None:
        asked_for.append(took)
        return answer

    day = Played((FIRST, SECOND), HOLD, untouched=untouched)
    return day.talks("9:00", "9:50").until("9:58")


def taken(day: Played) -> timedelta | None:
    return next((act.taken for act in day.acts if act.taken is not None), None)


def test_a_break_that_began_itself_counts_where_nothing_was_touched() -> None:
    assert taken(alone(True)) == 3 * MINUTE


@pytest.mark.parametrize("answer", [False, None])
def test_a_break_that_began_itself_is_only_offered_without_that(answer: bool | None) -> None:
    assert taken(alone(answer)) == timedelta(0)


def test_the_idle_sense_is_asked_once_and_for_as_long_as_it_ran() -> None:
    alone(None)
    assert asked_for == [timedelta(minutes=2, seconds=15)]


def test_a_break_that_she_took_asks_no_sense() -> None:
    asked_for.clear()
    day = ended(policy=HOLD).until("9:50:30")
    day.today.take(day.now)
    day.until("9:58")
    assert asked_for == []


def test_what_was_untouched_is_written_down() -> None:
    assert FactKind.UNTOUCHED in [fact.kind for fact in alone(True).kept]


def test_a_stuck_microphone_lets_the_day_go_on() -> None:
    day = Played((FIRST, session("18:00", "18:50", "z"))).says("9:00", "mic_open").until("12:51")
    assert day.today.situation(day.now).hush(day.now) is None


def test_a_stuck_microphone_is_shown_in_the_tray() -> None:
    day = Played((FIRST,)).says("9:00", "mic_open").until("12:51")
    glance = day.today.glance(day.now)
    assert (glance.tray, glance.why, glance.since) == ("trouble", "stuck_mic", at("12:50"))


def test_a_stuck_microphone_is_said_once() -> None:
    day = Played((FIRST,)).says("9:00", "mic_open").until("20:00")
    assert [what for _, what, _ in day.did("say")] == ["stuck_mic"]


def test_a_microphone_that_was_stuck_and_closed_is_out_of_the_tray() -> None:
    day = Played((FIRST,)).says("9:00", "mic_open").says("13:00", "mic_closed").until("13:01")
    assert day.today.glance(day.now).tray != "trouble"


def test_a_session_beside_a_stuck_microphone_is_not_taken_for_one_that_never_began() -> None:
    evening = session("18:00", "18:50", "z")
    day = Played((FIRST, evening)).says("9:00", "mic_open").until("18:55")
    assert FactKind.NOT_STARTED not in [f.kind for f in day.kept if f.key == "z"]


def test_a_line_that_opens_anew_silences_again() -> None:
    day = Played((FIRST,)).says("9:00", "mic_open").says("13:00", "mic_closed")
    day.says("13:05", "mic_open").until("13:06")
    assert day.today.situation(day.now).hush(day.now) == "mic_open"


def test_a_restart_does_not_take_a_stuck_microphone_for_a_new_call() -> None:
    day = Played((FIRST,)).says("9:00", "mic_open").says("13:00", "mic_open").until("13:01")
    assert day.today.situation(day.now).hush(day.now) is None
