"""An API behind a signed-in account: JSON with the account's token, faults in our words.

A token the service does not take is renewed once; who is told to wait waits, whoever asks
again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from boundary.accounts.account import Account
from boundary.accounts.errors import AccountError, RefusedError, sign_in_again
from boundary.accounts.wire import Answer
from boundary.clock import Clock
from boundary.language import tr

Params = Mapping[str, str | list[str]]

_RATE = frozenset(
    {"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded"}
)
_SCOPE = frozenset({"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"})


class ApiError(RefusedError):
    """An API of the service `name` said no; what that means, whoever asked knows best."""

    def __init__(self, name: str, status: int, codes: frozenset[str] = frozenset()) -> None:
        super().__init__(
            tr("{service} did not do what it was asked (HTTP {status}).").format(
                service=name, status=status
            ),
            tr("It is tried again by itself. If this stays, sign in again."),
            status,
            codes,
        )
        self.name = name


class PatienceError(RefusedError):
    """The service asks to be left in peace for `wait` (from now)."""

    def __init__(self, name: str, wait: timedelta, status: int = 429) -> None:
        super().__init__(
            tr("{service} asks for patience.").format(service=name),
            tr("It is tried again later, by itself."),
            status,
        )
        self.wait = wait


class Door:
    """Asks below *root* (an address without a slash at its end) as *account*.

    All doors of an account to one root wait together.
    """

    def __init__(self, account: Account, root: str, clock: Clock) -> None:
        self._account = account
        self._root = root
        self._clock = clock

    def get(
        self,
        place: str,
        params: Params | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """Return the document at *place*; raises as `ask`."""
        return self.document(self.ask("GET", place, params=params, headers=headers))

    def ask(
        self,
        method: str,
        place: str,
        *,
        params: Params | None = None,
        headers: Mapping[str, str] | None = None,
        document: Mapping[str, Any] | None = None,
    ) -> Answer:
        """Return the answer to *method* at *place*: below the root, or an address the API gave.

        *document* goes as the body, as JSON. Raises ApiError (with its status and codes) for
        any status but 2xx, PatienceError where it asks for time, SignInNeeded, AccountError
        and SecretsError. An address that leaves the API is nonsense: the token would go with
        it.
        """
        wire = self._account.wire()
        left = self._account.closed_until.get(self._root, 0.0) - self._clock.monotonic()
        if left > 0:
            raise PatienceError(wire.name, timedelta(seconds=left))
        token = self._account.token()
        address = place if "://" in place else f"{self._root}/{place}"
        if not self._is_ours(address):
            raise wire.nonsense()

        def send(token: str) -> Answer:
            given = dict(headers or {}) | {"Authorization": f"Bearer {token}"}
            return wire.send(method, address, params=params, headers=given, document=document)

        answer = send(token)
        if answer.status == 401:
            answer = send(self._account.renew(token))
        if not 200 <= answer.status < 300:
            raise self.refusal(answer)
        return answer

    def document(self, answer: Answer) -> dict[str, Any]:
        """Return the JSON object in *answer*; AccountError if it holds none."""
        found = answer.document()
        if found is None:
            raise self.nonsense()
        return found

    def nonsense(self) -> AccountError:
        """Return the error for a document that is not what the API's documentation says."""
        return self._account.wire().nonsense()

    def refusal(self, answer: Answer) -> AccountError:
        """Return the error that *answer*, or an answer within it, tells by its status."""
        wire = self._account.wire()
        status, name = answer.status, wire.name
        codes = _codes(answer)
        if status == 401 or codes & _SCOPE:
            return sign_in_again(name)
        if status in (429, 503) or (status == 403 and codes & _RATE):
            wait = wire.retry_after(answer)
            until = self._clock.monotonic() + wait.total_seconds()
            self._account.closed_until[self._root] = until
            return PatienceError(name, wait, status)
        return ApiError(name, status, codes)

    def _is_ours(self, address: str) -> bool:
        ours, theirs = urlsplit(self._root), urlsplit(address)
        return (ours.scheme, ours.netloc) == (theirs.scheme, theirs.netloc) and (
            theirs.path.startswith(f"{ours.path}/")
        )


def _codes(answer: Answer) -> frozenset[str]:
    """Return the words of an error: Google's reasons and status, Microsoft's code."""
    error = (answer.document() or {}).get("error")
    if not isinstance(error, dict):
        return frozenset()
    found = [error.get("code"), error.get("status")]
    for group in ("errors", "details"):
        parts = error.get(group)
        if isinstance(parts, list):
            found += [part.get("reason") for part in parts if isinstance(part, dict)]
    return frozenset(code for code in found if isinstance(code, str))
