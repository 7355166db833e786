"""The parts of the column: one screen from its title to its foot, and the rows of keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boundary.ui import theme
from boundary.ui.fact_row import empty, plain_label
from boundary.ui.focus import ROOM
from boundary.ui.ritual_parts import KeyHint, Sentence
from boundary.ui.shutdown_steps import body_of
from boundary.ui.step_page import Page
from boundary.ui.theme import APART, NEAR, TIGHT, WIDE, Palette


class Screen(QWidget):
    """Title, second line, body and foot of one page; as high as `height_at` says."""

    def __init__(self, page: Page, colours: Palette, *, reduced_motion: bool) -> None:
        super().__init__()
        theme.mark(self, "paper")
        self._title = Sentence(colours, reduced_motion=reduced_motion)
        self._title.say(page.title)
        self._title.setMinimumWidth(1)  # it breaks its own lines
        self._words = page.title
        self.body = body_of(page.body, colours, page.title)
        self._second = plain_label("second", wraps=True)
        self._second.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._second.setText(page.second)
        self._foot = plain_label("small", wraps=True)
        self._foot.setText(page.foot)
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(ROOM, 0, ROOM, ROOM)
        self._inside.setSpacing(0)
        self._inside.addWidget(self._title)
        if page.second:
            self._inside.addSpacing(TIGHT)
            self._inside.addWidget(self._second)
        if page.body is not None:
            self._inside.addSpacing(APART)
            self._inside.addWidget(self.body, 1 if self.body.stretches else 0)
        if page.foot:
            self._inside.addSpacing(WIDE)
            self._inside.addWidget(self._foot)
        if not self.body.stretches:
            self._inside.addStretch(1)

    def height_at(self, width: int) -> int:
        """Return how high it is in *width* logical pixels."""
        self._title.setFixedHeight(self._title.height_of(self._words, width - 2 * ROOM))
        self._inside.invalidate()
        return self._inside.totalHeightForWidth(width)


class KeyRows(QWidget):
    """Every key that does something, centred, in as many rows as the width asks for."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def show_keys(self, hints: list[KeyHint], width: int) -> None:
        """Replace the keys by *hints*, in rows of at most *width*."""
        empty(self._rows)
        self._rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        row: QHBoxLayout | None = None
        left = 0
        for hint in hints:
            wanted = hint.sizeHint().width() + NEAR
            if row is None or left + wanted > width:
                row = QHBoxLayout()
                row.setSpacing(NEAR)
                row.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
                self._rows.addLayout(row)
                left = 0
            row.addWidget(hint)
            left += wanted

    def keep_rows(self) -> None:
        """Keep the height of the rows there are, so that nothing above moves with fewer keys."""
        self.setMinimumHeight(self.sizeHint().height())
