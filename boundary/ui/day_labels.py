"""What is written along the day's line: the hours before it, the time of now, and the labels.

All labels are small text; one that finds no room beside its block is left out and only read
aloud.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from boundary.ui.day_marks import Mark, Piece
from boundary.ui.day_scale import Scale, Wish, place
from boundary.ui.day_view import DayView
from boundary.ui.theme import SMALL, STRONG, Palette, font

TICK = 5.0
PAST = 4.0
"""How far the lines of now and of a tight join reach past the blocks."""

LAMP = 4.5
"""The radius of the lamp at the foot of now."""

APART = 6.0


def line_height() -> float:
    """Return how high a line of small text is at her scale of letters."""
    return QFontMetricsF(font(SMALL)).height()


def paint_hours(painter: QPainter, view: DayView, scale: Scale, colours: Palette) -> None:
    """Write the hours before the blocks, as many as have room."""
    face = font(SMALL)
    metrics = QFontMetricsF(face)
    painter.setFont(face)
    widest = max((metrics.horizontalAdvance(tick.label) for tick in view.hours), default=0.0)
    extent = metrics.height() if scale.vertical else widest
    every = next((n for n in (1, 2, 3, 4) if scale.hour * n >= extent + APART), 6)
    for count, tick in enumerate(view.hours):
        along = scale.along(tick.at)
        if count % every or not scale.origin - 0.5 <= along <= scale.end + 0.5:
            continue
        painter.setPen(QPen(QColor(colours.second), 1))
        mark = round(along) + 0.5
        near = scale.top - TICK - PAST
        painter.drawLine(QLineF(scale.point(mark, near), scale.point(mark, near + TICK)))
        width = metrics.horizontalAdvance(tick.label)
        if scale.vertical:
            spot = QPointF(near - APART - width, along - metrics.height() / 2 + metrics.ascent())
        else:
            left = max(along - width / 2, scale.origin)
            spot = QPointF(left, near - PAST - metrics.descent())
        painter.drawText(spot, tick.label)


def paint_now(painter: QPainter, view: DayView, scale: Scale, colours: Palette) -> None:
    """Draw the lamp line, its disc at the foot and the time beside or under it."""
    if view.now is None or not scale.shown.start <= view.now <= scale.shown.end:
        return
    along = scale.along(view.now)
    foot = scale.foot + PAST + LAMP + 2
    for width, colour in ((3.5, colours.lamp_text), (2.0, colours.lamp)):
        pen = QPen(QColor(colour), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QLineF(scale.point(along, scale.top - PAST), scale.point(along, foot)))
    painter.setPen(QPen(QColor(colours.lamp_text), 1))
    painter.setBrush(QColor(colours.lamp))
    painter.drawEllipse(scale.point(along, foot), LAMP, LAMP)
    face = font(SMALL, STRONG, tabular=True)
    metrics = QFontMetricsF(face)
    painter.setFont(face)
    painter.setPen(QColor(colours.lamp_text))
    width = metrics.horizontalAdvance(view.now_label)
    if scale.vertical:
        spot = QPointF(foot + LAMP + APART, along - metrics.height() / 2 + metrics.ascent())
    else:
        left = min(max(along - width / 2, 0), scale.end - width / 2)
        spot = QPointF(left, foot + LAMP + 2 + metrics.ascent())
    painter.drawText(spot, view.now_label)


def paint_labels(painter: QPainter, view: DayView, scale: Scale, colours: Palette) -> None:
    """Write what stands under the line; a label without room is only read aloud."""
    plain, strong = font(SMALL), font(SMALL, STRONG)
    metrics, bold = QFontMetricsF(plain), QFontMetricsF(strong)
    height = metrics.height()
    across = scale.foot + (LAMP * 2 + PAST + APART + 4 if scale.vertical else PAST + 4)
    taken: list[tuple[float, float]] = []
    if view.now is not None:
        wide = height if scale.vertical else bold.horizontalAdvance(view.now_label)
        taken.append((scale.along(view.now) - wide / 2, scale.along(view.now) + wide / 2))
    painter.setFont(strong)
    painter.setPen(QColor(colours.ink))
    for join in view.joins:
        wide = height if scale.vertical else bold.horizontalAdvance(join.label)
        beside = _beside(scale.along(join.at), wide, 2 if scale.vertical else APART, taken)
        if beside is None:
            continue
        spot = QPointF(across, beside) if scale.vertical else QPointF(beside, across)
        painter.drawText(spot + QPointF(0, bold.ascent()), join.label)
        taken.append((beside, beside + wide))
    named = [mark for mark in view.marks if mark.label and _seen(mark, scale)]
    wishes = [
        Wish(
            *scale.ends(mark.span),
            height if scale.vertical else metrics.horizontalAdvance(mark.label),
        )
        for mark in named
    ]
    bounds = (0.0, scale.end + (height if scale.vertical else 0.0))
    painter.setFont(plain)
    for mark, start in zip(named, place(wishes, taken, bounds, APART), strict=True):
        if start is None:
            continue
        promised = mark.piece is Piece.COMMITMENT
        painter.setPen(QColor(colours.commitment if promised else colours.second))
        spot = QPointF(across, start) if scale.vertical else QPointF(start, across)
        painter.drawText(spot + QPointF(0, metrics.ascent()), mark.label)


def _beside(
    along: float, wide: float, apart: float, taken: Sequence[tuple[float, float]]
) -> float | None:
    """Return where a label begins after *along*, or before it; None where neither has room."""
    for start in (along + apart, along - apart - wide):
        if not any(start < high + 2 and low - 2 < start + wide for low, high in taken):
            return start
    return None


def _seen(mark: Mark, scale: Scale) -> bool:
    """Tell whether any of *mark* lies in what is shown."""
    start, end = scale.ends(mark.span)
    return end > start
