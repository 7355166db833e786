"""A JMAP server (RFC 8620): its session is found, calls go in, its faults come out in our words.

A secret goes to the host that she named and to no other, wherever a redirect or a session points.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from boundary.accounts.wire import Answer, Wire
from boundary.clock import Clock
from boundary.language import tr
from boundary.mail.mailbox import MailError, MailSignInError, MailWaitError

if TYPE_CHECKING:
    from boundary.accounts.wire import Transport

CORE = "urn:ietf:params:jmap:core"
VACATION = "urn:ietf:params:jmap:vacationresponse"
SIEVE = ("urn:ietf:params:jmap:sieve", "https://cyrusimap.org/ns/jmap/sieve")
"""Scripts by RFC 9661, and what Cyrus called the same before there was one."""

_REDIRECTS = 3


@dataclass(frozen=True, slots=True)
class Login:
    """What a JMAP server lets in: a token, or with a user her password."""

    secret: str = field(repr=False)
    user: str = field(default="", repr=False)

    @property
    def header(self) -> str:
        """The value of the header Authorization (RFC 6750, RFC 7617)."""
        if not self.user:
            return f"Bearer {self.secret}"
        return f"Basic {b64encode(f'{self.user}:{self.secret}'.encode()).decode()}"


@dataclass(frozen=True, slots=True)
class Call:
    """A method and its arguments, the account's id aside; `name` is the answer's."""

    method: str
    arguments: Mapping[str, Any] = field(repr=False)

    def written(self, account: str) -> list[Any]:
        """Return it as JMAP writes it."""
        return [self.method, {"accountId": account, **self.arguments}, self.method]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the calls of one request gave, by their method, and the server's time if told."""

    given: Mapping[str, Mapping[str, Any]] = field(repr=False)
    failed: Mapping[str, str]
    """By method, the type of its error (RFC 8620 section 3.6.2)."""
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Session:
    """Where calls go, for which account, and by what name scripts can be seen ("": not)."""

    api: str = field(repr=False)
    account: str = field(repr=False)
    sieve: str


class JmapDoor:
    """The server whose session is at *address* (https), or is found from there.

    *login* is asked for at each request; it may raise SecretsError.
    """

    def __init__(
        self,
        address: str,
        login: Callable[[], Login],
        clock: Clock,
        *,
        transport: Transport | None = None,
    ) -> None:
        self._address = address
        self._login = login
        self.host = urlsplit(address).hostname or ""
        self._wire = Wire(self.host, clock, transport=transport)
        self._session: Session | None = None

    def session(self) -> Session:
        """Return the session; kept until a call fails. Raises as `call`."""
        if self._session is None:
            self._session = self._found()
        return self._session

    def call(self, *calls: Call) -> Answers:
        """Return what *calls* gave, in one request.

        Raises AccountError and MailError, MailSignInError where the login is not taken, and
        MailWaitError where the server asks for time.
        """
        session = self.session()
        using = [CORE, VACATION, *([session.sieve] if session.sieve else [])]
        written = [call.written(session.account) for call in calls]
        try:
            answer = self._ask("POST", session.api, {"using": using, "methodCalls": written})
            found = self._document(answer)
            return _answers(found, calls, answer.sent_at, self.nonsense())
        except MailError:
            self._session = None
            raise

    def nonsense(self) -> MailError:
        """Return the error for an answer that no RFC allows."""
        error = self._wire.nonsense()
        return MailError(error.title, error.remedy)

    def _found(self) -> Session:
        address = self._address
        for _ in range(_REDIRECTS):
            answer = self._ask("GET", address)
            if answer.status // 100 != 3:
                return self._read(self._document(answer))
            address = self._near(address, answer.headers.get("location", ""))
        raise self.nonsense()

    def _read(self, found: Mapping[str, Any]) -> Session:
        match found:
            case {
                "apiUrl": str(api),
                "capabilities": {**known},
                "primaryAccounts": {"urn:ietf:params:jmap:vacationresponse": str(account)},
            } if VACATION in known:
                sieve = next((name for name in SIEVE if name in known), "")
                return Session(self._near(self._address, api), account, sieve)
            case {"apiUrl": str(), "capabilities": {}}:
                raise MailError(
                    tr("{host} has no automatic reply by JMAP.").format(host=self.host),
                    tr("Choose another way for this account in Settings, Accounts."),
                )
        raise self.nonsense()

    def _near(self, base: str, place: str) -> str:
        """Return *place* as a whole address, if it is at the host that the login is for."""
        address = urljoin(base, place)
        ours, theirs = urlsplit(self._address), urlsplit(address)
        if (ours.scheme, ours.netloc) != (theirs.scheme, theirs.netloc):
            raise self.nonsense()
        return address

    def _ask(self, method: str, address: str, document: Mapping[str, Any] | None = None) -> Answer:
        header = {"Authorization": self._login().header}
        answer = self._wire.send(method, address, headers=header, document=document)
        if answer.status in (401, 403):
            raise MailSignInError(
                tr("{host} did not take the password or token.").format(host=self.host),
                tr("Check it in Settings, Accounts. Some hosts want one made for this program."),
            )
        if answer.status in (429, 503):
            raise MailWaitError(
                tr("{host} asks for patience.").format(host=self.host),
                tr("It is tried again later, by itself."),
                self._wire.retry_after(answer),
            )
        if answer.status >= 400:
            raise MailError(
                tr("{host} did not do what it was asked (HTTP {status}).").format(
                    host=self.host, status=answer.status
                ),
                tr("It is tried again by itself. If this stays, check the account's host."),
            )
        return answer

    def _document(self, answer: Answer) -> Mapping[str, Any]:
        found = answer.document()
        if answer.status != 200 or found is None:
            raise self.nonsense()
        return found


def _answers(
    found: Mapping[str, Any], calls: Sequence[Call], sent_at: datetime | None, error: MailError
) -> Answers:
    """Return the answers in *found*; *error* where one is missing or makes no sense."""
    given: dict[str, Mapping[str, Any]] = {}
    failed: dict[str, str] = {}
    responses = found.get("methodResponses")
    for one in responses if isinstance(responses, list) else ():
        match one:
            case ["error", {"type": str(kind)}, str(name)]:
                failed[name] = kind
            case [str(method), dict(arguments), str(name)] if method == name:
                given.setdefault(name, arguments)
    if any(call.method not in given and call.method not in failed for call in calls):
        raise error
    return Answers(given, failed, sent_at)
