"""The text of a reply with its fields, and beside it what must change and what is worth a look.

It says each change of subject or text as she types; what was found is shown to it again. The
cursor stays where it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.chip_row import ChipRow
from boundary.ui.day_view import FactLine
from boundary.ui.fact_row import Glyph, empty, plain_label
from boundary.ui.focus import ROOM
from boundary.ui.reply_view import LintRow, TextRow, lint_of, lint_summary
from boundary.ui.theme import APART, BODY, HAIR, NEAR, STRONG, TIGHT, Palette, font, mark, scale

LINES = 12
"""Of the text, seen at once."""
BESIDE = 260
NARROW = 640
"""Under this width what was found lies below the text."""


class LintList(QWidget):
    """What was found about a text: a sign, a word for how grave it is, the sentence."""

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self.setAccessibleName(tr("What was found"))
        self._colours = colours
        self._found: tuple[LintRow, ...] = ()
        self._summary = plain_label("title", wraps=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(NEAR)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(NEAR)
        inside.addWidget(self._summary)
        inside.addLayout(self._rows)
        inside.addStretch(1)

    def show_found(self, found: Sequence[LintRow]) -> None:
        """Show *found*, in their order."""
        if (shown := tuple(found)) != self._found or not self._summary.text():
            self._found = shown
            self._fill()

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        self._colours = colours
        self._fill()

    def _fill(self) -> None:
        self._summary.setText(lint_summary(self._found))
        empty(self._rows)
        for row in self._found:
            self._rows.addLayout(self._row(row))

    def _row(self, row: LintRow) -> QHBoxLayout:
        grave = plain_label("small", wraps=True)
        colour = self._colours.trouble if row.error else self._colours.lamp_text
        grave.setStyleSheet(f"color: {colour}; font-weight: {STRONG}")
        grave.setText(tr("Must change") if row.error else tr("Worth a look"))
        says = plain_label("small", wraps=True)
        says.setText(row.sentence)
        says.setAccessibleName(
            tr("{grave}: {sentence}").format(grave=grave.text(), sentence=row.sentence)
        )
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(grave)
        words.addWidget(says)
        if row.found:
            found = plain_label("small", wraps=True)
            found.setText(tr("“{found}”").format(found=row.found))
            words.addWidget(found)
        sign = Glyph(self._colours, FactLine("", trouble=row.error, stale=not row.error))
        line = QHBoxLayout()
        line.setSpacing(TIGHT)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line


class ReplyEditor(QWidget):
    """Shows texts, one at a time. `changed(id, subject, text)`; `reset_wanted(id)`.

    `turned(id)` tells to which text she turned.
    """

    changed = Signal(str, str, str)
    reset_wanted = Signal(str)
    turned = Signal(str)

    def __init__(self, texts: Sequence[TextRow], colours: Palette) -> None:
        super().__init__()
        self._texts = tuple(texts)
        self._lint: tuple[LintRow, ...] = ()
        self._id = texts[0].id if texts else ""
        self._showing = False
        self._chips = ChipRow(tr("Which reply"), [(each.id, each.name) for each in texts])
        self._chips.chosen.connect(self._turn)
        self._subject = QLineEdit()
        self._subject.setAccessibleName(tr("Subject"))
        self._text = QPlainTextEdit()
        self._text.setAccessibleName(tr("Text of the reply"))
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(QFontMetrics(font(BODY)).lineSpacing() * LINES)
        self._subject.textEdited.connect(lambda _text: self._tell())
        self._text.textChanged.connect(self._tell)
        self._insert = QPushButton(tr("Put in a field"))
        self._insert.setMenu(QMenu(self._insert))
        self._reset = QPushButton(tr("As it came"))
        self._reset.clicked.connect(lambda _on: self.reset_wanted.emit(self._id))
        self._found = LintList(colours)
        self._both = self._lay_out()
        self.show_texts(texts, ())

    def show_texts(self, texts: Sequence[TextRow], lint: Sequence[LintRow]) -> None:
        """Show *texts* and what was found; nothing is emitted, and the cursor stays."""
        self._texts, self._lint = tuple(texts), tuple(lint)
        self._show()

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        self._found.recolour(colours)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW * scale()
        direction = QBoxLayout.Direction
        self._both.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _lay_out(self) -> QBoxLayout:
        words = QLabel(tr("Subject"))
        mark(words, "small")
        words.setBuddy(self._subject)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(ROOM, 0, ROOM, 0)
        buttons.setSpacing(TIGHT)
        buttons.addWidget(self._insert)
        buttons.addWidget(self._reset)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(HAIR)
        for part in (words, self._subject):
            left.addWidget(part)
        left.addSpacing(HAIR)
        left.addWidget(self._text)
        left.addSpacing(TIGHT)
        left.addLayout(buttons)
        left.addStretch(1)
        self._found.setMinimumWidth(round(BESIDE * (1 + scale()) / 2) // 2)
        both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        both.setSpacing(APART)
        both.addLayout(left, 3)
        both.addWidget(self._found, 2)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(TIGHT)
        inside.addWidget(self._chips)
        inside.addLayout(both)
        return both

    @property
    def _row(self) -> TextRow | None:
        return next((each for each in self._texts if each.id == self._id), None)

    def _turn(self, id: object) -> None:
        self._id = str(id)
        self._show()
        self.turned.emit(self._id)

    def _show(self) -> None:
        row = self._row
        if row is None:
            return
        self._showing = True
        if self._subject.text() != row.subject:
            self._subject.setText(row.subject)
        if self._text.toPlainText() != row.text:
            self._text.setPlainText(row.text)
        self._showing = False
        self._reset.setEnabled(row.own)
        self._found.show_found(lint_of(self._lint, row.id))
        menu = self._insert.menu()
        menu.clear()
        for each in row.fields:
            words = tr("{field}   {becomes}").format(field=each.name, becomes=each.becomes)
            action = menu.addAction(words if each.becomes else each.name)
            action.triggered.connect(lambda _on, name=each.name: self._put(name))
        self._insert.setEnabled(bool(row.fields))

    def _put(self, name: str) -> None:
        self._text.insertPlainText(name)
        self._text.moveCursor(QTextCursor.MoveOperation.NoMove)
        self._text.setFocus()

    def _tell(self) -> None:
        if not self._showing:
            self.changed.emit(self._id, self._subject.text(), self._text.toPlainText())
