"""Sleep and lock by logind, over the system bus.

A sleep is told before it begins and when it is over. `Lock` is a request, which on some
desktops nobody follows: it counts at once, and is looked at again shortly after. Sources: the
manual page org.freedesktop.login1(5) of systemd.
"""

from __future__ import annotations

import os
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection

from boundary.senses.dbus import (
    PROPERTIES,
    SilentError,
    There,
    ask,
    children,
    property_of,
    slot,
    unwatch_owner,
    watch_owner,
)
from boundary.senses.sense import Heard, Part, State
from boundary.senses.states import States

LOGIND = "org.freedesktop.login1"
MANAGER = There(LOGIND, "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
SESSIONS = There(LOGIND, "/org/freedesktop/login1/session", "org.freedesktop.login1.Session")

CONFIRM = timedelta(seconds=20)
"""How long after a request to lock, or the word that a sleep begins, both are looked at again:
a word that it is over may have been lost. Timers stand still while the machine sleeps."""


class Logind(QObject):
    """The sense of sleep, and of the lock as far as the desktop reports it to logind.

    *name* is the id of her session (`XDG_SESSION_ID`), *user* her login name; both are only
    used to find her session among the machine's.
    """

    def __init__(
        self,
        bus: QDBusConnection | None = None,
        name: str | None = None,
        user: str | None = None,
        confirm: timedelta = CONFIRM,
    ) -> None:
        super().__init__()
        self._bus = bus or QDBusConnection.systemBus()
        self._name = os.environ.get("XDG_SESSION_ID", "") if name is None else name
        self._user = user
        self._session: There | None = None
        self._states = States(Part.LOCK, Part.SLEEP)
        self._confirm = QTimer(self)
        self._confirm.setSingleShot(True)
        self._confirm.setInterval(int(confirm.total_seconds() * 1000))
        self._confirm.timeout.connect(self._confirmed)

    def start(self, heard: Heard) -> None:
        """Listen for what is announced; what is so now is asked once."""
        self._states.start(heard)
        if not self._bus.isConnected():
            return
        watch_owner(self._bus, LOGIND, self, "_owner")
        self._came()

    def state(self, part: Part) -> State:
        """Return what is known of *part*."""
        return self._states.of(part)

    def attend(self, near: bool) -> None:
        """Nothing: logind speaks by itself."""

    def stop(self) -> None:
        """Listen no more."""
        self._states.stop()
        self._confirm.stop()
        if self._bus.isConnected():
            unwatch_owner(self._bus, LOGIND, self, "_owner")
            self._went()

    @Slot(str, str, str)
    def _owner(self, _service: str, _before: str, now: str) -> None:
        if now:
            self._came()
        else:
            self._went()

    def _came(self) -> None:
        """Listen to a logind that is there, or is there again."""
        self._went()
        try:
            self._session = her_session(self._bus, self._name, self._user or login_name())
        except SilentError:
            self._confirm.start()
            return
        self._listen(self._bus.connect)
        self._look()

    def _went(self) -> None:
        self._listen(self._bus.disconnect)
        self._session = None
        self._states.lose()

    def _listen(self, turn: object) -> None:
        """Connect or disconnect, as *turn* says, every signal to its slot."""
        assert callable(turn)
        turn(*MANAGER, "PrepareForSleep", self, slot("_prepares(bool)"))
        if self._session is not None:
            service, path, _ = self._session
            turn(*self._session, "Lock", self, slot("_asked_to_lock()"))
            turn(*self._session, "Unlock", self, slot("_look()"))
            turn(service, path, PROPERTIES, "PropertiesChanged", self, slot("_look()"))

    @Slot(bool)
    def _prepares(self, begins: bool) -> None:
        if begins:
            self._confirm.start()
        self._states.set(Part.SLEEP, State.ON if begins else State.OFF)

    @Slot()
    def _asked_to_lock(self) -> None:
        self._confirm.start()
        self._states.set(Part.LOCK, State.ON)

    def _confirmed(self) -> None:
        """Look again, or for her session if logind was too busy to tell which it is."""
        if self._session is None:
            self._came()
        else:
            self._look()

    @Slot()
    def _look(self) -> None:
        """Ask what is so now."""
        try:
            sleeps = property_of(self._bus, MANAGER, "PreparingForSleep")
            locked = None
            if self._session is not None:
                locked = property_of(self._bus, self._session, "LockedHint")
        except SilentError:
            self._states.lose()
            self._confirm.start()
            return
        self._states.set(Part.SLEEP, _state(sleeps))
        self._states.set(Part.LOCK, _state(locked))


def her_session(bus: QDBusConnection, name: str, user: str) -> There | None:
    """Return her session's object: the one that *name* names, else the one logind takes for
    ours, else an active graphical one of *user*; None if there is none. SilentError like `ask`.

    Signals come from the object's real path only, never from that of `auto`. A program that
    the user's service manager starts has no XDG_SESSION_ID and is in no session of its own.
    """
    auto = SESSIONS._replace(path=f"{SESSIONS.path}/auto")
    for candidate in (name, property_of(bus, auto, "Id")):
        if isinstance(candidate, str) and candidate:
            path = ask(bus, MANAGER, "GetSession", candidate)
            if isinstance(path, str):
                found = SESSIONS._replace(path=path)
                if property_of(bus, found, "Id") == candidate:
                    return found
    hers = []
    for child in children(bus, SESSIONS):
        session = SESSIONS._replace(path=f"{SESSIONS.path}/{child}")
        if child in ("auto", "self") or property_of(bus, session, "Name") != user:
            continue
        if property_of(bus, session, "Type") in ("x11", "wayland", "mir"):
            hers.append((property_of(bus, session, "Active") is not True, session))
    return min(hers)[1] if hers else None


def login_name() -> str:
    """Return the login name of who runs this, or "" if the machine has none for her."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _state(is_on: object) -> State:
    if not isinstance(is_on, bool):
        return State.UNKNOWN
    return State.ON if is_on else State.OFF
