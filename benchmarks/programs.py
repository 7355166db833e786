"""The programs that are compared, and how each is started without anything to do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from signal import SIGKILL, SIGTERM
from textwrap import dedent

from benchmarks.ready import TrayWatch, Watch, WindowWatch

BARE = "bare tray"
BOUNDARY = "boundary"


def _leave(profile: Path) -> None:
    """Leave the home of *profile* empty."""


def _quiet_practice(profile: Path) -> None:
    """Give Boundary a calendar whose only session is years ahead: nothing is ever near."""
    calendar = profile / "quiet.ics"
    lines = dedent("""\
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Boundary//benchmarks//EN
        BEGIN:VEVENT
        UID:quiet@benchmarks
        DTSTAMP:20260101T000000Z
        DTSTART:20890103T100000Z
        DTEND:20890103T105000Z
        SUMMARY:Session
        END:VEVENT
        END:VCALENDAR
    """)
    calendar.write_bytes(lines.replace("\n", "\r\n").encode())
    settings = profile / "data" / "boundary" / "settings.json"
    settings.parent.mkdir(mode=0o700)
    settings.write_text(json.dumps({"version": 1, "calendars": [{"address": str(calendar)}]}))
    settings.chmod(0o600)


@dataclass(frozen=True, slots=True)
class Program:
    """One program: how it is started, what it finds at home and how it is seen to be there."""

    name: str
    command: tuple[str, ...]
    furnish: Callable[[Path], None] = _leave
    watch: Callable[[Mapping[str, str]], Watch] = TrayWatch
    seen_by: str = "tray item"

    def installed(self) -> bool:
        """Tell whether it is on this machine."""
        if self.command[:2] == (sys.executable, "-m"):
            return find_spec(f"{self.command[2]}.__main__") is not None
        return shutil.which(self.command[0]) is not None

    @contextmanager
    def running(
        self, environment: Mapping[str, str], profile: Path
    ) -> Iterator[subprocess.Popen[bytes]]:
        """Run it with a new home in *profile*, in a session of its own that ends with it."""
        homes = {
            "HOME": profile / "home",
            "XDG_CACHE_HOME": profile / "cache",
            "XDG_CONFIG_HOME": profile / "config",
            "XDG_DATA_HOME": profile / "data",
            "XDG_RUNTIME_DIR": profile / "run",
            "XDG_STATE_HOME": profile / "state",
        }
        for home in homes.values():
            home.mkdir(mode=0o700, parents=True)
        self.furnish(profile)
        process = subprocess.Popen(
            self.command,
            env={**environment, **{name: str(home) for name, home in homes.items()}},
            cwd=Path(__file__).parent.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End *process* and all of its session, kindly first."""
    for word in (SIGTERM, SIGKILL):
        try:
            os.killpg(process.pid, word)
            process.wait(5)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


PROGRAMS = (
    Program(BARE, (sys.executable, str(Path(__file__).with_name("bare_tray.py")))),
    Program(BOUNDARY, (sys.executable, "-m", "boundary", "run"), _quiet_practice),
    Program("safeeyes", ("safeeyes",)),
    Program("workrave", ("workrave",), watch=WindowWatch, seen_by="window"),
)
"""Workrave shows no item in the tray of the test desktop: its window is what can be seen."""
