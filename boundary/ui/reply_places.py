"""Places where people write to her: a tick each, the text cut to size, and her own words for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.day_view import FactLine
from boundary.ui.fact_row import empty, fact_layout, plain_label
from boundary.ui.flow import FlowLayout
from boundary.ui.focus import ROOM
from boundary.ui.reply_view import PlaceRow
from boundary.ui.theme import BODY, HAIR, NEAR, TIGHT, WIDE, Palette, font, mark

LINES = 4
"""Of her own words, seen at once."""


class Places(QWidget):
    """A card for each place. `ticked(id, on)`, `copied(id)`; `worded(id, words)`, "" for ours.

    Her own words are told when she keeps them, not while she types.
    """

    ticked = Signal(str, bool)
    copied = Signal(str)
    worded = Signal(str, str)

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self.setAccessibleName(tr("Places people write to you"))
        self._colours = colours
        self._rows: tuple[PlaceRow, ...] = ()
        self._edits: dict[str, QPlainTextEdit] = {}
        self._open: dict[str, str] = {}
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(NEAR)

    def show_places(self, rows: Sequence[PlaceRow]) -> None:
        """Show *rows*; nothing is emitted, what she types stays, and so does the focus."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        for row in rows:
            if row.trouble:
                self._open.setdefault(row.id, row.template)
        self._fill()

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        self._colours = colours
        self._fill()

    def _fill(self) -> None:
        focused = self.focusWidget()
        name = focused.accessibleName() if self.isAncestorOf(focused) else ""
        for id, edit in self._edits.items():
            self._open[id] = edit.toPlainText()
        self._edits.clear()
        empty(self._inside)
        for row in self._rows:
            self._inside.addWidget(self._card(row))
        for control in self.findChildren(QWidget):
            if name and control.accessibleName() == name and not control.isHidden():
                control.setFocus()

    def _card(self, row: PlaceRow) -> QFrame:
        card = QFrame(self)
        mark(card, "card")
        box = QCheckBox(row.name)
        box.setAccessibleName(tr("{place}: it stands there").format(place=row.name))
        box.setChecked(row.done)
        box.clicked.connect(lambda on: self.ticked.emit(row.id, on))
        copy = QPushButton(tr("Copy"))
        copy.setAccessibleName(tr("Copy the text for {place}").format(place=row.name))
        copy.clicked.connect(lambda _on: self._copy(row, copy))
        head = FlowLayout()
        head.addWidget(box)
        head.addWidget(copy)
        if row.id not in self._open:
            own = QPushButton(tr("Your own words"))
            own.setAccessibleName(tr("Your own words for {place}").format(place=row.name))
            own.clicked.connect(lambda _on: self._ask(row))
            mark(own, "text")
            head.addWidget(own)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(WIDE, NEAR, WIDE, NEAR)
        inside.setSpacing(HAIR)
        inside.addLayout(head)
        for words, kind in ((row.text, ""), (row.size, "small")):
            if words:
                label = plain_label(kind, wraps=True)
                label.setText(words)
                inside.addWidget(label)
        if row.id in self._open:
            inside.addLayout(self._editor(row))
        card.show()
        return card

    def _editor(self, row: PlaceRow) -> QVBoxLayout:
        edit = QPlainTextEdit(self._open[row.id])
        edit.setAccessibleName(tr("Words for {place}").format(place=row.name))
        edit.setTabChangesFocus(True)
        edit.setFixedHeight(QFontMetrics(font(BODY)).lineSpacing() * LINES + WIDE + NEAR)
        self._edits[row.id] = edit
        says = plain_label("small", wraps=True)
        says.setText(tr("Fields such as {hours} are filled in. The number for danger stays in."))
        keep, ours, cancel = QPushButton(tr("Keep")), QPushButton(tr("As it came")), QPushButton()
        cancel.setText(tr("Cancel"))
        for button, does, spoken in (
            (keep, lambda: self._keep(row, edit.toPlainText()), tr("Keep your words for {place}")),
            (ours, lambda: self._keep(row, ""), tr("The words for {place} as they came")),
            (cancel, lambda: self._close(row), tr("Leave the words for {place}")),
        ):
            button.setAccessibleName(spoken.format(place=row.name))
            button.clicked.connect(lambda _on, does=does: does())
        ours.setEnabled(row.own or bool(row.trouble))
        mark(cancel, "text")
        buttons = FlowLayout()
        for button in (keep, ours, cancel):
            buttons.addWidget(button)
        inside = QVBoxLayout()
        inside.setContentsMargins(ROOM, TIGHT, ROOM, ROOM)
        inside.setSpacing(TIGHT)
        inside.addWidget(edit)
        inside.addWidget(says)
        if row.trouble:
            fact = FactLine(tr("This can't be kept yet."), row.trouble, trouble=True)
            inside.addLayout(fact_layout(fact, self._colours))
        inside.addLayout(buttons)
        return inside

    def _ask(self, row: PlaceRow) -> None:
        self._open[row.id] = row.template
        self._fill()
        self._edits[row.id].setFocus()

    def _keep(self, row: PlaceRow, words: str) -> None:
        self._close(row)
        self.worded.emit(row.id, words.strip())

    def _close(self, row: PlaceRow) -> None:
        self._edits.pop(row.id, None)
        self._open.pop(row.id, None)
        self._fill()

    def _copy(self, row: PlaceRow, button: QPushButton) -> None:
        QGuiApplication.clipboard().setText(row.text)
        button.setText(tr("Copied"))
        self.copied.emit(row.id)
