"""Reply windows: when she answers inside her hours. They are hers alone and close nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from itertools import pairwise

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTimeEdit, QVBoxLayout, QWidget

from boundary.language import tr
from boundary.schedule.hours import WallSpan
from boundary.ui.calm_fields import calm
from boundary.ui.fact_row import empty, plain_label
from boundary.ui.flow import FlowLayout
from boundary.ui.focus import ROOM
from boundary.ui.hours_model import wall_minutes
from boundary.ui.hours_words import window_text
from boundary.ui.theme import HAIR, TIGHT, mark

MOST = 6
"""Windows of a day: more would be no windows."""


class ReplyWindows(QWidget):
    """The list of reply windows. `changed(windows)` with all of them, in their order."""

    changed = Signal(object)

    def __init__(self, *, twelve: bool) -> None:
        super().__init__()
        self.setAccessibleName(tr("Reply windows"))
        self._twelve = twelve
        self._windows: tuple[WallSpan, ...] | None = None
        title = plain_label("title", wraps=True)
        title.setText(tr("Reply windows"))
        more = plain_label("second", wraps=True)
        more.setText(tr("When you answer, inside your hours. Today reminds you; nothing closes."))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(HAIR)
        self._start, self._end = QTimeEdit(QTime(16, 30)), QTimeEdit(QTime(17, 0))
        for at, name in (
            (self._start, tr("The reply window begins")),
            (self._end, tr("The reply window ends")),
        ):
            at.setAccessibleName(name)
            calm(at)
            at.setDisplayFormat("h:mm AP" if twelve else "H:mm")
        self._add = QPushButton(tr("Add a reply window"))
        self._add.clicked.connect(lambda _on: self._enter())
        line = FlowLayout()
        for part in (self._start, QLabel(tr("to")), self._end, self._add):
            line.addWidget(part)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(ROOM, 0, ROOM, ROOM)
        inside.setSpacing(TIGHT)
        for label in (title, more):
            inside.addWidget(label)
        inside.addLayout(self._rows)
        inside.addLayout(line)

    def show_windows(self, windows: Sequence[WallSpan]) -> None:
        """Show *windows*; nothing is emitted."""
        if tuple(windows) == self._windows:
            return
        self._windows = tuple(windows)
        empty(self._rows)
        controls: list[QWidget] = []
        for each in self._windows:
            line, button = self._row(each)
            self._rows.addLayout(line)
            controls.append(button)
        for before, after in pairwise([*controls, self._start, self._end, self._add]):
            QWidget.setTabOrder(before, after)
        self._add.setEnabled(len(self._windows) < MOST)

    def _row(self, window: WallSpan) -> tuple[QHBoxLayout, QPushButton]:
        says = window_text(wall_minutes(window), twelve=self._twelve)
        label = plain_label("", wraps=True)
        label.setText(says)
        remove = QPushButton(tr("Remove"))
        remove.setAccessibleName(tr("Remove the reply window {times}").format(times=says))
        remove.clicked.connect(lambda _on: self._tell(set(self._windows or ()) - {window}))
        mark(remove, "text")
        line = QHBoxLayout()
        line.addWidget(label, 1)
        line.addWidget(remove)
        return line, remove

    def _enter(self) -> None:
        start, end = (_time(each) for each in (self._start, self._end))
        if start < end:  # inside one day: hours that pass midnight are no time to write
            self._tell({*(self._windows or ()), WallSpan(start, end)})
        else:
            self._end.setFocus()

    def _tell(self, windows: set[WallSpan]) -> None:
        self._add.setFocus()
        self.changed.emit(tuple(sorted(windows, key=lambda each: (each.start, each.end))))


def _time(edit: QTimeEdit) -> time:
    at = edit.time()
    return time(at.hour(), at.minute())
