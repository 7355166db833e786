"""The desktop's message bus: calls to it, with a limit, and its faults in our words.

jeepney is imported at the first call; it is there wherever the keyring works on Linux. Qt's
own bus classes can't send the numbers that notices are made of. Elsewhere than on Linux
there is no bus, and every call says so.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from boundary.errors import BoundaryError
from boundary.language import tr

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection  # type: ignore[import-untyped]

PATIENCE = timedelta(seconds=1)
"""How long the desktop may take for one answer; a call blocks its thread no longer."""


class BusError(BoundaryError):
    """The desktop's message bus is missing, or nobody on it does what was asked."""


class Service(NamedTuple):
    """Somebody on the bus: its name, the object to speak to and the language it speaks."""

    name: str
    path: str
    interface: str


BUS = Service("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
PROPERTIES = "org.freedesktop.DBus.Properties"


class Bus(Protocol):
    """A message bus that answers or raises BusError."""

    def call(
        self, service: Service, method: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        """Call *method* with *body*, typed by the D-Bus *signature*; return the answer's parts."""
        ...

    def close(self) -> None:
        """Hang up."""
        ...


class SessionBus:
    """The bus of her desktop session, connected at the first call.

    The connection is kept, because some desktops take a notice away when the one who sent it
    hangs up; after a broken line the next call connects anew. For one thread alone.
    """

    def __init__(self, patience: timedelta = PATIENCE) -> None:
        self._patience = patience.total_seconds()
        self._line: DBusConnection | None = None

    def call(
        self, service: Service, method: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        """Call *method* of *service*; BusError if there is no bus, no service or no answer."""
        if sys.platform != "linux":
            raise _no_bus()
        from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]
        from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped]

        address = DBusAddress(service.path, service.name, service.interface)
        with self._speaking() as line:
            answer = line.send_and_get_reply(
                new_method_call(address, method, signature or None, body), timeout=self._patience
            )
            parts: tuple[Any, ...] = unwrap_msg(answer)
            return parts

    def close(self) -> None:
        """Hang up; a later call connects again."""
        if self._line is not None:
            self._line.close()
            self._line = None

    @contextmanager
    def _speaking(self) -> Iterator[DBusConnection]:
        """Hold the line, and turn what jeepney raises into BusError."""
        from jeepney.io.blocking import open_dbus_connection
        from jeepney.wrappers import DBusErrorResponse

        try:
            if self._line is None:
                self._line = open_dbus_connection("SESSION", auth_timeout=self._patience)
            yield self._line
        except DBusErrorResponse as error:
            raise BusError(
                tr("No program on this desktop does what was asked."),
                tr("Boundary goes on without it; `boundary doctor` says what is missing."),
            ) from error
        except (OSError, KeyError, ValueError, RuntimeError) as error:
            # No address in the environment, one that can't be read, nobody there, no answer.
            self.close()
            raise _no_bus() from error


def owned(bus: Bus, name: str) -> bool:
    """Tell whether somebody has *name* on the bus now."""
    return _listed(bus, "NameHasOwner", "s", (name,)) is True


def offered(bus: Bus, name: str) -> bool:
    """Tell whether somebody has *name*, or would be started when asked."""
    if owned(bus, name):
        return True
    names = _listed(bus, "ListActivatableNames")
    return isinstance(names, list) and name in names


def _listed(bus: Bus, method: str, signature: str = "", body: tuple[Any, ...] = ()) -> Any:
    """Ask the bus itself; None if there is none."""
    try:
        [answer] = bus.call(BUS, method, signature, body)
    except BusError:
        return None
    return answer


def property_of(bus: Bus, service: Service, name: str) -> Any:
    """Return the property *name* of *service*; None if it has none or is not there."""
    asked = Service(service.name, service.path, PROPERTIES)
    try:
        [(_, value)] = bus.call(asked, "Get", "ss", (service.interface, name))
    except BusError:
        return None
    return value


def answers(bus: Bus, service: Service, method: str) -> bool:
    """Tell whether *service* answers *method*, which takes nothing and changes nothing."""
    try:
        bus.call(service, method)
    except BusError:
        return False
    return True


def _no_bus() -> BusError:
    return BusError(
        tr("The desktop's message bus can't be reached."),
        tr("Start Boundary from within your desktop session."),
    )
