"""Signing in through the browser, against a strict authorization server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from boundary.accounts import AccountError, App, BrowserSignIn, RefusedError, Service, SignInNeeded
from boundary.accounts.loopback import Loopback
from tests.accounts.builders import Browser, StillClock, get
from tests.stand_ins.oauth import SECRET, OAuth
from tests.stand_ins.service import Response

SCOPES = ("https://example.org/auth/calendar.events.readonly", "offline_access")
AT_ONCE = timedelta(0)
LONG = timedelta(seconds=30)


@pytest.fixture(params=list(Service))
def oauth(request: pytest.FixtureRequest) -> Iterator[OAuth]:
    with OAuth(request.param) as oauth:
        yield oauth


def begun(oauth: OAuth, app: App | None = None) -> BrowserSignIn:
    return BrowserSignIn(oauth.provider, app or oauth.app, SCOPES, StillClock())


def fault(oauth: OAuth, app: App | None = None) -> AccountError:
    with pytest.raises(AccountError) as caught:
        begun(oauth, app).run(Browser(), LONG)
    assert "127.0.0.1" not in str(caught.value)
    return caught.value


def query(browser: Browser) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(browser.address).query).items()}


def test_a_sign_in_gives_a_token_that_the_service_knows(oauth: OAuth) -> None:
    tokens = begun(oauth).run(Browser(), LONG)
    assert tokens.access.token in oauth.access


def test_a_sign_in_gives_what_renews_it(oauth: OAuth) -> None:
    tokens = begun(oauth).run(Browser(), LONG)
    assert tokens.grant.refresh in oauth.refresh


def test_the_browser_is_told_that_the_tab_can_go(oauth: OAuth) -> None:
    browser = Browser()
    begun(oauth).run(browser, LONG)
    assert "You can close this tab." in browser.page


def test_no_two_sign_ins_share_state_or_challenge(oauth: OAuth) -> None:
    first, second = Browser(), Browser()
    begun(oauth).run(first, LONG)
    begun(oauth).run(second, LONG)
    names = ("state", "code_challenge")
    assert all(query(first)[name] != query(second)[name] for name in names)


def test_the_secret_stands_in_no_page_that_the_browser_opens(oauth: OAuth) -> None:
    browser = Browser()
    begun(oauth).run(browser, LONG)
    assert SECRET not in browser.address


def test_no_repr_tells_a_token(oauth: OAuth) -> None:
    tokens = begun(oauth).run(Browser(), LONG)
    shown = repr(tokens)
    assert not any(
        secret in shown
        for secret in (tokens.access.token, tokens.grant.refresh, oauth.app.client_id, SECRET)
    )


def test_nothing_of_a_sign_in_is_printed_or_logged(
    oauth: OAuth, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level("DEBUG", "boundary"):
        begun(oauth).run(lambda address: Browser()(address), LONG)
    told = capfd.readouterr()
    ours = [record for record in caplog.records if record.name.startswith("boundary")]
    assert (told.out, told.err, ours) == ("", "", [])


def test_her_no_is_taken_as_one(oauth: OAuth) -> None:
    oauth.declines = True
    assert fault(oauth).title.endswith("was told no.")


def test_a_client_that_nobody_knows_is_told() -> None:
    with OAuth(Service.GOOGLE) as oauth:
        error = fault(oauth, App("client-1", "wrong"))
    assert isinstance(error, RefusedError)
    assert error.title == "Google does not know this client id."


def test_boxes_left_without_a_tick_are_told(oauth: OAuth) -> None:
    oauth.grants = "https://example.org/auth/something.else"
    error = fault(oauth)
    assert isinstance(error, SignInNeeded)
    assert "Not everything was allowed" in error.title


def test_a_browser_that_does_not_open_is_told(oauth: OAuth) -> None:
    with pytest.raises(AccountError, match="No browser could be opened"):
        begun(oauth).run(lambda _: False, LONG)


def test_a_sign_in_that_is_not_finished_ends(oauth: OAuth) -> None:
    with pytest.raises(AccountError, match="was not finished"):
        begun(oauth).run(lambda _: True, AT_ONCE)


def test_a_sign_in_can_be_called_off(oauth: OAuth) -> None:
    sign_in = begun(oauth)

    def no_more(_: str) -> bool:
        sign_in.cancel()
        return True

    with pytest.raises(AccountError, match="was called off"):
        sign_in.run(no_more, LONG)


def test_a_sign_in_that_was_called_off_before_it_began_ends_at_once(oauth: OAuth) -> None:
    sign_in = begun(oauth)
    sign_in.cancel()
    with pytest.raises(AccountError, match="was called off"):
        sign_in.run(lambda _: True, LONG)


@pytest.mark.parametrize(
    "body", [b"<html>Log in to the network</html>", b"[]", b'{"access_token": 7}', b"{}", b"\xff"]
)
def test_an_answer_that_makes_no_sense_is_told(oauth: OAuth, body: bytes) -> None:
    oauth.fail("/token", Response(200, body))
    assert fault(oauth).title.endswith("gave an answer that makes no sense.")


def test_a_service_in_trouble_is_told(oauth: OAuth) -> None:
    oauth.fail("/token", Response(500, b"oops"))
    assert fault(oauth).title.endswith("gave no permission (HTTP 500).")


def heard(loopback: Loopback, place: str, host: str | None = None) -> httpx.Response:
    address = loopback.address.replace("localhost", "127.0.0.1")
    return get(f"{address}/{place}", {"Host": host} if host else {})


@pytest.mark.parametrize(
    "place",
    [
        "",
        "favicon.ico",
        "?code=1",
        "?code=1&state=other",
        "?state=mine",
        "?code=1&code=2&state=mine",
        "elsewhere?code=1&state=mine",
        "?" + "&".join(f"a{n}=1" for n in range(30)) + "&code=1&state=mine",
        "?code=1&state=%C3%A4",
    ],
)
def test_what_is_not_this_answer_is_not_heard(place: str) -> None:
    with Loopback("127.0.0.1", "mine", Future()) as loopback:
        assert heard(loopback, place).status_code == 404
        with pytest.raises(AccountError):
            loopback.wait(AT_ONCE)


def test_a_page_under_another_name_is_not_heard() -> None:
    with Loopback("127.0.0.1", "mine", Future()) as loopback:
        assert heard(loopback, "?code=1&state=mine", "evil.example").status_code == 404


def test_a_wrong_guess_does_not_end_the_sign_in() -> None:
    with Loopback("127.0.0.1", "mine", Future()) as loopback:
        heard(loopback, "?code=guess&state=other")
        heard(loopback, "?code=right&state=mine")
        assert loopback.wait(LONG)["code"] == "right"


def test_the_first_answer_holds() -> None:
    with Loopback("127.0.0.1", "mine", Future()) as loopback:
        heard(loopback, "?code=first&state=mine")
        heard(loopback, "?code=second&state=mine")
        assert loopback.wait(LONG)["code"] == "first"


def test_the_page_lets_no_script_run_and_is_not_kept() -> None:
    with Loopback("127.0.0.1", "mine", Future()) as loopback:
        headers = heard(loopback, "?code=1&state=mine").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_nobody_listens_after_a_sign_in() -> None:
    with Loopback("127.0.0.1", "mine", Future()) as loopback:
        pass
    with pytest.raises(httpx.ConnectError):
        heard(loopback, "?code=1&state=mine")


def test_only_this_machine_is_heard() -> None:
    with Loopback("localhost", "mine", Future()) as loopback:
        assert loopback._server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "address", ["http://example.org/token", "ftp://127.0.0.1/", "http://127.0.0.1.example.org/"]
)
def test_no_provider_is_asked_in_the_open(address: str, oauth: OAuth) -> None:
    provider = type(oauth.provider)
    with pytest.raises(ValueError, match="anyone on the way"):
        provider(Service.GOOGLE, "Google", authorize=address, token=address)
