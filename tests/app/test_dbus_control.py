"""The verbs on the message bus do what the control socket does."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from boundary.app.dbus_control import NAME, PATH, DBusControl
from boundary.control import Verb
from boundary.errors import BoundaryError
from tests.app.running import running

pytestmark = pytest.mark.usefixtures("qapp")


def heard(verb: str, arguments: Mapping[str, object]) -> Mapping[str, object]:
    """Answer with what was asked; a shutdown is refused."""
    if verb == "shutdown":
        raise BoundaryError("Not now.", "Later.")
    return {"verb": str(verb), **arguments}


@pytest.fixture
def control() -> DBusControl:
    return DBusControl(heard)


@pytest.mark.parametrize(
    ("method", "verb"),
    [
        ("Raise", Verb.RAISE), ("Ended", Verb.ENDED), ("Resume", Verb.RESUME),
        ("ClinicalNeed", Verb.CLINICAL_NEED), ("OneBreath", Verb.ONE_BREATH),
        ("Status", Verb.STATUS), ("Why", Verb.WHY), ("Quit", Verb.QUIT),
    ],
)  # fmt: skip
def test_each_method_asks_for_its_verb(control: DBusControl, method: str, verb: Verb) -> None:
    assert json.loads(getattr(control, method)()) == {"verb": verb.value}


@pytest.mark.parametrize(("seconds", "asked"), [(1800, 1800), (0, None)])
def test_a_pause_of_no_seconds_lasts(control: DBusControl, seconds: int, asked: object) -> None:
    assert json.loads(control.Pause(seconds)) == {"verb": "pause", "seconds": asked}


@pytest.mark.parametrize("seconds", [-1, 10**9])
def test_a_length_that_is_none_is_refused(control: DBusControl, seconds: int) -> None:
    assert "title" in json.loads(control.Pause(seconds))


@pytest.mark.parametrize("is_so", [True, False])
def test_company_begins_and_ends(control: DBusControl, is_so: bool) -> None:
    assert json.loads(control.WithSomeone(is_so)) == {"verb": "with-someone", "over": not is_so}


def test_what_is_refused_is_told_with_its_remedy(control: DBusControl) -> None:
    assert json.loads(control.Shutdown()) == {"title": "Not now.", "remedy": "Later."}


def called(method: str, *words: str) -> str:
    """Call *method* as a script would, and return what is printed."""
    return subprocess.run(
        (
            "gdbus", "call", "--session", "--dest", NAME, "--object-path", PATH,
            "--method", f"{NAME}.{method}", *words,
        ),
        capture_output=True, text=True, timeout=20, check=True,
    ).stdout  # fmt: skip


@pytest.mark.desktop
def test_a_script_pauses_the_running_copy_over_the_bus(tmp_path: Path) -> None:
    with running(tmp_path / "profile") as copy:
        called("Pause", "1800")
        assert copy.state() == "paused"
        assert '"paused"' in called("Status")
        copy.end()


@pytest.mark.desktop
def test_a_second_profile_runs_without_the_name(tmp_path: Path) -> None:
    with running(tmp_path / "one") as first, running(tmp_path / "two") as second:
        called("Pause", "0")
        assert first.state() == "paused"
        assert second.state() != "paused"
