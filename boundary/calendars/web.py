"""Asking servers for calendars over HTTP: every answer has an end, in bytes and in time.

An address may be a credential (whoever has a feed's reads the calendar): it stands in no error,
no log and no repr. A redirect never leads from https to http, and an answer is unpacked bit by
bit, so that a small one cannot become a large one behind our back.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from socket import SHUT_RDWR, socket
from threading import Timer
from types import TracebackType
from typing import TYPE_CHECKING, Any

from boundary.calendars import web_faults as faults
from boundary.calendars.ics import MOST_BYTES, too_large
from boundary.clock import Clock, SystemClock

if TYPE_CHECKING:
    import ssl

    import httpx

MOST_REDIRECTS = 5
PATIENCE = timedelta(seconds=60)
"""For a whole conversation."""

WAITING = timedelta(seconds=20)
"""For each wait within it."""

_CONNECTING = 10.0
_PIECE = 1 << 16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_HEADERS = {"Accept-Encoding": "gzip", "User-Agent": "Boundary"}


@dataclass(frozen=True, slots=True)
class Net:
    """How the world is reached; tests bring their own.

    *context* says whom TLS trusts (None: the authorities everybody trusts), *transport* stands
    in for the whole network, *patience* is for one conversation, *waiting* for each wait in it.
    """

    context: ssl.SSLContext | None = None
    transport: httpx.BaseTransport | None = None
    clock: Clock = field(default_factory=SystemClock)
    patience: timedelta = PATIENCE
    waiting: timedelta = WAITING


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; `data` only with a status of 200 to 299, `url` after redirects."""

    status: int
    headers: httpx.Headers = field(repr=False)
    url: httpx.URL = field(repr=False)
    data: bytes = field(repr=False)


class Web:
    """One conversation with calendars' servers; use it in a `with`."""

    def __init__(self, net: Net) -> None:
        import httpx

        # Both write every address into the log, the second one passwords too.
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
        seconds = net.patience.total_seconds()
        self._clock = net.clock
        self._deadline = net.clock.monotonic() + seconds
        self._watch = _Watch(seconds)
        self._client = httpx.Client(
            timeout=httpx.Timeout(
                min(net.waiting.total_seconds(), seconds), connect=min(_CONNECTING, seconds)
            ),
            verify=True if net.context is None else net.context,
            transport=net.transport,
            headers=_HEADERS,
        )

    def __enter__(self) -> Web:
        self._watch.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._watch.stop()
        self._client.close()

    def ask(
        self,
        method: str,
        address: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        auth: Callable[[httpx.URL], httpx.Auth | None] = lambda _: None,
        may: Callable[[httpx.URL], bool] = lambda _: True,
    ) -> Answer:
        """Return the answer to *method* at *address*, redirects followed with the same method.

        *auth* gives the credentials for an address, *may* says whether it may be asked at all.
        Raises CalendarError where there is no answer, or one without end.
        """
        import httpx

        with self._speaking():
            url = httpx.URL(address)
            for _ in range(MOST_REDIRECTS + 1):
                if not url.host:
                    raise faults.no_address()
                if not may(url):
                    raise faults.elsewhere()
                with self._client.stream(
                    method,
                    url,
                    headers=headers,
                    content=body,
                    auth=auth(url),
                    extensions={"trace": self._watch.see},
                ) as answer:
                    place = answer.headers.get("Location")
                    if answer.status_code not in _REDIRECTS or not place:
                        data = self._body(answer) if answer.is_success else b""
                        return Answer(answer.status_code, answer.headers, url, data)
                    following = url.join(place)
                if url.scheme == "https" and following.scheme != "https":
                    break
                url = following
        raise faults.leads_nowhere()

    def _body(self, answer: httpx.Response) -> bytes:
        declared = answer.headers.get("Content-Length", "")
        if declared.isdecimal() and int(declared) > MOST_BYTES:
            raise too_large()
        data = bytearray()
        for piece in _unpacked(answer):
            data += piece
            if len(data) > MOST_BYTES:
                raise too_large()
            if self._clock.monotonic() > self._deadline:
                raise faults.slow()
        if self._watch.over:
            raise faults.slow()
        return bytes(data)

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """Translate what httpx says; without its own words, which may hold the address."""
        import httpx

        try:
            yield
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
            # UnicodeError is how the host names that DNS forbids come out of the socket module.
            raise faults.no_address() from None
        except httpx.TimeoutException:
            raise faults.slow() from None
        except httpx.HTTPError as error:
            if self._watch.over:
                raise faults.slow() from None
            if isinstance(error, httpx.ConnectError):
                raise faults.unreachable("CERTIFICATE" in str(error).upper()) from None
            raise faults.broke_off() from None


class _Watch:
    """Cuts the connections of a conversation when its patience is over.

    httpx limits each wait and not their sum: a server that sends a byte of a header every few
    seconds would hold it for days.
    """

    def __init__(self, seconds: float) -> None:
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True
        self._sockets: list[socket] = []
        self.over = False

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()
        self._sockets.clear()

    def see(self, event: str, about: dict[str, Any]) -> None:
        """Remember each socket that httpcore tells of (its "trace" extension)."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._sockets.append(about["return_value"].get_extra_info("socket"))
            if self.over:
                self._cut()

    def _cut(self) -> None:
        self.over = True
        for each in tuple(self._sockets):
            with suppress(OSError):  # it has gone by itself
                # Not each.shutdown: that of TLS drops state which the reader is using.
                socket.shutdown(each, SHUT_RDWR)


def _unpacked(answer: httpx.Response) -> Iterator[bytes]:
    """Yield the body in small pieces as they come, unpacked by ourselves.

    httpx would unpack at one blow, and with a size given it waits until a piece is full.
    """
    if answer.headers.get("Content-Encoding", "").strip().lower() not in _PACKED:
        yield from answer.iter_raw()
        return
    unpacker = None
    try:
        for packed in answer.iter_raw():
            rest = packed
            while rest:
                if unpacker is None or unpacker.eof:  # several packed parts may follow each other
                    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
                yield unpacker.decompress(rest, _PIECE)
                rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    except zlib.error:
        raise faults.damaged() from None
    if unpacker is not None and not unpacker.eof:
        raise faults.damaged()
