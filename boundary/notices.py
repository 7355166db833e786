"""Notices: what the desktop itself shows for us, through org.freedesktop.Notifications.

Never through the tray icon: its own messages swap the icon for a light bulb while they are
shown. Whatever is said here may lie on a shared screen or a locked one, so callers hand over
texts without content: no name, no title, nothing of a client.
"""

from __future__ import annotations

import logging
from html import escape

from boundary.bus import Bus, BusError, Service, SessionBus

log = logging.getLogger(__name__)

NOTIFICATIONS = Service(
    "org.freedesktop.Notifications",
    "/org/freedesktop/Notifications",
    "org.freedesktop.Notifications",
)


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
