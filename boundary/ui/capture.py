"""Windows that a shared screen does not show, where the system can leave one out.

Windows (10, 2004 and later) and macOS have a call for it; X11 and Wayland have none, and there
nothing is promised: Boundary shows nothing while it knows of a call or a share. Source:
learn.microsoft.com, SetWindowDisplayAffinity; developer.apple.com, NSWindow.sharingType, which
ScreenCaptureKit no longer heeds from macOS 15 on. Written from documentation, never run.
"""

from __future__ import annotations

import ctypes
import logging
import sys

from PySide6.QtWidgets import QWidget

log = logging.getLogger(__name__)

WDA_EXCLUDEFROMCAPTURE = 0x11
NSWINDOW_SHARING_NONE = 0


def leave_out_of_capture(window: QWidget, platform: str = sys.platform) -> bool:
    """Ask the system to leave *window*, which is shown, out of captures; tell whether it will."""
    if platform == "win32":
        return _on_windows(int(window.winId()))
    if platform == "darwin":
        return _on_macos(int(window.winId()))
    return False


def _on_windows(handle: int) -> bool:
    user32 = ctypes.CDLL("user32")
    user32.SetWindowDisplayAffinity.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
    user32.SetWindowDisplayAffinity.restype = ctypes.c_int
    done = bool(user32.SetWindowDisplayAffinity(handle, WDA_EXCLUDEFROMCAPTURE))
    if not done:
        log.info("a window could not be left out of captures")
    return done


def _on_macos(view: int) -> bool:
    """Set `sharingType` of the NSWindow that holds Qt's NSView *view*."""
    objc = ctypes.CDLL("libobjc.dylib")
    objc.sel_registerName.restype = ctypes.c_void_p
    objc.sel_registerName.argtypes = [ctypes.c_char_p]
    ask = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
    tell = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_long)
    send = ctypes.cast(objc.objc_msgSend, ctypes.c_void_p).value
    if send is None:
        return False
    window = ask(send)(view, objc.sel_registerName(b"window"))
    if not window:
        return False
    tell(send)(window, objc.sel_registerName(b"setSharingType:"), NSWINDOW_SHARING_NONE)
    return True
