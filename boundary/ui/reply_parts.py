"""The lower parts of the page of the reply: numbers of help, and the sorter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.calm_fields import calm
from boundary.ui.day_view import FactLine
from boundary.ui.fact_row import empty, fact_layout, plain_label
from boundary.ui.focus import ROOM
from boundary.ui.reply_view import CrisisRow, SorterRow
from boundary.ui.theme import APART, BODY, HAIR, NEAR, TIGHT, WIDE, Palette, font, mark, scale

SORTER_LINES = 5
NARROW = 560
WIDEST = 280


class Numbers(QWidget):
    """The numbers of her country, and of those from which people also write.

    `country_chosen(code)`, `abroad_added(code)`, `abroad_removed(code)`, `checked(code)`: she
    looked at them herself.
    """

    country_chosen = Signal(str)
    abroad_added = Signal(str)
    abroad_removed = Signal(str)
    checked = Signal(str)

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self.setAccessibleName(tr("Numbers for help"))
        self._colours = colours
        self._rows: tuple[CrisisRow, ...] = ()
        self._codes: list[str] = []
        self._home = QComboBox()
        self._home.setAccessibleName(tr("Your country"))
        self._abroad = QComboBox()
        self._abroad.setAccessibleName(tr("Add a country that people write from"))
        self._home.activated.connect(lambda n: self.country_chosen.emit(self._codes[n]))
        self._abroad.activated.connect(self._add)
        for box in (self._home, self._abroad):
            calm(box)
            box.setMaximumWidth(round(WIDEST * scale()))
        words = QLabel(tr("Your country"))
        mark(words, "second")
        top = QHBoxLayout()
        top.setSpacing(TIGHT)
        top.addWidget(words)
        top.addWidget(self._home)
        top.addStretch(1)
        more = QHBoxLayout()
        more.addWidget(self._abroad)
        more.addStretch(1)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(NEAR)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(NEAR)
        inside.addLayout(top)
        inside.addLayout(self._cards)
        inside.addLayout(more)

    def show_numbers(self, rows: Sequence[CrisisRow], countries: Sequence[tuple[str, str]]) -> None:
        """Show *rows*; *countries* are all that can be chosen, pairs of a code and a name."""
        if self._codes != [code for code, _ in countries]:
            self._codes = [code for code, _ in countries]
            names = [name for _, name in countries]
            for box in (self._home, self._abroad):
                box.clear()
            self._home.addItems(names)
            self._abroad.addItems([tr("People also write from…"), *names])
        home = next((row.country for row in rows if row.home), "")
        self._home.setCurrentIndex(self._codes.index(home) if home in self._codes else -1)
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._fill()

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        self._colours = colours
        self._fill()

    def _add(self, place: int) -> None:
        self._abroad.setCurrentIndex(0)
        if place > 0:
            self.abroad_added.emit(self._codes[place - 1])

    def _fill(self) -> None:
        empty(self._cards)
        for row in self._rows:
            self._cards.addWidget(self._card(row))

    def _card(self, row: CrisisRow) -> QFrame:
        card = QFrame()
        card.setAccessibleName(row.name)
        mark(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(WIDE, NEAR, WIDE, NEAR)
        inside.setSpacing(HAIR)
        title = plain_label("title", wraps=True)
        title.setText(row.name)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        if not row.home:
            remove = QPushButton(tr("Remove"))
            remove.setAccessibleName(tr("Remove {country}").format(country=row.name))
            remove.clicked.connect(lambda _on: self.abroad_removed.emit(row.country))
            mark(remove, "text")
            head.addWidget(remove)
        inside.addLayout(head)
        for text in row.lines:
            line = plain_label("", wraps=True)
            line.setText(text)
            inside.addWidget(line)
        inside.addSpacing(HAIR)
        second = row.page if row.trouble else ""
        fact = FactLine(row.trouble or row.checked, second, trouble=bool(row.trouble))
        inside.addLayout(fact_layout(fact, self._colours))
        if row.page and not row.trouble:
            page = plain_label("small", wraps=True)
            page.setText(tr("Source: {page}").format(page=row.page))
            inside.addWidget(page)
        confirm = QPushButton(tr("I have checked these today"))
        confirm.setAccessibleName(
            tr("I have checked the numbers for {country} today").format(country=row.name)
        )
        confirm.clicked.connect(lambda _on: self.checked.emit(row.country))
        if not row.trouble:
            mark(confirm, "text")
        line_of_button = QHBoxLayout()
        line_of_button.addWidget(confirm)
        line_of_button.addStretch(1)
        inside.addLayout(line_of_button)
        return card


class Sorter(QWidget):
    """Two lists in her own words, a thing a line. `changed(id, lines)`."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Emergency or routine"))
        self._edits: dict[str, QPlainTextEdit] = {}
        self._thens: dict[str, QLabel] = {}
        self._showing = False
        self._inside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(APART)
        self.setLayout(self._inside)

    def show_sorter(self, rows: Sequence[SorterRow]) -> None:
        """Show *rows*; nothing is emitted, and what she is typing stays."""
        self._showing = True
        for row in rows:
            if row.id not in self._edits:
                self._inside.addLayout(self._column(row), 1)
            edit = self._edits[row.id]
            if _lines(edit) != row.lines:
                edit.setPlainText("\n".join(row.lines))
            self._thens[row.id].setText(row.then)
        self._showing = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW * scale()
        direction = QBoxLayout.Direction
        self._inside.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _column(self, row: SorterRow) -> QVBoxLayout:
        title = plain_label("title", wraps=True)
        title.setText(row.name)
        edit = QPlainTextEdit()
        edit.setAccessibleName(row.name)
        edit.setTabChangesFocus(True)
        edit.setFixedHeight(QFontMetrics(font(BODY)).lineSpacing() * SORTER_LINES + WIDE + NEAR)
        edit.textChanged.connect(lambda: self._tell(row.id))
        then = plain_label("small", wraps=True)
        self._edits[row.id], self._thens[row.id] = edit, then
        column = QVBoxLayout()
        column.setContentsMargins(ROOM, 0, ROOM, 0)
        column.setSpacing(TIGHT)
        for part in (title, edit, then):
            column.addWidget(part)
        column.addStretch(1)
        return column

    def _tell(self, id: str) -> None:
        if not self._showing:
            self.changed.emit(id, _lines(self._edits[id]))


def _lines(edit: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in edit.toPlainText().split("\n") if line.strip())
