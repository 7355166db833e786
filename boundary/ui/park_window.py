"""Park a thought: one line after the day is closed, and then it is quiet again.

It is as dark as the shutdown that it follows, asks nothing, and goes by itself once the thought
is kept.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from boundary.language import tr
from boundary.ui import placing, theme
from boundary.ui.capture import leave_out_of_capture
from boundary.ui.fact_row import plain_label
from boundary.ui.focus import OWN_COLOUR
from boundary.ui.shutdown_steps import COLUMN
from boundary.ui.step_fields import Field, Under
from boundary.ui.theme import APART, DARK, MARGIN, TIGHT, Palette

LONGEST = 200
STAYS_MS = 1600
"""How long "Kept for tomorrow." stands before the window goes."""


class ParkWindow(QWidget):
    """One line. `parked(words)` on Enter; `left` when she lets go."""

    parked = Signal(str)
    left = Signal()
    gone = Signal()
    """It has gone by itself, the thought kept."""
    painted = Signal()
    """The window was painted for the first time: it really is on a screen."""

    def __init__(self, colours: Palette = DARK) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, placing.is_composited())
        self.setWindowTitle(tr("Boundary"))
        self.setAccessibleName(tr("Park a thought"))
        self.setStyleSheet(theme.stylesheet(colours, theme.scale()))
        self.setProperty(OWN_COLOUR, colours.focus)
        self._colours = colours
        self._leaving = self._was_painted = False
        self._stays = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._stays.timeout.connect(self._go)
        self._under = Under(colours)
        title = plain_label("title")
        title.setText(tr("Park a thought"))
        self.field = Field()
        self.field.setMaxLength(LONGEST)
        self.field.setAccessibleName(tr("A few words, without a name."))
        self.field.setPlaceholderText(tr("A few words, without a name."))
        self.field.textEdited.connect(lambda _text: self._under.say("", asks=False))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(MARGIN, APART, MARGIN, APART)
        inside.setSpacing(TIGHT)
        for part in (title, self.field, self._under):
            inside.addWidget(part)
        self.setFixedWidth(round(COLUMN * theme.scale()) + 2 * MARGIN)
        self.setFocusProxy(self.field)

    def appear(self, screen: QScreen) -> None:
        """Show the window in the middle of *screen*, ready to be typed into."""
        self.adjustSize()
        middle = screen.availableGeometry().center()
        self.move(middle - QPoint(self.width() // 2, self.height() // 2))
        self.show()
        leave_out_of_capture(self)
        self.raise_()
        self.activateWindow()
        self.field.setFocus()

    def kept(self) -> None:
        """Say that the thought is kept; then the window goes."""
        self.field.clear()
        self.field.setEnabled(False)
        self._under.say(tr("Kept for tomorrow."), asks=False)
        self._stays.start()

    def say(self, words: str) -> None:
        """Say *words* under the line: what is in the way, or what they may tell of somebody."""
        self._under.say(words, asks=True)

    def leave(self) -> None:
        """Close without `left`: the owner wanted it so."""
        self._leaving = True
        self._stays.stop()
        self.close()

    def _go(self) -> None:
        self.leave()
        self.gone.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.close()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._stays.isActive():
                self._stays.stop()
                self._go()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.field.text().strip():
                self.parked.emit(self.field.text().strip())
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        placing.round_corners(self, theme.RADIUS_CARD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(self._colours.paper))
        painter.setPen(QPen(QColor(self._colours.hairline), 1))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, theme.RADIUS_CARD, theme.RADIUS_CARD)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let her drag the window by its empty paper."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.windowHandle().startSystemMove()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._leaving:
            self._leaving = True
            (self.gone if self._stays.isActive() else self.left).emit()
            self._stays.stop()
