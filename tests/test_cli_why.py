"""`boundary why`: what the running copy answers, as one document or one sentence."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from boundary.cli import cli

ANSWER = {
    "state": "in_session",
    "why": "mic_open",
    "since": "2026-12-01T15:50:00Z",
    "until": None,
    "sentence": "Nothing now: the microphone has been open since 10:50.",
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the verbs that a copy was asked, which answers each in the same way."""
    verbs: list[str] = []

    def ask(_profile: object, verb: str) -> dict[str, object]:
        verbs.append(verb)
        return dict(ANSWER)

    monkeypatch.setattr("boundary.control.ask", ask)
    return verbs


def test_why_prints_one_document(asked: list[str]) -> None:
    result = CliRunner().invoke(cli, ["why", "--json"])
    assert json.loads(result.stdout) == ANSWER
    assert asked == ["why"]


@pytest.mark.usefixtures("asked")
def test_why_without_json_is_the_sentence() -> None:
    assert CliRunner().invoke(cli, ["why"]).stdout.strip() == ANSWER["sentence"]


def test_why_without_a_running_copy_is_one_line_and_one() -> None:
    result = CliRunner().invoke(cli, ["why", "--json"])
    assert result.exit_code == 1
    assert set(json.loads(result.stderr)) == {"title", "remedy"}
