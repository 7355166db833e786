"""A fall leaves a report of kinds, places and times, and no word of hers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from boundary.app.belonging import version_sentence
from boundary.app.crash import BEFORE, FALLEN, Falls, report
from boundary.app.updates import Versions, versions

FALL = """
import faulthandler, sys
from pathlib import Path
from boundary.app.crash import Falls
falls = Falls(Path(sys.argv[1]))
faulthandler._sigabrt()
"""


def fallen(folder: Path) -> None:
    """Let a process fall while it watches for that."""
    folder.mkdir()
    ended = subprocess.run(
        (sys.executable, "-c", FALL, str(folder)), stderr=subprocess.DEVNULL, check=False
    )
    assert ended.returncode != 0


def fell(folder: Path) -> bool:
    """Tell what the next run says, which ends in order."""
    falls = Falls(folder)
    falls.close()
    return falls.fell


def test_a_run_that_ended_in_order_did_not_fall(tmp_path: Path) -> None:
    Falls(tmp_path).close()
    assert not fell(tmp_path)
    assert not (tmp_path / BEFORE).exists()


def test_a_run_that_was_killed_did_not_fall(tmp_path: Path) -> None:
    (tmp_path / FALLEN).write_text("")
    assert not fell(tmp_path)


def test_a_fall_is_noticed_at_the_next_start(tmp_path: Path) -> None:
    fallen(tmp_path / "log")
    assert fell(tmp_path / "log")


def test_a_fall_is_told_once(tmp_path: Path) -> None:
    fallen(tmp_path / "log")
    assert fell(tmp_path / "log")
    assert not fell(tmp_path / "log")


def test_the_report_says_where_it_fell(tmp_path: Path) -> None:
    fallen(tmp_path / "log")
    assert fell(tmp_path / "log")
    assert "Aborted" in report(tmp_path / "log")


def test_what_a_fall_leaves_is_for_her_alone(tmp_path: Path) -> None:
    falls = Falls(tmp_path)
    assert (tmp_path / FALLEN).stat().st_mode & 0o077 == 0
    falls.close()


def test_the_report_has_the_end_of_the_log(tmp_path: Path) -> None:
    lines = "".join(f"2026-12-01 09:00:{n:02},000 I boundary.app tick {n}\n" for n in range(100))
    (tmp_path / "boundary.log").write_text(lines)
    said = report(tmp_path)
    assert "tick 99" in said
    assert "tick 30" not in said


@pytest.mark.parametrize(
    "secret", ["https://host.example/private-abc/basic.ics", "ada@example.org", "'Ada Lovelace'"]
)
def test_what_slipped_into_the_log_is_not_in_the_report(tmp_path: Path, secret: str) -> None:
    (tmp_path / "boundary.log").write_text(f"2026-12-01 09:00:00 W boundary.x said {secret} now\n")
    said = report(tmp_path)
    assert "boundary.x said" in said
    assert secret not in said


def test_her_home_is_not_named_in_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ada"))
    (tmp_path / "boundary.log").write_text("no file /home/ada/practice\n")
    assert "ada" not in report(tmp_path)


def test_without_a_folder_the_report_names_the_program() -> None:
    assert report(None).startswith("Boundary ")


def test_a_folder_that_can_t_be_written_watches_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    falls = Falls(tmp_path / "file" / "log")
    assert not falls.fell
    falls.close()


def frozen(monkeypatch: pytest.MonkeyPatch, said: bytes | None) -> Versions:
    """Return what a frozen program learns where apt says *said*."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    return versions(lambda *_command: said, "1.0")


POLICY = b"boundary:\n  Installed: 1.0\n  Candidate: 1.1\n  Version table:\n *** 1.0 100\n"


def test_a_version_that_waits_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    found = frozen(monkeypatch, POLICY)
    assert version_sentence(found) == "This is Boundary 1.0. 1.1 waits in your package manager."


def test_a_version_that_was_installed_meanwhile_asks_for_a_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = frozen(monkeypatch, POLICY.replace(b"1.0", b"1.1"))
    assert "1.1 is installed: quit and start again" in version_sentence(found)


@pytest.mark.parametrize("said", [None, b"", b"boundary:\n  Installed: (none)\n  Candidate: \n"])
def test_where_no_package_manager_knows_it_there_is_nothing_to_say(
    monkeypatch: pytest.MonkeyPatch, said: bytes | None
) -> None:
    assert version_sentence(frozen(monkeypatch, said)) == "This is Boundary 1.0."
