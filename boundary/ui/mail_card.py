"""One mail account as a card: its light, its state, the host's limits, and what can be done.

A light is a sign and a word in its colour; nothing is told by the colour alone.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.mail.manual import Guide
from boundary.mail.status import Action, Light, QuestionWords
from boundary.ui.day_view import FactLine
from boundary.ui.fact_row import GLYPH, Glyph, plain_label
from boundary.ui.focus import ROOM
from boundary.ui.mail_view import AccountRow, action_words, light_words
from boundary.ui.theme import (
    BODY,
    HAIR,
    NEAR,
    STRONG,
    TIGHT,
    WIDE,
    Palette,
    font,
    mark,
    scale,
)

LINE = 400
"""The widest line of a choice: a radio button does not break its words by itself."""


def in_lines(text: str) -> str:
    """Return *text* with its spaces turned into line breaks where a line would get too wide."""
    metrics, widest = QFontMetrics(font(BODY)), LINE * (1 + scale()) / 2
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > widest:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


class OffSign(QWidget):
    """An empty ring: no light at all."""

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        side = round(GLYPH * scale())
        self.setFixedSize(side, round(BODY.line * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._colours.border), 1.5))
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.drawEllipse(middle, self.width() / 2 - 2, self.width() / 2 - 2)


class AccountCard(QFrame):
    """Shows an `AccountRow`.

    `acted(Action)` for its button, `answered(Choice)` for its question, `typed()` when she set
    it by hand, `off_wanted()` and `forget_wanted()`.
    """

    acted = Signal(object)
    answered = Signal(object)
    typed = Signal()
    off_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self, row: AccountRow, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row
        self._colours = colours
        self._guide: QWidget | None = None
        self.setAccessibleName(row.name)
        mark(self, "card")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(WIDE, NEAR, WIDE, NEAR)
        inside.setSpacing(TIGHT)
        inside.addLayout(self._head())
        inside.addLayout(self._state())
        if row.question is not None:
            inside.addWidget(self._question(row.question))
        if row.guide is not None:
            self._guide = self._steps(row.guide)
            self._guide.hide()
            inside.addWidget(self._guide)
        inside.addLayout(self._buttons())

    def _head(self) -> QHBoxLayout:
        name = plain_label("title", wraps=True)
        name.setText(self._row.name)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        if self._row.address:
            address = plain_label("small", wraps=True)
            address.setText(self._row.address)
            words.addWidget(address)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        return head

    def _state(self) -> QHBoxLayout:
        status = self._row.status
        colour = {
            Light.GREEN: self._colours.rest,
            Light.AMBER: self._colours.lamp_text,
            Light.RED: self._colours.trouble,
            Light.OFF: self._colours.second,
        }[status.light]
        word = plain_label("small", wraps=True)
        asks = self._row.question is not None
        word.setText(tr("Asks you") if asks else light_words(status.light))
        word.setStyleSheet(f"color: {colour}; font-weight: {STRONG}")
        title = plain_label("", wraps=True)
        title.setText(status.title)
        title.setAccessibleName(
            tr("{light}: {title}").format(light=word.text(), title=status.title)
        )
        words = QVBoxLayout()
        words.setSpacing(HAIR)
        words.addWidget(word)
        words.addWidget(title)
        for text in (status.remedy, *status.limits):
            if text:
                small = plain_label("small", wraps=True)
                small.setText(text)
                words.addWidget(small)
        line = QHBoxLayout()
        line.setSpacing(TIGHT)
        line.addWidget(self._sign(status.light), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line

    def _sign(self, light: Light) -> QWidget:
        if light is Light.OFF:
            return OffSign(self._colours)
        fact = FactLine("", trouble=light is Light.RED, stale=light is Light.AMBER)
        return Glyph(self._colours, fact)

    def _question(self, question: QuestionWords) -> QWidget:
        """Return the question with its choices; nothing is chosen for her."""
        panel = QWidget()
        panel.setAccessibleName(question.title)
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(0, TIGHT, 0, 0)
        inside.setSpacing(0)
        title = plain_label("title", wraps=True)
        title.setText(question.title)
        more = plain_label("second", wraps=True)
        more.setText(question.text)
        for label in (title, more):
            inside.addWidget(label)
        inside.addSpacing(HAIR)
        buttons = [(choice, QRadioButton(in_lines(words))) for choice, words in question.choices]
        done = QPushButton(tr("Do this"))
        done.setAccessibleName(tr("Do this with {name}").format(name=self._row.name))
        done.setEnabled(False)
        for (_, button), (_, words) in zip(buttons, question.choices, strict=True):
            button.setAccessibleName(words)
            button.toggled.connect(lambda _on: done.setEnabled(True))
            inside.addWidget(button)
        done.clicked.connect(
            lambda _on: self.answered.emit(next(c for c, b in buttons if b.isChecked()))
        )
        line = QHBoxLayout()
        line.setContentsMargins(ROOM, HAIR, 0, ROOM)
        line.addWidget(done)
        line.addStretch(1)
        inside.addLayout(line)
        return panel

    def _steps(self, guide: Guide) -> QWidget:
        """Return what to do at her host, in order, with buttons that copy what is to be put in."""
        panel = QWidget()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(0, TIGHT, 0, 0)
        inside.setSpacing(HAIR)
        for number, step in enumerate(guide.steps, 1):
            label = plain_label("", wraps=True)
            label.setText(tr("{n}. {step}").format(n=number, step=step))
            inside.addWidget(label)
        for note in guide.notes:
            small = plain_label("small", wraps=True)
            small.setText(note)
            inside.addWidget(small)
        line = QHBoxLayout()
        line.setContentsMargins(ROOM, HAIR, 0, ROOM)
        line.setSpacing(TIGHT)
        for what, text in guide.copies:
            copy = QPushButton(tr("Copy: {what}").format(what=what))
            copy.clicked.connect(lambda _on, text=text: QGuiApplication.clipboard().setText(text))
            line.addWidget(copy)
        done = QPushButton(tr("It is done"))
        done.setAccessibleName(tr("It is done for {name}").format(name=self._row.name))
        done.clicked.connect(lambda _on: self.typed.emit())
        line.addWidget(done)
        line.addStretch(1)
        inside.addLayout(line)
        return panel

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(ROOM, HAIR, 0, ROOM)
        line.setSpacing(TIGHT)
        name, action = self._row.name, self._row.status.action
        if action is not None and (words := action_words(action)):
            button = QPushButton(words)
            button.setAccessibleName(tr("{does}: {name}").format(does=words, name=name))
            button.clicked.connect(lambda _on: self._act(action))
            line.addWidget(button)
        line.addStretch(1)
        last = [(tr("Forget"), tr("Forget {name}"), self.forget_wanted)]
        if not self._row.off:
            last.insert(0, (tr("Switch off"), tr("Switch off {name}"), self.off_wanted))
        for words, spoken, told in last:
            button = QPushButton(words)
            button.setAccessibleName(spoken.format(name=name))
            button.clicked.connect(lambda _on, told=told: told.emit())
            mark(button, "text")
            line.addWidget(button)
        return line

    def _act(self, action: Action) -> None:
        if action is Action.TYPE and self._guide is not None:
            self._guide.setVisible(self._guide.isHidden())
        else:
            self.acted.emit(action)
