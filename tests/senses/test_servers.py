"""The sound senses against a real PipeWire with a microphone that is made of nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from boundary.senses.linux import linux_senses
from boundary.senses.pipewire import PipeWire
from boundary.senses.pulse import Pulse
from boundary.senses.sense import Part, Sense, State
from tests.desktop import Child, Desktop
from tests.senses.contract import Ear, knows
from tests.senses.rigs import needs, place

pytestmark = pytest.mark.usefixtures("qapp")

NULL_SOURCE = (
    "{ factory.name=support.null-audio-sink node.name=nothing media.class=Audio/Source/Virtual "
    "object.linger=true audio.position=[MONO] }"
)
PARTS = ("pipewire", "wireplumber", "pipewire-pulse", "pw-dump", "pw-cli", "pactl", "parec")


@pytest.fixture(scope="module")
def server() -> Iterator[Desktop]:
    """A sound server of our own, in a runtime folder of its own."""
    needs(*PARTS)
    with tempfile.TemporaryDirectory(prefix="sound-") as folder, place(Path(folder)) as made:
        for program, socket in (("pipewire", "pipewire-0"), ("pipewire-pulse", "pulse/native")):
            made.start(program).wait_until((made.folder / socket).exists)
        manager = made.start("wireplumber")
        manager.wait_until(lambda: "WirePlumber" in made.prints("pw-cli", "list-objects", "Client"))
        made.prints("pw-cli", "create-node", "adapter", NULL_SOURCE)
        manager.wait_until(lambda: "nothing" in made.prints("pactl", "list", "short", "sources"))
        yield made


@pytest.fixture
def environment(server: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have our own programs find that server."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(server.folder))
    monkeypatch.delenv("PULSE_SERVER", raising=False)


@pytest.fixture(params=[PipeWire, Pulse, linux_senses])
def sense(request: pytest.FixtureRequest, environment: None) -> Iterator[Sense]:  # noqa: ARG001
    made: Sense = request.param()
    yield made
    made.stop()


def calls(server: Desktop) -> Child:
    """Have a program listen to the microphone, as a call does."""
    return server.start("parec", "--client-name=Zoom", "--device=nothing")


def test_a_call_opens_and_closes_the_microphone(
    server: Desktop, sense: Sense, qtbot: QtBot
) -> None:
    ear = Ear()
    sense.start(ear)
    knows(qtbot, sense, Part.MICROPHONE, State.OFF)
    call = calls(server)
    knows(qtbot, sense, Part.MICROPHONE, State.ON)
    call.process.terminate()
    knows(qtbot, sense, Part.MICROPHONE, State.OFF)

    assert ear.of(Part.MICROPHONE) == [State.OFF, State.ON, State.OFF]


def test_a_call_under_way_is_found_at_the_start(
    server: Desktop, sense: Sense, qtbot: QtBot
) -> None:
    call = calls(server)
    sense.start(Ear())
    knows(qtbot, sense, Part.MICROPHONE, State.ON)
    call.process.terminate()
    knows(qtbot, sense, Part.MICROPHONE, State.OFF)


def test_listening_to_what_the_machine_plays_is_no_microphone(
    server: Desktop, sense: Sense, qtbot: QtBot
) -> None:
    sink = server.prints("pactl", "load-module", "module-null-sink", "sink_name=loud").strip()
    server.prints("pactl", "list")
    recording = server.start("parec", "--device=loud.monitor")
    recording.wait_until(lambda: "RUNNING" in server.prints("pactl", "list", "short", "sources"))
    ear = Ear()
    sense.start(ear)
    knows(qtbot, sense, Part.MICROPHONE, State.OFF)
    recording.process.terminate()
    server.prints("pactl", "unload-module", sink)

    assert State.ON not in ear.of(Part.MICROPHONE)
