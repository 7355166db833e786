"""Idle time under GNOME: Mutter's own monitor, which counts for Wayland and X alike."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtDBus import QDBusConnection

from boundary.senses.dbus import SilentError, There, ask

MONITOR = There(
    "org.gnome.Mutter.IdleMonitor",
    "/org/gnome/Mutter/IdleMonitor/Core",
    "org.gnome.Mutter.IdleMonitor",
)


def mutter_idle_for(bus: QDBusConnection | None = None) -> timedelta | None:
    """Return the time since the last key or mouse, None where there is no Mutter."""
    bus = bus or QDBusConnection.sessionBus()
    if not bus.isConnected():
        return None
    try:
        answer = ask(bus, MONITOR, "GetIdletime")
    except SilentError:
        return None
    return timedelta(milliseconds=answer) if isinstance(answer, int) else None
