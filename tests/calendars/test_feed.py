"""Feeds over HTTP, from a network that is a function."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from itertools import repeat

import httpx
import pytest

from boundary.calendars.feed import fetch_feed
from boundary.calendars.ics import MOST_BYTES
from boundary.clock import SystemClock
from boundary.errors import CalendarError

SECRET = "https://example.org/private-0123456789/basic.ics"
BODY = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"

Handler = Callable[[httpx.Request], httpx.Response]


def fetch(handler: Handler, address: str = SECRET) -> bytes:
    return fetch_feed(address, transport=httpx.MockTransport(handler))


def fault(handler: Handler, address: str = SECRET) -> str:
    with pytest.raises(CalendarError) as caught:
        fetch(handler, address)
    assert "private" not in str(caught.value)
    assert "example" not in str(caught.value)
    return caught.value.title


def answer(status: int = 200, *pieces: bytes, headers: dict[str, str] | None = None) -> Handler:
    return lambda _: httpx.Response(status, headers=headers, content=iter(pieces))


class Slow(SystemClock):
    """A clock on which every look costs 40 seconds."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def monotonic(self) -> float:
        self._seconds += 40
        return self._seconds


def test_a_feed_is_read() -> None:
    assert fetch(answer(200, BODY)) == BODY


@pytest.mark.parametrize("scheme", ["webcal", "webcals", "WEBCAL"])
def test_webcal_is_https(scheme: str) -> None:
    seen: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(str(request.url))
        return httpx.Response(200, content=iter([BODY]))

    fetch(handler, f"{scheme}://example.org/a.ics")
    assert seen == ["https://example.org/a.ics"]


def test_a_packed_answer_is_unpacked() -> None:
    packed = gzip.compress(BODY)
    assert fetch(answer(200, packed, headers={"Content-Encoding": "gzip"})) == BODY


def test_a_packed_answer_that_swells_is_refused() -> None:
    bomb = gzip.compress(bytes(MOST_BYTES + 1_000_000))
    title = fault(answer(200, bomb, headers={"Content-Encoding": "gzip"}))
    assert title == "The calendar is larger than 50 MB."


def test_a_damaged_packed_answer_is_told() -> None:
    title = fault(answer(200, b"not packed", headers={"Content-Encoding": "gzip"}))
    assert title == "The calendar arrived damaged."


def test_an_answer_that_says_it_is_too_large_is_not_read() -> None:
    read: list[bytes] = []

    def handler(_: httpx.Request) -> httpx.Response:
        headers = {"Content-Length": str(MOST_BYTES + 1)}
        return httpx.Response(200, headers=headers, content=map(read.append, [BODY]))  # type: ignore[arg-type]

    assert fault(handler) == "The calendar is larger than 50 MB."
    assert read == []


def test_an_answer_without_end_is_cut_off() -> None:
    def handler(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=repeat(bytes(1_000_000)))

    assert fault(handler) == "The calendar is larger than 50 MB."


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (204, "The calendar's server gave no calendar (HTTP 204)."),
        (304, "The calendar's server gave no calendar (HTTP 304)."),
        (401, "The calendar's server refused the address."),
        (403, "The calendar's server refused the address."),
        (404, "There is no calendar at this address any more."),
        (410, "There is no calendar at this address any more."),
        (429, "The calendar's server asks for patience."),
        (503, "The calendar's server has trouble of its own."),
    ],
)
def test_a_refusal_is_told(status: int, title: str) -> None:
    assert fault(answer(status)) == title


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (httpx.ReadTimeout("x"), "The calendar's server takes too long."),
        (httpx.ConnectTimeout("x"), "The calendar's server takes too long."),
        (httpx.ConnectError("name unknown"), "The calendar's server can't be reached."),
        (
            httpx.ConnectError("CERTIFICATE_VERIFY_FAILED"),
            "The calendar's server can't prove who it is.",
        ),
        (httpx.RemoteProtocolError("x"), "The calendar's server broke off."),
    ],
)
def test_a_network_fault_is_told(error: httpx.HTTPError, title: str) -> None:
    def handler(_: httpx.Request) -> httpx.Response:
        raise error

    assert fault(handler) == title


def test_an_answer_that_trickles_ends_the_patience() -> None:
    with pytest.raises(CalendarError, match="takes too long"):
        fetch_feed(
            SECRET,
            clock=Slow(),
            transport=httpx.MockTransport(answer(200, b"a", b"b", b"c")),
        )


@pytest.mark.parametrize("address", ["http://", "https:///a.ics"])
def test_an_address_without_a_host_is_told(address: str) -> None:
    assert fault(answer(200, BODY), address) == "This is not an address of a calendar."


def test_a_redirect_is_followed() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/new.ics":
            return httpx.Response(200, content=iter([BODY]))
        return httpx.Response(302, headers={"Location": "/new.ics"})

    assert fetch(handler) == BODY


@pytest.mark.parametrize("place", [SECRET, "http://example.org/new.ics", "ftp://example.org/"])
def test_a_redirect_that_leads_nowhere_good_is_not_followed(place: str) -> None:
    title = fault(answer(301, headers={"Location": place}))
    assert title == "The calendar's address leads nowhere."
