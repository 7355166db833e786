"""The states that a sense keeps, and several senses as one."""

from __future__ import annotations

import pytest

from boundary.senses.sense import Part, State
from boundary.senses.states import States
from boundary.senses.together import Together, any_on, first_known
from tests.senses.contract import Contract, Ear
from tests.senses.rigs import FakeSense

ON, OFF, UNKNOWN = State.ON, State.OFF, State.UNKNOWN


class TogetherRig:
    """Two fakes, of which the second knows nothing."""

    part = Part.CAMERA

    def __init__(self) -> None:
        self.first, silent = FakeSense(), FakeSense()
        silent.say(self.part, UNKNOWN)
        self.sense = Together([self.first, silent])

    def turn(self, on: bool) -> None:
        self.first.say(self.part, ON if on else OFF)

    def vanish(self) -> None:
        self.first.say(self.part, UNKNOWN)


class TestTogether(Contract):
    @pytest.fixture
    def rig(self) -> TogetherRig:
        return TogetherRig()


@pytest.mark.parametrize(
    ("states", "together"),
    [([], UNKNOWN), ([UNKNOWN, OFF], OFF), ([OFF, ON], ON), ([UNKNOWN, ON], ON)],
)
def test_one_that_is_on_is_enough(states: list[State], together: State) -> None:
    assert any_on(states) is together


@pytest.mark.parametrize(
    ("states", "together"),
    [([], UNKNOWN), ([UNKNOWN, ON], ON), ([OFF, ON], OFF), ([UNKNOWN, UNKNOWN], UNKNOWN)],
)
def test_the_first_that_knows_decides(states: list[State], together: State) -> None:
    assert first_known(states) is together


def test_attention_reaches_all_of_them() -> None:
    senses = FakeSense(), FakeSense()
    Together(senses).attend(True)

    assert [sense.attended for sense in senses] == [[True], [True]]


def test_a_part_that_is_lost_is_told_as_unknown() -> None:
    ear, states = Ear(), States(Part.LOCK)
    states.start(ear)
    states.set(Part.LOCK, OFF)
    states.lose()

    assert ear.heard == [(Part.LOCK, OFF), (Part.LOCK, UNKNOWN)]
