"""The ConsentStore of Windows, read and watched. Written from the documentation, never run.

RegNotifyChangeKeyValue tells of one change and has to be asked again; its event is waited for by
Qt's own loop. The store of the machine holds services, that of the user her programs; programs
that came from no store lie one level deeper, under NonPackaged.
"""

from __future__ import annotations

import ctypes
import sys
import winreg
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta

from PySide6.QtCore import (  # type: ignore[attr-defined]  # there on Windows only
    QObject,
    QWinEventNotifier,
)

from boundary.clock import Clock
from boundary.senses.consent import DEVICES, Use

assert sys.platform == "win32"

STORE = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
HIVES = (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE)
_CHANGES = 0x1 | 0x4
"""REG_NOTIFY_CHANGE_NAME and REG_NOTIFY_CHANGE_LAST_SET."""

_kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
_advapi32 = ctypes.WinDLL("advapi32", use_last_error=True)
_kernel32.CreateEventW.restype = ctypes.c_void_p
_kernel32.GetTickCount64.restype = ctypes.c_ulonglong


class ConsentStore(QObject):
    """The books of Windows on its microphones and cameras."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._watches: list[_Watch] = []

    def uses(self, device: str) -> list[Use] | None:
        """Return every program's last use of *device*, None if neither hive has a store."""
        found: list[Use] | None = None
        for hive in HIVES:
            try:
                with winreg.OpenKey(hive, rf"{STORE}\{device}") as key:
                    found = [*(found or []), *_uses_below(key)]
            except OSError:
                continue
        return found

    def booted(self) -> datetime:
        """Return when the computer was started (UTC)."""
        return self._clock.now() - timedelta(milliseconds=_kernel32.GetTickCount64())

    def watch(self, changed: Callable[[], None]) -> None:
        """Call *changed* on the Qt thread after every change in the store."""
        for hive in HIVES:
            for device in DEVICES.values():
                try:
                    self._watches.append(_Watch(hive, rf"{STORE}\{device}", changed))
                except OSError:
                    continue

    def unwatch(self) -> None:
        """Watch no more."""
        for watch in self._watches:
            watch.close()
        self._watches.clear()


class _Watch(QObject):
    """One key with all below it; OSError if it is not there."""

    def __init__(self, hive: int, path: str, changed: Callable[[], None]) -> None:
        super().__init__()
        self._changed = changed
        with ExitStack() as undo:
            self._key = undo.enter_context(
                winreg.OpenKey(hive, path, access=winreg.KEY_NOTIFY | winreg.KEY_READ)
            )
            self._event = ctypes.c_void_p(_kernel32.CreateEventW(None, False, False, None))
            self._undo = undo.pop_all()
        self._undo.callback(_kernel32.CloseHandle, self._event)
        self._notifier = QWinEventNotifier(self._event.value, self)
        self._notifier.activated.connect(self._told)
        self._ask()

    def close(self) -> None:
        self._notifier.setEnabled(False)
        self._undo.close()

    def _ask(self) -> None:
        _advapi32.RegNotifyChangeKeyValue(
            ctypes.c_void_p(int(self._key)), True, _CHANGES, self._event, True
        )

    def _told(self) -> None:
        self._ask()
        self._changed()


def _uses_below(key: winreg.HKEYType) -> Iterator[Use]:
    """Give the uses of the programs below *key*, whatever their names."""
    for number in range(winreg.QueryInfoKey(key)[0]):
        try:
            name = winreg.EnumKey(key, number)
            with winreg.OpenKey(key, name) as program:
                if name == "NonPackaged":
                    yield from _uses_below(program)
                    continue
                start, _ = winreg.QueryValueEx(program, "LastUsedTimeStart")
                stop, _ = winreg.QueryValueEx(program, "LastUsedTimeStop")
        except OSError:
            continue
        if isinstance(start, int) and isinstance(stop, int):
            yield Use(start, stop)
