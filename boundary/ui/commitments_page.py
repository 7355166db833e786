"""The page of commitments: supervision, peers, a buddy and the rest, held like a session.

Each is held, moved or let go in one tap. Times are proposed and never booked, the agenda stays
with her, and what learning may cost is known to nobody else.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.reflection.commitments import Commitment, commitment_name
from boundary.ui.box_words import BoxWords
from boundary.ui.calm_fields import calm
from boundary.ui.commitments_card import CommitmentCard
from boundary.ui.commitments_view import AskRow, CommitmentRow, CommitmentsView
from boundary.ui.fact_row import empty, plain_label
from boundary.ui.flow import FlowLayout
from boundary.ui.focus import ROOM
from boundary.ui.own_words import OwnWords, asks_nothing
from boundary.ui.page_parts import page_layout, said
from boundary.ui.theme import APART, HAIR, NEAR, TIGHT, WIDE, mark, scale

MOST_MONEY = 1_000_000
MONEY_WIDTH = 132


class CommitmentsPage(QWidget):
    """Shows a `CommitmentsView`.

    `logged(Commitment, State)`, `taken_back(Commitment)`, `cadence_chosen(Commitment, Cadence)`,
    `slot_wanted(Commitment)`, `begun(Commitment)`, `left(Commitment)`; `confirmed(id, Commitment
    or None)` for a sort of appointment; `agenda_added(words)`, `agenda_done(id)`;
    `budget_set(amount)`, `spent(amount, words)`; `outside_changed(bool)`.
    """

    logged = Signal(object, object)
    taken_back = Signal(object)
    cadence_chosen = Signal(object, object)
    slot_wanted = Signal(object)
    begun = Signal(object)
    left = Signal(object)
    confirmed = Signal(str, object)
    agenda_added = Signal(str)
    agenda_done = Signal(str)
    budget_set = Signal(int)
    spent = Signal(int, str)
    outside_changed = Signal(bool)

    def __init__(
        self,
        view: CommitmentsView,
        asks: Callable[[str], str] = asks_nothing,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        page = page_layout(self, tr("Commitments"))
        page.addWidget(
            said(
                tr("What you keep up with others, and for yourself. Nothing is laid over its time.")
            )
        )
        self._asked = _column()
        self._cards = _column(NEAR)
        self._more = FlowLayout()
        self._more.setContentsMargins(0, ROOM, 0, ROOM)
        self._outside = QCheckBox()
        self._outside.clicked.connect(self.outside_changed)
        for part in (self._asked, self._cards, self._more):
            page.addLayout(part)
        page.addLayout(self._outside_row())
        page.addWidget(self._agenda_card(asks))
        page.addLayout(self._budget_part())
        page.addStretch(1)
        self.show_commitments(view)

    def show_commitments(self, view: CommitmentsView) -> None:
        """Show *view*; what she is writing stays."""
        name = _name_of(self.focusWidget())
        for part in (self._asked, self._cards, self._more, self._agenda):
            empty(part)
        for conflict in view.conflicts:
            line = plain_label("lamp", wraps=True)
            line.setText(conflict)
            self._asked.addWidget(line)
        for ask in view.asks:
            self._asked.addWidget(self._ask(ask))
        for row in view.rows:
            self._cards.addWidget(self._card(row))
        for commitment, words in view.more:
            add = QPushButton(tr("+ {name}").format(name=words))
            mark(add, "chip")
            add.setAccessibleName(tr("Keep up: {name}").format(name=words))
            add.clicked.connect(lambda _on=False, each=commitment: self.begun.emit(each))
            self._more.addWidget(add)
        self._outside.setChecked(view.outside)
        for line_row in view.agenda:
            self._agenda.addLayout(self._agenda_line(line_row.id, line_row.words))
        self._nothing.setVisible(not view.agenda)
        self._budget.setText(view.budget_line)
        self._budget.setVisible(bool(view.budget_line))
        if view.budget is not None and not self._amount.hasFocus():
            self._amount.setValue(view.budget)
        self._keep_focus(name)

    def _keep_focus(self, name: str) -> None:
        """Give the focus to what is called *name*, as what had it before was replaced."""
        for button in self.findChildren(QPushButton) if name else ():
            if button.accessibleName() == name and not button.isHidden():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _card(self, row: CommitmentRow) -> CommitmentCard:
        card = CommitmentCard(row)
        of = row.commitment
        card.logged.connect(lambda state: self.logged.emit(of, state))
        card.taken_back.connect(lambda: self.taken_back.emit(of))
        card.cadence_chosen.connect(lambda cadence: self.cadence_chosen.emit(of, cadence))
        card.slot_wanted.connect(lambda: self.slot_wanted.emit(of))
        card.left.connect(lambda: self.left.emit(of))
        return card

    def _ask(self, ask: AskRow) -> QFrame:
        card = QFrame()
        mark(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(APART, NEAR, WIDE, NEAR)
        inside.setSpacing(TIGHT)
        words = plain_label("", wraps=True)
        words.setText(ask.words)
        inside.addWidget(words)
        choices = QComboBox()
        choices.setAccessibleName(ask.words)
        calm(choices)
        every = list(Commitment)[:-1]  # time off is what a calendar calls away
        for each in every:
            choices.addItem(commitment_name(each))
        if ask.suggested in every:
            choices.setCurrentIndex(every.index(ask.suggested))
        yes = QPushButton(tr("Yes, hold it"))
        yes.clicked.connect(lambda: self.confirmed.emit(ask.id, every[choices.currentIndex()]))
        no = QPushButton(tr("Neither of these"))
        mark(no, "text")
        no.clicked.connect(lambda: self.confirmed.emit(ask.id, None))
        row = FlowLayout()
        row.setContentsMargins(0, 0, ROOM, ROOM)
        for widget in (choices, yes, no):
            row.addWidget(widget)
        inside.addLayout(row)
        return card

    def _outside_row(self) -> QHBoxLayout:
        words = BoxWords(tr("Times beside my hours may be proposed too"), self._outside)
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        row.addWidget(self._outside, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return row

    def _agenda_card(self, asks: Callable[[str], str]) -> QFrame:
        card = QFrame()
        mark(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(APART, WIDE, WIDE, NEAR)
        inside.setSpacing(TIGHT)
        title = plain_label("title", wraps=True)
        title.setText(tr("For supervision"))
        inside.addWidget(title)
        self._nothing = said(tr("Nothing yet. What it did to you, not who it was."))
        inside.addWidget(self._nothing)
        self._agenda = _column(0)
        inside.addLayout(self._agenda)
        line = OwnWords(tr("One more line for supervision"), tr("Add"), asks)
        line.kept.connect(self.agenda_added)
        inside.addWidget(line)
        return card

    def _agenda_line(self, id: str, words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, ROOM, 0)
        line = plain_label("", wraps=True)
        line.setText(words)
        done = QPushButton(tr("Brought"))
        mark(done, "text")
        done.setAccessibleName(tr("Brought: {words}").format(words=words))
        done.clicked.connect(lambda: self.agenda_done.emit(id))
        row.addWidget(line, 1)
        row.addWidget(done)
        return row

    def _budget_part(self) -> QVBoxLayout:
        column = _column()
        title = plain_label("title", wraps=True)
        title.setText(tr("For your own development, this year"))
        column.addWidget(title)
        self._budget = plain_label("", wraps=True)
        column.addWidget(self._budget)
        self._amount = _money(tr("Set aside for the year"))
        keep = QPushButton(tr("Set aside"))
        keep.clicked.connect(lambda: self.budget_set.emit(self._amount.value()))
        self._cost = _money(tr("What it cost"))
        use = QPushButton(tr("Spent"))
        use.clicked.connect(self._spend)
        for field, button in ((self._amount, keep), (self._cost, use)):
            row = QHBoxLayout()
            row.setContentsMargins(0, ROOM, 0, ROOM)
            row.setSpacing(TIGHT)
            row.addWidget(field)
            row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        column.addWidget(
            said(tr("Courses, supervision and your own therapy alike. Only you see it."))
        )
        return column

    def _spend(self) -> None:
        if self._cost.value():
            self.spent.emit(self._cost.value(), "")
            self._cost.setValue(0)


def _money(name: str) -> QSpinBox:
    field = QSpinBox()
    field.setAccessibleName(name)
    field.setRange(0, MOST_MONEY)
    field.setSingleStep(50)
    field.setGroupSeparatorShown(True)
    field.setFixedWidth(round(MONEY_WIDTH * scale()))
    calm(field)
    return field


def _column(spacing: int = TIGHT) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(spacing)
    column.setContentsMargins(0, 0, 0, HAIR if spacing else 0)
    return column


def _name_of(widget: QWidget | None) -> str:
    return "" if widget is None else widget.accessibleName()
