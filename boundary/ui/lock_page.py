"""The page of the lock: a passphrase of hers, the recovery key, and the report of a fall.

The page is shown a `LockView` and tells what she wants; keyring and files are not its business.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from boundary.language import tr
from boundary.ui.fact_row import plain_label
from boundary.ui.page_parts import page_layout, said
from boundary.ui.theme import NEAR, TIGHT


@dataclass(frozen=True, slots=True)
class LockView:
    """How things stand. `locks` is None until the keyring has answered, or where it can't.

    `is_open`: the store is open now, so that its key is at hand. `key_shown`: the recovery key
    was shown once. `version` says which Boundary this is.
    """

    locks: bool | None = None
    is_open: bool = False
    key_shown: bool = False
    version: str = ""
    trouble: str = ""


class LockPage(QWidget):
    """Shows a `LockView`; each signal is a button."""

    lock_wanted = Signal()
    unlock_wanted = Signal()
    unlocking_wanted = Signal()
    """Take the lock away for good."""
    key_wanted = Signal()
    report_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        page = page_layout(self, tr("Lock"))
        self._trouble = plain_label("trouble", wraps=True)
        page.addWidget(self._trouble)

        self._lock_says = plain_label("second", wraps=True)
        self._set = _button(tr("Set a passphrase…"), self.lock_wanted)
        self._open = _button(tr("Unlock…"), self.unlock_wanted)
        self._remove = _button(tr("Take the lock away…"), self.unlocking_wanted)
        page.addLayout(
            _group(
                tr("A passphrase of yours"), self._lock_says, self._set, self._open, self._remove
            )
        )

        self._key_says = plain_label("second", wraps=True)
        self._key = _button(tr("Show the recovery key…"), self.key_wanted)
        page.addLayout(_group(tr("The recovery key"), self._key_says, self._key))

        self._version = plain_label("second", wraps=True)
        report = _button(tr("Read a report…"), self.report_wanted)
        page.addLayout(
            _group(
                tr("If something went wrong"),
                said(tr("A report has kinds, places and times. You read it before you copy it.")),
                report,
                self._version,
            )
        )
        page.addStretch(1)
        self.show_lock(LockView())

    def show_lock(self, view: LockView) -> None:
        """Show *view*; nothing is emitted for it."""
        self._trouble.setText(view.trouble)
        self._trouble.setVisible(bool(view.trouble))
        self._lock_says.setText(_lock_sentence(view))
        self._set.setVisible(view.locks is False)
        self._set.setEnabled(view.is_open)
        self._open.setVisible(view.locks is True and not view.is_open)
        self._remove.setVisible(view.locks is True and view.is_open)
        self._key_says.setText(_key_sentence(view))
        self._key.setEnabled(view.is_open)
        self._version.setText(view.version)
        self._version.setVisible(bool(view.version))


def _lock_sentence(view: LockView) -> str:
    if view.locks is None:
        return tr("Whether there is a lock is not known until your keyring answers.")
    if not view.locks:
        return tr("Whoever uses this computer as you can open Boundary. A passphrase prevents it.")
    if view.is_open:
        return tr("Boundary asks for your passphrase when it starts.")
    return tr("Boundary is locked. Your day goes on, and what happens waits in memory.")


def _key_sentence(view: LockView) -> str:
    if not view.is_open:
        return tr("It can be shown once the store is open.")
    if view.key_shown:
        return tr("You have seen it. It opens your data if this computer is lost.")
    return tr("Write it down once. It opens your data if this computer is lost.")


def _button(words: str, wanted: SignalInstance) -> QPushButton:
    button = QPushButton(words)
    button.setAccessibleName(words.removesuffix("…"))
    button.clicked.connect(lambda: wanted.emit())
    return button


def _group(title: str, *parts: QWidget) -> QVBoxLayout:
    """Return *parts* under a *title*; the buttons among them side by side."""
    inside = QVBoxLayout()
    inside.setSpacing(TIGHT)
    heading = plain_label("title", wraps=True)
    heading.setText(title)
    inside.addWidget(heading)
    buttons = QHBoxLayout()
    buttons.setSpacing(NEAR)
    for part in parts:
        if not isinstance(part, QPushButton):
            inside.addWidget(part)
            continue
        if buttons.count() == 0:
            inside.addLayout(buttons)
        buttons.addWidget(part)
    if buttons.count():
        buttons.addStretch(1)
    return inside
