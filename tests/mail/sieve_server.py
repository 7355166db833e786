"""A ManageSieve server that says what a test tells it to: for what real servers seldom do."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from tests.mail.certificates import certificate

GREETING = b'"IMPLEMENTATION" "Stand-in"\r\n"SIEVE" "vacation"\r\n"STARTTLS"\r\nOK "hello"\r\n'
SECURE = b'"SIEVE" "vacation"\r\n"SASL" "PLAIN OAUTHBEARER"\r\n"VERSION" "1.0"\r\nOK\r\n'
SYNC = b'OK (TAG {16}\r\nboundary-in-step) "done"\r\n'
OK = b"OK\r\n"
LISTED = b'"webmail" ACTIVE\r\nOK\r\n'
CLOSE = b""
"""In a script of answers: end the connection here."""


@dataclass
class Told:
    """What runs on `port`, and what it was told: one list of commands for each connection."""

    port: int
    heard: list[list[bytes]] = field(default_factory=list)


Answers = Callable[[int, bytes], bytes | None]
"""From the number of the connection and a command to what is said; None: say nothing more."""


def usual(special: Answers) -> Answers:
    """Return answers in which only *special* is out of the ordinary ("OK" where it is b"OK")."""

    def answer(number: int, command: bytes) -> bytes | None:
        said = special(number, command)
        if said != OK:
            return said
        verb = command.split()[0].upper()
        return {b"NOOP": SYNC, b"LISTSCRIPTS": LISTED}.get(verb, OK)

    return answer


@contextmanager
def telling(
    answers: Answers = lambda _number, _command: OK,
    *,
    greeting: bytes = GREETING,
    after_starttls: bytes = OK,
    secure: bytes = SECURE,
) -> Iterator[Told]:
    """Run a server on a free port until the end of the block; it shows `certificate()`."""
    with TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as listening:
        context = certificate().serving(Path(folder))
        told = Told(listening.getsockname()[1])
        said = greeting, after_starttls, secure
        open_now: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                open_now.append(connection)
                told.heard.append([])
                with suppress(OSError, ValueError):
                    _talk(connection, context, usual(answers), told, said)
                for each in open_now:
                    each.close()

        thread = Thread(target=serve, name="sieve stand-in")
        thread.start()
        try:
            yield told
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            for each in open_now:
                with suppress(OSError):
                    socket.socket.shutdown(each, socket.SHUT_RDWR)
            thread.join()


def _talk(
    connection: socket.socket,
    context: ssl.SSLContext,
    answers: Answers,
    told: Told,
    beginning: tuple[bytes, bytes, bytes],
) -> None:
    greeting, after_starttls, secure = beginning
    number = len(told.heard) - 1
    connection.sendall(greeting)
    stream = connection.makefile("rb", buffering=0)
    if not stream.readline():
        return
    connection.sendall(after_starttls)
    with context.wrap_socket(connection, server_side=True) as line:
        line.sendall(secure)
        reader = line.makefile("rb")
        while command := _command(reader.readline, reader.read):
            told.heard[number].append(command)
            said = answers(number, command)
            if said is None:
                line.recv(1)
                return
            if said == CLOSE:
                return
            line.sendall(said.removesuffix(b"<close>"))
            if said.endswith(b"<close>"):
                return


def _command(readline: Callable[[], bytes], read: Callable[[int], bytes]) -> bytes:
    """Read a command with its literals."""
    command = readline()
    while command.endswith(b"+}\r\n"):
        size = int(command.rpartition(b"{")[2].partition(b"+")[0])
        command += read(size) + readline()
    return command
