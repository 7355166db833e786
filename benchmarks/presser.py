"""Presses a key and waits until windows are gone, seen from outside: a helper of `hotkey`.

Reads lines of window ids, one line a round; presses Ctrl+Alt+Space through the X server's XTEST
as soon as one has come, and prints the milliseconds until the server shows none of them any more.
"""

from __future__ import annotations

import ctypes
import sys
import time
from ctypes import POINTER, byref, c_char_p, c_int, c_uint, c_ulong, c_void_p

KEYSYMS = (b"Control_L", b"Alt_L", b"space")
VIEWABLE = 2
PATIENCE = 5.0
"""Seconds after which a window that does not go is told as such."""

_HANDLER = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)


class _Attributes(ctypes.Structure):
    """XWindowAttributes of Xlib.h, as far as `map_state`."""

    _fields_ = (
        ("x", c_int), ("y", c_int), ("width", c_int), ("height", c_int),
        ("border_width", c_int), ("depth", c_int), ("visual", c_void_p), ("root", c_ulong),
        ("class_", c_int), ("bit_gravity", c_int), ("win_gravity", c_int),
        ("backing_store", c_int), ("backing_planes", c_ulong), ("backing_pixel", c_ulong),
        ("save_under", c_int), ("colormap", c_ulong), ("map_installed", c_int),
        ("map_state", c_int), ("rest", c_ulong * 8),
    )  # fmt: skip


class Presser:
    """A connection of its own to the X server."""

    def __init__(self) -> None:
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = c_void_p
        self._x.XOpenDisplay.argtypes = [c_char_p]
        self._x.XStringToKeysym.restype = c_ulong
        self._x.XKeysymToKeycode.argtypes = [c_void_p, c_ulong]
        self._x.XSync.argtypes = [c_void_p, c_int]
        self._x.XGetWindowAttributes.argtypes = [c_void_p, c_ulong, POINTER(_Attributes)]
        self._test.XTestFakeKeyEvent.argtypes = [c_void_p, c_uint, c_int, c_ulong]
        # A window that is destroyed while it is asked for is gone too, and no error.
        self._ignore = _HANDLER(lambda _display, _error: 0)
        self._x.XSetErrorHandler(self._ignore)
        self._display = self._x.XOpenDisplay(None)
        symbols = [self._x.XStringToKeysym(name) for name in KEYSYMS]
        self._keys = [self._x.XKeysymToKeycode(self._display, symbol) for symbol in symbols]

    def round(self, windows: list[int]) -> float:
        """Press the keys and return the milliseconds until none of *windows* is seen."""
        began = time.monotonic()
        for key in self._keys:
            self._test.XTestFakeKeyEvent(self._display, key, 1, 0)
        for key in reversed(self._keys):
            self._test.XTestFakeKeyEvent(self._display, key, 0, 0)
        self._x.XSync(self._display, 0)
        while any(self._is_seen(window) for window in windows):
            if time.monotonic() - began > PATIENCE:
                break
            time.sleep(0.0005)
        return (time.monotonic() - began) * 1000

    def _is_seen(self, window: int) -> bool:
        found = _Attributes()
        known = self._x.XGetWindowAttributes(self._display, window, byref(found))
        return bool(known) and found.map_state == VIEWABLE


def main() -> int:
    """Serve rounds until the input ends."""
    presser = Presser()
    for line in sys.stdin:
        print(presser.round([int(word) for word in line.split()]), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
