"""Idle time on macOS, by the event source. Written from CGEventSource.h, never run."""

from __future__ import annotations

import ctypes
from datetime import timedelta

from boundary.senses.macos import framework, function

_COMBINED, _ANY = 0, 0xFFFFFFFF
"""kCGEventSourceStateCombinedSessionState and kCGAnyInputEventType."""


def macos_idle_for() -> timedelta | None:
    """Return the time since the last key or mouse."""
    seconds = function(
        framework("CoreGraphics"), "CGEventSourceSecondsSinceLastEventType", ctypes.c_double,
        ctypes.c_int32, ctypes.c_uint32,
    )(_COMBINED, _ANY)  # fmt: skip
    return timedelta(seconds=float(seconds))
