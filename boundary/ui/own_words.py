"""A place for a line of her own words, which is asked about once where it may tell who somebody is.

It asks and never keeps her from it: the second press keeps the words as they are.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from boundary.language import tr
from boundary.ui.fact_row import plain_label
from boundary.ui.focus import ROOM
from boundary.ui.theme import TIGHT

LONGEST = 500
"""Characters of one line."""


def asks_nothing(_text: str) -> str:
    """Ask about no words."""
    return ""


class OwnWords(QWidget):
    """A line, and the button that keeps it; `kept(words)` once she has pressed it.

    *asks* is given the words and returns what is to be asked about them, "" for nothing.
    """

    kept = Signal(str)

    def __init__(
        self,
        name: str,
        button: str,
        asks: Callable[[str], str] = asks_nothing,
        *,
        hint: str = "",
        empties: bool = True,
    ) -> None:
        super().__init__()
        self._asks = asks
        self._button_words = button
        self._asked_about = ""
        self._empties = empties
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self.line.setMaxLength(LONGEST)
        self.line.textChanged.connect(self._changed)
        self.line.returnPressed.connect(self.keep)
        self.button = QPushButton(button)
        self.button.clicked.connect(self.keep)
        self._question = plain_label("lamp", wraps=True)
        self._question.hide()
        row = QHBoxLayout()
        row.setContentsMargins(0, ROOM, ROOM, ROOM)
        row.setSpacing(TIGHT)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(row)
        inside.addWidget(self._question)
        self._changed("")

    @property
    def question(self) -> str:
        """What is asked about the words now, "" for nothing."""
        return "" if self._question.isHidden() else self._question.text()

    def show_words(self, words: str) -> None:
        """Show *words* as they were kept before."""
        if not self.line.hasFocus():
            self.line.setText(words)

    def keep(self) -> None:
        """Keep the words, or ask about them first."""
        words = self.line.text().strip()
        if not words:
            return
        question = self._asks(words)
        if question and words != self._asked_about:
            self._asked_about = words
            self._question.setText(question)
            self._question.show()
            self.button.setText(tr("Keep it so"))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, question))
            return
        self.kept.emit(words)
        if self._empties:
            self.line.clear()
        self._calm()

    def _changed(self, words: str) -> None:
        self.button.setEnabled(bool(words.strip()))
        if words.strip() != self._asked_about:
            self._calm()

    def _calm(self) -> None:
        self._asked_about = ""
        self._question.hide()
        self.button.setText(self._button_words)
