"""The calendars in the settings: which are read, how that goes, and what they hold.

An address is never shown: a calendar goes by its file's name, or by its place in the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr, trn
from boundary.ui.day_view import FactLine
from boundary.ui.fact_row import empty, fact_layout, plain_label
from boundary.ui.numbers import in_words, sentence
from boundary.ui.page_parts import indented, page_layout, said
from boundary.ui.theme import NEAR, TIGHT, WIDE, Palette, mark


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One calendar. `health` is how reading it goes, None before it was first read.

    `all_sessions` and `trust_end` are as in the settings, `rules` how many were learned from
    ticks; `sign_in` asks for a new sign-in.
    """

    name: str
    all_sessions: bool = False
    trust_end: bool = False
    health: FactLine | None = None
    rules: int = 0
    sign_in: bool = False


class CalendarsPage(QWidget):
    """The calendars that are read, by position from 0.

    `source_changed(position, "all_sessions" or "trust_end", on)`; `preview_wanted` asks which
    of their appointments are sessions.
    """

    add_wanted = Signal()
    forget_wanted = Signal(int)
    source_changed = Signal(int, str, bool)
    sign_in_wanted = Signal(int)
    preview_wanted = Signal()

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        self._rows: tuple[SourceRow, ...] = ()
        page = page_layout(self, tr("Calendars"))
        page.addWidget(said(tr("I read when your sessions start and end. I never keep a name.")))
        self._sources = QVBoxLayout()
        self._sources.setSpacing(WIDE)
        page.addLayout(self._sources)
        self._add = QPushButton(tr("Add a calendar…"))
        self._add.clicked.connect(self.add_wanted)
        self._ask = QPushButton(tr("Which are sessions?"))
        self._ask.clicked.connect(self.preview_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(TIGHT)
        buttons.addWidget(self._add)
        buttons.addWidget(self._ask)
        buttons.addStretch(1)
        page.addLayout(buttons)
        page.addStretch(1)

    def show_sources(self, rows: Sequence[SourceRow]) -> None:
        """List *rows*; nothing is emitted, and the control she is on keeps its focus."""
        rows = tuple(rows)
        if rows != self._rows or self._sources.isEmpty():
            self._rows = rows
            focused = self.focusWidget()
            self._fill()
            if focused is not None:
                self._focus(focused.accessibleName())

    def recolour(self, colours: Palette) -> None:
        """Draw the signs of health in *colours* from now on."""
        self._colours = colours
        self._fill()

    def _fill(self) -> None:
        empty(self._sources)
        for position, row in enumerate(self._rows):
            self._sources.addWidget(self._card(position, row))
        if not self._rows:
            self._sources.addWidget(said(tr("No calendar is read yet.")))
        self._ask.setVisible(bool(self._rows))

    def _focus(self, name: str) -> None:
        for button in self.findChildren(QAbstractButton):
            if name and button.accessibleName() == name and not button.isHidden():
                button.setFocus()

    def _card(self, position: int, row: SourceRow) -> QFrame:
        card = QFrame()
        mark(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(WIDE, NEAR, WIDE, NEAR)
        inside.setSpacing(TIGHT)
        inside.addLayout(self._head(position, row))
        if row.health is not None:
            inside.addLayout(fact_layout(row.health, self._colours))
        if row.sign_in:
            inside.addLayout(self._sign_in(position))
        inside.addLayout(self._boxes(position, row))
        if row.rules:
            taught = trn(
                "{n} rule learned from your ticks.", "{n} rules learned from your ticks.", row.rules
            )
            small = plain_label("small", wraps=True)
            small.setText(sentence(taught.format(n=in_words(row.rules))))
            inside.addWidget(small)
        return card

    def _head(self, position: int, row: SourceRow) -> QHBoxLayout:
        name = plain_label("title", wraps=True)
        name.setText(tr("{n}. {name}").format(n=position + 1, name=row.name))
        forget = QPushButton(tr("Forget"))
        forget.setAccessibleName(tr("Forget calendar {n}").format(n=position + 1))
        forget.clicked.connect(lambda _on: self.forget_wanted.emit(position))
        mark(forget, "text")
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(forget)
        return head

    def _sign_in(self, position: int) -> QHBoxLayout:
        again = QPushButton(tr("Sign in again"))
        again.setAccessibleName(tr("Sign in to calendar {n} again").format(n=position + 1))
        again.clicked.connect(lambda _on: self.sign_in_wanted.emit(position))
        line = QHBoxLayout()
        line.addWidget(again)
        line.addStretch(1)
        return line

    def _boxes(self, position: int, row: SourceRow) -> QVBoxLayout:
        boxes = QVBoxLayout()
        boxes.setSpacing(0)
        for name, words, more, on in (
            (
                "all_sessions",
                tr("Sessions only"),
                tr("Apart from lunch and the like, everything here is a session."),
                row.all_sessions,
            ),
            (
                "trust_end",
                tr("Sessions end on time"),
                tr("I need no other sign that one of them is over."),
                row.trust_end,
            ),
        ):
            box = self._box(position, name, words, on)
            box.setAccessibleDescription(more)
            boxes.addWidget(box)
            boxes.addWidget(indented(more))
        return boxes

    def _box(self, position: int, name: str, words: str, on: bool) -> QCheckBox:
        box = QCheckBox(words)
        box.setAccessibleName(tr("Calendar {n}: {words}").format(n=position + 1, words=words))
        box.setChecked(on)
        box.clicked.connect(lambda now: self.source_changed.emit(position, name, now))
        return box
