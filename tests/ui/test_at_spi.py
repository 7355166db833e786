"""What a screen reader is told, asked over the accessibility bus of a real desktop.

Every control that the keyboard can come to has a name and a role, in every window of the gallery;
and a new step is announced without being looked for.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ui.at_spi import Reader, Seen
from tests.ui.gallery import makers
from tests.ui.pictures_day import STEPS

pytestmark = pytest.mark.desktop

ROOT = Path(__file__).resolve().parent.parent.parent

NO_ROLES = frozenset({"", "unknown", "invalid", "filler", "panel", "unused", "extended"})
"""Roles that tell nobody what a thing is for."""

Pause = Callable[[], None]


@contextmanager
def program(what: str) -> Iterator[subprocess.Popen[str]]:
    """Run the program of the gallery until it has shown *what*, and end it afterwards."""
    with subprocess.Popen(
        (sys.executable, "-m", "tests.ui.at_spi_program", what),
        cwd=ROOT,
        env={**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "shown\n"
        try:
            yield running
        finally:
            running.terminate()


@pytest.fixture
def reader() -> Iterator[Reader]:
    """Return a connection to the accessibility bus, told of announcements."""
    bus = Reader(os.environ["DBUS_SESSION_BUS_ADDRESS"])
    bus.listen()
    yield bus
    bus.close()


def pause() -> None:
    """Let the program go on for a moment."""
    select.select((), (), (), 0.05)


def seen_in(reader: Reader, maker: str) -> list[Seen]:
    """Return all that a screen reader finds in the windows of *maker*."""
    with program(maker) as running:
        return list(reader.tree(*reader.application(running.pid, pause)))


def place(seen: Seen) -> str:
    """Return where *seen* is, for a person who mends it."""
    return " > ".join((*seen.within, f"{seen.role} {seen.name!r}"))


@pytest.mark.parametrize("maker", sorted(makers()))
def test_every_control_of_a_window_has_a_name_and_a_role(reader: Reader, maker: str) -> None:
    controls = [each for each in seen_in(reader, maker) if each.actionable]
    assert controls
    silent = [
        place(each)
        for each in controls
        # A window of Qt's has no other role; all that is in it has one.
        if not each.name.strip() or (each.role in NO_ROLES and each.within)
    ]
    assert not silent, "\n".join(silent)


def test_a_new_step_of_a_ritual_is_announced(reader: Reader) -> None:
    with program("--steps") as running:
        reader.application(running.pid, pause)
        assert running.stdin is not None
        running.stdin.write("next\n")
        running.stdin.flush()
        words = reader.announced()
        while STEPS[1].text not in words:
            words = reader.announced()
    assert STEPS[1].text in words
