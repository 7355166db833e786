"""The day's line, painted: the blocks of the day and its tight joins.

Paints values and knows no clock. Colour never tells alone: sessions are solid, holds and
commitments outlined (these with a knot), prep hatched, rest a wash with a solid base, and what
matters is labelled and read aloud besides.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from boundary.ui.day_labels import PAST, line_height, paint_hours, paint_labels, paint_now
from boundary.ui.day_marks import Mark, Piece
from boundary.ui.day_scale import DEPTH, Scale
from boundary.ui.day_view import DayView
from boundary.ui.theme import RADIUS_BAR, Palette

BASE = 16.0
"""How far the minutes taken reach up from the foot."""

SLANT = timedelta(minutes=5)
HATCH = 5.0
KNOT = 5.5
INSET = 12.0
"""How much slimmer a commitment is than a session, on both sides."""

TOUCHING = timedelta(seconds=30)

_CORNERED = frozenset({Piece.SESSION, Piece.HOLD, Piece.UNSURE})
_UNDER = frozenset({Piece.BREAK, Piece.NOTES, Piece.PREP})


def mixed(one: str, other: str) -> QColor:
    """Return the solid colour half-way between *one* and *other*."""
    a, b = QColor(one), QColor(other)
    return QColor(
        (a.red() + b.red()) // 2, (a.green() + b.green()) // 2, (a.blue() + b.blue()) // 2
    )


def paint_day(painter: QPainter, view: DayView, scale: Scale, colours: Palette) -> None:
    """Paint *view* on *painter* at *scale*."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.hairline), 1))
    painter.drawLine(
        QLineF(
            scale.point(scale.origin, scale.foot + 0.5), scale.point(scale.end, scale.foot + 0.5)
        )
    )
    order = list(Piece)
    for mark in sorted(view.marks, key=lambda mark: order.index(mark.piece)):
        start, end = scale.ends(mark.span)
        if end > start:
            _paint_mark(painter, mark, view.marks, scale, colours)
    paint_hours(painter, view, scale, colours)
    for join in view.joins:
        painter.setPen(QPen(QColor(colours.ink), 1.5))
        along = scale.along(join.at)
        painter.drawLine(
            QLineF(
                scale.point(along, scale.top - PAST),
                scale.point(along, scale.foot + PAST + line_height()),
            )
        )
    paint_now(painter, view, scale, colours)
    paint_labels(painter, view, scale, colours)


def _paint_mark(
    painter: QPainter, mark: Mark, marks: Iterable[Mark], scale: Scale, colours: Palette
) -> None:
    """Paint one mark; breaks and prep run on under the round corners beside them."""
    start, end = scale.ends(mark.span)
    if mark.piece in _UNDER:
        corners = [other.span for other in marks if other.piece in _CORNERED]
        if any(abs(span.end - mark.span.start) < TOUCHING for span in corners):
            start -= RADIUS_BAR
        if any(abs(span.start - mark.span.end) < TOUCHING for span in corners):
            end += RADIUS_BAR
    box = scale.rect(start, end, scale.top, scale.foot)
    painter.setPen(Qt.PenStyle.NoPen)
    match mark.piece:
        case Piece.BREAK:
            painter.fillRect(box, QColor(colours.rest_wash))
        case Piece.NOTES:
            painter.fillRect(box, mixed(colours.rest_wash, colours.paper))
        case Piece.PREP:
            _hatch(painter, box, colours)
        case Piece.LUNCH | Piece.OWN_TIME:
            own = mark.piece is Piece.OWN_TIME
            painter.setBrush(QColor(colours.own_time if own else colours.rest_wash))
            painter.drawRoundedRect(box, RADIUS_BAR, RADIUS_BAR)
        case Piece.SESSION:
            painter.setBrush(QColor(colours.session_fill))
            painter.setPen(QPen(QColor(colours.session_edge), 1))
            painter.drawPath(_session_path(mark, scale))
        case Piece.COMMITMENT:
            _commitment(painter, mark, scale, colours)
        case Piece.HOLD | Piece.UNSURE | Piece.FREED:
            _outline(painter, mark, scale, colours)
    if mark.taken:
        far = min(scale.along(mark.span.start + mark.taken), scale.end)
        near = scale.ends(mark.span)[0]
        painter.fillRect(
            scale.rect(near, max(far, near), scale.foot - BASE, scale.foot), QColor(colours.rest)
        )


def _hatch(painter: QPainter, box: QRectF, colours: Palette) -> None:
    """Hatch *box* from lower left to upper right, evenly over the whole line."""
    painter.save()
    painter.setClipRect(box)
    painter.setPen(QPen(QColor(colours.border), 1))
    reach = box.height()
    along = (box.left() - reach + box.bottom()) // HATCH * HATCH - box.bottom()
    while along < box.right():
        painter.drawLine(QLineF(along, box.bottom(), along + reach, box.top()))
        along += HATCH
    painter.restore()


def _session_path(mark: Mark, scale: Scale) -> QPainterPath:
    """Return the outline of a session; the end of one that ran over leans outward to the foot."""
    start, end = scale.ends(mark.span)
    lean = min(scale.hour * (min(mark.over, SLANT) / timedelta(hours=1)), end - start)
    start, end, top, foot = start + 0.5, end - 0.5, scale.top + 0.5, scale.foot - 0.5
    upper = max(end - lean, start + 1)
    radius = min(RADIUS_BAR, (end - start) / 2, (upper - start) / 2)
    step = radius * lean / DEPTH
    at = scale.point
    path = QPainterPath(at(start + radius, top))
    path.lineTo(at(upper - radius, top))
    path.quadTo(at(upper, top), at(upper + step, top + radius))
    path.lineTo(at(end - step, foot - radius))
    path.quadTo(at(end, foot), at(end - radius, foot))
    path.lineTo(at(start + radius, foot))
    path.quadTo(at(start, foot), at(start, foot - radius))
    path.lineTo(at(start, top + radius))
    path.quadTo(at(start, top), at(start + radius, top))
    path.closeSubpath()
    return path


def _commitment(painter: QPainter, mark: Mark, scale: Scale, colours: Palette) -> None:
    """Outline a commitment and tie a knot into its beginning."""
    colour = QColor(colours.commitment)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.5))
    painter.drawRoundedRect(
        scale.box(mark.span, INSET).adjusted(0.75, 0.75, -0.75, -0.75), RADIUS_BAR, RADIUS_BAR
    )
    knot = scale.point(scale.ends(mark.span)[0] + 0.75, scale.top + DEPTH / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(
        QPolygonF(
            [
                knot + QPointF(-KNOT, 0),
                knot + QPointF(0, -KNOT),
                knot + QPointF(KNOT, 0),
                knot + QPointF(0, KNOT),
            ]
        )
    )


def _outline(painter: QPainter, mark: Mark, scale: Scale, colours: Palette) -> None:
    """Outline what is held (solid), not understood or freed (dotted)."""
    held = mark.piece is Piece.HOLD
    freed = mark.piece is Piece.FREED
    painter.setBrush(Qt.BrushStyle.NoBrush if freed else QColor(colours.paper))
    pen = QPen(QColor(colours.session_edge if held else colours.border), 1.5)
    if not held:
        pen.setDashPattern([2, 3])
    painter.setPen(pen)
    painter.drawRoundedRect(
        scale.box(mark.span).adjusted(0.75, 0.75, -0.75, -0.75), RADIUS_BAR, RADIUS_BAR
    )
