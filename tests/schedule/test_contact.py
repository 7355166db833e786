"""Contact: what became of each session, by its evidence."""

from __future__ import annotations

from boundary.schedule.contact import How
from boundary.schedule.sessions import Kind
from boundary.schedule.stretches import company_of, needs_of, pauses_of
from tests.schedule.builders import at, fact, keyed, life_of, mic, session

FIRST = session("9:00", "9:50", "a")
SECOND = session("10:00", "10:50", "b")
CHAINED = session("9:50", "10:40", "b")


def test_without_a_fact_a_session_is_as_booked() -> None:
    assert life_of([]).how is How.BOOKED


def test_a_closing_near_the_booked_end_ends_it() -> None:
    life = life_of(mic("9:00", "9:56"))
    assert (life.how, life.span.end, life.early) == (How.SENSES, at("9:56"), False)


def test_a_closing_ten_minutes_before_the_end_is_not_early() -> None:
    assert not life_of(mic("9:00", "9:40")).early


def test_a_closing_more_than_ten_minutes_before_the_end_is_early() -> None:
    assert life_of(mic("9:00", "9:39")).early


def test_a_reopening_takes_the_end_back() -> None:
    life = life_of([*mic("9:00", "9:48"), fact("9:50", "mic_open")])
    assert life.how is How.BOOKED


def test_the_closing_after_a_reopening_is_the_end() -> None:
    assert life_of([*mic("9:00", "9:48"), *mic("9:50", "9:58")]).span.end == at("9:58")


def test_a_camera_still_open_keeps_it_live() -> None:
    facts = [fact("9:00", "camera_open"), *mic("9:00", "9:50")]
    assert life_of(facts).how is How.BOOKED


def test_less_than_five_minutes_of_microphone_prove_no_session() -> None:
    assert life_of(mic("9:10", "9:14")).how is How.BOOKED


def test_a_blip_does_not_bring_back_what_never_began() -> None:
    facts = [*mic("9:10", "9:12"), fact("9:50", "not_started", "a")]
    assert life_of(facts).how is How.NOT_STARTED


def test_an_opening_brings_back_what_was_taken_for_not_begun() -> None:
    facts = [fact("9:20", "not_started", "a"), fact("9:25", "mic_open")]
    assert life_of(facts).how is How.BOOKED


def test_an_overrun_holds_her_without_an_end() -> None:
    facts = [fact("9:00", "mic_open"), fact("9:50", "overrun", "a")]
    assert life_of(facts).how is How.LIVE


def test_her_ended_wins_over_an_open_microphone() -> None:
    facts = [fact("9:00", "mic_open"), fact("9:45", "ended", "a")]
    life = life_of(facts)
    assert (life.how, life.span.end) == (How.CLICK, at("9:45"))


def test_an_ended_that_comes_within_the_break_moves_no_end() -> None:
    facts = [*mic("9:00", "9:50"), fact("9:51", "break_began", "a"), fact("9:53", "ended", "a")]
    assert life_of(facts).span.end == at("9:50")


def test_a_second_ended_within_the_break_moves_no_end() -> None:
    facts = [fact("9:50", "ended", "a"), fact("9:50", "break_began", "a"),
             fact("9:53", "ended", "a")]  # fmt: skip
    assert life_of(facts).span.end == at("9:50")


def test_her_started_brings_a_cancelled_session_back() -> None:
    facts = [fact("8:00", "cancelled", "a"), fact("9:02", "started", "a")]
    assert life_of(facts).contact


def test_her_started_moves_the_start() -> None:
    assert life_of([fact("9:07", "started", "a")]).span.start == at("9:07")


def test_nobody_came_is_no_contact() -> None:
    assert not life_of([fact("9:12", "no_show", "a")]).contact


def test_one_opening_through_two_sessions_ends_the_first_as_booked() -> None:
    life = life_of(mic("9:00", "10:45"), FIRST, CHAINED)
    assert (life.how, life.span.end) == (How.SENSES, at("9:50"))


def test_one_opening_through_two_sessions_is_contact_in_the_second() -> None:
    life = life_of(mic("9:00", "10:45"), FIRST, CHAINED, key="b")
    assert (life.span.start, life.span.end) == (at("9:50"), at("10:45"))


def test_an_overrun_shortly_into_the_next_is_the_first_one_s() -> None:
    life = life_of(mic("9:00", "9:54"), FIRST, CHAINED)
    assert life.span.end == at("9:54")


def test_while_it_is_open_it_is_the_first_one_s_overrun() -> None:
    facts = [fact("9:00", "mic_open"), fact("9:50", "overrun", "a")]
    assert life_of(facts, FIRST, SECOND).how is How.LIVE


def test_a_crisis_over_the_next_start_leaves_the_next_not_begun() -> None:
    facts = [fact("9:30", "clinical_need"), *mic("9:00", "10:20")]
    assert life_of(facts, FIRST, SECOND, key="b").how is How.BOOKED


def test_a_crisis_over_the_next_start_ends_with_its_own_closing() -> None:
    facts = [fact("9:30", "clinical_need"), *mic("9:00", "10:20")]
    assert life_of(facts, FIRST, SECOND).span.end == at("10:20")


