"""The ritual: a ring, one sentence, dots, and a line of keys.

It shows the step it is told to show and says which key was pressed. It holds no clock and no
rule: when a step ends, and when it is enough, its owner knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEasingCurve,
    QPoint,
    QPointF,
    QPropertyAnimation,
    QRect,
    QRectF,
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
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QPushButton, QWidget

from boundary.language import tr
from boundary.ui import placing, theme
from boundary.ui.capture import leave_out_of_capture
from boundary.ui.ring import SIDE, Breath, Ring
from boundary.ui.ritual_parts import Dots, KeyHint, KeyLine, Sentence
from boundary.ui.theme import Palette

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDTH = 600
RING_TOP = 36
SENTENCE_TOP = 424
SENTENCE_WIDTH = 520
BELOW_SENTENCE = 32
BUTTON = 104
KEYS = 52


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: its sentence, its *breath* (seconds in, seconds out) if it is paced.

    *back_by* is said large, in the ring, where a step leaves the room: "Back by 10:57".
    """

    text: str
    breath: Breath | None = None
    back_by: str | None = None


class RitualWindow(QWidget):
    """One ritual, in a window of its own (`appear`) or alone on a screen (`as_guard`)."""

    next_wanted = Signal()
    notes_wanted = Signal()
    digits_wanted = Signal(bool)
    """She asked for the digits, or no longer wants them; they change at once."""
    stay_wanted = Signal()
    go_wanted = Signal()
    left = Signal()
    """She left: Esc, or closed the window."""
    painted = Signal()
    """The window was painted for the first time: it really is on a screen."""
    said = Signal(str)
    """The sentence that it shows from now on."""

    def __init__(
        self, palette: Palette, *, reduced_motion: bool = False, digits: bool = False
    ) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, placing.is_composited())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle(tr("Boundary"))
        self.setAccessibleName(tr("Ritual"))
        self._colours = palette
        self._digits = digits
        self._digits_text = ""
        self._share = 1.0
        self._steps: tuple[StepView, ...] = ()
        self._index = 0
        self._is_enough = False
        self._guards = False
        self._leaving = False
        self._was_painted = False
        self._fade = QPropertyAnimation(self, b"windowOpacity", self)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._ring = Ring(palette, reduced_motion=reduced_motion)
        self._sentence = Sentence(palette, reduced_motion=reduced_motion)
        self._dots = Dots(palette)
        self._stay = self._button(tr("Stay"), self.stay_wanted.emit)
        self._go = self._button(tr("Go"), self.go_wanted.emit)
        self._keys = KeyLine()
        for part in (self._ring, self._sentence, self._dots, self._keys):
            part.setParent(self)
        self._show_keys()
        self.setFixedSize(self._stage().size())

    def show_steps(self, steps: Sequence[StepView], index: int) -> None:
        """Take *steps* and show number *index* (from 0); the window is as high as the longest."""
        self._steps = tuple(steps)
        if not self._guards:
            self.setFixedSize(self._stage().size())
        self.show_step(index)
        self._arrange()

    def show_step(self, index: int) -> None:
        """Show step *index* of the steps; IndexError if there is none."""
        step = self._steps[index]
        self._index = index
        self._set_enough(False)
        self._dots.show_step(index, len(self._steps))
        self._sentence.say(step.text)
        self.said.emit(step.text)
        self._ring.breathe(step.breath, step.back_by or "")
        self._announce(f"{step.text} {step.back_by or ''}".strip())

    def set_left(self, share: float, digits_text: str = "") -> None:
        """Show the *share* (0 to 1) of the time that is left; *digits_text* only if asked for."""
        self._share, self._digits_text = share, digits_text
        self._ring.set_left(share, digits_text if self._digits else "")

    def enough(self) -> None:
        """Say that the floor is reached: stay or go, neither is the better answer."""
        self._set_enough(True)
        self._ring.enough()
        self._sentence.say(_enough_text())
        self.said.emit(_enough_text())
        self._announce(_enough_text())

    def appear(self, screen: QScreen, *, take_focus: bool = True) -> None:
        """Show the window in the middle of *screen*, fading in.

        Without *take_focus* her typing goes on where it went: for a ritual that began by itself.
        """
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not take_focus)
        self.centre(screen)
        self._fade_to(1.0, theme.APPEAR_MS, start=0.0)
        self.show()
        leave_out_of_capture(self)

    def centre(self, screen: QScreen) -> None:
        """Lie in the middle of *screen*."""
        middle = screen.availableGeometry().center()
        self.move(middle - QPoint(self.width() // 2, self.height() // 2))

    def as_guard(self, screen: QScreen, *, take_focus: bool = True) -> None:
        """Show the ritual alone on all of *screen*: the same content in the middle of paper.

        Without *take_focus* her typing goes on where it went, until she clicks.
        """
        self._guards = True
        self.setMinimumSize(0, 0)
        self.setMaximumSize(screen.size())
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not take_focus)
        placing.cover(self, screen)
        leave_out_of_capture(self)
        if take_focus:
            # A window manager gives a tool window no focus by itself.
            self.activateWindow()
        self._arrange()

    def leave(self) -> None:
        """Fade out and close, without `left`: the owner wanted it so."""
        self._leaving = True
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

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: act())
        button.hide()
        return button

    def _set_enough(self, enough: bool) -> None:
        if enough == self._is_enough:
            return
        self._is_enough = enough
        self._dots.setVisible(not enough)
        self._stay.setVisible(enough)
        self._go.setVisible(enough)
        if not enough:
            self.setFocus()
        self._show_keys()

    def _show_keys(self) -> None:
        """List the keys that do something now."""
        if self._is_enough:
            rows: list[tuple[str, str, Callable[[], None]]] = [
                (tr("Space"), tr("stay"), self.stay_wanted.emit),
                (tr("Enter"), tr("go"), self.go_wanted.emit),
                ("N", tr("notes"), self.notes_wanted.emit),
            ]
        else:
            rows = [
                (tr("Space"), tr("next"), self.next_wanted.emit),
                ("D", tr("digits"), self._toggle_digits),
                ("N", tr("notes first"), self.notes_wanted.emit),
            ]
        hints = []
        for key, does, act in [*rows, (tr("Esc"), tr("leave"), self._close)]:
            hint = KeyHint(key, does, self._colours)
            hint.clicked.connect(lambda _on=False, act=act: act())
            hints.append(hint)
        self._keys.show_keys(hints)

    def _toggle_digits(self) -> None:
        self._digits = not self._digits
        self.set_left(self._share, self._digits_text)
        self.digits_wanted.emit(self._digits)

    def _close(self) -> None:
        self.close()

    def _stage(self) -> QRect:
        """Return the place of the content: all of the window, or the middle of a screen."""
        grown = min(theme.scale(), 1.4)
        width = max(round(WIDTH * grown), self._keys.sizeHint().width())
        height = self._foot() + KEYS
        if not self._guards:
            return QRect(0, 0, width, height)
        return QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def _sentence_room(self) -> tuple[int, int]:
        """Return width and height that hold every sentence of this ritual."""
        width = round(SENTENCE_WIDTH * min(theme.scale(), 1.4))
        words = [step.text for step in self._steps] + [_enough_text()]
        return width, max(self._sentence.height_of(text, width) for text in words)

    def _foot(self) -> int:
        """Return where the line of keys begins."""
        below = max(round(theme.TARGET * theme.scale()), theme.TARGET)
        return SENTENCE_TOP + self._sentence_room()[1] + BELOW_SENTENCE + below + 26

    def _arrange(self) -> None:
        """Lay out the stage from top to bottom."""
        stage = self._stage()
        left, top, width = stage.left(), stage.top(), stage.width()
        room, height = self._sentence_room()
        self._ring.move(left + (width - SIDE) // 2, top + RING_TOP)
        self._sentence.setGeometry(left + (width - room) // 2, top + SENTENCE_TOP, room, height)
        dots = top + SENTENCE_TOP + height + BELOW_SENTENCE
        self._dots.setGeometry(left, dots, width, self._dots.height())
        target = self._stay.sizeHint().height()
        button = max(BUTTON, self._stay.sizeHint().width(), self._go.sizeHint().width())
        buttons = dots + 7 - target // 2
        middle = left + width // 2
        self._stay.setGeometry(middle - theme.NEAR // 2 - button, buttons, button, target)
        self._go.setGeometry(middle + theme.NEAR // 2, buttons, button, target)
        self._keys.setGeometry(left, top + self._foot(), width, KEYS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        placing.round_corners(self, 0 if self._guards else theme.RADIUS_CARD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(self._colours.paper))
        painter.setPen(Qt.PenStyle.NoPen)
        if self._guards:
            painter.drawRect(self.rect())
        else:
            painter.setPen(QPen(QColor(self._colours.hairline), 1))
            edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(edge, theme.RADIUS_CARD, theme.RADIUS_CARD)
            line = self._keys.geometry().top() + 0.5
            painter.drawLine(QPointF(edge.left(), line), QPointF(edge.right(), line))
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let her drag the window by its empty paper; a guard takes the keys with a click."""
        handle = self.windowHandle()
        if self._guards:
            self.activateWindow()
        elif event.button() is Qt.MouseButton.LeftButton:
            handle.startSystemMove()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys that the last line names; Enter presses a button that has the focus."""
        focused = self.focusWidget()
        match event.key():
            case Qt.Key.Key_Escape:
                self.close()
            case Qt.Key.Key_N:
                self.notes_wanted.emit()
            case Qt.Key.Key_D if not self._is_enough:
                self._toggle_digits()
            case Qt.Key.Key_Space:
                (self.stay_wanted if self._is_enough else self.next_wanted).emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if isinstance(focused, QPushButton | KeyHint) and focused.isVisible():
                    focused.click()
                elif self._is_enough:
                    self.go_wanted.emit()
            case _:
                super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._ring.breathe(None)
        if not self._leaving:
            self._leaving = True
            self.left.emit()


def _enough_text() -> str:
    return tr("That is enough. Stay, or go.")
