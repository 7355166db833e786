"""A sense that nobody tells: it has to look, and looks only while the answer matters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer

from boundary.senses.sense import Heard, Part, State
from boundary.senses.states import States

EVERY = timedelta(seconds=10)


class Polled(QObject):
    """One part that somebody has to be asked for, by *look*.

    It looks at the start, then again and again only while an answer matters or while the part
    is on: an "on" that nobody takes back would never end.
    """

    def __init__(self, part: Part, look: Callable[[], State], every: timedelta = EVERY) -> None:
        super().__init__()
        self._part = part
        self._ask = look
        self._states = States(part)
        self._started = self._near = False
        self._look_again = QTimer(self)
        self._look_again.setInterval(int(every.total_seconds() * 1000))
        self._look_again.timeout.connect(self._look)

    def start(self, heard: Heard) -> None:
        """Look once, and go on as long as there is reason to."""
        self._states.start(heard)
        self._started = True
        self._look()

    def state(self, part: Part) -> State:
        """Return what was seen of *part* when it was last looked at."""
        return self._states.of(part)

    def attend(self, near: bool) -> None:
        """Look again and again while *near*."""
        self._near = near
        if self._started:
            self._look()

    def stop(self) -> None:
        """Look no more."""
        self._started = self._near = False
        self._look_again.stop()
        self._states.stop()

    def _look(self) -> None:
        seen = self._ask()
        wanted = self._near or seen is State.ON
        if wanted and not self._look_again.isActive():
            self._look_again.start()
        elif not wanted:
            self._look_again.stop()
        self._states.set(self._part, seen)
