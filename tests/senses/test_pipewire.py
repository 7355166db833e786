"""The PipeWire sense with a program in place of pw-dump, and with a real PipeWire."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from boundary.senses.pipewire import PipeWire
from boundary.senses.sense import Part, State
from tests.senses.contract import Contract, Ear, knows
from tests.senses.rigs import Script, gone, link, node, printed

pytestmark = pytest.mark.usefixtures("qapp")


MICROPHONE, STREAM = 30, 40
SOON = timedelta(milliseconds=10)


class PipeWireRig:
    """A program that prints a graph."""

    part = Part.MICROPHONE

    def __init__(self, folder: Path) -> None:
        self.script = Script(folder)
        self.sense = PipeWire(str(self.script.path), again=SOON)
        self.script.greet(_graph(gone(STREAM)))

    def turn(self, on: bool) -> None:
        graph = _graph(node(STREAM, "Stream/Input/Audio") if on else gone(STREAM))
        self.script.greet(graph)
        self.script.say(graph)

    def vanish(self) -> None:
        self.script.remove()

    def close(self) -> None:
        self.sense.stop()
        self.script.close()


def _graph(stream: dict[str, object]) -> str:
    return printed(node(MICROPHONE, "Audio/Source"), stream)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[PipeWireRig]:
    made = PipeWireRig(tmp_path)
    yield made
    made.close()


class TestPipeWire(Contract):
    @pytest.fixture
    def rig(self, rig: PipeWireRig) -> PipeWireRig:
        return rig


def started(rig: PipeWireRig, qtbot: QtBot) -> Ear:
    ear = Ear()
    rig.sense.start(ear)
    knows(qtbot, rig.sense, Part.MICROPHONE, State.OFF)
    return ear


def test_a_program_that_is_killed_leaves_nothing_known(rig: PipeWireRig, qtbot: QtBot) -> None:
    ear = started(rig, qtbot)
    rig.script.kill()
    qtbot.waitUntil(lambda: ear.of(Part.MICROPHONE)[-1] is State.UNKNOWN)

    assert ear.of(Part.MICROPHONE) == [State.OFF, State.UNKNOWN]


def test_a_program_that_is_killed_is_started_again(rig: PipeWireRig, qtbot: QtBot) -> None:
    ear = started(rig, qtbot)
    rig.script.greet(_graph(node(STREAM, "Stream/Input/Audio")))
    rig.script.kill()
    knows(qtbot, rig.sense, Part.MICROPHONE, State.ON)

    assert ear.of(Part.MICROPHONE) == [State.OFF, State.UNKNOWN, State.ON]


def test_a_graph_of_an_earlier_program_is_forgotten(rig: PipeWireRig, qtbot: QtBot) -> None:
    ear = started(rig, qtbot)
    rig.turn(True)
    knows(qtbot, rig.sense, Part.MICROPHONE, State.ON)
    rig.script.greet(_graph(gone(STREAM)))
    rig.script.kill()
    knows(qtbot, rig.sense, Part.MICROPHONE, State.OFF)

    assert ear.of(Part.MICROPHONE) == [State.OFF, State.ON, State.UNKNOWN, State.OFF]


def test_garbage_leaves_nothing_known(rig: PipeWireRig, qtbot: QtBot) -> None:
    ear = started(rig, qtbot)
    rig.script.say("Segmentation fault (core dumped)\n")
    qtbot.waitUntil(lambda: ear.of(Part.MICROPHONE)[-1] is State.UNKNOWN)

    assert rig.sense.state(Part.CAMERA) is State.UNKNOWN


def test_output_without_end_is_ended(tmp_path: Path, qtbot: QtBot) -> None:
    script = Script(tmp_path, "exec yes '[['")
    sense = PipeWire(str(script.path), again=SOON)
    sense.start(Ear())
    qtbot.waitUntil(lambda: script.starts >= 2, timeout=8000)
    sense.stop()
    script.close()

    assert sense.state(Part.MICROPHONE) is State.UNKNOWN


def test_a_server_that_has_no_sound_knows_no_microphone(rig: PipeWireRig, qtbot: QtBot) -> None:
    started(rig, qtbot)
    rig.script.say(printed(gone(MICROPHONE)))
    knows(qtbot, rig.sense, Part.MICROPHONE, State.UNKNOWN)

    assert rig.sense.state(Part.CAMERA) is State.OFF


def test_a_shared_screen_is_told(rig: PipeWireRig, qtbot: QtBot) -> None:
    started(rig, qtbot)
    screen = node(50, "Video/Source")
    rig.script.say(printed(screen, node(51, "Stream/Input/Video"), link(52, 50, 51)))
    knows(qtbot, rig.sense, Part.SHARE, State.ON)
    rig.script.say(printed(gone(52)))
    knows(qtbot, rig.sense, Part.SHARE, State.OFF)

    assert rig.sense.state(Part.CAMERA) is State.OFF


def test_where_screens_are_taken_without_it_a_share_stays_unknown(
    tmp_path: Path, qtbot: QtBot
) -> None:
    script = Script(tmp_path)
    sense = PipeWire(str(script.path), sees_shares=False)
    script.greet(_graph(gone(STREAM)))
    sense.start(Ear())
    knows(qtbot, sense, Part.CAMERA, State.OFF)

    assert sense.state(Part.SHARE) is State.UNKNOWN
    sense.stop()
    script.close()


def test_its_program_is_gone_when_it_stops(rig: PipeWireRig, qtbot: QtBot) -> None:
    started(rig, qtbot)
    rig.sense.stop()

    assert not Path(f"/proc/{rig.script.pids()[0]}").exists()


def test_a_session_that_comes_near_has_it_try_again_at_once(tmp_path: Path, qtbot: QtBot) -> None:
    script = Script(tmp_path, "exit 1")
    sense = PipeWire(str(script.path), again=timedelta(hours=1))
    sense.start(Ear())
    qtbot.waitUntil(lambda: script.starts == 1)

    def tried() -> bool:
        sense.attend(True)
        return script.starts >= 2

    qtbot.waitUntil(tried)
    sense.stop()
    script.close()

    assert sense.state(Part.MICROPHONE) is State.UNKNOWN
