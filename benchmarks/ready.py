"""When is a program there? When its tray item is registered, or else its first window listed.

Both are learned from outside and by event, so that every program is timed in the same way
and needs no help of its own.
"""

from __future__ import annotations

import select
import subprocess
import time
from collections.abc import Mapping
from types import TracebackType
from typing import IO, Protocol, Self

from jeepney import DBusAddress, MatchRule, new_method_call  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

PATIENCE = 20.0
"""Seconds until a program is given up."""

_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")


class Watch(Protocol):
    """Listens from before a program is started until it is there."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def wait(self) -> float | None:
        """Return the monotonic second at which it was there, None if it never was."""
        ...


class TrayWatch:
    """Waits for a StatusNotifierItem to be registered on the session bus."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._line = open_dbus_connection(environment["DBUS_SESSION_BUS_ADDRESS"])
        self._rule = MatchRule(
            type="signal",
            interface="org.kde.StatusNotifierWatcher",
            member="StatusNotifierItemRegistered",
        )

    def __enter__(self) -> Self:
        asked = new_method_call(_BUS, "AddMatch", "s", (self._rule.serialise(),))
        self._line.send_and_get_reply(asked, timeout=PATIENCE)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._line.close()

    def wait(self) -> float | None:
        with self._line.filter(self._rule) as heard:
            try:
                self._line.recv_until_filtered(heard, timeout=PATIENCE)
            except TimeoutError:
                return None
        return time.monotonic()


class WindowWatch:
    """Waits for one more window in the window manager's list, as `xprop -spy` tells it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._spy = subprocess.Popen(
            ("xprop", "-root", "-spy", "_NET_CLIENT_LIST"),
            env=dict(environment),
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        assert self._spy.stdout is not None
        self._said: IO[bytes] = self._spy.stdout

    def __enter__(self) -> Self:
        self._before = self._line().count(b"0x")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._spy.terminate()
        self._spy.wait()
        self._said.close()

    def wait(self) -> float | None:
        while line := self._line():
            if line.count(b"0x") > self._before:
                return time.monotonic()
        return None

    def _line(self) -> bytes:
        """Return the next line, b"" if none comes in time."""
        if not select.select((self._said,), (), (), PATIENCE)[0]:
            return b""
        return self._said.readline()
