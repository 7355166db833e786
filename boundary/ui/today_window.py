"""Today: the day as a line, one sentence beneath, and why nothing (or what) is shown now.

Under 720 px the line runs down and the sentence stands above it, so that it is seen without
scrolling. Where there is no tray this window is the home: it says why, carries the tray's
menu, and Esc makes it small instead of hiding it.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.day_line import DayLine
from boundary.ui.day_view import BreakOffer, DayView
from boundary.ui.fact_row import empty, fact_layout, plain_label
from boundary.ui.flow import FlowLayout
from boundary.ui.theme import APART, HAIR, MARGIN, NEAR, TIGHT, WIDE, Palette, mark, scale

NARROW = 720
"""Below this width the line runs down."""

SIZE = QSize(980, 420)
TALLER = 260
"""How much higher the window opens where letters are twice as large."""

COLUMNS = 3
"""Facts side by side where there is room."""

_ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})


class TodayWindow(QWidget):
    """The day, shown. It is handed a `DayView` as often as the day may have changed.

    `chosen` carries the id of a button of the offer or of the menu; `closed` follows when the
    window went, however it went.
    """

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._view: DayView | None = None
        self.setWindowTitle(tr("Today"))
        self.setAccessibleName(tr("Today"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        mark(self, "paper")

        self._heading = plain_label("title", wraps=True)
        self._because = plain_label("small", wraps=True)
        self._line = DayLine(colours)
        self._headline = plain_label("display", wraps=True)
        self._offered = plain_label("title", wraps=True)
        self._why = plain_label("second", wraps=True)
        self._menu = FlowLayout()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._choices = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._offer = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._facts = QVBoxLayout()
        self._buttons: list[QPushButton] = []

        self._body = QWidget()
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(0, WIDE + 4, 0, APART)
        self._rows.setSpacing(0)
        for row in (self._head_row(), self._line, self._word_row(), self._fact_row()):
            self._rows.addWidget(row)
        self._rows.addStretch(1)

        self._scroll = CalmScroll(self._body, colours)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self._line.entered.connect(self._keep_in_sight)
        self.resize(SIZE.width(), round(SIZE.height() + (scale() - 1) * TALLER))
        self.setMinimumSize(360, 320)

    def show_day(self, view: DayView) -> None:
        """Show *view*. Buttons that did not change stay, with their focus."""
        before, self._view = self._view, view
        self._heading.setText(view.heading)
        self._because.setText(view.home_because)
        self._because.setVisible(bool(view.home_because))
        self._headline.setText(view.headline)
        self._why.setText(view.why)
        self._why.setVisible(bool(view.why))
        self._line.show_day(view)
        if before is None or before.menu != view.menu:
            self._fill_menu(view.menu)
        if before is None or before.offer != view.offer:
            self._fill_offer(view.offer)
        if before is None or before.facts != view.facts:
            self._fill_facts()
        self._arrange()

    def recolour(self, colours: Palette) -> None:
        """Show the day in *colours* from now on; the sheet is the application's."""
        self._colours = colours
        self._line.recolour(colours)
        self._scroll.recolour(colours)
        self._fill_facts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._view is not None and self._view.home_because:
                self.showMinimized()
            else:
                self.close()
        elif event.key() in _ARROWS:
            self._line.enter()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _head_row(self) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._heading)
        words.addWidget(self._because)
        self._menu.setSpacing(0)
        self._head.setContentsMargins(MARGIN, 0, MARGIN, APART + HAIR)
        self._head.setSpacing(WIDE)
        self._head.addLayout(words, 1)
        self._head.addLayout(self._menu, 0)
        row = QWidget()
        row.setLayout(self._head)
        return row

    def _word_row(self) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._offered)
        words.addWidget(self._why)
        self._choices.setSpacing(TIGHT)
        self._offer.setSpacing(WIDE)
        self._offer.addLayout(words, 1)
        self._offer.addLayout(self._choices, 0)
        row = QWidget()
        self._words = QVBoxLayout(row)
        self._words.setContentsMargins(MARGIN, APART + TIGHT, MARGIN, APART)
        self._words.setSpacing(TIGHT)
        self._words.addWidget(self._headline)
        self._words.addLayout(self._offer)
        return row

    def _fact_row(self) -> QWidget:
        self._hairline = QFrame()
        mark(self._hairline, "line")
        self._facts.setSpacing(NEAR)
        row = QWidget()
        inside = QVBoxLayout(row)
        inside.setContentsMargins(MARGIN, 0, MARGIN, 0)
        inside.setSpacing(WIDE)
        inside.addWidget(self._hairline)
        inside.addLayout(self._facts)
        return row

    def _fill_menu(self, menu: tuple[tuple[str, str], ...]) -> None:
        empty(self._menu)
        for choice in menu:
            self._menu.addWidget(self._button(choice, "text"))

    def _fill_offer(self, offer: BreakOffer | None) -> None:
        empty(self._choices)
        self._buttons.clear()
        self._offered.setText(offer.title if offer else "")
        self._offered.setVisible(bool(offer and offer.title))
        for choice in offer.choices if offer else ():
            button = self._button(choice, "rest")
            self._buttons.append(button)
            self._choices.addWidget(button)

    def _fill_facts(self) -> None:
        empty(self._facts)
        facts = self._view.facts if self._view is not None else ()
        columns = 1 if self._is_narrow() else max(1, round(COLUMNS / scale()))
        self._hairline.setVisible(bool(facts))
        for first in range(0, len(facts), columns):
            row = QHBoxLayout()
            row.setSpacing(MARGIN)
            for fact in facts[first : first + columns]:
                row.addLayout(fact_layout(fact, self._colours), 1)
            row.addStretch(columns - len(facts[first : first + columns]))
            self._facts.addLayout(row)

    def _button(self, choice: tuple[str, str], kind: str) -> QPushButton:
        name, label = choice
        button = QPushButton(label)
        button.setAccessibleName(label)
        button.clicked.connect(lambda: self.chosen.emit(name))
        mark(button, kind)
        return button

    def _is_narrow(self) -> bool:
        return self.width() < NARROW

    def _arrange(self) -> None:
        """Take the form that the width asks for: the line across, or down under the sentence."""
        narrow = self._is_narrow()
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        if narrow != self._line.vertical:
            self._line.set_vertical(narrow)
            self._rows.removeWidget(self._line)
            self._rows.insertWidget(2 if narrow else 1, self._line)
            above = HAIR if narrow else APART + TIGHT
            self._words.setContentsMargins(MARGIN, above, MARGIN, APART)
            self._fill_facts()
        room = self.width() - 2 * MARGIN
        self._head.setDirection(down if self._menu.sizeHint().width() > room / 2 else across)
        asked = sum(button.sizeHint().width() + TIGHT for button in self._buttons)
        self._choices.setDirection(down if asked > room else across)
        self._offer.setDirection(down if narrow or asked > room / 2 else across)
        left = Qt.AlignmentFlag.AlignLeft if asked <= room else Qt.AlignmentFlag(0)
        self._offer.setAlignment(self._choices, left)

    def _keep_in_sight(self, spot: QWidget) -> None:
        self._scroll.ensureWidgetVisible(spot, MARGIN, MARGIN)
