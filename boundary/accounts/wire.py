"""Requests to an account's service: bounded in time and size, its faults told in our words.

Redirects are not followed: no address we ask has a reason to send a token elsewhere.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from boundary.accounts.errors import AccountError
from boundary.accounts.provider import is_safe
from boundary.clock import Clock
from boundary.language import tr

if TYPE_CHECKING:
    import ssl

    import httpx

    Transport = httpx.BaseTransport

MOST_BYTES = 20_000_000
PATIENCE = timedelta(seconds=60)
"""For a whole answer; each wait within it is shorter."""

LONGEST_WAIT = timedelta(hours=1)
"""The most that a Retry-After is believed."""

_WAIT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; the names of `headers` are in lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def sent_at(self) -> datetime | None:
        """The server's own time (UTC) when it answered, if it told."""
        found = _http_date(self.headers.get("date", ""))
        return found.astimezone(UTC) if found else None

    def document(self) -> dict[str, Any] | None:
        """Return the JSON object in the body, or None if it holds none."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None


class Wire:
    """Speaks to the service *name* (as she knows it); *transport* stands in for the network."""

    def __init__(self, name: str, clock: Clock, *, transport: Transport | None = None) -> None:
        self.name = name
        self._clock = clock
        self._transport = transport

    def send(
        self,
        method: str,
        address: str,
        *,
        params: Mapping[str, str | list[str]] | None = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        document: Mapping[str, Any] | None = None,
    ) -> Answer:
        """Return the answer, whatever its status; AccountError where there is none.

        The body is *form*, or *document* as JSON. ValueError for an address that a secret may
        not travel to.
        """
        import httpx

        # Both write whole addresses into the log.
        for logger in ("httpx", "httpcore"):
            logging.getLogger(logger).setLevel(logging.WARNING)
        if not is_safe(address):
            raise ValueError("an address that anyone on the way could read")
        deadline = self._clock.monotonic() + PATIENCE.total_seconds()
        limits = httpx.Timeout(20, connect=10)
        try:
            with (
                httpx.Client(
                    timeout=limits, transport=self._transport, verify=_authorities()
                ) as client,
                client.stream(
                    method,
                    address,
                    params=params,
                    data=form,
                    json=document,
                    headers={"Accept": "application/json", "User-Agent": "Boundary"}
                    | dict(headers or {}),
                ) as answer,
            ):
                return Answer(
                    answer.status_code,
                    {name.lower(): value for name, value in answer.headers.items()},
                    self._body(answer, deadline),
                )
        except httpx.TimeoutException:
            raise self._slow() from None
        except httpx.ConnectError as error:
            raise self._unreachable("CERTIFICATE" in str(error).upper()) from None
        except httpx.HTTPError:
            # Without its own words: they may hold the address.
            raise AccountError(
                tr("{service} broke off.").format(service=self.name),
                tr("It is tried again by itself. If this stays, check the network."),
            ) from None

    def retry_after(self, answer: Answer) -> timedelta:
        """Return how long *answer* asks to be left in peace: a minute if it does not say.

        Seconds or a date (RFC 9110 section 10.2.3), never more than LONGEST_WAIT. A date counts
        from the server's own, so that a wrong clock here does not matter.
        """
        text = answer.headers.get("retry-after", "").strip()
        if text.isdecimal() and len(text) < 10:
            wait = timedelta(seconds=int(text))
        else:
            until = _http_date(text)
            sent = answer.sent_at or self._clock.now()
            wait = until - sent if until else _WAIT
        return min(max(wait, timedelta(0)), LONGEST_WAIT)

    def nonsense(self) -> AccountError:
        """Return the error for an answer that is not what the service's documentation says."""
        return AccountError(
            tr("{service} gave an answer that makes no sense.").format(service=self.name),
            tr("It is tried again by itself. A network that asks you to log in can do this."),
        )

    def _body(self, answer: httpx.Response, deadline: float) -> bytes:
        data = bytearray()
        for piece in answer.iter_bytes():
            data += piece
            if len(data) > MOST_BYTES:
                raise AccountError(
                    tr("{service} sent more than can be read.").format(service=self.name),
                    tr("Choose a calendar with fewer appointments."),
                )
            if self._clock.monotonic() > deadline:
                raise self._slow()
        return bytes(data)

    def _slow(self) -> AccountError:
        return AccountError(
            tr("{service} takes too long.").format(service=self.name),
            tr("It is tried again by itself. If this stays, check the network."),
        )

    def _unreachable(self, certificate: bool) -> AccountError:
        if certificate:
            return AccountError(
                tr("{service} can't prove who it is.").format(service=self.name),
                tr("Check the date and time of this computer, then the network."),
            )
        return AccountError(
            tr("{service} can't be reached.").format(service=self.name),
            tr("Check the network. It is tried again by itself."),
        )


@cache
def _authorities() -> ssl.SSLContext:
    """Return whom TLS trusts, read once: for each request it would cost more than the request."""
    import httpx

    return httpx.create_ssl_context()


def _http_date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
