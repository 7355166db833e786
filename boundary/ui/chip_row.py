"""A row of chips of which one is chosen.

The chosen chip is bold: each is wide enough for that from the start, so nothing moves.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from boundary.ui.flow import FlowLayout
from boundary.ui.focus import ROOM
from boundary.ui.theme import NEAR, SMALL, STRONG, TIGHT, font, mark


class ChipRow(QWidget):
    """Pairs of a value and its words, one of them chosen; `chosen(value)` when she chooses."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[object, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values = [value for value, _ in choices]
        self._group = QButtonGroup(self)
        row = FlowLayout(self)
        row.setContentsMargins(0, ROOM, 0, ROOM)
        for number, (_, words) in enumerate(choices):
            chip = QPushButton(words)
            chip.setCheckable(True)
            mark(chip, "chip")
            chip.setMinimumWidth(
                QFontMetrics(font(SMALL, STRONG)).horizontalAdvance(words) + 2 * NEAR + TIGHT
            )
            self._group.addButton(chip, number)
            row.addWidget(chip)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))
        if self._values:
            self.choose(self._values[0])

    @property
    def value(self) -> object:
        """The chosen value."""
        return self._values[self._group.checkedId()]

    def choose(self, value: object) -> None:
        """Mark *value* as chosen; nothing is emitted."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)
