"""The door card on paper: seven words and plain bars, so that the household need not ask."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from boundary.language import tr
from boundary.reflection.door import DoorDay, hours_of
from boundary.ui.numbers import day_text
from boundary.ui.print_pages import EDGE, INK, LINE, SECOND, Paint, face, paint_words
from boundary.ui.theme import LIGHT

HOURS_WIDTH = 44.0
HEAD = 30.0
GAP = 14.0
ROUND = 5.0


def door_page(days: Sequence[DoorDay], *, twelve: bool = False) -> Paint:
    """Return the page with a column for each of *days*; *twelve* for hours in halves."""
    first, last = hours_of(days)

    def paint(painter: QPainter, page: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(page, Qt.GlobalColor.white)
        box = page.adjusted(EDGE, EDGE, -EDGE, -EDGE)
        top = paint_words(painter, box, tr("Where there is a bar, the door is shut"), face(24))
        under = QRectF(box.left(), top + 4, box.width(), 40)
        top = paint_words(painter, under, week_words(days), face(12), SECOND) + 18
        grid = QRectF(box.left() + HOURS_WIDTH, top + HEAD, box.width() - HOURS_WIDTH, 0)
        grid.setBottom(box.bottom())
        _hours(painter, grid, first, last, twelve=twelve)
        width = grid.width() / max(len(days), 1)
        for number, day in enumerate(days):
            column = QRectF(grid.left() + number * width, grid.top(), width, grid.height())
            _column(painter, column, day, first, last)

    return paint


def week_words(days: Sequence[DoorDay]) -> str:
    """Return the days that the card is good for."""
    if not days:
        return ""
    return tr("{first} to {last}. Between the bars: knock, and come in.").format(
        first=day_text(days[0].day), last=day_text(days[-1].day)
    )


def spoken_day(day: DoorDay) -> str:
    """Return *day* as a sentence, for whoever can't see the bars."""
    if not day.closed:
        return tr("{day}: open.").format(day=day_text(day.day))
    bars = tr(", ").join(
        tr("{start} to {end}").format(start=_clock(start), end=_clock(end))
        for start, end in day.closed
    )
    return tr("{day}: shut {bars}.").format(day=day_text(day.day), bars=bars)


def _hours(painter: QPainter, grid: QRectF, first: int, last: int, *, twelve: bool) -> None:
    painter.setFont(face(11))
    for hour in range(first, last + 1):
        y = grid.top() + grid.height() * (hour - first) / (last - first)
        painter.setPen(QPen(QColor(LIGHT.hairline), 0.75))
        painter.drawLine(QLineF(grid.left(), y, grid.right(), y))
        painter.setPen(QColor(SECOND))
        words = f"{(hour % 12 or 12) if twelve else hour}:00"
        box = QRectF(grid.left() - HOURS_WIDTH, y - 8, HOURS_WIDTH - 8, 16)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), words)


def _column(painter: QPainter, box: QRectF, day: DoorDay, first: int, last: int) -> None:
    painter.setFont(face(13, strong=True))
    painter.setPen(QColor(INK))
    name = day_text(day.day).split(",")[0]
    head = QRectF(box.left(), box.top() - HEAD, box.width(), HEAD - 6)
    painter.drawText(head, int(Qt.AlignmentFlag.AlignCenter), name)
    painter.setPen(QPen(QColor(LINE), 0.75))
    painter.setBrush(QColor(LIGHT.session_fill))
    height = box.height() / ((last - first) * 60)
    for start, end in day.closed:
        bar = QRectF(
            box.left() + GAP / 2,
            box.top() + (start - first * 60) * height,
            box.width() - GAP,
            (end - start) * height,
        )
        painter.drawRoundedRect(bar, ROUND, ROUND)


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
