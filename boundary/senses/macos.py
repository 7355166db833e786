"""The senses of macOS, by ctypes. Written from the headers of its SDK, never run.

Microphone and camera are looked at every few seconds while it matters: their listeners call
back on threads of their own. Lock and sleep call back on the main run loop, which is Qt's.
Whether a screen is shared no public call tells.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QObject

from boundary.senses.macos_audio import camera_used, microphone_used
from boundary.senses.polled import Polled
from boundary.senses.sense import Heard, Part, Sense, State
from boundary.senses.states import States
from boundary.senses.together import Together

EVERY = timedelta(seconds=5)
FRAMEWORKS = "/System/Library/Frameworks/{name}.framework/{name}"
CAN_SLEEP, WILL_SLEEP, HAS_POWERED_ON = 0xE0000270, 0xE0000280, 0xE0000300
"""kIOMessageCanSystemSleep, kIOMessageSystemWillSleep, kIOMessageSystemHasPoweredOn."""
_LOCKED, _UNLOCKED = "com.apple.screenIsLocked", "com.apple.screenIsUnlocked"
_UTF8, _DELIVER_AT_ONCE = 0x08000100, 4

_POINTER = ctypes.c_void_p
_POWER = ctypes.CFUNCTYPE(None, _POINTER, ctypes.c_uint32, ctypes.c_uint32, _POINTER)
_NOTICE = ctypes.CFUNCTYPE(None, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)


def framework(name: str) -> Any:
    """Load a framework of the system."""
    return ctypes.CDLL(FRAMEWORKS.format(name=name))


def function(library: Any, name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return the function *name* of *library* with its types."""
    found = getattr(library, name)
    found.restype, found.argtypes = result, arguments
    call: Callable[..., Any] = found
    return call


class _Address(ctypes.Structure):
    """AudioObjectPropertyAddress and CMIOObjectPropertyAddress: selector, scope, main element."""

    _fields_ = (
        ("selector", ctypes.c_uint32),
        ("scope", ctypes.c_uint32),
        ("element", ctypes.c_uint32),
    )


