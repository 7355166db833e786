"""The lines of ManageSieve: strings, literals, atoms and brackets out of a stream of bytes."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import dataclass, field
from ssl import SSLContext

from boundary.clock import Clock
from boundary.mail.managesieve_faults import garbled

MOST = 8 << 20
"""No script and no line of an answer is longer (bytes)."""
PIECE = 65536
_ENDS = b' \r\n(){}"'


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted string or a literal."""

    value: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Atom:
    """A word without quotes, in capital letters."""

    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """What stands in round brackets: the code of an answer."""

    tokens: tuple[Token, ...] = ()


Token = Text | Atom | Group


class Lines:
    """A connection that is read line by line; literals belong to the line they stand in.

    Raises OSError (TimeoutError, ConnectionError) and, for what is not ManageSieve, MailError.
    """

    def __init__(self, connection: socket.socket, clock: Clock, step: float) -> None:
        self._connection = connection
        self._clock = clock
        self._step = step
        self._until = clock.monotonic() + step
        self._buffer = b""
        self._unread: list[tuple[Token, ...]] = []

    @classmethod
    def to(cls, host: str, port: int, clock: Clock, step: float) -> Lines:
        """Connect to *host*; each step of the server may take *step* seconds."""
        return cls(socket.create_connection((host, port), step), clock, step)

    @property
    def waiting(self) -> bool:
        """Whether more has come than was read."""
        return bool(self._buffer or self._unread)

    def start(self, whole: float) -> None:
        """Give what follows *whole* seconds from now."""
        self._until = self._clock.monotonic() + whole

    def send(self, data: bytes) -> None:
        """Send *data*."""
        self._wait()
        self._connection.sendall(data)

    def encrypt(self, context: SSLContext, host: str) -> None:
        """Go on encrypted, if the other side proves that it is *host*."""
        self._wait()
        self._connection = context.wrap_socket(self._connection, server_hostname=host)

    def line(self) -> tuple[Token, ...]:
        """Return the tokens of the next line."""
        if self._unread:
            return self._unread.pop()
        return self._tokens(b"\n")

    def unread(self, line: tuple[Token, ...]) -> None:
        """Put *line* back, to be read next."""
        self._unread.append(line)

    def cut(self) -> None:
        """End the connection from another thread: whoever waits for it is told at once."""
        with suppress(OSError):
            socket.socket.shutdown(self._connection, socket.SHUT_RDWR)

    def leave(self, goodbye: bytes) -> None:
        """Send *goodbye* if that takes no waiting, and close."""
        with suppress(OSError):
            self._connection.settimeout(self._step / 10)
            self._connection.sendall(goodbye)
        self.close()

    def close(self) -> None:
        """Close the connection."""
        with suppress(OSError):
            self._connection.close()

    def _tokens(self, end: bytes) -> tuple[Token, ...]:
        """Read tokens up to *end*: that of the line, or of the bracket that is open."""
        tokens: list[Token] = []
        while True:
            first = self._take(1)
            if first == end:
                return tuple(tokens)
            if first in (b" ", b"\r"):
                continue
            if first == b"(":
                tokens.append(Group(self._tokens(b")")))
            elif first == b'"':
                tokens.append(Text(self._quoted()))
            elif first == b"{":
                tokens.append(Text(self._literal()))
            elif first in (b")", b"}", b"\n"):
                raise garbled()
            else:
                tokens.append(Atom(self._atom(first)))
            if len(tokens) > PIECE:
                raise garbled()

    def _quoted(self) -> bytes:
        value = bytearray()
        while (byte := self._take(1)) != b'"':
            value += self._take(1) if byte == b"\\" else byte
            if len(value) > PIECE:
                raise garbled()
        return bytes(value)

    def _literal(self) -> bytes:
        size = b""
        while (byte := self._take(1)) != b"}":
            size += byte
            if len(size) > len(str(MOST)) + 1:
                raise garbled()
        digits = size.removesuffix(b"+")
        if not digits.isdigit() or int(digits) > MOST or self._take(2) != b"\r\n":
            raise garbled()
        return self._take(int(digits))

    def _atom(self, first: bytes) -> str:
        name = bytearray(first)
        while self._peek() not in _ENDS:
            name += self._take(1)
            if len(name) > PIECE:
                raise garbled()
        return name.decode("utf-8", "replace").upper()

    def _peek(self) -> int:
        self._fill(1)
        return self._buffer[0]

    def _take(self, count: int) -> bytes:
        self._fill(count)
        taken, self._buffer = self._buffer[:count], self._buffer[count:]
        return taken

    def _fill(self, count: int) -> None:
        """Read until *count* bytes are there."""
        if len(self._buffer) >= count:
            return
        pieces, there = [self._buffer], len(self._buffer)
        while there < count:
            self._wait()
            piece = self._connection.recv(PIECE)
            if not piece:
                raise ConnectionAbortedError("the server ended the connection")
            pieces.append(piece)
            there += len(piece)
        self._buffer = b"".join(pieces)

    def _wait(self) -> None:
        """Allow the next step no more time than there is."""
        left = self._until - self._clock.monotonic()
        if left <= 0:
            raise TimeoutError("the server takes too long")
        self._connection.settimeout(min(left, self._step))
