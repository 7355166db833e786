"""The PulseAudio sense with a program in place of pactl."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from boundary.senses.pulse import Pulse, recorded
from boundary.senses.sense import Part, State
from tests.senses.contract import Contract, Ear, knows
from tests.senses.rigs import Script

pytestmark = pytest.mark.usefixtures("qapp")


SOON = timedelta(milliseconds=10)
NOTICE = "Event 'new' on source-output #5\n"
OWN_NOTICE = "Event 'new' on client #9\n"

SOURCES = """Source #1
\tState: SUSPENDED
\tName: alsa_output.analog.monitor
\tMonitor of Sink: alsa_output.analog

Source #2
\tState: RUNNING
\tName: alsa_input.analog
\tMonitor of Sink: n/a
"""


def output(source: int, corked: bool = False, process: int = 4711) -> str:
    """Return what records from *source*, as `pactl list` has it."""
    return (
        f"\nSource Output #5\n\tDriver: PipeWire\n\tSource: {source}\n"
        f"\tCorked: {'yes' if corked else 'no'}\n\tProperties:\n"
        f'\t\tapplication.process.id = "{process}"\n'
    )


@pytest.mark.parametrize(
    ("listed", "on"),
    [
        ("", False),
        (SOURCES, False),
        (SOURCES + output(2), True),
        (SOURCES + output(1), False),
        (SOURCES + output(2, corked=True), False),
        (SOURCES + output(2, process=7), False),
        (SOURCES + output(1) + output(2), True),
        (output(2), True),
        ("Source Output #\n", False),
    ],
)
def test_what_pactl_lists_tells_whether_somebody_records(listed: str, on: bool) -> None:
    assert recorded(listed, frozenset({7})) is on


class PulseRig:
    """A program that lists and gives notice."""

    part = Part.MICROPHONE

    def __init__(self, folder: Path) -> None:
        self.listing = folder / "listing"
        self.listing.write_text(SOURCES)
        body = "case $1 in list) exec cat {folder}/listing;; esac; exec cat {{pipe}}"
        self.script = Script(folder, body.format(folder=folder))
        self.sense = Pulse(str(self.script.path), again=SOON)

    def turn(self, on: bool) -> None:
        self.listing.write_text(SOURCES + (output(2) if on else ""))
        self.script.say(NOTICE)

    def vanish(self) -> None:
        self.listing.unlink()

    def close(self) -> None:
        self.sense.stop()
        self.script.close()


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[PulseRig]:
    made = PulseRig(tmp_path)
    yield made
    made.close()


class TestPulse(Contract):
    @pytest.fixture
    def rig(self, rig: PulseRig) -> PulseRig:
        return rig


def test_a_server_that_falls_over_leaves_nothing_known(rig: PulseRig, qtbot: QtBot) -> None:
    ear = Ear()
    rig.sense.start(ear)
    knows(qtbot, rig.sense, Part.MICROPHONE, State.OFF)
    rig.listing.unlink()
    rig.script.kill()
    knows(qtbot, rig.sense, Part.MICROPHONE, State.UNKNOWN)

    assert ear.of(Part.MICROPHONE) == [State.OFF, State.UNKNOWN]


def test_a_server_that_is_back_is_heard_again(rig: PulseRig, qtbot: QtBot) -> None:
    ear = Ear()
    rig.sense.start(ear)
    knows(qtbot, rig.sense, Part.MICROPHONE, State.OFF)
    rig.listing.write_text(SOURCES + output(2))
    rig.script.kill()
    knows(qtbot, rig.sense, Part.MICROPHONE, State.ON)

    assert ear.of(Part.MICROPHONE)[-1] is State.ON


def test_a_program_that_does_not_exist_is_unknown(tmp_path: Path, qtbot: QtBot) -> None:
    ear, sense = Ear(), Pulse(str(tmp_path / "none"), again=SOON)
    sense.start(ear)
    qtbot.wait(30)
    sense.stop()

    assert ear.heard == []


def test_notices_of_its_own_questions_ask_nothing(rig: PulseRig, qtbot: QtBot) -> None:
    rig.sense.start(Ear())
    rig.script.say(OWN_NOTICE)
    qtbot.waitUntil(lambda: rig.script.starts == 3)
    rig.script.say(OWN_NOTICE * 50)
    qtbot.wait(50)

    assert rig.script.starts == 3
