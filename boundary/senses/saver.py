"""The lock as screen savers tell it, over the session bus.

A saver that is active has the screen dark or locked: she is not looking at it either way.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from boundary.senses.dbus import SilentError, There, ask, slot, unwatch_owner, watch_owner
from boundary.senses.sense import Heard, Part, State
from boundary.senses.states import States

SAVERS = (
    There(
        "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"
    ),
    There("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
    There("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"),
    There("org.mate.ScreenSaver", "/org/mate/ScreenSaver", "org.mate.ScreenSaver"),
    There("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver", "org.xfce.ScreenSaver"),
)
_CHANGED = "_changed(bool,QDBusMessage)"


class Saver(QObject):
    """The sense of the lock by what the savers that are there say; unknown without one."""

    def __init__(self, bus: QDBusConnection | None = None) -> None:
        super().__init__()
        self._bus = bus or QDBusConnection.sessionBus()
        self._states = States(Part.LOCK)
        self._active: dict[str, bool] = {}

    def start(self, heard: Heard) -> None:
        """Ask each saver once, then listen."""
        self._states.start(heard)
        if not self._bus.isConnected():
            return
        for saver in SAVERS:
            watch_owner(self._bus, saver.service, self, "_owner")
            self._bus.connect(*saver, "ActiveChanged", self, slot(_CHANGED))
            self._look(saver)

    def state(self, part: Part) -> State:
        """Return what is known of *part*."""
        return self._states.of(part)

    def attend(self, near: bool) -> None:
        """Nothing: savers speak by themselves."""

    def stop(self) -> None:
        """Listen no more."""
        self._states.stop()
        self._active.clear()
        if self._bus.isConnected():
            for saver in SAVERS:
                unwatch_owner(self._bus, saver.service, self, "_owner")
                self._bus.disconnect(*saver, "ActiveChanged", self, slot(_CHANGED))

    def _look(self, saver: There) -> None:
        try:
            active = ask(self._bus, saver, "GetActive")
        except SilentError:
            return
        if isinstance(active, bool):
            self._active[saver.interface] = active
            self._tell()

    @Slot(bool, QDBusMessage)
    def _changed(self, active: bool, message: QDBusMessage) -> None:
        self._active[message.interface()] = active
        self._tell()

    @Slot(str, str, str)
    def _owner(self, service: str, _before: str, now: str) -> None:
        for saver in SAVERS:
            if saver.service != service:
                continue
            if now:
                self._look(saver)
            elif self._active.pop(saver.interface, None) is not None:
                self._tell()

    def _tell(self) -> None:
        if not self._active:
            self._states.lose()
        else:
            on = any(self._active.values())
            self._states.set(Part.LOCK, State.ON if on else State.OFF)
