"""How plots are painted: days in her own range, parts of chances, columns, strokes one by one."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from boundary.ui.plot_view import PlotPoint, PlotView, Shape
from boundary.ui.theme import HAIR, RADIUS_BAR, SMALL, STRONG, TIGHT, Palette, font

DOT = 4.0
COLUMN = 36.0
"""A column is no wider than this, however few there are."""

STROKE, STROKE_GAP, STROKE_WIDTH = 7.0, 4.0, 14.0
"""A stroke stands for one: how high, how far from the next, how wide at most."""

LABEL_GAP = 14.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a plot lies (logical pixels): its *box*, *count* places, and its scale."""

    box: QRectF
    count: int
    low: float
    high: float

    @property
    def step(self) -> float:
        """How wide the place of one point is."""
        return self.box.width() / max(self.count, 1)

    def along(self, at: int) -> float:
        """Return the middle of the place of the point *at*."""
        return self.box.left() + (at + 0.5) * self.step

    def up(self, value: float) -> float:
        """Return how far down *value* lies; one beyond the scale lies at its end."""
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.box.bottom() - part * self.box.height()

    def nearest(self, x: float) -> int | None:
        """Return the point whose place is at *x*, the nearest one outside; None without any."""
        if not self.count:
            return None
        return min(max(int((x - self.box.left()) // self.step), 0), self.count - 1)


def paint_plot(
    painter: QPainter, view: PlotView, frame: Frame, colours: Palette, *, at: int | None = None
) -> None:
    """Paint *view* in *frame*; the point *at*, if any, is marked."""
    painter.setFont(font(SMALL))
    if view.band is not None:
        _band(painter, view, frame, colours)
    if at is not None:
        painter.setPen(QPen(QColor(colours.border), 1))
        x = round(frame.along(at)) + 0.5
        painter.drawLine(QLineF(x, frame.box.top(), x, frame.box.bottom()))
    painter.setPen(QPen(QColor(colours.hairline), 1))
    foot = round(frame.box.bottom()) + 0.5
    painter.drawLine(QLineF(frame.box.left(), foot, frame.box.right(), foot))
    match view.shape:
        case Shape.BAND:
            _days(painter, view, frame, colours)
        case Shape.PARTS:
            _parts(painter, view, frame, colours)
        case Shape.COLUMNS:
            _columns(painter, view, frame, colours)
        case Shape.STROKES:
            _strokes(painter, view, frame, colours)
    if view.middle is not None:
        _middle(painter, view, frame, colours)
    _ends(painter, view, frame, colours)
    _labels(painter, view.points, frame, colours, at)


def _band(painter: QPainter, view: PlotView, frame: Frame, colours: Palette) -> None:
    assert view.band is not None
    low, high = view.band
    top = frame.up(high) - DOT - HAIR
    box = QRectF(frame.box.left(), top, frame.box.width(), frame.up(low) + DOT + HAIR - top)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.rest_wash))
    painter.drawRoundedRect(box, RADIUS_BAR, RADIUS_BAR)


def _days(painter: QPainter, view: PlotView, frame: Frame, colours: Palette) -> None:
    radius = min(DOT, max(frame.step * 0.32, 1.8))
    path = QPainterPath()
    joined = False
    spots = []
    for at, point in enumerate(view.points):
        if point.value is None:
            joined = False
            continue
        spot = QPointF(frame.along(at), frame.up(point.value))
        if joined:
            path.lineTo(spot)
        else:
            path.moveTo(spot)
        joined = True
        spots.append((spot, _inside(point.value, view.band)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line = QPen(QColor(colours.rest), 1.25)
    line.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(line)
    painter.drawPath(path)
    painter.setPen(QPen(QColor(colours.rest), 1.5))
    for spot, inside in spots:
        painter.setBrush(QColor(colours.rest if inside else colours.card))
        painter.drawEllipse(spot, radius, radius)


def _inside(value: float, band: tuple[float, float] | None) -> bool:
    return band is None or band[0] <= value <= band[1]


def _column(frame: Frame, at: int, value: float) -> QRectF:
    width = min(max(frame.step * 0.62, 3.0), COLUMN)
    left = frame.along(at) - width / 2
    top = min(frame.up(value), frame.box.bottom() - 1)
    return QRectF(left, top, width, frame.box.bottom() - top)


def _rounded(box: QRectF) -> QPainterPath:
    """Return *box* with round corners on top and a flat foot."""
    radius = min(RADIUS_BAR, box.width() / 2, box.height())
    path = QPainterPath(box.bottomLeft())
    path.lineTo(box.left(), box.top() + radius)
    path.quadTo(box.topLeft(), QPointF(box.left() + radius, box.top()))
    path.lineTo(box.right() - radius, box.top())
    path.quadTo(box.topRight(), QPointF(box.right(), box.top() + radius))
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path


def _parts(painter: QPainter, view: PlotView, frame: Frame, colours: Palette) -> None:
    for at, point in enumerate(view.points):
        if point.value is None or not point.most:
            continue
        whole = _column(frame, at, point.most)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.rest_wash))
        painter.drawPath(_rounded(whole))
        if point.value > 0:
            kept = _column(frame, at, point.value)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.rest))
            painter.drawPath(_rounded(kept) if point.value >= point.most else _flat(kept))


