"""The practice's profile in the settings: handed out by one, taken on line by line by each.

Nothing is taken on before she ticked it, and nobody is told what she left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

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
from boundary.ui.theme import NEAR, TIGHT, WIDE, Palette, mark

Ask = Callable[[QWidget, bool], str]
"""Asks for the path of a file, one to be written where the flag is set; "" if she chose none."""


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One line of a profile: what it is about, and both sides in words."""

    id: str
    title: str
    before: str = field(repr=False)
    after: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PracticeView:
    """What the page shows. `rows` None: no profile was opened. `told` is what was done last.

    `naming` are titles of texts to hand out that hold a name or an address.
    """

    rows: tuple[ProfileRow, ...] | None = None
    naming: tuple[str, ...] = ()
    told: FactLine | None = None
    can_undo: bool = False


class PracticePage(QWidget):
    """Shows a `PracticeView`.

    `save_wanted(path)` hands the profile out, `open_wanted(path)` reads one; `signed(ids)` takes
    on what she ticked, `undo_wanted` takes that back.
    """

    save_wanted = Signal(str)
    open_wanted = Signal(str)
    signed = Signal(object)
    undo_wanted = Signal()

    def __init__(self, colours: Palette, *, ask: Ask | None = None) -> None:
        super().__init__()
        self._colours = colours
        self._ask = ask or ask_path
        self._view = PracticeView()
        self._boxes: dict[str, QCheckBox] = {}
        page = page_layout(self, tr("Practice profile"))
        page.setSpacing(WIDE)
        page.addWidget(
            said(
                tr(
                    "A group practice can agree on hours, rituals and reply text, and hand them "
                    "to its clinicians as a file. Each decides for herself, line by line."
                )
            )
        )
        self._told = QVBoxLayout()
        page.addLayout(self._told)
        self._undo = QPushButton(tr("Undo"))
        self._undo.setAccessibleName(tr("Undo what was taken on"))
        self._undo.clicked.connect(self.undo_wanted)
        undo = FlowLayout()
        undo.addWidget(self._undo)
        page.addLayout(undo)
        page.addWidget(_heading(tr("A profile that you were given")))
        take = FlowLayout()
        for words, act in ((tr("Open a profile…"), self._open),):
            take.addWidget(_button(words, act))
        page.addLayout(take)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(NEAR)
        page.addLayout(self._rows)
        self._sign_row = self._new_sign_row()
        page.addWidget(self._sign_row)
        page.addWidget(_heading(tr("A profile to hand out")))
        page.addWidget(
            said(
                tr(
                    "It is made of your own hours, rituals and texts. Absences, names, calendars "
                    "and mailboxes are not in it."
                )
            )
        )
        self._naming = plain_label("lamp", wraps=True)
        page.addWidget(self._naming)
        give = FlowLayout()
        give.addWidget(_button(tr("Save a profile…"), self._save))
        page.addLayout(give)
        page.addStretch(1)
        self.show_practice(PracticeView())

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of the lines that she ticked."""
        return tuple(id for id, box in self._boxes.items() if box.isChecked())

    def show_practice(self, view: PracticeView) -> None:
        """Show *view*; nothing in it is ticked for her."""
        fresh = view.rows != self._view.rows or view.rows is None
        self._view = view
        empty(self._told)
        if view.told is not None:
            self._told.addLayout(fact_layout(view.told, self._colours))
        self._undo.setVisible(view.can_undo)
        if fresh:
            self._fill(view.rows)
        self._naming.setText(
            tr("Read these before you hand them out, a name is in them: {texts}.").format(
                texts=", ".join(view.naming)
            )
        )
        self._naming.setVisible(bool(view.naming))
        self._show_sign()

    def recolour(self, colours: Palette) -> None:
        """Draw what was done in *colours* from now on."""
        self._colours = colours
        self.show_practice(self._view)

    def _fill(self, rows: Sequence[ProfileRow] | None) -> None:
        empty(self._rows)
        self._boxes = {}
        if rows is not None and not rows:
            self._rows.addWidget(said(tr("You have all of this already.")))
        for row in rows or ():
            self._rows.addWidget(self._card(row))

    def _card(self, row: ProfileRow) -> QFrame:
        card = QFrame()
        mark(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(WIDE, TIGHT, WIDE, NEAR)
        inside.setSpacing(0)
        box = QCheckBox(row.title)
        box.setAccessibleName(row.title)
        now, then = (
            tr("Now: {words}").format(words=row.before),
            tr("Then: {words}").format(words=row.after),
        )
        box.setAccessibleDescription(f"{now} {then}")
        box.clicked.connect(lambda _on: self._show_sign())
        self._boxes[row.id] = box
        inside.addWidget(box)
        inside.addWidget(indented(now))
        after = indented(then)
        mark(after, "")
        inside.addWidget(after)
        return card

    def _new_sign_row(self) -> QWidget:
        whole = QWidget()
        row = FlowLayout(whole)
        self._sign = _button(tr("Take on what I ticked"), self._signed)
        self._all = _button(tr("Tick all"), self._tick_all)
        row.addWidget(self._all)
        row.addWidget(self._sign)
        return whole

    def _show_sign(self) -> None:
        self._sign_row.setVisible(bool(self._boxes))
        ready = bool(self.ticked)
        self._sign.setEnabled(ready)
        mark(self._sign, "filled" if ready else "")

    def _tick_all(self) -> None:
        for box in self._boxes.values():
            box.setChecked(True)
        self._show_sign()

    def _signed(self) -> None:
        self.signed.emit(self.ticked)

    def _open(self) -> None:
        if path := self._ask(self, False):
            self.open_wanted.emit(path)

    def _save(self) -> None:
        if path := self._ask(self, True):
            self.save_wanted.emit(path)


def ask_path(parent: QWidget, writing: bool) -> str:
    """Ask for a file of Boundary's with the desktop's own dialog; "" for none."""
    from PySide6.QtWidgets import QFileDialog

    kinds = tr("Files of Boundary (*.json);;All files (*)")
    if writing:
        path, _kind = QFileDialog.getSaveFileName(parent, tr("Save"), "boundary.json", kinds)
    else:
        path, _kind = QFileDialog.getOpenFileName(parent, tr("Open"), "", kinds)
    return path


def _heading(words: str) -> QWidget:
    label = plain_label("title", wraps=True)
    label.setText(words)
    label.setContentsMargins(0, NEAR, 0, 0)
    return label


def _button(words: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(words)
    button.clicked.connect(lambda _on: act())
    return button
