"""Radicale and Xandikos, as they are, on a port of this machine and a folder of the test's."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from itertools import count
from pathlib import Path

import httpx

from boundary.calendars.caldav_client import Login
from tests.calendars.contract import SECRET

LOGIN = Login("maya", "correct horse")
_NUMBERS = count(1)

_RADICALE = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/storage
[logging]
level = critical
"""

_CALENDAR = """<?xml version="1.0" encoding="utf-8"?>
<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>
<D:displayname>{name}</D:displayname>
<C:supported-calendar-component-set><C:comp name="{kind}"/></C:supported-calendar-component-set>
</D:prop></D:set></C:mkcalendar>"""


@dataclass(frozen=True, slots=True)
class DavServer:
    """A running server: `root` is its address, `home` where calendars of LOGIN's are made.

    `storage` is the folder that has what it keeps.
    """

    storage: Path
    root: str
    home: str
    client: httpx.Client

    def make_calendar(self, name: str = "", kind: str = "VEVENT") -> Collection:
        """Make an empty calendar for things of *kind*."""
        collection = Collection(f"{self.home}{SECRET}-{next(_NUMBERS)}/", self.client)
        self.make_again(collection, name, kind)
        return collection

    def make_again(self, collection: Collection, name: str = "", kind: str = "VEVENT") -> None:
        """Make *collection*, that was deleted."""
        body = _CALENDAR.format(name=escape(name or "Practice"), kind=kind)
        headers = {"Content-Type": "application/xml"}
        self.client.request(
            "MKCALENDAR", collection.address, content=body, headers=headers
        ).raise_for_status()


@dataclass(frozen=True, slots=True)
class Collection:
    """A calendar on a server, changed from without: by another program of hers."""

    address: str
    client: httpx.Client

    def put(self, name: str, data: bytes) -> None:
        """Write the resource *name*."""
        headers = {"Content-Type": "text/calendar; charset=utf-8"}
        place = f"{self.address}{name}.ics"
        self.client.put(place, content=data, headers=headers).raise_for_status()

    def delete(self, name: str = "") -> None:
        """Delete the resource *name*, or the whole calendar."""
        place = f"{self.address}{name}.ics" if name else self.address
        self.client.delete(place).raise_for_status()


@contextmanager
def radicale(folder: Path) -> Iterator[DavServer]:
    """Run Radicale, which wants LOGIN by Basic, until the end of the block."""
    port = _free_port()
    folder.mkdir(exist_ok=True)
    (folder / "users").write_text(f"{LOGIN.user}:{LOGIN.password}\n")
    config = folder / "config"
    config.write_text(_RADICALE.format(port=port, folder=folder))
    with _running(folder, port, "radicale", "--config", str(config)) as server:
        yield server


@contextmanager
def xandikos(folder: Path) -> Iterator[DavServer]:
    """Run Xandikos, which knows nobody's password, until the end of the block."""
    port = _free_port()
    folder.mkdir(exist_ok=True)
    (folder / "storage").mkdir()
    arguments = ["serve", "--defaults", "--current-user-principal", f"/{LOGIN.user}/"]
    where = ["-d", str(folder / "storage"), "-l", "127.0.0.1", "-p", str(port)]
    with _running(folder, port, "xandikos", *arguments, *where) as server:
        yield server


@contextmanager
def _running(folder: Path, port: int, name: str, *arguments: str) -> Iterator[DavServer]:
    root = f"http://127.0.0.1:{port}"
    home = f"{root}/{LOGIN.user}/" + ("calendars/" if name == "xandikos" else "")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", name, *arguments], stdout=log, stderr=log, cwd=folder
        )
    # It takes a second until one can connect: httpx tries again after longer and longer pauses.
    transport = httpx.HTTPTransport(retries=7)
    try:
        with httpx.Client(
            transport=transport, auth=(LOGIN.user, LOGIN.password), timeout=30
        ) as client:
            client.request("PROPFIND", f"{root}/", headers={"Depth": "0"}).raise_for_status()
            yield DavServer(folder / "storage", root, home, client)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
