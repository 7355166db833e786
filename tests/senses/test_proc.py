"""Microphone and camera by files, as /proc has them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from boundary.senses.polled import Polled
from boundary.senses.proc import alsa, camera_held, cameras, capture_runs
from boundary.senses.sense import Part, State
from tests.senses.contract import Contract, Ear, knows

pytestmark = pytest.mark.usefixtures("qapp")


SOON = timedelta(milliseconds=5)
RUNNING = "state: RUNNING\nowner_pid   : 4711\ntrigger_time: 3.1\n"


class AlsaRig:
    """A sound card with one capture, attended to."""

    part = Part.MICROPHONE

    def __init__(self, root: Path) -> None:
        self._status = root / "card0" / "pcm0c" / "sub0" / "status"
        self._status.parent.mkdir(parents=True)
        self.sense = alsa(root, SOON)
        self.turn(False)

    def turn(self, on: bool) -> None:
        self._status.write_text(RUNNING if on else "closed\n")

    def vanish(self) -> None:
        self._status.unlink()


class Machine:
    """A folder of processes and one of devices."""

    def __init__(self, root: Path) -> None:
        self.processes, self.devices = root / "proc", root / "dev"
        self.processes.mkdir()
        self.devices.mkdir()

    def camera(self) -> Path:
        device = self.devices / "video0"
        device.touch()
        return device

    def runs(self, number: int, name: str, *holds: Path) -> None:
        descriptors = self.processes / str(number) / "fd"
        descriptors.mkdir(parents=True)
        (descriptors.parent / "comm").write_text(f"{name}\n")
        for at, target in enumerate(holds):
            (descriptors / str(at)).symlink_to(target)

    def held(self) -> State:
        return camera_held(self.processes, self.devices)


class CameraRig:
    """A camera, and a program that may hold it open."""

    part = Part.CAMERA

    def __init__(self, root: Path) -> None:
        self._machine = Machine(root)
        self._device = self._machine.camera()
        self._machine.runs(4711, "browser", Path("/dev/null"))
        self._held = self._machine.processes / "4711" / "fd" / "9"
        self.sense = cameras(self._machine.processes, self._machine.devices, SOON)

    def turn(self, on: bool) -> None:
        self._held.unlink(missing_ok=True)
        if on:
            self._held.symlink_to(self._device)

    def vanish(self) -> None:
        self._machine.processes.rename(self._machine.processes.with_name("nowhere"))


class TestAlsa(Contract):
    @pytest.fixture
    def rig(self, tmp_path: Path) -> AlsaRig:
        return AlsaRig(tmp_path)

    @pytest.fixture(autouse=True)
    def stopped(self, rig: AlsaRig) -> Iterator[None]:
        yield
        rig.sense.stop()


class TestCamera(Contract):
    @pytest.fixture
    def rig(self, tmp_path: Path) -> CameraRig:
        return CameraRig(tmp_path)

    @pytest.fixture(autouse=True)
    def stopped(self, rig: CameraRig) -> Iterator[None]:
        yield
        rig.sense.stop()


@pytest.mark.parametrize(
    ("text", "state"), [(RUNNING, State.ON), ("closed\n", State.OFF), ("", State.OFF)]
)
def test_a_capture_runs_when_its_status_says_so(tmp_path: Path, text: str, state: State) -> None:
    status = tmp_path / "card1" / "pcm3c" / "sub0" / "status"
    status.parent.mkdir(parents=True)
    status.write_text(text)

    assert capture_runs(tmp_path) is state


def test_playing_is_no_capture(tmp_path: Path) -> None:
    status = tmp_path / "card1" / "pcm3p" / "sub0" / "status"
    status.parent.mkdir(parents=True)
    status.write_text(RUNNING)

    assert capture_runs(tmp_path) is State.UNKNOWN


def test_a_machine_without_a_camera_has_none_open(tmp_path: Path) -> None:
    assert Machine(tmp_path).held() is State.OFF


def test_a_sound_server_that_keeps_a_camera_s_node_is_not_looking(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.runs(4711, "pipewire", machine.camera())

    assert machine.held() is State.OFF


def test_our_own_look_at_a_camera_does_not_count(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.runs(os.getpid(), "boundary", machine.camera())

    assert machine.held() is State.OFF


def test_a_process_of_somebody_else_is_passed_over(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.camera()
    (machine.processes / "1").mkdir()

    assert machine.held() is State.OFF


def test_far_from_a_session_a_closed_camera_is_not_looked_at_again(
    qtbot: QtBot,
) -> None:
    looks: list[State] = []

    def look() -> State:
        looks.append(State.OFF)
        return State.OFF

    sense = Polled(Part.CAMERA, look, SOON)
    sense.start(Ear())
    qtbot.wait(30)
    sense.stop()

    assert looks == [State.OFF]


def test_an_open_camera_is_looked_at_until_it_closes(tmp_path: Path, qtbot: QtBot) -> None:
    rig, ear = CameraRig(tmp_path), Ear()
    rig.turn(True)
    rig.sense.start(ear)
    rig.turn(False)
    knows(qtbot, rig.sense, Part.CAMERA, State.OFF)
    rig.sense.stop()

    assert ear.of(Part.CAMERA) == [State.ON, State.OFF]
