"""Calendar feeds over HTTP: bytes from an address, within limits of time and size.

The address is a credential (whoever has it reads the calendar): it stands in no error, no
log and no answer. A redirect never leads from https to http, and an answer is unpacked bit by
bit, so that a small one cannot become a large one behind our back.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from boundary.calendars.ics import MOST_BYTES, too_large
from boundary.clock import Clock, SystemClock
from boundary.errors import CalendarError
from boundary.language import tr

if TYPE_CHECKING:
    import httpx

MOST_REDIRECTS = 5
PATIENCE = timedelta(seconds=60)
"""For a whole answer; each wait within it is shorter."""

_HEADERS = {
    "Accept": "text/calendar, text/plain;q=0.5, */*;q=0.1",
    "Accept-Encoding": "gzip",
    "User-Agent": "Boundary",
}
_PIECE = 1 << 16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def fetch_feed(
    address: str, *, clock: Clock | None = None, transport: httpx.BaseTransport | None = None
) -> bytes:
    """Return the calendar at *address* (http, https, webcal); CalendarError if there is none.

    *transport* stands in for the network, *clock* for the patience, in tests.
    """
    import httpx

    clock = clock or SystemClock()
    deadline = clock.monotonic() + PATIENCE.total_seconds()
    limits = httpx.Timeout(20, connect=10)
    try:
        with httpx.Client(timeout=limits, transport=transport, headers=_HEADERS) as client:
            return _follow(client, _web_address(address), deadline, clock)
    except httpx.TimeoutException as error:
        raise _slow() from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise _no_address() from error
    except httpx.ConnectError as error:
        raise _unreachable(error) from error
    except httpx.HTTPError as error:
        raise CalendarError(
            tr("The calendar's server broke off."),
            tr("It is tried again by itself. If this stays, check the address and the network."),
        ) from error


def _web_address(address: str) -> str:
    scheme, colon, rest = address.partition(":")
    return f"https:{rest}" if colon and scheme.lower() in ("webcal", "webcals") else address


def _follow(client: httpx.Client, address: str, deadline: float, clock: Clock) -> bytes:
    import httpx

    url = httpx.URL(address)
    for _ in range(MOST_REDIRECTS + 1):
        if not url.host:
            raise _no_address()
        with client.stream("GET", url) as answer:
            place = answer.headers.get("Location")
            if answer.status_code not in _REDIRECTS or not place:
                return _body(answer, deadline, clock)
            following = url.join(place)
        if url.scheme == "https" and following.scheme != "https":
            break
        url = following
    raise CalendarError(
        tr("The calendar's address leads nowhere."),
        tr("Copy the address again from your calendar's settings."),
    )


def _body(answer: httpx.Response, deadline: float, clock: Clock) -> bytes:
    if answer.status_code != 200:
        raise _refused(answer.status_code)
    declared = answer.headers.get("Content-Length", "")
    if declared.isdecimal() and int(declared) > MOST_BYTES:
        raise too_large()
    data = bytearray()
    for piece in _unpacked(answer):
        data += piece
        if len(data) > MOST_BYTES:
            raise too_large()
        if clock.monotonic() > deadline:
            raise _slow()
    return bytes(data)


def _unpacked(answer: httpx.Response) -> Iterator[bytes]:
    """Yield the body in small pieces as they come, unpacked by ourselves.

    httpx would unpack at one blow, and with a size given it waits until a piece is full.
    """
    if answer.headers.get("Content-Encoding", "").lower() not in ("gzip", "x-gzip", "deflate"):
        yield from answer.iter_raw()
        return
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        for packed in answer.iter_raw():
            rest = packed
            while rest and not unpacker.eof:
                yield unpacker.decompress(rest, _PIECE)
                rest = unpacker.unconsumed_tail
    except zlib.error as error:
        raise CalendarError(
            tr("The calendar arrived damaged."),
            tr("It is tried again by itself. If this stays, check the address."),
        ) from error


def _refused(status: int) -> CalendarError:
    if status in (401, 403):
        return CalendarError(
            tr("The calendar's server refused the address."),
            tr("It may have been renewed: copy it again from your calendar's settings."),
        )
    if status in (404, 410):
        return CalendarError(
            tr("There is no calendar at this address any more."),
            tr("Copy the address again from your calendar's settings."),
        )
    if status == 429:
        return CalendarError(
            tr("The calendar's server asks for patience."),
            tr("It is tried again later, by itself."),
        )
    if status >= 500:
        return CalendarError(
            tr("The calendar's server has trouble of its own."),
            tr("It is tried again by itself."),
        )
    return CalendarError(
        tr("The calendar's server gave no calendar (HTTP {status}).").format(status=status),
        tr("Copy the address again from your calendar's settings."),
    )


def _slow() -> CalendarError:
    return CalendarError(
        tr("The calendar's server takes too long."),
        tr("It is tried again by itself. If this stays, check the network."),
    )


def _no_address() -> CalendarError:
    return CalendarError(
        tr("This is not an address of a calendar."),
        tr("It begins with https:// or webcal://. Copy it from your calendar's settings."),
    )


def _unreachable(error: httpx.ConnectError) -> CalendarError:
    if "CERTIFICATE" in str(error).upper():
        return CalendarError(
            tr("The calendar's server can't prove who it is."),
            tr("Check the date and time of this computer, then the address."),
        )
    return CalendarError(
        tr("The calendar's server can't be reached."),
        tr("Check the network, then the address."),
    )
