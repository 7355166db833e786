"""Adding a mail account: the ways, a small form for each, and how it goes.

It tells what she entered, once; looking and keeping are not its business. What she entered stays
where something went wrong, and is forgotten when she is done.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.mail.manual import ManualHost
from boundary.ui.add_calendar_forms import Form, SignInForm
from boundary.ui.chip_row import ChipRow
from boundary.ui.fact_row import empty, fact_layout, plain_label
from boundary.ui.focus import ROOM
from boundary.ui.mail_view import (
    WAYS,
    AddingView,
    MailEntry,
    MailWay,
    host_words,
    way_words,
)
from boundary.ui.page_parts import indented
from boundary.ui.theme import HAIR, TIGHT, Palette


class PasswordForm(Form):
    """An address and its password."""

    def __init__(self) -> None:
        super().__init__()
        self.address = self.field(tr("E-mail address"))
        self.password = self.field(
            tr("App password"),
            secret=True,
            more=tr(
                "Make one for Boundary in your account's security settings. "
                "Fastmail calls it an API token."
            ),
        )
        self.password.setEchoMode(QLineEdit.EchoMode.Password)

    @property
    def complete(self) -> bool:
        return "@" in self.address.text() and bool(self.password.text())

    @property
    def accept_words(self) -> str:
        return tr("Find the server")


class ManualForm(Form):
    """Who keeps the mailbox, and its address."""

    def __init__(self) -> None:
        super().__init__()
        self.hosts = ChipRow(
            tr("Who keeps your mail"), [(host, host_words(host)) for host in ManualHost]
        )
        self.inside.addWidget(self.hosts)
        self.address = self.field(tr("E-mail address"))

    @property
    def complete(self) -> bool:
        return "@" in self.address.text()

    @property
    def accept_words(self) -> str:
        return tr("Add it")


class PreviewForm(Form):
    """Nothing to enter."""

    def __init__(self) -> None:
        super().__init__()
        self.say(tr("See what would be sent, before any server is asked."))

    @property
    def accept_words(self) -> str:
        return tr("Add it")


class AddAccount(QWidget):
    """Asks for an account. `entered(MailEntry)`, `session_only()`, `cancelled()`."""

    entered = Signal(object)
    session_only = Signal()
    cancelled = Signal()

    def __init__(self, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Add a mail account"))
        self._colours = colours
        self._view = AddingView()
        self._password, self._sign_in = PasswordForm(), SignInForm()
        self._manual, self._preview = ManualForm(), PreviewForm()
        self._forms: dict[MailWay, Form] = {
            MailWay.PASSWORD: self._password,
            MailWay.SIGN_IN: self._sign_in,
            MailWay.MANUAL: self._manual,
            MailWay.PREVIEW: self._preview,
        }
        self._ways = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._accept = QPushButton()
        self._accept.clicked.connect(lambda _on: self._enter())
        self._without = QPushButton(tr("Only until I log out"))
        self._without.clicked.connect(lambda _on: self.session_only.emit())
        self._cancel = QPushButton(tr("Cancel"))
        self._cancel.clicked.connect(lambda _on: self._stop())
        self._busy = plain_label("second", wraps=True)
        self._trouble = QVBoxLayout()
        self._lay_out()
        self._fit()

    @property
    def way(self) -> MailWay:
        """The way she chose."""
        return WAYS[self._ways.checkedId()]

    def begin(self, way: MailWay, address: str) -> None:
        """Ask for *address* once more, by *way*: its password or permission is needed anew."""
        self._ways.button(WAYS.index(way)).setChecked(True)
        self._password.address.setText(address)
        self._fit()
        field = self._password.password if way is MailWay.PASSWORD else self._accept
        field.setFocus()

    def show_adding(self, view: AddingView) -> None:
        """Show how it goes; nothing is emitted."""
        self._view = view
        if view.done:
            self._clear()
        self._busy.setText(view.busy)
        self._busy.setVisible(bool(view.busy))
        empty(self._trouble)
        if view.trouble is not None:
            self._trouble.addLayout(fact_layout(view.trouble, self._colours))
        self._without.setVisible(view.session_only)
        self._fit()

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        self._colours = colours
        self.show_adding(self._view)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(ROOM, 0, ROOM, ROOM)
        inside.setSpacing(HAIR)
        for number, way in enumerate(WAYS):
            words, more = way_words(way)
            button = QRadioButton(words)
            button.setAccessibleDescription(more)
            self._ways.addButton(button, number)
            inside.addWidget(button)
            inside.addWidget(indented(more))
            form = self._forms[way]
            form.edited.connect(self._fit)
            form.entered.connect(self._enter)
            self._stack.addWidget(form)
        self._ways.button(0).setChecked(True)
        self._ways.idToggled.connect(lambda _id, _on: self._fit())
        inside.addWidget(self._stack)
        inside.addLayout(self._trouble)
        inside.addWidget(self._busy)
        buttons = QHBoxLayout()
        buttons.setSpacing(TIGHT)
        for button_ in (self._accept, self._without, self._cancel):
            buttons.addWidget(button_)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        self._busy.hide()
        self._without.hide()

    def _fit(self) -> None:
        form = self._forms[self.way]
        self._stack.setCurrentWidget(form)
        self._accept.setText(form.accept_words)
        self._accept.setEnabled(form.complete and not self._view.busy)

    def _enter(self) -> None:
        if not self._accept.isEnabled():
            return
        match self.way:
            case MailWay.PASSWORD:
                address = self._password.address.text().strip()
                entry = MailEntry(self.way, address, self._password.password.text())
            case MailWay.SIGN_IN:
                given = self._sign_in.entry
                entry = MailEntry(
                    self.way,
                    service=given.service,
                    client_id=given.client_id,
                    client_secret=given.client_secret,
                )
            case MailWay.MANUAL:
                address = self._manual.address.text().strip()
                host = ManualHost(str(self._manual.hosts.value))
                entry = MailEntry(self.way, address, host=host)
            case MailWay.PREVIEW:
                entry = MailEntry(self.way)
        self.entered.emit(entry)

    def _stop(self) -> None:
        self._clear()
        self.show_adding(AddingView())
        self.cancelled.emit()

    def _clear(self) -> None:
        for form in self._forms.values():
            form.clear()
