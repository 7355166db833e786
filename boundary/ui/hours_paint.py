"""How the week grid is drawn: paper, lines, open blocks, special days, the ghost, the bubble.

Lengths are logical pixels. Everything is drawn from minutes of a day and columns from 0; where
they lie, `Place` knows. Nothing is told by colour alone: open blocks have an edge, closed days
are hatched and named, and the reply's strip has an outline that hers has not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from boundary.ui.hours_model import DAY_MINUTES, QUARTER, Minutes
from boundary.ui.theme import (
    HAIR,
    NEAR,
    RADIUS_BAR,
    RADIUS_CONTROL,
    SMALL,
    STRONG,
    TIGHT,
    Palette,
    font,
    scale,
)

INSET = 3
GHOST_WIDTH = 5
GHOST_EDGE = 7
"""From the middle of the ghost's strip to the right edge of its column."""
BUBBLE = 28
HATCH = 9
HOUR = 60
NAME_ROOM = 4


@dataclass(frozen=True, slots=True)
class Column:
    """What one day shows, in minutes of it; open time that passes midnight reaches beyond.

    `special` hatches the day and `name` says why; `own` are hours of that day alone, shown
    instead of the weekly `open` ones (None: as the weekday is).
    """

    open: tuple[Minutes, ...] = ()
    special: bool = False
    name: str = ""
    own: tuple[Minutes, ...] | None = None
    ghost: tuple[tuple[Minutes, bool], ...] = ()
    """Who answers: she (True) or the reply."""


@dataclass(frozen=True, slots=True)
class Picked:
    """A rectangle of cells: columns and minutes; `says` is in the bubble, "" for none."""

    columns: tuple[int, int]
    minutes: Minutes
    says: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where things lie: the left edge of a column (also of the one after the last), and y."""

    left: Callable[[int], int]
    row: int
    scrolled: int
    size: QSize

    def y(self, minute: int) -> float:
        """Return how far down *minute* of a day lies."""
        return minute * self.row / QUARTER - self.scrolled

    def box(self, column: int, minutes: Minutes) -> QRectF:
        """Return the rectangle of *minutes* in *column*."""
        left, right = self.left(column), self.left(column + 1)
        top = self.y(minutes[0])
        return QRectF(left, top, right - left, self.y(minutes[1]) - top)


def paint_week(
    painter: QPainter,
    place: Place,
    columns: Sequence[Column],
    colours: Palette,
    *,
    now: tuple[int, int] | None,
    picked: Picked | None,
) -> None:
    """Draw the whole grid; *now* is a column and a minute, *picked* has the focus ring."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QRectF(0.5, 0.5, place.size.width() - 1, place.size.height() - 1)
    shape = QPainterPath()
    shape.addRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
    painter.fillPath(shape, QColor(colours.card))
    painter.save()
    painter.setClipPath(shape)
    for number, column in enumerate(columns):
        if column.special:
            _hatch(painter, place.box(number, (0, DAY_MINUTES)), colours)
    _lines(painter, place, len(columns), colours)
    for number, column in enumerate(columns):
        _blocks(painter, place, number, column, colours)
    for number, column in enumerate(columns):
        if column.name:
            _name(painter, place, number, column.name, colours)
        for minutes, yours in column.ghost:
            _ghost(painter, place.box(number, minutes), yours, colours)
    if now is not None:
        _now(painter, place, *now, colours)
    painter.restore()
    painter.setPen(QPen(QColor(colours.border), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape)
    if picked is not None:
        _pick(painter, place, picked, colours)


def _lines(painter: QPainter, place: Place, columns: int, colours: Palette) -> None:
    faint = QColor(colours.hairline)
    dotted = QPen(faint, 1, Qt.PenStyle.CustomDashLine)
    dotted.setDashPattern([1, 7])
    whole = QPen(faint, 1)
    width = place.left(columns)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for minute in range(QUARTER, DAY_MINUTES, QUARTER):
        y = round(place.y(minute))
        if 0 <= y <= place.size.height():
            painter.setPen(dotted if minute % HOUR else whole)
            painter.drawLine(0, y, width, y)
    painter.setPen(whole)
    for number in range(1, columns):
        painter.drawLine(place.left(number), 0, place.left(number), place.size.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _blocks(painter: QPainter, place: Place, number: int, column: Column, colours: Palette) -> None:
    """Draw open time; where a special day has hours of its own, the weekly ones are only traced."""
    replaced = column.special or column.own is not None
    for minutes in column.open:
        box = place.box(number, minutes).adjusted(INSET, 0, -INSET, 0)
        if replaced:
            painter.setPen(QPen(QColor(colours.border), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, RADIUS_BAR, RADIUS_BAR)
        else:
            _block(painter, place, box, minutes, colours)
    for minutes in column.own or ():
        box = place.box(number, minutes).adjusted(INSET, 0, -INSET, 0)
        _block(painter, place, box, minutes, colours)


def _block(
    painter: QPainter, place: Place, box: QRectF, minutes: Minutes, colours: Palette
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.rest_wash))
    painter.drawRoundedRect(box, RADIUS_BAR, RADIUS_BAR)
    inner = QColor(colours.rest)
    inner.setAlphaF(0.18)
    painter.setPen(QPen(inner, 1))
    for minute in range(minutes[0] // HOUR * HOUR + HOUR, minutes[1], HOUR):
        y = round(place.y(minute)) + 0.5
        painter.drawLine(QPointF(box.left() + 1, y), QPointF(box.right() - 1, y))
    painter.setPen(QPen(QColor(colours.rest), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, RADIUS_BAR, RADIUS_BAR)


def _hatch(painter: QPainter, box: QRectF, colours: Palette) -> None:
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(QColor(colours.hairline), 1.5))
    reach = box.width()
    y = box.top()
    while y < box.bottom() + reach:
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y - reach))
        y += HATCH
    painter.restore()


def _name(painter: QPainter, place: Place, number: int, name: str, colours: Palette) -> None:
    """Write *name* upwards in the middle of what is seen of the day, on the colour of the card."""
    box = place.box(number, (0, DAY_MINUTES))
    face = font(SMALL)
    metrics = QFontMetricsF(face)
    room = place.size.height() - 2 * RADIUS_CONTROL
    text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room - 2 * TIGHT)
    length, thick = metrics.horizontalAdvance(text) + 2 * TIGHT, metrics.height() + NAME_ROOM
    painter.save()
    painter.translate(box.center().x(), place.size.height() / 2)
    painter.rotate(-90)
    label = QRectF(-length / 2, -thick / 2, length, thick)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.card))
    painter.drawRect(label)
    painter.setFont(face)
    painter.setPen(QColor(colours.ink))
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _ghost(painter: QPainter, box: QRectF, yours: bool, colours: Palette) -> None:
    middle = box.right() - GHOST_EDGE
    width = GHOST_WIDTH if yours else GHOST_WIDTH + 1
    strip = QRectF(middle - width / 2, box.top() + 2, width, max(box.height() - 4, 2))
    painter.setPen(Qt.PenStyle.NoPen if yours else QPen(QColor(colours.lamp_text), 1))
    painter.setBrush(QColor(colours.rest if yours else colours.lamp))
    painter.drawRoundedRect(strip, width / 2, width / 2)


