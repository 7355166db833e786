"""Facts as Today shows them: a glyph, a title and a second line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from boundary.language import tr
from boundary.ui.day_view import FactLine
from boundary.ui.theme import SMALL, STRONG, TIGHT, Palette, mark, scale

GLYPH = 16


class Glyph(QWidget):
    """A check for what is well, a clock for what is stale, an empty triangle for trouble.

    They are told apart without colour.
    """

    def __init__(self, colours: Palette, fact: FactLine) -> None:
        super().__init__()
        self._colours = colours
        self._trouble = fact.trouble
        self._stale = fact.stale
        side = round(GLYPH * scale())
        self.setFixedSize(side, round(SMALL.line * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, (self.height() - self.width()) / 2)
        painter.scale(self.width() / GLYPH, self.width() / GLYPH)
        role = "trouble" if self._trouble else "lamp_text" if self._stale else "rest"
        pen = QPen(QColor(getattr(self._colours, role)), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        if self._trouble:
            painter.drawPolygon(
                QPolygonF([QPointF(8, 2.5), QPointF(14.5, 13.5), QPointF(1.5, 13.5)])
            )
        elif self._stale:
            painter.drawEllipse(QPointF(8, 8), 6.5, 6.5)
            painter.drawPolyline(QPolygonF([QPointF(8, 4.5), QPointF(8, 8), QPointF(10.5, 9.5)]))
        else:
            painter.drawPolyline(
                QPolygonF([QPointF(1.5, 8.5), QPointF(5.5, 12.5), QPointF(14, 3.5)])
            )


def plain_label(kind: str, *, wraps: bool = False) -> QLabel:
    label = QLabel()
    label.setWordWrap(wraps)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setMinimumSize(1, 1)  # else a wrapped label asks for the height it has when narrow
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    mark(label, kind)
    return label


def fact_layout(fact: FactLine, colours: Palette) -> QLayout:
    """Return one fact: glyph, title, and the second line under it."""
    title = plain_label("small", wraps=True)
    title.setStyleSheet(f"color: {colours.ink}; font-weight: {STRONG}")
    title.setText(fact.title)
    if fact.trouble:
        title.setAccessibleName(tr("Trouble: {title}").format(title=fact.title))
    elif fact.stale:
        title.setAccessibleName(tr("Perhaps no longer so: {title}").format(title=fact.title))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(title)
    if fact.second:
        second = plain_label("small", wraps=True)
        second.setText(fact.second)
        words.addWidget(second)
    words.addStretch(1)
    line = QHBoxLayout()
    line.setSpacing(TIGHT)
    line.addWidget(Glyph(colours, fact), 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    return line


def empty(layout: QLayout) -> None:
    """Take everything out of *layout* and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
            inner.deleteLater()
