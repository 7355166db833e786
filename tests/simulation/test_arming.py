"""The reply of the scenario days: what is armed, when, and that no minute of the night is bare."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from boundary.cli import cli
from tests.simulation.test_scenarios import SCENARIOS, acts_of, zone_of

WEEK = ("2027-03-12", "2027-03-16")
"""The clocks of New York go forward on the Sunday in it."""


def armed(name: str, first: str, last: str) -> list[tuple[str, str, str, str]]:
    """Return each arming in local time: when, which text, from when, until when."""
    zone = zone_of(name)
    found = []
    for act in acts_of(name, first, last):
        if act["act"] == "arm":
            during = act["during"]
            times = (act["at"], during["start"], during["end"])
            at, start, end = (datetime.fromisoformat(each).astimezone(zone) for each in times)
            found.append((f"{at:%d %H:%M}", act["what"], f"{start:%d %H:%M}", f"{end:%d %H:%M}"))
    return found


def stay_on(tmp_path: Any, first: str, last: str) -> list[dict[str, Any]]:
    """Return the armings of D1's calendar with the text that is always true."""
    settings = tmp_path / "settings.json"
    settings.write_text(json.dumps({"version": 1, "zone": "America/New_York"}))
    result = CliRunner().invoke(
        cli,
        ["simulate", "--calendar", str(SCENARIOS / "d1" / "calendar.ics"), "--from", first,
         "--to", last, "--settings", str(settings), "--json"],
    )  # fmt: skip
    acts = [json.loads(line) for line in result.stdout.splitlines()]
    return [act for act in acts if act["act"] == "arm"]


def test_d1_is_armed_in_the_morning_for_the_night_that_comes() -> None:
    assert armed("d1", "2026-12-01", "2026-12-01")[-1] == (
        "01 09:01", "nightly", "01 17:00", "02 09:00",
    )  # fmt: skip


def test_d3_is_armed_all_through_the_crisis() -> None:
    assert armed("d3", "2026-12-08", "2026-12-08") == [
        ("08 00:00", "nightly", "07 17:00", "08 09:00"),
        ("08 09:01", "nightly", "08 17:00", "09 09:00"),
    ]


def test_d5_is_armed_from_friday_until_the_day_she_is_back() -> None:
    assert armed("d5", "2026-12-18", "2026-12-18")[-1] == (
        "18 09:01", "away", "18 17:00", "04 09:00",
    )  # fmt: skip


def test_d5_is_left_alone_while_she_is_away() -> None:
    assert len(armed("d5", "2026-12-18", "2027-01-03")) == 2


def test_d5_is_open_again_at_nine_and_armed_for_the_evening() -> None:
    assert armed("d5", "2026-12-18", "2027-01-04")[-1] == (
        "04 09:01", "nightly", "04 17:00", "05 09:00",
    )  # fmt: skip


def test_nothing_of_an_arming_is_visible() -> None:
    acts = [act for act in acts_of("d1", "2026-12-01", "2026-12-01") if act["act"] == "arm"]
    assert acts
    assert not any(act["visible"] for act in acts)


@pytest.mark.parametrize("name", ["d1", "d3", "d5"])
def test_no_arming_is_without_an_end(name: str) -> None:
    day = json.loads((SCENARIOS / name / "expected.json").read_text())["days"]
    for act in acts_of(name, *day):
        if act["act"] == "arm":
            assert act["during"]["start"] < act["during"]["end"]


def test_a_text_that_is_always_true_stays_on_for_fourteen_days(tmp_path: Any) -> None:
    act = stay_on(tmp_path, "2026-12-01", "2026-12-01")[0]
    start, end = (datetime.fromisoformat(act["during"][edge]) for edge in ("start", "end"))
    assert (act["what"], end - start) == ("always", timedelta(days=14))


def test_a_weekend_over_a_clock_change_is_as_long_as_it_is(tmp_path: Any) -> None:
    settings = tmp_path / "settings.json"
    settings.write_text(
        json.dumps({"version": 1, "zone": "America/New_York", "words": {"arming": "exact"}})
    )
    result = CliRunner().invoke(
        cli,
        ["simulate", "--calendar", str(SCENARIOS / "d1" / "calendar.ics"), "--from", WEEK[0],
         "--to", WEEK[1], "--settings", str(settings), "--json"],
    )  # fmt: skip
    spans = [
        [datetime.fromisoformat(act["during"][edge]) for edge in ("start", "end")]
        for act in map(json.loads, result.stdout.splitlines())
        if act["act"] == "arm"
    ]
    friday = date.fromisoformat(WEEK[0])
    own = ZoneInfo("America/New_York")
    over = next(span for span in spans if span[0].astimezone(own).date() == friday)
    assert over[1] - over[0] == timedelta(hours=63)
