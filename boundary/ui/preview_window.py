"""The preview: two weeks as rows, and a tick for what is a session.

The window is handed a `PreviewView` and tells each tick and choice; what is learned from them
is not its business. Titles are shown only while she asks for them here. Tab walks the controls,
Up and Down the rows, Space ticks, Enter opens the chips, Esc closes them and then the window.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.fact_row import empty, plain_label
from boundary.ui.focus import ROOM
from boundary.ui.preview_parts import Chips, Chooser, Tick
from boundary.ui.preview_view import PreviewRow, PreviewView
from boundary.ui.theme import APART, HAIR, MARGIN, NEAR, STRONG, TIGHT, WIDE, Palette, mark, scale

SIZE = QSize(820, 720)
LEAST = QSize(560, 400)
ROW = 48
_COLUMNS = ("day", "time", "length", "rhythm")
_WORDS = 120
"""Pixels that a row keeps for its reason or title before that goes to a line of its own."""


class Row(QFrame):
    """One row: tick, when, how often, why, and the chip of its kind."""

    ticked = Signal(bool)
    kind_chosen = Signal(str)
    opened = Signal()
    walked = Signal(str, int)

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._row: PreviewRow | None = None
        self._titles = False
        self.tick = Tick(colours)
        self.chooser = Chooser(colours)
        self.chips = Chips()
        self.chips.hide()
        self.columns = {name: QLabel() for name in _COLUMNS}
        for label in self.columns.values():
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.columns["time"].setAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self._why = plain_label("small", wraps=True)
        self._line = QHBoxLayout()
        self._line.setSpacing(WIDE)
        self._line.addWidget(self.tick)
        for label in self.columns.values():
            self._line.addWidget(label)
        self._line.addWidget(self._why, 1)
        self._line.addStretch()
        self._line.addWidget(self.chooser)
        self._below = QVBoxLayout()
        self._below.addWidget(self.chips)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(TIGHT, ROOM, WIDE, ROOM)
        whole.setSpacing(0)
        whole.addLayout(self._line)
        whole.addLayout(self._below)
        self.setMinimumHeight(round(ROW * (1 + scale()) / 2))

        self.tick.clicked.connect(self.ticked)
        self.tick.walked.connect(lambda step: self.walked.emit("tick", step))
        self.chooser.walked.connect(lambda step: self.walked.emit("chooser", step))
        self.chooser.clicked.connect(self.open)
        self.chips.chosen.connect(self._choose)
        self.chips.left.connect(self._leave)

    @property
    def is_open(self) -> bool:
        """Whether its chips are shown."""
        return not self.chips.isHidden()

    def show_row(self, row: PreviewRow, *, titles: bool) -> None:
        """Show *row*, its title instead of the reason where *titles*."""
        if row.choices != (self._row.choices if self._row else ()) and self.is_open:
            self.close_chips()
        self._row = row
        self._titles = titles
        for name, label in self.columns.items():
            label.setText(getattr(row, name))
            strong = name in ("day", "time")
            if strong:
                label.setStyleSheet(f"font-weight: {STRONG}")
            mark(label, "" if strong and row.ticked else "second")
        self._why.setText(row.title if titles else row.why)
        mark(self._why, "" if titles else "small")
        self.tick.setChecked(row.ticked)
        self.tick.setAccessibleName(row.spoken)
        self.tick.setAccessibleDescription(row.why)
        self.chooser.show_kind(row.kind, row.kind_words)
        self.chooser.setAccessibleName(tr("{row}. Change").format(row=row.spoken))

    def open(self) -> None:
        """Show the chips in the place of the one that opened them."""
        if self._row is None:
            return
        self.opened.emit()
        self.chips.show_choices(self._row.choices, self._row.kind)
        self.chooser.hide()
        self.chips.show()
        self.arrange()
        self.chips.enter()

    def close_chips(self) -> None:
        """Show the chip alone."""
        if self.is_open:
            self.chips.hide()
            self.chooser.show()
            self.arrange()

    def recolour(self, colours: Palette) -> None:
        self.tick.recolour(colours)
        self.chooser.recolour(colours)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Keep reason, title and chips in the row where they fit, else in lines of their own."""
        used = self.tick.width() + WIDE * (len(self.columns) + 2) + TIGHT + WIDE
        room = self.width() - used - sum(label.width() for label in self.columns.values())
        chips = self.is_open and self.chips.wanted() <= room - (_WORDS if self._titles else 0)
        last = 0 if self.is_open else self.chooser.width()
        least = max(_WORDS, self._why.minimumSizeHint().width())  # its longest word
        words = self._titles if chips else last + least <= room
        self._put(self._why, words)
        self._why.setContentsMargins(0 if words else self.tick.width() + WIDE, 0, 0, 0)
        self._put(self.chips, chips)
        self._why.setVisible(self._titles or not chips)

    def _put(self, part: QWidget, beside: bool) -> None:
        """Lay *part* into the row, or under it."""
        inside = self._line.indexOf(part) >= 0
        if beside and not inside:
            self._below.removeWidget(part)
            self._line.insertWidget(len(self.columns) + 1, part, 1)
        elif not beside and inside:
            self._line.removeWidget(part)
            self._below.insertWidget(0 if part is self._why else self._below.count(), part)

    def _choose(self, kind: str) -> None:
        self._leave()
        self.kind_chosen.emit(kind)

    def _leave(self) -> None:
        self.close_chips()
        self.chooser.setFocus(Qt.FocusReason.TabFocusReason)


