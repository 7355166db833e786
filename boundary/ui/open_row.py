"""A row of answers of which none is given beforehand: what she leaves open stays open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from boundary.language import tr
from boundary.ui.flow import FlowLayout
from boundary.ui.focus import ROOM
from boundary.ui.theme import HAIR, NEAR, SMALL, STRONG, TARGET, TIGHT, font, mark, scale


class OpenRow(QWidget):
    """Pairs of a value and its words; `chosen(value)` when she chooses, Delete takes it back.

    *about* is read out with each answer: it is what the row asks.
    """

    chosen = Signal(object)
    """A value, or None once she took her answer back."""

    def __init__(self, about: str, choices: Sequence[tuple[object, str]]) -> None:
        super().__init__()
        self.setAccessibleName(about)
        self._values = [value for value, _ in choices]
        self._group = QButtonGroup(self)
        row = FlowLayout(self)
        row.setContentsMargins(0, ROOM, 0, ROOM)
        row.setSpacing(HAIR + 2)
        for number, (_, words) in enumerate(choices):
            chip = QPushButton(words)
            chip.setCheckable(True)
            chip.setAccessibleName(tr("{answer}: {about}").format(answer=words, about=about))
            mark(chip, "chip")
            wide = QFontMetrics(font(SMALL, STRONG)).horizontalAdvance(words) + 2 * NEAR + TIGHT
            chip.setMinimumWidth(max(wide, round(TARGET * (1 + scale()) / 2)))
            self._group.addButton(chip, number)
            row.addWidget(chip)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    @property
    def value(self) -> object:
        """The chosen value, None while nothing is."""
        at = self._group.checkedId()
        return self._values[at] if at >= 0 else None

    def choose(self, value: object) -> None:
        """Mark *value* as chosen, None for nothing; nothing is emitted."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.value is not None:
            self.choose(None)
            self.chosen.emit(None)
        else:
            super().keyPressEvent(event)


def numbers_to(most: int) -> tuple[tuple[int, str], ...]:
    """Return the answers 1 to *most*."""
    return tuple((number, str(number)) for number in range(1, most + 1))
