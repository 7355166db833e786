"""The day as a line that can be walked: painted blocks, each with a spot for eyes and ears.

Under every block lies a small invisible label that takes the focus and carries the block's
sentence, so that a screen reader finds the day block by block. Arrow keys, Home and End walk;
Tab enters at the block where she last was and leaves behind it.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from boundary.clock import Span
from boundary.language import tr
from boundary.ui.day_labels import APART, LAMP, PAST, TICK, line_height
from boundary.ui.day_paint import paint_day
from boundary.ui.day_scale import DEPTH, HOUR, HOUR_PX, Scale, shown_for
from boundary.ui.day_view import DayView
from boundary.ui.focus import OFFSET, ROOM, WIDTH
from boundary.ui.theme import MARGIN, RADIUS_BAR, Palette

LEAST_SPOT = 8.0
"""A block of two minutes still has a ring that can be seen."""

_FORTH = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Down})
_BACK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up})


class Spot(QLabel):
    """One block to the keyboard and the screen reader; it paints only its focus ring."""

    def __init__(self, line: DayLine) -> None:
        super().__init__(line)
        self._line = line
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._line.walk(self, Qt.Key(event.key())):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._line.colours.focus), WIDTH))
        half = WIDTH / 2
        radius = RADIUS_BAR + OFFSET
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius
        )


class DayLine(QWidget):
    """The painted line. `show_day` replaces all of it and keeps the focus where it was.

    `entered` carries the spot that a key walked to, so that a window can scroll to it.
    """

    entered = Signal(QWidget)

    def __init__(self, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colours = colours
        self._view: DayView | None = None
        self._vertical = False
        self._spots: list[Spot] = []
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Your day"))
        self.setAccessibleDescription(tr("The arrow keys walk from block to block."))

    def show_day(self, view: DayView) -> None:
        """Show *view*."""
        self._view = view
        walked = self._walked()
        while len(self._spots) < len(walked):
            self._spots.append(Spot(self))
        for spare in self._spots[len(walked) :]:
            spare.hide()
            spare.deleteLater()
        del self._spots[len(walked) :]
        for spot, (_, spoken) in zip(self._spots, walked, strict=True):
            spot.setAccessibleName(spoken)
        self._enter_at(min(self._current, max(len(walked) - 1, 0)))
        self._lay()
        self.updateGeometry()
        self.update()

    def recolour(self, colours: Palette) -> None:
        """Paint in *colours* from now on."""
        self.colours = colours
        self.update()

    @property
    def vertical(self) -> bool:
        return self._vertical

    def set_vertical(self, vertical: bool) -> None:
        """Run down instead of across: for windows under 720 px."""
        if vertical != self._vertical:
            self._vertical = vertical
            self._lay()
            self.updateGeometry()
            self.update()

    def scale(self) -> Scale | None:
        """Return where things lie at the present size; None before the first `show_day`."""
        if self._view is None:
            return None
        line = line_height()
        if self._vertical:
            shown = self._view.span
            return Scale(shown, HOUR_PX, MARGIN / 2, self._label_room(), vertical=True)
        shown, hour = shown_for(self._view.span, self._view.day, self.width() - 2 * MARGIN)
        return Scale(shown, hour, MARGIN, line + TICK + 2 * PAST + 2)

    def sizeHint(self) -> QSize:
        line = line_height()
        if self._vertical and self._view is not None:
            hours = self._view.span.length / HOUR
            return QSize(320, round(hours * HOUR_PX + MARGIN + line))
        foot = line + TICK + 2 * PAST + 2 + DEPTH
        return QSize(900, round(foot + PAST + 2 * LAMP + APART + line))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def walk(self, spot: Spot, key: Qt.Key) -> bool:
        """Move the focus from *spot* as *key* says; False if *key* is not one that walks."""
        at = self._spots.index(spot)
        last = len(self._spots) - 1
        if key in _FORTH:
            at = min(at + 1, last)
        elif key in _BACK:
            at = max(at - 1, 0)
        elif key == Qt.Key.Key_Home:
            at = 0
        elif key == Qt.Key.Key_End:
            at = last
        else:
            return False
        self._enter_at(at)
        self._spots[at].setFocus(Qt.FocusReason.OtherFocusReason)
        self.entered.emit(self._spots[at])
        return True

    def enter(self) -> None:
        """Take the focus: at the block of now, or the first one."""
        if not self._spots or self._view is None:
            return
        now = self._view.now
        walked = self._walked()
        at = next((i for i, (span, _) in enumerate(walked) if now and now < span.end), 0)
        self._enter_at(at)
        self._spots[at].setFocus(Qt.FocusReason.TabFocusReason)
        self.entered.emit(self._spots[at])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def paintEvent(self, _event: QPaintEvent) -> None:
        scale = self.scale()
        if scale is not None and self._view is not None:
            paint_day(QPainter(self), self._view, scale, self.colours)

    def _label_room(self) -> float:
        """Return how much the hours need before a line that runs down."""
        return MARGIN + 3 * line_height()

    def _walked(self) -> list[tuple[Span, str]]:
        """Return what the arrow keys walk, in the order of the day: blocks, and tight joins."""
        if self._view is None:
            return []
        blocks = [(mark.span, mark.spoken) for mark in self._view.marks if mark.spoken]
        joins = [(Span(join.at, join.at), join.spoken) for join in self._view.joins]
        return sorted(blocks + joins, key=_order)

    def _enter_at(self, at: int) -> None:
        """Let Tab find the spot *at* and no other."""
        self._current = at
        for index, spot in enumerate(self._spots):
            tab = Qt.FocusPolicy.TabFocus if index == at else Qt.FocusPolicy.NoFocus
            spot.setFocusPolicy(tab)

    def _lay(self) -> None:
        scale = self.scale()
        if scale is None:
            return
        for spot, (span, _) in zip(self._spots, self._walked(), strict=True):
            start, end = scale.ends(span)
            wider = max(LEAST_SPOT - (end - start), 0) / 2
            box = scale.rect(start - wider, end + wider, scale.top, scale.foot)
            spot.setGeometry(box.adjusted(-ROOM, -ROOM, ROOM, ROOM).toAlignedRect())


def _order(walked: tuple[Span, str]) -> tuple[datetime, datetime]:
    return walked[0].start, walked[0].end
