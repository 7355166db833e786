"""The command line: shapes, exit codes, and one line of trouble for every bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from boundary.cli import cli
from boundary.settings import example

DAY = "2026-12-01"
ZONE = "America/New_York"


def calendar(*events: tuple[str, str, str], name: str = "c") -> str:
    """Return a calendar of *events*: start and end (`HHMM`, New York) and title."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN"]
    for number, (start, end, title) in enumerate(events):
        lines += [
            "BEGIN:VEVENT", f"UID:{name}{number}@test", "DTSTAMP:20260101T000000Z",
            f"DTSTART;TZID={ZONE}:20261201T{start}00", f"DTEND;TZID={ZONE}:20261201T{end}00",
            f"SUMMARY:{title}", "END:VEVENT",
        ]  # fmt: skip
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


TWO = calendar(("0900", "0950", "Appointment"), ("1000", "1050", "Appointment"))


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """Return a calendar of two sessions with ten minutes between."""
    path = tmp_path / "calendar.ics"
    path.write_bytes(TWO.encode())
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments])


def document(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def lines(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def trouble(result: Result) -> dict[str, Any]:
    """Return the one line of trouble that a failed command prints, and nothing beside it."""
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    (line,) = result.stderr.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def plan(path: object, *more: object) -> Result:
    return run("plan", "--calendar", path, "--date", DAY, "--zone", ZONE, "--json", *more)


def agenda(*paths: object) -> Result:
    calendars = [part for path in paths for part in ("--calendar", path)]
    return run("agenda", *calendars, "--from", f"{DAY}T00:00:00Z", "--to", "2026-12-02T00:00:00Z",
               "--zone", ZONE, "--json")  # fmt: skip


def simulate(path: object, *more: object) -> Result:
    return run("simulate", "--calendar", path, "--date", DAY, "--zone", ZONE, "--json", *more)


def test_an_agenda_has_its_shape(feed: Path) -> None:
    assert document(agenda(feed)).keys() == {"from", "to", "zone", "occurrences", "problems"}


def test_an_occurrence_of_the_agenda_has_its_fields_and_no_title(feed: Path) -> None:
    assert document(agenda(feed))["occurrences"][0] == {
        "uid": "c0@test", "recurrence_id": None, "start": "2026-12-01T14:00:00Z",
        "end": "2026-12-01T14:50:00Z", "all_day": False, "cancelled": False,
        "kind": "session", "why": "word:appointment", "calendar": 0,
    }  # fmt: skip


def test_of_two_calendars_the_one_that_fails_is_a_problem(feed: Path) -> None:
    found = document(agenda(feed.with_name("gone.ics"), feed))
    assert [(p["calendar"], p.keys()) for p in found["problems"]] == [
        (0, {"calendar", "title", "remedy"})
    ]
    assert len(found["occurrences"]) == 2


def test_of_two_calendars_that_both_fail_nothing_is_left(feed: Path) -> None:
    assert trouble(agenda(feed.with_name("gone.ics"), feed.with_name("lost.ics")))


def test_a_plan_has_its_shape(feed: Path) -> None:
    found = document(plan(feed))
    assert found.keys() == {"date", "zone", "sessions", "blocks", "crowded", "debt_s"}
    assert found["sessions"][0].keys() == {"key", "start", "end", "kind"}


def test_a_block_of_the_plan_has_its_fields(feed: Path) -> None:
    found = document(plan(feed))
    (block,) = [b for b in found["blocks"] if b["kind"] == "micro_break"]
    steps = block.pop("steps")
    assert block == {
        "kind": "micro_break", "after": found["sessions"][0]["key"],
        "start": "2026-12-01T14:50:00Z", "end": "2026-12-01T14:53:00Z",
        "floor_s": 120, "offer_s": 180, "ritual": "reset_breath",
    }  # fmt: skip
    assert all(step.keys() == {"id", "seconds"} for step in steps)


def test_facts_change_the_plan(feed: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    said = {"at": "2026-12-01T14:56:00Z", "kind": "ended"}
    facts.write_text(json.dumps({"version": 1, "facts": [said]}))
    found = document(plan(feed, "--facts", facts))
    assert next(b["start"] for b in found["blocks"] if b["after"]) == "2026-12-01T14:56:00Z"


def test_settings_change_the_plan(feed: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    settings.write_text(json.dumps({"version": 1, "policy": {"notes": 0}}))
    found = document(plan(feed, "--settings", settings))
    assert [b["kind"] for b in found["blocks"] if b["offer_s"]] == ["transition"]


def test_learned_rules_change_the_plan(feed: Path, tmp_path: Path) -> None:
    rule = {"meaning": "group", "shape": "word:appointment", "length": 38}
    calendars = [{"address": "/any.ics", "rules": [rule]}]
    settings = tmp_path / "settings.json"
    settings.write_text(json.dumps({"version": 1, "calendars": calendars}))
    found = document(plan(feed, "--settings", settings))
    assert [session["kind"] for session in found["sessions"]] == ["group", "group"]


def test_a_simulation_prints_one_act_a_line(feed: Path) -> None:
    acts = lines(simulate(feed))
    assert all({"at", "act", "what", "visible", "why"} <= act.keys() for act in acts)


def test_a_break_of_the_simulation_has_its_lengths(feed: Path) -> None:
    began, over = [act for act in lines(simulate(feed)) if act["act"] == "break"]
    assert (began["floor_s"], began["offer_s"], "taken_s" in began) == (120, 180, False)
    assert (over["taken_s"], over["debt_s"]) == (180, 0)


def test_the_example_of_settings_is_read_back(tmp_path: Path, feed: Path) -> None:
    result = run("settings", "example")
    assert document(result) == example()
    settings = tmp_path / "settings.json"
    settings.write_text(result.stdout)
    assert document(plan(feed, "--settings", settings))


def test_the_stateless_commands_leave_the_profile_alone(
    feed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("not a folder")
    monkeypatch.setenv("BOUNDARY_PROFILE", str(nowhere / "profile"))
    for result in (agenda(feed), plan(feed), simulate(feed)):
        assert result.exit_code == 0
    assert nowhere.read_text() == "not a folder"


BAD = {
    "not a calendar": b"<html>sign in</html>",
    "half a calendar": TWO[: len(TWO) // 3].encode(),
    "nothing at all": b"",
    "other bytes": b"\xff\xfe\x00\x01" * 50,
}


@pytest.mark.parametrize("command", [plan, agenda, simulate])
@pytest.mark.parametrize("data", BAD.values(), ids=BAD.keys())
def test_a_bad_calendar_is_one_line_of_trouble(command: Any, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.ics"
    path.write_bytes(data)
    result = command(path)
    if result.exit_code == 0:
        assert "BEGIN:VEVENT" in data.decode()
    else:
        assert trouble(result).keys() == {"title", "remedy"}


@pytest.mark.parametrize("command", [plan, agenda, simulate])
def test_a_missing_calendar_is_one_line_of_trouble(command: Any, tmp_path: Path) -> None:
    assert trouble(command(tmp_path / "gone.ics")).keys() == {"title", "remedy"}


@pytest.mark.parametrize("command", [plan, agenda, simulate])
def test_a_folder_is_no_calendar_file(command: Any, tmp_path: Path) -> None:
    result = command(tmp_path)
    assert result.exit_code in (0, 1)
    assert "Traceback" not in result.output


def test_trouble_never_names_the_file(tmp_path: Path) -> None:
    assert "gone" not in plan(tmp_path / "gone.ics").stderr


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"version": 99}',
     '{"version": 1, "policy": {"floor": 1}}', '{"version": 1, "x": 1}'],
)  # fmt: skip
@pytest.mark.parametrize("command", [plan, simulate])
def test_bad_settings_are_one_line_of_trouble(
    command: Any, text: str, feed: Path, tmp_path: Path
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    assert trouble(command(feed, "--settings", path)).keys() == {"title", "remedy"}


@pytest.mark.parametrize(
    "text",
    ["{", '{"version": 99, "facts": []}', '{"version": 1, "facts": [{"kind": "ended"}]}',
     '{"version": 1, "facts": [{"at": "2026-12-01T14:00:00Z", "kind": "flew"}]}'],
)  # fmt: skip
def test_bad_facts_are_one_line_of_trouble(text: str, feed: Path, tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text(text)
    assert trouble(plan(feed, "--facts", path)).keys() == {"title", "remedy"}


@pytest.mark.parametrize(
    "line",
    ["{", "7", '{"event": "take"}', '{"at": "9:00x", "event": "take"}',
     '{"at": "09:00", "event": "fly"}', '{"at": "09:00", "event": "zone", "zone": "Mars/Base"}',
     '{"at": "09:00", "event": "clock_jump"}', '{"at": "09:00", "event": "take", "minutes": -1}',
     '{"at": "09:00", "event": "calendar"}', '{"at": "09:00", "event": "take", "colour": 1}',
     '{"at": "0001-01-01T00:00+14:00", "event": "take"}', '{"at": "09:00", "event": ["take"]}',
     '{"at": "09:00", "event": "clock_jump", "seconds": 1e300}'],
)  # fmt: skip
def test_a_bad_line_of_a_script_is_one_line_of_trouble(
    line: str, feed: Path, tmp_path: Path
) -> None:
    path = tmp_path / "script.jsonl"
    path.write_text(f'{{"at": "08:00", "event": "lock"}}\n{line}\n')
    assert "line 2" in trouble(simulate(feed, "--script", path))["title"]


def test_a_script_whose_calendar_is_not_there_is_one_line_of_trouble(
    feed: Path, tmp_path: Path
) -> None:
    path = tmp_path / "script.jsonl"
    path.write_text('{"at": "00:00", "event": "calendar", "calendar": "gone.ics"}\n')
    result = simulate(feed, "--script", path)
    assert result.exit_code == 1
    assert json.loads(result.stderr.splitlines()[-1]).keys() == {"title", "remedy"}


@pytest.mark.parametrize(
    "arguments",
    [["plan"], ["plan", "--calendar", "x", "--date", "soon"], ["fly"],
     ["simulate", "--calendar", "x"], ["plan", "--calendar", "x", "--date", DAY, "--zone", "Mars"],
     ["simulate", "--calendar", "x", "--from", "2026-12-02", "--to", DAY],
     ["agenda", "--calendar", "x", "--from", "2026-12-02T00:00:00", "--to", "x"],
     ["agenda", "--calendar", "x", "--from", "2026-12-02T00:00:00Z", "--to", f"{DAY}T00:00:00Z"],
     ["pause", "soon"], ["pause", "0m"], ["pause", "9999h"]],
)  # fmt: skip
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
