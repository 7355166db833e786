"""What can be answered on one screen of the day's ends: a widget for each kind of body.

Words of hers are told a moment after her last key, so that little is lost whatever happens, and
again when she goes on. Nothing here decides what an answer means.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui import theme
from boundary.ui.day_view import FactLine
from boundary.ui.energy import Energy, level_of_key
from boundary.ui.fact_row import Glyph, empty, plain_label
from boundary.ui.flow import FlowLayout
from boundary.ui.focus import ROOM
from boundary.ui.step_page import Body, Choices, Line, Panel, Scale, Threads, Writing
from boundary.ui.theme import NEAR, TARGET, TIGHT, WIDE, Palette, mark

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


class PanelBody(StepBody):
    """Facts in a box, with a button that copies and those of actions."""

    def __init__(self, panel: Panel, colours: Palette) -> None:
        super().__init__()
        box = QFrame()
        mark(box, "card")
        lines = QVBoxLayout(box)
        lines.setContentsMargins(WIDE, NEAR, WIDE, NEAR)
        lines.setSpacing(NEAR)
        for number, words in enumerate(panel.lines):
            label = plain_label("small", wraps=True)
            label.setText(words)
            light = panel.light if number == 0 else ""
            lines.addLayout(_with_light(label, light, colours))
        self._buttons: list[QPushButton] = []
        for id, words in panel.actions:
            button = QPushButton(words)
            button.clicked.connect(lambda _on=False, id=id: self.wanted.emit(id))
            self._buttons.append(button)
            lines.addWidget(button)
        if panel.copies:
            self._copy = QPushButton(tr("Copy the numbers"))
            self._copy.clicked.connect(lambda: self._copied(panel.copies))
            self._buttons.append(self._copy)
            lines.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        for button in self._buttons:
            button.setAutoDefault(False)
            theme_small(button)
        self.inside.addWidget(box)

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._copy.setText(tr("Copied"))


class ScaleBody(StepBody):
    """The ten circles; the number keys choose."""

    def __init__(self, scale: Scale, colours: Palette) -> None:
        super().__init__()
        self.energy = Energy(colours, scale.value)
        self.energy.chosen.connect(lambda level: self.answered.emit(level))
        self.inside.addWidget(self.energy)
        ends = QHBoxLayout()
        for words, side in (
            (tr("1 is empty"), Qt.AlignmentFlag.AlignLeft),
            (tr("10 is full"), Qt.AlignmentFlag.AlignRight),
        ):
            label = plain_label("small")
            label.setText(words)
            label.setAlignment(side)
            ends.addWidget(label)
        self.inside.addLayout(ends)

    def first(self) -> QWidget:
        return self.energy

    def key(self, key: int) -> bool:
        level = level_of_key(key)
        if level is None:
            return False
        self.energy.choose(level)
        return True


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


class _Under(QWidget):
    """What is said under a field: kept, with a check, or a question."""

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        self._inside = QHBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(TIGHT)
        self.setMinimumHeight(round(theme.SMALL.line * theme.scale()))

    def say(self, words: str, *, asks: bool) -> None:
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
        self._under = _Under(colours)
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
        self._under = _Under(colours)
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


class ChoicesBody(StepBody):
    """Equal answers, each with a number key; a word may stand under the one that is chosen."""

    def __init__(self, choices: Choices, colours: Palette) -> None:
        super().__init__()
        self._options = choices.options
        self._says = dict(choices.says)
        self._buttons = QButtonGroup(self)
        for number, (id, words) in enumerate(choices.options):
            button = Option(words)
            button.setChecked(id == choices.chosen)
            self._buttons.addButton(button, number)
            self.inside.addWidget(button)
        self._buttons.idClicked.connect(self._chosen)
        self._word = plain_label("small", wraps=True)
        self._word.setStyleSheet(f"color: {colours.ink}")
        self._word.setText(self._says.get(choices.chosen, ""))
        self.inside.addWidget(self._word)
        self._word.setVisible(bool(self._word.text()))

    @property
    def longest_word(self) -> str:
        """The longest that may stand under an answer: room is kept for it."""
        return max(self._says.values(), key=len, default="")

    def key(self, key: int) -> bool:
        count = len(self._options)
        number = key - Qt.Key.Key_1
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
        if step is not None:
            at = self._buttons.checkedId()
            number = (at + step) % count if at >= 0 else 0
        if not 0 <= number < count:
            return False
        self._buttons.button(number).setChecked(True)
        self._chosen(number)
        return True

    def _chosen(self, number: int) -> None:
        id, words = self._options[number]
        said = self._says.get(id, "")
        self._word.setText(said)
        self._word.setVisible(bool(said))
        if said:
            self.grew.emit()
        self.setAccessibleDescription(words)
        self.answered.emit(id)


class Option(QPushButton):
    """An answer as wide as the column; longer words go on in a second line."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        label = QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.setMinimumSize(1, 1)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(WIDE, TIGHT, WIDE, TIGHT)
        inside.addWidget(label)
        self._label = label

    def sizeHint(self) -> QSize:
        letters = QFontMetrics(theme.font(theme.BODY))
        width = max(self.width() - 2 * WIDE, 1) if self.isVisible() else COLUMN - 2 * WIDE
        needed = letters.boundingRect(
            0, 0, round(width), 10_000, Qt.TextFlag.TextWordWrap, self._label.text()
        )
        return QSize(80, max(needed.height() + 2 * TIGHT + 2, TARGET + 4))


COLUMN = 272
"""The width of the column's content at usual letters."""


class WritingBody(StepBody):
    """Room to write; Enter makes a new line here, so Ctrl and Enter go on."""

    stretches = True

    def __init__(self, writing: Writing, colours: Palette, name: str) -> None:
        super().__init__()
        self.field = QPlainTextEdit(writing.text)
        self.field.setTabChangesFocus(True)
        self.field.setAccessibleName(name)
        self.field.setMinimumHeight(round(WRITING_HEIGHT * (1 + theme.scale()) / 2))
        self._told = writing.text
        self._later = QTimer(self, singleShot=True, interval=KEPT_AFTER_MS)
        self._later.timeout.connect(self.settle)
        self.field.textChanged.connect(self._later.start)
        self._under = _Under(colours)
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


def body_of(body: Body | None, colours: Palette, name: str) -> StepBody:
    """Return the widget of *body*; *name* is what a screen reader calls its field."""
    match body:
        case Panel():
            return PanelBody(body, colours)
        case Scale():
            return ScaleBody(body, colours)
        case Line():
            return LineBody(body, colours, name)
        case Threads():
            return ThreadsBody(body, colours, name)
        case Choices():
            return ChoicesBody(body, colours)
        case Writing():
            return WritingBody(body, colours, name)
        case None:
            return StepBody()


def theme_small(button: QPushButton) -> None:
    """Let *button* have room for its focus ring and the small letters of a panel."""
    button.setStyleSheet(f"font-size: {round(theme.SMALL.size * theme.scale())}px")
    button.setContentsMargins(ROOM, ROOM, ROOM, ROOM)


def _with_light(label: QLabel, light: str, colours: Palette) -> QHBoxLayout:
    """Return *label* with the sign of *light* before it, where it has one."""
    line = QHBoxLayout()
    line.setSpacing(TIGHT)
    if light:
        fact = FactLine(label.text(), trouble=light == "red", stale=light == "amber")
        line.addWidget(Glyph(colours, fact), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label, 1)
    return line
