"""Feeds asked again: for changes only, and as often as they wish."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest

from boundary.calendars.feed import POLITE, SELDOM, Feed, FeedAnswer, Validators, ask_feed
from boundary.calendars.ics import Reading
from boundary.errors import CalendarError
from tests.calendars.builders import NEW_YORK, calendar, event, starts, window
from tests.calendars.https_server import Asked, Piece, Server, always, respond, serving, trust

BODY = calendar(event())
PATH = "/basic.ics"


def ask(server: Server, known: Validators | None = None) -> FeedAnswer:
    return ask_feed(server.root + PATH, known, net=trust())


# Asked again.


def with_validators(asked: Asked) -> Iterable[Piece]:
    """Answer as a server that has one version, under an ETag and a date."""
    if asked.headers.get("if-none-match") == '"one"':
        return respond(304)
    return respond(body=BODY, etag='"one"', last_modified="Tue, 24 Nov 2026 08:00:00 GMT")


def test_an_answer_carries_what_to_ask_with_the_next_time() -> None:
    with serving(with_validators) as server:
        assert ask(server).validators == Validators('"one"', "Tue, 24 Nov 2026 08:00:00 GMT")


def test_what_is_known_is_asked_for_changes_only() -> None:
    with serving(with_validators) as server:
        first = ask(server)
        assert ask(server, first.validators) == FeedAnswer(None, first.validators, POLITE)


def test_a_date_alone_is_enough_to_ask_for_changes() -> None:
    date = "Tue, 24 Nov 2026 08:00:00 GMT"

    def reply(asked: Asked) -> list[Piece]:
        same = asked.headers.get("if-modified-since") == date
        return respond(304) if same else respond(body=BODY, last_modified=date)

    with serving(reply) as server:
        assert ask(server, ask(server).validators).data is None


def test_an_unchanged_feed_gives_the_same_reading() -> None:
    with serving(with_validators) as server:
        feed = Feed(server.root + PATH, net=trust())
        assert feed.read(window(), NEW_YORK) == feed.read(window(), NEW_YORK)


def test_an_unchanged_feed_is_read_for_another_day_too() -> None:
    tomorrow = window("2026-11-25T05:00:00Z", "2026-11-26T05:00:00Z")
    with serving(with_validators) as server:
        feed = Feed(server.root + PATH, net=trust())
        feed.read(window(), NEW_YORK)
        assert feed.read(tomorrow, NEW_YORK) == Reading(())


def test_a_changed_feed_is_read_anew() -> None:
    bodies = iter([BODY, calendar(event("DTSTART:20261124T170000Z", "DTEND:20261124T175000Z"))])
    with serving(lambda _: respond(body=next(bodies), etag='"x"')) as server:
        feed = Feed(server.root + PATH, net=trust())
        assert [starts(feed.read(window(), NEW_YORK)) for _ in range(2)] == [
            ["11-24 14:00"],
            ["11-24 17:00"],
        ]


def test_a_login_page_is_not_what_unchanged_means_the_next_time() -> None:
    page = respond(body=b"<!DOCTYPE html><html></html>", etag='"page"')
    with always(*page) as server:
        feed = Feed(server.root + PATH, net=trust())
        for _ in range(2):
            with pytest.raises(CalendarError, match="web page"):
                feed.read(window(), NEW_YORK)
    assert "if-none-match" not in server.asked[1].headers


# How often.


def every(body: bytes = BODY, cache_control: str = "no-cache") -> timedelta:
    with always(*respond(body=body, cache_control=cache_control)) as server:
        return ask(server).every


def test_a_feed_that_says_nothing_is_asked_every_ten_minutes() -> None:
    assert every() == POLITE


@pytest.mark.parametrize(
    ("age", "expected"),
    [("60", POLITE), ("1200", timedelta(minutes=20)), ("86400", SELDOM), ("many", POLITE)],
)
def test_a_cache_header_is_heeded_within_limits(age: str, expected: timedelta) -> None:
    assert every(cache_control=f"private, max-age={age}") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("X-PUBLISHED-TTL:PT30M", timedelta(minutes=30)),
        ("REFRESH-INTERVAL;VALUE=DURATION:PT45M", timedelta(minutes=45)),
        ("X-PUBLISHED-TTL:P1W", SELDOM),
        ("X-PUBLISHED-TTL:soon", POLITE),
    ],
)
def test_a_calendars_own_wish_is_heeded_within_limits(line: str, expected: timedelta) -> None:
    assert every(calendar(event(), head=(line,))) == expected


def test_a_wish_holds_for_unchanged_answers_too() -> None:
    def reply(asked: Asked) -> list[Piece]:
        body = calendar(event(), head=("X-PUBLISHED-TTL:PT30M",))
        return respond(304) if "if-none-match" in asked.headers else respond(body=body, etag="1")

    with serving(reply) as server:
        feed = Feed(server.root + PATH, net=trust())
        feed.read(window(), NEW_YORK)
        feed.read(window(), NEW_YORK)
    assert feed.every == timedelta(minutes=30)
