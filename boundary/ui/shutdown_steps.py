"""What can be answered on one screen of the day's ends: a widget for each kind of body.

Those with words of hers are in `step_fields`. Nothing here decides what an answer means.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui import theme
from boundary.ui.day_view import FactLine
from boundary.ui.energy import Energy, level_of_key
from boundary.ui.fact_row import Glyph, plain_label
from boundary.ui.focus import ROOM
from boundary.ui.step_fields import LineBody, StepBody, ThreadsBody, WritingBody
from boundary.ui.step_page import Body, Choices, Line, Panel, Scale, Threads, Writing
from boundary.ui.theme import NEAR, TARGET, TIGHT, WIDE, Palette, mark

COLUMN = 272
"""The width of the column's content at usual letters."""


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
        width = round(COLUMN * theme.scale()) - 2 * WIDE - 4
        needed = letters.boundingRect(
            0, 0, width, 10_000, Qt.TextFlag.TextWordWrap, self._label.text()
        )
        return QSize(80, max(needed.height() + 2 * TIGHT + 2, TARGET + 4))


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
