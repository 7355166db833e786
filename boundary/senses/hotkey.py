"""The one key that works wherever she is, on whatever this machine allows.

X11 by a grab, Wayland by the desktop's portal, Windows and macOS by their own calls. Where none
is possible `grab` says so, in words she can read; nothing polls the keyboard.
"""

from __future__ import annotations

import os
import sys
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from boundary.senses.chord import DEFAULT, Chord, HotkeyError, parse_chord

__all__ = ["DEFAULT", "Hotkey", "HotkeyError"]


class Backend(Protocol):
    """How one kind of desktop gives a key away."""

    @property
    def pressed(self) -> SignalInstance:
        """Tell, on the Qt thread, that the key was pressed."""
        ...

    def grab(self, chord: Chord) -> HotkeyError | None:
        """Take *chord*, or return what is wrong."""
        ...

    def release(self) -> None:
        """Let it go; nothing if it was not taken."""
        ...


class Hotkey(QObject):
    """A key for the whole desktop. `pressed` comes once for each press, however long.

    `refused` comes with a HotkeyError where the answer to `grab` comes later: on Wayland the
    desktop asks her first.
    """

    pressed = Signal()
    refused = Signal(object)

    def __init__(self, keys: str = DEFAULT, backend: Backend | None = None) -> None:
        super().__init__()
        self._keys = keys
        self._backend = backend

    def grab(self) -> HotkeyError | None:
        """Take the key; return None, or what is wrong (nothing is raised for it)."""
        try:
            chord = parse_chord(self._keys)
        except HotkeyError as error:
            return error
        if self._backend is None:
            self._backend = _backend_here()
        self._backend.pressed.connect(self.pressed)
        refused = getattr(self._backend, "refused", None)
        if refused is not None:
            refused.connect(self.refused)
        trouble = self._backend.grab(chord)
        if trouble is not None:
            self.release()
        return trouble

    def release(self) -> None:
        """Let the key go; nothing if it was not taken."""
        if self._backend is None:
            return
        self._backend.release()
        self._backend.pressed.disconnect(self.pressed)
        self._backend = None


def _backend_here() -> Backend:
    """Return the way of this machine, and load no other's."""
    if sys.platform == "win32":
        from boundary.senses.hotkey_windows import WindowsHotkey

        return WindowsHotkey()
    if sys.platform == "darwin":
        from boundary.senses.hotkey_macos import MacHotkey

        return MacHotkey()
    if os.environ.get("WAYLAND_DISPLAY"):
        from boundary.senses.hotkey_portal import PortalHotkey

        return PortalHotkey()
    from boundary.senses.hotkey_x11 import X11Hotkey

    return X11Hotkey()
