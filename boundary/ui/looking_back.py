"""The page from which she looks back, and takes something along: one line and a button each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from boundary.language import tr
from boundary.ui.fact_row import empty, plain_label
from boundary.ui.focus import ROOM
from boundary.ui.page_parts import page_layout, said
from boundary.ui.theme import APART, NEAR


@dataclass(frozen=True, slots=True)
class Way:
    """A *title*, what one finds there, and the *button* that asks for *id*."""

    id: str
    title: str
    about: str
    button: str


class LookingBackPage(QWidget):
    """Shows the ways; `wanted(id)` when she chooses one."""

    wanted = Signal(str)

    def __init__(self, ways: tuple[Way, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = page_layout(self, tr("Looking back"))
        page.addWidget(said(tr("For you alone, and only when you like.")))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(APART)
        page.addLayout(self._rows)
        self._told = plain_label("second", wraps=True)
        page.addWidget(self._told)
        page.addStretch(1)
        self.show_ways(ways)

    def show_ways(self, ways: tuple[Way, ...]) -> None:
        """Show *ways*."""
        empty(self._rows)
        for way in ways:
            self._rows.addLayout(self._row(way))

    def tell(self, words: str) -> None:
        """Say what became of what she asked for."""
        self._told.setText(words)

    def _row(self, way: Way) -> QHBoxLayout:
        title = plain_label("title", wraps=True)
        title.setText(way.title)
        about = plain_label("second", wraps=True)
        about.setText(way.about)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        words.addWidget(about)
        button = QPushButton(way.button)
        button.setAccessibleName(tr("{what}: {title}").format(what=way.button, title=way.title))
        button.setAccessibleDescription(way.about)
        button.clicked.connect(lambda: self.wanted.emit(way.id))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, ROOM, 0)
        row.setSpacing(NEAR)
        row.addLayout(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row
