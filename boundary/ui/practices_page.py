"""The plan of practices: what is on, what could be next, and starting over with one.

Nothing on it counts days in a row: so many of so many, this month, and that is all. Whatever
speaks against a break has one sentence, shown only to whoever asks.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from boundary.language import tr
from boundary.reflection.ladder import Page, Row
from boundary.reflection.loops import Kept
from boundary.ui.fact_row import empty, plain_label
from boundary.ui.flow import FlowLayout
from boundary.ui.focus import ROOM
from boundary.ui.open_row import OpenRow
from boundary.ui.page_parts import page_layout, said
from boundary.ui.theme import APART, HAIR, NEAR, TIGHT, WIDE, mark


@dataclass(frozen=True, slots=True)
class PlanView:
    """The ladder's *page*, and this week's *intention* in her words ("" for none).

    *proposal* is a sentence on how a practice might fit better and its choices by id;
    *questions* are those of which she may choose one, the first of them none, *asked* is hers.
    """

    page: Page
    intention: str = field(default="", repr=False)
    proposal: tuple[str, tuple[tuple[str, str], ...]] | None = None
    questions: tuple[tuple[str, str], ...] = ()
    asked: str = ""


class PlanPage(QWidget):
    """Shows a `PlanView`.

    `begun(Rung)` and `left(Rung)` a practice, `put_off()` what was offered, `started_over(Rung)`
    with this one alone, `watched()` first; `intention_answered(Kept)`; `proposal_answered(str)`
    and `question_chosen(str)` by id; `why_wanted()` opens the page of reasons.
    """

    begun = Signal(object)
    left = Signal(object)
    put_off = Signal()
    started_over = Signal(object)
    watched = Signal()
    intention_answered = Signal(object)
    proposal_answered = Signal(str)
    question_chosen = Signal(str)
    why_wanted = Signal()

    def __init__(self, view: PlanView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = page_layout(self, tr("One at a time"))
        self._inside.addWidget(
            said(tr("A practice comes when the one before it has settled, or when you ask."))
        )
        self._body = QVBoxLayout()
        self._body.setSpacing(APART)
        self._inside.addLayout(self._body)
        self._inside.addStretch(1)
        self.show_plan(view)

    def show_plan(self, view: PlanView) -> None:
        """Show *view* in the place of what is shown."""
        empty(self._body)
        self._view = view
        page = view.page
        if page.on:
            self._body.addLayout(self._on(page.on))
        else:
            self._body.addWidget(said(tr("Nothing is on. I only look at how your days go.")))
        if view.intention:
            self._body.addLayout(self._intention(view.intention))
        if view.proposal is not None:
            self._body.addWidget(self._proposal(*view.proposal))
        if page.following is not None:
            self._body.addWidget(self._next(page.following, offered=page.offered))
        if page.later:
            self._body.addLayout(self._later(page.later))
        if view.questions:
            self._body.addLayout(self._questions(view))
        self._body.addLayout(self._foot())

    def _on(self, rows: tuple[Row, ...]) -> QVBoxLayout:
        column = _titled(tr("What is on"))
        for row in rows:
            card = QFrame()
            mark(card, "card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(APART, NEAR + HAIR, WIDE, TIGHT)
            inside.setSpacing(HAIR)
            _words(inside, row)
            if row.count:
                count = plain_label("small", wraps=True)
                count.setText(row.count)
                inside.addWidget(count)
            leave = self._button(tr("Leave it"), row, self.left, text=True)
            inside.addWidget(leave, 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(card)
        return column

    def _proposal(self, sentence: str, choices: tuple[tuple[str, str], ...]) -> QFrame:
        card = QFrame()
        mark(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(APART, WIDE, WIDE, NEAR)
        inside.setSpacing(HAIR)
        eyebrow = plain_label("small", wraps=True)
        eyebrow.setText(tr("Once a week, how one of them might fit better:"))
        inside.addWidget(eyebrow)
        words = plain_label("", wraps=True)
        words.setText(sentence)
        inside.addWidget(words)
        buttons = FlowLayout()
        buttons.setContentsMargins(0, TIGHT, 0, ROOM)
        for id, label in choices:
            button = QPushButton(label)
            button.clicked.connect(lambda _on=False, id=id: self.proposal_answered.emit(id))
            buttons.addWidget(button)
        inside.addLayout(buttons)
        return card

    def _questions(self, view: PlanView) -> QVBoxLayout:
        about = tr("One question a day")
        column = _titled(about)
        words = tr("Sleep is asked in the opening, the others in the shutdown. One at a time.")
        column.addWidget(said(words))
        row = OpenRow(about, view.questions)
        row.choose(view.asked)
        row.chosen.connect(lambda id: self.question_chosen.emit(id or ""))
        column.addWidget(row)
        return column

    def _next(self, row: Row, *, offered: bool) -> QFrame:
        card = QFrame()
        mark(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(APART, WIDE, WIDE, NEAR)
        inside.setSpacing(HAIR)
        eyebrow = plain_label("small", wraps=True)
        eyebrow.setText(
            tr("The one before has settled. This could be next:")
            if offered
            else tr("What could be next")
        )
        inside.addWidget(eyebrow)
        _words(inside, row)
        buttons = FlowLayout()
        buttons.setContentsMargins(0, TIGHT, 0, ROOM)
        buttons.addWidget(self._button(tr("Start with it"), row, self.begun))
        if offered:
            later = QPushButton(tr("Not yet"))
            later.clicked.connect(self.put_off)
            buttons.addWidget(later)
        inside.addLayout(buttons)
        return card

    def _later(self, rows: tuple[Row, ...]) -> QVBoxLayout:
        column = _titled(tr("Later, or now if you like"))
        column.setSpacing(NEAR)
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(NEAR)
            words = QVBoxLayout()
            words.setSpacing(0)
            _words(words, row)
            begin = self._button(tr("Start with it"), row, self.begun, text=True)
            line.addLayout(words, 1)
            line.addWidget(begin, 0, Qt.AlignmentFlag.AlignVCenter)
            column.addLayout(line)
        return column

    def _intention(self, words: str) -> QVBoxLayout:
        column = _titled(tr("This week"))
        line = plain_label("", wraps=True)
        line.setText(words)
        column.addWidget(line)
        row = OpenRow(
            tr("What became of it"),
            (
                (Kept.KEPT, tr("It held")),
                (Kept.ADJUSTED, tr("Change it")),
                (Kept.DROPPED, tr("Let it go")),
            ),
        )
        row.chosen.connect(self.intention_answered)
        column.addWidget(row)
        return column

    def _foot(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(TIGHT)
        buttons = FlowLayout()
        buttons.setContentsMargins(0, ROOM, 0, ROOM)
        over = QPushButton(tr("Start over with one"))
        over.clicked.connect(self._ask_over)
        buttons.addWidget(over)
        if self._view.page.on:
            watch = QPushButton(tr("Only watch for now"))
            watch.clicked.connect(self.watched)
            buttons.addWidget(watch)
        why = QPushButton(tr("Why take this?"))
        mark(why, "text")
        why.clicked.connect(self.why_wanted)
        buttons.addWidget(why)
        column.addLayout(buttons)
        self._which = QVBoxLayout()
        column.addLayout(self._which)
        return column

    def _ask_over(self) -> None:
        """Ask with which one; what else is on goes, what was noted stays."""
        empty(self._which)
        self._which.addWidget(said(tr("With which one? The others rest; what you noted stays.")))
        page = self._view.page
        following = () if page.following is None else (page.following,)
        choices = FlowLayout()
        choices.setContentsMargins(0, ROOM, 0, ROOM)
        for row in (*page.on, *following, *page.later):
            choice = QPushButton(row.name)
            mark(choice, "chip")
            choice.clicked.connect(lambda _on=False, row=row: self.started_over.emit(row.rung))
            choices.addWidget(choice)
        self._which.addLayout(choices)
        first = choices.itemAt(0)
        widget = first.widget() if first is not None else None
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(
        self, words: str, row: Row, signal: SignalInstance, *, text: bool = False
    ) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(tr("{what}: {title}").format(what=words, title=row.name))
        if text:
            mark(button, "text")
        button.clicked.connect(lambda: signal.emit(row.rung))
        return button


def _titled(title: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(TIGHT)
    heading = plain_label("title", wraps=True)
    heading.setText(title)
    column.addWidget(heading)
    return column


def _words(column: QVBoxLayout, row: Row) -> None:
    name = plain_label("title", wraps=True)
    name.setText(row.name)
    why = plain_label("second", wraps=True)
    why.setText(row.why)
    column.addWidget(name)
    column.addWidget(why)
