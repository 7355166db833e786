"""The steps of a ritual as a list that is put in order, by keys and by dragging.

It changes nothing itself: it says what she wants done, and is shown the result. Alt with Up
or Down moves a step, Space leaves it out first or no longer, Delete takes it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from boundary.language import tr
from boundary.ui import theme
from boundary.ui.theme import NEAR, TIGHT, WIDE, Palette

GRIP = 24
"""Pixels at the left for the dots that say: this can be taken hold of."""

_ID = Qt.ItemDataRole.UserRole
_SECOND = Qt.ItemDataRole.UserRole + 1
_SHEET = """
QListWidget {{ background: {card}; border: 1px solid {border}; border-radius: 8px;
    padding: 4px; outline: none; }}
QScrollBar:vertical {{ background: {card}; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {border}; min-height: 36px; margin: 2px 4px;
    border-radius: 2px; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical {{ background: {card}; }}
"""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: its id, its sentence, and the small line beneath."""

    id: str
    text: str
    second: str


class StepList(QListWidget):
    """Shows rows in their order; rows are counted from 0."""

    move_wanted = Signal(int, int)
    remove_wanted = Signal(int)
    optional_wanted = Signal(int)
    ordered = Signal(object)
    """A tuple of ids: their order after she dragged one. Comes once the drop is over."""

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self.setAccessibleName(tr("Steps"))
        self.setAccessibleDescription(
            tr("Alt with Up or Down moves a step, Space leaves it out first, Delete takes it out.")
        )
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._paints = _StepPaint(self, colours)
        self.setItemDelegate(self._paints)
        self.model().rowsMoved.connect(self._dragged, Qt.ConnectionType.QueuedConnection)
        self.recolour(colours)

    def show_rows(self, rows: Sequence[StepRow], current: int) -> None:
        """Show *rows* with *current* chosen (-1: none); nothing is emitted."""
        self.blockSignals(True)
        self.clear()
        for place, row in enumerate(rows):
            item = QListWidgetItem(row.text)
            item.setData(_ID, row.id)
            item.setData(_SECOND, row.second)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            spoken = tr("{n} of {count}: {text} {second}").format(
                n=place + 1, count=len(rows), text=row.text, second=row.second
            )
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.addItem(item)
        self.setCurrentRow(min(current, len(rows) - 1))
        self.blockSignals(False)

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        self._paints.colours = colours
        self.setStyleSheet(_SHEET.format(card=colours.card, border=colours.border))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.currentRow(), event.key()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if row >= 0 and 0 <= row + step < self.count():
                self.move_wanted.emit(row, row + step)
        elif row >= 0 and key == Qt.Key.Key_Delete:
            self.remove_wanted.emit(row)
        elif row >= 0 and key == Qt.Key.Key_Space:
            self.optional_wanted.emit(row)
        else:
            super().keyPressEvent(event)

    def _dragged(self) -> None:
        self.ordered.emit(tuple(self.item(row).data(_ID) for row in range(self.count())))


class _StepPaint(QStyledItemDelegate):
    """Paints a grip, the sentence on as many lines as it needs, and the small line."""

    def __init__(self, steps: QListWidget, colours: Palette) -> None:
        super().__init__(steps)
        self.colours = colours
        self._list = steps

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = self._list.viewport().width()
        text = self._text_height(index.data(), width - GRIP - NEAR)
        small = QFontMetrics(theme.font(theme.SMALL)).height()
        return QSize(width, text + small + WIDE)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        area = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = self._list.hasFocus()
            edge = self.colours.focus if focused else self.colours.rest_wash
            painter.setPen(QPen(QColor(edge), 2))
            painter.setBrush(QColor(self.colours.rest_wash))
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), 6, 6)
        self._grip(painter, area)
        inside = area.adjusted(GRIP, TIGHT, -NEAR, -TIGHT)
        painter.setFont(theme.font(theme.BODY))
        painter.setPen(QColor(self.colours.ink))
        wraps = Qt.TextFlag.TextWordWrap
        painter.drawText(inside, wraps, index.data())
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(QColor(self.colours.second))
        painter.drawText(inside, Qt.AlignmentFlag.AlignBottom, index.data(_SECOND))
        painter.restore()

    def _grip(self, painter: QPainter, area: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colours.border))
        middle = area.center().y() + 0.5
        for across in (9.0, 14.0):
            for down in (-5.0, 0.0, 5.0):
                painter.drawEllipse(QPointF(area.left() + across, middle + down), 1.25, 1.25)

    def _text_height(self, text: str, width: int) -> int:
        metrics = QFontMetrics(theme.font(theme.BODY))
        space = QRect(0, 0, max(width, 1), 10_000)
        return metrics.boundingRect(space, Qt.TextFlag.TextWordWrap, text).height()
