"""Idle time on Windows, by GetLastInputInfo. Written from the documentation, never run."""

from __future__ import annotations

import ctypes
import sys
from datetime import timedelta

assert sys.platform == "win32"


class _LastInput(ctypes.Structure):
    """LASTINPUTINFO; the time is a tick count of 32 bits, in milliseconds."""

    _fields_ = (("size", ctypes.c_uint), ("time", ctypes.c_uint32))


def windows_idle_for() -> timedelta | None:
    """Return the time since the last key or mouse, None if Windows does not tell."""
    last = _LastInput(size=ctypes.sizeof(_LastInput))
    if not ctypes.WinDLL("user32").GetLastInputInfo(ctypes.byref(last)):
        return None
    ticks = ctypes.WinDLL("kernel32").GetTickCount() & 0xFFFFFFFF
    return timedelta(milliseconds=(ticks - last.time) & 0xFFFFFFFF)
