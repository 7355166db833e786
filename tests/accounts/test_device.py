"""Signing in by a code that is typed on another device (RFC 8628)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from boundary.accounts import GOOGLE, AccountError, App, DeviceSignIn, RefusedError, Service
from tests.accounts.builders import NOON, StillClock
from tests.stand_ins.oauth import USER_CODE, OAuth
from tests.stand_ins.service import Response

SCOPES = ("https://graph.example/Calendars.ReadBasic", "offline_access")


@pytest.fixture
def oauth() -> Iterator[OAuth]:
    with OAuth(Service.MICROSOFT) as oauth:
        yield oauth


def begun(oauth: OAuth, clock: StillClock | None = None) -> DeviceSignIn:
    sign_in = DeviceSignIn(oauth.provider, oauth.app, SCOPES, clock or StillClock())
    sign_in.begin()
    return sign_in


def test_she_is_shown_a_code_and_where_to_type_it(oauth: OAuth) -> None:
    sign_in = DeviceSignIn(oauth.provider, oauth.app, SCOPES, StillClock())
    shown = sign_in.begin()
    assert (shown.code, shown.address) == (USER_CODE, "https://microsoft.com/devicelogin")


def test_the_code_ends_when_the_service_says(oauth: OAuth) -> None:
    sign_in = DeviceSignIn(oauth.provider, oauth.app, SCOPES, StillClock())
    assert sign_in.begin().ends == NOON + timedelta(seconds=900)


def test_no_repr_tells_the_code(oauth: OAuth) -> None:
    sign_in = DeviceSignIn(oauth.provider, oauth.app, SCOPES, StillClock())
    assert USER_CODE not in repr(sign_in.begin())


def test_it_is_asked_as_seldom_as_the_service_says(oauth: OAuth) -> None:
    assert begun(oauth).interval == timedelta(seconds=7)


def test_there_are_no_tokens_while_she_has_not_finished(oauth: OAuth) -> None:
    oauth.pending = 1
    assert begun(oauth).ask() is None


def test_there_are_tokens_when_she_has(oauth: OAuth) -> None:
    oauth.pending = 1
    sign_in = begun(oauth)
    sign_in.ask()
    tokens = sign_in.ask()
    assert tokens is not None
    assert tokens.access.token in oauth.access


def test_a_service_that_is_hurried_is_asked_less_often(oauth: OAuth) -> None:
    oauth.slow_down = True
    sign_in = begun(oauth)
    assert sign_in.ask() is None
    assert sign_in.interval == timedelta(seconds=12)


def test_her_no_is_taken_as_one(oauth: OAuth) -> None:
    oauth.declines = True
    with pytest.raises(AccountError, match="was told no"):
        begun(oauth).ask()


def test_a_code_that_the_service_has_ended_is_told(oauth: OAuth) -> None:
    oauth.ended = True
    with pytest.raises(AccountError, match="no longer valid"):
        begun(oauth).ask()


def test_a_code_past_its_time_is_not_asked_about(oauth: OAuth) -> None:
    clock = StillClock()
    sign_in = begun(oauth, clock)
    clock.go(timedelta(minutes=15))
    oauth.forget()
    with pytest.raises(AccountError, match="no longer valid"):
        sign_in.ask()
    assert oauth.requests == []


def test_a_service_that_gives_no_code_is_told(oauth: OAuth) -> None:
    oauth.fail("/devicecode", Response(400, {"error": "unauthorized_client"}))
    with pytest.raises(RefusedError, match="does not know this client id"):
        begun(oauth)


def test_a_code_that_makes_no_sense_is_told(oauth: OAuth) -> None:
    oauth.fail("/devicecode", Response(200, {"user_code": "A"}))
    with pytest.raises(AccountError, match="makes no sense"):
        begun(oauth)


def test_google_is_not_asked_for_codes() -> None:
    with pytest.raises(ValueError, match="without sign-in by code"):
        DeviceSignIn(GOOGLE, App("id"), SCOPES, StillClock())
