"""The hairline: 2 px under the webcam that shorten over the hour. Only where she wished for it.

It takes no click and no focus, has no words, and is asked to be left out of captures; whoever
shows it takes it away while a screen is shared.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from boundary.ui.capture import leave_out_of_capture
from boundary.ui.theme import Palette

HEIGHT = 2
WIDTH = 360
"""At the beginning of the hour (logical pixels)."""

LEAST = 2.0


class Hairline(QWidget):
    """Shows how much of a session is left, from 1.0 to 0.0, at the top of a screen."""

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        self._left = 1.0
        self.setWindowFlags(
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
            | Qt.WindowType.WindowTransparentForInput
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("")  # it has nothing to say: the hour is read elsewhere

    @property
    def left(self) -> float:
        """What is left of the hour."""
        return self._left

    def lay(self, screen: QRect) -> None:
        """Lie in the middle of the upper edge of *screen* (its geometry, logical pixels)."""
        width = min(WIDTH, screen.width())
        self.setGeometry(screen.center().x() - width // 2, screen.top(), width, HEIGHT)

    def show_left(self, left: float) -> None:
        """Show that the part *left* of the session is still to come; nothing at its end."""
        self._left = min(max(left, 0.0), 1.0)
        if self._left <= 0:
            self.hide()
            return
        if not self.isVisible():
            self.show()
            leave_out_of_capture(self)
        self.update()

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        self._colours = colours
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = max(self.width() * self._left, LEAST)
        middle = self.width() / 2
        painter.fillRect(
            QRectF(middle - width / 2, 0, width, self.height()), QColor(self._colours.border)
        )
