"""The editor of one ritual: its name, its steps in their order, and steps of her own.

It is handed the repertoire and the id of a ritual, keeps a draft, and tells the draft when she
saves it or wants to try it. Nothing is kept before that; Esc leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.rituals.library import ritual, step
from boundary.rituals.own import (
    LENGTHS,
    MOST_STEPS,
    MOST_TEXT,
    MOST_TITLE,
    OwnRitual,
    as_it_came,
    gap_steps,
)
from boundary.rituals.repertoire import Repertoire
from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.fact_row import plain_label
from boundary.ui.ritual_words import (
    gap_text,
    lengths_text,
    seen,
    step_of,
    step_text,
    tier_words,
    trouble_words,
)
from boundary.ui.step_list import StepList, StepRow
from boundary.ui.theme import APART, HAIR, MARGIN, NEAR, TIGHT, Palette, mark

SIZE = QSize(680, 720)
LIST_HEIGHT = 160
"""The least that the list keeps; what does not fit then is scrolled."""

BAR = 12
PREP = timedelta(minutes=2)


class RitualEditor(QDialog):
    """Changes the ritual *id* of *repertoire*; *prep* is what is kept free before a start."""

    saved = Signal(object)
    """The `OwnRitual` to keep. It may be as it came: `Repertoire.holding` knows."""
    preview_wanted = Signal(object)
    """The `OwnRitual` to try in the real window, without counting it as a break."""

    def __init__(
        self,
        repertoire: Repertoire,
        id: str,
        colours: Palette,
        *,
        prep: timedelta = PREP,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Change a ritual"))
        self.setAccessibleName(tr("Change a ritual"))
        self._repertoire = repertoire
        self._prep = prep
        self._draft = repertoire.own_ritual(id)
        self._heading = plain_label("display", wraps=True)
        self._name = QLineEdit()
        self._steps = StepList(colours)
        self._earlier = _button(tr("Earlier"), lambda: self._move(-1))
        self._later = _button(tr("Later"), lambda: self._move(1))
        self._remove = _button(tr("Take out"), lambda: self._take_out(self._steps.currentRow()))
        self._optional = QCheckBox(tr("Left out first where time is short"))
        self._text = QLineEdit()
        self._seconds = QSpinBox()
        self._own_panel = self._own()
        self._add = _button(tr("Add a step"))
        self._add_own = _button(tr("Add a step of my own"), self._add_own_step)
        self._lengths = plain_label("title", wraps=True)
        self._gap = plain_label("second", wraps=True)
        self._trouble = plain_label("trouble", wraps=True)
        self._try = _button(tr("Try it"), lambda: self.preview_wanted.emit(self._draft))
        self._reset = _button(tr("As it came"), self._as_it_came)
        self._save = _button(tr("Save"), self._keep)
        self._scroll = self._lay_out(colours)
        self._connect()
        self.setMinimumSize(self.minimumSizeHint())
        self.resize(SIZE)
        self._show(0)
        self._name.setText(self._title())
        self._steps.setFocus()

    @property
    def draft(self) -> OwnRitual:
        """The ritual as it stands in the editor."""
        return self._draft

    def recolour(self, colours: Palette) -> None:
        """Draw the steps in *colours* from now on; the rest is the application's sheet."""
        self._steps.recolour(colours)
        self._scroll.recolour(colours)

    def _lay_out(self, colours: Palette) -> CalmScroll:
        """Put everything but the last row of buttons into the scroll that is returned."""
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(MARGIN, APART, MARGIN, NEAR)
        inside.setSpacing(NEAR)
        size = plain_label("second", wraps=True)
        size.setText(tier_words(ritual(self._draft.id).tier))
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._heading)
        head.addWidget(size)
        inside.addLayout(head)
        name = QLabel(tr("Name"))
        name.setBuddy(self._name)
        inside.addLayout(_line(name, self._name))
        inside.addWidget(self._steps, 1)
        inside.addLayout(_line(self._earlier, self._later, self._remove, None))
        inside.addWidget(self._optional)
        inside.addWidget(self._own_panel)
        inside.addLayout(_line(self._add, self._add_own, None))
        sums = QVBoxLayout()
        sums.setSpacing(HAIR)
        for label in (self._lengths, self._gap, self._trouble):
            sums.addWidget(label)
        inside.addLayout(sums)
        self._steps.setMinimumHeight(LIST_HEIGHT)
        scroll = CalmScroll(body, colours)
        scroll.setMinimumHeight(LIST_HEIGHT * 2)
        scroll.setMinimumWidth(body.minimumSizeHint().width() + BAR)
        cancel = _button(tr("Cancel"), self.reject)
        foot = _line(self._try, self._reset, None, cancel, self._save)
        foot.setContentsMargins(MARGIN, 0, MARGIN, APART)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(HAIR)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        return scroll

    def _connect(self) -> None:
        self._name.setMaxLength(MOST_TITLE)
        self._name.setAccessibleName(tr("Name of the ritual"))
        self._name.setPlaceholderText(ritual(self._draft.id).title)
        self._name.textEdited.connect(self._rename)
        self._steps.move_wanted.connect(self._move_to)
        self._steps.remove_wanted.connect(self._take_out)
        self._steps.optional_wanted.connect(self._toggle)
        self._steps.ordered.connect(self._order)
        self._steps.currentRowChanged.connect(lambda _row: self._show_current())
        self._optional.clicked.connect(lambda _on: self._toggle(self._steps.currentRow()))
        self._add.setMenu(QMenu(self._add))
        self._add.setAccessibleDescription(tr("Opens the steps that are not in this ritual yet."))

    def _own(self) -> QWidget:
        """Return the fields for a step of her own."""
        self._text.setMaxLength(MOST_TEXT)
        self._text.setAccessibleName(tr("What my step says"))
        self._text.setPlaceholderText(tr("What it says. No names."))
        self._text.textEdited.connect(lambda _text: self._rewrite())
        self._seconds.setRange(*LENGTHS)
        self._seconds.setSuffix(tr(" s"))
        self._seconds.setAccessibleName(tr("How many seconds my step lasts"))
        self._seconds.valueChanged.connect(lambda _seconds: self._rewrite())
        panel = QWidget()
        inside = QHBoxLayout(panel)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(TIGHT)
        inside.addWidget(self._text, 1)
        inside.addWidget(self._seconds)
        return panel

    def _title(self) -> str:
        return self._draft.title or ritual(self._draft.id).title

    def _show(self, current: int) -> None:
        """Show the draft, with the step *current* chosen."""
        own = self._draft
        rows = []
        for id in own.steps:
            each = step_of(own, id)
            mine, optional = own.own_step(id) is not None, id in own.optional
            rows.append(StepRow(id, each.text, step_text(each, own=mine, optional=optional)))
        self._steps.show_rows(rows, current)
        self._fill_menu()
        self._show_current()
        self._show_sums()

    def _show_current(self) -> None:
        row, count = self._steps.currentRow(), len(self._draft.steps)
        self._earlier.setEnabled(row > 0)
        self._later.setEnabled(0 <= row < count - 1)
        self._remove.setEnabled(row >= 0)
        self._optional.setEnabled(row >= 0)
        id = self._draft.steps[row] if row >= 0 else ""
        self._optional.setChecked(id in self._draft.optional)
        mine = self._draft.own_step(id)
        self._own_panel.setVisible(mine is not None)
        if mine is not None:
            for field in (self._text, self._seconds):
                field.blockSignals(True)
            if self._text.text().strip() != mine.text:
                self._text.setText(mine.text)
            self._seconds.setValue(mine.seconds)
            for field in (self._text, self._seconds):
                field.blockSignals(False)

    def _show_sums(self) -> None:
        whole = seen(self._draft, self._repertoire)
        trouble = trouble_words(self._draft, self._repertoire)
        self._heading.setText(self._title())
        self._lengths.setText(lengths_text(whole))
        self._gap.setText(gap_text(whole, self._prep))
        self._gap.setVisible(not trouble)
        self._trouble.setVisible(bool(trouble))
        if trouble != self._trouble.text():
            self._trouble.setText(trouble)
            self._announce(trouble)
        self._save.setEnabled(not trouble)
        mark(self._save, "" if trouble else "filled")
        self._try.setEnabled(not trouble)
        self._reset.setEnabled(self._draft != as_it_came(self._draft.id))

    def _fill_menu(self) -> None:
        menu = self._add.menu()
        menu.clear()
        for each in gap_steps():
            if each.id not in self._draft.steps:
                menu.addAction(each.text).triggered.connect(
                    lambda _on=False, id=each.id: self._add_step(id)
                )
        room = len(self._draft.steps) < MOST_STEPS
        self._add.setEnabled(room and not menu.isEmpty())
        self._add_own.setEnabled(room)

    def _change(self, draft: OwnRitual, current: int) -> None:
        self._draft = draft
        self._show(current)

    def _rename(self, text: str) -> None:
        title = text.strip()
        self._draft = replace(
            self._draft, title="" if title == ritual(self._draft.id).title else title
        )
        self._show_sums()

    def _move(self, by: int) -> None:
        self._move_to(self._steps.currentRow(), self._steps.currentRow() + by)

    def _move_to(self, row: int, to: int) -> None:
        count = len(self._draft.steps)
        if 0 <= row < count and 0 <= to < count:
            self._change(self._draft.moved(row, to), to)
            self._announce(tr("Now {n} of {count}").format(n=to + 1, count=count))

    def _order(self, ids: tuple[str, ...]) -> None:
        if set(ids) == set(self._draft.steps):
            self._change(replace(self._draft, steps=ids), self._steps.currentRow())

    def _toggle(self, row: int) -> None:
        id = self._draft.steps[row]
        self._change(self._draft.with_optional(id, id not in self._draft.optional), row)

    def _take_out(self, row: int) -> None:
        self._change(self._draft.without(self._draft.steps[row]), row)
        self._steps.setFocus()

    def _add_step(self, id: str) -> None:
        at = self._after_current()
        self._change(self._draft.adding(id, at), at)
        self._steps.setFocus()
        self._announce(tr("Added: {text}").format(text=step(id).text))

    def _add_own_step(self) -> None:
        at = self._after_current()
        self._change(self._draft.adding_own(at), at)
        self._text.setFocus()

    def _after_current(self) -> int:
        """Return where a new step goes: after the chosen one, or at the end."""
        row = self._steps.currentRow()
        return row + 1 if row >= 0 else len(self._draft.steps)

    def _rewrite(self) -> None:
        row = self._steps.currentRow()
        mine = self._draft.own_step(self._draft.steps[row]) if row >= 0 else None
        if mine is not None:
            text, seconds = self._text.text().strip(), self._seconds.value()
            self._change(self._draft.with_own(replace(mine, text=text, seconds=seconds)), row)

    def _as_it_came(self) -> None:
        self._change(as_it_came(self._draft.id), 0)
        self._name.setText(self._title())
        self._steps.setFocus()

    def _keep(self) -> None:
        self.saved.emit(self._draft)
        self.accept()

    def _announce(self, words: str) -> None:
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


def _button(words: str, act: Callable[[], object] | None = None) -> QPushButton:
    """Return a button that Enter in a field does not press."""
    button = QPushButton(words)
    button.setAccessibleName(words)
    button.setAutoDefault(False)
    if act is not None:
        button.clicked.connect(lambda _on=False: act())
    return button


def _line(*parts: QWidget | None) -> QHBoxLayout:
    """Return *parts* in a row, with the free space where None stands."""
    line = QHBoxLayout()
    line.setSpacing(TIGHT)
    for part in parts:
        if part is None:
            line.addStretch(1)
        else:
            line.addWidget(part)
    return line
