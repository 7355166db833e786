"""The guard: a ritual on the screen she uses, and calm paper with its sentence on the others.

Each window belongs to one screen. A screen that goes away takes its window with it (Qt would
move it onto another, over the one that lies there), the ritual alone moves on; a new screen
gets its paper once things have come to rest, because one plug tells of itself several times.
Esc and a click on the words of leaving work on every screen.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from boundary.language import tr
from boundary.ui import placing, theme
from boundary.ui.capture import leave_out_of_capture
from boundary.ui.ritual_parts import KeyHint, Sentence
from boundary.ui.ritual_window import SENTENCE_WIDTH, RitualWindow
from boundary.ui.theme import Palette

DEBOUNCE = 500
"""Milliseconds of rest after the last change of the screens."""


class Paper(QWidget):
    """One screen that the ritual is not on: paper, its sentence, and the way out."""

    left = Signal()
    painted = Signal()
    """It was painted for the first time."""

    def __init__(self, colours: Palette, words: str, *, reduced_motion: bool = False) -> None:
        super().__init__()
        self._colours = colours
        self._leaving = False
        self._was_painted = False
        self.setWindowTitle(tr("Boundary"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sentence = Sentence(colours, reduced_motion=reduced_motion)
        self._sentence.setParent(self)
        self._out = KeyHint(tr("Esc"), tr("leave"), colours)
        self._out.setParent(self)
        self._out.clicked.connect(lambda _on=False: self.left.emit())
        self.say(words)

    def say(self, words: str) -> None:
        """Show *words*, the ritual's own."""
        self._sentence.say(words)
        self.setAccessibleName(words)
        self._arrange()

    def lie_on(self, screen: QScreen) -> None:
        """Cover *screen*, without the focus."""
        placing.cover(self, screen)
        leave_out_of_capture(self)

    def leave(self) -> None:
        """Close at once, without `left`: the owner wanted it so."""
        self._leaving = True
        self.close()
        self.deleteLater()

    def _arrange(self) -> None:
        width = min(round(SENTENCE_WIDTH * min(theme.scale(), 1.4)), self.width())
        height = self._sentence.height_of(self._sentence.text(), max(width, 1))
        left, middle = (self.width() - width) // 2, self.height() // 2
        self._sentence.setGeometry(QRect(left, middle - height // 2, width, height))
        size = self._out.sizeHint()
        foot = self.height() - theme.MARGIN - size.height()
        self._out.setGeometry((self.width() - size.width()) // 2, foot, size.width(), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(self._colours.paper))
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A click gives the keys to this window: Esc works then."""
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._leaving:
            self._leaving = True
            self.left.emit()


class Guard(QObject):
    """Puts *ritual* on one screen and paper on the rest, until `clear`."""

    laid = Signal(Paper)
    """A paper was shown."""
    lifted = Signal(Paper)
    """A paper was taken away."""

    def __init__(
        self, ritual: RitualWindow, colours: Palette, *, reduced_motion: bool = False
    ) -> None:
        super().__init__(ritual)
        self._ritual = ritual
        self._colours = colours
        self._reduced = reduced_motion
        self._words = ""
        self._screen: QScreen | None = None
        self._papers: dict[QScreen, Paper] = {}
        self._rest = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self._rest.timeout.connect(self._settle)
        self._app = QGuiApplication.instance()

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers that lie on screens now."""
        return tuple(self._papers.values())

    def begin(self, screen: QScreen, *, take_focus: bool) -> None:
        """Cover every screen, *screen* with the ritual itself."""
        self._screen = screen
        self._ritual.said.connect(self._say)
        if isinstance(self._app, QGuiApplication):
            self._app.screenAdded.connect(self._come)
            self._app.screenRemoved.connect(self._go)
        self._ritual.as_guard(screen, take_focus=take_focus)
        self._settle()

    def clear(self) -> None:
        """Take the papers away at once, and follow the screens no more."""
        self._rest.stop()
        if self._screen is not None and isinstance(self._app, QGuiApplication):
            self._app.screenAdded.disconnect(self._come)
            self._app.screenRemoved.disconnect(self._go)
        self._screen = None
        while self._papers:
            self._lift(next(iter(self._papers)))

    def _say(self, words: str) -> None:
        self._words = words
        for paper in self._papers.values():
            paper.say(words)

    def _come(self, _screen: QScreen) -> None:
        self._rest.start()

    def _go(self, screen: QScreen) -> None:
        """Close what lay on *screen*; the ritual goes on to one that is left."""
        self._lift(screen)
        if screen is self._screen:
            left = [other for other in QGuiApplication.screens() if other is not screen]
            if left:
                self._screen = left[0]
                self._ritual.as_guard(left[0], take_focus=False)
                self._lift(left[0])
        self._rest.start()

    def _lift(self, screen: QScreen) -> None:
        """Take the paper of *screen* away, if one lies there."""
        paper = self._papers.pop(screen, None)
        if paper is not None:
            self.lifted.emit(paper)
            paper.leave()

    def _settle(self) -> None:
        """Give each screen its window, and let each have its screen's size."""
        if self._screen is None:
            return
        screens = QGuiApplication.screens()
        for gone in [screen for screen in self._papers if screen not in screens]:
            self._lift(gone)
        for screen in screens:
            if screen is not self._screen and screen not in self._papers:
                paper = Paper(self._colours, self._words, reduced_motion=self._reduced)
                paper.left.connect(self._ritual.close)
                self._papers[screen] = paper
                paper.lie_on(screen)
                self.laid.emit(paper)
