"""The window of a review: one column, help for herself always a click away, Esc closes.

The help stands there whatever she answered, and no answer opens it.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from boundary.language import tr
from boundary.reflection.summary import not_a_measure
from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.fact_row import plain_label
from boundary.ui.settings_window import Recoloured
from boundary.ui.theme import HAIR, MARGIN, TIGHT, Palette, mark, scale

SIZE = QSize(760, 720)
COLUMN = 720
"""The widest a column of a review gets; what is left lies on both sides."""


class ReviewWindow(QWidget):
    """Shows *page* under the name *title*; `help_wanted` asks for the page of help for herself."""

    help_wanted = Signal()
    closed = Signal()

    def __init__(
        self, title: str, page: QWidget, colours: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "paper")
        self._page = page
        wide = round(COLUMN * (1 + scale()) / 2)
        page.setMaximumWidth(wide)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(page, wide)
        row.addStretch(1)
        self._scroll = CalmScroll(middle, colours)
        note = plain_label("small", wraps=True)
        note.setText(not_a_measure())
        note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        help_button = QPushButton(tr("Help for me"))
        mark(help_button, "text")
        help_button.clicked.connect(self.help_wanted)
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN, HAIR, MARGIN - TIGHT, TIGHT)
        foot.addWidget(note, 1)
        foot.addWidget(help_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(foot)
        self.setMinimumSize(420, 360)
        self.resize(round(SIZE.width() * (1 + scale()) / 2), SIZE.height())

    @property
    def page(self) -> QWidget:
        """What is shown."""
        return self._page

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        self._scroll.recolour(colours)
        page: object = self._page
        if isinstance(page, Recoloured):
            page.recolour(colours)

    def show_top(self) -> None:
        """Scroll to the beginning."""
        self._scroll.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
