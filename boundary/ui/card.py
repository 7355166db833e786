"""The break card: a calm question in a corner that never takes the focus.

It says what the gap allows, offers up to four equal choices and one small aside, and folds to a
text-free thread at the screen's edge. It decides nothing: it emits what was chosen, and its
owner lets it leave.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractAnimation,
    QEasingCurve,
    QParallelAnimationGroup,
    QPoint,
    QPropertyAnimation,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QPushButton, QStyle, QWidget

from boundary.language import tr
from boundary.ui import placing, theme
from boundary.ui.arch import draw_arch
from boundary.ui.capture import leave_out_of_capture
from boundary.ui.card_layout import ARCH, PAD, WIDEST, Text, lay_out
from boundary.ui.hold_button import HoldButton
from boundary.ui.theme import Palette

INERT_MS = 1500
HAIRLINE = 2
WORDLESS = QSize(60, 64)


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: what it means to the program and what it says to her."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class CardView:
    """What a card shows.

    *wordless* shows the arch alone until it is clicked. *inert* names the choices that ignore
    a click in the first 1.5 s, because it was meant for what lay beneath; None: all of them.
    *later* is what the key P chooses, "" where nothing can be put off. *hold*: the aside means
    it only when it is held for three seconds.
    """

    title: str
    second: str
    choices: tuple[Choice, ...]
    aside: Choice | None = None
    wordless: bool = False
    inert: frozenset[str] | None = None
    later: str = ""
    hold: bool = False


class Card(QWidget):
    """One card. `appear` shows it, `leave` fades it out, `fold` makes it a thread."""

    chosen = Signal(str)
    """The id of the choice, or of the aside."""
    closed = Signal()
    """She closed it (Esc, or through the window manager) without choosing."""
    moved = Signal(QPoint)
    """She dragged it; its new place, to be remembered."""
    painted = Signal()
    """The card was painted for the first time: it really is on a screen."""
    unfolded = Signal()
    """She clicked the thread or the wordless card, and the words are there again."""

    def __init__(
        self,
        view: CardView,
        palette: Palette,
        parent: QWidget | None = None,
        *,
        reduced_motion: bool = False,
    ) -> None:
        super().__init__(parent)
        placing.card_flags(self)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, placing.is_composited())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle(tr("Boundary"))
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.second)
        self._view = view
        self._colours = palette
        self._reduced = reduced_motion
        self._share = 1.0
        self._place = QPoint()
        self._grip: QPoint | None = None
        self._folded = False
        self._thread = QRect()
        self._wordless = view.wordless
        self._leaving = False
        self._was_painted = False
        self._fade = QPropertyAnimation(self, b"windowOpacity")
        self._slide = QPropertyAnimation(self, b"pos")
        self._motion = QParallelAnimationGroup(self)
        for part in (self._fade, self._slide):
            part.setEasingCurve(QEasingCurve.Type.OutCubic)
            self._motion.addAnimation(part)
        self._inert = QTimer(self)
        self._inert.setSingleShot(True)
        self._inert.setInterval(INERT_MS)
        self._title = self._label(view.title, "title")
        self._second = self._label(view.second, "small")
        self._buttons: list[QPushButton] = []
        self._aside: QPushButton | None = None
        self._fill()
        self._arrange()

    def appear(self, place: QPoint) -> None:
        """Show the card at *place* (global), rising 8 px, and make its buttons inert for 1.5 s."""
        self._place = place
        self._inert.start()
        self.move(place)
        rise = QPoint(0, 0 if self._reduced else theme.RISE)
        self._move(0.0, 1.0, theme.APPEAR_MS, place + rise)
        self.show()
        leave_out_of_capture(self)
        words = f"{self._view.title}. {self._view.second}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def place(self, place: QPoint) -> None:
        """Lie at *place* (global) from now on, folded or not: where it lay there is no screen."""
        self._place = place
        self._arrange()

    def leave(self) -> None:
        """Fade out and close, without `closed`: the owner wanted it so."""
        self._leaving = True
        self._move(self.windowOpacity(), 0.0, theme.LEAVE_MS, self.pos())
        if self.isVisible() and self._motion.state() is QAbstractAnimation.State.Running:
            self._motion.finished.connect(self.close)
        else:
            self.close()

    def say(self, view: CardView) -> None:
        """Say *view* from now on: minutes have gone by, or she has answered half of it."""
        if view == self._view or self._leaving:
            return
        self._view = view
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.second)
        for label, words in ((self._title, view.title), (self._second, view.second)):
            label.setText(words)
            label.setAccessibleName(words)
        for button in (*self._buttons, *((self._aside,) if self._aside else ())):
            button.hide()
            button.deleteLater()
        self._fill()
        self._arrange()

    def set_share(self, share: float) -> None:
        """Shorten the hairline to what is left of the gap, 1.0 to 0.0."""
        share = min(max(share, 0.0), 1.0)
        if share != self._share:
            self._share = share
            self.update(self._hairline())

    def fold(self) -> None:
        """Become the thread at the nearer edge of the screen the card is on."""
        if not self._folded and not self._leaving:
            self._place = self.pos()
            self._folded = True
            self._arrange()

    def unfold(self) -> None:
        """Become the card again, where it was."""
        if (self._folded or self._wordless) and not self._leaving:
            self._folded = self._wordless = False
            self._arrange()
            self.unfolded.emit()

    @property
    def folded(self) -> bool:
        """Whether the card is a thread now."""
        return self._folded

    def _fill(self) -> None:
        """Make the buttons of the view."""
        view = self._view
        self._buttons = [self._button(choice, "rest") for choice in view.choices]
        self._aside = None
        if view.aside is not None:
            make = self._hold_button if view.hold else self._button
            self._aside = make(view.aside, "text")

    def _label(self, words: str, kind: str) -> QLabel:
        label = QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAccessibleName(words)
        # A click on the words drags the card, like a click beside them.
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.mark(label, kind)
        return label

    def _button(self, choice: Choice, kind: str) -> QPushButton:
        button = QPushButton(choice.label.replace("&", "&&"), self)
        button.setAccessibleName(choice.label)
        theme.mark(button, kind)
        button.clicked.connect(lambda: self._choose(choice.id))
        return button

    def _hold_button(self, choice: Choice, kind: str) -> QPushButton:
        words = tr("{label} (hold)").format(label=choice.label)
        button = HoldButton(words.replace("&", "&&"), self._colours, self)
        button.setAccessibleName(words)
        theme.mark(button, kind)
        button.held.connect(lambda: self._choose(choice.id))
        return button

    def _choose(self, choice: str) -> None:
        inert = self._inert.isActive() and (self._view.inert is None or choice in self._view.inert)
        if not inert and not self._leaving:
            self.chosen.emit(choice)

    def _arrange(self) -> None:
        """Give every part its place for what the card is now: words, arch alone, or thread."""
        bare = self._folded or self._wordless
        parts: list[QWidget] = [self._title, self._second, *self._buttons]
        for part in [*parts, *([self._aside] if self._aside else [])]:
            part.setVisible(not bare)
        if self._folded:
            area = self.screen().availableGeometry()
            thread = placing.thread_beside(area, QRect(self._place, self.size()))
            window = placing.held(thread, area)
            self._thread = thread.translated(-window.topLeft())
            self._resize(window)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            return
        self.unsetCursor()
        if self._wordless:
            self._resize(QRect(self._place, WORDLESS))
            return
        widths = [button.sizeHint().width() for button in self._buttons]
        layout = lay_out(
            _text(self._title, theme.BODY),
            _text(self._second, theme.SMALL),
            widths,
            self._aside.sizeHint().width() if self._aside else None,
            target=max(theme.TARGET, *(button.sizeHint().height() for button in self._buttons)),
            widest=round(WIDEST * min(theme.scale(), 1.4)),
        )
        whole, way = QRect(QPoint(0, 0), layout.size), self.layoutDirection()
        for part, at in zip(parts, (layout.title, layout.second, *layout.buttons), strict=True):
            part.setGeometry(QStyle.visualRect(way, whole, at))
        if self._aside and layout.aside:
            self._aside.setGeometry(QStyle.visualRect(way, whole, layout.aside))
        self._resize(QRect(self._place, layout.size))

    def _resize(self, at: QRect) -> None:
        """Take the size of *at*, fixed, and its place once the card has one."""
        self._motion.stop()
        self.setWindowOpacity(1.0)
        self.setFixedSize(at.size())
        if self.isVisible():
            self.move(at.topLeft())
        self.update()

    def _move(self, first: float, last: float, duration: int, start: QPoint) -> None:
        """Fade from *first* to *last* while the card slides from *start* to its place.

        The two motions stay in their group for good: Qt complains of a group that is emptied.
        """
        self._motion.stop()
        for motion, begin, end in (
            (self._fade, first, last),
            (self._slide, start, self.pos()),
        ):
            motion.setStartValue(begin)
            motion.setEndValue(end)
            motion.setDuration(duration)
        self._motion.start()

    def _hairline(self) -> QRect:
        top = self.height() - 6 - HAIRLINE
        return QRect(PAD, top, self.width() - 2 * PAD, HAIRLINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._colours
        painter.setPen(Qt.PenStyle.NoPen)
        if self._folded:
            painter.setBrush(QColor(colours.rest))
            painter.drawRect(self._thread)
            return
        painter.setPen(QPen(QColor(colours.hairline), 1))
        painter.setBrush(QColor(colours.card))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, theme.RADIUS_CARD, theme.RADIUS_CARD)
        arch = QStyle.visualRect(self.layoutDirection(), self.rect(), ARCH)
        draw_arch(painter, QRectF(arch), colours)
        if not self._wordless:
            self._paint_hairline(painter)

    def _paint_hairline(self, painter: QPainter) -> None:
        whole = QRectF(self._hairline())
        left = QRectF(whole.topLeft(), QSize(round(whole.width() * self._share), HAIRLINE))
        painter.setPen(Qt.PenStyle.NoPen)
        for part, colour in ((whole, self._colours.hairline), (left, self._colours.rest)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(part, 1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut out what is to be seen: the thread, or the card with its round corners."""
        super().resizeEvent(event)
        if self._folded:
            self.setMask(QRegion(self._thread))
        else:
            placing.round_corners(self, theme.RADIUS_CARD)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._leaving:
            return
        if self._folded or self._wordless:
            self.unfold()
        else:
            self._grip = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None and not self._leaving:
            self._motion.stop()
            self.setWindowOpacity(1.0)
            self.move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if self._grip is not None and self.pos() != self._place:
            self._place = self.pos()
            self.moved.emit(self._place)
        self._grip = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes at once; Enter presses the button that has the focus."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_P and self._view.later and not self._folded:
            self._choose(self._view.later)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._folded or self._wordless:
                self.unfold()
            elif isinstance(focused, QPushButton):
                focused.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._leaving:
            self._leaving = True
            self.closed.emit()


def _text(label: QLabel, style: theme.TypeStyle) -> Text:
    """Measure *label* for the layout; a line is never lower than its *style* says."""
    label.ensurePolished()
    width = label.fontMetrics().horizontalAdvance(label.text()) + 1
    line = round(style.line * theme.scale())
    return Text(width, lambda room: max(label.heightForWidth(room), line))
