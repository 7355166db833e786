"""A running copy in a process of its own, on a profile that a test made."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from boundary.control import ask
from boundary.errors import BoundaryError

ROOT = Path(__file__).resolve().parent.parent.parent
_POLL, _TRIES = 0.05, 400
"""Seconds between two looks, and how often is looked: 20 s in all."""


@dataclass(frozen=True, slots=True)
class Running:
    """Boundary on *profile*; `said` is what it wrote to stderr so far."""

    process: subprocess.Popen[bytes]
    profile: Path
    errors: Path

    @property
    def said(self) -> str:
        return self.errors.read_text()

    def ask(self, verb: str) -> dict[str, object]:
        """Ask it for *verb*; raises like `boundary.control.ask`."""
        return ask(self.profile, verb)

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait for *is_so*; fail with what it said if it ends before, or never comes to it."""
        for _ in range(_TRIES):
            if is_so():
                return
            try:
                self.process.wait(_POLL)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError(f"it ended: {self.said}")
        raise AssertionError(f"it never came to that: {self.said}")

    def listens(self) -> bool:
        """Tell whether it answers the command line."""
        return self.state() != ""

    def state(self) -> str:
        """Return the tray's state, "" while it is too busy to say, or not there yet."""
        try:
            return str(self.ask("status")["state"])
        except BoundaryError:
            return ""

    def end(self) -> int:
        """Ask it to quit and return its exit code."""
        self.ask("quit")
        return self.process.wait(10)


@contextmanager
def running(
    profile: Path,
    *words: str,
    environment: Mapping[str, str] | None = None,
    listening: bool = True,
) -> Iterator[Running]:
    """Run `boundary run WORDS` on *profile*; it is ended by its id if the test leaves it."""
    runtime = os.environ["XDG_RUNTIME_DIR"]  # where both sides look for the socket
    errors = profile.parent / f"{profile.name}.stderr"
    with errors.open("wb") as out:
        process = subprocess.Popen(
            (sys.executable, "-m", "boundary", "run", *words),
            env={
                **(environment or os.environ),
                "BOUNDARY_PROFILE": str(profile),
                "XDG_RUNTIME_DIR": runtime,
            },
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=out,
        )
    copy = Running(process, profile, errors)
    try:
        if listening:
            copy.wait_until(copy.listens)
        yield copy
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(10)
