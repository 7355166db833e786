"""Asking the network where mail servers are: name servers (RFC 1035, RFC 2782), and doors.

A question goes out by UDP to the name servers of this machine; an answer is a hint and is
checked as such (`autoconfig`). Where the machine keeps its name servers elsewhere than in
`/etc/resolv.conf` (Windows), nothing is asked, and usual names are tried instead.
"""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from secrets import randbelow

from boundary.mail.autoconfig import Place

PATIENCE = 2.0
"""Seconds that a name server or a door may take."""

MOST_ASKED = 2
"""So many name servers are asked."""

SERVERS = Path("/etc/resolv.conf")
PORT = 53
MX, SRV = 15, 33
IN = 1
RECURSE = 0x0100
ANSWER, FAILED, CUT = 0x8000, 0x000F, 0x0200
MOST_JUMPS = 20
MOST_LABEL = 63
MOST_NAME = 253


class GarbledError(Exception):
    """What a name server sent is no answer."""


@dataclass(frozen=True, slots=True)
class Record:
    """One MX or SRV record: the lower *priority* first, then the higher *weight*."""

    priority: int
    weight: int
    port: int
    target: str


class SystemNetwork:
    """The machine's own network, as `autoconfig.Network`."""

    def __init__(self, servers: tuple[Place, ...] | None = None) -> None:
        self._servers = name_servers() if servers is None else servers

    def services(self, name: str) -> tuple[Place, ...]:
        """Return where the service *name* is; a target of "." says that there is none."""
        return tuple(Place(each.target, each.port) for each in self._ask(name, SRV) if each.target)

    def exchangers(self, domain: str) -> tuple[str, ...]:
        """Return the servers that take mail for *domain*."""
        return tuple(each.target for each in self._ask(domain, MX) if each.target)

    def answers(self, place: Place) -> bool:
        """Tell whether anything listens at *place*; nothing is said to it."""
        try:
            with socket.create_connection((place.host, place.port), PATIENCE):
                return True
        except (OSError, UnicodeError):
            return False

    def _ask(self, name: str, kind: int) -> list[Record]:
        """Return the records of *name*, best first; none where nobody answers."""
        for server in self._servers[:MOST_ASKED]:
            number = randbelow(65536)
            try:
                heard = _exchange(server, question(name, kind, number))
                records = answer(heard, number, name, kind)
            except (OSError, GarbledError):
                continue
            return sorted(records, key=lambda each: (each.priority, -each.weight, each.target))
        return []


def name_servers(path: Path = SERVERS) -> tuple[Place, ...]:
    """Return the name servers that this machine uses, none where they are not in *path*."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    named = (
        line.split()[1] for line in lines if line.startswith("nameserver ") and line[11:].strip()
    )
    return tuple(Place(each, PORT) for each in named if _is_address(each))


def question(name: str, kind: int, number: int) -> bytes:
    """Return the packet that asks for the records of *kind* at *name*. Raises GarbledError."""
    labels = name.rstrip(".").encode("ascii", "replace").split(b".")
    if any(not 0 < len(label) <= MOST_LABEL for label in labels) or len(name) > MOST_NAME:
        raise GarbledError("no name")
    written = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    return struct.pack(">6H", number, RECURSE, 1, 0, 0, 0) + written + struct.pack(">2H", kind, IN)


def answer(packet: bytes, number: int, name: str, kind: int) -> list[Record]:
    """Return the records in *packet*, the answer to `question`. Raises GarbledError.

    A name that has no such records, or does not exist, gives none.
    """
    try:
        seen, flags, questions, answers, _, _ = struct.unpack_from(">6H", packet)
        if seen != number or not flags & ANSWER or flags & CUT or questions != 1:
            raise GarbledError("another question's")
        asked, place = _name(packet, 12)
        if asked != name.rstrip(".").lower() or struct.unpack_from(">2H", packet, place) != (
            kind,
            IN,
        ):
            raise GarbledError("another question's")
        if flags & FAILED not in (0, 3):
            raise GarbledError("refused")
        place += 4
        records = []
        for _ in range(answers):
            _, place = _name(packet, place)
            found, group, _, length = struct.unpack_from(">2HIH", packet, place)
            place += 10
            if (found, group) == (kind, IN):
                records.append(_record(packet, place, kind))
            place += length
    except (struct.error, IndexError) as error:
        raise GarbledError("cut off") from error
    return records


def _record(packet: bytes, place: int, kind: int) -> Record:
    if kind == MX:
        (priority,) = struct.unpack_from(">H", packet, place)
        return Record(priority, 0, 0, _name(packet, place + 2)[0])
    priority, weight, port = struct.unpack_from(">3H", packet, place)
    return Record(priority, weight, port, _name(packet, place + 6)[0])


def _name(packet: bytes, place: int) -> tuple[str, int]:
    """Return the name at *place*, in lower case, and where it ends; names may point backwards."""
    labels: list[str] = []
    after, jumps = 0, 0
    while length := packet[place]:
        if length >= 0xC0:
            after = after or place + 2
            place = (length & 0x3F) << 8 | packet[place + 1]
            jumps += 1
            if jumps > MOST_JUMPS:
                raise GarbledError("a name in a circle")
            continue
        label = packet[place + 1 : place + 1 + length]
        if length > MOST_LABEL or len(label) < length:
            raise GarbledError("no name")
        labels.append(label.decode("ascii", "replace").lower())
        place += 1 + length
    return ".".join(labels), after or place + 1


def _exchange(server: Place, packet: bytes) -> bytes:
    family = socket.AF_INET6 if ":" in server.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as line:
        line.settimeout(PATIENCE)
        line.connect((server.host, server.port))  # only its own packets are heard
        line.send(packet)
        return line.recv(4096)


def _is_address(text: str) -> bool:
    try:
        ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return True
