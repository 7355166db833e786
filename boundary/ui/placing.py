"""Where windows go and how they behave among others, by display server.

X11: frameless, on top, `Qt.Tool`, with the screen's own geometry. Never past the window manager
(`BypassWindowManagerHint`, `ToolTip`): such a window cannot be left, and a therapist must always
be able to reach a running call. Wayland, Windows and macOS place full screens themselves, and
Wayland places everything: a card there is a notification, see `can_place`.
All geometry is in Qt's logical pixels.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QBitmap, QCursor, QGuiApplication, QNativeInterface, QPainter, QScreen
from PySide6.QtWidgets import QWidget

from boundary.ui.theme import APART

if TYPE_CHECKING:
    from collections.abc import Sequence

THREAD = QSize(4, 112)

HOLD = 32
"""How wide a window at the edge is at least: window managers pull narrower ones inwards."""

ON_TOP = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
"""A card or a guard: above other windows, outside the task bar, yet under the window manager."""


def can_place() -> bool:
    """Tell whether a window may choose its place; where not (Wayland), show no card."""
    return not QGuiApplication.platformName().startswith("wayland")


def is_composited() -> bool:
    """Tell whether windows may be translucent; on X11 only with a compositing manager."""
    if QGuiApplication.platformName() != "xcb":
        return True
    app = QGuiApplication.instance()
    native = app.nativeInterface() if isinstance(app, QGuiApplication) else None
    if not isinstance(native, QNativeInterface.QX11Application):
        return False
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return False
    x11.XInternAtom.restype = x11.XGetSelectionOwner.restype = ctypes.c_ulong
    display = ctypes.c_void_p(native.display())
    # The selection that a compositing manager of the first screen owns (EWMH, _NET_WM_CM_Sn).
    manager = ctypes.c_ulong(x11.XInternAtom(display, b"_NET_WM_CM_S0", 0))
    return bool(x11.XGetSelectionOwner(display, manager))


def card_flags(window: QWidget) -> None:
    """Make *window* (not shown yet) a card: on top, and never taking the focus by appearing."""
    window.setWindowFlags(ON_TOP)
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def round_corners(window: QWidget, radius: int) -> None:
    """Cut the corners of *window* where no compositor lets the screen shine through them.

    0 gives it its corners back. Call again when its size has changed.
    """
    if radius == 0 or is_composited():
        window.clearMask()
        return
    mask = QBitmap(window.size())
    mask.fill(Qt.GlobalColor.color0)
    painter = QPainter(mask)
    painter.setBrush(Qt.GlobalColor.color1)
    painter.setPen(Qt.GlobalColor.color1)
    painter.drawRoundedRect(window.rect().adjusted(0, 0, -1, -1), radius, radius)
    painter.end()
    window.setMask(mask)


def cover(window: QWidget, screen: QScreen) -> None:
    """Show *window* over all of *screen*, so that the window manager can still put it under."""
    if QGuiApplication.platformName() == "xcb":
        window.setWindowFlags(ON_TOP)
        window.setGeometry(screen.geometry())
        window.show()
    else:
        window.setWindowFlags(Qt.WindowType.FramelessWindowHint)
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.showFullScreen()


def screen_in_use() -> QScreen:
    """Return the screen that her pointer is on, or the first where that is not known."""
    at = QGuiApplication.screenAt(QCursor.pos())
    return at or QGuiApplication.primaryScreen()


def quiet_screen(screens: Sequence[QScreen], call: QScreen | None) -> QScreen:
    """Return the first of *screens* that does not hold the *call*, or the only one there is."""
    return next((screen for screen in screens if screen is not call), screens[0])


def top_corner(area: QRect, size: QSize, *, right: bool = True) -> QPoint:
    """Return where a window of *size* lies 24 px from a top corner of *area*."""
    left = area.right() + 1 - APART - size.width() if right else area.left() + APART
    return QPoint(left, area.top() + APART)


def held(thread: QRect, area: QRect) -> QRect:
    """Return the window for *thread*: it reaches into *area*, where a mask keeps it unseen."""
    left = thread.left() if thread.left() == area.left() else thread.right() + 1 - HOLD
    return QRect(left, thread.top(), HOLD, thread.height())


def remembered(place: QPoint, size: QSize, areas: Sequence[QRect]) -> QPoint | None:
    """Return *place* if a window of *size* lies there wholly on one of *areas*, else None."""
    return place if any(area.contains(QRect(place, size)) for area in areas) else None


def thread_beside(area: QRect, card: QRect) -> QRect:
    """Return the thread that *card* folds to: at the nearer side of *area*, as high as the card."""
    to_left = card.center().x() < area.center().x()
    left = area.left() if to_left else area.right() + 1 - THREAD.width()
    lowest = area.bottom() + 1 - THREAD.height()
    return QRect(QPoint(left, max(area.top(), min(card.top(), lowest))), THREAD)
