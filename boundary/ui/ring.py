"""The ring that breathes, and around it the arc of the time that is left.

It grows while she breathes in and shrinks while she breathes out, 30 times a second at most,
and repaints only its own circle. With reduced motion a bar fills and empties instead. Qt's time
line gives the time of each frame; how long a step lasts is not known here.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QEasingCurve, QPointF, QRect, QRectF, Qt, QTimeLine, QVariantAnimation
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from boundary.language import tr
from boundary.ui import theme
from boundary.ui.arch import draw_arch
from boundary.ui.theme import Palette

SIDE = 360
SMALLEST = 96.0
LARGEST = 150.0
MIDDLE = 123.0
STROKE = 3.0
OUTER = 176.0
FRAME_MS = 33
ARCH = QRectF(SIDE / 2 - 21.5, SIDE / 2 - 32, 43, 60)
BAR = QRectF(SIDE / 2 - 130, SIDE / 2 - 6, 260, 12)
WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap

Breath = tuple[float, float]
"""Seconds in and seconds out."""


def fullness(seconds: float, breath: Breath) -> float:
    """Return how full her lungs are, 0 to 1, *seconds* after the first breath in began.

    Each half is a half wave: slow at the turn, as breathing is.
    """
    into, out = breath
    moment = seconds % (into + out)
    if moment < into:
        return (1 - math.cos(math.pi * moment / into)) / 2
    return (1 + math.cos(math.pi * (moment - into) / out)) / 2


class Ring(QWidget):
    """The picture of a ritual: ring, words in it, outer arc."""

    def __init__(self, palette: Palette, *, reduced_motion: bool = False) -> None:
        super().__init__()
        self.setFixedSize(SIDE, SIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(tr("Breathing ring"))
        self._colours = palette
        self._reduced = reduced_motion
        self._breath: Breath | None = None
        self._full = 0.0
        self._radius = SMALLEST
        self._left = 1.0
        self._words = ""
        self._digits = ""
        self._enough = False
        self._line = QTimeLine(1000, self)
        self._line.setEasingCurve(QEasingCurve.Type.Linear)
        self._line.setUpdateInterval(FRAME_MS)
        self._line.setLoopCount(0)
        self._line.valueChanged.connect(self._frame)
        self._rest = QVariantAnimation(self)
        self._rest.setDuration(theme.STEP_MS)
        self._rest.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._rest.valueChanged.connect(self._settle)

    @property
    def radius(self) -> float:
        """The ring's radius now, in logical pixels."""
        return self._radius

    @property
    def breathing(self) -> bool:
        """Whether the ring moves with a breath."""
        return self._line.state() is QTimeLine.State.Running

    def breathe(self, breath: Breath | None, words: str = "") -> None:
        """Breathe with *breath* (the same one goes on), or rest; *words* stand in the ring."""
        self._words = words
        self._enough = False
        if breath is None:
            self._line.stop()
            self._go_to(MIDDLE if words else SMALLEST)
        elif breath != self._breath:
            self._line.stop()
            self._rest.stop()
            self._full = 0.0
            self._line.setDuration(round(sum(breath) * 1000))
            self._line.start()
        self._breath = breath
        self.update()

    def set_left(self, share: float, digits: str = "") -> None:
        """Show the *share* (0 to 1) of the time that is left, and its *digits* if not empty."""
        share = min(max(share, 0.0), 1.0)
        if digits != self._digits:
            self._digits = digits
            self.update(self._circle())
        # A third of a pixel on the arc is the least that an eye could tell.
        if abs(share - self._left) * math.tau * OUTER >= 0.33 or share in (0.0, 1.0):
            self._left = share
            self.update()

    def enough(self) -> None:
        """Close the arc and light the arch: the floor is reached."""
        self.breathe(None)
        self._rest.stop()
        self._radius = SMALLEST
        self._enough = True
        self.update()

    def _frame(self, share: float) -> None:
        if self._breath is None:
            return
        self._full = fullness(share * sum(self._breath), self._breath)
        if not self._reduced:
            self._radius = SMALLEST + (LARGEST - SMALLEST) * self._full
        self.update(self._circle())

    def _go_to(self, radius: float) -> None:
        """Come to rest at *radius*, within 300 ms or at once with reduced motion."""
        self._rest.stop()
        if self._reduced or not self.isVisible():
            self._settle(radius)
            return
        self._rest.setStartValue(self._radius)
        self._rest.setEndValue(radius)
        self._rest.start()

    def _settle(self, radius: float) -> None:
        self._radius = radius
        self.update(self._circle())

    def _circle(self) -> QRect:
        """Return the square that the ring can reach: all that a frame repaints."""
        if self._reduced and self._breath:
            return BAR.toAlignedRect().adjusted(-2, -2, 2, 2)
        reach = math.ceil(LARGEST + STROKE)
        return QRect(SIDE // 2 - reach, SIDE // 2 - reach, 2 * reach, 2 * reach)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The corners of the square that a frame repaints hold pieces of the outer arc too.
        self._paint_left(painter)
        if self._reduced and self._breath:
            self._paint_bar(painter)
            return
        self._paint_ring(painter)
        if self._enough:
            draw_arch(painter, ARCH, self._colours)
        else:
            self._paint_words(painter)

    def _paint_left(self, painter: QPainter) -> None:
        """Paint the outer arc: what is left, clockwise from 12; whole and thicker when enough."""
        square = QRectF(SIDE / 2 - OUTER, SIDE / 2 - OUTER, 2 * OUTER, 2 * OUTER)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._enough:
            painter.setPen(QPen(QColor(self._colours.rest), 4))
            painter.drawEllipse(square)
            return
        painter.setPen(QPen(QColor(self._colours.hairline), 2))
        painter.drawEllipse(square)
        if self._left > 0:
            pen = QPen(QColor(self._colours.rest), 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            # Qt counts sixteenths of a degree, counter-clockwise from 3.
            painter.drawArc(square, 90 * 16, -round(self._left * 360 * 16))

    def _paint_ring(self, painter: QPainter) -> None:
        centre = QPointF(SIDE / 2, SIDE / 2)
        painter.setPen(QPen(QColor(self._colours.rest), STROKE))
        painter.setBrush(QColor(self._colours.rest_wash))
        painter.drawEllipse(centre, self._radius, self._radius)
        if self._breath is None:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = QColor(self._colours.rest)
        inner.setAlphaF(0.25)
        for radius, colour in ((SMALLEST, inner), (LARGEST, QColor(self._colours.hairline))):
            painter.setPen(QPen(colour, 1))
            painter.drawEllipse(centre, radius, radius)

    def _paint_bar(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self._colours.rest), 1))
        painter.setBrush(QColor(self._colours.rest_wash))
        painter.drawRoundedRect(BAR, theme.RADIUS_BAR, theme.RADIUS_BAR)
        filled = QRectF(BAR)
        filled.setWidth(max(BAR.width() * self._full, BAR.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.rest))
        painter.drawRoundedRect(filled, theme.RADIUS_BAR, theme.RADIUS_BAR)

    def _paint_words(self, painter: QPainter) -> None:
        """Paint "Back by 10:57" as large as the ring allows, or else the digits."""
        words = self._words or self._digits
        if not words:
            return
        inside = (MIDDLE if self._words else SMALLEST) - 2 * STROKE
        square = QRect(0, 0, round(1.6 * inside), round(1.6 * inside))
        square.moveCenter(self.rect().center())
        painter.setPen(QColor(self._colours.ink))
        painter.setFont(_largest(words, square, inside))
        painter.drawText(square, WRAPPED, words)


def _largest(words: str, square: QRect, radius: float) -> QFont:
    """Return the clock's font, made smaller until *words*, wrapped in *square*, fit a circle."""
    face = theme.font(theme.CLOCK, tabular=True)
    while face.pixelSize() > theme.SMALL.size:
        needed = QFontMetrics(face).boundingRect(square, WRAPPED, words)
        whole = needed.width() <= square.width()
        if whole and math.hypot(needed.width(), needed.height()) <= 2 * radius:
            break
        face.setPixelSize(face.pixelSize() - 2)
    return face
