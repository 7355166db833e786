"""What a real day has and the sample has not: the senses, and calls that can be joined.

The hotkey is there in both: one key always lets go.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from boundary.app.engine import Engine
from boundary.app.sensing import Sensing
from boundary.errors import BoundaryError
from boundary.schedule.facts import Fact
from boundary.schedule.joins import join_of
from boundary.schedule.sessions import Session
from boundary.ui.words import join_label

log = logging.getLogger(__name__)

GRABBING = frozenset({"xcb", "wayland", "windows", "cocoa"})
"""The platforms of Qt on which a key can be asked for; on others there is no keyboard."""


class Live(QObject):
    """Senses into *engine*, and *let_go* at the hotkey, from `start` to `stop`."""

    def __init__(self, engine: Engine, let_go: Callable[[], None], *, sampled: bool) -> None:
        super().__init__()
        self._engine = engine
        self._let_go = let_go
        self._sampled = sampled
        self._sensing: Sensing | None = None
        self._link: str | None = None
        self._hotkey: QObject | None = None
        self.trouble: BoundaryError | None = None

    def start(self) -> None:
        """Begin to sense, and take the key."""
        self._grab()
        if not self._sampled:
            from boundary.senses.here import senses_here

            self._sensing = Sensing(senses_here(), self._engine.add)
            self._sensing.start()

    def stop(self) -> None:
        """Sense no more and give the key back."""
        from boundary.senses.hotkey import Hotkey

        if self._sensing is not None:
            self._sensing.stop()
            self._sensing = None
        if isinstance(self._hotkey, Hotkey):
            self._hotkey.release()
            self._hotkey = None

    def catch_up(self, facts: Iterable[Fact]) -> None:
        """End what an earlier run left on, by *facts* in order of time."""
        if self._sensing is not None:
            self._sensing.catch_up(facts)

    def look(self, sessions: Iterable[Session], now: datetime, *, twelve: bool) -> str | None:
        """Look closely while a session is near; return the tray's "Join 10:00", if there is one."""
        plan = self._engine.today.plan(now)
        if self._sensing is not None:
            self._sensing.look(plan, now)
        found = join_of(sessions, now)
        self._link = None if found is None else found[1]
        return None if found is None else join_label(found[0], plan.zone, twelve=twelve)

    def join(self) -> None:
        """Open the call in her browser; its address is never shown."""
        if self._link is not None:
            QDesktopServices.openUrl(QUrl(self._link))

    def _grab(self) -> None:
        if QGuiApplication.platformName().partition("-")[0] not in GRABBING:
            return
        from boundary.senses.hotkey import Hotkey

        hotkey = Hotkey()
        hotkey.pressed.connect(self._let_go)
        hotkey.refused.connect(self._refused)
        self._hotkey = hotkey
        trouble = hotkey.grab()
        if trouble is not None:
            self._refused(trouble)

    def _refused(self, trouble: BoundaryError) -> None:
        log.info("the hotkey is not to be had")
        self.trouble = trouble
