"""The table beneath the week grid: what a screen reader reads, the days above, the hours beside."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from boundary.language import tr
from boundary.schedule.hours import WEEKDAYS
from boundary.ui.hours_model import DAY_MINUTES, QUARTER, Minutes, Painted, wall_minutes
from boundary.ui.hours_paint import Column, head_height
from boundary.ui.hours_view import AHEAD, Answer, GridView, SpecialKind, special_on
from boundary.ui.hours_words import cell_text, column_text, wall_text
from boundary.ui.theme import REGULAR, SMALL, STRONG, TIGHT, Palette, font, scale

QUARTERS = DAY_MINUTES // QUARTER
ROW = 11
COLUMN = 40
BEYOND = 60
"""Minutes: an edge that lies so far outside the day is not seen."""
Index = QModelIndex | QPersistentModelIndex


def columns_of(view: GridView) -> tuple[Column, ...]:
    """Return what each day of *view* shows."""
    columns = []
    for day in view.dates:
        special = special_on(day, view.special)
        closed = special is not None and special.kind is not SpecialKind.OTHER
        own = None
        if special is not None and not closed:
            own = tuple((a, min(b, DAY_MINUTES)) for a, b in map(wall_minutes, special.spans))
        name = (special.why or (tr("Closed") if closed else "")) if special else ""
        ghost = tuple(
            (minutes, answer.yours)
            for answer in view.answers
            if (minutes := _part(answer, day, view)) is not None
        )
        columns.append(Column(_open(view.painted, day.weekday()), closed, name, own, ghost))
    return tuple(columns)


def _open(painted: Painted, day: int) -> tuple[Minutes, ...]:
    """Return the open time of weekday *day*, beyond 0:00 or 24:00 where it goes on there."""
    before, after = (day - 1) % WEEKDAYS, (day + 1) % WEEKDAYS
    parts = []
    for start, end in painted.on(day):
        if start == 0 and painted.is_open(before, DAY_MINUTES - 1):
            start = -BEYOND
        if end == DAY_MINUTES and painted.is_open(after, 0):
            end = DAY_MINUTES + BEYOND
        parts.append((start, end))
    return tuple(parts)


def _part(answer: Answer, day: date, view: GridView) -> Minutes | None:
    """Return the part of *answer* on the local *day*, in minutes of its wall clock."""
    until = min(answer.span.end, view.now + AHEAD)
    start, end = (at.astimezone(view.zone) for at in (answer.span.start, until))
    if not start.date() <= day <= end.date():
        return None
    first = start.hour * 60 + start.minute if start.date() == day else 0
    last = end.hour * 60 + end.minute if end.date() == day else DAY_MINUTES
    return (first, last) if first < last else None


class WeekModel(QAbstractTableModel):
    """The week as a table of quarter hours: what a screen reader reads."""

    def __init__(self, view: GridView) -> None:
        super().__init__()
        self._view = view

    def show_view(self, view: GridView) -> None:
        """Hold *view* from now on."""
        self._view = view
        last = self.index(QUARTERS - 1, WEEKDAYS - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, WEEKDAYS - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else QUARTERS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else WEEKDAYS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role != Qt.ItemDataRole.AccessibleTextRole or not index.isValid():
            return None
        day = self._view.dates[index.column()].weekday()
        minute = index.row() * QUARTER
        return cell_text(
            day,
            (minute, minute + QUARTER),
            self._view.painted.is_open(day, minute),
            twelve=self._view.twelve,
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return column_text(self._view.dates[section])
        return wall_text(section * QUARTER, twelve=self._view.twelve)


class DayHead(QHeaderView):
    """The days above the grid by their `names`, the column `today` in strong letters."""

    def __init__(self, parent: QTableView, colours: Palette) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.colours = colours
        self.today = -1
        self.names: tuple[str, ...] = ()
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:
        return QSize(COLUMN * WEEKDAYS, head_height(2 if self.is_narrow else 1))

    @property
    def is_narrow(self) -> bool:
        """Whether a day's name and its number need a line each."""
        metrics = QFontMetrics(font(SMALL, STRONG))
        widest = max((metrics.horizontalAdvance(name) for name in self.names), default=0)
        return widest + TIGHT > self.viewport().width() // WEEKDAYS

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self.colours.paper))
        painter.setPen(QColor(self.colours.ink))
        narrow = self.is_narrow
        for section, name in enumerate(self.names):
            box = QRect(
                self.sectionViewportPosition(section), 0, self.sectionSize(section), self.height()
            )
            painter.setFont(font(SMALL, STRONG if section == self.today else REGULAR))
            said = name.replace(" ", "\n") if narrow else name
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)


class HourHead(QHeaderView):
    """The hours beside the grid, each at its line."""

    def __init__(self, parent: QTableView, colours: Palette) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.colours = colours
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("00:00") + TIGHT, ROW * QUARTERS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self.colours.paper))
        painter.setFont(font(SMALL, tabular=True))
        painter.setPen(QColor(self.colours.second))
        line = round(SMALL.line * scale())
        foot = self.viewport().height() - line
        for section in range(0, self.count(), 60 // QUARTER):
            middle = self.sectionViewportPosition(section)
            if -line / 2 < middle < foot + line:
                top = min(max(middle - line // 2, 0), foot)
                box = QRect(0, top, self.viewport().width() - TIGHT, line)
                text = self.model().headerData(section, self.orientation())
                sides = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(box, sides, text)
