"""The words beside a box to tick, in as many lines as they need: a box itself holds only one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy

from boundary.ui.theme import TIGHT


class BoxWords(QLabel):
    """Says *words* beside *box*, also to a screen reader; a click on them is one on the box."""

    def __init__(self, words: str, box: QCheckBox) -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMinimumSize(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setContentsMargins(0, TIGHT, 0, TIGHT)
        box.setAccessibleName(words)
        self._box = box

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._box.click()