class PreviewWindow(QWidget):
    """Shows a `PreviewView`.

    `ticked(row, on)` and `kind_chosen(row, id)` tell what she did, rows counted from 0; show
    the view that follows with `show_preview`. `done`: these are her sessions. `closed` follows
    when it went without.
    """

    ticked = Signal(int, bool)
    kind_chosen = Signal(int, str)
    done = Signal()
    closed = Signal()

    def __init__(self, view: PreviewView, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Which of these are sessions?"))
        self.setAccessibleName(tr("Which of these are sessions?"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "paper")
        self._colours = colours
        self._view: PreviewView | None = None
        self._rows: list[Row] = []
        self._summary = plain_label("title", wraps=True)
        self._second = plain_label("small", wraps=True)
        self._titles = QCheckBox(tr("Show titles"))
        self._titles.setAccessibleDescription(tr("Only here, and only until you close this."))
        self._titles.clicked.connect(lambda _on: self._fill())

        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, APART, MARGIN, APART)
        whole.setSpacing(TIGHT)
        whole.addLayout(self._head())
        whole.addSpacing(TIGHT)
        whole.addWidget(self._list(), 1)
        whole.addSpacing(WIDE)
        whole.addWidget(self._summary)
        whole.addWidget(self._second)
        whole.addSpacing(TIGHT)
        whole.addLayout(self._foot())
        self.setMinimumSize(LEAST)
        self.resize(round(SIZE.width() * (1 + (scale() - 1) / 3)), SIZE.height())
        self.show_preview(view)

    def show_preview(self, view: PreviewView) -> None:
        """Show *view*; what has the focus keeps it, and nothing is emitted."""
        if self._view is None or len(self._view.rows) != len(view.rows):
            self._rebuild(len(view.rows))
        self._view = view
        self._summary.setText(view.summary)
        self._second.setText(view.second)
        self._accept.setEnabled(bool(view.rows))
        self._fill()

    def recolour(self, colours: Palette) -> None:
        """Show it in *colours* from now on; the sheet is the application's."""
        self._colours = colours
        self._scroll.recolour(_on_card(colours))
        for row in self._rows:
            row.recolour(colours)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Forget that titles were shown: the next time she is asked again."""
        self._titles.setChecked(False)
        super().closeEvent(event)
        self.closed.emit()

    def _head(self) -> QVBoxLayout:
        title = plain_label("display", wraps=True)
        title.setText(tr("Which of these are sessions?"))
        said = plain_label("second", wraps=True)
        said.setText(tr("I read when your sessions start and end. I never keep a name."))
        line = QHBoxLayout()
        line.setSpacing(WIDE)
        line.addWidget(said, 1)
        line.addWidget(self._titles)
        head = QVBoxLayout()
        head.setSpacing(HAIR)
        head.addWidget(title)
        head.addLayout(line)
        return head

    def _list(self) -> QFrame:
        body = QWidget()
        self._inside = QVBoxLayout(body)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)
        self._scroll = CalmScroll(body, _on_card(self._colours))
        mark(body, "list")
        frame = QFrame()
        mark(frame, "card")
        around = QVBoxLayout(frame)
        around.setContentsMargins(1, NEAR // 2, 1, NEAR // 2)
        around.addWidget(self._scroll)
        return frame

    def _foot(self) -> QHBoxLayout:
        self._accept = QPushButton(tr("These are my sessions"))
        mark(self._accept, "filled")
        self._accept.clicked.connect(self.done)
        later = QPushButton(tr("Not now"))
        later.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(later)
        foot.addStretch(1)
        foot.addWidget(self._accept)
        return foot

    def _rebuild(self, count: int) -> None:
        empty(self._inside)
        self._rows = []
        for number in range(count):
            row = Row(self._colours)
            row.ticked.connect(lambda on, n=number: self.ticked.emit(n, on))
            row.kind_chosen.connect(lambda kind, n=number: self.kind_chosen.emit(n, kind))
            row.opened.connect(lambda n=number: self._close_others(n))
            row.walked.connect(lambda part, step, n=number: self._walk(n + step, part))
            if number:
                line = QFrame()
                mark(line, "line")
                self._inside.addWidget(line)
            self._inside.addWidget(row)
            self._rows.append(row)
        self._inside.addStretch(1)

    def _fill(self) -> None:
        assert self._view is not None
        titles = self._titles.isChecked()
        for row, shown in zip(self._rows, self._view.rows, strict=True):
            row.show_row(shown, titles=titles)
        for name in _COLUMNS:
            labels = [row.columns[name] for row in self._rows]
            widest = max((label.sizeHint().width() for label in labels), default=0)
            for label in labels:
                label.setFixedWidth(widest)
        chooser = max((row.chooser.wanted() for row in self._rows), default=0)
        for row in self._rows:
            row.chooser.setFixedWidth(chooser)
            row.arrange()

    def _close_others(self, number: int) -> None:
        for place, row in enumerate(self._rows):
            if place != number:
                row.close_chips()

    def _walk(self, number: int, part: str) -> None:
        if 0 <= number < len(self._rows):
            row = self._rows[number]
            target = row.tick if part == "tick" or row.is_open else row.chooser
            target.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(row, 0, 0)


def _on_card(colours: Palette) -> Palette:
    """Return *colours* for a bar that runs on a card, not on paper."""
    return replace(colours, paper=colours.card)
