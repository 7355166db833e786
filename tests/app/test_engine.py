"""The engine: sleep, stale acts, a restart, and the sample's life."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from boundary.app.engine import Engine
from boundary.clock import Span, day_span
from boundary.journal import MemoryJournal
from boundary.schedule.facts import FactKind
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.policy import Level, Policy
from boundary.schedule.sessions import Kind, Session
from boundary.simulation.sample import sample_around
from boundary.simulation.script import Event
from tests.app.days import MORNING, ZONE, FakeClock, Lived, at, begun, ended_at
from tests.fake_timers import FakeTimers

pytestmark = pytest.mark.usefixtures("qapp")


def kinds(lived: Lived) -> list[FactKind]:
    return [fact.kind for fact in lived.engine.today.facts]


def test_a_sleep_of_the_machine_is_written_down_from_its_begin() -> None:
    lived = begun()
    lived.clock.set(at("8:52"))
    lived.clock.set(at("8:59"), asleep=True)
    lived.engine.tick()
    told = (FactKind.SLEEP, FactKind.WAKE)
    facts = [(f.kind, f.at) for f in lived.engine.today.facts if f.kind in told]
    assert facts == [(FactKind.SLEEP, at("8:52")), (FactKind.WAKE, at("8:59"))]


def test_a_clock_that_is_set_by_some_seconds_is_no_sleep() -> None:
    lived = begun()
    lived.clock.set(at("8:51"), asleep=True)
    lived.engine.tick()
    assert FactKind.WAKE not in kinds(lived)


def test_a_clock_that_is_set_back_is_no_sleep() -> None:
    lived = begun()
    lived.clock.set(at("8:20"), asleep=True)
    lived.engine.tick()
    assert FactKind.WAKE not in kinds(lived)


def test_a_jump_of_two_hours_shows_at_most_one_card() -> None:
    lived = ended_at("9:50")
    before = len([a for a in lived.acts if a.visible])
    lived.clock.set(at("11:50"), asleep=True)
    lived.engine.tick()
    lived.until("12:00")
    assert len([a for a in lived.acts if a.visible]) - before <= 1


def test_what_was_shown_before_a_sleep_does_not_begin_by_itself_after_it() -> None:
    lived = ended_at("9:50", Level.HOLD)
    lived.until("9:50:30")
    lived.clock.set(at("9:55"), asleep=True)
    lived.engine.tick()
    assert lived.show.stage.ritual is None
    assert lived.show.stage.card is None


def sample(clock: FakeClock) -> tuple[Engine, list[str]]:
    """Return the sample practice around the present of *clock*, and what becomes visible."""
    laid = sample_around(clock.now(), ZONE)
    engine = Engine(
        clock, laid.zone, Policy(level=Level.HOLD), WeeklyHours(), MemoryJournal(), laid.life
    )
    seen: list[str] = []
    engine.acted.connect(lambda act: seen.append(act.act) if act.visible else None)
    engine.begin(laid.sessions)
    return engine, seen


def test_the_past_of_the_sample_is_lived_without_a_window() -> None:
    engine, seen = sample(FakeClock(at("12:00")))
    engine.tick()
    assert seen == []


def test_the_sample_day_brings_a_break_within_five_minutes() -> None:
    clock = FakeClock(at("12:00"))
    engine, seen = sample(clock)
    engine.tick()
    for minute in range(1, 6):
        clock.set(at(f"12:{minute:02}"))
        engine.tick()
    assert "panel" in seen


def test_in_the_sample_no_window_comes_while_its_microphone_is_open() -> None:
    clock = FakeClock(at("12:00"))
    engine, _seen = sample(clock)
    loud: list[str] = []
    engine.acted.connect(
        lambda act: (
            loud.append(act.what)
            if act.visible and engine.today.situation(act.at).line_open(act.at)
            else None
        )
    )
    timers = FakeTimers(engine.tick)
    engine.wait_with(timers)
    while timers.waiting and timers.waiting[0].at < at("17:00"):
        clock.set(max(timers.waiting[0].at, clock.now()))
        timers.ring(clock.now())
    assert loud == []


def killed(journal: MemoryJournal, wall: str) -> Lived:
    """Return the day as it begins again at *wall* on what *journal* has."""
    again = begun(wall, sessions=(), journal=journal)
    again.engine.restore(MORNING)
    again.show.settle()
    return again


def in_a_break() -> MemoryJournal:
    """Return the journal of a day that was killed in a break that runs since 9:50:30."""
    journal = MemoryJournal()
    lived = begun(journal=journal)
    lived.tell("9:00", FactKind.MIC_OPEN)
    lived.tell("9:50", FactKind.MIC_CLOSED)
    lived.until("9:50:30")
    lived.show.choose("take")
    lived.until("9:51")
    return journal


def test_after_a_kill_in_a_break_the_tray_is_in_the_break() -> None:
    assert killed(in_a_break(), "9:52").shapes[-1] == "in_break"


def test_after_a_kill_nothing_is_put_to_her_twice() -> None:
    again = killed(in_a_break(), "9:52")
    again.until("9:58")
    assert [a for a in again.acts if a.visible] == []


def test_after_a_kill_no_window_comes_back_by_itself() -> None:
    again = killed(in_a_break(), "9:52")
    assert again.show.stage.ritual is None


def test_after_a_kill_she_goes_on_with_what_is_left() -> None:
    again = killed(in_a_break(), "9:52")
    again.show.choose("go_on")
    assert again.show.stage.ritual is not None


def test_after_a_kill_the_break_still_counts_from_its_begin() -> None:
    again = killed(in_a_break(), "9:52")
    again.show.choose("go_on")
    again.until("9:53")
    again.show.stage.left.emit()
    assert [a.taken for a in again.acts if a.taken is not None] == [timedelta(minutes=3)]


def test_no_fact_is_folded_in_twice() -> None:
    journal = in_a_break()
    again = killed(journal, "9:52")
    again.engine.restore(MORNING)
    assert max(Counter(again.engine.today.facts).values()) == 1


def test_what_she_said_before_the_store_opened_is_kept_once() -> None:
    journal = MemoryJournal()
    early = begun("9:52", sessions=(), journal=journal)
    early.engine.add(FactKind.PAUSE)
    early.engine.restore(MORNING)
    pauses = [f for f in early.engine.today.facts if f.kind is FactKind.PAUSE]
    assert len(pauses) == 1


def test_every_fact_is_in_the_journal() -> None:
    journal = in_a_break()
    again = killed(journal, "9:52")
    span = day_span(at("9:00").date(), ZONE)
    assert set(again.engine.today.facts) == set(journal.facts(span))


def test_life_that_is_still_to_come_is_waited_for() -> None:
    clock = FakeClock(at("9:00"))
    life = [Event(at("9:00"), "mic_open"), Event(at("9:30"), "mic_closed")]
    engine = Engine(clock, ZONE, Policy(), WeeklyHours(), MemoryJournal(), life)
    timers = FakeTimers(engine.tick)
    engine.begin(MORNING)
    engine.wait_with(timers)
    assert at("9:30") in [moment.at for moment in timers.waiting]


LATE = Session("n", Span(at("23:30"), at("0:20", 2)), Kind.SESSION)


def test_after_a_restart_past_midnight_the_late_session_goes_on() -> None:
    journal = MemoryJournal()
    lived = begun("23:00", (LATE,), journal=journal)
    lived.tell("23:30", FactKind.MIC_OPEN)
    lived.clock.set(at("0:05", 2))
    lived.engine.tick()
    again = Engine(FakeClock(at("0:06", 2)), ZONE, Policy(), WeeklyHours(), journal)
    again.restore((LATE,))
    assert again.today.glance(again.now()).why == "in_session"


def ran_alone(untouched: bool | None) -> list[timedelta]:
    """Return what counts of a break that ran by itself, where the idle sense says *untouched*."""
    clock = FakeClock(at("8:50"))
    policy = Policy(level=Level.HOLD)
    engine = Engine(
        clock, ZONE, policy, WeeklyHours(), MemoryJournal(), untouched=lambda _took: untouched
    )
    taken: list[timedelta] = []
    engine.acted.connect(lambda act: taken.append(act.taken) if act.taken is not None else None)
    engine.heard(MORNING)
    for wall, kind in (("9:00", FactKind.MIC_OPEN), ("9:50", FactKind.MIC_CLOSED)):
        clock.set(at(wall))
        engine.add(kind)
    for wall in ("9:50:20", "9:50:45", "9:53"):
        clock.set(at(wall))
        engine.tick()
    return taken


def test_an_untouched_break_counts() -> None:
    assert ran_alone(True) == [timedelta(minutes=3)]


def test_a_break_beside_her_charting_does_not() -> None:
    assert ran_alone(False) == [timedelta(0)]


def test_an_untouched_break_counts_nothing_where_no_sense_tells() -> None:
    assert ran_alone(None) == [timedelta(0)]


def test_her_answer_to_what_is_owed_is_written_down() -> None:
    third = Session("c", Span(at("11:00"), at("11:50")), Kind.SESSION)
    lived = begun(sessions=(*MORNING, third))
    for hour in (9, 10, 11):
        lived.tell(f"{hour}:00", FactKind.MIC_OPEN)
        lived.tell(f"{hour}:50", FactKind.MIC_CLOSED)
        lived.until(f"{hour}:50:22")
        lived.show.choose("skip")
    lived.until("11:52")
    lived.show.choose("owed:buffer")
    assert [f.value for f in lived.engine.today.facts if f.kind is FactKind.OWED] == ["buffer"]
