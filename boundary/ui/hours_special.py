"""Days that are not like their weekday: closed ones, time away, hours of their own, holidays.

Each is a line with a way to take it back. Those that are over are not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from itertools import pairwise

from PySide6.QtCore import QDate, QTime, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr, trn
from boundary.schedule.hours import WallSpan
from boundary.ui.calm_fields import calm, date_sheet
from boundary.ui.chip_row import ChipRow
from boundary.ui.fact_row import empty, plain_label
from boundary.ui.flow import FlowLayout
from boundary.ui.focus import ROOM
from boundary.ui.hours_view import Special, SpecialKind
from boundary.ui.hours_words import days_text, special_text
from boundary.ui.theme import HAIR, TIGHT, Palette, mark, scale

MOST_SHOWN = 8
MOST_WORDS = 60
WIDEST = 280


class SpecialForm(QWidget):
    """What she enters for special days. `entered(Special)`."""

    entered = Signal(object)
    cancelled = Signal()

    def __init__(self, *, twelve: bool) -> None:
        super().__init__()
        self._kinds = ChipRow(
            tr("What is different"),
            (
                (SpecialKind.CLOSED, tr("Closed")),
                (SpecialKind.AWAY, tr("Away")),
                (SpecialKind.OTHER, tr("Other hours")),
            ),
        )
        self._kinds.chosen.connect(lambda _kind: self._fit())
        self._first, self._last = QDateEdit(), QDateEdit()
        for edit, name in ((self._first, tr("First day")), (self._last, tr("Last day"))):
            edit.setAccessibleName(name)
            calm(edit)
            edit.setDisplayFormat("d MMM yyyy")
        self._first.dateChanged.connect(self._follow)
        self._start, self._end = QTimeEdit(QTime(9, 0)), QTimeEdit(QTime(12, 0))
        for at, name in ((self._start, tr("Opens")), (self._end, tr("Closes"))):
            at.setAccessibleName(name)
            calm(at)
            at.setDisplayFormat("h:mm AP" if twelve else "H:mm")
        self._until = QLabel(tr("to"))
        self._to = QLabel(tr("to"))
        self._why = QLineEdit()
        self._why.setMaxLength(MOST_WORDS)
        self._why.setAccessibleName(tr("Your word for it"))
        self._why.setPlaceholderText(tr("Your word for it, if you like"))
        self._more = plain_label("small", wraps=True)
        add = QPushButton(tr("Add"))
        add.clicked.connect(lambda _on: self._tell())
        cancel = QPushButton(tr("Cancel"))
        cancel.clicked.connect(lambda _on: self.cancelled.emit())
        self._buttons = (add, cancel)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(TIGHT)
        inside.addWidget(self._kinds)
        inside.addLayout(_line(self._first, self._until, self._last))
        inside.addLayout(_line(self._start, self._to, self._end))
        inside.addWidget(self._why)
        inside.addWidget(self._more)
        inside.addLayout(_line(add, cancel))
        self._fit()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the keyboard walks, in order."""
        chips = self._kinds.findChildren(QPushButton)
        fields = (self._first, self._last, self._start, self._end, self._why)
        return (*chips, *fields, *self._buttons)

    def begin(self, today: date) -> None:
        """Start anew, from *today* on."""
        day = QDate(today.year, today.month, today.day)
        for edit in (self._first, self._last):
            edit.setMinimumDate(day)
            edit.setDate(day)
        self._why.clear()

    def _fit(self) -> None:
        own = self._kinds.value is SpecialKind.OTHER
        for of_hours in (self._start, self._to, self._end):
            of_hours.setVisible(own)
        for of_days in (self._last, self._until):
            of_days.setVisible(not own)
        away = self._kinds.value is SpecialKind.AWAY
        self._more.setText(
            tr("The reply says when you are back. It gives no reason and no place.")
            if away
            else tr("The reply goes out on these days as it does at night.")
        )
        self._more.setVisible(not own)

    def _follow(self, first: QDate) -> None:
        self._last.setMinimumDate(first)

    def _tell(self) -> None:
        first = _date(self._first)
        last = first if self._kinds.value is SpecialKind.OTHER else max(_date(self._last), first)
        spans: tuple[WallSpan, ...] = ()
        if self._kinds.value is SpecialKind.OTHER:
            start, end = (_time(each) for each in (self._start, self._end))
            if start == end:
                return
            spans = (WallSpan(start, end),)
        kind = SpecialKind(str(self._kinds.value))
        self.entered.emit(Special(first, last, kind, self._why.text().strip(), spans))


