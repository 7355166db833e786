"""Beside the week grid: who answers in the next two days, and the keys that paint."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.fact_row import empty, plain_label
from boundary.ui.theme import BODY, HAIR, NEAR, TIGHT, WIDE, Palette, mark, scale

STRIP = 5
MOST = 6
"""Turns that are listed; in two days there are seldom more."""


class Strip(QWidget):
    """The ghost's strip as a sign: whole for her, outlined for the reply."""

    def __init__(self, colours: Palette, *, yours: bool) -> None:
        super().__init__()
        self._colours = colours
        self._yours = yours
        self.setFixedSize(STRIP + 5, round(BODY.line * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = STRIP if self._yours else STRIP + 2
        box = QRectF((self.width() - width) / 2, 1, width, self.height() - 2)
        edge = QPen(QColor(self._colours.lamp_text), 1)
        painter.setPen(Qt.PenStyle.NoPen if self._yours else edge)
        painter.setBrush(QColor(self._colours.rest if self._yours else self._colours.lamp))
        painter.drawRoundedRect(box, width / 2, width / 2)


class AnswerList(QWidget):
    """Who answers when, one turn under the other."""

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        self._shown: tuple[tuple[str, str, bool], ...] = ()
        title = plain_label("title", wraps=True)
        title.setText(tr("Who answers, the next 48 hours"))
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(NEAR)
        self._rows.setVerticalSpacing(HAIR)
        self._rows.setColumnStretch(1, 3)
        self._rows.setColumnStretch(2, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(WIDE, 0, 0, 0)
        inside.setSpacing(TIGHT)
        inside.addWidget(title)
        inside.addLayout(self._rows)

    def show_answers(self, shown: Sequence[tuple[str, str, bool]]) -> None:
        """Show turns: when, who, and whether it is she."""
        self._shown = tuple(shown)[:MOST]
        self._fill()

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        self._colours = colours
        self._fill()

    def _fill(self) -> None:
        empty(self._rows)
        for row, (when, who, yours) in enumerate(self._shown):
            first, second = plain_label("", wraps=True), plain_label("second", wraps=True)
            first.setText(when)
            first.setAccessibleName(tr("{when}: {who}").format(when=when, who=who))
            second.setText(who)
            top = Qt.AlignmentFlag.AlignTop
            self._rows.addWidget(Strip(self._colours, yours=yours), row, 0, top)
            self._rows.addWidget(first, row, 1)
            self._rows.addWidget(second, row, 2)


class KeyHints(QWidget):
    """The keys of the grid, as keys."""

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._caps: list[QLabel] = []
        whole = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.setLayout(whole)
        whole.setContentsMargins(0, TIGHT, 0, 0)
        whole.setSpacing(TIGHT)
        whole.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        self._whole = whole
        drag, inside = QHBoxLayout(), QHBoxLayout()
        inside.setSpacing(TIGHT)
        self._say(drag, tr("Drag to open or close"))
        drag.addStretch(1)
        whole.addLayout(drag)
        whole.addLayout(inside, 1)
        for keys, does in (
            ((tr("Shift"), tr("arrows")), tr("extend")),
            ((tr("Enter"),), tr("toggle")),
        ):
            for key in keys:
                self._cap(inside, key)
            self._say(inside, does)
            inside.addSpacing(NEAR)
        inside.addStretch(1)
        self._lines = (drag, inside)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.recolour(colours)

    def recolour(self, colours: Palette) -> None:
        """Draw the keys in *colours* from now on."""
        for cap in self._caps:
            cap.setStyleSheet(
                f"color: {colours.ink}; border: 1px solid {colours.border};"
                f" border-radius: 6px; padding: 1px {TIGHT}px;"
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        needed = sum(line.sizeHint().width() for line in self._lines) + WIDE
        narrow = event.size().width() < needed
        self._whole.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _say(self, line: QHBoxLayout, text: str) -> None:
        label = QLabel(text)
        mark(label, "small")
        line.addWidget(label)

    def _cap(self, line: QHBoxLayout, text: str) -> None:
        label = QLabel(text)
        mark(label, "small")
        self._caps.append(label)
        line.addWidget(label)
