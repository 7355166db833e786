"""The senses of Windows. Written from the documentation of Win32, never run.

Lock and sleep come as messages to a window of our own that is never shown: a window for messages
only would get no broadcasts. Whether a screen is shared no public call tells.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

from PySide6.QtCore import QObject

from boundary.clock import SystemClock
from boundary.senses.consent import Consent
from boundary.senses.sense import Heard, Part, Sense, State
from boundary.senses.states import States
from boundary.senses.together import Together

assert sys.platform == "win32"

WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
SLEEPS, WAKES = 0x04, frozenset({0x07, 0x12})
"""PBT_APMSUSPEND; PBT_APMRESUMESUSPEND and PBT_APMRESUMEAUTOMATIC."""
LOCKED, UNLOCKED = 0x7, 0x8
"""WTS_SESSION_LOCK and WTS_SESSION_UNLOCK."""
_THIS_SESSION, _SESSION_INFO_EX, _FLAGS_AT = -1, 25, 16
_CLASS = "BoundarySenses"

_user32 = ctypes.WinDLL("user32", use_last_error=True)
_wtsapi32 = ctypes.WinDLL("wtsapi32", use_last_error=True)
_PROCEDURE = ctypes.WINFUNCTYPE(
    ctypes.c_ssize_t, wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM
)
_user32.CreateWindowExW.restype = wintypes.HWND
_user32.DefWindowProcW.restype = ctypes.c_ssize_t
_user32.DefWindowProcW.argtypes = (
    wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM
)  # fmt: skip
_user32.RegisterSuspendResumeNotification.restype = ctypes.c_void_p


class _WindowClass(ctypes.Structure):
    """WNDCLASSW."""

    _fields_ = (
        ("style", wintypes.UINT),
        ("procedure", _PROCEDURE),
        ("class_extra", ctypes.c_int),
        ("window_extra", ctypes.c_int),
        ("instance", wintypes.HINSTANCE),
        ("icon", wintypes.HANDLE),
        ("cursor", wintypes.HANDLE),
        ("background", wintypes.HANDLE),
        ("menu_name", wintypes.LPCWSTR),
        ("class_name", wintypes.LPCWSTR),
    )


class LockAndSleep(QObject):
    """The sense of lock and sleep, by a hidden window's messages."""

    def __init__(self) -> None:
        super().__init__()
        self._states = States(Part.LOCK, Part.SLEEP)
        self._procedure = _PROCEDURE(self._message)
        self._window: int | None = None
        self._power: int | None = None

    def start(self, heard: Heard) -> None:
        """Listen; whether she is locked now is asked once, and who asks is awake."""
        self._states.start(heard)
        wanted = _WindowClass(procedure=self._procedure, class_name=_CLASS)
        _user32.RegisterClassW(ctypes.byref(wanted))
        self._window = _user32.CreateWindowExW(
            0, _CLASS, None, 0, 0, 0, 0, 0, None, None, None, None
        )
        if not self._window:
            return
        _wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(self._window), 0)
        self._power = _user32.RegisterSuspendResumeNotification(wintypes.HWND(self._window), 0)
        self._states.set(Part.SLEEP, State.OFF)
        self._states.set(Part.LOCK, locked_now())

    def state(self, part: Part) -> State:
        """Return what is known of *part*."""
        return self._states.of(part)

    def attend(self, near: bool) -> None:
        """Nothing: Windows speaks by itself."""

    def stop(self) -> None:
        """Listen no more."""
        self._states.stop()
        if self._power:
            _user32.UnregisterSuspendResumeNotification(ctypes.c_void_p(self._power))
            self._power = None
        if self._window:
            window = wintypes.HWND(self._window)
            _wtsapi32.WTSUnRegisterSessionNotification(window)
            _user32.DestroyWindow(window)
            _user32.UnregisterClassW(_CLASS, None)
            self._window = None

    def _message(self, window: int, message: int, what: int, detail: int) -> int:
        if message == WM_POWERBROADCAST and what == SLEEPS:
            self._states.set(Part.SLEEP, State.ON)
        elif message == WM_POWERBROADCAST and what in WAKES:
            self._states.set(Part.SLEEP, State.OFF)
        elif message == WM_WTSSESSION_CHANGE and what in (LOCKED, UNLOCKED):
            self._states.set(Part.LOCK, State.ON if what == LOCKED else State.OFF)
        return int(_user32.DefWindowProcW(window, message, what, detail))


def locked_now() -> State:
    """Ask for the flags of WTSINFOEX_LEVEL1: 0 is locked, 1 is not, else nobody knows."""
    found, size = ctypes.c_void_p(), wintypes.DWORD()
    if not _wtsapi32.WTSQuerySessionInformationW(
        None, _THIS_SESSION, _SESSION_INFO_EX, ctypes.byref(found), ctypes.byref(size)
    ):
        return State.UNKNOWN
    try:
        if not found.value or size.value < _FLAGS_AT + 4:
            return State.UNKNOWN
        flags = ctypes.c_int.from_address(found.value + _FLAGS_AT).value
    finally:
        _wtsapi32.WTSFreeMemory(found)
    return {0: State.ON, 1: State.OFF}.get(flags, State.UNKNOWN)


def windows_senses() -> Sense:
    """Return all that Windows tells."""
    from boundary.senses.windows_registry import ConsentStore

    return Together([LockAndSleep(), Consent(ConsentStore(SystemClock()))])
