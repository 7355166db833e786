"""Notices: what the desktop itself shows for us, through org.freedesktop.Notifications.

Never through the tray icon: its own messages swap the icon for a light bulb while they are
shown. Whatever is said here may lie on a shared screen or a locked one, so callers hand over
texts without content: no name, no title, nothing of a client.

jeepney is imported at the first call; it is there wherever the keyring works on Linux.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from boundary.errors import BoundaryError
from boundary.language import tr

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection  # type: ignore[import-untyped]

log = logging.getLogger(__name__)

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
NOTIFICATIONS = Service(
    "org.freedesktop.Notifications",
    "/org/freedesktop/Notifications",
    "org.freedesktop.Notifications",
)


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
                tr("A desktop with a notification area and notifications has one."),
            ) from error
        except (OSError, KeyError, ValueError, RuntimeError) as error:
            # No address in the environment, one that can't be read, nobody there, no answer.
            self.close()
            raise _no_bus() from error


class Notices:
    """Says a few words through the desktop, or nothing where it can't.

    A notice said in the name of a slot takes the place of the one said there before, so that
    two are never shown for one thing. No fault reaches the caller: a notice is a courtesy,
    and the tray shape says the same.
    """

    def __init__(self, bus: Bus | None = None) -> None:
        self._bus: Bus = bus or SessionBus()
        self._shown: dict[str, int] = {}
        self._abilities: frozenset[str] | None = None

    def notify(self, title: str, body: str = "", replaces: str = "") -> bool:
        """Show *title* and *body* in place of what the slot *replaces* shows ("": none).

        Both are plain text without content. Returns False if nothing could be shown. Blocks
        for at most a second or two where the desktop hangs.
        """
        try:
            abilities = self.abilities()
            if "body-markup" in abilities:
                body = escape(body, quote=False)
            [shown] = self._bus.call(
                NOTIFICATIONS,
                "Notify",
                "susssasa{sv}i",
                (
                    "Boundary",
                    self._shown.get(replaces, 0) if replaces else 0,
                    "",
                    title,
                    body if "body" in abilities else "",
                    [],
                    _HINTS,
                    -1,  # shown as long as the desktop thinks right
                ),
            )
        except BusError as error:
            log.info("a notice could not be shown: %s", error.title)
            return False
        if replaces:
            self._shown[replaces] = shown
        return True

    def withdraw(self, slot: str) -> bool:
        """Take away what *slot* shows; False if nothing is known to be shown there."""
        shown = self._shown.pop(slot, None)
        if shown is None:
            return False
        try:
            self._bus.call(NOTIFICATIONS, "CloseNotification", "u", (shown,))
        except BusError as error:
            log.info("a notice could not be taken away: %s", error.title)
            return False
        return True

    def close(self) -> None:
        """Hang up; what is shown may stay or go, as the desktop likes."""
        self._bus.close()

    def abilities(self) -> frozenset[str]:
        """Return what the desktop's notices can do, asked once; BusError if nobody shows any.

        The words are those of the Desktop Notifications Specification, GetCapabilities.
        """
        if self._abilities is None:
            [words] = self._bus.call(NOTIFICATIONS, "GetCapabilities")
            self._abilities = frozenset(words)
        return self._abilities


_HINTS: dict[str, tuple[str, object]] = {
    "urgency": ("y", 1),
    "suppress-sound": ("b", True),
    "transient": ("b", True),
    "desktop-entry": ("s", "boundary"),
}
"""Silent and not kept in a list of the past; never urgent, which breaks through any quiet mode."""


def _no_bus() -> BusError:
    return BusError(
        tr("The desktop's message bus can't be reached."),
        tr("Start Boundary from within your desktop session."),
    )
