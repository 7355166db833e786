"""One signed-in account: an access token that works, for whoever asks."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import TYPE_CHECKING

from boundary.accounts.errors import AccountError, SignInNeeded, not_signed_in
from boundary.accounts.provider import PROVIDERS, Provider, Service
from boundary.accounts.tokens import Access, Grant, TokenEndpoint, Tokens, read_grant
from boundary.accounts.vault import Vault
from boundary.accounts.wire import Wire
from boundary.clock import Clock
from boundary.errors import SecretsError
from boundary.keys import Keys
from boundary.language import tr

if TYPE_CHECKING:
    from boundary.accounts.wire import Transport

PREFIX = "account:"
"""What the keyring's entries of accounts begin with."""


class Account:
    """The account *name*; any thread may call it, and only one renewal is under way at a time.

    Each call may wait for the network and the keyring: not for the thread of the windows. It
    may raise SignInNeeded (she has to sign in), AccountError (the service can't be
    reached or refuses) and SecretsError (the keyring).
    """

    def __init__(
        self,
        name: str,
        keys: Keys,
        clock: Clock,
        *,
        providers: Mapping[Service, Provider] = PROVIDERS,
        transport: Transport | None = None,
    ) -> None:
        self.name = name
        self._vault = Vault(keys, PREFIX + name)
        self._clock = clock
        self._providers = providers
        self._transport = transport
        self._lock = Lock()
        self._grant: Grant | None = None
        self._access: Access | None = None
        self._ended: SignInNeeded | None = None
        self._unkept: SecretsError | None = None
        self.closed_until: dict[str, float] = {}
        """Until when (the clock's monotonic count) each API, by its root, is left in peace."""

    @property
    def unkept(self) -> SecretsError | None:
        """Why the newest permission is in memory only, or None where the keyring has it."""
        return self._unkept

    def signed_in(self) -> bool:
        """Tell whether there is a permission that is not known to have ended."""
        with self._lock:
            return self._ended is None and self._load() is not None

    def token(self) -> str:
        """Return an access token that holds for a minute at least."""
        with self._lock:
            if self._access is None or not self._access.holds(self._clock.now()):
                return self._renewed()
            return self._access.token

    def renew(self, stale: str) -> str:
        """Return a token other than *stale*, which the service did not take."""
        with self._lock:
            if self._access is not None and self._access.token != stale:
                return self._access.token
            return self._renewed()

    def keep(self, tokens: Tokens) -> None:
        """Take what a sign-in gave, in place of what was there.

        Where the keyring takes it not (SecretsError) it counts until the program ends.
        """
        with self._lock:
            self._take(tokens)
            if self._unkept is not None:
                raise self._unkept

    def forget(self) -> None:
        """Delete the permission here, and tell the service where it can be told (RFC 7009).

        AccountError where it can't: she can end the permission on the service's own pages.
        """
        with self._lock:
            grant = self._load()
            self._vault.delete()
            self._grant = self._access = self._ended = self._unkept = None
        if grant is None:
            return
        provider = self._providers[grant.service]
        if provider.revoke is None:
            return
        answer = self._wire(provider).send("POST", provider.revoke, form={"token": grant.refresh})
        # 400 says that it knows no such token: it has ended already.
        if answer.status not in (200, 400):
            raise AccountError(
                tr("{service} was not told that the permission ends.").format(
                    service=provider.name
                ),
                tr("It is deleted here. You can end it there too, under connected apps."),
            )

    def wire(self) -> Wire:
        """Return what speaks to this account's service; SignInNeeded where nobody signed in."""
        with self._lock:
            grant = self._load()
        if grant is None:
            raise not_signed_in()
        return self._wire(self._providers[grant.service])

    def _renewed(self) -> str:
        if self._ended is not None:
            raise self._ended
        grant = self._load()
        if grant is None:
            raise not_signed_in()
        provider = self._providers[grant.service]
        endpoint = TokenEndpoint(provider, grant.app, self._clock, self._wire(provider))
        form = {"grant_type": "refresh_token", "refresh_token": grant.refresh}
        try:
            tokens = endpoint.ask(form, grant.scopes, refresh=grant.refresh)
        except SignInNeeded as error:
            # Asked again and again, a service locks the door for longer.
            self._ended, self._access = error, None
            raise
        self._take(tokens)
        return tokens.access.token

    def _take(self, tokens: Tokens) -> None:
        new = tokens.grant != self._grant or self._unkept is not None
        self._grant, self._access, self._ended = tokens.grant, tokens.access, None
        if not new:
            return
        try:
            self._vault.set(tokens.grant.written())
        except SecretsError as error:
            # Lost if it were dropped: a service that changes tokens takes the old one no more.
            self._unkept = error
        else:
            self._unkept = None

    def _load(self) -> Grant | None:
        if self._grant is None:
            text = self._vault.get()
            self._grant = read_grant(text) if text is not None else None
        return self._grant

    def _wire(self, provider: Provider) -> Wire:
        return Wire(provider.name, self._clock, transport=self._transport)


class Accounts:
    """The accounts of *keys*: one object for each name, so that two readers share a renewal."""

    def __init__(
        self,
        keys: Keys,
        clock: Clock,
        *,
        providers: Mapping[Service, Provider] = PROVIDERS,
        transport: Transport | None = None,
    ) -> None:
        self._keys = keys
        self._clock = clock
        self._providers = providers
        self._transport = transport
        self._lock = Lock()
        self._accounts: dict[str, Account] = {}

    def get(self, name: str) -> Account:
        """Return the account *name*, signed in or not. The name is a handle, no address."""
        with self._lock:
            if name not in self._accounts:
                self._accounts[name] = Account(
                    name,
                    self._keys,
                    self._clock,
                    providers=self._providers,
                    transport=self._transport,
                )
            return self._accounts[name]
