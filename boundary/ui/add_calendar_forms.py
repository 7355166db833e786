"""The four small forms of adding a calendar: what she enters for each way.

What is secret is shown while it is entered only; coming back to it shows dots, and the first key
begins it anew. What she entered stays where something went wrong.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.add_calendar_view import LoginEntry, SignInEntry
from boundary.ui.fact_row import plain_label
from boundary.ui.focus import ROOM
from boundary.ui.theme import HAIR, TIGHT, WIDE

Choose = Callable[[QWidget, bool], str]
"""Asks for a file's path, or a folder's where the flag is set; "" if she chose none."""


class Form(QWidget):
    """Fields one under the other. `edited`: something was typed. `entered`: Return was pressed."""

    edited = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(ROOM, HAIR, ROOM, TIGHT)
        self.inside.setSpacing(HAIR)

    @property
    def complete(self) -> bool:
        """Whether everything that is needed was entered."""
        return True

    @property
    def accept_words(self) -> str:
        """What the button says that goes on from here; "" where it goes on by itself."""
        return ""

    def clear(self) -> None:
        """Forget what was entered."""
        for line in self.findChildren(QLineEdit):
            line.clear()

    def field(self, name: str, *, secret: bool = False, more: str = "") -> QLineEdit:
        """Add and return a line called *name*; *more* is said under it."""
        title = plain_label("small", wraps=True)
        title.setText(name)
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setAccessibleDescription(more)
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        title.setBuddy(line)
        line.textChanged.connect(lambda _text: self.edited.emit())
        line.returnPressed.connect(self.entered)
        for part in (title, line):
            self.inside.addWidget(part)
        if more:
            self.say(more)
        return line

    def say(self, text: str) -> None:
        """Add the sentence *text*, small."""
        label = plain_label("small", wraps=True)
        label.setText(text)
        self.inside.addWidget(label)


class AddressForm(Form):
    """A secret address."""

    def __init__(self) -> None:
        super().__init__()
        self.address = self.field(
            tr("Address of the calendar"),
            secret=True,
            more=tr("Who has it can read the calendar: it is kept in your keyring."),
        )

    @property
    def complete(self) -> bool:
        return bool(self.address.text().strip())

    @property
    def accept_words(self) -> str:
        return tr("Look at it")


class FileForm(Form):
    """A file or a folder. `path_given(path)`."""

    path_given = Signal(str)

    def __init__(self, choose: Choose) -> None:
        super().__init__()
        self._choose = choose
        for words, folder in ((tr("Choose a file…"), False), (tr("Choose a folder…"), True)):
            button = QPushButton(words)
            button.clicked.connect(lambda _on, folder=folder: self._ask(folder))
            line = QHBoxLayout()
            line.addWidget(button)
            line.addStretch(1)
            self.inside.addLayout(line)
            self.inside.addSpacing(HAIR)
        self.say(tr("It is read again whenever it changes, and never written to."))

    def _ask(self, folder: bool) -> None:
        path = self._choose(self, folder)
        if path:
            self.path_given.emit(path)


class LoginForm(Form):
    """An account that is read with a password."""

    def __init__(self) -> None:
        super().__init__()
        self.user = self.field(tr("E-mail address or user name"))
        self.password = self.field(
            tr("App password"),
            secret=True,
            more=tr("Make one for Boundary in your account's security settings."),
        )
        self.server = self.field(
            tr("Server, if the e-mail address is not enough"),
            more=tr("Its CalDAV address is in your provider's help."),
        )
        self.password.setEchoMode(QLineEdit.EchoMode.Password)

    @property
    def complete(self) -> bool:
        return bool(self.user.text().strip() and self.password.text())

    @property
    def accept_words(self) -> str:
        return tr("Find calendars")

    @property
    def entry(self) -> LoginEntry:
        """What she entered."""
        return LoginEntry(
            self.user.text().strip(), self.password.text(), self.server.text().strip()
        )


class SignInForm(Form):
    """An account at Google or Microsoft, and her client there."""

    def __init__(self) -> None:
        super().__init__()
        self._services = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(WIDE)
        for number, name in enumerate(("Google", "Microsoft")):
            button = QRadioButton(name)
            button.setAccessibleName(name)
            self._services.addButton(button, number)
            line.addWidget(button)
        line.addStretch(1)
        self._services.button(0).setChecked(True)
        self.inside.addLayout(line)
        self.client_id = self.field(
            tr("Client id"),
            secret=True,
            more=tr("Made once, in about ten minutes: docs/accounts.md says how, step by step."),
        )
        self._secret = QWidget()
        inside = self.inside
        self.inside = QVBoxLayout(self._secret)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(HAIR)
        self.client_secret = self.field(tr("Client secret"), secret=True)
        self.inside = inside
        self.inside.addWidget(self._secret)
        self._services.idToggled.connect(lambda _number, _on: self._service_chosen())

    @property
    def service(self) -> str:
        """The service she chose."""
        return "google" if self._services.checkedId() == 0 else "microsoft"

    @property
    def complete(self) -> bool:
        secret = self.service == "microsoft" or self.client_secret.text().strip()
        return bool(self.client_id.text().strip() and secret)

    @property
    def accept_words(self) -> str:
        return tr("Sign in…")

    @property
    def entry(self) -> SignInEntry:
        """What she entered; Microsoft's clients have no secret."""
        google = self.service == "google"
        secret = self.client_secret.text().strip() if google else ""
        return SignInEntry(self.service, self.client_id.text().strip(), secret)

    def _service_chosen(self) -> None:
        self._secret.setVisible(self.service == "google")
        self.edited.emit()


def choose_path(parent: QWidget, folder: bool) -> str:
    """Ask for a calendar's file, or for a *folder*, with the desktop's own dialog."""
    from PySide6.QtWidgets import QFileDialog

    if folder:
        return QFileDialog.getExistingDirectory(parent, tr("Choose a folder of calendars"))
    path, _filter = QFileDialog.getOpenFileName(
        parent, tr("Choose a calendar"), "", tr("Calendars (*.ics);;All files (*)")
    )
    return path
