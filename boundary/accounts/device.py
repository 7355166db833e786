"""Signing in on another device: she types a short code there (RFC 8628).

For Microsoft, where a browser on this machine can't do it. Nothing here waits: whoever has a
timer asks again after `interval`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from boundary.accounts.errors import AccountError, RefusedError
from boundary.accounts.provider import App, Provider
from boundary.accounts.tokens import TokenEndpoint, Tokens
from boundary.accounts.wire import Wire
from boundary.clock import Clock
from boundary.language import tr

if TYPE_CHECKING:
    from boundary.accounts.wire import Transport

_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
_SLOWER = timedelta(seconds=5)
_DECLINED = frozenset({"access_denied", "authorization_declined"})


@dataclass(frozen=True, slots=True)
class Invitation:
    """What she is shown: type `code` at `address`, before `ends`."""

    code: str = field(repr=False)
    address: str = field(repr=False)
    ends: datetime


class DeviceSignIn:
    """One sign-in by code: `begin`, then `ask` every `interval` until it gives tokens."""

    def __init__(
        self,
        provider: Provider,
        app: App,
        scopes: Sequence[str],
        clock: Clock,
        *,
        transport: Transport | None = None,
    ) -> None:
        if provider.device is None:
            raise ValueError("a provider without sign-in by code")
        self._address = provider.device
        self._provider = provider
        self._app = app
        self._scopes = tuple(scopes)
        self._clock = clock
        self._wire = Wire(provider.name, clock, transport=transport)
        self._endpoint = TokenEndpoint(provider, app, clock, self._wire)
        self._device = ""
        self._ends = 0.0
        self.interval = _SLOWER

    def begin(self) -> Invitation:
        """Ask for a code; AccountError or RefusedError where none is given."""
        form = {"client_id": self._app.client_id, "scope": " ".join(self._scopes)}
        answer = self._wire.send("POST", self._address, form=form)
        if answer.status != 200:
            raise self._endpoint.refusal(answer)
        found = answer.document() or {}
        match found:
            case {
                "device_code": str(device),
                "user_code": str(code),
                "verification_uri": str(address),
                "expires_in": int(life),
            } if 0 < life <= 86400:
                self._device = device
                self.interval = _interval(found)
                self._ends = self._clock.monotonic() + life
                return Invitation(code, address, self._clock.now() + timedelta(seconds=life))
        raise self._wire.nonsense()

    def ask(self) -> Tokens | None:
        """Return the tokens, or None while she has not finished.

        AccountError when she declined or the code has ended, as in `TokenEndpoint.ask` else.
        """
        if self._clock.monotonic() >= self._ends:
            raise _too_late()
        form = {"grant_type": _GRANT, "device_code": self._device}
        try:
            return self._endpoint.ask(form, self._scopes)
        except RefusedError as error:
            if "authorization_pending" in error.codes:
                return None
            if "slow_down" in error.codes:
                self.interval += _SLOWER
                return None
            if "expired_token" in error.codes:
                raise _too_late() from error
            if error.codes & _DECLINED:
                raise AccountError(
                    tr("{service} was told no.").format(service=self._provider.name),
                    tr("Nothing was changed."),
                ) from error
            raise


def _interval(found: dict[str, Any]) -> timedelta:
    match found.get("interval"):
        case int(seconds) if 1 <= seconds <= 60:
            return timedelta(seconds=seconds)
    return _SLOWER


def _too_late() -> AccountError:
    return AccountError(
        tr("The code is no longer valid."), tr("Begin the sign-in again for a new one.")
    )
