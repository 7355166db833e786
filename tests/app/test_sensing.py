"""What the senses find becomes facts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from boundary.app.sensing import Sensing
from boundary.schedule.facts import Fact, FactKind
from boundary.senses.sense import Part, State
from tests.senses.rigs import FakeSense

K = FactKind


class World:
    """A fake sense, and the facts that came of it."""

    def __init__(self) -> None:
        self.facts: list[FactKind] = []
        self.sense = FakeSense()
        for part in Part:
            self.sense.say(part, State.UNKNOWN)
        self.sensing = Sensing(self.sense, self.facts.append)
        self.sensing.start()

    def says(self, part: Part, *states: State) -> list[FactKind]:
        """Have *part* go through *states*; return the facts of it."""
        for state in states:
            self.sense.say(part, state)
        return self.facts


def facts(*kinds: FactKind) -> list[Fact]:
    return [Fact(datetime(2026, 12, 1, 9, n, tzinfo=UTC), kind) for n, kind in enumerate(kinds)]


def test_a_closed_microphone_is_told_from_the_first_knowledge_on() -> None:
    assert World().says(Part.MICROPHONE, State.OFF) == [K.MIC_CLOSED]


@pytest.mark.parametrize("part", [Part.SHARE, Part.LOCK, Part.SLEEP])
def test_that_nothing_has_begun_is_no_fact(part: Part) -> None:
    assert World().says(part, State.OFF) == []


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (Part.MICROPHONE, [K.MIC_OPEN, K.MIC_CLOSED]),
        (Part.CAMERA, [K.CAMERA_OPEN, K.CAMERA_CLOSED]),
        (Part.SHARE, [K.SHARE_ON, K.SHARE_OFF]),
        (Part.LOCK, [K.LOCK, K.UNLOCK]),
        (Part.SLEEP, [K.SLEEP, K.WAKE]),
    ],
)
def test_what_begins_and_ends_is_two_facts(part: Part, told: list[FactKind]) -> None:
    assert World().says(part, State.ON, State.OFF) == told


def test_what_is_lost_from_sight_is_no_end() -> None:
    assert World().says(Part.LOCK, State.ON, State.UNKNOWN) == [K.LOCK]


def test_what_is_found_again_as_it_was_is_no_second_beginning() -> None:
    assert World().says(Part.MICROPHONE, State.ON, State.UNKNOWN, State.ON) == [K.MIC_OPEN]


def test_an_end_that_came_while_it_was_out_of_sight_is_told() -> None:
    told = World().says(Part.LOCK, State.ON, State.UNKNOWN, State.OFF)

    assert told == [K.LOCK, K.UNLOCK]


def test_a_lock_of_an_earlier_run_ends_when_it_is_known_to_be_off() -> None:
    world = World()
    world.says(Part.LOCK, State.OFF)
    world.sensing.catch_up(facts(K.UNLOCK, K.LOCK))

    assert world.facts == [K.UNLOCK]


def test_a_lock_of_an_earlier_run_that_is_not_known_yet_ends_later() -> None:
    world = World()
    world.sensing.catch_up(facts(K.LOCK))

    assert world.says(Part.LOCK, State.OFF) == [K.UNLOCK]


def test_a_microphone_of_an_earlier_run_that_is_still_open_is_no_second_opening() -> None:
    world = World()
    world.sensing.catch_up(facts(K.MIC_OPEN))

    assert world.says(Part.MICROPHONE, State.ON) == []


def test_a_lock_that_ended_in_the_earlier_run_is_not_ended_twice() -> None:
    world = World()
    world.says(Part.LOCK, State.OFF)
    world.sensing.catch_up(facts(K.LOCK, K.UNLOCK))

    assert world.facts == []
