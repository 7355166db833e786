"""The monthly review: pictures of her own month, her own words, one thing for supervision.

Twenty minutes at most, and nothing in it is a grade: each picture compares her with herself,
good news are said as often as the other, and what she does with it is hers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from boundary.language import tr
from boundary.ui.fact_row import plain_label
from boundary.ui.own_words import OwnWords, asks_nothing
from boundary.ui.page_parts import page_layout, said
from boundary.ui.plot_panel import PlotPanel
from boundary.ui.plot_view import PlotView
from boundary.ui.theme import APART, HAIR, NEAR, TIGHT, WIDE, Palette, mark


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line of hers, of the day *when* as she reads it."""

    when: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MonthlyView:
    """The month named *heading*: what may be worth a look, pictures, what she wrote.

    *notices* are sentences about the month, *lines* about what lies ahead (time off, what she
    keeps up). *taken* are the things that already wait for supervision.
    """

    heading: str
    plots: tuple[PlotView, ...] = ()
    notices: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    words: tuple[OwnLine, ...] = ()
    taken: tuple[str, ...] = field(default=(), repr=False)


class MonthlyReview(QWidget):
    """Shows a `MonthlyView`; `taken(words)` is what she takes to supervision, `done` the end.

    *asks* is given her words before they are kept, and returns a question about them or "".
    """

    taken = Signal(str)
    done = Signal()

    def __init__(
        self,
        view: MonthlyView,
        colours: Palette,
        asks: Callable[[str], str] = asks_nothing,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("The month"))
        self._panels: list[PlotPanel] = []
        page = page_layout(self, view.heading)
        page.addWidget(
            said(tr("Twenty minutes, or as few as you like. Look, and leave what you don't need."))
        )
        if view.notices:
            page.addLayout(_lines(tr("Worth a look"), view.notices))
        for plot in view.plots:
            panel = PlotPanel(plot, colours)
            self._panels.append(panel)
            page.addWidget(panel)
        if view.words:
            page.addLayout(_own(view.words))
        if view.lines:
            page.addLayout(_lines(tr("Ahead"), view.lines))
        page.addWidget(self._supervision(view, asks))
        done = QPushButton(tr("That was the month"))
        mark(done, "filled")
        done.clicked.connect(self.done)
        page.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)
        page.addStretch(1)

    @property
    def panels(self) -> tuple[PlotPanel, ...]:
        """The pictures, in their order."""
        return tuple(self._panels)

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        for panel in self._panels:
            panel.recolour(colours)

    def _supervision(self, view: MonthlyView, asks: Callable[[str], str]) -> QFrame:
        card = QFrame()
        mark(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(APART, WIDE + HAIR, APART, WIDE + HAIR)
        inside.setSpacing(TIGHT)
        title = plain_label("title", wraps=True)
        title.setText(tr("Take one thing to supervision"))
        inside.addWidget(title)
        inside.addWidget(
            said(tr("One sentence is enough. What it did to you, not who it was: leave out names."))
        )
        words = OwnWords(tr("One thing for supervision"), tr("Take it along"), asks)
        words.kept.connect(self._take)
        inside.addWidget(words)
        self._waiting = plain_label("small", wraps=True)
        inside.addWidget(self._waiting)
        self._taken = list(view.taken)
        self._show_taken()
        return card

    def _take(self, words: str) -> None:
        self._taken.append(words)
        self._show_taken()
        self.taken.emit(words)

    def _show_taken(self) -> None:
        self._waiting.setVisible(bool(self._taken))
        self._waiting.setText(
            tr("Waits for supervision: {things}").format(things=tr("; ").join(self._taken))
        )


def _lines(title: str, lines: tuple[str, ...]) -> QVBoxLayout:
    block = _block(title)
    for line in lines:
        label = plain_label("", wraps=True)
        label.setText(line)
        block.addWidget(label)
    return block


def _own(words: tuple[OwnLine, ...]) -> QVBoxLayout:
    block = _block(tr("In your own words"))
    block.setSpacing(NEAR)
    for own in words:
        both = QVBoxLayout()
        both.setSpacing(0)
        when = plain_label("small")
        when.setText(own.when)
        line = plain_label("", wraps=True)
        line.setText(own.words)
        both.addWidget(when)
        both.addWidget(line)
        block.addLayout(both)
    return block


def _block(title: str) -> QVBoxLayout:
    block = QVBoxLayout()
    block.setSpacing(TIGHT)
    heading = plain_label("title", wraps=True)
    heading.setText(title)
    block.addWidget(heading)
    return block
