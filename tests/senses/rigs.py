"""Worlds for senses to watch: made up, made of files, of small programs, of servers."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from boundary.senses.sense import Heard, Part, State
from boundary.senses.states import States
from tests.desktop import Child, Desktop


class FakeSense:
    """A sense that a test turns by hand."""

    def __init__(self, *parts: Part) -> None:
        self._states = States(*(parts or tuple(Part)))
        self.now = dict.fromkeys(parts or tuple(Part), State.OFF)
        self.started = False
        self.attended: list[bool] = []

    def start(self, heard: Heard) -> None:
        self._states.start(heard)
        self.started = True
        for part, state in self.now.items():
            self._states.set(part, state)

    def state(self, part: Part) -> State:
        return self._states.of(part)

    def attend(self, near: bool) -> None:
        self.attended.append(near)

    def stop(self) -> None:
        self.started = False
        self._states.stop()

    def say(self, part: Part, state: State) -> None:
        """Have *part* be in *state* from now on."""
        self.now[part] = state
        if self.started:
            self._states.set(part, state)


class Script:
    """A small shell program that the senses run in place of a real one.

    At every start it prints its greeting, and then what it is had to `say`, by a pipe that
    stays open when it ends.
    """

    def __init__(self, folder: Path, body: str = "cat {greeting}; exec cat {pipe}") -> None:
        self.path = folder / "program"
        self._greeting = folder / "greeting"
        self._greeting.touch()
        self._pids = folder / "pids"
        pipe = folder / "pipe"
        os.mkfifo(pipe)
        self._pipe = os.open(pipe, os.O_RDWR)
        body = body.format(pipe=pipe, greeting=self._greeting)
        self.path.write_text(f"#!/bin/sh\necho $$ >> {self._pids}\n{body}\n")
        self.path.chmod(0o755)

    def greet(self, text: str) -> None:
        """Print *text* at each start from now on."""
        self._greeting.write_text(text)

    def say(self, text: str) -> None:
        """Print *text*; nobody need be listening yet."""
        os.write(self._pipe, text.encode())

    def pids(self) -> list[int]:
        """Return the process ids of every start so far."""
        return [int(word) for word in self._pids.read_text().split()] if self.starts else []

    def kill(self) -> None:
        """Kill every copy that still runs."""
        for pid in self.pids():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    @property
    def starts(self) -> int:
        """How often it was started."""
        return len(self._pids.read_text().split()) if self._pids.exists() else 0

    def remove(self) -> None:
        """Take the program away."""
        self.path.unlink()

    def close(self) -> None:
        os.close(self._pipe)


def node(number: int, kind: str, state: str = "running", **props: object) -> dict[str, object]:
    """Return a node as `pw-dump` prints it; in *props* `_` stands for a dot."""
    named = {key.replace("_", "."): value for key, value in props.items()}
    return {
        "id": number,
        "type": "PipeWire:Interface:Node",
        "info": {"state": state, "props": {"media.class": kind, **named}},
    }


def link(number: int, source: int, taker: int) -> dict[str, object]:
    """Return a link between two nodes as `pw-dump` prints it."""
    ends = {"output-node-id": source, "input-node-id": taker}
    return {"id": number, "type": "PipeWire:Interface:Link", "info": ends}


def gone(number: int) -> dict[str, object]:
    """Return what `pw-dump --monitor` prints of an object that was removed."""
    return {"id": number, "info": None}


def printed(*objects: dict[str, object]) -> str:
    """Return one document of `pw-dump`."""
    return json.dumps(objects, indent=2) + "\n"


def needs(*programs: str) -> None:
    """Skip the test where one of *programs* is missing; under CI=true that is a failure."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"not installed: {' '.join(missing)} (see packaging/apt-test.txt)")
    if missing:
        pytest.skip(f"not installed: {' '.join(missing)}")


@contextmanager
def place(folder: Path) -> Iterator[Desktop]:
    """Give a place to start servers in, with a runtime folder of its own and a private bus."""
    needs("dbus-daemon", "setpriv")
    address = f"unix:path={folder}/bus"
    environment = os.environ | {
        "XDG_RUNTIME_DIR": str(folder),
        "DBUS_SESSION_BUS_ADDRESS": address,
        "DBUS_SYSTEM_BUS_ADDRESS": address,
    }
    made = Desktop(folder, dict(environment))
    try:
        bus = made.start("dbus-daemon", "--session", "--nofork", f"--address={address}")
        bus.wait_until((folder / "bus").exists)
        yield made
    finally:
        made.close()


def wait_for_socket(child: Child, socket: Path) -> None:
    """Wait until *child* has made *socket*."""
    child.wait_until(socket.exists)


def mocked(made: Desktop, arguments: Sequence[str], name: str) -> Child:
    """Start a python-dbusmock of *arguments* and wait until it has *name* on the bus."""
    needs("/usr/bin/python3")
    mock = made.start("/usr/bin/python3", "-m", "dbusmock", *arguments)
    mock.wait_until(lambda: made.owns(name))
    return mock
