"""The watchdog of the windows: what was shown and never painted is told, to be taken down.

A window that stays empty lies over her work like a wall, so nothing may wait for it. Each of
our windows tells of its first paint by itself; from then on it is watched no more. One that
lies wholly under others is not painted and is no wall: it is waited for.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtGui import QWindow

PATIENCE = 2000
"""Milliseconds from a window's being shown to its first paint."""


class Painted(Protocol):
    """A window that tells when it was painted for the first time."""

    @property
    def painted(self) -> SignalInstance:
        """Come once, after the first paint."""
        ...

    def isVisible(self) -> bool:  # noqa: N802 - Qt names it so
        """Tell whether it is shown."""
        ...

    def windowHandle(self) -> QWindow:  # noqa: N802 - Qt names it so
        """Return the system's window."""
        ...


class Watchdog(QObject):
    """Waits for the first paint of each window that it is told to `watch`."""

    blank = Signal()
    """One of them is still shown, and empty."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._awaited: dict[Painted, QTimer] = {}

    def watch(self, window: Painted) -> None:
        """Await the paint of *window*, which is about to be shown or has just been."""
        timer = QTimer(self, singleShot=True, interval=PATIENCE)
        timer.timeout.connect(lambda: self._give_up(window))
        self._awaited[window] = timer
        window.painted.connect(lambda: self.forget(window))
        timer.start()

    def forget(self, window: Painted) -> None:
        """Await nothing of *window* any more: it was painted, or has been taken down."""
        timer = self._awaited.pop(window, None)
        if timer is not None:
            timer.stop()
            timer.deleteLater()

    def _give_up(self, window: Painted) -> None:
        if window.isVisible() and not window.windowHandle().isExposed():
            self._awaited[window].start()
            return
        self.forget(window)
        if window.isVisible():
            self.blank.emit()
