"""A page as it will lie on paper, and the button that saves it; nothing is printed by itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.fact_row import plain_label
from boundary.ui.focus import ROOM
from boundary.ui.page_parts import said
from boundary.ui.print_pages import Paint
from boundary.ui.theme import APART, MARGIN, NEAR, TIGHT, Palette, mark, scale

SIZE = QSize(640, 640)


class PaperView(QLabel):
    """The page that *paint* paints, on paper of *size* points, as large as there is room.

    A label, because a bare widget has no role that a screen reader could say.
    """

    def __init__(self, paint: Paint, size: QSizeF, spoken: str, colours: Palette) -> None:
        super().__init__()
        self._paint = paint
        self._size = size
        self._colours = colours
        self.setAccessibleName(tr("Preview"))
        self.setAccessibleDescription(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(160, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_page(self, paint: Paint, spoken: str) -> None:
        """Show another page on the same paper."""
        self._paint = paint
        self.setAccessibleDescription(spoken)
        self.update()

    def recolour(self, colours: Palette) -> None:
        """Draw the edge in *colours* from now on; paper is paper."""
        self._colours = colours
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(ROOM, ROOM, -ROOM, -ROOM)
        part = min(room.width() / self._size.width(), room.height() / self._size.height())
        paper = QRectF(0, 0, self._size.width() * part, self._size.height() * part)
        paper.moveCenter(room.center())
        painter.save()
        painter.translate(paper.topLeft())
        painter.scale(part, part)
        painter.setClipRect(QRectF(0, 0, self._size.width(), self._size.height()))
        self._paint(painter, QRectF(0, 0, self._size.width(), self._size.height()))
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        focused = self.hasFocus()
        edge = self._colours.focus if focused else self._colours.border
        painter.setPen(QPen(QColor(edge), 2 if focused else 1))
        painter.drawRect(paper)


class PaperWindow(QWidget):
    """Shows one page; `save_wanted` asks to keep it as PDF. Esc closes."""

    save_wanted = Signal()

    def __init__(
        self,
        title: str,
        about: str,
        view: PaperView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "paper")
        self.view = view
        heading = plain_label("display", wraps=True)
        heading.setText(title)
        save = QPushButton(tr("Save as PDF…"))
        mark(save, "filled")
        save.clicked.connect(self.save_wanted)
        self._told = plain_label("second", wraps=True)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, ROOM, ROOM)
        foot.setSpacing(NEAR)
        foot.addWidget(save)
        foot.addWidget(self._told, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, APART, MARGIN, APART)
        whole.setSpacing(TIGHT)
        whole.addWidget(heading)
        whole.addWidget(said(about))
        whole.addSpacing(TIGHT)
        whole.addWidget(view, 1)
        whole.addSpacing(TIGHT)
        whole.addLayout(foot)
        self.setMinimumSize(420, 420)
        self.resize(round(SIZE.width() * (1 + scale()) / 2), SIZE.height())
        save.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, words: str) -> None:
        """Say what became of saving."""
        self._told.setText(words)

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        self.view.recolour(colours)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
