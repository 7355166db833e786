"""One commitment on its card: how it stands, what became of it in one tap, a time looked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
)

from boundary.language import tr
from boundary.reflection.commitments import PRESETS, State
from boundary.ui.calm_fields import calm
from boundary.ui.commitments_view import CommitmentRow, cadence_words
from boundary.ui.fact_row import plain_label
from boundary.ui.flow import FlowLayout
from boundary.ui.focus import ROOM
from boundary.ui.theme import APART, HAIR, NEAR, TIGHT, WIDE, mark, scale

LEAST_CADENCE = 120


class CommitmentCard(QFrame):
    """Shows a `CommitmentRow`.

    `logged(State)` in one tap, `taken_back()` of that, `cadence_chosen(Cadence)`,
    `slot_wanted()`, `left()`.
    """

    logged = Signal(object)
    taken_back = Signal()
    cadence_chosen = Signal(object)
    slot_wanted = Signal()
    left = Signal()

    def __init__(self, row: CommitmentRow) -> None:
        super().__init__()
        mark(self, "card")
        self.setAccessibleName(row.name)
        self._row = row
        inside = QVBoxLayout(self)
        inside.setContentsMargins(APART, NEAR + HAIR, WIDE, NEAR)
        inside.setSpacing(HAIR)
        inside.addLayout(self._head())
        if row.line:
            line = plain_label("second", wraps=True)
            line.setText(row.line)
            inside.addWidget(line)
        inside.addLayout(self._taps())
        if row.slots is not None:
            inside.addLayout(self._slots(row.slots))

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(NEAR)
        name = plain_label("title", wraps=True)
        name.setText(self._row.name)
        cadence = QComboBox()
        cadence.setAccessibleName(tr("How often: {name}").format(name=self._row.name))
        calm(cadence)
        known = [*PRESETS]
        if all(each.every != self._row.cadence.every for each in known):
            known.append(self._row.cadence)
        for each in known:
            cadence.addItem(cadence_words(each))
        at = [each.every for each in known].index(self._row.cadence.every)
        cadence.setCurrentIndex(at)
        cadence.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        cadence.setMinimumWidth(min(cadence.sizeHint().width(), round(LEAST_CADENCE * scale())))
        cadence.activated.connect(lambda number: self.cadence_chosen.emit(known[number]))
        head.addWidget(name, 1)
        head.addWidget(cadence)
        return head

    def _taps(self) -> FlowLayout:
        taps = FlowLayout()
        taps.setContentsMargins(0, TIGHT, ROOM, ROOM)
        if self._row.noted:
            noted = plain_label("")
            noted.setText(self._row.noted)
            noted.setMinimumWidth(noted.fontMetrics().horizontalAdvance(self._row.noted) + TIGHT)
            taps.addWidget(noted)
            back = self._button(tr("Take it back"))
            back.clicked.connect(self.taken_back)
            taps.addWidget(back)
        else:
            for state, words in _states():
                button = self._button(words, outlined=True)
                button.clicked.connect(lambda _on=False, state=state: self.logged.emit(state))
                taps.addWidget(button)
        look = self._button(tr("Look for a time"))
        look.clicked.connect(self.slot_wanted)
        leave = self._button(tr("No longer keep it up"))
        leave.clicked.connect(self.left)
        taps.addWidget(look)
        taps.addWidget(leave)
        return taps

    def _slots(self, slots: tuple[str, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(HAIR)
        words = plain_label("small", wraps=True)
        words.setText(
            tr("Your lighter days have room here. I only propose; the date is yours to make.")
            if slots
            else tr("Nothing is free in most of the next four weeks, within your hours.")
        )
        column.addWidget(words)
        for slot in slots:
            line = QHBoxLayout()
            line.setContentsMargins(0, 0, ROOM, 0)
            said = plain_label("", wraps=True)
            said.setText(slot)
            copy = QPushButton(tr("Copy"))
            mark(copy, "text")
            copy.setAccessibleName(tr("Copy: {words}").format(words=slot))
            copy.clicked.connect(
                lambda _on=False, slot=slot: QGuiApplication.clipboard().setText(slot)
            )
            line.addWidget(said, 1)
            line.addWidget(copy, 0, Qt.AlignmentFlag.AlignVCenter)
            column.addLayout(line)
        return column

    def _button(self, words: str, *, outlined: bool = False) -> QPushButton:
        button = QPushButton(words)
        mark(button, "rest" if outlined else "text")
        button.setAccessibleName(tr("{what}: {title}").format(what=words, title=self._row.name))
        return button


def _states() -> tuple[tuple[State, str], ...]:
    """Return what became of one, as its button says it: a held slot is called something else."""
    return (
        (State.HELD, tr("Was held")),
        (State.MOVED, tr("Moved")),
        (State.LET_GO, tr("Let go")),
    )
