"""The fake sense keeps the promise that it stands in for."""

from __future__ import annotations

import pytest

from boundary.senses.sense import Part, State
from tests.senses.contract import Contract
from tests.senses.rigs import FakeSense


class FakeRig:
    """The fake itself."""

    part = Part.MICROPHONE

    def __init__(self) -> None:
        self.sense = FakeSense()

    def turn(self, on: bool) -> None:
        self.sense.say(self.part, State.ON if on else State.OFF)

    def vanish(self) -> None:
        self.sense.say(self.part, State.UNKNOWN)


class TestFake(Contract):
    @pytest.fixture
    def rig(self) -> FakeRig:
        return FakeRig()
