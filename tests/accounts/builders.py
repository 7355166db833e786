"""A clock that stands, a browser that does what a person would, and signed-in accounts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ssl import PROTOCOL_TLS_CLIENT, SSLContext

import httpx

from boundary.accounts import Account, Accounts, BrowserSignIn
from boundary.keys import Keys, SessionKeys
from tests.stand_ins.oauth import OAuth

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


_NOBODY = SSLContext(PROTOCOL_TLS_CLIENT)


def get(address: str | httpx.URL, headers: dict[str, str] | None = None) -> httpx.Response:
    """Return what is at *address* on this machine, redirects not followed."""
    # Whom TLS trusts takes longer to read than the answer, and is not asked here.
    return httpx.get(address, headers=headers, verify=_NOBODY)


class StillClock:
    """A clock that moves when it is told to; `wall` alone is what somebody set it to."""

    def __init__(self, now: datetime = NOON) -> None:
        self.wall = now
        self.seconds = 1000.0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.seconds

    def until(self, instant: datetime) -> timedelta:
        return max(instant - self.wall, timedelta(0))

    def go(self, length: timedelta) -> None:
        """Let *length* pass."""
        self.wall += length
        self.seconds += length.total_seconds()


class Browser:
    """Opens a page and follows it to its end; `page` is what it showed last."""

    def __init__(self) -> None:
        self.page = ""
        self.address = ""

    def __call__(self, address: str) -> bool:
        self.address = address
        back = httpx.URL(get(address).headers["Location"])
        # `localhost` may be ::1 first, where nobody listens; a real browser then goes on.
        there = back.copy_with(host="127.0.0.1")
        self.page = get(there, {"Host": back.netloc.decode()}).text
        return True


def signed_in(
    oauth: OAuth,
    scopes: Sequence[str],
    clock: StillClock,
    keys: Keys | None = None,
    *,
    transport: httpx.BaseTransport | None = None,
) -> Account:
    """Return an account that was just signed in at *oauth*."""
    account = accounts(oauth, clock, keys, transport=transport).get("mine")
    account.keep(BrowserSignIn(oauth.provider, oauth.app, scopes, clock).run(Browser()))
    return account


def accounts(
    oauth: OAuth,
    clock: StillClock,
    keys: Keys | None = None,
    *,
    transport: httpx.BaseTransport | None = None,
) -> Accounts:
    """Return the accounts at *oauth* whose secrets are in *keys*, over *transport*."""
    return Accounts(
        keys or SessionKeys(),
        clock,
        providers={oauth.service: oauth.provider},
        transport=transport,
    )
