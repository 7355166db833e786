"""The practice summary, put together line by line, with the page beside it as it will lie there.

Nothing is chosen beforehand. What it could hold is what she kept up and by what means; how she
felt is not among the lines and cannot be added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.reflection.summary import (
    SummaryLine,
    chosen_lines,
    not_a_measure,
    summary_text,
)
from boundary.ui.box_words import BoxWords
from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.fact_row import plain_label
from boundary.ui.flow import FlowLayout
from boundary.ui.focus import ROOM
from boundary.ui.page_parts import said
from boundary.ui.paper_window import PaperView
from boundary.ui.print_pages import Paint, text_page
from boundary.ui.theme import APART, MARGIN, TIGHT, WIDE, Palette, mark, scale

SIZE = QSize(940, 660)


@dataclass(frozen=True, slots=True)
class SummaryView:
    """What may be chosen: *lines*, of the days that *period* names."""

    period: str
    lines: tuple[SummaryLine, ...] = ()


class SummaryWindow(QWidget):
    """Shows a `SummaryView`; `pdf_wanted(lines)` and `csv_wanted(lines)` ask to save.

    Esc closes.
    """

    pdf_wanted = Signal(object)
    csv_wanted = Signal(object)

    def __init__(
        self, view: SummaryView, size: QSizeF, colours: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Practice summary"))
        self.setAccessibleName(tr("Practice summary"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "paper")
        self._view = view
        self._boxes: dict[str, QCheckBox] = {}
        self.paper = PaperView(self._paint(()), size, "", colours)
        self._list = QWidget()
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(0, 0, WIDE, 0)
        inside.setSpacing(TIGHT)
        for line in view.lines:
            inside.addLayout(self._row(line))
        if not view.lines:
            inside.addWidget(said(tr("Nothing is counted in these days yet.")))
        inside.addStretch(1)
        self._scroll = CalmScroll(self._list, colours)
        left = QVBoxLayout()
        left.setSpacing(TIGHT)
        heading = plain_label("display", wraps=True)
        heading.setText(tr("Practice summary"))
        left.addWidget(heading)
        left.addWidget(
            said(tr("Choose what it says, line by line. It goes nowhere unless you take it there."))
        )
        left.addSpacing(TIGHT)
        left.addWidget(self._scroll, 1)
        left.addLayout(self._buttons())
        self._told = plain_label("small", wraps=True)
        left.addWidget(self._told)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(MARGIN, APART, MARGIN, APART)
        whole.setSpacing(APART)
        whole.addLayout(left, 5)
        whole.addWidget(self.paper, 4)
        self.setMinimumSize(640, 420)
        self.resize(round(SIZE.width() * (1 + scale()) / 2), SIZE.height())
        self._changed()

    @property
    def chosen(self) -> tuple[SummaryLine, ...]:
        """The lines that are chosen, in their order."""
        ids = {id for id, box in self._boxes.items() if box.isChecked()}
        return chosen_lines(self._view.lines, ids)

    def tell(self, words: str) -> None:
        """Say what became of saving."""
        self._told.setText(words)

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        self._scroll.recolour(colours)
        self.paper.recolour(colours)

    def page(self) -> Paint:
        """Return the page of what is chosen."""
        return self._paint(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _row(self, line: SummaryLine) -> QHBoxLayout:
        box = QCheckBox()
        box.setAccessibleName(line.words)
        box.toggled.connect(self._changed)
        self._boxes[line.id] = box
        words = BoxWords(line.words, box)
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return row

    def _buttons(self) -> FlowLayout:
        row = FlowLayout()
        row.setContentsMargins(0, TIGHT, ROOM, ROOM)
        self._pdf = QPushButton(tr("Save as PDF…"))
        self._pdf.clicked.connect(lambda: self.pdf_wanted.emit(self.chosen))
        self._csv = QPushButton(tr("Save as table…"))
        self._csv.clicked.connect(lambda: self.csv_wanted.emit(self.chosen))
        self._copy = QPushButton(tr("Copy"))
        self._copy.clicked.connect(self._copied)
        for button in (self._pdf, self._csv, self._copy):
            row.addWidget(button)
        return row

    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(summary_text(self.chosen))
        self.tell(tr("Copied."))

    def _changed(self) -> None:
        chosen = self.chosen
        for button in (self._pdf, self._csv, self._copy):
            button.setEnabled(bool(chosen))
        self.paper.show_page(self._paint(chosen), summary_text(chosen))
        self._told.clear()

    def _paint(self, lines: Sequence[SummaryLine]) -> Paint:
        title = tr("Practice summary")
        words = (self._view.period, *(line.words for line in lines))
        return text_page(title, words, not_a_measure())
