"""The small parts of the ritual window: its sentence, the dots of the steps, the keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QWidget

from boundary.language import tr
from boundary.ui import theme
from boundary.ui.theme import Palette

DOT_APART = 20
CAP_HEIGHT = 20
CAP_PAD = 7


class Sentence(QLabel):
    """One centred sentence in display size, 34 px a line; a new one fades in over the old."""

    def __init__(self, palette: Palette, *, reduced_motion: bool = False) -> None:
        super().__init__()
        self._colour = QColor(palette.ink)
        self._reduced = reduced_motion
        self._before = ""
        self._share = 1.0
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(theme.STEP_MS)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.valueChanged.connect(self._step)

    def say(self, words: str) -> None:
        """Show *words*, fading over 300 ms where there were others."""
        if words == self.text():
            return
        self._before = self.text()
        self.setText(words)
        self.setAccessibleName(words)
        self._fade.stop()
        self._share = 1.0
        if self._before and not self._reduced:
            self._share = 0.0
            self._fade.start()
        self.update()

    def height_of(self, words: str, width: int) -> int:
        """Return how high *words* are in *width*."""
        return len(_lines(words, width)) * self._line()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._colour)
        painter.setFont(theme.font(theme.DISPLAY))
        for words, share in ((self._before, 1 - self._share), (self.text(), self._share)):
            if not words or share <= 0:
                continue
            painter.setOpacity(share)
            for number, line in enumerate(_lines(words, self.width())):
                at = QRect(0, number * self._line(), self.width(), self._line())
                painter.drawText(at, Qt.AlignmentFlag.AlignCenter, line)

    def _line(self) -> int:
        return round(theme.DISPLAY.line * theme.scale())

    def _step(self, share: float) -> None:
        self._share = share
        self.update()


def _lines(words: str, width: int) -> list[str]:
    """Break *words* into as few lines of display size as *width* px allow, equally long."""
    lines = _broken(words, width)
    narrow = width
    while len(lines) > 1 and narrow > width // 2:
        narrow -= 8
        tighter = _broken(words, narrow)
        if len(tighter) > len(lines):
            break
        lines = tighter
    return lines


def _broken(words: str, width: int) -> list[str]:
    layout = QTextLayout(words, theme.font(theme.DISPLAY))
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(words[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return lines


class Dots(QWidget):
    """The steps: done ones small and filled, this one large, those to come hollow."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.setFixedHeight(14)
        self._colours = palette
        self._count = 0
        self._index = 0

    def show_step(self, index: int, count: int) -> None:
        """Show that step *index* (from 0) of *count* is under way."""
        self._index, self._count = index, count
        self.setAccessibleName(tr("Step {n} of {count}").format(n=index + 1, count=count))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = (self.width() - DOT_APART * (self._count - 1)) / 2
        for number in range(self._count):
            centre = QPointF(left + number * DOT_APART, self.height() / 2)
            painter.setPen(Qt.PenStyle.NoPen)
            if number == self._index:
                painter.setBrush(QColor(self._colours.rest))
                painter.drawEllipse(centre, 5, 5)
            elif number < self._index:
                painter.setBrush(QColor(self._colours.second))
                painter.drawEllipse(centre, 3.5, 3.5)
            else:
                painter.setPen(QPen(QColor(self._colours.border), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(centre, 3.25, 3.25)


class KeyHint(QAbstractButton):
    """A key and what it does; a click does the same."""

    def __init__(self, key: str, does: str, palette: Palette) -> None:
        super().__init__()
        self._key = key
        self._does = does
        self._colours = palette
        self.setAccessibleName(tr("{does}, key {key}").format(does=does, key=key))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(theme.font(theme.SMALL))

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(theme.SMALL))
        words = metrics.horizontalAdvance(self._key) + metrics.horizontalAdvance(self._does)
        return QSize(words + 2 * CAP_PAD + theme.TIGHT + 2, theme.TARGET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL))
        metrics = QFontMetrics(painter.font())
        height = max(CAP_HEIGHT, metrics.height() + 4)
        width = metrics.horizontalAdvance(self._key) + 2 * CAP_PAD
        cap = QRectF(0.5, (self.height() - height) / 2 + 0.5, width, height - 1)
        painter.setPen(QPen(QColor(self._colours.border), 1))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(QColor(self._colours.ink))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
        pointed = self.underMouse() or self.isDown()
        painter.setPen(QColor(self._colours.ink if pointed else self._colours.second))
        rest = QRectF(self.rect()).adjusted(width + theme.TIGHT + 1, 0, 0, 0)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rest, left, self._does)


class KeyLine(QWidget):
    """The line at the foot: every key that does something, in one centred row."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.APART, 0, theme.APART, 0)
        self._row.setSpacing(theme.APART)
        self._row.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_keys(self, hints: list[KeyHint]) -> None:
        """Replace the keys by *hints*."""
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for hint in hints:
            self._row.addWidget(hint)
