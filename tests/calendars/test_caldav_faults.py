"""CalDAV servers that refuse, lead away, or answer nonsense."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from boundary.calendars.caldav import CalDav
from boundary.calendars.protocol import NEARBY, SignInError, WaitError
from boundary.calendars.web import Net
from boundary.errors import CalendarError
from tests.calendars.builders import NEW_YORK, window
from tests.calendars.fake_dav import (
    BASIC,
    LOGIN,
    PLACE,
    ROOT,
    FakeDav,
    Handler,
    found,
    multistatus,
    seen,
    with_one,
    xml,
)


def refuse(status: int, **headers: str) -> Callable[[httpx.Request], httpx.Response]:
    """Answer everything with *status*; `retry_after="..."` gives the header Retry-After."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: httpx.Response(status, headers=given, content=iter([b""]))


def fault(handler: Handler, source: str = ROOT + PLACE) -> CalendarError:
    """Return how a read fails, having looked that it keeps the address to itself."""
    calendar = CalDav(source, LOGIN, net=Net(transport=httpx.MockTransport(handler)))
    with pytest.raises(CalendarError) as caught:
        calendar.read(window(), NEW_YORK)
    assert caught.value.remedy
    assert "practice" not in f"{caught.value} {caught.value.__cause__!r}"
    return caught.value


# Signing in.


def wants(way: str) -> Callable[[httpx.Request], httpx.Response | None]:
    def first(request: httpx.Request) -> httpx.Response | None:
        if request.headers.get("authorization", "").startswith(way.split()[0]):
            return None
        return httpx.Response(401, headers={"WWW-Authenticate": way})

    return first


def test_a_password_is_sent_when_it_is_asked_for() -> None:
    server = with_one(first=wants('Basic realm="x"'))
    seen(server.calendar())
    assert [request.headers.get("authorization") for request in server.requests] == [
        None,
        BASIC,
        BASIC,
    ]


def test_a_password_is_sent_at_once_the_next_time() -> None:
    server = with_one(first=wants('Basic realm="x"'))
    source = server.calendar()
    seen(source)
    server.requests.clear()
    seen(source)
    assert [request.headers.get("authorization") for request in server.requests] == [BASIC]


def test_a_server_that_wants_digest_gets_it() -> None:
    server = with_one(first=wants('Digest realm="x", nonce="n", qop="auth", algorithm=SHA-256'))
    assert seen(server.calendar()) == ["11-24 14:00"]


def test_a_server_that_changes_its_way_is_followed() -> None:
    server = with_one(first=wants('Basic realm="x"'))
    source = server.calendar()
    seen(source)
    server.first = wants('Digest realm="x", nonce="n", qop="auth"')
    assert seen(source) == ["11-24 14:00"]


@pytest.mark.parametrize(
    "way",
    [
        'Bearer realm="x"',
        "Negotiate",
        'Digest realm="x", nonce="n", algorithm=NEW-1',
        'Digest realm="x", nonce="n", qop="auth-int"',
        "Digest",
    ],
)
def test_a_way_to_sign_in_that_is_not_known_is_told(way: str) -> None:
    error = fault(lambda _: httpx.Response(401, headers={"WWW-Authenticate": way}))
    assert error.title.startswith("This calendar's server signs people in by a way")


def test_a_password_that_is_not_accepted_asks_for_another() -> None:
    error = fault(refuse(401, www_authenticate='Basic realm="x"'))
    assert isinstance(error, SignInError)
    assert error.title == "The calendar's server did not accept the name and password."


