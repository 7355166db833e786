"""Ten circles, filled by level: how much is left in her, from 1 to 10.

A circle is a button that can be walked with the arrows; the keys 1 to 9 and 0 (ten) are the
window's to pass on, so that they work wherever the focus is.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QButtonGroup, QGridLayout

from boundary.language import tr
from boundary.ui import theme
from boundary.ui.theme import HAIR, NEAR, SMALL, Palette

SIDE = 32
A_ROW = 5
MOST = 10
_RING = 4
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -A_ROW,
    Qt.Key.Key_Down: A_ROW,
}


def level_of_key(key: int) -> int | None:
    """Return the level that *key* (of Qt) chooses, 0 standing for ten; None for another key."""
    number = key - Qt.Key.Key_0
    if not 0 <= number <= 9:
        return None
    return number or MOST


class Circle(QAbstractButton):
    """One level: a circle as full as the level is high, its number beneath."""

    def __init__(self, level: int, colours: Palette) -> None:
        super().__init__()
        self.level = level
        self._colours = colours
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row takes it: one stop for Tab
        self.setAccessibleName(
            tr("{level} of {most}").format(level=level, most=MOST)
            if 1 < level < MOST
            else tr("{level}, empty").format(level=level)
            if level == 1
            else tr("{level}, full").format(level=level)
        )
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        side = round(SIDE * (1 + theme.scale()) / 2) + 2 * _RING
        return QSize(side + HAIR, side + round(SMALL.line * theme.scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, on = self._colours, self.isChecked()
        radius = SIDE * (1 + theme.scale()) / 4
        middle = QPointF(self.width() / 2, radius + _RING)
        within = QPainterPath()
        within.addEllipse(middle, radius - 3.5, radius - 3.5)
        height = 2 * radius * (self.level - 1) / (MOST - 1)
        filled = QPainterPath()
        filled.addRect(QRectF(0, middle.y() + radius - height, self.width(), height))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.lamp if on else colours.second))
        painter.drawPath(within.intersected(filled))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pointed = self.underMouse()
        edge = colours.lamp_text if on else colours.ink if pointed else colours.border
        painter.setPen(QPen(QColor(edge), 2 if on else 1.5))
        painter.drawEllipse(middle, radius - 1, radius - 1)
        if on and self._circles_have_focus():
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.drawEllipse(middle, radius + 2.5, radius + 2.5)
        painter.setPen(QColor(colours.ink if on else colours.second))
        painter.setFont(theme.font(SMALL, theme.STRONG if on else theme.REGULAR))
        top = middle.y() + radius + _RING
        under = QRectF(0, top, self.width(), self.height() - top)
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, str(self.level))

    def _circles_have_focus(self) -> bool:
        row = self.parentWidget()
        return row is not None and row.hasFocus()


class Energy(QAbstractSlider):
    """The ten circles in two rows. `chosen(level)` when she chose.

    A slider to a screen reader: it reads the level out as she walks.
    """

    chosen = Signal(int)

    def __init__(self, colours: Palette, value: int | None = None) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("How much is left, from 1 to 10"))
        self.setRange(1, MOST)
        self._circles = QButtonGroup(self)
        inside = QGridLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setHorizontalSpacing(HAIR)
        inside.setVerticalSpacing(NEAR)
        for level in range(1, MOST + 1):
            circle = Circle(level, colours)
            self._circles.addButton(circle, level)
            row, column = divmod(level - 1, A_ROW)
            inside.addWidget(circle, row, column, Qt.AlignmentFlag.AlignCenter)
        if value is not None:
            self._circles.button(value).setChecked(True)
            self.setValue(value)
        self._circles.idClicked.connect(self.setValue)
        self._circles.idClicked.connect(self.chosen)

    @property
    def level(self) -> int | None:
        """The level that is chosen, or None."""
        level = self._circles.checkedId()
        return level if level > 0 else None

    def choose(self, level: int) -> None:
        """Choose *level* (1 to 10) and tell."""
        self._circles.button(level).setChecked(True)
        self.setAccessibleDescription(self._circles.button(level).accessibleName())
        self.setValue(level)
        self.chosen.emit(level)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls: a level is chosen, never come upon."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
            return
        now = self.level
        wanted = 5 if now is None else now + step
        self.choose(min(max(wanted, 1), MOST))
