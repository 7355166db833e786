"""An API's door: the token goes in with every question, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from boundary.accounts import (
    Account,
    AccountError,
    ApiError,
    Door,
    PatienceError,
    Service,
    SignInNeeded,
)
from boundary.accounts.wire import LONGEST_WAIT, MOST_BYTES, Answer, Wire
from tests.accounts.builders import StillClock, signed_in
from tests.stand_ins.oauth import OAuth
from tests.stand_ins.service import Request, Response, StandIn

SCOPES = ("https://example.org/auth/calendar.events.readonly",)


class Api(StandIn):
    """Gives a document to whoever has a token that *oauth* gave."""

    def __init__(self, oauth: OAuth) -> None:
        super().__init__()
        self.oauth = oauth

    def answer(self, request: Request) -> Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        return Response(200, {"ok": True}) if token in self.oauth.access else Response(401)


class World:
    """A signed-in account and an API behind it."""

    def __init__(self, oauth: OAuth, api: Api) -> None:
        self.oauth, self.api = oauth, api
        self.clock = StillClock()
        self.account: Account = signed_in(oauth, SCOPES, self.clock)
        self.door = Door(self.account, f"{api.root}/v1", self.clock)

    def fault(self, place: str = "x") -> AccountError:
        with pytest.raises(AccountError) as caught:
            self.door.get(place)
        assert "127.0.0.1" not in str(caught.value)
        return caught.value


@pytest.fixture
def world() -> Iterator[World]:
    with OAuth(Service.GOOGLE) as oauth, Api(oauth) as api:
        yield World(oauth, api)


def refusal(status: int, *reasons: str, **headers: str) -> Response:
    error: dict[str, Any] = {"code": status, "errors": [{"reason": one} for one in reasons]}
    return Response(status, {"error": error}, {k.replace("_", "-"): v for k, v in headers.items()})


def test_a_document_is_read(world: World) -> None:
    assert world.door.get("x") == {"ok": True}


def test_a_token_that_is_not_taken_is_renewed_once(world: World) -> None:
    world.oauth.expire()
    assert world.door.get("x") == {"ok": True}
    assert world.api.paths() == ["/v1/x", "/v1/x"]


def test_a_new_token_that_is_not_taken_either_asks_her(world: World) -> None:
    world.api.fail("x", Response(401), times=2)
    assert isinstance(world.fault(), SignInNeeded)
    assert len(world.api.requests) == 2


def test_a_permission_that_ended_asks_her(world: World) -> None:
    world.oauth.expire()
    world.oauth.ended = True
    assert isinstance(world.fault(), SignInNeeded)


@pytest.mark.parametrize("reason", ["insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"])
def test_a_permission_that_is_too_small_asks_her(world: World, reason: str) -> None:
    world.api.fail("x", refusal(403, reason))
    assert isinstance(world.fault(), SignInNeeded)


@pytest.mark.parametrize("status", [302, 400, 403, 404, 410, 500])
def test_a_refusal_is_told_with_its_status(world: World, status: int) -> None:
    world.api.fail("x", Response(status, b"", {"Location": "https://example.org/"}))
    error = world.fault()
    assert isinstance(error, ApiError)
    assert (error.name, error.status) == ("Google", status)


@pytest.mark.parametrize("body", [b"<html>Log in</html>", b"[" * 100_000, b"[]", b"\xff", b""])
def test_a_document_that_is_none_is_told(world: World, body: bytes) -> None:
    world.api.fail("x", Response(200, body))
    assert world.fault().title == "Google gave an answer that makes no sense."


def test_microsofts_own_words_are_kept_for_whoever_asks(world: World) -> None:
    world.api.fail("x", Response(410, {"error": {"code": "SyncStateNotFound"}}))
    error = world.fault()
    assert isinstance(error, ApiError)
    assert error.codes == {"SyncStateNotFound"}


@pytest.mark.parametrize(
    "response",
    [
        refusal(429, Retry_After="120"),
        refusal(503, Retry_After="120"),
        refusal(403, "rateLimitExceeded", Retry_After="120"),
        refusal(403, "userRateLimitExceeded", Retry_After="120"),
    ],
)
def test_a_service_that_asks_for_time_says_how_much(world: World, response: Response) -> None:
    world.api.fail("x", response)
    error = world.fault()
    assert isinstance(error, PatienceError)
    assert error.wait == timedelta(seconds=120)


def test_nobody_is_asked_before_the_time_is_over(world: World) -> None:
    world.api.fail("x", refusal(429, Retry_After="120"))
    world.fault()
    world.clock.go(timedelta(seconds=119))
    assert isinstance(world.fault(), PatienceError)
    assert len(world.api.requests) == 1


def test_all_doors_of_an_account_wait_together(world: World) -> None:
    world.api.fail("x", refusal(429, Retry_After="120"))
    world.fault()
    world.door = Door(world.account, f"{world.api.root}/v1", world.clock)
    assert isinstance(world.fault("y"), PatienceError)


def test_it_goes_on_when_the_time_is_over(world: World) -> None:
    world.api.fail("x", refusal(429, Retry_After="120"))
    world.fault()
    world.clock.go(timedelta(seconds=120))
    assert world.door.get("x") == {"ok": True}


@pytest.mark.parametrize(
    ("header", "date", "seconds"),
    [
        ("", "", 60),
        ("0", "", 0),
        ("soon", "", 60),
        ("-5", "", 60),
        ("86400", "", LONGEST_WAIT.total_seconds()),
        ("9" * 50, "", 60),
        ("Tue, 24 Nov 2026 12:05:00 GMT", "", 300),
        ("Tue, 24 Nov 2026 11:00:00 GMT", "", 0),
        # A server's clock that is an hour ahead of ours.
        ("Tue, 24 Nov 2026 13:05:00 GMT", "Tue, 24 Nov 2026 13:00:00 GMT", 300),
    ],
)
def test_a_time_to_wait_is_read_as_it_is_written(header: str, date: str, seconds: float) -> None:
    wire = Wire("Google", StillClock())
    answer = Answer(429, {"retry-after": header, "date": date}, b"")
    assert wire.retry_after(answer).total_seconds() == seconds


@pytest.mark.parametrize(
    "place",
    ["https://example.org/v1/x", "http://127.0.0.1:9/v1/x", "{root}/v2/x", "{root}@e.org/v1/x"],
)
def test_a_token_goes_to_no_other_address(world: World, place: str) -> None:
    error = world.fault(place.format(root=world.api.root))
    assert "makes no sense" in error.title
    assert world.api.requests == []


def test_an_address_that_the_api_gave_is_read(world: World) -> None:
    assert world.door.get(f"{world.api.root}/v1/next?token=1") == {"ok": True}


class Slow(StillClock):
    """A clock on which every look costs 40 seconds."""

    def monotonic(self) -> float:
        self.seconds += 40
        return self.seconds


def wire(handler: Any, clock: StillClock | None = None) -> Wire:
    return Wire("Google", clock or StillClock(), transport=httpx.MockTransport(handler))


def test_an_answer_without_end_is_cut_off() -> None:
    def endless(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=(bytes(1_000_000) for _ in range(MOST_BYTES)))

    with pytest.raises(AccountError, match="more than can be read"):
        wire(endless).send("GET", "https://example.org/")


def test_an_answer_that_trickles_ends_the_patience() -> None:
    def trickle(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=iter([b"a", b"b", b"c"]))

    with pytest.raises(AccountError, match="takes too long"):
        wire(trickle, Slow()).send("GET", "https://example.org/")


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (httpx.ReadTimeout("x"), "Google takes too long."),
        (httpx.ConnectError("name unknown"), "Google can't be reached."),
        (httpx.ConnectError("CERTIFICATE_VERIFY_FAILED"), "Google can't prove who it is."),
        (httpx.RemoteProtocolError("x"), "Google broke off."),
    ],
)
def test_a_network_fault_is_told(error: httpx.HTTPError, title: str) -> None:
    def handler(_: httpx.Request) -> httpx.Response:
        raise error

    with pytest.raises(AccountError) as caught:
        wire(handler).send("GET", "https://example.org/")
    assert caught.value.title == title


def test_a_secret_does_not_travel_in_the_open() -> None:
    with pytest.raises(ValueError, match="anyone on the way"):
        wire(lambda _: httpx.Response(200)).send("GET", "http://example.org/")


def test_no_address_is_logged(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        world.door.get("x", {"syncToken": "a-secret"})
    assert "127.0.0.1" not in caplog.text
