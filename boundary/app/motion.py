"""Whether the system asks for less motion, where it can be asked. Slow on Linux: for a worker.

Linux: the desktop portal's `org.freedesktop.appearance reduced-motion` (XDG desktop portal,
Settings, version 2). Windows: SPI_GETCLIENTAREAANIMATION. macOS: NSWorkspace's
accessibilityDisplayShouldReduceMotion. The latter two are written from the documentation and
were never run.
"""

from __future__ import annotations

import ctypes
import sys

from boundary.bus import Bus, BusError, Service

PORTAL = Service(
    "org.freedesktop.portal.Desktop",
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.Settings",
)
NAMESPACE, KEY = "org.freedesktop.appearance", "reduced-motion"
SPI_GETCLIENTAREAANIMATION = 0x1042


def wants_less_motion(bus: Bus, platform: str = sys.platform) -> bool | None:
    """Return what the system asks for, None where it does not say."""
    if platform == "win32":
        return _on_windows()
    if platform == "darwin":
        return _on_macos()
    try:
        answer = bus.call(PORTAL, "ReadOne", "ss", (NAMESPACE, KEY))
    except BusError:
        return None
    return _plain(answer[0]) == 1 if answer else None


def _plain(value: object) -> object:
    """Return what a D-Bus variant holds, however often it was wrapped."""
    while isinstance(value, tuple) and len(value) == 2:
        value = value[1]
    return value


def _on_windows() -> bool | None:
    moves = ctypes.c_int(1)
    user32 = ctypes.CDLL("user32")
    asked = user32.SystemParametersInfoW(SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(moves), 0)
    return not moves.value if asked else None


def _on_macos() -> bool | None:
    ctypes.CDLL("/System/Library/Frameworks/AppKit.framework/AppKit")
    objc = ctypes.CDLL("libobjc.dylib")
    objc.sel_registerName.restype = objc.objc_getClass.restype = ctypes.c_void_p
    send = ctypes.cast(objc.objc_msgSend, ctypes.c_void_p).value
    if send is None:
        return None
    shared = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(send)
    asks = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)(send)
    space = shared(objc.objc_getClass(b"NSWorkspace"), objc.sel_registerName(b"sharedWorkspace"))
    if not space:
        return None
    wish = objc.sel_registerName(b"accessibilityDisplayShouldReduceMotion")
    return bool(asks(space, wish))
