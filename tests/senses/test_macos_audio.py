"""Who records on a Mac, told from properties that a test makes up."""

from __future__ import annotations

import pytest

from boundary.senses.macos_audio import (
    DEVICES,
    PROCESS_ID,
    PROCESSES,
    RECORDS,
    RUNS_SOMEWHERE,
    STREAMS,
    SYSTEM,
    camera_used,
    code,
    microphone_used,
)
from boundary.senses.sense import State

OURS = 7
HEADSET, SPEAKER = 41, 42
CALL, PLAYER = 51, 52


class FakeObjects:
    """Objects whose properties are a table of (object, selector) to numbers."""

    def __init__(self, table: dict[tuple[int, int], list[int]]) -> None:
        self._table = table

    def numbers(self, thing: int, selector: int, _scope: int) -> list[int] | None:
        return self._table.get((thing, selector))


def processes(*, records: int, process: int = 4711) -> FakeObjects:
    return FakeObjects(
        {
            (SYSTEM, PROCESSES): [PLAYER, CALL],
            (PLAYER, RECORDS): [0],
            (CALL, RECORDS): [records],
            (CALL, PROCESS_ID): [process],
        }
    )


def devices(*running: int, hearing: bool = True) -> FakeObjects:
    table = {(SYSTEM, DEVICES): [HEADSET, SPEAKER]}
    table |= {(device, RUNS_SOMEWHERE): [int(device in running)] for device in (HEADSET, SPEAKER)}
    return FakeObjects(table | ({(HEADSET, STREAMS): [1]} if hearing else {}))


@pytest.mark.parametrize(
    ("objects", "state"),
    [
        (processes(records=1), State.ON),
        (processes(records=0), State.OFF),
        (processes(records=1, process=OURS), State.OFF),
        (devices(HEADSET), State.ON),
        (devices(), State.OFF),
        (devices(SPEAKER), State.OFF),
        (devices(HEADSET, hearing=False), State.OFF),
        (FakeObjects({}), State.UNKNOWN),
    ],
)
def test_a_microphone_is_used_where_something_records(objects: FakeObjects, state: State) -> None:
    assert microphone_used(objects, OURS) is state


@pytest.mark.parametrize(
    ("objects", "state"),
    [(devices(HEADSET), State.ON), (devices(), State.OFF), (FakeObjects({}), State.UNKNOWN)],
)
def test_a_camera_is_used_where_one_runs(objects: FakeObjects, state: State) -> None:
    assert camera_used(objects) is state


def test_a_code_is_the_number_of_its_four_letters() -> None:
    assert code("dev#") == 0x64657623