def test_of_two_bookings_at_one_time_both_have_the_contact() -> None:
    double = session("9:00", "9:50", "b")
    ends = [life_of(mic("9:00", "9:52"), FIRST, double, key=key).span.end for key in "ab"]
    assert ends == [at("9:52"), at("9:52")]


def test_a_short_session_inside_a_long_one_does_not_end_the_long_one() -> None:
    long, short = session("9:00", "11:00", "a"), session("9:10", "9:30", "b")
    assert life_of(mic("9:00", "9:30"), long, short).early


def test_an_opening_before_the_start_belongs_to_the_session_to_come() -> None:
    assert life_of(mic("8:52", "9:50")).span.start == at("8:52")


def test_the_calendar_s_lunch_has_no_life() -> None:
    assert life_of([], FIRST, session("12:00", "13:00", "l", Kind.OWN_TIME)).session is FIRST


def test_ended_without_a_key_is_of_the_session_under_way() -> None:
    assert keyed("ended", "10:55", FIRST, SECOND) == "b"


def test_ended_without_a_key_passes_over_what_has_ended() -> None:
    before = [fact("10:51", "ended", "b")]
    assert keyed("ended", "10:52", FIRST, SECOND, before=before) == "a"


def test_nobody_came_without_a_key_is_of_the_session_whose_time_it_is() -> None:
    assert keyed("no_show", "10:12", FIRST, SECOND) == "b"


def test_cancelled_without_a_key_is_of_the_session_to_come() -> None:
    assert keyed("cancelled", "9:55", FIRST, SECOND) == "b"


def test_heavy_without_a_key_is_of_the_session_that_began_last() -> None:
    assert keyed("heavy", "9:55", FIRST, SECOND) == "a"


def test_a_microphone_has_no_key() -> None:
    assert keyed("mic_open", "9:00", FIRST) == ""


def test_a_need_ends_with_the_closing() -> None:
    (need,) = needs_of([fact("9:00", "mic_open"), fact("9:30", "clinical_need"),
                        fact("9:55", "mic_closed")])  # fmt: skip
    assert need.end == at("9:55")


def test_a_need_without_evidence_lasts_an_hour() -> None:
    (need,) = needs_of([fact("9:30", "clinical_need")])
    assert need.end == at("10:30")


def test_a_need_is_never_cut_while_the_microphone_is_open() -> None:
    (need,) = needs_of([fact("9:00", "mic_open"), fact("9:30", "clinical_need")])
    assert need.end is None


def test_company_lingers_twenty_minutes_after_the_microphone() -> None:
    (company,) = company_of([fact("9:00", "mic_open"), fact("9:30", "with_someone"),
                             fact("9:55", "mic_closed")])  # fmt: skip
    assert company.end == at("10:15")


def test_company_ends_when_she_says_so() -> None:
    (company,) = company_of([fact("9:30", "with_someone"), fact("9:40", "with_someone_over")])
    assert company.end == at("9:40")


def test_a_pause_lasts_as_long_as_she_chose() -> None:
    (pause,) = pauses_of([fact("9:00", "pause", value=1800)])
    assert pause.end == at("9:30")


def test_a_pause_without_a_length_lasts_until_she_resumes() -> None:
    (pause,) = pauses_of([fact("9:00", "pause"), fact("11:00", "resume")])
    assert pause.end == at("11:00")


ONE, OTHER = session("11:00", "12:00", "a"), session("11:00", "11:50", "b")


def test_one_word_ends_both_of_a_double_booking() -> None:
    word = fact("11:53", "ended", "a")
    assert life_of([word], ONE, OTHER, key="b").how is How.CLICK


def test_both_of_a_double_booking_end_at_her_word() -> None:
    word = fact("11:53", "ended", "a")
    assert life_of([word], ONE, OTHER, key="b").span.end == at("11:53")


def test_a_booking_that_has_long_to_go_is_not_ended_by_a_word_about_the_other() -> None:
    long = session("11:00", "13:00", "b")
    assert life_of([fact("11:53", "ended", "a")], ONE, long, key="b").how is How.BOOKED


def test_a_booking_beside_is_not_ended_before_it_began() -> None:
    later = session("11:55", "12:05", "b")
    assert life_of([fact("11:53", "ended", "a")], ONE, later, key="b").how is How.BOOKED


def test_what_she_says_of_the_other_herself_holds() -> None:
    said = [fact("11:50", "no_show", "b"), fact("11:53", "ended", "a")]
    assert life_of(said, ONE, OTHER, key="b").how is How.NO_SHOW


def test_the_other_begun_anew_is_not_over() -> None:
    said = [fact("11:50", "ended", "a"), fact("11:51", "started", "b")]
    assert life_of(said, ONE, OTHER, key="b").how is How.BOOKED


def test_a_second_word_about_a_double_booking_speaks_of_nothing() -> None:
    before = [fact("11:53", "ended", "a")]
    assert keyed("ended", "11:53:02", ONE, OTHER, before=before) == ""
