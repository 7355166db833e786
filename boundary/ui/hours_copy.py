"""Copying a day of the week: the button with its menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from boundary.language import tr
from boundary.schedule.hours import WEEKDAYS
from boundary.ui.hours_words import weekday

WORKDAYS = tuple(range(5))
EVERY = tuple(range(WEEKDAYS))


class CopyDay(QPushButton):
    """Offers to copy the day she is on to another, to the days of work, to every day.

    `wanted(source, targets)` with weekdays, Monday 0. *current* returns the day she is on,
    *first_day* the weekday with which her weeks begin.
    """

    wanted = Signal(int, object)

    def __init__(self, current: Callable[[], int], first_day: Callable[[], int]) -> None:
        super().__init__(tr("Copy a day"))
        self._current = current
        self._first_day = first_day
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.setMenu(menu)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        source = self._current()
        choices = [(tr("To Monday to Friday"), WORKDAYS), (tr("To every day"), EVERY)]
        days = ((self._first_day() + place) % WEEKDAYS for place in range(WEEKDAYS))
        choices += [
            (tr("To {day}").format(day=weekday(day)), (day,)) for day in days if day != source
        ]
        title = menu.addAction(tr("Copy {day}").format(day=weekday(source)))
        title.setEnabled(False)
        for words, targets in choices:
            action = menu.addAction(words)
            action.triggered.connect(lambda _on, targets=targets: self.wanted.emit(source, targets))
