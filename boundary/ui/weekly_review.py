"""The weekly review: five quiet questions, one a screen, each of which can be left out.

What she answers is told at once, so that nothing is lost when she is called away. Enter goes on,
Alt and the left arrow go back, Esc leaves it for another time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.reflection.loops import Kept
from boundary.reflection.signs import Noticed, Sign
from boundary.ui.fact_row import plain_label
from boundary.ui.focus import ROOM
from boundary.ui.open_row import OpenRow, numbers_to
from boundary.ui.own_words import OwnWords, asks_nothing
from boundary.ui.page_parts import said
from boundary.ui.signs_list import SignsList
from boundary.ui.theme import APART, MARGIN, TIGHT, WIDE, mark

MOST_FULFILMENT, MOST_PRESENCE = 10, 5


@dataclass(frozen=True, slots=True)
class WeeklyView:
    """What is answered so far, and what is shown: next week's *tightest* day, a *notice*.

    *offers* are what can be done about the notice: an id and its words each. *intention* is last
    week's, still without an answer. *ahead* are lines about what she keeps up.
    """

    fulfilment: int | None = None
    moment: str = field(default="", repr=False)
    presence: int | None = None
    signs: tuple[tuple[Sign, Noticed], ...] = ()
    tightest: str = ""
    ahead: tuple[str, ...] = ()
    notice: str = ""
    offers: tuple[tuple[str, str], ...] = ()
    intention: str = field(default="", repr=False)


class WeeklyReview(QWidget):
    """Shows a `WeeklyView` question by question.

    `fulfilment(value or None)`, `moment(words)`, `presence(value or None)`, `noticed(sign,
    answer or None)`, `intention_answered(Kept)`, `intended(words)`, `offer_wanted(id)` and
    `dismissed()` of the notice, `turned()` for another question, `done()` at the end.
    """

    fulfilment = Signal(object)
    moment = Signal(str)
    presence = Signal(object)
    noticed = Signal(object, object)
    intention_answered = Signal(object)
    intended = Signal(str)
    offer_wanted = Signal(str)
    dismissed = Signal()
    turned = Signal()
    done = Signal()

    def __init__(
        self,
        view: WeeklyView,
        asks: Callable[[str], str] = asks_nothing,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("The week"))
        self._asks = asks
        self._titles: list[str] = []
        self._steps: list[QWidget] = []
        self._at = 0
        self._where = plain_label("small")
        self._body = QVBoxLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, APART, MARGIN, APART)
        whole.setSpacing(WIDE)
        whole.addWidget(self._where)
        whole.addLayout(self._body)
        whole.addLayout(self._foot())
        whole.addStretch(1)
        self._add(tr("How much did the work give you this week?"), self._fulfilment(view))
        self._add(tr("How present were you in your sessions?"), self._presence(view))
        self._add(tr("What did you notice in yourself?"), self._signs(view))
        self._add(tr("Next week"), self._ahead(view))
        self._add(tr("What do you want to hold on to?"), self._intention(view))
        self._turn(0)

    @property
    def at(self) -> int:
        """The question that is shown, from 0 on."""
        return self._at

    @property
    def count(self) -> int:
        """How many questions there are."""
        return len(self._steps)

    def forth(self) -> None:
        """Show the next question; after the last one the review is done."""
        if self._at + 1 < len(self._steps):
            self._turn(self._at + 1)
        else:
            self.done.emit()

    def back(self) -> None:
        """Show the question before."""
        if self._at:
            self._turn(self._at - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.forth()
        elif (key == Qt.Key.Key_Left and alt) or key == Qt.Key.Key_Back:
            self.back()
        else:
            super().keyPressEvent(event)

    def _add(self, title: str, inside: QVBoxLayout) -> None:
        step = QWidget()
        layout = QVBoxLayout(step)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(WIDE)
        heading = plain_label("display", wraps=True)
        heading.setText(title)
        layout.addWidget(heading)
        layout.addLayout(inside)
        step.setAccessibleName(title)
        step.hide()
        self._titles.append(title)
        self._steps.append(step)
        self._body.addWidget(step)

    def _turn(self, at: int) -> None:
        self._steps[self._at].hide()
        self._at = at
        self._steps[at].show()
        self._back.setVisible(at > 0)
        last = at == len(self._steps) - 1
        self._next.setText(tr("That was the week") if last else tr("Go on"))
        where = tr("{n} of {count}").format(n=at + 1, count=len(self._steps))
        self._where.setText(where)
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)
        words = tr("{title} {where}").format(title=self._titles[at], where=where)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.turned.emit()

    def _foot(self) -> QHBoxLayout:
        self._next = QPushButton()
        mark(self._next, "filled")
        self._next.clicked.connect(self.forth)
        self._back = QPushButton(tr("Back"))
        mark(self._back, "text")
        self._back.clicked.connect(self.back)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, TIGHT, ROOM, ROOM)
        foot.setSpacing(WIDE)
        foot.addWidget(self._next)
        foot.addWidget(self._back)
        foot.addStretch(1)
        return foot

    def _fulfilment(self, view: WeeklyView) -> QVBoxLayout:
        inside = _column()
        inside.addWidget(said(tr("From 1, nothing much, to 10, a great deal. Or leave it open.")))
        row = OpenRow(tr("What the work gave you"), numbers_to(MOST_FULFILMENT))
        row.choose(view.fulfilment)
        row.chosen.connect(self.fulfilment)
        inside.addWidget(row)
        inside.addSpacing(TIGHT)
        inside.addWidget(said(tr("One moment worth keeping? A sentence, without a name in it.")))
        words = OwnWords(tr("One moment"), tr("Keep"), self._asks, empties=False)
        words.show_words(view.moment)
        words.kept.connect(self._keep_moment)
        inside.addWidget(words)
        self._moment_kept = plain_label("small")
        self._moment_kept.setText(tr("Kept.") if view.moment else "")
        inside.addWidget(self._moment_kept)
        return inside

    def _keep_moment(self, words: str) -> None:
        self._moment_kept.setText(tr("Kept."))
        self.moment.emit(words)

    def _presence(self, view: WeeklyView) -> QVBoxLayout:
        inside = _column()
        inside.addWidget(
            said(tr("From 1, mostly elsewhere, to 5, all there. The whole week, not one person."))
        )
        row = OpenRow(tr("How present you were"), numbers_to(MOST_PRESENCE))
        row.choose(view.presence)
        row.chosen.connect(self.presence)
        inside.addWidget(row)
        return inside

    def _signs(self, view: WeeklyView) -> QVBoxLayout:
        inside = _column()
        inside.addWidget(
            said(tr("For yourself alone. Nothing is added up, and what you leave open is fine."))
        )
        signs = SignsList(dict(view.signs))
        signs.noticed.connect(self.noticed)
        inside.addWidget(signs)
        return inside

    def _ahead(self, view: WeeklyView) -> QVBoxLayout:
        inside = _column()
        for line in (view.tightest, *view.ahead):
            if line:
                label = plain_label("", wraps=True)
                label.setText(line)
                inside.addWidget(label)
        if not view.tightest and not view.ahead:
            inside.addWidget(said(tr("Nothing is known of next week yet.")))
        if view.notice:
            inside.addSpacing(TIGHT)
            inside.addWidget(self._notice(view))
        return inside

    def _notice(self, view: WeeklyView) -> QWidget:
        self._noticed = QWidget()
        inside = QVBoxLayout(self._noticed)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(TIGHT)
        words = plain_label("title", wraps=True)
        words.setText(view.notice)
        inside.addWidget(words)
        row = QHBoxLayout()
        row.setContentsMargins(0, ROOM, ROOM, ROOM)
        row.setSpacing(TIGHT)
        for id, offer in view.offers:
            button = QPushButton(offer)
            button.clicked.connect(lambda _on=False, id=id: self.offer_wanted.emit(id))
            row.addWidget(button)
        rest = QPushButton(tr("Not for a month"))
        mark(rest, "text")
        rest.setAccessibleDescription(tr("This line stays away for thirty days."))
        rest.clicked.connect(self._dismiss)
        row.addWidget(rest)
        row.addStretch(1)
        inside.addLayout(row)
        return self._noticed

    def _dismiss(self) -> None:
        self._noticed.hide()
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.dismissed.emit()

    def _intention(self, view: WeeklyView) -> QVBoxLayout:
        inside = _column()
        if view.intention:
            before = plain_label("", wraps=True)
            before.setText(tr("Last week: {words}").format(words=view.intention))
            inside.addWidget(before)
            row = OpenRow(
                tr("What became of it"),
                (
                    (Kept.KEPT, tr("It held")),
                    (Kept.ADJUSTED, tr("Change it")),
                    (Kept.DROPPED, tr("Let it go")),
                ),
            )
            row.chosen.connect(self.intention_answered)
            inside.addWidget(row)
            inside.addSpacing(TIGHT)
        inside.addWidget(said(tr("One thing is plenty, and none is an answer too.")))
        words = OwnWords(tr("What to hold on to"), tr("Keep"), self._asks, empties=False)
        words.kept.connect(self._intend)
        inside.addWidget(words)
        self._intended = plain_label("small")
        inside.addWidget(self._intended)
        return inside

    def _intend(self, words: str) -> None:
        self._intended.setText(tr("Kept for next week."))
        self.intended.emit(words)


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(TIGHT)
    return column
