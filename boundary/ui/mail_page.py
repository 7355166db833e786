"""The page of mail accounts: where the reply is set, how that stands, and adding one.

It is handed a `MailView` and tells each wish with the account's name. Nothing is chosen for her.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from boundary.language import tr
from boundary.ui.fact_row import empty, plain_label
from boundary.ui.focus import ROOM
from boundary.ui.mail_add import AddAccount
from boundary.ui.mail_card import AccountCard
from boundary.ui.mail_view import AccountRow, AddingView, MailView, MailWay
from boundary.ui.page_parts import page_layout, said
from boundary.ui.settings_pages import Choice
from boundary.ui.theme import NEAR, WIDE, Palette, mark


class MailPage(QWidget):
    """Shows a `MailView`.

    `action_wanted(name, Action)`, `answered(name, Choice)`, `typed(name)` when she set it by
    hand, `off_wanted(name)`, `forget_wanted(name)`; `stay_on_changed(bool)`; `add_wanted(
    MailEntry)` and `session_only()`, answered with `show_adding`; `add_ended()`: she gave it up.
    """

    action_wanted = Signal(str, object)
    answered = Signal(str, object)
    typed = Signal(str)
    off_wanted = Signal(str)
    forget_wanted = Signal(str)
    stay_on_changed = Signal(bool)
    add_wanted = Signal(object)
    session_only = Signal()
    add_ended = Signal()

    def __init__(self, view: MailView, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Mail"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "paper")
        self._colours = colours
        self._rows: tuple[AccountRow, ...] | None = None
        self._news = plain_label("second", wraps=True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(WIDE)
        self._none = plain_label("", wraps=True)
        self._none.setText(tr("No account yet. Until there is one, nothing is sent anywhere."))
        self._add = QPushButton(tr("Add an account…"))
        self._add.clicked.connect(lambda _on: self._ask(True))
        self._adding = AddAccount(colours, self)
        self._adding.entered.connect(self.add_wanted)
        self._adding.session_only.connect(self.session_only)
        self._adding.cancelled.connect(lambda: self._ask(False))
        self._adding.cancelled.connect(self.add_ended)
        self._arming = Choice(
            tr("What should stand at a host that holds a single reply?"),
            (
                (
                    True,
                    tr("A text that is always true"),
                    tr("It stays on for 14 days at most, also if this computer stays off."),
                ),
                (
                    False,
                    tr("Exactly the next closing"),
                    tr("If this computer stays off longer, nobody is answered after that."),
                ),
            ),
        )
        self._arming.chosen.connect(lambda on: self.stay_on_changed.emit(bool(on)))
        self._lay_out()
        self.show_mail(view)

    def show_mail(self, view: MailView) -> None:
        """Show *view*; nothing is emitted, and the control she is on keeps its focus."""
        self._news.setText("\n".join(view.news))
        self._news.setVisible(bool(view.news))
        self._none.setVisible(not view.accounts)
        self._arming.choose(view.stay_on)
        if view.accounts != self._rows:
            self._rows = view.accounts
            focused = self.focusWidget()
            self._fill()
            if focused is not None:
                self._focus(focused.accessibleName())

    def show_adding(self, view: AddingView) -> None:
        """Show how adding an account goes; `done` closes the form."""
        self._adding.show_adding(view)
        if view.done:
            self._ask(False)

    def ask_again(self, way: MailWay, address: str) -> None:
        """Open the form for an account that needs its password or permission anew."""
        self._ask(True)
        self._adding.begin(way, address)

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        self._colours = colours
        self._adding.recolour(colours)
        self._fill()

    def _lay_out(self) -> None:
        page = page_layout(self, tr("Mail"))
        page.addWidget(
            said(tr("Where the reply is set. It answers while this computer is off, where it can."))
        )
        page.addWidget(self._news)
        page.addLayout(self._cards)
        page.addWidget(self._none)
        line = QHBoxLayout()
        line.setContentsMargins(ROOM, 0, 0, 0)
        line.addWidget(self._add)
        line.addStretch(1)
        adding = QVBoxLayout()
        adding.setSpacing(NEAR)
        adding.addLayout(line)
        adding.addWidget(self._adding)
        page.addLayout(adding)
        page.addWidget(self._arming)
        page.addStretch(1)
        self._adding.hide()

    def _ask(self, asks: bool) -> None:
        self._adding.setVisible(asks)
        self._add.setVisible(not asks)
        if asks:
            self._adding.setFocus()
        else:
            self._add.setFocus()

    def _fill(self) -> None:
        empty(self._cards)
        for row in self._rows or ():
            card = AccountCard(row, self._colours, self)
            name = row.name
            card.acted.connect(lambda action, name=name: self.action_wanted.emit(name, action))
            card.answered.connect(lambda choice, name=name: self.answered.emit(name, choice))
            card.typed.connect(lambda name=name: self.typed.emit(name))
            card.off_wanted.connect(lambda name=name: self.off_wanted.emit(name))
            card.forget_wanted.connect(lambda name=name: self.forget_wanted.emit(name))
            self._cards.addWidget(card)
            card.show()  # now, not when the layout comes to it: the focus goes back at once

    def _focus(self, name: str) -> None:
        for button in self.findChildren(QAbstractButton):
            if name and button.accessibleName() == name and button.isVisible():
                button.setFocus()
