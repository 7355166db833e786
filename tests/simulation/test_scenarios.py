"""Whole days as data: a calendar, a script of life, settings, and the breaks minute by minute."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from boundary.cli import cli
from boundary.rituals.library import step
from boundary.rituals.ritual import Position

SCENARIOS = Path(__file__).parent.parent / "scenarios"
NAMES = sorted(folder.name for folder in SCENARIOS.iterdir())
QUIET = [name for name in NAMES if not re.fullmatch(r"d\d", name)]
"""The days whose data also argues when nothing may be seen."""


def acts_of(name: str, first: str, last: str) -> list[dict[str, Any]]:
    """Return what `boundary simulate` prints for the scenario, from *first* to *last*."""
    folder = SCENARIOS / name
    result = CliRunner().invoke(
        cli,
        ["simulate", "--calendar", str(folder / "calendar.ics"), "--from", first, "--to", last,
         "--script", str(folder / "script.jsonl"), "--settings", str(folder / "settings.json"),
         "--json"],
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def expected(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((SCENARIOS / name / "expected.json").read_text())
    return document


def zone_of(name: str) -> ZoneInfo:
    return ZoneInfo(json.loads((SCENARIOS / name / "settings.json").read_text())["zone"])


def wall(name: str, act: dict[str, Any]) -> str:
    """Return the local wall time of *act*."""
    return f"{datetime.fromisoformat(act['at']).astimezone(zone_of(name)):%H:%M:%S}"


def shown(name: str, first: str, last: str) -> list[dict[str, Any]]:
    return [act for act in acts_of(name, first, last) if act["visible"]]


@pytest.mark.parametrize("name", NAMES)
def test_each_break_is_as_long_as_the_day_allows_and_at_its_minute(name: str) -> None:
    day = expected(name)
    breaks = [act for act in acts_of(name, *day["days"]) if act["act"] == "break"]
    found = [
        {
            "began": wall(name, began),
            "over": wall(name, over),
            "what": over["what"],
            **{field: over[field] for field in ("floor_s", "offer_s", "taken_s", "debt_s")},
        }
        for began, over in zip(breaks[::2], breaks[1::2], strict=True)
    ]
    told = [{k: v for k, v in each.items() if k != "because"} for each in day["breaks"]]
    assert found == told


@pytest.mark.parametrize("name", QUIET)
def test_nothing_is_seen_where_the_day_argues_for_quiet(name: str) -> None:
    day = expected(name)
    seen = [(wall(name, act), act["act"]) for act in shown(name, day["days"][0], day["days"][0])]
    over = [
        (at, act, quiet["because"])
        for at, act in seen
        for quiet in day["quiet"]
        if quiet["from"] <= at < quiet["until"]
    ]
    assert over == []


def test_d1_shows_nothing_while_the_session_overruns() -> None:
    day = ("2026-12-01", "2026-12-01")
    times = [wall("d1", act) for act in shown("d1", *day)]
    assert not [time for time in times if "10:50" <= time < "10:56:20"]


def test_d1_shows_nothing_between_the_last_morning_session_and_the_afternoon() -> None:
    times = [wall("d1", act) for act in shown("d1", "2026-12-01", "2026-12-01")]
    assert not [time for time in times if "11:00" <= time < "13:50:20"]


def test_d1_offers_the_shutdown_two_minutes_after_supervision() -> None:
    cards = [act for act in shown("d1", "2026-12-01", "2026-12-01") if act["what"] == "shutdown"]
    assert [wall("d1", card) for card in cards] == ["16:52:00"]


def test_d3_has_one_card_after_the_crisis_and_nothing_queued() -> None:
    acts = shown("d3", "2026-12-08", "2026-12-08")
    after = [act for act in acts if "10:30" < wall("d3", act) < "15:00"]
    assert [(wall("d3", act), act["act"]) for act in after] == [("12:00:00", "aftercare")]


def test_d5_shows_no_card_over_the_held_afternoon_but_the_shutdown_she_asked_for() -> None:
    acts = shown("d5", "2026-12-18", "2026-12-18")
    afternoon = [act for act in acts if wall("d5", act) >= "14:00"]
    assert [(wall("d5", act), act["why"]) for act in afternoon] == [("15:10:00", "asked")]


def test_d5_shows_nothing_on_her_days_off() -> None:
    assert shown("d5", "2026-12-19", "2027-01-03") == []


def test_d5_ticks_for_no_stray_appointment_in_her_days_off() -> None:
    acts = acts_of("d5", "2026-12-19", "2027-01-03")
    assert not [act for act in acts if act["act"] == "tick"]


def test_the_late_shift_asks_nothing_of_him_that_needs_legs_or_breath() -> None:
    folder = SCENARIOS / "rui_late_shift"
    result = CliRunner().invoke(
        cli,
        ["plan", "--calendar", str(folder / "calendar.ics"), "--date", "2026-12-09",
         "--settings", str(folder / "settings.json"), "--json"],
    )  # fmt: skip
    blocks = json.loads(result.stdout)["blocks"]
    steps = [step(each["id"]) for block in blocks for each in block["steps"]]
    assert steps
    assert all(Position.SEATED in each.positions for each in steps)
    assert not any("breath_focus" in each.tags for each in steps)