class Properties:
    """The objects of CoreAudio, or of CoreMediaIO where *fills* (it also tells what it used)."""

    def __init__(self, library: str, prefix: str, *, fills: bool) -> None:
        loaded = framework(library)
        self._size = getattr(loaded, f"{prefix}ObjectGetPropertyDataSize")
        self._data = getattr(loaded, f"{prefix}ObjectGetPropertyData")
        self._fills = fills

    def numbers(self, thing: int, selector: int, scope: int) -> list[int] | None:
        """Return the 32-bit numbers of a property, None if the object has it not."""
        address, size = _Address(selector, scope, 0), ctypes.c_uint32()
        asked = (ctypes.c_uint32(thing), ctypes.byref(address), ctypes.c_uint32(0), None)
        if self._size(*asked, ctypes.byref(size)) != 0:
            return None
        found = (ctypes.c_uint32 * (size.value // 4))()
        if self._fills:
            used = ctypes.c_uint32()
            failed = self._data(*asked, size, ctypes.byref(used), found)
        else:
            failed = self._data(*asked, ctypes.byref(size), found)
        return None if failed else list(found)


class Lock(QObject):
    """The sense of the lock, by the notices that the login window gives to all."""

    def __init__(self) -> None:
        super().__init__()
        self._states = States(Part.LOCK)
        self._core = framework("CoreFoundation")
        self._callback = _NOTICE(self._told)
        self._names = {name: _text(self._core, name) for name in (_LOCKED, _UNLOCKED)}
        self._center = function(
            self._core, "CFNotificationCenterGetDistributedCenter", _POINTER
        )()  # fmt: skip

    def start(self, heard: Heard) -> None:
        """Listen; what is so now is asked once."""
        self._states.start(heard)
        add = function(
            self._core, "CFNotificationCenterAddObserver", None,
            _POINTER, _POINTER, _NOTICE, _POINTER, _POINTER, ctypes.c_long,
        )  # fmt: skip
        for name in self._names.values():
            add(self._center, id(self), self._callback, name, None, _DELIVER_AT_ONCE)
        self._states.set(Part.LOCK, locked_now(self._core))

    def state(self, part: Part) -> State:
        """Return what is known of *part*."""
        return self._states.of(part)

    def attend(self, near: bool) -> None:
        """Nothing: the login window speaks by itself."""

    def stop(self) -> None:
        """Listen no more."""
        self._states.stop()
        remove = function(
            self._core, "CFNotificationCenterRemoveEveryObserver", None, _POINTER, _POINTER
        )
        remove(self._center, id(self))

    def _told(self, _center: int, _observer: int, name: int, _of: int, _info: int) -> None:
        equal = function(self._core, "CFEqual", ctypes.c_ubyte, _POINTER, _POINTER)
        is_locked = bool(equal(name, self._names[_LOCKED]))
        self._states.set(Part.LOCK, State.ON if is_locked else State.OFF)


class Sleep(QObject):
    """The sense of sleep, by IOKit's notices of power."""

    def __init__(self) -> None:
        super().__init__()
        self._states = States(Part.SLEEP)
        self._core, self._kit = framework("CoreFoundation"), framework("IOKit")
        self._callback = _POWER(self._told)
        self._root = 0
        self._port, self._notifier = _POINTER(), ctypes.c_uint32()

    def start(self, heard: Heard) -> None:
        """Listen; who can listen is awake."""
        self._states.start(heard)
        register = function(
            self._kit, "IORegisterForSystemPower", ctypes.c_uint32,
            _POINTER, _POINTER, _POWER, _POINTER,
        )  # fmt: skip
        self._root = register(
            None, ctypes.byref(self._port), self._callback, ctypes.byref(self._notifier)
        )
        if self._root:
            self._on_main_loop("CFRunLoopAddSource")
            self._states.set(Part.SLEEP, State.OFF)

    def state(self, part: Part) -> State:
        """Return what is known of *part*."""
        return self._states.of(part)

    def attend(self, near: bool) -> None:
        """Nothing: the system speaks by itself."""

    def stop(self) -> None:
        """Listen no more."""
        self._states.stop()
        if self._root:
            self._on_main_loop("CFRunLoopRemoveSource")
            function(self._kit, "IODeregisterForSystemPower", ctypes.c_int, _POINTER)(
                ctypes.byref(self._notifier)
            )
            function(self._kit, "IOServiceClose", ctypes.c_int, ctypes.c_uint32)(self._root)
            function(self._kit, "IONotificationPortDestroy", None, _POINTER)(self._port)
            self._root = 0

    def _on_main_loop(self, turn: str) -> None:
        """Add our source to the main run loop, or remove it, as *turn* says."""
        loop = function(self._core, "CFRunLoopGetMain", _POINTER)()
        source = function(self._kit, "IONotificationPortGetRunLoopSource", _POINTER, _POINTER)(
            self._port
        )
        modes = _POINTER.in_dll(self._core, "kCFRunLoopCommonModes")
        function(self._core, turn, None, _POINTER, _POINTER, _POINTER)(loop, source, modes)

    def _told(self, _context: int, _service: int, message: int, argument: int) -> None:
        if message in (CAN_SLEEP, WILL_SLEEP):
            if message == WILL_SLEEP:
                self._states.set(Part.SLEEP, State.ON)
            # Unanswered, the system would wait half a minute for us before it sleeps.
            allow = function(
                self._kit, "IOAllowPowerChange", ctypes.c_int, ctypes.c_uint32, ctypes.c_long
            )
            allow(self._root, argument or 0)
        elif message == HAS_POWERED_ON:
            self._states.set(Part.SLEEP, State.OFF)


def locked_now(core: Any) -> State:
    """Ask the window server whether the screen is locked; UNKNOWN outside of a login."""
    graphics = framework("CoreGraphics")
    session = function(graphics, "CGSessionCopyCurrentDictionary", _POINTER)()
    if not session:
        return State.UNKNOWN
    key = _text(core, "CGSSessionScreenIsLocked")
    value = function(core, "CFDictionaryGetValue", _POINTER, _POINTER, _POINTER)(session, key)
    # The key is there only while the screen is locked.
    is_locked = bool(value) and bool(
        function(core, "CFBooleanGetValue", ctypes.c_ubyte, _POINTER)(value)
    )
    release = function(core, "CFRelease", None, _POINTER)
    release(key)
    release(session)
    return State.ON if is_locked else State.OFF


def _text(core: Any, text: str) -> int:
    """Return *text* as a CFString, which is ours."""
    make = function(
        core, "CFStringCreateWithCString", _POINTER, _POINTER, ctypes.c_char_p, ctypes.c_uint32
    )
    return int(make(None, text.encode(), _UTF8))


def macos_senses() -> Sense:
    """Return all that macOS tells."""
    audio = Properties("CoreAudio", "Audio", fills=False)
    video = Properties("CoreMediaIO", "CMIO", fills=True)
    ours = os.getpid()
    return Together(
        [
            Lock(),
            Sleep(),
            Polled(Part.MICROPHONE, lambda: microphone_used(audio, ours), EVERY),
            Polled(Part.CAMERA, lambda: camera_used(video), EVERY),
        ]
    )
