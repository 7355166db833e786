"""Pages on paper: painted once, seen in the preview and written as PDF from the same code.

Lengths are points (1/72 inch), colours are those of paper. What is written is exactly what she
saw; no time and no name of hers is put into the file.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from boundary.errors import BoundaryError
from boundary.language import tr
from boundary.ui.theme import LIGHT, STRONG

A4 = QSizeF(595, 842)
LETTER = QSizeF(612, 792)
EDGE = 54.0
"""The margin on each side."""

INK, SECOND, LINE = LIGHT.ink, LIGHT.second, LIGHT.border

Paint = Callable[[QPainter, QRectF], None]
"""Paints one page within a rectangle, in points."""


def page_size(region: str, *, landscape: bool = False) -> QSizeF:
    """Return the paper of *region* (ISO 3166): letter in North America, A4 elsewhere."""
    size = LETTER if region in ("US", "CA", "MX") else A4
    return size.transposed() if landscape else QSizeF(size)


def pdf_of(paint: Paint, size: QSizeF) -> bytes:
    """Return the page that *paint* paints on paper of *size*, as PDF."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72)
    writer.setCreator("Boundary")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(size, QPageSize.Unit.Point),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    painter = QPainter(writer)
    paint(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    buffer.close()
    return bytes(data.data())


def csv_of(rows: Sequence[Sequence[str]]) -> bytes:
    """Return *rows* as CSV (RFC 4180) in UTF-8, with the mark that spreadsheets look for."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([[_harmless(c) for c in r] for r in rows])
    return text.getvalue().encode("utf-8-sig")


def write(path: Path, data: bytes) -> None:
    """Write *data* to *path*; BoundaryError where that can't be done."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise BoundaryError(
            tr("The file could not be written."), tr("Choose another folder, and save it again.")
        ) from error


def face(size: float, *, strong: bool = False) -> QFont:
    """Return letters of *size* points on the page."""
    font = QFont()
    font.setPixelSize(round(size))
    if strong:
        font.setWeight(QFont.Weight(STRONG))
    return font


def paint_words(
    painter: QPainter, box: QRectF, words: str, font: QFont, colour: str = INK
) -> float:
    """Paint *words* into *box*, in as many lines as they need; return where they end."""
    flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    needed = painter.boundingRect(box, flags, words)
    painter.drawText(QRectF(box.left(), box.top(), box.width(), needed.height()), flags, words)
    return needed.bottom()


def text_page(title: str, lines: Sequence[str], foot: str) -> Paint:
    """Return the page with *title*, *lines* and, small at its end, *foot*."""

    def paint(painter: QPainter, page: QRectF) -> None:
        box = page.adjusted(EDGE, EDGE, -EDGE, -EDGE)
        painter.fillRect(page, Qt.GlobalColor.white)
        top = paint_words(painter, box, title, face(22, strong=True)) + 18
        for line in lines:
            part = QRectF(box.left(), top, box.width(), box.bottom() - top)
            top = paint_words(painter, part, line, face(12)) + 8
        _foot(painter, box, foot)

    return paint


def check_in_page(title: str, lead: str, questions: Sequence[str], foot: str) -> Paint:
    """Return the check-in card: questions with room between them, and nothing of hers."""

    def paint(painter: QPainter, page: QRectF) -> None:
        box = page.adjusted(EDGE, EDGE, -EDGE, -EDGE)
        painter.fillRect(page, Qt.GlobalColor.white)
        top = paint_words(painter, box, title, face(24, strong=True)) + 6
        part = QRectF(box.left(), top, box.width(), box.bottom() - top)
        top = paint_words(painter, part, lead, face(12), SECOND) + 28
        room = (box.bottom() - 40 - top) / max(len(questions), 1)
        for number, question in enumerate(questions, 1):
            painter.setPen(QColor(LINE))
            painter.drawEllipse(QRectF(box.left(), top, 24, 24))
            painter.setFont(face(12))
            painter.setPen(QColor(INK))
            circle = QRectF(box.left(), top, 24, 24)
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number))
            beside = QRectF(box.left() + 38, top + 2, box.width() - 38, room)
            paint_words(painter, beside, question, face(15))
            top += room
        _foot(painter, box, foot)

    return paint


def _foot(painter: QPainter, box: QRectF, words: str) -> None:
    if words:
        part = QRectF(box.left(), box.bottom() - 14, box.width(), 28)
        paint_words(painter, part, words, face(9), SECOND)


def _harmless(cell: str) -> str:
    """Return *cell* so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell
