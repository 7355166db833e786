"""The arch: the one sign of Boundary, drawn for the tray and for the windows.

Its shape alone tells the state, without colour, from 16 px up. Outer edges lie on whole pixels
and every tray size has its own measures: a scaled picture of an arch is a grey blur.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from boundary.ui.theme import DARK, LIGHT, Palette


class Shape(StrEnum):
    """What the tray says; the values are those of the command line.

    Wrap-up is the solid arch of a session through which the light already shows: the same
    light that waits in the open arch when the break is ready.
    """

    QUIET = "quiet"
    IN_SESSION = "in_session"
    WRAP_UP = "wrap_up"
    BREAK_READY = "break_ready"
    IN_BREAK = "in_break"
    PAUSED = "paused"
    TROUBLE = "trouble"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Measures:
    """One drawn size in device pixels: the outer box of the arch, its line, its inner parts.

    `bar` is the width of each bar when paused, `dot` the light's diameter. For the closed day:
    `gap` is the air above the line, `line` its thickness, `over` how far it reaches past the
    half disc, `rise` how far it lies above the foot of the open arch.
    """

    size: int
    width: int
    height: int
    stroke: float
    bar: int
    dot: int
    gap: int
    line: int
    over: int
    rise: int


SIZES = (
    Measures(16, 10, 14, 1.5, bar=3, dot=4, gap=2, line=2, over=2, rise=1),
    Measures(22, 14, 18, 2.0, bar=4, dot=6, gap=2, line=2, over=3, rise=2),
    Measures(24, 14, 18, 2.0, bar=4, dot=6, gap=2, line=2, over=3, rise=2),
    Measures(32, 20, 26, 2.5, bar=6, dot=8, gap=3, line=3, over=4, rise=2),
    Measures(44, 28, 36, 4.0, bar=8, dot=12, gap=4, line=4, over=6, rise=4),
    Measures(48, 28, 36, 4.0, bar=8, dot=12, gap=4, line=4, over=6, rise=4),
    Measures(64, 38, 52, 4.0, bar=12, dot=16, gap=6, line=4, over=9, rise=8),
    Measures(128, 76, 104, 8.0, bar=24, dot=32, gap=12, line=8, over=18, rise=16),
)
"""Sizes that panels ask for (16 to 64) and the same at twice the density."""

LINE = 1.5
"""Stroke of the arch in windows, in logical pixels."""


def tray_icon(shape: Shape, dark_panel: bool) -> QIcon:
    """Return *shape* at every size of `SIZES`, light on a dark panel or ink on a light one."""
    colour = QColor((DARK if dark_panel else LIGHT).ink)
    icon = QIcon()
    for measures in SIZES:
        icon.addPixmap(shape_pixmap(shape, measures, colour))
    return icon


def shape_pixmap(shape: Shape, measures: Measures, colour: QColor) -> QPixmap:
    """Return *shape* in *colour* on a transparent square of `measures.size` device pixels."""
    pixmap = QPixmap(measures.size, measures.size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_shape(painter, shape, measures, colour)
    painter.end()
    return pixmap


def draw_shape(painter: QPainter, shape: Shape, measures: Measures, colour: QColor) -> None:
    """Draw *shape* in *colour* into a square of `measures.size` at the painter's origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left = (measures.size - measures.width) // 2
    top = (measures.size - measures.height) // 2
    box = QRectF(left, top, measures.width, measures.height)
    painter.fillPath(_shape_path(shape, box, measures), colour)


def draw_arch(painter: QPainter, box: QRectF, palette: Palette, *, lit: bool = True) -> None:
    """Draw the open arch of the windows inside *box*, with its lamp where it is *lit*."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = LINE / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(palette.ink), LINE))
    painter.drawPath(arch_path(box.adjusted(half, half, -half, -half)))
    if lit:
        radius = box.width() * 0.175 - 0.5
        painter.setPen(QPen(QColor(palette.lamp_text), 1))
        painter.setBrush(QColor(palette.lamp))
        painter.drawEllipse(_light(box), radius, radius)


def arch_path(box: QRectF) -> QPainterPath:
    """Return the outline that fills *box*: a half circle on two straight sides and a foot."""
    path = QPainterPath(box.bottomLeft())
    path.lineTo(box.left(), box.top() + box.width() / 2)
    path.arcTo(QRectF(box.left(), box.top(), box.width(), box.width()), 180, -180)
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path


def _shape_path(shape: Shape, box: QRectF, measures: Measures) -> QPainterPath:
    """Return the filled area of *shape* in *box*."""
    solid = arch_path(box)
    line = measures.stroke
    outline = solid.subtracted(arch_path(box.adjusted(line, line, -line, -line)))
    match shape:
        case Shape.QUIET:
            return outline
        case Shape.IN_SESSION:
            return solid
        case Shape.WRAP_UP:
            return solid.subtracted(_dot(box, measures))
        case Shape.BREAK_READY:
            return outline.united(_dot(box, measures))
        case Shape.IN_BREAK:
            lower = box.adjusted(0, round(box.height() * 0.54), 0, 0)
            return outline.united(_rectangle(lower))
        case Shape.PAUSED:
            return solid.subtracted(_rectangle(box.adjusted(measures.bar, -1, -measures.bar, 1)))
        case Shape.TROUBLE:
            return solid.subtracted(_wedge(box))
        case Shape.CLOSED:
            return _sunset(box, measures)


def _light(box: QRectF) -> QPointF:
    """Return where the light hangs: a little below the middle, on a whole pixel."""
    return QPointF(box.center().x(), box.center().y() + round(box.height() * 0.08))


def _rectangle(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(box)
    return path


def _dot(box: QRectF, measures: Measures) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(_light(box), measures.dot / 2, measures.dot / 2)
    return path


def _wedge(box: QRectF) -> QPainterPath:
    """Return what trouble takes out of the foot: two thirds of its width, half of its height."""
    middle, half, foot = box.center().x(), box.width() * 0.33, box.bottom()
    apex = QPointF(middle, foot - box.height() * 0.46)
    path = QPainterPath()
    path.addPolygon(QPolygonF([apex, QPointF(middle + half, foot), QPointF(middle - half, foot)]))
    path.closeSubpath()
    return path


def _sunset(box: QRectF, measures: Measures) -> QPainterPath:
    """Return the half disc above its line: the light gone down, the day closed."""
    line = QRectF(0, 0, box.width() + 2 * measures.over, measures.line)
    line.moveTopLeft(
        QPointF(box.left() - measures.over, box.bottom() - measures.rise - line.height())
    )
    level = line.top() - measures.gap
    disc = QRectF(box.left(), level - box.width() / 2, box.width(), box.width())
    half = QPainterPath(QPointF(box.left(), level))
    half.arcTo(disc, 180, -180)
    half.closeSubpath()
    return half.united(_rectangle(line))
