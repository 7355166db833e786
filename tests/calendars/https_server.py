"""A real HTTPS server on this machine that answers as a test tells it to, faults included."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Lock, Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from boundary.calendars.web import PATIENCE, Net


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


class Hold:
    """In an answer: send nothing more, and wait until the client goes away."""


class Drip:
    """In an answer: send an "x" twenty times a second until the client goes away."""


HOLD = Hold()
DRIP = Drip()
Piece = bytes | Hold | Drip
Reply = Callable[[Asked], Iterable[Piece]]


def respond(status: int = 200, body: bytes = b"", **headers: str) -> list[Piece]:
    """Return a whole answer; `content_type="..."` gives the header Content-Type."""
    return [head(status, content_length=str(len(body)), **headers), body]


def head(status: int = 200, **headers: str) -> bytes:
    """Return the head of an answer, as `respond`, with no length of its own."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"HTTP/1.1 {status} x", "connection: close", *lines, "", ""]).encode()


@dataclass
class Server:
    """What runs at `root`; `sent` counts the bytes of its answers that went out."""

    listening: socket.socket
    context: ssl.SSLContext | None
    reply: Reply
    host: str = "localhost"
    asked: list[Asked] = field(default_factory=list)
    sent: int = 0
    _open: list[socket.socket] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    @property
    def root(self) -> str:
        scheme = "http" if self.context is None else "https"
        return f"{scheme}://{self.host}:{self.listening.getsockname()[1]}"

    @property
    def methods(self) -> list[str]:
        return [asked.method for asked in self.asked]

    def accept(self) -> None:
        """Answer one connection after another, each on a thread, until the socket is closed."""
        threads = []
        while True:
            try:
                raw, _ = self.listening.accept()
            except OSError:
                break
            with self._lock:
                self._open.append(raw)
            threads.append(Thread(target=self._serve, args=(raw,), name="answer"))
            threads[-1].start()
        for thread in threads:
            thread.join()

    def hang_up(self) -> None:
        """End every connection, so that nobody waits for anybody."""
        with self._lock:
            for each in self._open:
                with suppress(OSError):
                    socket.socket.shutdown(each, socket.SHUT_RDWR)

    def _serve(self, raw: socket.socket) -> None:
        # What a client that has had enough does to us is no fault of the test.
        with suppress(OSError, ValueError), self._secured(raw) as connection:
            asked = _read(connection)
            self.asked.append(asked)
            for piece in self.reply(asked):
                if isinstance(piece, Hold):
                    connection.recv(1)
                    break
                if isinstance(piece, Drip):
                    _drip(connection)
                    break
                connection.sendall(piece)
                self.sent += len(piece)

    @contextmanager
    def _secured(self, raw: socket.socket) -> Iterator[socket.socket]:
        if self.context is None:
            connection = raw
        else:
            try:
                connection = self.context.wrap_socket(raw, server_side=True)
            finally:
                if raw.fileno() != -1:
                    raw.close()
            with self._lock:
                self._open.append(connection)
        with connection:
            yield connection


@contextmanager
def serving(reply: Reply, *, tls: bool = True) -> Iterator[Server]:
    """Run a server at localhost, on a port of its own, until the end of the block."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Server(listening, _server_context() if tls else None, reply)
        thread = Thread(target=server.accept, name="server")
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            listening.close()
            server.hang_up()
            thread.join()


def always(*pieces: Piece) -> AbstractContextManager[Server]:
    """Run a server, as `serving`, that answers everything with *pieces*."""
    return serving(lambda _: pieces)


def _drip(connection: socket.socket) -> None:
    connection.settimeout(0.05)
    while True:
        connection.sendall(b"x")
        try:
            connection.recv(1)
        except TimeoutError:
            continue
        return


def _read(connection: socket.socket) -> Asked:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            raise ValueError("the client went away")
        data += piece
    top, _, body = data.partition(b"\r\n\r\n")
    first, *lines = top.decode().split("\r\n")
    method, path, _ = first.split(" ")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65536)
    return Asked(method, path, headers, body)


def trusting() -> ssl.SSLContext:
    """Return the context of a client that trusts the server of this module."""
    return ssl.create_default_context(cadata=certificate_text())


def certificate_text() -> str:
    """Return the certificate of that server, as PEM."""
    return _certificate()[0]


def trust(patience: timedelta = PATIENCE) -> Net:
    """Return a network on which that server is trusted."""
    return Net(trusting(), patience=patience)


@cache
def _server_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        certificate, key = Path(folder, "certificate"), Path(folder, "key")
        certificate.write_text(certificate_text())
        key.write_text(_certificate()[1])
        context.load_cert_chain(certificate, key)
    return context


@cache
def _certificate() -> tuple[str, str]:
    """Return a certificate for localhost that signs itself, and its key, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names: list[x509.GeneralName] = [
        x509.DNSName("localhost"),
        x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
    ]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return certificate.public_bytes(serialization.Encoding.PEM).decode(), secret.decode()
