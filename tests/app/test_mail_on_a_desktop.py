"""The running app and a real mail server: armed at the start, and left alone after that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from boundary.clock import SystemClock
from boundary.keys import Keyring
from boundary.mail.mailbox import Route
from boundary.profile import settings_path
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.policy import Policy, ShutdownForm
from boundary.settings import CalendarSource, Settings, save
from boundary.settings.mail import MailSettings, ReplyAccount
from tests.app.calendars import calendar
from tests.app.running import ROOT, Running, running
from tests.mail.dovecot import ANNA, SECRET, Dovecot, dovecot

pytestmark = pytest.mark.desktop

ENTRY = "mail.practice.test"


@pytest.fixture
def server() -> Iterator[Dovecot]:
    with dovecot() as started:
        yield started


@pytest.fixture
def profile(tmp_path: Path, server: Dovecot) -> Iterator[Path]:
    """Return a profile with hours and an account on *server*, its password in the keyring."""
    folder = tmp_path / "profile"
    folder.mkdir(mode=0o700)
    account = ReplyAccount(
        "practice", Route.SIEVE, ANNA, host="localhost", port=server.sieve_port,
        secret=f"keyring:{ENTRY}",
    )  # fmt: skip
    file = calendar(folder / "practice.ics")
    settings = Settings(
        zone="UTC",
        calendars=(CalendarSource(str(file)),),
        policy=Policy(shutdown=ShutdownForm.NONE),
        hours=WeeklyHours("America/New_York"),
        mail=MailSettings((account,)),
    )
    save(settings_path(folder), settings)
    keyring = Keyring()
    keyring.set(ENTRY, SECRET)
    yield folder
    keyring.delete(ENTRY)


def environment(server: Dovecot) -> dict[str, str]:
    """Return ours, in which *server* is trusted."""
    return {**os.environ, "SSL_CERT_FILE": str(server.folder / "certificate.pem")}


def begun(profile: Path, server: Dovecot) -> AbstractContextManager[Running]:
    return running(profile, "--background", environment=environment(server))


def scripts(server: Dovecot) -> dict[str, tuple[str, int]]:
    """Return every script of Anna's, with when it was written."""
    home = server.home()
    paths = [*home.glob("sieve/*.sieve"), home / ".dovecot.sieve"]
    return {
        path.name: (path.read_text(), path.stat().st_mtime_ns) for path in paths if path.exists()
    }


def replies(verb: str, profile: Path, server: Dovecot) -> dict[str, Any]:
    """Run `boundary replies VERB` for her account and return what it says."""
    done = subprocess.run(
        (sys.executable, "-m", "boundary", "replies", verb, "--account", "practice", "--json"),
        env={**environment(server), "BOUNDARY_PROFILE": str(profile)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def armed(copy: Running, server: Dovecot) -> dict[str, tuple[str, int]]:
    """Wait until the app has armed the server; return what is there."""
    copy.wait_until(lambda: "vacation" in scripts(server).get("boundary-hours.sieve", ("", 0))[0])
    copy.wait_until(lambda: ".dovecot.sieve" in scripts(server))
    return scripts(server)


def test_the_reply_is_armed_on_the_server_from_the_start(profile: Path, server: Dovecot) -> None:
    with begun(profile, server) as copy:
        armed(copy, server)


def test_the_command_line_says_armed(profile: Path, server: Dovecot) -> None:
    with begun(profile, server) as copy:
        armed(copy, server)
        copy.wait_until(lambda: replies("status", profile, server)["state"] == "armed")


def test_a_restart_after_a_kill_writes_nothing(profile: Path, server: Dovecot) -> None:
    with begun(profile, server) as copy:
        before = armed(copy, server)
        copy.wait_until(lambda: replies("status", profile, server)["state"] == "armed")
        copy.process.kill()
    again = SystemClock().now().replace(microsecond=0)
    with begun(profile, server) as copy:
        copy.wait_until(lambda: looked_after(again, replies("status", profile, server)))
        assert scripts(server) == before


def looked_after(instant: datetime, said: dict[str, Any]) -> bool:
    return said["checked"] is not None and said["checked"] >= f"{instant:%Y-%m-%dT%H:%M:%S}"


def test_off_leaves_the_server_as_it_was_found(profile: Path, server: Dovecot) -> None:
    found = scripts(server)
    with begun(profile, server) as copy:
        armed(copy, server)
        copy.wait_until(lambda: replies("status", profile, server)["state"] == "armed")
        replies("off", profile, server)
        assert scripts(server) == found
