"""The large arch of the day's ends, and the light in it that goes down or up.

The light is mixed with the paper as one solid colour, so it dims without a gradient.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from boundary.ui.arch import LINE, arch_path
from boundary.ui.theme import STEP_MS, Palette

WIDTH, HEIGHT, INSET = 56, 76, 10

_LEVELS = (1.0, 0.65, 0.35, 0.0)
"""The light of the first screen, of those a third and two thirds on, and of the last."""


def light_at(index: int, count: int) -> float:
    """Return the light (0 to 1) on screen *index* (from 0) of *count*, the last one dark."""
    if count < 2:
        return _LEVELS[-1]
    along = index / (count - 1) * (len(_LEVELS) - 1)
    step = min(int(along), len(_LEVELS) - 2)
    before, after = _LEVELS[step], _LEVELS[step + 1]
    return before + (after - before) * (along - step)


def mixed(light: str, paper: str, share: float) -> QColor:
    """Return *share* of the colour *light* laid over *paper*."""
    top, under = QColor(light), QColor(paper)
    return QColor(
        *(
            round(down + (up - down) * share)
            for up, down in (
                (top.red(), under.red()),
                (top.green(), under.green()),
                (top.blue(), under.blue()),
            )
        )
    )


class ArchLight(QWidget):
    """The arch with its light at a level that changes over 300 ms."""

    def __init__(self, colours: Palette, *, reduced_motion: bool = False) -> None:
        super().__init__()
        self._colours = colours
        self._reduced = reduced_motion
        self._level: float | None = None
        self._wanted = 0.0
        self.setFixedSize(WIDTH, HEIGHT)
        self._change = QVariantAnimation(self)
        self._change.valueChanged.connect(self._show)

    @property
    def level(self) -> float:
        """The light that it has, or is on its way to."""
        return self._wanted

    def set_level(self, level: float, over: int = STEP_MS) -> None:
        """Let the light become *level*, 0 (dark) to 1, *over* milliseconds; at first at once."""
        self._change.stop()
        self._wanted = level
        if self._level is None or self._reduced or not self.isVisible():
            self._show(level)
            return
        self._change.setStartValue(self._level)
        self._change.setEndValue(level)
        self._change.setDuration(over)
        self._change.start()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        level = self._level or 0.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        half = LINE / 2
        dark = level <= 0 and self._wanted <= 0
        painter.setPen(QPen(QColor(self._colours.border if dark else self._colours.ink), LINE))
        painter.drawPath(arch_path(box.adjusted(half, half, -half, -half)))
        if level > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mixed(self._colours.lamp, self._colours.paper, level))
            painter.drawPath(arch_path(box.adjusted(INSET, INSET, -INSET, -INSET)))

    def _show(self, level: float) -> None:
        self._level = level
        self.update()
