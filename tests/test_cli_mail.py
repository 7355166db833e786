"""The verbs of hours and replies: their shapes, and one line of trouble for every bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from boundary.cli import cli
from boundary.settings import example

EMPTY_WEEK: dict[str, list[dict[str, str]]] = {
    day: []
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments])


def document(result: Result) -> Any:
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def trouble(result: Result) -> dict[str, str]:
    """Return the one line of trouble that a failed command prints, and nothing beside it."""
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    (line,) = result.stderr.splitlines()
    found: dict[str, str] = json.loads(line)
    assert found["title"]
    assert found["remedy"]
    return found


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """Return a document with the default hours in New York."""
    return written(tmp_path, hours={"zone": "America/New_York"})


def written(folder: Path, **parts: object) -> Path:
    path = folder / "settings.json"
    path.write_text(json.dumps({"version": 1, **parts}))
    return path


def hours(path: Path, *more: object, start: str = "2027-03-12", end: str = "2027-03-16") -> Result:
    span = ("--from", f"{start}T05:00:00Z", "--to", f"{end}T04:00:00Z")
    return run("hours", *span, "--settings", path, "--json", *more)


def preview(path: Path, instant: str, *more: object) -> Result:
    return run("replies", "preview", "--at", instant, "--settings", path, "--json", *more)


def test_hours_are_closed_windows_with_their_zone(settings: Path) -> None:
    assert document(hours(settings))["zone"] == "America/New_York"


def test_a_closed_window_has_its_four_fields(settings: Path) -> None:
    assert document(hours(settings))["closed"][1] == {
        "start": "2027-03-12T22:00:00Z",
        "end": "2027-03-15T13:00:00Z",
        "why": "hours",
        "next_open": "2027-03-15T13:00:00Z",
    }


def test_hours_without_a_document_are_the_defaults() -> None:
    found = document(
        run("hours", "--from", "2027-01-01T00:00Z", "--to", "2027-01-08T00:00Z", "--json")
    )

    assert len(found["closed"]) == 6


def test_hours_for_people_are_lines(settings: Path) -> None:
    result = run("hours", "--from", "2027-03-12T22:00Z", "--to", "2027-03-15T13:00Z",
                 "--settings", settings)  # fmt: skip

    assert result.stdout == "Fri 2027-03-12 17:00 to Mon 2027-03-15 09:00  hours\n"


def test_public_holidays_of_her_region_are_closed(tmp_path: Path) -> None:
    path = written(tmp_path, hours={"zone": "America/New_York", "holidays": {"country": "US"}})
    found = document(hours(path, start="2026-11-25", end="2026-11-28"))

    assert "Thanksgiving Day" in {each["why"] for each in found["closed"]}


def test_a_channel_may_have_hours_of_its_own(tmp_path: Path) -> None:
    noon = {**EMPTY_WEEK, "friday": [{"from": "12:00", "to": "13:00"}]}
    phone = {"zone": "America/New_York", "week": noon}
    path = written(tmp_path, hours={"zone": "America/New_York"}, channels={"phone": phone})

    assert document(hours(path, "--channel", "phone"))["closed"][0]["end"] == "2027-03-12T17:00:00Z"
    assert document(hours(path, "--channel", "text")) == document(hours(path))


def test_a_span_that_ends_before_it_starts_is_usage(settings: Path) -> None:
    assert hours(settings, start="2027-03-16", end="2027-03-12").exit_code == 2


def test_hours_that_never_open_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, hours={"week": EMPTY_WEEK})

    assert trouble(hours(path))["title"] == "Your hours never open again."
    assert trouble(preview(path, "2027-03-13T12:00Z"))["title"] == "Your hours never open again."


def test_a_zone_that_no_longer_exists_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, hours={"zone": "Atlantis/Centre"})

    assert "hours.zone: an IANA zone" in trouble(hours(path))["remedy"]


def test_a_region_without_known_holidays_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, hours={"holidays": {"country": "XX"}})

    assert "region are not known" in trouble(hours(path))["title"]


def test_ten_thousand_exceptions_are_refused_in_one_line(tmp_path: Path) -> None:
    path = written(tmp_path, hours={"exceptions": [{"day": "2027-01-01"}] * 10_000})

    assert "hours.exceptions: at most 1000" in trouble(hours(path))["remedy"]


def test_a_stray_brace_is_refused(tmp_path: Path) -> None:
    texts = [{"form": "weekend", "text": "Back on {opening."}]
    path = written(tmp_path, hours={"zone": "America/New_York"}, words={"texts": texts})

    assert "line 1: a stray brace" in trouble(preview(path, "2027-03-13T12:00Z"))["remedy"]


def test_a_preview_is_what_a_stranger_receives(settings: Path) -> None:
    found = document(preview(settings, "2027-03-13T12:00Z"))

    assert found.keys() == {"subject", "body", "during"}
    assert "Monday 15 March at 9:00 am (EDT)" in found["body"]
    assert found["during"] == {"start": "2027-03-12T22:00:00Z", "end": "2027-03-15T13:00:00Z"}


def test_while_it_is_open_a_stranger_receives_nothing(settings: Path) -> None:
    assert document(preview(settings, "2027-03-12T16:00Z")) is None


def test_a_host_with_a_single_reply_shows_the_list_of_openings(settings: Path) -> None:
    found = document(preview(settings, "2027-03-13T12:00Z", "--single"))

    assert "Monday 15 March, 9:00 am to 5:00 pm" in found["body"]


def test_the_preview_of_the_example_works(tmp_path: Path) -> None:
    path = tmp_path / "example.json"
    path.write_text(json.dumps(example()))

    assert "subject" in document(preview(path, "2027-03-13T12:00Z"))


def test_a_verb_that_nobody_wrote_is_usage() -> None:
    assert run("replies", "nothing").exit_code == 2


def test_the_verbs_of_replies_can_be_listed() -> None:
    assert "preview" in run("replies", "--help").stdout


def test_the_check_of_the_default_words_finds_nothing(settings: Path) -> None:
    checked = run("replies", "lint", "--on", "2026-12-01", "--settings", settings, "--json")

    assert document(checked) == {"may_be_set": True, "findings": []}


def test_numbers_that_are_too_old_are_named_by_the_check(settings: Path) -> None:
    checked = run("replies", "lint", "--on", "2027-12-01", "--settings", settings, "--json")
    found = document(checked)

    assert not found["may_be_set"]
    assert [each["code"] for each in found["findings"]] == ["checked"]


def test_the_check_for_people_is_a_line_a_finding(settings: Path) -> None:
    checked = run("replies", "lint", "--on", "2027-12-01", "--settings", settings)

    assert checked.stdout.startswith("error    numbers  The numbers for US")


def test_every_place_has_its_text(settings: Path) -> None:
    found = document(run("replies", "places", "--settings", settings, "--json"))["places"]

    assert [each["place"] for each in found] == ["mail", "portal", "text", "voicemail", "profile"]
    assert all("911" in each["text"] and not each["done"] for each in found)


def test_a_place_that_is_ticked_is_shown_so(tmp_path: Path) -> None:
    path = written(tmp_path, words={"places": ["mail"]})

    assert "[x] mail\n" in run("replies", "places", "--settings", path).stdout
