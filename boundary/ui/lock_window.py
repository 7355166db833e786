"""The window of the lock: it asks for a passphrase, sets one, and shows the recovery key.

It tells what she typed, once, and is then told how it went: opening the lock is not its
business. What was typed is forgotten with the window. Esc is "Later".
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFont, QFontDatabase, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.fact_row import plain_label
from boundary.ui.theme import APART, MARGIN, NEAR, TIGHT, mark, scale

SIZE = QSize(480, 300)


class Asking(StrEnum):
    """What the window is for."""

    OPEN = "open"
    SET = "set"
    REMOVE = "remove"
    SHOW = "show"


class LockWindow(QWidget):
    """Asks for what *asking* needs. *recovery* is the recovery key where it is to be shown.

    `given(passphrase)`; `recovery_given(text)` where she has forgotten it; `closed` in any way.
    """

    given = Signal(str)
    recovery_given = Signal(str)
    closed = Signal()

    def __init__(self, asking: Asking, recovery: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asking = asking
        self._by_key = False
        title = _TITLES[asking]()
        # The desktop adds the program's name to it.
        self.setWindowTitle(tr("Locked") if asking is Asking.OPEN else title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "paper")
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._inside.setSpacing(NEAR)
        heading = plain_label("display", wraps=True)
        heading.setText(title)
        self._inside.addWidget(heading)
        self._says = plain_label("second", wraps=True)
        self._says.setText(_SENTENCES[asking]())
        self._inside.addWidget(self._says)
        self._written = QCheckBox(tr("I have written it down"))
        if recovery:
            self._show_key(recovery, tick=asking is Asking.SET)
        self._inside.addSpacing(TIGHT)
        self._first, self._first_title = self._field(tr("Passphrase"))
        self._again, again_title = self._field(tr("The same again"))
        for part in (self._again, again_title):
            part.setVisible(asking is Asking.SET)
        for part in (self._first, self._first_title):
            part.setVisible(asking is not Asking.SHOW)
        self._trouble = plain_label("trouble", wraps=True)
        self._trouble.hide()
        self._inside.addWidget(self._trouble)
        self._inside.addStretch(1)
        self._inside.addLayout(self._foot())
        self._must_write = bool(recovery) and asking is Asking.SET
        self._written.toggled.connect(lambda _on: self._show_accept())
        self._show_accept()
        width = round(SIZE.width() * (1 + scale()) / 2)
        self.setMinimumWidth(width)
        self.resize(width, SIZE.height())
        self._fit()
        (self._written if self._must_write else self._first).setFocus()

    def show_trouble(self, words: str) -> None:
        """Say what went wrong; she may try again."""
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        self._first.setAccessibleDescription(words)
        self._set_busy(False)
        self._fit()
        self._first.setFocus()
        self._first.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Forget what was typed."""
        self._first.clear()
        self._again.clear()
        super().closeEvent(event)
        self.closed.emit()

    def _field(self, name: str) -> tuple[QLineEdit, QLabel]:
        title = plain_label("small", wraps=True)
        title.setText(name)
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        title.setBuddy(line)
        line.textChanged.connect(lambda _text: self._show_accept())
        line.returnPressed.connect(self._accept_typed)
        self._inside.addWidget(title)
        self._inside.addWidget(line)
        return line, title

    def _show_key(self, recovery: str, *, tick: bool) -> None:
        """Show the eight groups, in letters of one width that can be selected."""
        frame = QFrame()
        mark(frame, "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(APART, APART, APART, APART)
        key = QLabel("  ".join(recovery.split("-")))
        key.setWordWrap(True)
        face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        face.setStyleHint(QFont.StyleHint.Monospace)
        key.setStyleSheet(f'font-family: "{face.family()}", monospace')
        key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        key.setAccessibleName(tr("Recovery key"))
        key.setAccessibleDescription(recovery)
        inside.addWidget(key)
        if tick:
            title = plain_label("small", wraps=True)
            title.setText(tr("The recovery key. Write it down first."))
            self._inside.addSpacing(TIGHT)
            self._inside.addWidget(title)
        self._inside.addWidget(frame)
        if tick:
            self._inside.addWidget(self._written)
            self._inside.addSpacing(TIGHT)

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(NEAR)
        self._accept = QPushButton(_ACCEPT[self.asking]())
        mark(self._accept, "filled")
        self._accept.clicked.connect(self._accept_typed)
        line.addWidget(self._accept)
        if self.asking is not Asking.SHOW:
            later = QPushButton(tr("Later") if self.asking is Asking.OPEN else tr("Cancel"))
            later.clicked.connect(self.close)
            line.addWidget(later)
        line.addStretch(1)
        self._forgot = QPushButton(tr("I forgot it"))
        mark(self._forgot, "text")
        self._forgot.clicked.connect(self._ask_for_key)
        self._forgot.setVisible(self.asking is Asking.OPEN)
        line.addWidget(self._forgot)
        return line

    def _ask_for_key(self) -> None:
        """Ask for the recovery key instead."""
        self._by_key = True
        self._forgot.hide()
        name = tr("Recovery key")
        self._says.setText(
            tr(
                "Eight groups of seven letters and digits. It opens the store and takes the "
                "lock away."
            )
        )
        self._first_title.setText(name)
        self._first.clear()
        self._first.setAccessibleName(name)
        self._first.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self._trouble.hide()
        self._fit()
        self._first.setFocus()

    def _complete(self) -> bool:
        if self.asking is Asking.SHOW:
            return True
        if self.asking is Asking.SET:
            told = self._written.isChecked() or not self._must_write
            return told and bool(self._first.text()) and bool(self._again.text())
        return bool(self._first.text())

    def _show_accept(self) -> None:
        complete = self._complete()
        mark(self._accept, "filled" if complete else "")
        self._accept.setEnabled(complete)

    def _accept_typed(self) -> None:
        if self.asking is Asking.SHOW:
            self.close()
        elif not self._complete():
            return
        elif self.asking is Asking.SET and self._first.text() != self._again.text():
            self.show_trouble(tr("The two are not the same. Type them once more."))
        else:
            self._set_busy(True)
            (self.recovery_given if self._by_key else self.given).emit(self._first.text())

    def _fit(self) -> None:
        """Be as high as the words need; a wrapped label does not ask for it by itself."""
        self.ensurePolished()
        for part in self.findChildren(QWidget):
            part.ensurePolished()
        self._inside.invalidate()
        self.setMinimumHeight(self._inside.totalHeightForWidth(self.width()))

    def _set_busy(self, busy: bool) -> None:
        for part in (self._first, self._again, self._accept):
            part.setEnabled(not busy)
        if not busy:
            self._show_accept()


_TITLES = {
    Asking.OPEN: lambda: tr("Boundary is locked"),
    Asking.SET: lambda: tr("A passphrase of yours"),
    Asking.REMOVE: lambda: tr("Take the lock away"),
    Asking.SHOW: lambda: tr("Your recovery key"),
}
_SENTENCES = {
    Asking.OPEN: lambda: tr("Your day goes on. What happens waits in memory until you unlock."),
    Asking.SET: lambda: tr(
        "At least eight characters; four words are better. If you forget it, only the recovery "
        "key opens your data."
    ),
    Asking.REMOVE: lambda: tr("Boundary will then open without asking."),
    Asking.SHOW: lambda: tr(
        "Write it down and keep it away from this computer. Whoever has it can read your data."
    ),
}
_ACCEPT = {
    Asking.OPEN: lambda: tr("Unlock"),
    Asking.SET: lambda: tr("Lock with it"),
    Asking.REMOVE: lambda: tr("Take it away"),
    Asking.SHOW: lambda: tr("Done"),
}
