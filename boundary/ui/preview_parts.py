"""The parts of a row of the preview: the tick, the chip that opens, the chips it opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget

from boundary.ui.focus import ROOM
from boundary.ui.theme import STRONG, TARGET, TIGHT, Palette, mark, scale

BOX = 20
CHIP_WIDTH = 148
_SWATCH = 10
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}

_FILLED = {
    "session": "session",
    "couples": "session",
    "group": "session",
    "intake": "session",
    "crisis": "session",
    "lunch": "rest",
    "own-time": "own_time",
    "personal": "own_time",
}
"""The colour of a meaning's swatch; the others are outlined. Its words tell it, never this."""


class Tick(QCheckBox):
    """A box of 20 px inside a target of 36. `walked(step)`: up or down to another row."""

    walked = Signal(int)

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        side = round(TARGET * (1 + scale()) / 2)
        self.setFixedSize(side, side)

    def recolour(self, colours: Palette) -> None:
        self._colours = colours
        self.update()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 (Qt calls it so)
        """Take a click anywhere in the target."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        return self.size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (step := _STEPS.get(Qt.Key(event.key()))) is not None:
            self.walked.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.width() * BOX / TARGET
        painter.translate((self.width() - side) / 2, (self.height() - side) / 2)
        painter.scale(side / BOX, side / BOX)
        on = self.isChecked()
        painter.setPen(QPen(QColor(self._colours.rest if on else self._colours.border), 1.5))
        painter.setBrush(QColor(self._colours.rest if on else self._colours.card))
        painter.drawRoundedRect(QRectF(0.75, 0.75, BOX - 1.5, BOX - 1.5), 5, 5)
        if on:
            pen = QPen(QColor(self._colours.card), 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            points = [QPointF(5, 10.5), QPointF(8.5, 14), QPointF(15, 6.5)]
            painter.drawPolyline(QPolygonF(points))


class Chooser(QPushButton):
    """What a row is taken for: swatch, words, and the sign that there is more to choose."""

    walked = Signal(int)

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        self._kind = ""
        mark(self, "chooser")

    def wanted(self) -> int:
        """Return the width that its words need, 148 at least."""
        return max(self.sizeHint().width(), round(CHIP_WIDTH * (1 + scale()) / 2))

    def show_kind(self, kind: str, words: str) -> None:
        """Show the meaning *kind*, called *words*."""
        self._kind = kind
        self.setText(words)

    def recolour(self, colours: Palette) -> None:
        self._colours = colours
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (step := _STEPS.get(Qt.Key(event.key()))) is not None:
            self.walked.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.setPen(QPen(QColor(self._edge()), 1.5))
        role = _FILLED.get(self._kind)
        painter.setBrush(QColor(getattr(self._colours, role)) if role else Qt.BrushStyle.NoBrush)
        half = _SWATCH / 2
        painter.drawRoundedRect(QRectF(13, middle - half, _SWATCH, _SWATCH), 3, 3)
        pen = QPen(QColor(self._colours.second), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        right = self.width() - 18
        points = [(right - 4.5, -2), (right, 2.5), (right + 4.5, -2)]
        painter.drawPolyline(QPolygonF([QPointF(x, middle + y) for x, y in points]))

    def _edge(self) -> str:
        role = _FILLED.get(self._kind)
        if role in ("session", "rest"):
            return str(getattr(self._colours, role))
        professional = self._kind in ("supervision", "professional")
        return self._colours.commitment if professional else self._colours.border


class Chips(QWidget):
    """The chips of one row, right-aligned, in as many lines as they need.

    `chosen(id)`; Left and Right walk, `left` when Esc is pressed.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._buttons: list[QPushButton] = []
        self._ids: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_choices(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Show *choices* (ids and words), *chosen* marked."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        self._ids = [name for name, _ in choices]
        for name, words in choices:
            button = QPushButton(words, self)
            button.setCheckable(True)
            mark(button, "chip")
            button.setChecked(name == chosen)
            button.setMinimumWidth(_width(button))
            button.clicked.connect(lambda _on, name=name: self.chosen.emit(name))
            button.show()
            self._buttons.append(button)
        self._lay()

    def enter(self) -> None:
        """Take the focus, on the chip that is chosen."""
        for button in sorted(self._buttons, key=lambda button: not button.isChecked())[:1]:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def wanted(self) -> int:
        """Return the width at which all chips stand in one line."""
        widths = [button.minimumWidth() for button in self._buttons]
        return sum(widths) + TIGHT * max(0, len(widths) - 1) + 2 * ROOM

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay(self) -> None:
        """Place the buttons; `ROOM` around them is for the focus ring."""
        lines: list[list[QPushButton]] = [[]]
        room = self.width() - 2 * ROOM
        used = 0
        for button in self._buttons:
            width = button.minimumWidth()
            if lines[-1] and used + TIGHT + width > room:
                lines.append([])
                used = 0
            used += width + (TIGHT if lines[-1] else 0)
            lines[-1].append(button)
        top = ROOM
        for line in lines:
            x = self.width() - ROOM - sum(button.minimumWidth() + TIGHT for button in line)
            height = 0
            for button in line:
                hint = button.sizeHint()
                button.setGeometry(x + TIGHT, top, button.minimumWidth(), hint.height())
                x += button.minimumWidth() + TIGHT
                height = max(height, hint.height())
            top += height + TIGHT
        self.setFixedHeight(max(top - TIGHT + ROOM, 2 * ROOM))


def _width(chip: QPushButton) -> int:
    """Return how wide *chip* is at its boldest: Qt reckons with the letters it has unchosen."""
    letters = chip.fontMetrics()
    strong = chip.font()
    strong.setWeight(QFont.Weight(STRONG))
    more = QFontMetrics(strong).horizontalAdvance(chip.text())
    return chip.sizeHint().width() + max(0, more - letters.horizontalAdvance(chip.text()))
