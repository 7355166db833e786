"""Feeds from a real server over TLS, with all that servers do: each answer has an end."""

from __future__ import annotations

import gzip
import logging
import socket
import zlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import repeat

import pytest

from boundary.calendars.feed import POLITE, Feed, FeedAnswer, Validators, ask_feed
from boundary.calendars.ics import MOST_BYTES, Reading
from boundary.calendars.protocol import WaitError
from boundary.calendars.web import MOST_REDIRECTS, Net
from boundary.clock import ScaledClock
from boundary.errors import CalendarError
from tests.calendars.builders import NEW_YORK, calendar, event, starts, window
from tests.calendars.https_server import (
    DRIP,
    HOLD,
    Asked,
    Piece,
    Server,
    always,
    head,
    respond,
    serving,
    trust,
)

BODY = calendar(event())
PATH = "/private-0123456789/basic.ics"
SHORT = timedelta(milliseconds=400)
BUFFERS = 12_000_000
"""What may be under way in the kernel and in TLS when the client has had enough."""


def ask(server: Server, known: Validators | None = None, net: Net | None = None) -> FeedAnswer:
    return ask_feed(server.root + PATH, known, net=net or trust())


def fault(server: Server, net: Net | None = None) -> CalendarError:
    """Return how asking *server* fails, having looked that it keeps the address to itself."""
    with pytest.raises(CalendarError) as caught:
        ask(server, net=net)
    words = f"{caught.value} {caught.value.__cause__!r}"
    assert "private" not in words
    assert "localhost" not in words
    return caught.value


def read(server: Server) -> Reading:
    return Feed(server.root + PATH, net=trust()).read(window(), NEW_YORK)


def test_a_feed_is_read_over_tls() -> None:
    with always(*respond(body=BODY)) as server:
        assert starts(read(server)) == ["11-24 14:00"]


def test_a_feed_is_read_over_plain_http() -> None:
    with serving(lambda _: respond(body=BODY), tls=False) as server:
        assert ask(server).data == BODY


def test_webcal_is_asked_over_tls() -> None:
    with always(*respond(body=BODY)) as server:
        address = server.root.replace("https:", "webcal:") + PATH
        assert ask_feed(address, net=trust()).data == BODY


def test_a_feed_without_a_length_ends_with_its_connection() -> None:
    with always(head(), BODY) as server:
        assert ask(server).data == BODY


def test_an_address_with_a_name_and_password_gives_them_to_its_server() -> None:
    with always(*respond(body=BODY)) as server:
        address = server.root.replace("//", "//maya:horse@") + PATH
        assert ask_feed(address, net=trust()).data == BODY
    assert server.asked[0].headers["authorization"].startswith("Basic ")


def test_nothing_but_get_is_asked() -> None:
    with always(*respond(body=BODY)) as server:
        read(server)
    assert server.methods == ["GET"]


# Refused.


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (401, "The calendar's server refused the address."),
        (403, "The calendar's server refused the address."),
        (404, "There is no calendar at this address any more."),
        (500, "The calendar's server has trouble of its own."),
    ],
)
def test_a_refusal_is_told(status: int, title: str) -> None:
    with always(*respond(status, b"secret page")) as server:
        assert fault(server).title == title


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("120", timedelta(minutes=2)),
        ("Tue, 24 Nov 2026 09:00:00 GMT", timedelta(hours=1)),
        ("Tue, 24 Nov 2026 07:00:00 GMT", timedelta(0)),
        ("99999999999999999999", timedelta(days=1)),
        ("whenever", timedelta(minutes=15)),
        ("", timedelta(minutes=15)),
    ],
)
def test_a_server_that_asks_for_patience_says_for_how_long(said: str, expected: timedelta) -> None:
    clock = ScaledClock(datetime(2026, 11, 24, 8, 0, tzinfo=UTC), 1e-9)
    with always(*respond(429, retry_after=said)) as server:
        error = fault(server, replace(trust(), clock=clock))
    assert isinstance(error, WaitError)
    assert abs(error.wait - expected) < timedelta(seconds=1)


def test_a_server_in_trouble_may_ask_for_patience_too() -> None:
    with always(*respond(503, retry_after="60")) as server:
        assert isinstance(fault(server), WaitError)


