"""The fields of the day's ends: a line, a short list, room to write.

Words of hers are told a moment after her last key, so that little is lost whatever happens, and
again when she goes on.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui import theme
from boundary.ui.day_view import FactLine
from boundary.ui.fact_row import Glyph, empty, plain_label
from boundary.ui.flow import FlowLayout
from boundary.ui.step_page import Line, Threads, Writing
from boundary.ui.theme import TIGHT, WIDE, Palette, mark

KEPT_AFTER_MS = 700
"""Her words are told this long after her last key."""

WRITING_HEIGHT = 220
LONGEST_WRITING = 20_000
"""Characters, as many as an entry holds."""


class StepBody(QWidget):
    """One body; `answered` carries an int, a str, or a tuple of str, as the kind has it."""

    answered = Signal(object)
    wanted = Signal(str)
    """The id of an action that is not an answer."""
    grew = Signal()
    """It needs more room than before."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(TIGHT)

    stretches = False
    """Whether it takes all the room there is."""

    def first(self) -> QWidget | None:
        """Return what takes the focus when the screen comes, None for the window itself."""
        return None

    def enter(self) -> bool:
        """Take Enter where it is meant for the body; tell whether it was."""
        return False

    def key(self, _key: int) -> bool:
        """Take *key* (of Qt), pressed outside of a field; tell whether it was wanted."""
        return False

    def settle(self) -> None:
        """Tell what has not been told yet: she goes on, or lets go."""

    def say(self, words: str, *, asks: bool) -> None:
        """Show *words* under the body; they *ask* her something, or tell that it is kept."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what a field left before the page would scroll by it."""
        if self.key(event.key()):
            event.accept()
        else:
            event.ignore()


class Field(QLineEdit):
    """One line that leaves Enter, Up and Down to its screen, and Backspace where it is empty."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = event.key() == Qt.Key.Key_Backspace and not self.text()
        if back or event.key() in (
            Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape,
        ):  # fmt: skip
            event.ignore()
            return
        super().keyPressEvent(event)


class Under(QWidget):
    """What is said under a field: kept, with a check, or a question."""

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        self._inside = QHBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(TIGHT)
        self.setMinimumHeight(round(theme.SMALL.line * theme.scale()))

    def say(self, words: str, *, asks: bool) -> None:
        """Say *words*, as a question where it *asks*; "" says nothing."""
        empty(self._inside)
        if not words:
            return
        label = plain_label("small", wraps=True)
        colour = self._colours.lamp_text if asks else self._colours.rest
        label.setStyleSheet(f"color: {colour}")
        label.setText(words)
        if not asks:
            glyph = Glyph(self._colours, FactLine(words))
            self._inside.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        self._inside.addWidget(label, 1)


class LineBody(StepBody):
    """One line of hers, told a moment after her last key."""

    def __init__(self, line: Line, colours: Palette, name: str) -> None:
        super().__init__()
        self._kept = line.kept
        self.field = Field(line.text)
        self.field.setMaxLength(line.longest)
        self.field.setAccessibleName(name)
        self._told = line.text
        self._later = QTimer(self, singleShot=True, interval=KEPT_AFTER_MS)
        self._later.timeout.connect(self.settle)
        self.field.textEdited.connect(lambda _text: self._typed())
        self._under = Under(colours)
        self.inside.addWidget(self.field)
        self.inside.addWidget(self._under)

    def first(self) -> QWidget:
        return self.field

    def settle(self) -> None:
        self._later.stop()
        text = self.field.text().strip()
        if text != self._told:
            self._told = text
            self._under.say(self._kept if text else "", asks=False)
            self.answered.emit(text)

    def say(self, words: str, *, asks: bool) -> None:
        self._under.say(words, asks=asks)
        self.grew.emit()

    def _typed(self) -> None:
        self._under.say("", asks=False)
        self._later.start()


class ThreadsBody(StepBody):
    """A list: Enter keeps a line with its when, Enter on an empty line is not its own.

    Up and Down choose when. `answered` carries all rows, the oldest first.
    """

    def __init__(self, threads: Threads, colours: Palette, name: str) -> None:
        super().__init__()
        self._whens = threads.whens
        self.rows: tuple[str, ...] = threads.rows
        self.field = Field()
        self.field.setMaxLength(160)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(tr("Next action"))
        self._chips = QButtonGroup(self)
        row = FlowLayout()
        for number, (_, words) in enumerate(threads.whens):
            chip = QPushButton(words)
            chip.setCheckable(True)
            chip.setChecked(number == 0)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            mark(chip, "chip")
            chip.setMinimumWidth(chip.sizeHint().width() + WIDE)  # the chosen one is bolder
            self._chips.addButton(chip, number)
            row.addWidget(chip)
        self._under = Under(colours)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.HAIR)
        self.inside.addWidget(self.field)
        self.inside.addLayout(row)
        self.inside.addWidget(self._under)
        self.inside.addLayout(self._list)
        self._show()

    def first(self) -> QWidget:
        return self.field

    def enter(self) -> bool:
        if not self.field.text().strip():
            return False
        self.settle()
        return True

    def key(self, key: int) -> bool:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
        if step is None or not self._whens:
            return False
        wanted = (self._chips.checkedId() + step) % len(self._whens)
        self._chips.button(wanted).setChecked(True)
        return True

    def settle(self) -> None:
        text = self.field.text().strip()
        if not text:
            return
        when = self._whens[self._chips.checkedId()][1] if self._whens else ""
        said = tr("{action}: {when}").format(action=text, when=when) if when else text
        self.rows = (*self.rows, said)
        self.field.clear()
        self._show()
        self._under.say(tr("Kept. It has its time."), asks=False)
        self.grew.emit()
        self.answered.emit(self.rows)

    def say(self, words: str, *, asks: bool) -> None:
        self._under.say(words, asks=asks)
        self.grew.emit()

    def _show(self) -> None:
        empty(self._list)
        for words in self.rows:
            label = plain_label("small", wraps=True)
            label.setText(words)
            self._list.addWidget(label)


class WritingBody(StepBody):
    """Room to write; Enter makes a new line here, so Ctrl and Enter go on."""

    stretches = True

    def __init__(self, writing: Writing, colours: Palette, name: str) -> None:
        super().__init__()
        self.field = QPlainTextEdit(writing.text)
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.setTabChangesFocus(True)
        self.field.setAccessibleName(name)
        self.field.setMinimumHeight(round(WRITING_HEIGHT * (1 + theme.scale()) / 2))
        self._told = writing.text
        self._later = QTimer(self, singleShot=True, interval=KEPT_AFTER_MS)
        self._later.timeout.connect(self.settle)
        self.field.textChanged.connect(self._later.start)
        self._under = Under(colours)
        self.inside.addWidget(self.field, 1)
        self.inside.addWidget(self._under)

    def first(self) -> QWidget:
        return self.field

    def settle(self) -> None:
        self._later.stop()
        text = self.field.toPlainText().strip()[:LONGEST_WRITING]
        if text != self._told:
            self._told = text
            self._under.say(tr("Kept.") if text else "", asks=False)
            self.answered.emit(text)

    def say(self, words: str, *, asks: bool) -> None:
        self._under.say(words, asks=asks)
        self.grew.emit()
