"""The little of libxcb that a hotkey needs, by ctypes. Numbers are those of xproto.h.

Not Xlib: its errors end the program unless the one handler of the whole process is replaced,
and that one is Qt's.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from boundary.senses.chord import Chord, Modifier

KEY_PRESS, KEY_RELEASE, MAPPING_NOTIFY = 2, 3, 34
MAPPING_KEYBOARD = 1
BAD_ACCESS = 10
_GRAB_ASYNC = 1

MODIFIERS: Mapping[Modifier, int] = {
    Modifier.SHIFT: 1,
    Modifier.CTRL: 4,
    Modifier.ALT: 8,
    Modifier.SUPER: 64,
}
"""Alt is Mod1 and Super Mod4 wherever xkeyboard-config made the map, which is everywhere."""

LOCKS = (0, 2, 16, 18)
"""With and without CapsLock (Lock) and NumLock (Mod2): a grab holds for exact modifiers only."""

_KEYSYMS = {
    "Space": 0x20, "Escape": 0xFF1B, "Home": 0xFF50, "End": 0xFF57, "Insert": 0xFF63,
    "Delete": 0xFFFF, "PageUp": 0xFF55, "PageDown": 0xFF56, "Pause": 0xFF13,
} | {f"F{n}": 0xFFBD + n for n in range(1, 13)}  # fmt: skip
"""keysymdef.h; a letter or figure is its own character, the letters in lower case."""


def keysym(chord: Chord) -> int:
    """Return the X keysym of the key of *chord*."""
    return _KEYSYMS.get(chord.key) or ord(chord.key.lower())


def modifiers(chord: Chord) -> int:
    """Return the modifier mask of *chord*, without locks."""
    return sum(MODIFIERS[modifier] for modifier in chord.modifiers)


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _ScreenIterator(ctypes.Structure):
    _fields_ = (
        ("data", ctypes.POINTER(ctypes.c_uint32)),
        ("rem", ctypes.c_int),
        ("index", ctypes.c_int),
    )


class KeyEvent(ctypes.Structure):
    """xcb_key_press_event_t, as far as it is read; `detail` is the keycode, `time` in ms."""

    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("detail", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("time", ctypes.c_uint32),
    )


class Display:
    """A connection of our own to the X server that DISPLAY names; OSError if none answers."""

    def __init__(self) -> None:
        self._xcb = _load()
        self._connection = ctypes.c_void_p(self._xcb.xcb_connect(None, None))
        if not self.is_well():
            self.close()
            raise OSError("no X server answers")
        setup = self._xcb.xcb_get_setup(self._connection)
        self._root: int = self._xcb.xcb_setup_roots_iterator(setup).data[0]
        limits = ctypes.cast(setup + 34, ctypes.POINTER(ctypes.c_uint8))
        self._first, self._last = limits[0], limits[1]

    def close(self) -> None:
        """Hang up; the server lets go of every grab of ours."""
        self._xcb.xcb_disconnect(self._connection)

    def is_well(self) -> bool:
        """Tell whether the connection still stands."""
        return int(self._xcb.xcb_connection_has_error(self._connection)) == 0

    def descriptor(self) -> int:
        """Return the descriptor that is readable when there is news."""
        return int(self._xcb.xcb_get_file_descriptor(self._connection))

    def keycodes(self, wanted: int) -> list[int]:
        """Return the codes of the keys that give the keysym *wanted* without a modifier."""
        count = self._last - self._first + 1
        cookie = self._xcb.xcb_get_keyboard_mapping(self._connection, self._first, count)
        with self._freed(
            self._xcb.xcb_get_keyboard_mapping_reply(self._connection, cookie, None)
        ) as reply:
            if not reply:
                return []
            each = ctypes.cast(reply, ctypes.POINTER(ctypes.c_uint8))[1]
            syms = self._xcb.xcb_get_keyboard_mapping_keysyms(reply)
            return [self._first + n for n in range(count) if each and syms[n * each] == wanted]

    def grab(self, keycode: int, mask: int) -> int:
        """Take the key for us; return 0, or the number of the X error (`BAD_ACCESS`: taken)."""
        cookie = self._xcb.xcb_grab_key_checked(
            self._connection, 1, self._root, mask, keycode, _GRAB_ASYNC, _GRAB_ASYNC
        )
        with self._freed(self._xcb.xcb_request_check(self._connection, cookie)) as error:
            if error:
                return int(ctypes.cast(error, ctypes.POINTER(ctypes.c_uint8))[1])
        return 0

    def ungrab_all(self) -> None:
        """Let go of every key that we took."""
        self._xcb.xcb_ungrab_key(self._connection, 0, self._root, 0x8000)
        self._xcb.xcb_flush(self._connection)

    def events(self) -> Iterator[KeyEvent]:
        """Give what has come, without waiting."""
        while pointer := self._xcb.xcb_poll_for_event(self._connection):
            with self._freed(pointer):
                event = KeyEvent()
                ctypes.memmove(ctypes.byref(event), pointer, ctypes.sizeof(event))
                event.response_type &= 0x7F
                yield event

    @contextmanager
    def _freed(self, pointer: int | None) -> Iterator[int | None]:
        """Have what the library allocated given back."""
        try:
            yield pointer
        finally:
            if pointer:
                self._xcb.free(ctypes.c_void_p(pointer))


def _load() -> Any:
    """Load libxcb, with its types; `free` is found through it, for it is linked to libc."""
    xcb = ctypes.CDLL("libxcb.so.1")
    pointer, u8, u16, u32 = ctypes.c_void_p, ctypes.c_uint8, ctypes.c_uint16, ctypes.c_uint32
    for name, result, arguments in (
        ("xcb_connect", pointer, (ctypes.c_char_p, pointer)),
        ("xcb_disconnect", None, (pointer,)),
        ("xcb_connection_has_error", ctypes.c_int, (pointer,)),
        ("xcb_get_file_descriptor", ctypes.c_int, (pointer,)),
        ("xcb_get_setup", pointer, (pointer,)),
        ("xcb_setup_roots_iterator", _ScreenIterator, (pointer,)),
        ("xcb_get_keyboard_mapping", _Cookie, (pointer, u8, u8)),
        ("xcb_get_keyboard_mapping_reply", pointer, (pointer, _Cookie, pointer)),
        ("xcb_get_keyboard_mapping_keysyms", ctypes.POINTER(u32), (pointer,)),
        ("xcb_grab_key_checked", _Cookie, (pointer, u8, u32, u16, u8, u8, u8)),
        ("xcb_request_check", pointer, (pointer, _Cookie)),
        ("xcb_ungrab_key", _Cookie, (pointer, u8, u32, u16)),
        ("xcb_flush", ctypes.c_int, (pointer,)),
        ("xcb_poll_for_event", pointer, (pointer,)),
        ("free", None, (pointer,)),
    ):
        function = getattr(xcb, name)
        function.restype, function.argtypes = result, arguments
    return xcb