def test_a_feed_whose_server_asks_for_patience_is_left_alone_for_as_long() -> None:
    with always(*respond(429, retry_after="7200")) as server:
        feed = Feed(server.root + PATH, net=trust())
        with pytest.raises(WaitError):
            feed.read(window(), NEW_YORK)
    assert feed.every == timedelta(hours=2)


def test_a_feed_that_was_left_alone_is_asked_as_usual_afterwards() -> None:
    answers = iter([respond(429, retry_after="7200"), respond(body=BODY)])
    with serving(lambda _: next(answers)) as server:
        feed = Feed(server.root + PATH, net=trust())
        with pytest.raises(WaitError):
            feed.read(window(), NEW_YORK)
        feed.read(window(), NEW_YORK)
    assert feed.every == POLITE


# Not a calendar.


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (b"", "The calendar came back empty."),
        (b"\r\n", "The calendar came back empty."),
        (b"<!DOCTYPE html><html>Sign in</html>", "A web page came instead of a calendar."),
        (BODY[:-20], "The calendar is cut off before its end."),
        (b"not here", "This is not a calendar."),
    ],
)
def test_what_is_no_calendar_is_an_error_and_no_empty_day(body: bytes, title: str) -> None:
    with always(*respond(body=body, content_type="text/html")) as server:
        with pytest.raises(CalendarError) as caught:
            read(server)
        assert caught.value.title == title


def test_a_body_that_is_shorter_than_it_said_is_told() -> None:
    with always(head(content_length=str(len(BODY) + 10)), BODY) as server:
        assert fault(server).title == "The calendar's server broke off."


def test_a_body_that_ends_within_a_chunk_is_told() -> None:
    with always(head(transfer_encoding="chunked"), b"fff\r\nBEGIN:VCALENDAR\r\n") as server:
        assert fault(server).title == "The calendar's server broke off."


def test_an_answer_that_is_no_http_is_told() -> None:
    with always(b"* OK IMAP4rev1 ready\r\n") as server:
        assert fault(server).title == "The calendar's server broke off."


def test_a_server_that_hangs_up_at_once_is_told() -> None:
    with always() as server:
        assert fault(server).title == "The calendar's server broke off."


# Packed.


def test_a_packed_feed_is_unpacked() -> None:
    with always(*respond(body=gzip.compress(BODY), content_encoding="gzip")) as server:
        assert ask(server).data == BODY


def test_a_feed_packed_in_two_parts_is_whole() -> None:
    body = gzip.compress(BODY[:40]) + gzip.compress(BODY[40:])
    with always(*respond(body=body, content_encoding="gzip")) as server:
        assert ask(server).data == BODY


def test_a_packed_feed_that_is_cut_off_is_damaged() -> None:
    with always(head(content_encoding="gzip"), gzip.compress(BODY)[:-12]) as server:
        assert fault(server).title == "The calendar arrived damaged."


def test_a_packed_feed_without_end_is_given_up_after_little_was_sent() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    first = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)

    def reply(_: Asked) -> Iterable[bytes]:
        yield head(content_encoding="gzip") + first
        yield from repeat(block)

    with serving(reply) as server:
        assert fault(server).title == "The calendar is larger than 50 MB."
        server.hang_up()
    assert server.sent < BUFFERS


# Without end.


def test_a_feed_without_end_is_given_up_at_the_limit() -> None:
    def reply(_: Asked) -> Iterable[bytes]:
        yield head()
        yield from repeat(bytes(1_000_000))

    with serving(reply) as server:
        assert fault(server).title == "The calendar is larger than 50 MB."
        server.hang_up()
    assert server.sent < MOST_BYTES + BUFFERS


def test_a_server_that_stalls_before_its_answer_is_given_up() -> None:
    with always(HOLD) as server:
        assert fault(server, trust(SHORT)).title == "The calendar's server takes too long."


def test_a_server_that_stalls_after_the_headers_is_given_up() -> None:
    with always(head(content_length="1000"), HOLD) as server:
        assert fault(server, trust(SHORT)).title == "The calendar's server takes too long."


def test_a_server_that_stalls_in_the_middle_is_given_up() -> None:
    with always(head(content_length="1000"), BODY, HOLD) as server:
        assert fault(server, trust(SHORT)).title == "The calendar's server takes too long."


