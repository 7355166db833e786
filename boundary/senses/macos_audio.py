"""Who uses a microphone or camera on a Mac, from the properties of audio and video objects.

Sources: AudioHardware.h and CMIOHardware.h of the macOS SDK. Here is the part that needs no Mac;
the properties are read by what is handed in. From macOS 14 on CoreAudio tells of each process
whether it records; before, and for cameras, of each device whether anybody uses it, which for a
headset is also true while it plays.
"""

from __future__ import annotations

from typing import Protocol

from boundary.senses.sense import State

SYSTEM = 1
"""kAudioObjectSystemObject and kCMIOObjectSystemObject."""


def code(four: str) -> int:
    """Return the four-character code *four* as the number that it is."""
    return int.from_bytes(four.encode("ascii"), "big")


GLOBAL, INPUT = code("glob"), code("inpt")
DEVICES, STREAMS, RUNS_SOMEWHERE = code("dev#"), code("stm#"), code("gone")
PROCESSES, PROCESS_ID, RECORDS = code("prs#"), code("ppid"), code("piri")


class Objects(Protocol):
    """The objects of CoreAudio or CoreMediaIO."""

    def numbers(self, thing: int, selector: int, scope: int) -> list[int] | None:
        """Return the 32-bit numbers of a property, None if the object has it not."""
        ...


def microphone_used(objects: Objects, ours: int) -> State:
    """Tell whether a process other than *ours* (a process id) records."""
    processes = objects.numbers(SYSTEM, PROCESSES, GLOBAL)
    if processes is not None:
        recording = (
            _first(objects, process, RECORDS) == 1 and _first(objects, process, PROCESS_ID) != ours
            for process in processes
        )
        return State.ON if any(recording) else State.OFF
    devices = objects.numbers(SYSTEM, DEVICES, GLOBAL)
    if devices is None:
        return State.UNKNOWN
    hearing = [device for device in devices if objects.numbers(device, STREAMS, INPUT)]
    return _any_runs(objects, hearing)


def camera_used(objects: Objects) -> State:
    """Tell whether any camera is in use."""
    devices = objects.numbers(SYSTEM, DEVICES, GLOBAL)
    return State.UNKNOWN if devices is None else _any_runs(objects, devices)


def _any_runs(objects: Objects, devices: list[int]) -> State:
    runs = any(_first(objects, device, RUNS_SOMEWHERE) == 1 for device in devices)
    return State.ON if runs else State.OFF


def _first(objects: Objects, thing: int, selector: int) -> int | None:
    numbers = objects.numbers(thing, selector, GLOBAL)
    return numbers[0] if numbers else None
