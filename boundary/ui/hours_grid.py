"""The week grid: seven days of quarter hours that are painted by mouse or by keyboard.

A table underneath, so that a screen reader can walk it cell by cell. A drag that begins on
closed time opens, one that begins on open time closes; a click alone only goes there. Enter or
Space toggles what is selected, Shift with the arrows selects more, Delete closes it, Ctrl+C
takes a day and Ctrl+V puts it where she is. Esc takes back a drag under way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from boundary.language import tr
from boundary.schedule.hours import WEEKDAYS
from boundary.ui.hours_model import QUARTER, Painted
from boundary.ui.hours_paint import Picked, Place, paint_week
from boundary.ui.hours_table import COLUMN, ROW, DayHead, HourHead, WeekModel, columns_of
from boundary.ui.hours_view import GridView
from boundary.ui.hours_words import cell_text, column_text, window_text
from boundary.ui.theme import Palette, scale

SEEN_ROWS = 40
"""What is seen at once: ten hours."""
FIRST_SEEN = 8 * 60


class HoursGrid(QTableView):
    """Shows a `GridView` and tells the week that she painted.

    `previewed(Painted)` while she drags, `painted(Painted)` when a change is made; the grid shows
    it only once it is shown it. `day_chosen(weekday)` follows where she is.
    """

    previewed = Signal(object)
    painted = Signal(object)
    day_chosen = Signal(int)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, view: GridView, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._colours = colours
        self._columns = columns_of(view)
        self._anchor: QModelIndex | None = None
        self._opens = True
        self._moved = False
        self._taken: int | None = None
        # Days go by columns from the left in every language: what is drawn counts on it.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(tr("Hours of the week"))
        self.setAccessibleDescription(
            tr("Enter opens or closes, Shift with the arrows selects more, Ctrl+Z undoes.")
        )
        self._days, self._hours = DayHead(self, colours), HourHead(self, colours)
        self.setHorizontalHeader(self._days)
        self.setVerticalHeader(self._hours)
        self._table = WeekModel(view)
        self.setModel(self._table)
        self._hours.setDefaultSectionSize(self.row_height)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(COLUMN * WEEKDAYS)
        self._fit()
        self.recolour(colours)
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self.viewport().update())
        self.selectionModel().currentChanged.connect(lambda new, _old: self._current_day(new))
        self.show_week(view)
        self.setCurrentIndex(self._table.index(FIRST_SEEN // QUARTER, 0))
        self.scroll_to_minute(self._first_minute())

    @property
    def row_height(self) -> int:
        """How high a quarter hour is."""
        return round(ROW * (1 + scale()) / 2)

    @property
    def current_day(self) -> int:
        """The weekday (Monday 0) on which she is."""
        return self._view.dates[max(self.currentIndex().column(), 0)].weekday()

    def show_week(self, view: GridView) -> None:
        """Show *view*; nothing is emitted, and she stays where she was."""
        self._view = view
        self._columns = columns_of(view)
        self._days.today = self._now_column()
        self._days.names = tuple(column_text(day) for day in view.dates)
        self._table.show_view(view)
        self._days.viewport().update()
        self.viewport().update()

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        self._colours = self._days.colours = self._hours.colours = colours
        self.setStyleSheet(_SHEET.format(paper=colours.paper, border=colours.border))

    def scroll_to_minute(self, minute: int) -> None:
        """Show the day from *minute* on."""
        self.updateGeometries()
        self.verticalScrollBar().setValue(minute * self.row_height // QUARTER)

    def choose_day(self, day: int) -> None:
        """Go to weekday *day*, at the time where she is."""
        column = next(n for n, each in enumerate(self._view.dates) if each.weekday() == day)
        if column != self.currentIndex().column():
            self.setCurrentIndex(self._table.index(max(self.currentIndex().row(), 0), column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._colours.paper))
        place = Place(self._left, self.row_height, self.verticalOffset(), self.viewport().size())
        local = self._view.now.astimezone(self._view.zone)
        column = self._now_column()
        now = (column, local.hour * 60 + local.minute) if column >= 0 else None
        paint_week(painter, place, self._columns, self._colours, now=now, picked=self._picked())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        self.setCurrentIndex(index)
        self._anchor, self._moved = index, False
        self._opens = not self._view.painted.is_open(
            self._view.dates[index.column()].weekday(), index.row() * QUARTER
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._anchor is None:
            return
        index = self._nearest(event.position().toPoint())
        if index == self._anchor and not self._moved:
            return
        self._moved = True
        self.selectionModel().select(
            QItemSelection(self._anchor, index), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._preview()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._anchor is None:
            return
        moved, self._anchor, self._moved = self._moved, None, False
        if moved:
            self._tell(self._changed(self._opens))
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take a double click for two clicks."""
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self._anchor is not None:
            self._anchor, self._moved = None, False
            self.setCurrentIndex(self.currentIndex())
            self.previewed.emit(self._view.painted)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._tell(self._changed(not self._all_open()))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._tell(self._changed(False))
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._taken = self.current_day
        elif event.matches(QKeySequence.StandardKey.Paste):
            if self._taken is not None:
                self._tell(self._view.painted.with_copy(self._taken, self._selected_days()))
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Be as high as ten hours and the days above them."""
        head = self._days.sizeHint().height()
        self._days.setFixedHeight(head)
        self.setFixedHeight(self.row_height * SEEN_ROWS + head + 1)

    def _tell(self, painted: Painted) -> None:
        """Tell the change, and say it to those who don't see it."""
        if painted == self._view.painted:
            self.previewed.emit(painted)
            return
        self.painted.emit(painted)
        picked = self._picked(always=True)
        if picked is not None:
            day = self._view.dates[picked.columns[0]].weekday()
            said = cell_text(
                day, picked.minutes, painted.covers(day, picked.minutes), twelve=self._view.twelve
            )
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _preview(self) -> None:
        painted = self._changed(self._opens)
        self._columns = columns_of(replace(self._view, painted=painted))
        self.previewed.emit(painted)
        self.viewport().update()

    def _changed(self, opens: bool) -> Painted:
        """Return the week with what is selected open, or closed."""
        painted = self._view.painted
        picked = self._picked(always=True)
        if picked is None:
            return painted
        for column in range(picked.columns[0], picked.columns[1] + 1):
            day = self._view.dates[column].weekday()
            change = painted.with_open if opens else painted.with_closed
            painted = change(day, picked.minutes)
        return painted

    def _all_open(self) -> bool:
        picked = self._picked(always=True)
        if picked is None:
            return False
        days = self._view.dates[picked.columns[0] : picked.columns[1] + 1]
        return all(self._view.painted.covers(day.weekday(), picked.minutes) for day in days)

    def _picked(self, *, always: bool = False) -> Picked | None:
        """Return what is selected; None where the grid has no focus, unless *always*."""
        indexes = self.selectedIndexes() or [self.currentIndex()]
        if not indexes[0].isValid() or not (always or self.hasFocus()):
            return None
        rows = [index.row() for index in indexes]
        columns = [index.column() for index in indexes]
        minutes = (min(rows) * QUARTER, (max(rows) + 1) * QUARTER)
        says = window_text(minutes, twelve=self._view.twelve) if len(set(rows)) > 1 else ""
        return Picked((min(columns), max(columns)), minutes, says)

    def _selected_days(self) -> Sequence[int]:
        picked = self._picked(always=True)
        if picked is None:
            return ()
        first, last = picked.columns
        return [day.weekday() for day in self._view.dates[first : last + 1]]

    def _nearest(self, point: QPoint) -> QModelIndex:
        """Return the cell at *point*, scrolled to where it lies above or below the grid."""
        seen = self.viewport().rect()
        bar = self.verticalScrollBar()
        if point.y() > seen.bottom():
            bar.setValue(bar.value() + self.row_height)
        elif point.y() < 0:
            bar.setValue(bar.value() - self.row_height)
        x = min(max(point.x(), 0), self._left(WEEKDAYS) - 1)
        y = min(max(point.y(), 0), seen.bottom())
        return self.indexAt(QPoint(x, y))

    def _left(self, column: int) -> int:
        if column < WEEKDAYS:
            return self.columnViewportPosition(column)
        return self.columnViewportPosition(column - 1) + self.columnWidth(column - 1)

    def _now_column(self) -> int:
        today = self._view.now.astimezone(self._view.zone).date()
        return self._view.dates.index(today) if today in self._view.dates else -1

    def _first_minute(self) -> int:
        starts = [
            start for day in range(WEEKDAYS) for start, _ in self._view.painted.on(day) if start
        ]
        return max(min(starts, default=FIRST_SEEN + 60) - 60, 0) // 60 * 60

    def _current_day(self, index: QModelIndex) -> None:
        if index.isValid():
            self.day_chosen.emit(self._view.dates[index.column()].weekday())
        self.viewport().update()


_SHEET = """
QTableView {{ background: {paper}; border: none; outline: none; }}
QHeaderView {{ background: {paper}; border: none; }}
QTableCornerButton::section {{ background: {paper}; border: none; }}
QScrollBar:vertical {{ background: {paper}; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {border}; min-height: 36px; margin: 2px 4px;
    border-radius: 2px; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical {{ background: {paper}; }}
"""
