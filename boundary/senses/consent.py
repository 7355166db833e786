r"""Microphone and camera as Windows keeps books on them: the ConsentStore of the registry.

Below `Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore` each
program has a key with `LastUsedTimeStart` and `LastUsedTimeStop`, FILETIMEs; the stop is 0 while
the device is in use (Windows 10 1903 and newer). Which program it is, is not looked at. Here is
all of it that needs no Windows; how the registry is read and watched is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from PySide6.QtCore import QObject

from boundary.senses.sense import Heard, Part, State
from boundary.senses.states import States

DEVICES = {Part.MICROPHONE: "microphone", Part.CAMERA: "webcam"}
"""What the store calls them."""

_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Use:
    """One program's last use, in tenths of a microsecond since 1601 (UTC); stop 0: still."""

    start: int
    stop: int


def filetime(instant: datetime) -> int:
    """Return *instant* (UTC) as a FILETIME."""
    return (instant - _EPOCH) // timedelta(microseconds=1) * 10


def in_use(uses: Iterable[Use] | None, booted: datetime) -> State:
    """Tell from *uses* whether the device is open; UNKNOWN for None, where no books are kept.

    A use that began before the computer was *booted* (UTC) is stale: its program or Windows
    fell over and left the stop unwritten.
    """
    if uses is None:
        return State.UNKNOWN
    since = filetime(booted)
    return State.ON if any(u.stop == 0 and u.start >= since for u in uses) else State.OFF


class Registry(Protocol):
    """The store, read and watched."""

    def uses(self, device: str) -> list[Use] | None:
        """Return every program's last use of *device*, None if there is no store."""
        ...

    def booted(self) -> datetime:
        """Return when the computer was started (UTC)."""
        ...

    def watch(self, changed: Callable[[], None]) -> None:
        """Call *changed*, on the Qt thread, whenever something in the store may be another."""
        ...

    def unwatch(self) -> None:
        """Watch no more."""
        ...


class Consent(QObject):
    """The sense of microphone and camera on Windows."""

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        self._registry = registry
        self._states = States(*DEVICES)
        self._started = False

    def start(self, heard: Heard) -> None:
        """Look once, and again whenever the store changes."""
        self._states.start(heard)
        self._started = True
        self._registry.watch(self._look)
        self._look()

    def state(self, part: Part) -> State:
        """Return what is known of *part*."""
        return self._states.of(part)

    def attend(self, near: bool) -> None:
        """Look once more when a session comes near: a change may have been missed."""
        if near and self._started:
            self._look()

    def stop(self) -> None:
        """Watch no more."""
        if self._started:
            self._registry.unwatch()
        self._started = False
        self._states.stop()

    def _look(self) -> None:
        booted = self._registry.booted()
        for part, device in DEVICES.items():
            self._states.set(part, in_use(self._registry.uses(device), booted))
