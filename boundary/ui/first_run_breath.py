"""The fourth page of the first run: one real minute of breath, and the first practice is on."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, Qt, QTimeLine, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from boundary.language import tr
from boundary.ui.fact_row import plain_label
from boundary.ui.first_run_words import Page, breath_words, page_title
from boundary.ui.page_parts import page_layout, said
from boundary.ui.ring import Ring
from boundary.ui.theme import TIGHT, Palette

MINUTE = 60_000
"""Milliseconds of the whole breath."""

BREATH = (4.0, 6.0)
"""Seconds in and out: six breaths a minute (domain research, section 3)."""

LOOK = 200
"""Milliseconds between two looks at what is left."""


class BreathPage(QWidget):
    """The ring for a minute, when she begins it. `began` and `over`, however it ended."""

    began = Signal()
    over = Signal()

    def __init__(self, colours: Palette, *, reduced_motion: bool = False) -> None:
        super().__init__()
        self._watching = False
        page = page_layout(self, page_title(Page.BREATH))
        page.setSpacing(TIGHT)
        self._second = said(tr("This is what a break is like. Nothing is counted."))
        page.addWidget(self._second)
        self._ring = Ring(colours, reduced_motion=reduced_motion)
        page.addWidget(self._ring, 0, Qt.AlignmentFlag.AlignHCenter)
        self._said = plain_label("title", wraps=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        page.addWidget(self._said)
        self._more = plain_label("second", wraps=True)
        self._more.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        page.addWidget(self._more)
        self.button = QPushButton()
        self.button.clicked.connect(self._press)
        around = QVBoxLayout()
        around.setContentsMargins(0, TIGHT, 0, TIGHT)
        around.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addLayout(around)
        page.addStretch(1)
        self.minute = QTimeLine(MINUTE, self)
        self.minute.setEasingCurve(QEasingCurve.Type.Linear)
        self.minute.setUpdateInterval(LOOK)
        self.minute.valueChanged.connect(lambda share: self._ring.set_left(1 - share))
        self.minute.finished.connect(self._end)
        self._say(tr("In as it grows, out as it shrinks."), "", tr("Begin"))

    @property
    def runs(self) -> bool:
        """Whether the minute is under way."""
        return self.minute.state() is QTimeLine.State.Running

    def watch(self, watching: bool) -> None:
        """Know whether she chose to have Boundary only watch."""
        self._watching = watching

    def enter(self) -> None:
        """Take the focus on what begins it."""
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Stop, if it runs: she went elsewhere."""
        if self.runs:
            self.minute.stop()
            self._end()

    def _press(self) -> None:
        if self.runs:
            self.leave()
            return
        self._ring.breathe(BREATH)
        self._say(tr("In as it grows, out as it shrinks."), "", tr("Stop here"))
        self.minute.setCurrentTime(0)
        self.minute.start()
        self.began.emit()

    def _end(self) -> None:
        self._ring.enough()
        title, more = breath_words(watching=self._watching)
        self._say(title, more, tr("Once more"))
        self.over.emit()

    def _say(self, title: str, more: str, button: str) -> None:
        self._said.setText(title)
        self._more.setText(more)
        self.button.setText(button)
        self.button.setAccessibleName(button)