def _now(painter: QPainter, place: Place, column: int, minute: int, colours: Palette) -> None:
    left, right = place.left(column), place.left(column + 1)
    painter.setPen(QPen(QColor(colours.lamp_text), 1))
    painter.setBrush(QColor(colours.lamp))
    painter.drawRect(QRectF(left, round(place.y(minute)) - 1.5, right - left, 3))


def _pick(painter: QPainter, place: Place, picked: Picked, colours: Palette) -> None:
    first, last = picked.columns
    box = place.box(first, picked.minutes).united(place.box(last, picked.minutes))
    painter.setPen(QPen(QColor(colours.focus), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0, -3, 0, 3), RADIUS_BAR + 3, RADIUS_BAR + 3)
    if picked.says:
        _bubble(painter, place, box, picked.says, colours)


def _bubble(painter: QPainter, place: Place, box: QRectF, says: str, colours: Palette) -> None:
    """Say the times under *box*, or over it where there is no room, within the grid."""
    face = font(SMALL, STRONG)
    width = QFontMetricsF(face).horizontalAdvance(says) + 2 * NEAR
    height = BUBBLE * scale()
    left = max(min(box.left(), place.size.width() - width - 2), 2)
    top = box.bottom() + TIGHT
    if top + height > place.size.height() - 2:
        top = max(min(box.top(), place.size.height()) - TIGHT - height, 2)
    bubble = QRectF(left, top, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(QColor(colours.ink)))
    painter.drawRoundedRect(bubble, RADIUS_BAR, RADIUS_BAR)
    painter.setFont(face)
    painter.setPen(QColor(colours.paper))
    painter.drawText(bubble, Qt.AlignmentFlag.AlignCenter, says)


def head_height(lines: int = 1) -> int:
    """Return the height of the row of days above the grid."""
    return round((SMALL.line * lines + HAIR) * scale()) + NEAR