def test_a_feed_without_a_length_that_stalls_is_not_taken_for_whole() -> None:
    with always(head(), BODY, HOLD) as server:
        assert fault(server, trust(SHORT)).title == "The calendar's server takes too long."


def test_headers_that_only_drip_are_given_up() -> None:
    with always(b"HTTP/1.1 200 x\r\nx-more: ", DRIP) as server:
        assert fault(server, trust(SHORT)).title == "The calendar's server takes too long."


def test_a_body_that_only_drips_is_given_up() -> None:
    with always(head(content_length="1000"), DRIP) as server:
        assert fault(server, trust(SHORT)).title == "The calendar's server takes too long."


def test_headers_without_end_are_given_up() -> None:
    def reply(_: Asked) -> Iterable[bytes]:
        yield b"HTTP/1.1 200 x\r\n"
        yield from repeat(b"x-more: " + b"y" * 1000 + b"\r\n")

    with serving(reply) as server:
        assert fault(server).title == "The calendar's server broke off."
        server.hang_up()
    assert server.sent < BUFFERS


# Led elsewhere.


def test_a_redirect_is_followed() -> None:
    def reply(asked: Asked) -> list[Piece]:
        return respond(302, location="/new.ics") if asked.path == PATH else respond(body=BODY)

    with serving(reply) as server:
        assert ask(server).data == BODY


def test_a_redirect_loop_ends() -> None:
    with always(*respond(302, location=PATH)) as server:
        assert fault(server).title == "The calendar's address leads nowhere."
    assert len(server.asked) == MOST_REDIRECTS + 1


def test_a_redirect_never_leaves_tls() -> None:
    with (
        serving(lambda _: respond(body=BODY), tls=False) as plain,
        always(*respond(301, location=plain.root + PATH)) as server,
    ):
        assert fault(server).title == "The calendar's address leads nowhere."
    assert plain.asked == []


def test_a_password_in_an_address_does_not_follow_to_another_host() -> None:
    with always(*respond(body=BODY)) as other:
        other.host = "127.0.0.1"
        with always(*respond(302, location=other.root + PATH)) as server:
            address = server.root.replace("//", "//maya:horse@") + PATH
            ask_feed(address, net=trust())
    assert "authorization" not in other.asked[0].headers


# Nobody there.


def test_a_server_whose_certificate_nobody_trusts_is_told() -> None:
    with always(*respond(body=BODY)) as server:
        error = fault(server, Net())
    assert error.title == "The calendar's server can't prove who it is."


def test_a_certificate_for_another_host_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    find = socket.getaddrinfo
    monkeypatch.setattr(
        "socket.getaddrinfo", lambda _, *rest, **named: find("127.0.0.1", *rest, **named)
    )
    with always(*respond(body=BODY)) as server:
        server.host = "feeds.example"
        assert fault(server).title == "The calendar's server can't prove who it is."


def test_a_server_that_is_down_is_told() -> None:
    with always() as server:
        root = server.root
    with pytest.raises(CalendarError) as caught:
        ask_feed(root + PATH, net=trust())
    assert caught.value.title == "The calendar's server can't be reached."


def test_a_name_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", unknown)
    with pytest.raises(CalendarError) as caught:
        ask_feed("https://feeds.example/private.ics", net=trust())
    assert caught.value.title == "The calendar's server can't be reached."


def unknown(*_: object, **__: object) -> object:
    raise OSError(-2, "Name or service not known")


@pytest.mark.parametrize(
    "host", ["a" * 64 + ".example", "a..example", "xn--a.example", "[::1", "host:port"]
)
def test_a_name_that_can_not_be_one_is_told(host: str) -> None:
    with pytest.raises(CalendarError) as caught:
        ask_feed(f"https://{host}/private.ics", net=trust())
    assert caught.value.title == "This is not an address of a calendar."


# In the log.


def test_the_address_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with always(*respond(body=BODY)) as server:
        read(server)
    assert "private" not in caplog.text


def test_no_repr_holds_the_address_or_a_title() -> None:
    with always(*respond(body=BODY)) as server:
        answer = ask(server)
        assert "private" not in repr(Feed(server.root + PATH))
    assert "VEVENT" not in repr(answer)
