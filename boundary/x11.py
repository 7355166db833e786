"""A glance at the X display through Xlib: is there a tray, and when was the last key or mouse.

For the doctor, which has no Qt, and for the sense of idleness. Xlib is loaded as the system has
it; where it is missing, the answer is the same as where no display answers.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

_TRAY = b"_NET_SYSTEM_TRAY_S0"
"""The selection that a tray owns (System Tray Protocol, freedesktop.org), on screen 0."""

_COMPOSITOR = b"_NET_WM_CM_S0"
"""The selection that a compositing manager owns (EWMH), on screen 0."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What an X display that answers can do."""

    tray: bool
    idle: bool
    composited: bool = False


class _ScreenSaverInfo(ctypes.Structure):
    """XScreenSaverInfo of X11/extensions/scrnsaver.h; `idle` is in milliseconds."""

    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("event_mask", ctypes.c_ulong),
    )


def look_at_x11() -> Screen | None:
    """Open the display that DISPLAY names and look; None if there is none that answers."""
    with _opened() as (xlib, display):
        if xlib is None:
            return None
        tray, manager = (_is_owned(xlib, display, name) for name in (_TRAY, _COMPOSITOR))
        return Screen(tray, _idle(xlib, display) is not None, manager)


def x11_idle_for() -> timedelta | None:
    """Return the time since the last key or mouse on that display; None if nothing tells."""
    with _opened() as (xlib, display):
        return None if xlib is None else _idle(xlib, display)


@contextmanager
def _opened() -> Iterator[tuple[Any, ctypes.c_void_p]]:
    """Open the display and close it again; the first is None where none answers."""
    try:
        xlib = ctypes.CDLL("libX11.so.6")
    except OSError:
        yield None, ctypes.c_void_p()
        return
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XInternAtom.restype = ctypes.c_ulong
    xlib.XGetSelectionOwner.restype = ctypes.c_ulong
    xlib.XDefaultRootWindow.restype = ctypes.c_ulong
    opened = xlib.XOpenDisplay(None)
    if not opened:
        yield None, ctypes.c_void_p()
        return
    display = ctypes.c_void_p(opened)
    try:
        yield xlib, display
    finally:
        xlib.XCloseDisplay(display)


def _is_owned(xlib: Any, display: ctypes.c_void_p, name: bytes) -> bool:
    selection = ctypes.c_ulong(xlib.XInternAtom(display, name, False))
    return bool(xlib.XGetSelectionOwner(display, selection))


def _idle(xlib: Any, display: ctypes.c_void_p) -> timedelta | None:
    """Ask the screen saver extension. Without the extension the question would be fatal."""
    try:
        saver = ctypes.CDLL("libXss.so.1")
    except OSError:
        return None
    event, error, info = ctypes.c_int(), ctypes.c_int(), _ScreenSaverInfo()
    if not saver.XScreenSaverQueryExtension(display, ctypes.byref(event), ctypes.byref(error)):
        return None
    root = ctypes.c_ulong(xlib.XDefaultRootWindow(display))
    if not saver.XScreenSaverQueryInfo(display, root, ctypes.byref(info)):
        return None
    return timedelta(milliseconds=info.idle)
