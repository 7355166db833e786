"""What the command line asks for happens on the same path as the tray's."""

from __future__ import annotations

import pytest

from boundary.app.answers import answer
from boundary.errors import BoundaryError
from tests.app.days import Lived, begun

pytestmark = pytest.mark.usefixtures("qapp")


def day(wall: str) -> Lived:
    """Return a day with two sessions, lived up to *wall*."""
    made = begun("7:50")
    made.until(wall)
    return made


def test_with_someone_is_silent_until_it_is_over() -> None:
    made = day("8:00")
    assert answer(made.show, "with-someone", {"over": False})["why"] == "with_someone"
    assert answer(made.show, "with-someone", {"over": True})["why"] != "with_someone"


def test_one_breath_plays_beside_the_day() -> None:
    made = day("8:00")
    answer(made.show, "one-breath", {})
    assert made.show.beside.plays


def test_one_breath_over_a_session_is_refused() -> None:
    made = day("9:20")
    with pytest.raises(BoundaryError, match="shows nothing now"):
        answer(made.show, "one-breath", {})
    assert made.show.stage.ritual is None


def test_a_shutdown_begins_when_it_is_asked_for() -> None:
    made = day("12:00")
    answer(made.show, "shutdown", {})
    assert made.engine.today.standing is not None
    assert made.engine.today.standing.what == "shutdown"


def test_a_shutdown_that_runs_is_not_begun_again() -> None:
    made = day("12:00")
    answer(made.show, "shutdown", {})
    before = len(made.acts)
    answer(made.show, "shutdown", {})
    assert [act for act in made.acts[before:] if act.act == "shutdown"] == []


def test_a_shutdown_over_a_session_is_refused() -> None:
    made = day("9:20")
    with pytest.raises(BoundaryError, match="shows nothing now"):
        answer(made.show, "shutdown", {})
    assert made.engine.today.standing is None
