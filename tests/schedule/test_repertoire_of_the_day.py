"""The day is planned with her rituals, wherever a ritual is chosen, fitted or told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from boundary.app.wording import step_views, steps_for
from boundary.rituals.own import OwnRitual, OwnStep
from boundary.rituals.repertoire import Repertoire
from boundary.rituals.ritual import Position
from boundary.rituals.variants import Variant
from boundary.schedule.blocks import DayPlan
from boundary.schedule.plan import plan_day
from boundary.schedule.policy import Policy
from boundary.schedule.sessions import Kind
from tests.schedule.builders import DAY, MINUTE, ZONE, Played, at, break_of, fact, session

KETTLE = OwnStep("reset_breath.1", "Fill the kettle.", 45)
HERS = Repertoire(
    (OwnRitual("reset_breath", "Kettle", ("close_call", KETTLE.id), own_steps=(KETTLE,)),)
)
SEATED = Repertoire(variants=frozenset({Variant.SEATED}))
EYES = Repertoire(preferred=frozenset({"reset_eyes"}))
HOURS = tuple(
    session(f"{hour}:00", f"{hour}:{end}", f"s{hour}", kind)
    for hour, end, kind in (
        (9, 50, Kind.SESSION), (10, 45, Kind.COUPLES), (11, 40, Kind.GROUP), (12, 30, Kind.INTAKE),
        (13, 50, Kind.SESSION),
    )
)  # fmt: skip


def planned(repertoire: Repertoire) -> DayPlan:
    return plan_day(DAY, HOURS, (), Policy(), zone=ZONE, repertoire=repertoire)


def ids(plan: DayPlan, key: str = "s9") -> list[str]:
    return [step.id for step in break_of(plan, key).steps]


def test_a_ritual_of_her_own_comes_in_its_gap() -> None:
    assert ids(planned(HERS)) == ["close_call", KETTLE.id]


def test_a_preferred_ritual_comes_in_its_size_of_gap() -> None:
    assert break_of(planned(EYES), "s9").ritual == "reset_eyes"


def test_who_sits_is_never_asked_to_stand() -> None:
    steps = [SEATED.step(step.id) for block in planned(SEATED).blocks for step in block.steps]
    assert steps
    assert all(Position.SEATED in step.positions for step in steps)


def test_without_a_repertoire_the_rituals_come_as_they_came() -> None:
    assert planned(Repertoire()) == plan_day(DAY, HOURS, (), Policy(), zone=ZONE)


def test_the_day_under_way_takes_a_change_of_repertoire() -> None:
    day = Played(HOURS)
    day.today.change(at("8:00"), repertoire=HERS)
    assert ids(day.today.plan(at("8:00"))) == ["close_call", KETTLE.id]


def test_a_change_of_settings_keeps_the_repertoire() -> None:
    day = Played(HOURS)
    day.today.change(at("8:00"), repertoire=HERS)
    day.today.change(at("8:01"), policy=replace(day.policy, prep=3 * MINUTE))
    assert day.today.repertoire == HERS


def test_a_late_window_keeps_her_steps() -> None:
    block = break_of(planned(HERS), "s9")
    assert [s.id for s in steps_for(block, 2 * MINUTE, HERS)] == ["close_call", KETTLE.id]


def test_what_fits_into_almost_nothing_is_of_her_repertoire_too() -> None:
    block = break_of(planned(SEATED), "s10")
    for step in steps_for(block, timedelta(seconds=20), SEATED):
        assert Position.SEATED in SEATED.step(step.id).positions


def test_the_window_says_her_words() -> None:
    block = break_of(planned(HERS), "s9")
    views = step_views(block.steps, ZONE, twelve=False, repertoire=HERS)
    assert views[1].text == KETTLE.text


def test_who_sits_is_not_sent_around_the_block() -> None:
    later = (session("9:00", "9:50", "s9"), session("10:10", "11:00", "s10"))
    plan = plan_day(
        DAY, later, [fact("9:50", "heavy", "s9")], Policy(), zone=ZONE, repertoire=SEATED
    )
    assert break_of(plan, "s9").ritual == "heavy_5"
