"""A glance at the X display through Xlib: is there a tray, does it tell of keys and mouse.

For the doctor, which has no Qt. Xlib is loaded as the system has it; where it is missing,
the answer is the same as where no display answers.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

_TRAY = b"_NET_SYSTEM_TRAY_S0"
"""The selection that a tray owns (System Tray Protocol, freedesktop.org), on screen 0."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What an X display that answers can do."""

    tray: bool
    idle: bool


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
    try:
        xlib = ctypes.CDLL("libX11.so.6")
    except OSError:
        return None
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XInternAtom.restype = ctypes.c_ulong
    xlib.XGetSelectionOwner.restype = ctypes.c_ulong
    xlib.XDefaultRootWindow.restype = ctypes.c_ulong
    opened = xlib.XOpenDisplay(None)
    if not opened:
        return None
    display = ctypes.c_void_p(opened)
    try:
        selection = ctypes.c_ulong(xlib.XInternAtom(display, _TRAY, False))
        tray = bool(xlib.XGetSelectionOwner(display, selection))
        root = ctypes.c_ulong(xlib.XDefaultRootWindow(display))
        return Screen(tray, _tells_idle(display, root))
    finally:
        xlib.XCloseDisplay(display)


def _tells_idle(display: ctypes.c_void_p, root: ctypes.c_ulong) -> bool:
    """Ask the screen saver extension once. Without the extension the question would be fatal."""
    try:
        saver = ctypes.CDLL("libXss.so.1")
    except OSError:
        return False
    event, error = ctypes.c_int(), ctypes.c_int()
    if not saver.XScreenSaverQueryExtension(display, ctypes.byref(event), ctypes.byref(error)):
        return False
    return bool(saver.XScreenSaverQueryInfo(display, root, ctypes.byref(_ScreenSaverInfo())))
