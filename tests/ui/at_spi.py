"""What a screen reader sees: the accessibility bus, asked as Orca asks it (AT-SPI 2 over D-Bus).

Only what the tests need: the tree of one process, and the words that it announces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, MatchRule, MessageType, new_method_call  # type: ignore[import-untyped]
from jeepney.io.blocking import (  # type: ignore[import-untyped]
    DBusConnection,
    open_dbus_connection,
)

_LAUNCHER = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_REGISTRY = "org.a11y.atspi.Registry"
_EVENTS = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
_ROOT = "/org/a11y/atspi/accessible/root"
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_PROPERTIES = "org.freedesktop.DBus.Properties"

FOCUSABLE, SENSITIVE, SHOWING = 11, 24, 25
"""Bits of a state (AtspiStateType of at-spi2-core)."""

_WAIT = 20.0
"""Seconds until a part that does not answer is a failure."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing on the screen as a screen reader knows it; *within* names what it lies in."""

    role: str
    name: str
    states: frozenset[int]
    within: tuple[str, ...]

    @property
    def actionable(self) -> bool:
        """Whether the keyboard can come to it now."""
        return {FOCUSABLE, SENSITIVE, SHOWING} <= self.states


class Reader:
    """A connection to the accessibility bus. Close it."""

    def __init__(self, session_bus: str) -> None:
        with open_dbus_connection(session_bus) as session:
            call = new_method_call(_LAUNCHER, "GetAddress")
            (address,) = session.send_and_get_reply(call, timeout=_WAIT).body
        self._bus: DBusConnection = open_dbus_connection(address)

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def listen(self) -> None:
        """Ask to be told what is announced."""
        rule = MatchRule(
            type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement"
        )
        self._send(new_method_call(_BUS, "AddMatch", "s", (rule.serialise(),)))
        self._send(new_method_call(_EVENTS, "RegisterEvent", "s", ("object:announcement",)))

    def announced(self) -> str:
        """Wait for the next words that are announced, and return them."""
        while True:
            message = self._bus.receive(timeout=_WAIT)
            header = message.header
            if header.message_type is MessageType.signal and len(message.body) == 5:
                kind, words = message.body[3]
                if kind == "s":
                    return str(words)

    def application(self, process: int, wait: Callable[[], None]) -> tuple[str, str]:
        """Return the root of *process* once it is on the bus; *wait* passes time between looks."""
        for _ in range(400):
            for name, path in self._children(_REGISTRY, _ROOT):
                call = new_method_call(_BUS, "GetConnectionUnixProcessID", "s", (name,))
                if self._send(call) == (process,):
                    return name, path
            wait()
        raise AssertionError("the program did not come to the accessibility bus")

    def tree(
        self, name: str, path: str, within: tuple[str, ...] = (), depth: int = 0
    ) -> Iterator[Seen]:
        """Yield all that lies under *path* of the connection *name*, what holds it first."""
        assert depth < 60, "a tree without an end"
        for owner, child in self._children(name, path):
            seen = self._look(owner, child, within)
            yield seen
            deeper = (*within, seen.name or seen.role)
            yield from self.tree(owner, child, deeper, depth + 1)

    def _look(self, name: str, path: str, within: tuple[str, ...]) -> Seen:
        (role,) = self._ask(name, path, "GetRoleName")
        (words,) = self._ask(name, path, "GetState")
        bits = words[0] | words[1] << 32
        states = frozenset(bit for bit in range(64) if bits >> bit & 1)
        return Seen(role, self._property(name, path, "Name"), states, within)

    def _children(self, name: str, path: str) -> list[tuple[str, str]]:
        (found,) = self._ask(name, path, "GetChildren")
        return [(owner, child) for owner, child in found if not child.endswith("/null")]

    def _property(self, name: str, path: str, what: str) -> str:
        where = DBusAddress(path, name, _PROPERTIES)
        call = new_method_call(where, "Get", "ss", (_ACCESSIBLE, what))
        ((_kind, value),) = self._send(call)
        return str(value)

    def _ask(self, name: str, path: str, method: str) -> tuple[Any, ...]:
        return self._send(new_method_call(DBusAddress(path, name, _ACCESSIBLE), method))

    def _send(self, call: Any) -> tuple[Any, ...]:
        reply = self._bus.send_and_get_reply(call, timeout=_WAIT)
        assert reply.header.message_type is MessageType.method_return, reply.body
        body: tuple[Any, ...] = reply.body
        return body
