"""A plot: painted, walked with the arrow keys, and the same numbers as a table.

Colour never tells alone: what lies outside her usual range is drawn as an open dot, what was
kept stands solid in the outline of the chances, and every point is a sentence besides.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from boundary.language import tr
from boundary.ui.focus import WIDTH
from boundary.ui.plot_paint import Frame, paint_plot
from boundary.ui.plot_view import PlotView, Shape
from boundary.ui.theme import RADIUS_CONTROL, SMALL, TIGHT, Palette, font, scale

HEIGHT = 172
"""Of the picture at ordinary letters, with room for the labels below it."""

LOWER = 132
"""Of a picture of strokes."""

LEAST_WIDTH = 240

_FORTH = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Up})
_BACK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Down})


class Plot(QLabel):
    """The picture of a `PlotView`. `pointed` carries the sentence of a point, "" for none.

    Tab enters, arrows, Home and End walk its points, the pointer points at them. A label, because
    a bare widget has no role that a screen reader could say.
    """

    pointed = Signal(str)

    def __init__(self, view: PlotView, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._colours = colours
        self._at: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_plot(view)

    def show_plot(self, view: PlotView) -> None:
        """Show *view*."""
        self._view = view
        self._at = None
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(
            tr("{sentence} The arrow keys walk from point to point.").format(sentence=view.sentence)
        )
        self.update()

    def recolour(self, colours: Palette) -> None:
        """Paint in *colours* from now on."""
        self._colours = colours
        self.update()

    @property
    def at(self) -> int | None:
        """The point that is pointed at."""
        return self._at

    def frame(self) -> Frame:
        """Return where things lie at the present size."""
        metrics = QFontMetricsF(font(SMALL))
        words = max(metrics.horizontalAdvance(w) for w in (self._view.foot, self._view.top))
        left = round(words + TIGHT) if words else 0
        foot = self.height() - metrics.height() - TIGHT
        box = QRectF(left, TIGHT, max(self.width() - left - 2, 1), max(foot - TIGHT, 1))
        return Frame(box, len(self._view.points), self._view.low, self._view.high)

    def sizeHint(self) -> QSize:
        high = LOWER if self._view.shape is Shape.STROKES else HEIGHT
        return QSize(560, round(high * (1 + scale()) / 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_plot(painter, self._view, self.frame(), self._colours, at=self._at)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._colours.focus), WIDTH))
            half = WIDTH / 2
            whole = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(whole, RADIUS_CONTROL, RADIUS_CONTROL)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at is None and self._view.points:
            self._point(len(self._view.points) - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point(self.frame().nearest(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._view.points) - 1
        at = last if self._at is None else self._at
        key = Qt.Key(event.key())
        if key in _FORTH:
            at = min(at + 1, last)
        elif key in _BACK:
            at = max(at - 1, 0)
        elif key == Qt.Key.Key_Home:
            at = 0
        elif key == Qt.Key.Key_End:
            at = last
        else:
            super().keyPressEvent(event)
            return
        self._point(at)

    def _point(self, at: int | None) -> None:
        if at == self._at:
            return
        self._at = at
        spoken = "" if at is None else self._view.points[at].spoken
        if spoken and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))
        self.pointed.emit(spoken)
        self.update()
