"""The lock by a screen saver, against a mock of one on a private bus."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from boundary.senses.saver import Saver
from boundary.senses.sense import Part, State
from tests.desktop import Desktop
from tests.senses.buses import MOCK, SAVER, MockBus
from tests.senses.contract import Contract, Ear, knows
from tests.senses.rigs import mocked, place

pytestmark = pytest.mark.usefixtures("qapp")

PATH = "/org/freedesktop/ScreenSaver"


class MockSaver:
    """A screen saver that a test turns on and off."""

    def __init__(self, made: Desktop, bus: MockBus) -> None:
        self.bus = bus
        self._child = mocked(made, (SAVER, PATH, SAVER), SAVER)
        self.turn(False)

    def turn(self, on: bool) -> None:
        """Have the saver be active or not, and say so."""
        self.bus.call(SAVER, PATH, f"{MOCK}.AddMethod", "sssss", SAVER, "GetActive", "", "b",
                      f"ret = {on}")  # fmt: skip
        self.bus.emit(SAVER, PATH, f"{SAVER}.ActiveChanged", on)

    def leave(self) -> None:
        """End the program."""
        self._child.process.terminate()
        self._child.process.wait(5)


@pytest.fixture(scope="module")
def made() -> Iterator[Desktop]:
    with tempfile.TemporaryDirectory(prefix="saver-") as folder, place(Path(folder)) as desk:
        yield desk


@pytest.fixture(scope="module")
def saver(made: Desktop) -> Iterator[MockSaver]:
    with MockBus(made) as bus:
        yield MockSaver(made, bus)


class SaverRig:
    """A session with a screen saver."""

    part = Part.LOCK

    def __init__(self, saver: MockSaver) -> None:
        self._saver = saver
        saver.turn(False)
        self.sense = Saver(saver.bus.connection())

    def turn(self, on: bool) -> None:
        self._saver.turn(on)

    def vanish(self) -> None:
        self.sense = Saver(QDBusConnection("no such connection"))


class TestSaver(Contract):
    @pytest.fixture
    def rig(self, saver: MockSaver) -> Iterator[SaverRig]:
        made = SaverRig(saver)
        yield made
        made.sense.stop()
        saver.bus.hang_up()


def test_a_saver_that_ends_is_not_known_any_more(qtbot: QtBot) -> None:
    ear = Ear()
    with (
        tempfile.TemporaryDirectory(prefix="saver-") as folder,
        place(Path(folder)) as desk,
        MockBus(desk) as bus,
    ):
        sense = Saver(bus.connection())
        sense.start(ear)
        saver = MockSaver(desk, bus)
        knows(qtbot, sense, Part.LOCK, State.OFF)
        saver.turn(True)
        knows(qtbot, sense, Part.LOCK, State.ON)
        saver.leave()
        knows(qtbot, sense, Part.LOCK, State.UNKNOWN)
        sense.stop()

    assert ear.of(Part.LOCK) == [State.OFF, State.ON, State.UNKNOWN]
