"""Signing in, in her own browser: authorization code with PKCE (RFC 7636, RFC 8252)."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from boundary.accounts.errors import AccountError
from boundary.accounts.loopback import Answer, Loopback
from boundary.accounts.provider import App, Provider
from boundary.accounts.tokens import TokenEndpoint, Tokens
from boundary.accounts.wire import Wire
from boundary.clock import Clock
from boundary.language import tr

if TYPE_CHECKING:
    from boundary.accounts.wire import Transport

PATIENCE = timedelta(minutes=5)
"""For her to sign in: a second factor may lie in another room."""


class BrowserSignIn:
    """One sign-in, run once; `run` waits for her, so it belongs on a thread of its own."""

    def __init__(
        self,
        provider: Provider,
        app: App,
        scopes: Sequence[str],
        clock: Clock,
        *,
        transport: Transport | None = None,
    ) -> None:
        self._provider = provider
        self._app = app
        self._scopes = tuple(scopes)
        wire = Wire(provider.name, clock, transport=transport)
        self._endpoint = TokenEndpoint(provider, app, clock, wire)
        self._state = token_urlsafe(32)
        self._verifier = token_urlsafe(48)
        self._answer: Answer = Future()

    def run(self, open_browser: Callable[[str], bool], patience: timedelta = PATIENCE) -> Tokens:
        """Open the sign-in page, wait for her and return what the service gave.

        *open_browser* is handed the page's address and tells whether it could open it. Raises
        AccountError (declined, called off, not finished, no browser, no network), RefusedError and
        SignInNeeded.
        """
        with Loopback(self._provider.host, self._state, self._answer) as loopback:
            if not open_browser(self._page(loopback.address)):
                raise AccountError(
                    tr("No browser could be opened."),
                    tr("Choose a default browser in your system's settings, then try again."),
                )
            code = self._code(loopback.wait(patience))
            form = {
                "grant_type": "authorization_code",
                "code": code,
                "code_verifier": self._verifier,
                "redirect_uri": loopback.address,
            }
            return self._endpoint.ask(form, self._scopes)

    def cancel(self) -> None:
        """End the waiting, from any thread; `run` then raises AccountError."""
        self._answer.cancel()

    def _page(self, redirect: str) -> str:
        challenge = urlsafe_b64encode(sha256(self._verifier.encode()).digest()).rstrip(b"=")
        query = {
            "client_id": self._app.client_id,
            "redirect_uri": redirect,
            "response_type": "code",
            "scope": " ".join(self._scopes),
            "state": self._state,
            "code_challenge": challenge.decode(),
            "code_challenge_method": "S256",
            **dict(self._provider.extras),
        }
        return f"{self._provider.authorize}?{urlencode(query)}"

    def _code(self, answer: Mapping[str, str]) -> str:
        if "code" in answer:
            return answer["code"]
        name = self._provider.name
        if answer["error"] in ("access_denied", "consent_required"):
            raise AccountError(
                tr("{service} was told no.").format(service=name),
                tr(
                    "Nothing was changed. If your practice has to approve it first, "
                    "docs/accounts.md says what to send to whoever looks after its accounts."
                ),
            )
        raise AccountError(
            tr("{service} ended the sign-in.").format(service=name),
            tr("Check the client id in Settings, Accounts, then try again."),
        )
