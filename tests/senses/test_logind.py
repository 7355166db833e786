"""Sleep and lock by logind, against a mock of it on a private bus."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from boundary.senses.logind import Logind, her_session
from boundary.senses.sense import Part, State
from tests.senses.buses import MockBus, MockLogind
from tests.senses.contract import Contract, Ear, knows
from tests.senses.rigs import place

pytestmark = pytest.mark.usefixtures("qapp")


HER = "her"
SOON = timedelta(milliseconds=20)


@pytest.fixture(scope="module")
def logind() -> Iterator[MockLogind]:
    with (
        tempfile.TemporaryDirectory(prefix="logind-") as folder,
        place(Path(folder)) as made,
        MockBus(made) as bus,
    ):
        mock = MockLogind(bus, made)
        mock.add_session("c1", "somebody")
        mock.add_session("c2", HER)
        yield mock


@pytest.fixture
def session(logind: MockLogind) -> Iterator[str]:
    """Her session, unlocked, on a machine that is awake."""
    path = "/org/freedesktop/login1/session/c2"
    logind.hint(path, False)
    logind.set_sleep(False)
    yield path
    logind.bus.hang_up()


class LogindRig:
    """Her session's lock."""

    part = Part.LOCK

    def __init__(self, logind: MockLogind, path: str) -> None:
        self._logind, self._path = logind, path
        self.sense = Logind(logind.bus.connection(), "c2", HER, SOON)

    def turn(self, on: bool) -> None:
        self._logind.hint(self._path, on)

    def vanish(self) -> None:
        self.sense = Logind(QDBusConnection("no such connection"), "c2", HER)


class SleepRig(LogindRig):
    """The machine's sleep."""

    part = Part.SLEEP

    def turn(self, on: bool) -> None:
        self._logind.sleeps(on)


@pytest.fixture
def rig(logind: MockLogind, session: str) -> Iterator[LogindRig]:
    made = LogindRig(logind, session)
    yield made
    made.sense.stop()


class TestLock(Contract):
    @pytest.fixture
    def rig(self, rig: LogindRig) -> LogindRig:
        return rig


class TestSleep(Contract):
    @pytest.fixture
    def rig(self, logind: MockLogind, session: str) -> Iterator[SleepRig]:
        made = SleepRig(logind, session)
        yield made
        made.sense.stop()


def started(rig: LogindRig, qtbot: QtBot) -> Ear:
    ear = Ear()
    rig.sense.start(ear)
    knows(qtbot, rig.sense, Part.LOCK, State.OFF)
    return ear


def test_a_request_to_lock_counts_at_once(
    logind: MockLogind, session: str, rig: LogindRig, qtbot: QtBot
) -> None:
    ear = started(rig, qtbot)
    logind.say(session, "Lock")
    qtbot.waitUntil(lambda: State.ON in ear.of(Part.LOCK))

    assert ear.of(Part.LOCK)[:2] == [State.OFF, State.ON]


def test_a_request_to_lock_that_nobody_follows_is_taken_back(
    logind: MockLogind, session: str, rig: LogindRig, qtbot: QtBot
) -> None:
    ear = started(rig, qtbot)
    logind.say(session, "Lock")
    qtbot.waitUntil(lambda: ear.of(Part.LOCK) == [State.OFF, State.ON, State.OFF])


def test_an_unlock_ends_a_lock(logind: MockLogind, session: str, qtbot: QtBot) -> None:
    sense = Logind(logind.bus.connection(), "c2", HER, timedelta(hours=1))
    sense.start(Ear())
    logind.say(session, "Lock")
    knows(qtbot, sense, Part.LOCK, State.ON)
    logind.say(session, "Unlock")
    knows(qtbot, sense, Part.LOCK, State.OFF)
    sense.stop()


def test_a_wake_of_which_the_word_was_lost_is_found_out(
    logind: MockLogind, rig: LogindRig, qtbot: QtBot
) -> None:
    ear = started(rig, qtbot)
    logind.sleeps(True)
    logind.set_sleep(False)
    qtbot.waitUntil(lambda: ear.of(Part.SLEEP) == [State.OFF, State.ON, State.OFF])


def test_the_lock_of_somebody_else_is_not_hers(
    logind: MockLogind, rig: LogindRig, qtbot: QtBot
) -> None:
    ear = started(rig, qtbot)
    logind.hint("/org/freedesktop/login1/session/c1", True)
    qtbot.wait(20)

    assert ear.of(Part.LOCK) == [State.OFF]


@pytest.mark.parametrize("name", ["c2", "", "c99"])
def test_her_session_is_found(logind: MockLogind, session: str, name: str) -> None:
    found = her_session(logind.bus.connection(), name, HER)

    assert found is not None
    assert found.path == session


@pytest.mark.usefixtures("session")
def test_somebody_without_a_session_has_none(logind: MockLogind) -> None:
    assert her_session(logind.bus.connection(), "", "nobody") is None
