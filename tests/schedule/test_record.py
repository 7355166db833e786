"""The record: facts in order of time, what is new of the calendar, and the turn of the day."""

from __future__ import annotations

from dataclasses import dataclass, field

from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.record import Record, facts_of, lasting
from tests.schedule.builders import DAY, PLAIN, ZONE, at, fact, mic, session

FIRST = session("9:00", "9:50", "a")
SECOND = session("10:00", "10:50", "b")


@dataclass(slots=True)
class Kept:
    """A record and what it has remembered."""

    facts: list[Fact] = field(default_factory=list)
    record: Record = field(init=False)

    def __post_init__(self) -> None:
        self.record = Record(ZONE, PLAIN, WeeklyHours(), self.facts.append)
        self.record.heard([FIRST, SECOND], at("8:00"))
        self.record.situation(at("8:00"))


def test_a_fact_told_late_takes_its_place_in_time() -> None:
    kept = Kept()
    for each in (fact("9:00", "mic_open"), fact("9:55", "lock"), fact("9:50", "overrun", "a")):
        kept.record.note(each)
    assert [f.kind.value for f in kept.record.facts] == ["mic_open", "overrun", "lock"]


def test_a_fact_is_remembered_with_its_key() -> None:
    kept = Kept()
    kept.record.note(fact("9:48", "ended"))
    assert kept.facts == [fact("9:48", "ended", "a")]


def test_what_was_shown_plans_nothing_anew() -> None:
    kept = Kept()
    plan = kept.record.situation(at("9:00")).plan
    kept.record.note(fact("9:00", "shown", value="opening"))
    assert kept.record.situation(at("9:00")).plan is plan


def test_what_was_shown_is_known_at_once() -> None:
    kept = Kept()
    kept.record.situation(at("9:00"))
    kept.record.note(fact("9:00", "shown", value="opening"))
    assert kept.record.situation(at("9:00")).shown("opening")


def test_an_end_plans_anew() -> None:
    kept = Kept()
    plan = kept.record.situation(at("9:45")).plan
    kept.record.note(fact("9:45", "ended"))
    assert kept.record.situation(at("9:45")).plan != plan


def test_what_is_gone_and_not_begun_was_called_off_once() -> None:
    kept = Kept()
    kept.record.heard([FIRST], at("8:10"))
    kept.record.heard([FIRST], at("8:20"))
    assert [f.kind for f in kept.facts] == [FactKind.CANCELLED]


def test_what_is_over_and_gone_leaves_no_fact() -> None:
    kept = Kept()
    kept.record.heard([SECOND], at("9:55"))
    assert kept.facts == []


def test_facts_of_the_day_before_are_let_go_when_nothing_holds_it() -> None:
    kept = Kept()
    kept.record.restore([fact("9:00", "ended", "a")], at("33:00"))
    assert kept.record.turn(at("33:00"))
    assert [f.kind for f in kept.record.facts] == [FactKind.DAY]


def test_the_first_call_names_the_day() -> None:
    assert Kept().record.day == DAY


def test_a_microphone_that_closed_does_not_last() -> None:
    assert lasting(mic("9:00", "9:50"), at("24:00")) == []


def test_a_microphone_still_open_lasts() -> None:
    facts = [*mic("9:00", "9:50"), fact("23:00", "mic_open")]
    assert lasting(facts, at("24:00")) == [fact("23:00", "mic_open")]


def test_a_pause_that_is_over_does_not_last() -> None:
    assert lasting([fact("12:00", "pause", value=600)], at("24:00")) == []


LATE = session("23:30", "24:20", "n")


def test_what_happens_in_a_late_session_is_of_its_day() -> None:
    facts = [fact("23:30", "mic_open"), fact("24:22", "mic_closed")]
    assert facts_of(DAY, ZONE, [LATE], facts) == facts


def test_after_midnight_without_a_late_session_a_fact_is_of_the_next_day() -> None:
    assert facts_of(DAY, ZONE, [FIRST], [fact("24:22", "mic_closed")]) == []


def test_what_happens_after_the_day_turned_is_of_the_next_one() -> None:
    turned = [fact("24:22", "day", value="2026-12-02"), fact("24:30", "pause")]
    assert facts_of(DAY, ZONE, [LATE], turned) == []


def test_the_next_day_begins_where_the_late_one_let_go() -> None:
    told = [fact("24:10", "mic_closed"), fact("24:22", "day", value="2026-12-02")]
    tomorrow = at("36:00").astimezone(ZONE).date()
    assert facts_of(tomorrow, ZONE, [LATE], told) == told[1:]


def test_a_stuck_line_lasts_with_its_fact() -> None:
    facts = [fact("9:00", "mic_open"), fact("12:50", "stuck")]
    assert lasting(facts, at("24:00")) == facts


def test_a_line_that_was_stuck_and_closed_does_not_last() -> None:
    facts = [fact("9:00", "mic_open"), fact("12:50", "stuck"), fact("13:00", "mic_closed")]
    assert lasting(facts, at("24:00")) == []
