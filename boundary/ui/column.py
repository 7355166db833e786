"""One narrow column, one screen at a time: the window in which the day opens and closes.

It shows the page it is told to show and says which key was pressed and what was answered. It
holds no clock but for a page that goes by itself, and no rule: its owner knows what comes next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, QRectF, Qt, QTimer, Signal
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
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from boundary.language import tr
from boundary.ui import placing, theme
from boundary.ui.arch_light import ArchLight
from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.capture import leave_out_of_capture
from boundary.ui.column_parts import KeyRows, Screen
from boundary.ui.focus import OWN_COLOUR, ROOM
from boundary.ui.ritual_parts import KeyHint
from boundary.ui.shutdown_steps import COLUMN
from boundary.ui.step_fields import StepBody
from boundary.ui.step_page import Writing
from boundary.ui.theme import APART, MARGIN, WIDE, Palette

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary.ui.step_page import Page

HEIGHT = 560
ARCH_TOP, BELOW_ARCH = 48, 36
CLOSER = 2
"""With large letters the air around the arch is divided by this, for the words' sake."""

LARGE = 1.5
ABOVE_BUTTON, BELOW_BUTTON = 24, 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Column(QWidget):
    """A window of pages on the paper of *colours*, whatever the theme of the rest."""

    next_wanted = Signal()
    back_wanted = Signal()
    answered = Signal(str, object)
    """The id of the page and the answer: an int, a str or a tuple of str."""
    wanted = Signal(str)
    """The id of an action on the page that is not an answer."""
    left = Signal()
    """She let go: Esc, or closed the window."""
    gone = Signal()
    """The page that goes by itself has gone."""
    painted = Signal()
    """The window was painted for the first time: it really is on a screen."""

    def __init__(
        self, colours: Palette, name: str, *, reduced_motion: bool = False, width: int = COLUMN
    ) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, placing.is_composited())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle(tr("Boundary"))
        self.setAccessibleName(name)
        self.setStyleSheet(theme.stylesheet(colours, theme.scale()))
        self.setProperty(OWN_COLOUR, colours.focus)
        self._colours = colours
        self._leaving = self._was_painted = False
        self._wide = round(width * theme.scale()) + 2 * ROOM
        self.setFixedWidth(self._wide + 2 * (MARGIN - ROOM))
        self._page: Page | None = None
        self._screen: Screen | None = None
        self._fade = QPropertyAnimation(self, b"windowOpacity", self)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._goes = QTimer(self, singleShot=True)
        self._goes.timeout.connect(self._go_by_itself)
        self.light = ArchLight(colours, reduced_motion=reduced_motion)
        self._holder = QWidget()
        self._holder.setLayout(QVBoxLayout())
        _bare(self._holder)
        self._scroll = CalmScroll(self._holder, colours)
        self._go = QPushButton()
        self._go.setAutoDefault(False)
        theme.mark(self._go, "filled")
        self._go.clicked.connect(self._enter)
        self._keys = KeyRows()
        inside = QVBoxLayout(self)
        closer = CLOSER if theme.scale() >= LARGE else 1
        inside.setContentsMargins(MARGIN - ROOM, ARCH_TOP // closer, MARGIN - ROOM, WIDE)
        inside.setSpacing(0)
        inside.addWidget(self.light, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addSpacing(BELOW_ARCH // closer)
        inside.addWidget(self._scroll, 1)
        inside.addSpacing(ABOVE_BUTTON)
        button = QVBoxLayout()
        button.setContentsMargins(ROOM, 0, ROOM, 0)
        button.addWidget(self._go)
        inside.addLayout(button)
        inside.addSpacing(BELOW_BUTTON)
        inside.addWidget(self._keys)

    @property
    def page(self) -> Page | None:
        """What it shows."""
        return self._page

    @property
    def body(self) -> StepBody | None:
        """The body of what it shows."""
        return self._screen.body if self._screen is not None else None

    def make_room(self, pages: Sequence[Page]) -> None:
        """Be as high as the longest of *pages*, so that the window keeps still between them."""
        needed = 0
        for page in pages:
            screen = Screen(page, self._colours)
            screen.hide()
            screen.setParent(self)
            needed = max(needed, screen.height_at(self._wide))
            screen.deleteLater()
        if len(pages) > 1:
            self._show_keys(pages[0], back=True)
            self._keys.keep_rows()
        self._set_height(needed)

    def show_page(
        self,
        page: Page,
        level: float,
        *,
        back: bool,
        goes_after: int | None = None,
        light_over: int | None = None,
    ) -> None:
        """Show *page* with the light at *level* (0 to 1); *back* tells that there is one before.

        With *goes_after* (milliseconds) it goes by itself; Enter makes it go sooner. The light
        takes *light_over* milliseconds, else as long as a step.
        """
        before, self._screen = self._screen, Screen(page, self._colours)
        self._page = page
        holder = self._holder.layout()
        assert holder is not None
        if before is not None:
            holder.removeWidget(before)
            before.hide()
            before.deleteLater()
        holder.addWidget(self._screen)
        self._screen.show()
        body = self._screen.body
        body.answered.connect(lambda answer: self.answered.emit(page.id, answer))
        body.wanted.connect(self.wanted)
        body.grew.connect(self._grow)
        self.light.set_level(level, theme.STEP_MS if light_over is None else light_over)
        self._go.setText(page.go)
        self._go.setVisible(bool(page.go))
        self._show_keys(page, back=back)
        self._grow()
        self._scroll.verticalScrollBar().setValue(0)
        (body.first() or self).setFocus(Qt.FocusReason.OtherFocusReason)
        said = " ".join(part for part in (page.title, page.second, page.foot) if part)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self._goes.stop()
        if goes_after is not None:
            self._goes.start(goes_after)

    def say(self, words: str, *, asks: bool) -> None:
        """Show *words* under what she answers; they ask her something, or tell what is so."""
        if self._screen is not None:
            self._screen.body.say(words, asks=asks)

    def appear(self, screen: QScreen, *, take_focus: bool = True) -> None:
        """Show the window in the middle of *screen*, fading in."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not take_focus)
        area = screen.availableGeometry()
        self._set_height(self._needed())
        self.move(area.center() - QPoint(self.width() // 2, self.height() // 2))
        self._fade_to(1.0, theme.APPEAR_MS, start=0.0)
        self.show()
        leave_out_of_capture(self)
        if take_focus:
            self.raise_()
            self.activateWindow()

    def leave(self) -> None:
        """Fade out and close, without `left`: the owner wanted it so."""
        self._leaving = True
        self._goes.stop()
        if self.isVisible() and self.windowOpacity() > 0:
            self._fade_to(0.0, theme.LEAVE_MS, start=self.windowOpacity())
            self._fade.finished.connect(self.close)
        else:
            self.close()

    def _fade_to(self, opacity: float, duration: int, *, start: float) -> None:
        self._fade.stop()
        self._fade.setStartValue(start)
        self._fade.setEndValue(opacity)
        self._fade.setDuration(duration)
        self._fade.start()

    # how high it is

    def _needed(self) -> int:
        return self._screen.height_at(self._wide) if self._screen is not None else 0

    def _grow(self) -> None:
        self._set_height(self._needed())

    def _set_height(self, content: int) -> None:
        """Be high enough for *content*, never lower than before, never higher than the screen."""
        closer = CLOSER if theme.scale() >= LARGE else 1
        around = (ARCH_TOP + BELOW_ARCH) // closer + self.light.height()
        around += ABOVE_BUTTON + BELOW_BUTTON + WIDE
        around += self._go.sizeHint().height() + self._keys.sizeHint().height()
        room = placing.screen_in_use().availableGeometry().height() - 2 * APART
        wanted = max(HEIGHT, around + content, self.minimumHeight())
        self.setFixedHeight(min(wanted, max(room, HEIGHT)))

    # keys

    def _show_keys(self, page: Page, *, back: bool) -> None:
        rows: list[tuple[str, str, object]] = []
        if page.go:
            key = tr("Ctrl+Enter") if isinstance(page.body, Writing) else tr("Enter")
            rows.append((key, tr("next"), self._enter))
            if back:
                rows.append((tr("Backspace"), tr("back"), self.back_wanted.emit))
            rows.append((tr("Esc"), tr("let go"), self.close))
        hints = []
        for key, does, act in rows:
            hint = KeyHint(key, does, self._colours)
            hint.clicked.connect(act)
            hints.append(hint)
        self._keys.show_keys(hints, self._wide)

    def _enter(self) -> None:
        """Go on, unless the body keeps what she typed first."""
        if self._screen is None or self._leaving:
            return
        if self._goes.isActive():
            self._goes.stop()
            self._go_by_itself()
        elif not self._screen.body.enter():
            self._screen.body.settle()
            self.next_wanted.emit()

    def _go_by_itself(self) -> None:
        self.gone.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys that the last line names; Enter presses a button that has the focus."""
        focused = self.focusWidget()
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in _ENTER:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if isinstance(focused, QPushButton | KeyHint) and focused is not self._go:
                focused.click()
            elif not isinstance(focused, QPlainTextEdit) or control:
                self._enter()
        elif key == Qt.Key.Key_Backspace:
            if not event.isAutoRepeat():
                self.back_wanted.emit()
        elif self._screen is not None and self._screen.body.key(key):
            event.accept()
        else:
            super().keyPressEvent(event)

    # the window

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        placing.round_corners(self, theme.RADIUS_CARD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(self._colours.paper))
        painter.setPen(QPen(QColor(self._colours.hairline), 1))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, theme.RADIUS_CARD, theme.RADIUS_CARD)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let her drag the window by its empty paper."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.windowHandle().startSystemMove()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._leaving:
            self._leaving = True
            goes = self._goes.isActive() and self._page is not None and not self._page.go
            self._goes.stop()
            if self._screen is not None:
                self._screen.body.settle()
            (self.gone if goes else self.left).emit()


def _bare(widget: QWidget) -> None:
    layout = widget.layout()
    assert layout is not None
    layout.setContentsMargins(0, 0, 0, 0)
