"""What a service gives for a sign-in, and its one way of giving it: the token endpoint.

RFC 6749 sections 4.1.3, 5 and 6. The access token lives in memory only; the refresh token is
kept, with the client it belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from boundary.accounts.errors import AccountError, RefusedError, SignInNeeded, sign_in_again
from boundary.accounts.provider import App, Provider, Service
from boundary.accounts.wire import Answer, Wire
from boundary.clock import Clock
from boundary.language import tr

MARGIN = timedelta(minutes=1)
"""How long before its end an access token is no longer used: a request takes time."""

_LIFE = timedelta(hours=1)
_LONGEST_LIFE = timedelta(days=1)

# What ends a permission: RFC 6749 section 5.2, and Microsoft's own words for the same.
_GONE = frozenset({"invalid_grant", "interaction_required", "login_required", "consent_required"})
_CLIENT = frozenset(
    {"invalid_client", "deleted_client", "unauthorized_client", "redirect_uri_mismatch"}
)


@dataclass(frozen=True, slots=True)
class Access:
    """A token that opens the service's doors from `issued` until `ends`."""

    token: str = field(repr=False)
    issued: datetime
    ends: datetime

    def holds(self, now: datetime) -> bool:
        """Tell whether it can be used at *now*; not if the clock was set back since."""
        return self.issued <= now < self.ends - MARGIN


@dataclass(frozen=True, slots=True)
class Grant:
    """The permission she gave: what is kept in the keyring."""

    service: Service
    app: App
    refresh: str = field(repr=False)
    scopes: tuple[str, ...] = ()

    def written(self) -> str:
        """Return it as the keyring keeps it."""
        return json.dumps(
            {
                "version": 1,
                "service": self.service.value,
                "client_id": self.app.client_id,
                "client_secret": self.app.client_secret,
                "refresh": self.refresh,
                "scopes": list(self.scopes),
            }
        )


def read_grant(text: str) -> Grant | None:
    """Return the grant that was `written`, or None if *text* is not one that is known here."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    match found:
        case {
            "version": 1,
            "service": str(service),
            "client_id": str(client),
            "client_secret": str(secret),
            "refresh": str(refresh),
            "scopes": [*scopes],
        } if service in tuple(Service):
            return Grant(Service(service), App(client, secret), refresh, tuple(map(str, scopes)))
    return None


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a sign-in or a renewal gave."""

    grant: Grant
    access: Access


class TokenEndpoint:
    """Asks *provider* for tokens on behalf of *app*."""

    def __init__(self, provider: Provider, app: App, clock: Clock, wire: Wire) -> None:
        self._provider = provider
        self._app = app
        self._clock = clock
        self._wire = wire

    def ask(self, form: Mapping[str, str], scopes: Sequence[str], *, refresh: str = "") -> Tokens:
        """Return the tokens for *form* (a grant type and what belongs to it).

        *refresh* stays where the answer brings no new one. SignInNeeded where the permission is
        gone or not all of *scopes* was allowed, RefusedError for any other no, AccountError where
        there is no answer.
        """
        asked = self._clock.now()
        body = {"client_id": self._app.client_id, **form}
        if self._app.client_secret:
            body["client_secret"] = self._app.client_secret
        answer = self._wire.send("POST", self._provider.token, form=body)
        if answer.status != 200:
            raise self.refusal(answer)
        return self._tokens(answer.document() or {}, asked, scopes, refresh)

    def refusal(self, answer: Answer) -> AccountError:
        """Return the error that *answer* tells."""
        code = (answer.document() or {}).get("error")
        codes = frozenset({code}) if isinstance(code, str) else frozenset[str]()
        name = self._provider.name
        if codes & _GONE:
            return sign_in_again(name)
        if codes & _CLIENT:
            return RefusedError(
                tr("{service} does not know this client id.").format(service=name),
                tr("Check the client id (and Google's client secret) in Settings, Accounts."),
                answer.status,
                codes,
            )
        return RefusedError(
            tr("{service} gave no permission (HTTP {status}).").format(
                service=name, status=answer.status
            ),
            tr("It is tried again by itself. If this stays, sign in again."),
            answer.status,
            codes,
        )

    def _tokens(
        self, found: Mapping[str, Any], asked: datetime, scopes: Sequence[str], refresh: str
    ) -> Tokens:
        token = found.get("access_token")
        kind = str(found.get("token_type", "")).lower()
        renewed = found.get("refresh_token") or refresh
        if not (isinstance(token, str) and token and isinstance(renewed, str) and renewed):
            raise self._wire.nonsense()
        if kind != "bearer":
            raise self._wire.nonsense()
        granted = found.get("scope")
        if isinstance(granted, str) and _missing(scopes, granted):
            raise SignInNeeded(
                tr("Not everything was allowed at {service}.").format(service=self._provider.name),
                tr("Sign in again, and leave every box ticked."),
            )
        grant = Grant(self._provider.service, self._app, renewed, tuple(scopes))
        return Tokens(grant, Access(token, asked, asked + _life(found.get("expires_in"))))


def _life(seconds: object) -> timedelta:
    """Return how long a token lives; Microsoft has written the number as text before."""
    if isinstance(seconds, str) and seconds.isdecimal() and len(seconds) < 10:
        seconds = int(seconds)
    if isinstance(seconds, bool) or not isinstance(seconds, int) or seconds <= 0:
        return _LIFE
    return min(timedelta(seconds=min(seconds, 10**9)), _LONGEST_LIFE)


def _missing(asked: Sequence[str], granted: str) -> set[str]:
    """Return which of the scopes *asked* for were not granted.

    Compared by their last part: Microsoft answers with the short names. `offline_access` is
    told by the refresh token itself.
    """
    given = {_last(scope) for scope in granted.split()}
    return {_last(scope) for scope in asked} - given - {"offline_access"}


def _last(scope: str) -> str:
    return scope.rpartition("/")[2].lower()
