"""The readable list beside the week grid: each day a line, and its times to change by typing.

One day at a time is open for changing. An end that is not after its start lies on the next day,
and the list says so; an end at its start is not taken, unless both are midnight.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from itertools import pairwise

from PySide6.QtCore import QRect, QSize, Qt, QTime, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.schedule.hours import WEEKDAYS, WallSpan
from boundary.ui.calm_fields import calm
from boundary.ui.fact_row import empty, plain_label
from boundary.ui.flow import FlowLayout
from boundary.ui.focus import ROOM
from boundary.ui.hours_words import weekday
from boundary.ui.theme import BODY, HAIR, NEAR, RADIUS_CONTROL, TIGHT, Palette, font, mark, scale

TARGET = 36
TIME_WIDTH = 120
MIDNIGHT = time()
FIRST = WallSpan(time(9), time(17))
"""What a window that is added begins as, where there is no other."""


class DayRow(QAbstractButton):
    """One day as a line of the list; pressed, it opens for changing."""

    def __init__(self, day: int, colours: Palette) -> None:
        super().__init__()
        self.day = day
        self.colours = colours
        self._says = ""
        self._quiet = False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, says: str, *, quiet: bool) -> None:
        """Show *says* beside the day's name; *quiet* for a day without hours."""
        self._says, self._quiet = says, quiet
        self.setAccessibleName(tr("{day}: {times}").format(day=weekday(self.day), times=says))
        self.setFixedHeight(self.heightForWidth(self.width()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        space = QRect(0, 0, max(width - self._times_left - NEAR, 80), 10_000)
        text = QFontMetrics(font(BODY)).boundingRect(space, Qt.TextFlag.TextWordWrap, self._says)
        return max(round(TARGET * (1 + scale()) / 2), text.height() + 2 * TIGHT)

    def resizeEvent(self, _event: object) -> None:
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(QPen(QColor(self.colours.hairline), 1))
            painter.setBrush(QColor(self.colours.card))
            painter.drawRoundedRect(
                self.rect().adjusted(0, 0, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL
            )
        painter.setFont(font(BODY))
        painter.setPen(QColor(self.colours.second if self._quiet else self.colours.ink))
        inside = self.rect().adjusted(NEAR, 0, -NEAR, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, middle, weekday(self.day))
        inside.setLeft(self._times_left)
        inside = QStyle.visualRect(self.layoutDirection(), self.rect(), inside)
        painter.drawText(inside, middle | Qt.TextFlag.TextWordWrap, self._says)

    @property
    def _times_left(self) -> int:
        metrics = QFontMetrics(font(BODY))
        widest = max(metrics.horizontalAdvance(weekday(day)) for day in range(WEEKDAYS))
        return NEAR + widest + 2 * NEAR


class DayEditor(QWidget):
    """The windows of one day as times. `changed(walls)` tells all of them.

    `controls` is what the keyboard walks, in order.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._walls: tuple[WallSpan, ...] = ()
        self._day = 0
        self._rows: list[tuple[QTimeEdit, QTimeEdit, QLabel]] = []
        self._format = "H:mm"
        self.controls: list[QWidget] = []
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(NEAR, TIGHT, ROOM, TIGHT)
        self._inside.setSpacing(HAIR)

    def show_day(self, day: int, walls: Sequence[WallSpan], *, twelve: bool) -> None:
        """Show *walls* of weekday *day*; what she is typing stays where it is the same."""
        wanted = "h:mm AP" if twelve else "H:mm"
        if (day, tuple(walls), wanted) == (self._day, self._walls, self._format) and self._rows:
            return
        row = self._row_of_focus()
        self._day, self._walls, self._format = day, tuple(walls), wanted
        self._fill()
        if 0 <= row < len(self._rows):
            self._rows[row][0].setFocus()

    def _fill(self) -> None:
        empty(self._inside)
        self._rows = []
        self.controls = []
        for place, wall in enumerate(self._walls):
            self._inside.addLayout(self._row(place, wall))
        add = QPushButton(tr("Add hours") if not self._walls else tr("Add more hours"))
        add.setAccessibleName(tr("Add hours on {day}").format(day=weekday(self._day)))
        add.clicked.connect(lambda _on: self._add())
        mark(add, "text")
        self.controls.append(add)
        line = QHBoxLayout()
        line.addWidget(add)
        line.addStretch(1)
        self._inside.addLayout(line)

    def _row(self, place: int, wall: WallSpan) -> QVBoxLayout:
        start = self._edit(wall.start, tr("{day} opens").format(day=weekday(self._day)))
        end = self._edit(wall.end, tr("{day} closes").format(day=weekday(self._day)))
        remove = QPushButton(tr("Remove"))
        remove.setAccessibleName(
            tr("Remove hours {n} of {day}").format(n=place + 1, day=weekday(self._day))
        )
        remove.clicked.connect(lambda _on: self._remove(place))
        mark(remove, "text")
        self.controls += [start, end, remove]
        to = QLabel(tr("to"))
        mark(to, "second")
        line = FlowLayout()
        for part in (start, to, end, remove):
            line.addWidget(part)
        note = plain_label("small", wraps=True)
        self._rows.append((start, end, note))
        self._note(place)
        both = QVBoxLayout()
        both.setSpacing(0)
        both.addLayout(line)
        both.addWidget(note)
        return both

    def _edit(self, at: time, name: str) -> QTimeEdit:
        edit = QTimeEdit(QTime(at.hour, at.minute))
        edit.setDisplayFormat(self._format)
        edit.setKeyboardTracking(False)
        edit.setAccessibleName(name)
        edit.setMaximumWidth(round(TIME_WIDTH * scale()))
        calm(edit)
        edit.timeChanged.connect(lambda _time: self._tell())
        return edit

    def _note(self, place: int) -> None:
        start, end, note = self._rows[place]
        first, last = _time(start), _time(end)
        says = ""
        if last == first != MIDNIGHT:
            says = tr("It ends when it begins: choose a later end.")
        elif last < first and last != MIDNIGHT:
            says = tr("It ends the next day.")
        note.setText(says)
        note.setVisible(bool(says))

    def _tell(self) -> None:
        walls = []
        for place, (start, end, _note) in enumerate(self._rows):
            self._note(place)
            first, last = _time(start), _time(end)
            if first == last != MIDNIGHT:
                return
            walls.append(WallSpan(first, last))
        self._walls = tuple(walls)
        self.changed.emit(self._walls)

    def _add(self) -> None:
        last = self._walls[-1].end if self._walls else None
        new = FIRST if last is None else WallSpan(_later(last, 1), _later(last, 2))
        self.changed.emit((*self._walls, new))

    def _remove(self, place: int) -> None:
        self.changed.emit(self._walls[:place] + self._walls[place + 1 :])

    def _row_of_focus(self) -> int:
        focused = self.focusWidget()
        return next((n for n, row in enumerate(self._rows) if focused in row[:2]), -1)


class DayList(QWidget):
    """The days from `first_day` on. `chosen(day)`; `changed(day, walls)` when she types times."""

    chosen = Signal(int)
    changed = Signal(int, object)

    def __init__(self, first_day: int, colours: Palette) -> None:
        super().__init__()
        self.setAccessibleName(tr("The week as a list"))
        self._open: int | None = None
        self._week: tuple[tuple[WallSpan, ...], ...] = ((),) * WEEKDAYS
        self._twelve = False
        self._rows: dict[int, DayRow] = {}
        self._editor = DayEditor()
        self._editor.changed.connect(self._tell)
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        self._inside.setSpacing(0)
        for place in range(WEEKDAYS):
            row = DayRow((first_day + place) % WEEKDAYS, colours)
            row.clicked.connect(lambda on, day=row.day: self._press(day, on))
            self._rows[row.day] = row
            self._inside.addWidget(row)
        self._inside.addWidget(self._editor)
        self._editor.hide()

    def show_days(
        self,
        week: tuple[tuple[WallSpan, ...], ...],
        says: Sequence[str],
        *,
        quiet: frozenset[int] = frozenset(),
        twelve: bool = False,
    ) -> None:
        """Show *week* (Monday first), each day with what it *says*; *quiet* days have no hours."""
        self._week, self._twelve = week, twelve
        for day, row in self._rows.items():
            row.say(says[day], quiet=day in quiet)
        if self._open is not None:
            self._editor.show_day(self._open, week[self._open], twelve=twelve)
            self._walk()

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        for row in self._rows.values():
            row.colours = colours
            row.update()

    def open_day(self, day: int | None) -> None:
        """Open *day* for changing, or none."""
        self._open = day
        for each in self._rows.values():
            each.setChecked(each.day == day)
        if day is not None:
            self._editor.show_day(day, self._week[day], twelve=self._twelve)
            self._inside.removeWidget(self._editor)
            place = self._inside.indexOf(self._rows[day])
            self._inside.insertWidget(place + 1, self._editor)
        self._editor.setVisible(day is not None)
        self._walk()

    def _walk(self) -> None:
        """Let the keyboard go from the open day to its times, and on to the next day."""
        if self._open is not None:
            for before, after in pairwise((self._rows[self._open], *self._editor.controls)):
                QWidget.setTabOrder(before, after)

    def _press(self, day: int, on: bool) -> None:
        self.open_day(day if on else None)
        self.chosen.emit(day)

    def _tell(self, walls: tuple[WallSpan, ...]) -> None:
        if self._open is not None:
            self.changed.emit(self._open, walls)


def _time(edit: QTimeEdit) -> time:
    at = edit.time()
    return time(at.hour(), at.minute())


def _later(at: time, hours: int) -> time:
    return time((at.hour + hours) % 24, at.minute)
