"""An inbox, looked at from outside: the headers of what arrives, and nothing else.

It is opened read-only, so no message is ever marked as read, and the text of a message is
never fetched. Between two looks the server tells by itself that something came (IDLE, RFC
2177) or, where it can't, is asked once a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.parser import BytesHeaderParser
from logging import WARNING, getLogger
from ssl import SSLContext, SSLSocket, create_default_context
from types import TracebackType
from typing import TYPE_CHECKING, Any

from boundary.language import tr
from boundary.mail.mailbox import MailError
from boundary.mail.servers import (
    PATIENCE,
    MailLogin,
    Server,
    not_signed_in,
    unencrypted,
    unreachable,
)

if TYPE_CHECKING:
    from imapclient import IMAPClient  # type: ignore[import-untyped]

IDLE = timedelta(minutes=9)
"""How long IDLE goes on before it is said anew: servers end it after 30 minutes (RFC 2177),
home routers forget a silent line much earlier."""

POLL = timedelta(seconds=60)
"""How often a server without IDLE is asked."""

MOST_BYTES = 64 * 1024
"""So much of a message's headers is fetched; what has more is not answered."""

_AT_ONCE = 50
_BOTH_WAYS = 2  # socket.SHUT_RDWR


@dataclass(frozen=True, slots=True)
class Place:
    """Up to where an inbox was read: messages from *uid* on are new, while *validity* holds."""

    validity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message that came at *at* (UTC, by the server's clock); `whole`: no header is missing."""

    at: datetime
    headers: Message = field(repr=False)
    whole: bool = True


class Inbox:
    """A connection to one inbox, open within a `with` block. Each step may raise MailError.

    One thread uses it; any other may `interrupt` it, after which every step raises MailError
    at once.
    """

    def __init__(self, server: Server, login: MailLogin, tls: SSLContext | None = None) -> None:
        self._server = server
        self._login = login
        self._tls = tls
        self._client: IMAPClient | None = None
        self._interrupted = False

    def __enter__(self) -> Inbox:
        with _speaking():
            self._client = client = _connect(self._server, self._tls)
            try:
                self._stay()
                if self._server.starttls:
                    if not client.has_capability("STARTTLS"):
                        raise unencrypted()
                    client.starttls(self._tls)
                self._sign_in(client)
            except BaseException:
                with suppress(OSError):  # TLS may have closed it
                    client.shutdown()
                raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.__exit__(kind, error, trace)

    def interrupt(self) -> None:
        """End whatever it waits for, from any thread."""
        self._interrupted = True
        client = self._client
        if client is None:
            return
        socket = client.socket()
        # The plain socket's own: TLS is not to be taken away from under the thread that reads.
        end = super(SSLSocket, socket).shutdown if isinstance(socket, SSLSocket) else None
        with suppress(OSError):  # the server has hung up already
            (end or socket.shutdown)(_BOTH_WAYS)

    def open(self) -> Place:
        """Open the inbox read-only; return where messages that are not there yet will begin."""
        with _speaking():
            opened = self._asked.select_folder("INBOX", readonly=True)
            if b"UIDNEXT" not in opened:
                opened |= self._asked.folder_status("INBOX", ["UIDNEXT"])
        return Place(_number(opened, b"UIDVALIDITY"), _number(opened, b"UIDNEXT"))

    def since(self, place: Place) -> tuple[list[Arrived], Place]:
        """Return what arrived from *place* on, oldest first, and the place after it."""
        with _speaking():
            found = self._asked.search(["UID", f"{place.uid}:*"])
            # "n:*" names the last message even where its number is below n (RFC 3501, 6.4.8).
            numbers = sorted(number for number in found if number >= place.uid)
            arrived: list[Arrived] = []
            for first in range(0, len(numbers), _AT_ONCE):
                arrived += self._fetch(numbers[first : first + _AT_ONCE])
        return arrived, Place(place.validity, numbers[-1] + 1 if numbers else place.uid)

    def wait(self, most: timedelta, pause: Callable[[float], object]) -> None:
        """Return when something may have arrived, at the latest after *most* (not below 0).

        *pause* waits for so many seconds, or less, where the server can't tell by itself.
        """
        with _speaking():
            if not self._asked.has_capability("IDLE"):
                pause(min(most, POLL).total_seconds())
                self._stay()
                self._asked.noop()
                return
            self._asked.idle()
            self._asked.idle_check(timeout=min(most, IDLE).total_seconds())
            self._stay()
            self._asked.idle_done()

    @property
    def _asked(self) -> IMAPClient:
        self._stay()
        if self._client is None:
            raise ValueError("the inbox is not open")
        return self._client

    def _stay(self) -> None:
        """Raise if somebody wants this to end."""
        if self._interrupted:
            raise MailError(tr("The connection was ended."), tr("Nothing is to be done."))

    def _sign_in(self, client: IMAPClient) -> None:
        from imapclient.exceptions import LoginError  # type: ignore[import-untyped]

        try:
            client.login(self._login.user, self._login.password)
        except LoginError:
            raise not_signed_in() from None

    def _fetch(self, numbers: list[int]) -> list[Arrived]:
        wanted = ["INTERNALDATE", f"BODY.PEEK[HEADER]<0.{MOST_BYTES}>"]
        answers = self._asked.fetch(numbers, wanted)
        return [_arrived(answers[number]) for number in numbers if number in answers]


def _connect(server: Server, tls: SSLContext | None) -> IMAPClient:
    from imapclient import IMAPClient

    getLogger("imapclient").setLevel(WARNING)  # below, it would log names
    client = IMAPClient(
        server.host,
        server.port,
        ssl=not server.starttls,
        ssl_context=None if server.starttls else tls or create_default_context(),
        timeout=PATIENCE,
    )
    client.normalise_times = False
    return client


def _arrived(answer: Mapping[bytes, Any]) -> Arrived:
    text = next((value for name, value in answer.items() if name.startswith(b"BODY[")), b"") or b""
    at = answer[b"INTERNALDATE"].astimezone(UTC)
    return Arrived(at, BytesHeaderParser().parsebytes(text), len(text) < MOST_BYTES)


def _number(opened: Mapping[bytes, Any], name: bytes) -> int:
    number = opened.get(name)
    if not isinstance(number, int):
        raise _no_sense()
    return number


@contextmanager
def _speaking() -> Iterator[None]:
    """Translate what the library and the network say into MailError."""
    from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

    try:
        yield
    except IMAPClientAbortError as error:
        raise unreachable(ConnectionError()) from error
    except OSError as error:  # before ValueError: a certificate's fault is both
        raise unreachable(error) from error
    except (IMAPClientError, KeyError, ValueError) as error:
        raise _no_sense() from error


def _no_sense() -> MailError:
    return MailError(
        tr("Your mail server says something that Boundary does not understand."),
        tr("Boundary tries again by itself. If it goes on, choose another way to be answered."),
    )