def test_a_wrong_password_is_sent_once_a_read() -> None:
    asked: list[httpx.Request] = []

    def refuse_all(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(401, headers={"WWW-Authenticate": "Basic"})

    fault(refuse_all)
    assert len([one for one in asked if "authorization" in one.headers]) == 1


@pytest.mark.parametrize(
    "address",
    ["http://dav.practice.example/maya/", "ftp://dav.practice.example/", "dav.practice.example"],
)
def test_an_address_where_anybody_can_listen_is_never_asked(address: str) -> None:
    server = FakeDav()
    assert fault(server.answer, address).title == (
        "This calendar's address is open to anybody who listens."
    )
    assert server.requests == []


@pytest.mark.parametrize(
    "place",
    [
        "https://dav.elsewhere.example/maya/work/",
        "https://practice.example.evil.test/maya/",
        "https://dav.practice.example:8443/maya/",
        "https://192.0.2.1/maya/",
    ],
)
def test_a_password_does_not_follow_to_another_host(place: str) -> None:
    asked: list[httpx.Request] = []

    def lead_away(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if "authorization" not in request.headers:
            return httpx.Response(401, headers={"WWW-Authenticate": "Basic"})
        return httpx.Response(302, headers={"Location": place})

    assert "points to another one" in fault(lead_away).title
    assert {request.url.host for request in asked} == {"dav.practice.example"}


def test_a_redirect_to_plain_http_is_not_followed() -> None:
    error = fault(refuse(301, location="http://dav.practice.example/maya/work/"))
    assert error.title == "The calendar's address leads nowhere."


def test_a_redirect_within_one_house_keeps_the_question() -> None:
    server = with_one()

    def move(request: httpx.Request) -> httpx.Response | None:
        if request.url.host == "p7.practice.example":
            return None
        place = f"https://p7.practice.example{request.url.path}"
        return httpx.Response(307, headers={"Location": place})

    server.first = move
    assert seen(server.calendar()) == ["11-24 14:00"]
    assert {request.method for request in server.requests} == {"REPORT"}


# What servers do.


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (403, "The calendar's server does not let you read this calendar."),
        (404, "The calendar is no longer on its server."),
        (410, "The calendar is no longer on its server."),
        (429, "The calendar's server asks for patience."),
        (500, "The calendar's server has trouble of its own."),
        (503, "The calendar's server has trouble of its own."),
        (200, "The calendar's server gave no calendar (HTTP 200)."),
    ],
)
def test_a_refusal_is_told(status: int, title: str) -> None:
    assert fault(refuse(status)).title == title


def test_a_server_that_asks_for_patience_is_left_alone_for_as_long() -> None:
    source = CalDav(
        ROOT + PLACE,
        LOGIN,
        net=Net(transport=httpx.MockTransport(refuse(429, retry_after="3600"))),
    )
    with pytest.raises(WaitError):
        seen(source)
    assert source.every == timedelta(hours=1)


def test_a_server_that_was_left_alone_is_asked_as_usual_afterwards() -> None:
    server = with_one(first=refuse(429, retry_after="3600"))
    source = server.calendar()
    with pytest.raises(WaitError):
        seen(source)
    server.first = lambda _: None
    seen(source)
    assert source.every == NEARBY


@pytest.mark.parametrize(
    "error", [httpx.ReadTimeout("x"), httpx.ConnectTimeout("x"), httpx.PoolTimeout("x")]
)
def test_a_server_that_is_too_slow_is_told(error: httpx.HTTPError) -> None:
    def wait(_: httpx.Request) -> httpx.Response:
        raise error

    assert fault(wait).title == "The calendar's server takes too long."


BOMB = b"""<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<multistatus xmlns="DAV:"><response><href>&b;</href></response></multistatus>"""


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not xml",
        b"<!DOCTYPE html><html></html>",
        b"<html></html>",
        b'<multistatus xmlns="DAV:"><response>',
        b'<multistatus xmlns="OTHER:"></multistatus>',
        b'<?xml version="1.0" encoding="nobody-knows"?><a/>',
        b"\xff\xfe\x00",
        b'<multistatus xmlns="DAV:">' + b"<a>" * 100_000,
        b'<multistatus xmlns="DAV:"><response><href>http://[x</href></response></multistatus>',
        BOMB,
        BOMB.decode().encode("utf-16"),
    ],
)
def test_an_answer_that_is_none_is_told(body: bytes) -> None:
    error = fault(lambda _: xml(body))
    assert error.title == "The calendar's server gave an answer that makes no sense."


def test_an_answer_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boundary.calendars.caldav_xml.MOST_ELEMENTS", 10)
    many_parts = multistatus(*[found(f"{PLACE}{n}.ics") for n in range(10)], token="x")
    assert fault(lambda _: many_parts).title.endswith("makes no sense.")


def test_what_nobody_asked_for_is_not_taken() -> None:
    server = with_one()
    whole = server._whole
    extra = found("https://other.example/x.ics", "<C:calendar-data>BEGIN</C:calendar-data>")
    server._whole = lambda href: whole(href) + extra  # type: ignore[method-assign]
    source = server.calendar()
    seen(source)
    assert len(source.plain()["items"]) == 1


def test_no_repr_holds_a_secret() -> None:
    server = with_one()
    source = server.calendar()
    seen(source)
    words = f"{source!r} {source._mirror!r} {list(source._mirror.items.values())!r} {LOGIN!r}"
    assert not any(secret in words for secret in ("practice", "VEVENT", "maya", "horse"))
