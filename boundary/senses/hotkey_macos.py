"""The hotkey on macOS, by Carbon's RegisterEventHotKey. Written from CarbonEvents.h, never run.

It needs no permission to watch the keyboard, because it is told of this one key only.
"""

from __future__ import annotations

import ctypes
from typing import Any

from PySide6.QtCore import QObject, Signal

from boundary.language import tr
from boundary.senses.chord import Chord, HotkeyError, Modifier
from boundary.senses.macos import framework, function
from boundary.senses.macos_audio import code

_KEYBOARD, _HOTKEY_PRESSED = code("keyb"), 5
_MODIFIERS = {
    Modifier.SUPER: 0x0100,
    Modifier.SHIFT: 0x0200,
    Modifier.ALT: 0x0800,
    Modifier.CTRL: 0x1000,
}
_KEYS = {
    "Space": 49, "Escape": 53, "Home": 115, "End": 119, "Insert": 114, "Delete": 117,
    "PageUp": 116, "PageDown": 121,
    "F1": 122, "F2": 120, "F3": 99, "F4": 118, "F5": 96, "F6": 97, "F7": 98, "F8": 100,
    "F9": 101, "F10": 109, "F11": 103, "F12": 111,
    "A": 0, "B": 11, "C": 8, "D": 2, "E": 14, "F": 3, "G": 5, "H": 4, "I": 34, "J": 38, "K": 40,
    "L": 37, "M": 46, "N": 45, "O": 31, "P": 35, "Q": 12, "R": 15, "S": 1, "T": 17, "U": 32,
    "V": 9, "W": 13, "X": 7, "Y": 16, "Z": 6,
    "1": 18, "2": 19, "3": 20, "4": 21, "5": 23, "6": 22, "7": 26, "8": 28, "9": 25, "0": 29,
}  # fmt: skip
"""Virtual key codes of Events.h: places on the American layout. No Mac has a Pause key."""

_POINTER = ctypes.c_void_p
_HANDLER = ctypes.CFUNCTYPE(ctypes.c_int32, _POINTER, _POINTER, _POINTER)


class _EventType(ctypes.Structure):
    _fields_ = (("kind_class", ctypes.c_uint32), ("kind", ctypes.c_uint32))


class _HotkeyId(ctypes.Structure):
    _fields_ = (("signature", ctypes.c_uint32), ("number", ctypes.c_uint32))


class MacHotkey(QObject):
    """A key that macOS hands on."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._carbon: Any = None
        self._callback = _HANDLER(self._told)
        self._handler, self._hotkey = _POINTER(), _POINTER()

    def grab(self, chord: Chord) -> HotkeyError | None:
        """Take *chord*, or say that it can't be had."""
        self.release()
        if chord.key not in _KEYS:
            return _taken(chord)
        carbon = framework("Carbon")
        target = function(carbon, "GetApplicationEventTarget", _POINTER)()
        wanted = _EventType(_KEYBOARD, _HOTKEY_PRESSED)
        install = function(
            carbon, "InstallEventHandler", ctypes.c_int32,
            _POINTER, _HANDLER, ctypes.c_ulong, _POINTER, _POINTER, _POINTER,
        )  # fmt: skip
        register = function(
            carbon, "RegisterEventHotKey", ctypes.c_int32,
            ctypes.c_uint32, ctypes.c_uint32, _HotkeyId, _POINTER, ctypes.c_uint32, _POINTER,
        )  # fmt: skip
        self._carbon = carbon
        held = sum(_MODIFIERS[modifier] for modifier in chord.modifiers)
        name = _HotkeyId(code("Bdry"), 1)
        failed = install(
            target, self._callback, 1, ctypes.byref(wanted), None, ctypes.byref(self._handler)
        ) or register(_KEYS[chord.key], held, name, target, 0, ctypes.byref(self._hotkey))
        if failed:
            self.release()
            return _taken(chord)
        return None

    def release(self) -> None:
        """Let it go."""
        if self._carbon is None:
            return
        if self._hotkey.value is not None:
            function(self._carbon, "UnregisterEventHotKey", ctypes.c_int32, _POINTER)(self._hotkey)
        if self._handler.value is not None:
            function(self._carbon, "RemoveEventHandler", ctypes.c_int32, _POINTER)(self._handler)
        self._handler, self._hotkey = _POINTER(), _POINTER()
        self._carbon = None

    def _told(self, _next: int, _event: int, _data: int) -> int:
        self.pressed.emit()
        return 0


def _taken(chord: Chord) -> HotkeyError:
    return HotkeyError(
        tr("{keys} can't be had on this Mac.").format(keys=chord),
        tr("Choose another hotkey."),
    )
