"""Short questions over QtDBus. Who does not answer at once is taken to have no answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from PySide6.QtCore import SLOT, QObject
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusVariant

PATIENCE = timedelta(seconds=1)
"""A question holds the Qt thread no longer; logind and the savers answer in one or two ms."""

PROPERTIES = "org.freedesktop.DBus.Properties"
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"


class There(NamedTuple):
    """An object on a bus and the interface of it that is meant."""

    service: str
    path: str
    interface: str


BUS = There("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


class SilentError(Exception):
    """Nobody answered within `PATIENCE`: more questions would only hold up the program."""


def ask(bus: QDBusConnection, there: There, method: str, *arguments: object) -> object:
    """Return the first part of the answer, None if it was refused; SilentError if none came.

    No service is started by a question.
    """
    message = QDBusMessage.createMethodCall(there.service, there.path, there.interface, method)
    message.setAutoStartService(False)
    message.setArguments(list(arguments))
    patience = int(PATIENCE.total_seconds() * 1000)
    answer = bus.call(message, QDBus.CallMode.Block, patience)
    if answer.type() is not QDBusMessage.MessageType.ReplyMessage:
        if answer.errorName().endswith((".NoReply", ".Timeout", ".TimedOut")):
            raise SilentError
        return None
    parts = answer.arguments()
    return _plain(parts[0]) if parts else None


def property_of(bus: QDBusConnection, there: There, name: str) -> object:
    """Return the property *name*, None if there is none; SilentError like `ask`."""
    where = There(there.service, there.path, PROPERTIES)
    return ask(bus, where, "Get", there.interface, name)


def children(bus: QDBusConnection, there: There) -> list[str]:
    """Return the names of the objects below *there*, in order; SilentError like `ask`.

    By introspection, because lists of structures can't be read with QtDBus from Python.
    """
    from xml.etree import ElementTree

    text = ask(bus, There(there.service, there.path, INTROSPECTABLE), "Introspect")
    if not isinstance(text, str):
        return []
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return []
    return sorted(name for node in root.iterfind("node") if (name := node.get("name")))


def slot(name: str) -> Any:
    """Return the slot *name* as `connect` of a bus wants it, whatever its stub says."""
    return SLOT(name)


def watch_owner(bus: QDBusConnection, service: str, watcher: QObject, slot_name: str) -> None:
    """Have `slot_name(QString,QString,QString)` of *watcher* told when *service* comes or goes.

    Never by a QDBusServiceWatcher: made from Python it deadlocks, because the bus's own thread
    asks it for a Python override while the thread that waits for the bus holds the lock.
    """
    wanted = slot(f"{slot_name}(QString,QString,QString)")
    bus.connect(*BUS, "NameOwnerChanged", [service], "sss", watcher, wanted)


def unwatch_owner(bus: QDBusConnection, service: str, watcher: QObject, slot_name: str) -> None:
    """Take a `watch_owner` back."""
    wanted = slot(f"{slot_name}(QString,QString,QString)")
    bus.disconnect(*BUS, "NameOwnerChanged", [service], "sss", watcher, wanted)


def _plain(value: object) -> object:
    if isinstance(value, QDBusVariant):
        return value.variant()
    if isinstance(value, QDBusObjectPath):
        return value.path()
    return value
