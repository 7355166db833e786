"""What a real day has and the sample has not: the senses, and calls that can be joined.

The hotkey is there in both: one key always lets go.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from boundary.app.engine import Engine
from boundary.app.sensing import Sensing
from boundary.errors import BoundaryError
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.joins import join_of
from boundary.schedule.sessions import Session
from boundary.senses.chord import DEFAULT
from boundary.senses.sense import Part, Sense
from boundary.ui.words import join_label

log = logging.getLogger(__name__)

GRABBING = frozenset({"xcb", "wayland", "windows", "cocoa"})
"""The platforms of Qt on which a key can be asked for; on others there is no keyboard."""

PATIENCE = 2000
"""Milliseconds: whoever has not answered by then does not know."""

SETTLING = 400
"""Milliseconds without news after which first answers hold: where a sound server runs, the
driver is often the faster one to answer and the server the one that knows."""

ASKED = (Part.MICROPHONE, Part.CAMERA)
"""What has to be known, or known not to be known, before anything may be shown."""


class Live(QObject):
    """Senses into *engine*, and *let_go* at the hotkey, from `start` to `stop`."""

    knowing = Signal()
    """Once after `start`: the senses have given their first answer, or had time enough for it."""
    awake = Signal(str)
    """It may be worth while to look at the calendars again: `wake`, `unlock` or `network`."""

    def __init__(
        self,
        engine: Engine,
        let_go: Callable[[], None],
        *,
        sampled: bool,
        keys: str = DEFAULT,
        senses: Callable[[], Sense] | None = None,
    ) -> None:
        super().__init__()
        self._engine = engine
        self._let_go = let_go
        self._sampled = sampled
        self._keys = keys
        self._senses = senses
        self._sensing: Sensing | None = None
        self._link: str | None = None
        self._hotkey: QObject | None = None
        self.trouble: BoundaryError | None = None
        self._settling = QTimer(self, singleShot=True, interval=SETTLING)
        self._settling.timeout.connect(self._know)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._know)

    def start(self) -> None:
        """Begin to sense, and take the key."""
        self._grab()
        if self._sampled:
            self.knowing.emit()
            return
        self._patience.start()
        self._sensing = Sensing(self._sense(), self._add, self._heard)
        self._sensing.start()
        self._watch_network()

    def stop(self) -> None:
        """Sense no more and give the key back."""
        self._patience.stop()
        self._settling.stop()
        if self._sensing is not None:
            self._sensing.stop()
            self._sensing = None
        self._release()

    def rekey(self, keys: str) -> BoundaryError | None:
        """Let go at *keys* from now on; where they are not to be had, say why and keep the old."""
        before = self._keys
        self._release()
        self._keys = keys
        self._grab()
        trouble = self.trouble
        if trouble is not None:
            self._release()
            self._keys = before
            self._grab()
        return trouble

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

    def _sense(self) -> Sense:
        if self._senses is not None:
            return self._senses()
        from boundary.senses.here import senses_here

        return senses_here()

    def _heard(self) -> None:
        """Wait a little for more news once all that matters is known."""
        if self._patience.isActive() and self._sensing is not None and self._sensing.knows(ASKED):
            self._settling.start()

    def _know(self) -> None:
        self._patience.stop()
        self._settling.stop()
        self.knowing.emit()

    def _add(self, kind: FactKind) -> None:
        self._engine.add(kind)
        if kind is FactKind.WAKE or kind is FactKind.UNLOCK:
            self.awake.emit(kind.value)

    def _watch_network(self) -> None:
        """Hear when the network is back, where the system tells; nothing is ever asked of it."""
        from PySide6.QtNetwork import QNetworkInformation

        if not QNetworkInformation.loadDefaultBackend():
            return
        network = QNetworkInformation.instance()
        network.reachabilityChanged.connect(self._reached)

    def _reached(self, reach: object) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        if self._sensing is not None and reach is QNetworkInformation.Reachability.Online:
            self.awake.emit("network")

    def _grab(self) -> None:
        if QGuiApplication.platformName().partition("-")[0] not in GRABBING:
            return
        from boundary.senses.hotkey import Hotkey

        hotkey = Hotkey(self._keys)
        hotkey.pressed.connect(self._let_go)
        hotkey.refused.connect(self._refused)
        self._hotkey = hotkey
        trouble = hotkey.grab()
        if trouble is not None:
            self._refused(trouble)

    def _release(self) -> None:
        from boundary.senses.hotkey import Hotkey

        if isinstance(self._hotkey, Hotkey):
            self._hotkey.release()
        self._hotkey = None
        self.trouble = None

    def _refused(self, trouble: BoundaryError) -> None:
        log.info("the hotkey is not to be had")
        self.trouble = trouble
