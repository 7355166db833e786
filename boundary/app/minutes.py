"""The minutes: Today's now-line and sentences pass with them, only while Today is seen."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from boundary.app.engine import MINUTE
from boundary.clock import Clock

SHORTEST = 250
"""Milliseconds: Today is not brought up to date more often, however fast the clock runs."""


class Minutes(QObject):
    """Tells of each minute of *clock* as it begins, while it is followed."""

    passed = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self._pass)

    def follow(self, seen: bool) -> None:
        """Go with the minutes while *seen*; asking twice is fine."""
        if not seen:
            self.timer.stop()
        elif not self.timer.isActive():
            self._await()

    def _await(self) -> None:
        now = self._clock.now()
        following = now.replace(second=0, microsecond=0) + MINUTE
        wait = self._clock.until(following) / timedelta(milliseconds=1)
        self.timer.start(max(int(wait) + 1, SHORTEST))

    def _pass(self) -> None:
        self.passed.emit()
        self._await()
