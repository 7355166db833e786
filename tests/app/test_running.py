"""A running copy from outside: starts, verbs, signals, kills, and machines that lack a part."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from boundary.clock import SystemClock
from boundary.profile import settings_path
from boundary.settings import CalendarSource, Settings, save
from tests.app.calendars import calendar
from tests.app.running import ROOT, running

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and sockets of Unix")


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Return a profile that does not exist yet."""
    return tmp_path / "profile"


def under_way(profile: Path) -> None:
    """Give *profile* a session that is under way now."""
    now = SystemClock().now().replace(microsecond=0)
    profile.mkdir(mode=0o700)
    spans = (now - timedelta(minutes=20), now + timedelta(minutes=30))
    file = calendar(profile / "practice.ics", spans)
    save(settings_path(profile), Settings(zone="UTC", calendars=(CalendarSource(str(file)),)))


def boundary(profile: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `boundary WORDS` to its end."""
    return subprocess.run(
        (sys.executable, "-m", "boundary", *words),
        env={**os.environ, "BOUNDARY_PROFILE": str(profile)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_starts_and_quits_without_a_word(profile: Path) -> None:
    with running(profile) as copy:
        assert copy.end() == 0
        assert copy.said == ""


def test_a_second_start_ends_with_0_and_leaves_the_first(profile: Path) -> None:
    with running(profile) as copy:
        assert boundary(profile, "run").returncode == 0
        assert copy.listens()


@pytest.mark.parametrize("word", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_0(profile: Path, word: signal.Signals) -> None:
    with running(profile) as copy:
        copy.process.send_signal(word)
        assert copy.process.wait(5) == 0
        assert copy.said == ""


def test_after_a_kill_it_starts_again(profile: Path) -> None:
    with running(profile) as copy:
        copy.process.kill()
        copy.process.wait(5)
    with running(profile) as again:
        assert again.end() == 0


def test_the_command_line_pauses_and_resumes_it(profile: Path) -> None:
    with running(profile) as copy:
        assert boundary(profile, "pause", "30m").returncode == 0
        assert copy.ask("status")["state"] == "paused"
        assert boundary(profile, "resume").returncode == 0
        assert copy.ask("status")["state"] != "paused"


def test_a_clinical_need_from_the_command_line_silences_it(profile: Path) -> None:
    with running(profile) as copy:
        assert boundary(profile, "clinical-need").returncode == 0
        assert copy.ask("status")["why"] == "clinical_need"


def test_ended_from_the_command_line_ends_the_session(profile: Path) -> None:
    under_way(profile)
    with running(profile) as copy:
        copy.wait_until(lambda: copy.ask("status")["state"] in ("in_session", "wrap_up"))
        boundary(profile, "ended")
        copy.wait_until(lambda: copy.ask("status")["state"] not in ("in_session", "wrap_up"))


def test_quit_from_the_command_line_ends_it(profile: Path) -> None:
    with running(profile) as copy:
        assert boundary(profile, "quit").returncode == 0
        assert copy.process.wait(5) == 0


def test_the_demo_leaves_no_file_behind(profile: Path) -> None:
    temporary = profile.parent / "tmp"
    temporary.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary), "HOME": str(temporary)}
    homes = {f"XDG_{n}_HOME": str(temporary / n) for n in ("DATA", "STATE", "CONFIG", "CACHE")}
    with running(
        profile, "--demo", "--speed", "60", environment=environment | homes, listening=False
    ) as copy:
        copy.wait_until(lambda: any(temporary.glob("boundary-*/running.lock")))
        copy.process.terminate()
        assert copy.process.wait(10) == 0
    assert not profile.exists()
    assert [p for p in temporary.rglob("*") if "oundary" in str(p.relative_to(temporary))] == []


def test_a_profile_that_can_t_be_used_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    ended = boundary(file, "run")
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stderr.startswith("The profile folder can't be used")


def test_without_a_display_the_sample_is_played_on_the_terminal(profile: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "DISPLAY")}
    ended = subprocess.run(
        (sys.executable, "-m", "boundary", "run"),
        env={**environment, "BOUNDARY_PROFILE": str(profile)},
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 0
    assert "no display" in ended.stdout.splitlines()[0]
    assert not profile.exists()


BEFORE_THE_TRAY = """
import sys
from boundary.ui.tray import Tray

def shown(tray):
    heavy = ("apscheduler", "keyring", "sqlcipher3", "httpx", "icalendar", "click", "asyncio")
    print([name for name in heavy if name in sys.modules])
    raise SystemExit

Tray.show = shown
sys.argv = ["boundary", "run"]
import runpy
runpy.run_module("boundary", run_name="__main__")
"""


def test_nothing_heavy_is_imported_before_the_tray_is_shown(profile: Path) -> None:
    ended = subprocess.run(
        (sys.executable, "-c", BEFORE_THE_TRAY),
        env={**os.environ, "BOUNDARY_PROFILE": str(profile), "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.stdout == "[]\n", ended.stderr
