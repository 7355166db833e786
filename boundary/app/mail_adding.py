"""A new mail account, from what she entered to the line of the settings.

The server is found and asked before anything is kept; a password goes to the keyring, under a
random name, and to the server that was found. What is her own there is only read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from boundary.accounts.account import Account
from boundary.accounts.provider import PROVIDERS, App, Provider, Service
from boundary.accounts.sign_in import BrowserSignIn
from boundary.app.calendar_keys import CalendarKeys
from boundary.app.steps import Doer, Steps
from boundary.app.worker import Worker
from boundary.clock import Clock
from boundary.errors import BoundaryError, SecretsError, SettingsError
from boundary.journal import MemoryJournal
from boundary.keys import SessionKeys
from boundary.language import tr
from boundary.mail import gmail, microsoft
from boundary.mail.accounts import MailSecretsError, Tools, mailbox_of
from boundary.mail.autoconfig import Network, Suggestion, Told, suggestions
from boundary.mail.mailbox import Route
from boundary.settings.mail import KEYRING, ReplyAccount
from boundary.ui.day_view import FactLine
from boundary.ui.mail_view import AddingView, MailEntry, MailWay

if TYPE_CHECKING:
    from boundary.accounts.tokens import Tokens

T = TypeVar("T")

SCOPES: Mapping[Service, tuple[str, ...]] = {
    Service.GOOGLE: gmail.SCOPES,
    Service.MICROSOFT: microsoft.SCOPES,
}
ROUTES = {Service.GOOGLE: Route.GMAIL, Service.MICROSOFT: Route.MICROSOFT}


class MailAdding(QObject):
    """Finds, asks and keeps: `shown(AddingView)` as it goes, `added(ReplyAccount)` at the end.

    *network* finds servers; *providers* and *new_worker* stand in for the world in tests.
    """

    shown = Signal(object)
    added = Signal(object)

    def __init__(
        self,
        keys: CalendarKeys,
        profile: Path,
        clock: Clock,
        open_browser: Callable[[str], bool],
        *,
        network: Callable[[], Network] | None = None,
        providers: Mapping[Service, Provider] = PROVIDERS,
        new_worker: Callable[[QObject], Doer] = Worker,
        tools: Callable[[Tools], Tools] = lambda tools: tools,
    ) -> None:
        super().__init__()
        self._keys = keys
        self._profile = profile
        self._clock = clock
        self._open_browser = open_browser
        self._network = network or _system_network
        self._providers = providers
        self._steps = Steps(self, new_worker)
        self._tools = tools
        self._trusted: str | None = None
        self._again: Callable[[], None] | None = None
        self._entry = ""
        self._cancel: Callable[[], None] | None = None

    def enter(self, entry: MailEntry, taken: frozenset[str]) -> None:
        """Add what she entered; *taken* are the names of the accounts that there are."""
        self.stop()
        self._entry = f"mail-{token_hex(8)}"
        match entry.way:
            case MailWay.PASSWORD:
                self._find(entry, taken)
            case MailWay.SIGN_IN:
                self._sign_in(entry, taken)
            case MailWay.MANUAL:
                name = _free(_name(entry.address) or entry.host.value, taken)
                self._done(ReplyAccount(name, Route.MANUAL, entry.address, service=entry.host))
            case MailWay.PREVIEW:
                self._done(ReplyAccount(_free("preview", taken), Route.PREVIEW))

    def without_keyring(self) -> None:
        """Keep the secret until the program ends only, and go on."""
        if self._again is not None:
            self._keys.keep_here(self._entry)
            self._again()

    def stop(self) -> None:
        """Hear nothing more of what is under way."""
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
        self._steps.stop()

    # an address and a password

    def _find(self, entry: MailEntry, taken: frozenset[str]) -> None:
        network = self._network
        self._do(
            tr("Looking for its server…"),
            lambda: suggestions(entry.address, network()),
            lambda found: self._found(entry, found[0], taken),
        )

    def _found(self, entry: MailEntry, way: Suggestion, taken: frozenset[str]) -> None:
        if way.route is Route.MANUAL:
            self._fail(
                SettingsError(
                    tr("This host can't be set from here."),
                    tr("Choose “By hand”: you are shown what to type there."),
                )
            )
            return
        if way.route in (Route.GMAIL, Route.MICROSOFT):
            self._fail(
                SettingsError(
                    tr("This mailbox is opened by signing in."),
                    tr("Choose “Google or Microsoft”."),
                )
            )
            return
        host = way.place.host if way.place is not None else ""
        servers = dict.fromkeys(each.host for each in (way.place, way.smtp) if each is not None)
        asked = tr(" and ").join(servers)
        if way.confirm and self._trusted != asked:
            self._trusted = asked
            self._fail(
                SettingsError(
                    tr("Its server seems to be {host}.").format(host=asked),
                    tr("If that is right, press the button again: your password goes there."),
                )
            )
            return
        account = ReplyAccount(
            _free(_name(entry.address), taken),
            way.route,
            entry.address,
            host=host or None,
            port=way.place.port if way.place is not None else None,
            smtp_host=way.smtp.host if way.smtp is not None else None,
            smtp_port=way.smtp.port if way.smtp is not None else None,
            user=_user(entry, way),
            secret=f"{KEYRING}{self._entry}",
        )
        self._try(account, entry.password)

    def _try(self, account: ReplyAccount, password: str) -> None:
        """Ask the server with the password in memory, then keep it."""
        memory = SessionKeys()
        memory.set(self._entry, password)
        tools = self._tools(
            Tools(memory, MemoryJournal(), self._profile, self._clock, lasting=False)
        )
        self._do(
            tr("Asking {host}…").format(host=account.host or ""),
            lambda: mailbox_of(account, (), tools, "looking").read(),
            lambda _seen: self._keep(account, password),
        )

    def _keep(self, account: ReplyAccount, password: str) -> None:
        keys, entry = self._keys, self._entry
        self._again = lambda: self._keep(account, password)
        self._do(
            tr("Keeping the password in your keyring…"),
            lambda: keys.set(entry, password),
            lambda _kept: self._done(account),
        )

    # signing in

    def _sign_in(self, entry: MailEntry, taken: frozenset[str]) -> None:
        service = Service(entry.service)
        app = App(entry.client_id, entry.client_secret)
        flow = BrowserSignIn(self._providers[service], app, SCOPES[service], self._clock)
        self._cancel = flow.cancel
        browser = self._open_browser
        name = _free(service.value, taken)
        account = ReplyAccount(name, ROUTES[service], secret=f"{KEYRING}{self._entry}")
        self._do(
            tr("Waiting for you in your browser…"),
            lambda: flow.run(browser),
            lambda tokens: self._signed_in(account, tokens),
        )

    def _signed_in(self, account: ReplyAccount, tokens: Tokens) -> None:
        signed = Account(self._entry, self._keys, self._clock, providers=self._providers)
        self._again = lambda: self._signed_in(account, tokens)
        self._do(
            tr("Keeping the permission in your keyring…"),
            lambda: signed.keep(tokens),
            lambda _kept: self._done(account),
        )

    # the steps

    def _done(self, account: ReplyAccount) -> None:
        self._again = self._cancel = None
        self._trusted = None
        self.shown.emit(AddingView(done=True))
        self.added.emit(account)

    def _do(self, busy: str, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self.shown.emit(AddingView(busy=busy))
        self._steps.do(work, then, self._fail)

    def _fail(self, trouble: BoundaryError) -> None:
        keyring = isinstance(trouble, SecretsError | MailSecretsError) and self._again is not None
        line = FactLine(trouble.title, trouble.remedy, trouble=True)
        self.shown.emit(AddingView(trouble=line, session_only=keyring))


def _name(address: str) -> str:
    """Return a name for the account at *address*: its host, and nothing of hers."""
    domain = address.rpartition("@")[2]
    return "".join(c for c in domain.split(".")[0] if c.isalnum() and c.isascii())[:32]


def _user(entry: MailEntry, way: Suggestion) -> str:
    """Return who signs in: over JMAP nobody where a host we know takes a token alone."""
    return entry.address if way.route is Route.JMAP and way.told is not Told.KNOWN else ""


def _free(name: str, taken: frozenset[str]) -> str:
    """Return *name*, or the first of it with a number that is not *taken*."""
    name = name or "mail"
    if name not in taken:
        return name
    return next(f"{name}-{n}" for n in range(2, len(taken) + 3) if f"{name}-{n}" not in taken)


def _system_network() -> Network:
    from boundary.mail.lookup import SystemNetwork

    return SystemNetwork()
