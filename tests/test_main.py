"""The entry: the short way for a plain start, and one line for a mistake of ours."""

from __future__ import annotations

import json
import sys

import pytest

from boundary import __main__ as entry
from boundary.app import start as module
from boundary.errors import BoundaryError


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Return how the app was started, in place of starting it."""
    calls: list[dict[str, object]] = []

    def start(**how: object) -> int:
        calls.append(how)
        return 0

    monkeypatch.setattr(module, "start", start)
    return calls


@pytest.mark.parametrize("words", [[], ["run"], ["run", "--background"], ["run", "--demo"]])
def test_boundary_run_starts_the_app(
    started: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["boundary", *words])
    with pytest.raises(SystemExit, match="0"):
        entry.main()
    background, demo = "--background" in words, "--demo" in words
    assert started == [{"demo": demo, "speed": 1.0, "background": background}]


def test_an_option_without_its_verb_is_usage(
    started: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["boundary", "--background"])
    with pytest.raises(SystemExit, match="2"):
        entry.main()
    assert started == []


def fail(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Have the app fail with *error*."""

    def start(**_how: object) -> int:
        raise error

    monkeypatch.setattr(module, "start", start)
    monkeypatch.setattr(sys, "argv", ["boundary", "run"])


def test_the_worlds_fault_is_one_line_and_exit_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail(monkeypatch, BoundaryError("The disk is full.", "Free some space."))
    with pytest.raises(SystemExit, match="1"):
        entry.main()
    assert capsys.readouterr().err == "The disk is full. Free some space.\n"


def test_a_mistake_of_ours_is_one_line_without_a_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail(monkeypatch, KeyError("Ada Lovelace"))
    with pytest.raises(SystemExit, match="1"):
        entry.main()
    said = capsys.readouterr().err
    assert set(json.loads(said)) == {"title", "remedy"}
    assert "Ada" not in said


def test_the_traceback_is_there_for_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    fail(monkeypatch, KeyError("Ada Lovelace"))
    monkeypatch.setenv("BOUNDARY_TRACEBACK", "1")
    with pytest.raises(KeyError):
        entry.main()
