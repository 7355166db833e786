"""The hotkey on Windows, by RegisterHotKey. Written from the documentation, never run.

Without a window the press comes as a message of the thread, which Qt hands to native filters.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject, Signal

from boundary.language import tr
from boundary.senses.chord import Chord, HotkeyError, Modifier

assert sys.platform == "win32"

WM_HOTKEY = 0x0312
_NUMBER = 0x0B0D
_NO_REPEAT = 0x4000
_MODIFIERS = {Modifier.ALT: 1, Modifier.CTRL: 2, Modifier.SHIFT: 4, Modifier.SUPER: 8}
_KEYS = {
    "Space": 0x20, "Escape": 0x1B, "Home": 0x24, "End": 0x23, "Insert": 0x2D, "Delete": 0x2E,
    "PageUp": 0x21, "PageDown": 0x22, "Pause": 0x13,
} | {f"F{n}": 0x6F + n for n in range(1, 13)}  # fmt: skip
"""Virtual key codes; letters and figures are their own."""

_user32 = ctypes.WinDLL("user32", use_last_error=True)


class _Filter(QAbstractNativeEventFilter):
    """Picks our hotkey out of the thread's messages."""

    def __init__(self, owner: WindowsHotkey) -> None:
        super().__init__()
        self._owner = owner

    def nativeEventFilter(self, kind: Any, message: int) -> Any:
        if bytes(kind) == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if told.message == WM_HOTKEY and told.wParam == _NUMBER:
                self._owner.pressed.emit()
        return False, 0


class WindowsHotkey(QObject):
    """A key that Windows hands on."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filter: _Filter | None = None

    def grab(self, chord: Chord) -> HotkeyError | None:
        """Take *chord*, or say that another program has it."""
        self.release()
        held = sum(_MODIFIERS[modifier] for modifier in chord.modifiers) | _NO_REPEAT
        key = _KEYS.get(chord.key) or ord(chord.key)
        if not _user32.RegisterHotKey(None, _NUMBER, held, key):
            return HotkeyError(
                tr("Another program has {keys}.").format(keys=chord),
                tr("Choose another hotkey, or take it from that program."),
            )
        self._filter = _Filter(self)
        _application().installNativeEventFilter(self._filter)
        return None

    def release(self) -> None:
        """Let it go."""
        if self._filter is not None:
            _application().removeNativeEventFilter(self._filter)
            self._filter = None
            _user32.UnregisterHotKey(None, _NUMBER)


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None
    return application