class SpecialDays(QWidget):
    """The list of special days.

    `added(Special)`, `removed(Special)`, `opened(Special)` for a holiday on which she is there,
    `region_changed(code)` for other public holidays.
    """

    added = Signal(object)
    removed = Signal(object)
    opened = Signal(object)
    region_changed = Signal(str)

    def __init__(self, colours: Palette, *, twelve: bool) -> None:
        super().__init__()
        self._twelve = twelve
        self._codes: list[str] = []
        self._today = date.min
        title = plain_label("title", wraps=True)
        title.setText(tr("Days that are different"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(HAIR)
        self._more = plain_label("small", wraps=True)
        self._form = SpecialForm(twelve=twelve)
        self._form.entered.connect(self._enter)
        self._form.cancelled.connect(lambda: self._ask(False))
        self._add = QPushButton(tr("Add days…"))
        self._add.clicked.connect(lambda _on: self._ask(True))
        self._region = QComboBox()
        self._region.setAccessibleName(tr("Public holidays of"))
        calm(self._region)
        self._region.setMaximumWidth(round(WIDEST * scale()))
        self._region.activated.connect(lambda n: self.region_changed.emit(self._codes[n]))
        self._region_words = QLabel(tr("Public holidays of"))
        mark(self._region_words, "second")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(ROOM, 0, ROOM, ROOM)
        inside.setSpacing(TIGHT)
        for part in (title, self._more):
            inside.addWidget(part)
        inside.insertLayout(1, self._rows)
        inside.addLayout(_line(self._region_words, self._region))
        inside.addWidget(self._form)
        inside.addLayout(_line(self._add))
        self._form.hide()
        self.recolour(colours)

    def show_special(
        self,
        special: Sequence[Special],
        today: date,
        *,
        regions: Sequence[tuple[str, str]] = (),
        region: str = "",
        proposed: Sequence[tuple[Special, int]] = (),
    ) -> None:
        """Show what of *special* is not over on *today*; nothing is emitted.

        *proposed* are absences with how many sessions still lie in each, first of all.
        """
        self._today = today
        ahead = sorted((each for each in special if each.last >= today), key=lambda s: s.first)
        empty(self._rows)
        controls: list[QWidget] = []
        for away, booked in proposed:
            line, button = self._proposal(away, booked)
            self._rows.addLayout(line)
            controls.append(button)
        for each in ahead[:MOST_SHOWN]:
            line, button = self._row(each)
            self._rows.addLayout(line)
            controls.append(button)
        controls += [self._region, *self._form.controls, self._add]
        for before, after in pairwise(controls):
            QWidget.setTabOrder(before, after)
        rest = len(ahead) - MOST_SHOWN
        said = trn("{n} more later on.", "{n} more later on.", rest).format(n=rest)
        self._more.setText(said if rest > 0 else tr("None ahead.") if not ahead else "")
        self._more.setVisible(rest > 0 or not ahead)
        if self._codes != [code for code, _ in regions]:
            self._codes = [code for code, _ in regions]
            self._region.clear()
            self._region.addItems([name for _, name in regions])
        if region in self._codes:
            self._region.setCurrentIndex(self._codes.index(region))
        for part in (self._region, self._region_words):
            part.setVisible(bool(regions))

    def recolour(self, colours: Palette) -> None:
        """Draw the fields of dates in *colours* from now on."""
        self.setStyleSheet(date_sheet(colours))

    def _proposal(self, away: Special, booked: int) -> tuple[QHBoxLayout, QPushButton]:
        """Put an absence of her calendar to her: nothing is closed before she says so."""
        days = days_text(away.first, away.last)
        says = tr("Your calendar shows you away: {days}.").format(days=days)
        if booked:
            still = trn(
                "One session still lies in it.", "{n} sessions still lie in it.", booked
            ).format(n=booked)
            says = f"{says} {still}"
        label = plain_label("", wraps=True)
        label.setText(says)
        button = QPushButton(tr("Close these days"))
        button.setAccessibleName(tr("Close these days: {days}").format(days=days))
        button.clicked.connect(lambda _on: self.added.emit(away))
        line = QHBoxLayout()
        line.addWidget(label, 1)
        line.addWidget(button)
        return line, button

    def _row(self, special: Special) -> tuple[QHBoxLayout, QPushButton]:
        says = special_text(special, twelve=self._twelve)
        label = plain_label("", wraps=True)
        label.setText(says)
        holiday = special.kind is SpecialKind.HOLIDAY
        button = QPushButton(tr("Open anyway") if holiday else tr("Remove"))
        button.setAccessibleName(
            (tr("Open anyway: {day}") if holiday else tr("Remove: {day}")).format(day=says)
        )
        told = self.opened if holiday else self.removed
        button.clicked.connect(lambda _on: told.emit(special))
        mark(button, "text")
        line = QHBoxLayout()
        line.addWidget(label, 1)
        line.addWidget(button)
        return line, button

    def _ask(self, asks: bool) -> None:
        self._form.setVisible(asks)
        self._add.setVisible(not asks)
        if asks:
            self._form.begin(self._today)
            self._form.setFocus()
        else:
            self._add.setFocus()

    def _enter(self, special: Special) -> None:
        self._ask(False)
        self.added.emit(special)


def _line(*parts: QWidget) -> FlowLayout:
    line = FlowLayout()
    for part in parts:
        line.addWidget(part)
    return line


def _date(edit: QDateEdit) -> date:
    at = edit.date()
    return date(at.year(), at.month(), at.day())


def _time(edit: QTimeEdit) -> time:
    at = edit.time()
    return time(at.hour(), at.minute())