def _flat(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(box)
    return path


def _columns(painter: QPainter, view: PlotView, frame: Frame, colours: Palette) -> None:
    painter.setPen(QPen(QColor(colours.session_edge), 1))
    painter.setBrush(QColor(colours.session_fill))
    for at, point in enumerate(view.points):
        if point.value:
            painter.drawPath(_rounded(_column(frame, at, point.value)))


def _strokes(painter: QPainter, view: PlotView, frame: Frame, colours: Palette) -> None:
    """Draw each as a stroke of its own, so that three are seen as three."""
    most = max((point.value or 0 for point in view.points), default=0)
    room = frame.box.height() / max(most, 1)
    height = min(STROKE, max(room - 1.5, 1.0))
    pitch = min(STROKE + STROKE_GAP, room)
    width = min(frame.step * 0.5, STROKE_WIDTH * 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.ink))
    for at, point in enumerate(view.points):
        for one in range(int(point.value or 0)):
            top = frame.box.bottom() - (one + 1) * pitch
            box = QRectF(frame.along(at) - width / 2, top, width, height)
            painter.drawRoundedRect(box, min(2.0, height / 2), min(2.0, height / 2))


def _middle(painter: QPainter, view: PlotView, frame: Frame, colours: Palette) -> None:
    """Draw her own median across, its name on a piece of paper so that it can be read."""
    assert view.middle is not None
    y = round(frame.up(view.middle)) + 0.5
    for width, colour in ((2.5, colours.lamp_text), (1.0, colours.lamp)):
        pen = QPen(QColor(colour), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QLineF(frame.box.left(), y, frame.box.right(), y))
    if not view.middle_words:
        return
    face = font(SMALL, STRONG)
    painter.setFont(face)
    metrics = QFontMetricsF(face)
    width = metrics.horizontalAdvance(view.middle_words) + 2 * TIGHT
    height = metrics.height() + 2
    above = y - height - HAIR >= 0
    label = QRectF(frame.box.left(), y - height - HAIR if above else y + HAIR, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.card))
    painter.drawRoundedRect(label, HAIR, HAIR)
    painter.setPen(QColor(colours.lamp_text))
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, view.middle_words)
    painter.setFont(font(SMALL))


def _ends(painter: QPainter, view: PlotView, frame: Frame, colours: Palette) -> None:
    """Write the ends of the scale on its left."""
    painter.setPen(QColor(colours.second))
    metrics = QFontMetricsF(painter.font())
    if view.top:
        line = max(frame.up(view.high) + metrics.ascent() / 2 - 1, metrics.ascent())
        painter.drawText(QPointF(0, line), view.top)
    if view.foot:
        painter.drawText(QPointF(0, frame.box.bottom()), view.foot)


def _labels(
    painter: QPainter,
    points: tuple[PlotPoint, ...],
    frame: Frame,
    colours: Palette,
    at: int | None,
) -> None:
    """Write under the points as many labels as have room, evenly, the last one always."""
    metrics = QFontMetricsF(painter.font())
    line = frame.box.bottom() + HAIR + metrics.ascent()
    widest = max((metrics.horizontalAdvance(point.label) for point in points), default=0.0)
    room = max(widest + LABEL_GAP, 1.5 * widest + LABEL_GAP - frame.step / 2)  # the last moves in
    every = max(math.ceil(room / frame.step), 1)
    for place in range(len(points) - 1, -1, -every):
        label = points[place].label
        width = metrics.horizontalAdvance(label)
        left = frame.along(place) - width / 2
        left = min(max(left, frame.box.left()), frame.box.right() - width)
        painter.setPen(QColor(colours.ink if place == at else colours.second))
        painter.drawText(QPointF(left, line), label)
