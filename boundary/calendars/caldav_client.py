"""Speaking CalDAV: PROPFIND and REPORT, signed in by Basic or Digest, at trusted hosts only.

Nothing else is ever sent: Boundary writes to no calendar. A password goes over https, or to this
machine, and only to the host that she named or one of the same registrable domain (iCloud
keeps each account on a partition of its own, which discovery names).
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from boundary.calendars import web_faults as faults
from boundary.calendars.caldav_xml import Multistatus, propfind, read_multistatus
from boundary.calendars.hosts import is_private, same_house
from boundary.calendars.protocol import SignInError
from boundary.calendars.web import Answer, Web
from boundary.clock import Clock
from boundary.errors import CalendarError
from boundary.language import tr

if TYPE_CHECKING:
    import httpx

_XML = "application/xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Login:
    """Her name and password for an account."""

    user: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DavAnswer:
    """An answer's status, what it says where that is 207, and the address it came from."""

    status: int
    says: Multistatus
    address: str = field(repr=False)

    def at(self, href: str) -> str:
        """Return the absolute address of *href*, as written in this answer."""
        return urljoin(self.address, href)


class DavClient:
    """A conversation with the account that *home* belongs to.

    *auth* is how the last one signed in, to begin with it again: read it from `auth` at the end.
    """

    def __init__(
        self, web: Web, login: Login, home: str, clock: Clock, auth: httpx.Auth | None = None
    ) -> None:
        import httpx

        try:
            self._home = httpx.URL(home)
        except httpx.InvalidURL:
            raise faults.no_address() from None
        if not is_private(self._home.scheme, self._home.host):
            raise CalendarError(
                tr("This calendar's address is open to anybody who listens."),
                tr("Enter it with https:// at its beginning."),
            )
        self._web = web
        self._login = login
        self._clock = clock
        self._chosen = False
        self.auth = auth

    def trusts(self, address: str) -> bool:
        """Tell whether *address* may be asked and be given the password."""
        import httpx

        try:
            return self._may(httpx.URL(address))
        except httpx.InvalidURL:
            return False

    def sign_in(self) -> None:
        """Send the password from now on, without waiting until the server asks for it."""
        import httpx

        self.auth = httpx.BasicAuth(self._login.user, self._login.password)

    def propfind(
        self, address: str, depth: int, names: Iterable[str], bear: Iterable[int] = ()
    ) -> DavAnswer:
        """Return the properties *names* of what is at *address* (and, with *depth* 1, in it).

        Raises CalendarError for every status but 207 and those in *bear*.
        """
        return self._ask("PROPFIND", address, depth, propfind(names), bear)

    def report(self, address: str, depth: int, body: bytes, bear: Iterable[int] = ()) -> DavAnswer:
        """Return the answer to the report *body*; errors as for `propfind`."""
        return self._ask("REPORT", address, depth, body, bear)

    def _ask(
        self, method: str, address: str, depth: int, body: bytes, bear: Iterable[int]
    ) -> DavAnswer:
        answer = self._send(method, address, depth, body)
        if answer.status == 401 and not self._chosen:
            self._chosen = True
            self.auth = _choose(answer.headers, self._login)
            answer = self._send(method, address, depth, body)
        place = str(answer.url)
        if answer.status == 207:
            return DavAnswer(207, read_multistatus(answer.data), place)
        if answer.status in bear:
            return DavAnswer(answer.status, Multistatus(()), place)
        raise _refused(answer, self._clock.now())

    def _send(self, method: str, address: str, depth: int, body: bytes) -> Answer:
        return self._web.ask(
            method,
            address,
            headers={"Content-Type": _XML, "Depth": str(depth)},
            body=body,
            auth=lambda _: self.auth,
            may=self._may,
        )

    def _may(self, url: httpx.URL) -> bool:
        ports = {_port(self._home), 443 if url.scheme == "https" else _port(self._home)}
        return (
            is_private(url.scheme, url.host)
            and _port(url) in ports
            and same_house(self._home.host, url.host)
        )


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _choose(headers: httpx.Headers, login: Login) -> httpx.Auth:
    """Return how to sign in, of the ways that the server names; Basic (over TLS) if it can."""
    import httpx

    offered = {
        way.lower() for way in _WAYS.findall(", ".join(headers.get_list("WWW-Authenticate")))
    }
    if "basic" in offered:
        return httpx.BasicAuth(login.user, login.password)
    if "digest" not in offered:
        raise _unknown_way()

    class Digest(httpx.DigestAuth):
        """Digest that says so where the server's kind of it is unknown to httpx."""

        def auth_flow(
            self, request: httpx.Request
        ) -> Generator[httpx.Request, httpx.Response, None]:
            try:
                yield from super().auth_flow(request)
            except (KeyError, NotImplementedError, httpx.ProtocolError):
                raise _unknown_way() from None

    return Digest(login.user, login.password)


_WAYS = re.compile(r"(?:^|,)\s*(Basic(?=\s|,|$)|Digest(?=\s))", re.IGNORECASE)


def _unknown_way() -> SignInError:
    return SignInError(
        tr("This calendar's server signs people in by a way that Boundary does not know."),
        tr("Use the calendar's secret or subscription address, which ends in .ics, instead."),
    )


def _refused(answer: Answer, now: datetime) -> CalendarError:
    status = answer.status
    if error := faults.busy(status, answer.headers, now):
        return error
    if status == 401:
        return SignInError(
            tr("The calendar's server did not accept the name and password."),
            tr("Sign in again. Some providers want an app password that is made for Boundary."),
        )
    if status == 403:
        return CalendarError(
            tr("The calendar's server does not let you read this calendar."),
            tr("Ask its owner to share it with you, or choose another."),
        )
    if status in (404, 410):
        return CalendarError(
            tr("The calendar is no longer on its server."),
            tr("It may have been moved or deleted: choose it again."),
        )
    return CalendarError(
        tr("The calendar's server gave no calendar (HTTP {status}).").format(status=status),
        tr("Check that the address is that of a CalDAV account."),
    )
