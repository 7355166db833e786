"""What every sense is: something that is on, off, or not known, and says when that changes."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol


class State(StrEnum):
    """Unknown is an answer of its own: a sense that can't know never guesses."""

    ON = "on"
    OFF = "off"
    UNKNOWN = "unknown"


class Part(StrEnum):
    """What a sense may tell of."""

    MICROPHONE = "microphone"
    CAMERA = "camera"
    SHARE = "share"
    LOCK = "lock"
    SLEEP = "sleep"


Heard = Callable[[Part, State], None]
"""Is told each change, on the Qt thread, and each first knowledge."""


class Sense(Protocol):
    """A watcher of one or several parts."""

    def start(self, heard: Heard) -> None:
        """Begin to watch; *heard* is told what is so, and every change from then on."""
        ...

    def state(self, part: Part) -> State:
        """Return what is known of *part* now; UNKNOWN for what it does not watch."""
        ...

    def attend(self, near: bool) -> None:
        """Look more closely while an answer matters: a session is near. Polls only then."""
        ...

    def stop(self) -> None:
        """Watch no more; everything is unknown again, and nobody is told so."""
        ...
