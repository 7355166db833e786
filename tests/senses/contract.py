"""What every sense must do, whatever it is made of. Each adapter's tests subclass `Contract`."""

from __future__ import annotations

from typing import Protocol

import pytest
from pytestqt.qtbot import QtBot

from boundary.senses.sense import Part, Sense, State


class Rig(Protocol):
    """A sense, and the hands that turn what it watches on and off; off at the beginning."""

    sense: Sense
    part: Part

    def turn(self, on: bool) -> None:
        """Make the world so; it may be so already, and say so once more."""
        ...

    def vanish(self) -> None:
        """Take away what the sense learns from; called before it starts, if at all."""
        ...


class Ear:
    """Keeps what a sense says."""

    def __init__(self) -> None:
        self.heard: list[tuple[Part, State]] = []

    def __call__(self, part: Part, state: State) -> None:
        self.heard.append((part, state))

    def of(self, part: Part) -> list[State]:
        """Return what was said of *part*, in order."""
        return [state for heard, state in self.heard if heard is part]


def knows(qtbot: QtBot, sense: Sense, part: Part, state: State) -> None:
    """Wait until *sense* knows *part* to be in *state*."""
    qtbot.waitUntil(lambda: sense.state(part) is state, timeout=8000)


def begin(rig: Rig, ear: Ear) -> None:
    """Start the sense with a session near, in which every sense looks closely."""
    rig.sense.start(ear)
    rig.sense.attend(True)


class Contract:
    """The promise of `Sense`; a subclass has a fixture `rig`."""

    @pytest.fixture
    def ear(self) -> Ear:
        return Ear()

    def test_nothing_is_known_before_the_start(self, rig: Rig) -> None:
        assert rig.sense.state(rig.part) is State.UNKNOWN

    def test_the_first_knowledge_is_told(self, rig: Rig, ear: Ear, qtbot: QtBot) -> None:
        begin(rig, ear)
        knows(qtbot, rig.sense, rig.part, State.OFF)

        assert ear.of(rig.part) == [State.OFF]

    def test_a_change_is_told_once(self, rig: Rig, ear: Ear, qtbot: QtBot) -> None:
        begin(rig, ear)
        knows(qtbot, rig.sense, rig.part, State.OFF)
        rig.turn(True)
        knows(qtbot, rig.sense, rig.part, State.ON)
        rig.turn(True)
        rig.turn(False)
        knows(qtbot, rig.sense, rig.part, State.OFF)

        assert ear.of(rig.part) == [State.OFF, State.ON, State.OFF]

    def test_what_is_on_at_the_start_is_told(self, rig: Rig, ear: Ear, qtbot: QtBot) -> None:
        rig.turn(True)
        begin(rig, ear)
        knows(qtbot, rig.sense, rig.part, State.ON)

        assert ear.of(rig.part)[-1] is State.ON

    def test_what_can_not_be_known_stays_unknown(self, rig: Rig, ear: Ear, qtbot: QtBot) -> None:
        rig.vanish()
        begin(rig, ear)
        qtbot.wait(1)

        assert (rig.sense.state(rig.part), ear.of(rig.part)) == (State.UNKNOWN, [])

    def test_stop_is_silent(self, rig: Rig, ear: Ear, qtbot: QtBot) -> None:
        begin(rig, ear)
        knows(qtbot, rig.sense, rig.part, State.OFF)
        said = list(ear.heard)
        rig.sense.stop()
        rig.turn(True)
        qtbot.wait(1)

        assert (rig.sense.state(rig.part), ear.heard) == (State.UNKNOWN, said)

    def test_a_start_after_a_stop_works(self, rig: Rig, ear: Ear, qtbot: QtBot) -> None:
        begin(rig, Ear())
        rig.sense.stop()
        begin(rig, ear)
        knows(qtbot, rig.sense, rig.part, State.OFF)
        rig.turn(True)
        knows(qtbot, rig.sense, rig.part, State.ON)

        assert ear.of(rig.part)[-1] is State.ON

    def test_attending_never_raises(self, rig: Rig, ear: Ear) -> None:
        for near in (True, False):
            rig.sense.attend(near)
        begin(rig, ear)
        for near in (True, True, False, False, True):
            rig.sense.attend(near)
        rig.sense.stop()
        rig.sense.attend(True)

    def test_a_stop_before_the_start_and_a_second_one_do_nothing(self, rig: Rig, ear: Ear) -> None:
        rig.sense.stop()
        begin(rig, ear)
        rig.sense.stop()
        rig.sense.stop()

        assert rig.sense.state(rig.part) is State.UNKNOWN
