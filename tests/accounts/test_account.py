"""An account's tokens: kept, renewed once at a time, ended, forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from boundary.accounts import Account, AccountError, Accounts, Service, SignInNeeded
from boundary.accounts.tokens import Grant, read_grant
from boundary.accounts.vault import PIECE, Vault
from boundary.errors import SecretsError
from boundary.keys import SessionKeys
from tests.accounts.builders import StillClock, accounts, signed_in
from tests.stand_ins.oauth import SECRET, OAuth
from tests.stand_ins.service import Response

SCOPES = ("https://example.org/auth/calendar.events.readonly",)
HOUR = timedelta(hours=1)


class MoodyKeys(SessionKeys):
    """Keys that refuse to keep anything while `locked`."""

    locked = False

    def set(self, name: str, secret: str) -> None:
        if self.locked:
            raise SecretsError("The keyring is locked.", "Unlock it.")
        super().set(name, secret)


@pytest.fixture
def oauth() -> Iterator[OAuth]:
    with OAuth(Service.GOOGLE) as oauth:
        yield oauth


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


def renewals(oauth: OAuth) -> int:
    return sum(request.form.get("grant_type") == ["refresh_token"] for request in oauth.requests)


def test_an_account_nobody_signed_in_to_says_so(oauth: OAuth, clock: StillClock) -> None:
    account = accounts(oauth, clock).get("mine")
    assert not account.signed_in()
    with pytest.raises(SignInNeeded, match="You are not signed in"):
        account.token()


def test_a_token_is_used_while_it_holds(oauth: OAuth, clock: StillClock) -> None:
    account = signed_in(oauth, SCOPES, clock)
    first = account.token()
    clock.go(timedelta(minutes=58))
    assert account.token() == first


def test_a_token_is_renewed_a_minute_before_its_end(oauth: OAuth, clock: StillClock) -> None:
    account = signed_in(oauth, SCOPES, clock)
    first = account.token()
    clock.go(timedelta(minutes=59))
    assert account.token() != first


def test_a_token_from_the_future_is_renewed(oauth: OAuth, clock: StillClock) -> None:
    account = signed_in(oauth, SCOPES, clock)
    clock.wall -= timedelta(days=1)
    account.token()
    assert renewals(oauth) == 1


@pytest.mark.parametrize("life", ["3600", 10**30, 0, -5, "soon", None, True])
def test_a_strange_life_is_no_trouble(oauth: OAuth, clock: StillClock, life: object) -> None:
    oauth.life = life  # type: ignore[assignment]
    assert signed_in(oauth, SCOPES, clock).token() in oauth.access


def test_the_program_comes_back_signed_in(oauth: OAuth, clock: StillClock) -> None:
    keys = SessionKeys()
    signed_in(oauth, SCOPES, clock, keys)
    assert accounts(oauth, clock, keys).get("mine").token() in oauth.access


def test_a_new_refresh_token_takes_the_place_of_the_old(clock: StillClock) -> None:
    with OAuth(Service.MICROSOFT, rotates=True) as oauth:
        keys = SessionKeys()
        account = signed_in(oauth, SCOPES, clock, keys)
        for _ in range(3):
            clock.go(HOUR)
            account.token()
        assert accounts(oauth, clock, keys).get("mine").token() in oauth.access


def test_a_token_that_was_not_taken_is_renewed(oauth: OAuth, clock: StillClock) -> None:
    account = signed_in(oauth, SCOPES, clock)
    stale = account.token()
    assert account.renew(stale) != stale


def test_several_that_ask_at_once_share_one_renewal(oauth: OAuth, clock: StillClock) -> None:
    account = signed_in(oauth, SCOPES, clock)
    stale = account.token()
    with ThreadPoolExecutor(8) as pool:
        got = set(pool.map(lambda _: account.renew(stale), range(8)))
    assert (len(got), renewals(oauth)) == (1, 1)


def test_a_permission_that_ended_asks_her_to_sign_in(oauth: OAuth, clock: StillClock) -> None:
    account = signed_in(oauth, SCOPES, clock)
    oauth.ended = True
    clock.go(HOUR)
    with pytest.raises(SignInNeeded, match="Google asks you to sign in again"):
        account.token()


def test_a_permission_that_ended_is_not_asked_for_again(oauth: OAuth, clock: StillClock) -> None:
    account = signed_in(oauth, SCOPES, clock)
    oauth.ended = True
    clock.go(HOUR)
    for _ in range(3):
        with pytest.raises(SignInNeeded):
            account.token()
    assert renewals(oauth) == 1


def test_signing_in_again_mends_it(oauth: OAuth, clock: StillClock) -> None:
    keys = SessionKeys()
    account = signed_in(oauth, SCOPES, clock, keys)
    oauth.ended = True
    clock.go(HOUR)
    with pytest.raises(SignInNeeded):
        account.token()
    oauth.ended = False
    assert signed_in(oauth, SCOPES, clock, keys).signed_in()


def test_a_service_in_trouble_does_not_end_the_permission(oauth: OAuth, clock: StillClock) -> None:
    account = signed_in(oauth, SCOPES, clock)
    oauth.fail("/token", Response(503))
    clock.go(HOUR)
    with pytest.raises(AccountError):
        account.token()
    assert account.token() in oauth.access


def test_a_service_out_of_reach_is_told(oauth: OAuth, clock: StillClock) -> None:
    dead = replace(oauth.provider, token="http://127.0.0.1:9/token")
    keys = SessionKeys()
    signed_in(oauth, SCOPES, clock, keys)
    account = Accounts(keys, clock, providers={Service.GOOGLE: dead}).get("mine")
    with pytest.raises(AccountError, match="Google can't be reached"):
        account.token()


def test_a_keyring_that_keeps_nothing_is_told(oauth: OAuth, clock: StillClock) -> None:
    keys = MoodyKeys()
    keys.locked = True
    with pytest.raises(SecretsError):
        signed_in(oauth, SCOPES, clock, keys)


def test_a_keyring_that_locks_costs_no_permission(clock: StillClock) -> None:
    with OAuth(Service.MICROSOFT, rotates=True) as oauth:
        keys = MoodyKeys()
        account = signed_in(oauth, SCOPES, clock, keys)
        keys.locked = True
        clock.go(HOUR)
        account.token()
        clock.go(HOUR)
        assert account.token() in oauth.access
        assert account.unkept is not None


def test_a_permission_is_kept_when_the_keyring_opens_again(clock: StillClock) -> None:
    with OAuth(Service.MICROSOFT, rotates=True) as oauth:
        keys = MoodyKeys()
        account = signed_in(oauth, SCOPES, clock, keys)
        keys.locked = True
        clock.go(HOUR)
        account.token()
        keys.locked = False
        clock.go(HOUR)
        account.token()
        assert accounts(oauth, clock, keys).get("mine").token() in oauth.access
        assert account.unkept is None


def test_forgetting_leaves_nothing_in_the_keyring(oauth: OAuth, clock: StillClock) -> None:
    keys = SessionKeys()
    signed_in(oauth, SCOPES, clock, keys).forget()
    assert keys._secrets == {}


def test_forgetting_tells_the_service(oauth: OAuth, clock: StillClock) -> None:
    signed_in(oauth, SCOPES, clock).forget()
    assert oauth.revoked == list(oauth.refresh)


def test_a_service_that_can_not_be_told_is_none_the_less_forgotten(
    oauth: OAuth, clock: StillClock
) -> None:
    keys = SessionKeys()
    account = signed_in(oauth, SCOPES, clock, keys)
    oauth.fail("/revoke", Response(503))
    with pytest.raises(AccountError, match="was not told"):
        account.forget()
    assert keys._secrets == {}


def test_a_service_without_a_way_to_tell_it_is_forgotten(clock: StillClock) -> None:
    with OAuth(Service.MICROSOFT) as oauth:
        account = signed_in(oauth, SCOPES, clock)
        account.forget()
        assert not account.signed_in()


def test_forgetting_what_never_was_is_fine(oauth: OAuth, clock: StillClock) -> None:
    accounts(oauth, clock).get("mine").forget()


def test_one_name_is_one_account(oauth: OAuth, clock: StillClock) -> None:
    several = accounts(oauth, clock)
    assert several.get("mine") is several.get("mine")


def test_each_account_has_its_own_permission(oauth: OAuth, clock: StillClock) -> None:
    keys = SessionKeys()
    signed_in(oauth, SCOPES, clock, keys)
    assert not accounts(oauth, clock, keys).get("other").signed_in()


def test_the_secret_goes_where_the_token_goes_and_nowhere_else(
    oauth: OAuth, clock: StillClock
) -> None:
    account = signed_in(oauth, SCOPES, clock)
    clock.go(HOUR)
    account.token()
    assert [r.path for r in oauth.requests if SECRET in str(r)] == ["/token", "/token"]


@pytest.mark.parametrize("length", [0, 1, PIECE, PIECE + 1, 7 * PIECE])
def test_a_long_secret_comes_back_whole(length: int) -> None:
    vault = Vault(SessionKeys(), "name")
    vault.set("ä" * length)
    assert vault.get() == "ä" * length


def test_no_entry_is_longer_than_a_keyring_takes() -> None:
    keys = SessionKeys()
    Vault(keys, "name").set("x" * 5000)
    assert max(map(len, keys._secrets.values())) == PIECE


def test_a_new_text_leaves_nothing_of_the_old() -> None:
    keys = SessionKeys()
    vault = Vault(keys, "name")
    vault.set("x" * 5000)
    vault.set("y")
    assert len(keys._secrets) == 2


def test_a_text_that_lost_a_piece_is_none() -> None:
    keys = SessionKeys()
    vault = Vault(keys, "name")
    vault.set("x" * 1500)
    keys.delete(next(name for name in keys._secrets if name.endswith(":1")))
    assert vault.get() is None


class FullKeys(SessionKeys):
    """Keys that keep `room` more entries."""

    room = 100

    def set(self, name: str, secret: str) -> None:
        if not self.room:
            raise SecretsError("The keyring is full.", "Make room.")
        self.room -= 1
        super().set(name, secret)


@pytest.mark.parametrize("room", [0, 1, 2])
def test_a_text_that_was_not_written_whole_leaves_the_old(room: int) -> None:
    keys = FullKeys()
    vault = Vault(keys, "name")
    vault.set("old")
    keys.room = room
    with pytest.raises(SecretsError):
        vault.set("n" * 2500)
    assert vault.get() == "old"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", '{"mark": 7, "pieces": 1}', '{"mark": "a", "pieces": 1000}']
)
def test_a_head_that_is_none_is_no_text(text: str) -> None:
    keys = SessionKeys()
    keys.set("name", text)
    assert Vault(keys, "name").get() is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 2}', '{"version": 1}'])
def test_a_permission_from_elsewhere_is_none(text: str) -> None:
    assert read_grant(text) is None


def test_a_permission_is_read_as_it_was_written(oauth: OAuth) -> None:
    grant = Grant(Service.GOOGLE, oauth.app, "r", SCOPES)
    assert read_grant(grant.written()) == grant


def test_an_account_says_nothing_of_itself(oauth: OAuth, clock: StillClock) -> None:
    account: Account = signed_in(oauth, SCOPES, clock)
    assert "refresh" not in repr(account)
