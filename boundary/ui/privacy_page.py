"""Privacy in the settings: what is kept where, her settings as a file, and this computer."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.day_view import FactLine
from boundary.ui.fact_row import empty, fact_layout, plain_label
from boundary.ui.flow import FlowLayout
from boundary.ui.page_parts import indented, page_layout, said
from boundary.ui.practice_page import Ask, ask_path
from boundary.ui.theme import NEAR, TIGHT, WIDE, Palette, mark


@dataclass(frozen=True, slots=True)
class PrivacyView:
    """What the page shows: what was `told` last, and whether Boundary begins with her desktop.

    `begins` None: this machine can't be asked.
    """

    told: FactLine | None = None
    can_undo: bool = False
    begins: bool | None = None


def kept_words() -> tuple[tuple[str, str], ...]:
    """Return what is kept where, each with a second line."""
    return (
        (
            tr("Your calendar stays where it is."),
            tr("I read when sessions start and end. Titles are used and not kept."),
        ),
        (
            tr("What happened in your day is kept here, encrypted."),
            tr("Its key is in your keyring. What is old is deleted by itself."),
        ),
        (
            tr("Passwords and secret addresses are in your keyring."),
            tr("They are in no file of mine, and in no export."),
        ),
        (
            tr("Microphone and camera are read as on or off."),
            tr("Never what is said or seen."),
        ),
        (
            tr("Nothing is sent to me or to anybody."),
            tr("Only your own calendar and mail servers are spoken to."),
        ),
    )


class PrivacyPage(QWidget):
    """Shows a `PrivacyView`.

    `save_wanted(path)` writes her settings, `open_wanted(path)` takes some, `undo_wanted` takes
    that back; `begins_changed(on)`.
    """

    save_wanted = Signal(str)
    open_wanted = Signal(str)
    undo_wanted = Signal()
    begins_changed = Signal(bool)

    def __init__(self, colours: Palette, *, ask: Ask | None = None) -> None:
        super().__init__()
        self._colours = colours
        self._ask = ask or ask_path
        self._view = PrivacyView()
        page = page_layout(self, tr("Privacy"))
        page.setSpacing(WIDE)
        self._kept = QFrame()
        mark(self._kept, "card")
        self._facts = QVBoxLayout(self._kept)
        self._facts.setContentsMargins(WIDE, NEAR, WIDE, NEAR)
        self._facts.setSpacing(NEAR)
        page.addWidget(self._kept)
        self._told = QVBoxLayout()
        page.addWidget(_heading(tr("Your settings as a file")))
        page.addWidget(
            said(
                tr(
                    "For another computer, or to keep. It holds no secret: calendars and "
                    "mailboxes are added again there."
                )
            )
        )
        page.addLayout(self._told)
        row = FlowLayout()
        for words, writing in ((tr("Save my settings…"), True), (tr("Open settings…"), False)):
            button = QPushButton(words)
            button.clicked.connect(lambda _on, writing=writing: self._choose(writing))
            row.addWidget(button)
        self._undo = QPushButton(tr("Undo"))
        self._undo.setAccessibleName(tr("Undo the opened settings"))
        self._undo.clicked.connect(self.undo_wanted)
        row.addWidget(self._undo)
        page.addLayout(row)
        page.addWidget(_heading(tr("This computer")))
        self._begins = QCheckBox(tr("Begin when I log in"))
        self._begins.clicked.connect(self.begins_changed)
        self._begins_more = indented(tr("Boundary waits in the tray; no window opens."))
        boxes = QVBoxLayout()
        boxes.setSpacing(0)
        boxes.addWidget(self._begins)
        boxes.addWidget(self._begins_more)
        page.addLayout(boxes)
        page.addSpacing(TIGHT)
        page.addStretch(1)
        self.recolour(colours)

    def show_privacy(self, view: PrivacyView) -> None:
        """Show *view*; nothing is emitted."""
        self._view = view
        empty(self._told)
        if view.told is not None:
            self._told.addLayout(fact_layout(view.told, self._colours))
        self._undo.setVisible(view.can_undo)
        self._begins.setEnabled(view.begins is not None)
        self._begins.setChecked(bool(view.begins))

    def recolour(self, colours: Palette) -> None:
        """Draw the signs in *colours* from now on."""
        self._colours = colours
        empty(self._facts)
        for title, second in kept_words():
            self._facts.addLayout(fact_layout(FactLine(title, second), colours))
        self.show_privacy(self._view)

    def _choose(self, writing: bool) -> None:
        if path := self._ask(self, writing):
            (self.save_wanted if writing else self.open_wanted).emit(path)


def _heading(words: str) -> QWidget:
    label = plain_label("title", wraps=True)
    label.setText(words)
    label.setContentsMargins(0, NEAR, 0, 0)
    return label
