"""A button that means it only when it is held: it fills, and lets go again when she does.

Mouse, Space and Enter hold alike. A short press does nothing, so nothing is set aside by a
slip; who can't hold a key leaves with Esc, which never waits.
"""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from boundary.language import tr
from boundary.ui import theme
from boundary.ui.theme import Palette

HOLD_MS = 3000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HoldButton(QPushButton):
    """A text button for what should not happen by a slip; `held` comes after three seconds."""

    held = Signal()

    def __init__(self, words: str, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._colours = colours
        self._share = 0.0
        self._filling = QVariantAnimation(self)
        self._filling.setStartValue(0.0)
        self._filling.setEndValue(1.0)
        self._filling.setDuration(HOLD_MS)
        self._filling.setEasingCurve(QEasingCurve.Type.Linear)
        self._filling.valueChanged.connect(self._fill)
        self._filling.finished.connect(self._full)
        self.setAccessibleDescription(tr("Hold it for three seconds. Esc leaves at once."))
        self.pressed.connect(self._begin)
        self.released.connect(self._let_go)

    @property
    def share(self) -> float:
        """How full it is, 0 to 1."""
        return self._share

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hold with Enter as with Space; a key's own repeats are no second press."""
        if event.key() in _ENTER:
            if not event.isAutoRepeat() and not self.isDown():
                self.setDown(True)
                self.pressed.emit()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go with Enter as with Space."""
        if event.key() in _ENTER:
            if not event.isAutoRepeat() and self.isDown():
                self.setDown(False)
                self.released.emit()
            return
        super().keyReleaseEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is hidden is no longer held."""
        self._let_go()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part that is full beneath the words."""
        if self._share > 0:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            whole = QRectF(self.rect()).adjusted(2, 3, -2, -3)
            painter.setBrush(QColor(self._colours.rest_wash))
            painter.setClipRect(QRectF(whole.left(), 0, whole.width() * self._share, self.height()))
            painter.drawRoundedRect(whole, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
            painter.setPen(QColor(self._colours.rest))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            edge = whole.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(edge, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
            painter.end()
        super().paintEvent(event)

    def _begin(self) -> None:
        self._filling.start()

    def _let_go(self) -> None:
        self._filling.stop()
        self._fill(0.0)

    def _fill(self, share: float) -> None:
        self._share = share
        self.update()

    def _full(self) -> None:
        if self.isDown():
            self.setDown(False)
            self._let_go()
            self.held.emit()
