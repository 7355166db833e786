"""The parts of the column: one screen from its title to its foot, and the rows of keys."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from boundary.ui import theme
from boundary.ui.fact_row import empty, plain_label
from boundary.ui.focus import ROOM
from boundary.ui.ritual_parts import KeyHint
from boundary.ui.shutdown_steps import body_of
from boundary.ui.step_page import Page
from boundary.ui.theme import APART, NEAR, TIGHT, WIDE, Palette

SMALLEST = 18
"""Pixels at usual letters: a word that is wider than the column even so is cut."""


class Heading(QLabel):
    """A centred sentence in display size, in lines of like length; smaller for a long word."""

    def __init__(self, words: str, colours: Palette) -> None:
        super().__init__(words)
        self._colour = QColor(colours.ink)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(words)
        self.setMinimumWidth(1)  # it breaks its own lines

    def height_at(self, width: int) -> int:
        """Return how high it is in *width* logical pixels."""
        face = self._face(width)
        return len(self._lines(face, width)) * self._line(face)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        face = self._face(self.width())
        painter.setFont(face)
        painter.setPen(self._colour)
        height = self._line(face)
        for number, line in enumerate(self._lines(face, self.width())):
            place = QRect(0, number * height, self.width(), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, line)

    def _face(self, width: int) -> QFont:
        """Return the display font, as large as the longest word allows."""
        face = theme.font(theme.DISPLAY)
        least = round(SMALLEST * theme.scale())
        for size in range(face.pixelSize(), least - 1, -1):
            face.setPixelSize(size)
            letters = QFontMetrics(face)
            if all(letters.horizontalAdvance(word) <= width for word in self.text().split()):
                break
        return face

    def _line(self, face: QFont) -> int:
        return round(face.pixelSize() * theme.DISPLAY.line / theme.DISPLAY.size)

    def _lines(self, face: QFont, width: int) -> list[str]:
        """Break the words into as few lines as *width* allows, then as evenly as those allow."""
        lines = _broken(self.text(), face, width)
        narrow = width
        while len(lines) > 1 and narrow > width // 2:
            narrow -= 8
            tighter = _broken(self.text(), face, narrow)
            if len(tighter) > len(lines):
                break
            lines = tighter
        return lines


def _broken(words: str, face: QFont, width: int) -> list[str]:
    letters = QFontMetrics(face)
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and letters.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


class Screen(QWidget):
    """Title, second line, body and foot of one page; as high as `height_at` says."""

    def __init__(self, page: Page, colours: Palette) -> None:
        super().__init__()
        theme.mark(self, "paper")
        self._title = Heading(page.title, colours)
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
        self._title.setFixedHeight(self._title.height_at(width - 2 * ROOM))
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
