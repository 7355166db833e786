"""Private buses with mocks of logind and a screen saver on them, spoken to with jeepney."""

from __future__ import annotations

from itertools import count
from typing import Any, Self

from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]
from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped]
from PySide6.QtDBus import QDBusConnection

from tests.desktop import Desktop
from tests.senses.rigs import mocked

LOGIND = "org.freedesktop.login1"
MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
SAVER = "org.freedesktop.ScreenSaver"
MOCK = "org.freedesktop.DBus.Mock"
PROPERTIES = "org.freedesktop.DBus.Properties"
MAIN = "/org/freedesktop/login1"

_names = count()


class MockBus:
    """A private bus; `call` speaks to the mocks on it."""

    def __init__(self, made: Desktop) -> None:
        self._place = made
        self._line = open_dbus_connection(made.environment["DBUS_SESSION_BUS_ADDRESS"])
        self._qt: list[str] = []

    def call(self, service: str, path: str, method: str, signature: str, *body: object) -> Any:
        """Call *method*, with its interface before the last dot, and return the answer."""
        interface, _, name = method.rpartition(".")
        address = DBusAddress(path, service, interface)
        message = new_method_call(address, name, signature or None, body)
        return unwrap_msg(self._line.send_and_get_reply(message, timeout=5))

    def connection(self) -> QDBusConnection:
        """Return a connection of Qt's own, one for each test."""
        self._qt.append(f"test-{next(_names)}")
        address = self._place.environment["DBUS_SESSION_BUS_ADDRESS"]
        return QDBusConnection.connectToBus(address, self._qt[-1])

    def hang_up(self) -> None:
        """Close Qt's connections."""
        for name in self._qt:
            QDBusConnection.disconnectFromBus(name)
        self._qt.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.hang_up()
        self._line.close()

    def emit(self, service: str, path: str, signal: str, *values: bool) -> None:
        """Have the mock at *path* say *signal*, with its interface before the last dot."""
        interface, _, name = signal.rpartition(".")
        told = [("b", value) for value in values]
        self.call(
            service, path, f"{MOCK}.EmitSignal", "sssav", interface, name, "b" * len(told), told
        )


class MockLogind:
    """A logind with sessions that a test adds; the mock answers any id with a path."""

    def __init__(self, bus: MockBus, made: Desktop) -> None:
        self.bus = bus
        mocked(made, ("--system", "-t", "logind"), LOGIND)

    def add_session(self, name: str, user: str, *, kind: str = "x11", active: bool = True) -> str:
        """Add a session of *user* and return its path."""
        [path] = self.bus.call(
            LOGIND, MAIN, f"{MOCK}.AddSession", "ssusb", name, "seat0", 1000, user, active
        )
        self.set(path, "Type", ("s", kind))
        return str(path)

    def set(self, path: str, name: str, value: tuple[str, object]) -> None:
        """Set a property of a session, which is announced."""
        self.bus.call(LOGIND, path, f"{PROPERTIES}.Set", "ssv", SESSION, name, value)

    def hint(self, path: str, locked: bool) -> None:
        """Have the session at *path* be locked or not, as a desktop reports it."""
        self.set(path, "LockedHint", ("b", locked))

    def say(self, path: str, signal: str) -> None:
        """Emit `Lock` or `Unlock` from the session at *path*."""
        self.bus.emit(LOGIND, path, f"{SESSION}.{signal}")

    def sleeps(self, begins: bool) -> None:
        """Have a sleep begin or be over."""
        self.set_sleep(begins)
        self.bus.emit(LOGIND, MAIN, f"{MANAGER}.PrepareForSleep", begins)

    def set_sleep(self, begins: bool) -> None:
        """Have a sleep begin or be over, and the word of it be lost."""
        self.bus.call(
            LOGIND, MAIN, f"{PROPERTIES}.Set", "ssv", MANAGER, "PreparingForSleep", ("b", begins)
        )
