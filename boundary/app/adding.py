"""Adding a calendar: from what she enters to the lines of her settings.

A calendar is hers once it was really read and its secret is kept; until then nothing is.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from boundary.accounts import (
    PROVIDERS,
    Account,
    Accounts,
    App,
    BrowserSignIn,
    Provider,
    Service,
    Tokens,
)
from boundary.app.calendar_keys import CalendarKeys
from boundary.app.kept_address import keep, new_mark
from boundary.app.looking import Candidate, Looked, Looker, feed_candidate
from boundary.app.steps import Doer, Steps
from boundary.app.worker import Worker
from boundary.calendars import google, microsoft
from boundary.calendars.caldav_client import Login
from boundary.calendars.web import Net
from boundary.clock import Clock
from boundary.errors import BoundaryError, CalendarError, SecretsError
from boundary.settings import CalendarSource
from boundary.ui.add_calendar_view import (
    AddView,
    FoundRow,
    LoginEntry,
    SignInEntry,
    Way,
    keeping_view,
    looking_at,
    one_found,
    several_found,
    ticked_view,
    trouble_line,
)

if TYPE_CHECKING:
    from boundary.calendars.protocol import Parse
    from boundary.ui.add_calendar import AddCalendarWindow
    from boundary.ui.theme import Palette

log = logging.getLogger(__name__)

T = TypeVar("T")

SCOPES: Mapping[Service, tuple[str, ...]] = {
    Service.GOOGLE: tuple(google.SCOPES),
    Service.MICROSOFT: tuple(microsoft.SCOPES),
}


@dataclass(slots=True)
class _Attempt:
    """One try at adding: what was found, and what to take back where it comes to nothing.

    `again` does the step anew that the keyring refused; `mark` is in the names of its secrets.
    """

    way: Way
    mark: str = field(default_factory=new_mark)
    lasting: bool = True
    found: tuple[Candidate, ...] = ()
    view: AddView = field(default_factory=AddView)
    account: Account | None = None
    cancel: Callable[[], None] | None = None
    again: Callable[[], None] | None = None


class Adding(QObject):
    """Opens the window that adds a calendar, and does what it asks for.

    `added(sources, lasting)` has the lines of the settings, once; not *lasting* are those whose
    secrets she keeps until the program ends only. *keys* (and *accounts*) are those that the
    reader uses. *open_browser* is called on a thread of its own. *providers*, *parse*, *net* and
    *new_worker* stand in for the world in tests.
    """

    added = Signal(object, bool)

    def __init__(
        self,
        keys: CalendarKeys,
        clock: Clock,
        open_browser: Callable[[str], bool],
        *,
        accounts: Accounts | None = None,
        providers: Mapping[Service, Provider] = PROVIDERS,
        parse: Parse | None = None,
        net: Net | None = None,
        new_worker: Callable[[QObject], Doer] = Worker,
    ) -> None:
        super().__init__()
        self._keys = keys
        self._accounts = accounts or Accounts(keys, clock, providers=providers)
        self._clock = clock
        self._open_browser = open_browser
        self._providers = providers
        self._parse = parse
        self._net = net
        self._steps = Steps(self, new_worker)
        self._window: AddCalendarWindow | None = None
        self._attempt = _Attempt(Way.ADDRESS)

    def open(self, zone: ZoneInfo, colours: Palette, hosts: Sequence[str] = ()) -> None:
        """Show the window, or bring it forward; *hosts* are her own for calls."""
        from boundary.ui.add_calendar import AddCalendarWindow

        if self._window is None:
            window = AddCalendarWindow(colours)
            window.address_given.connect(self._address)
            window.path_given.connect(self._path)
            window.login_given.connect(self._login)
            window.sign_in_given.connect(self._sign_in)
            window.accepted.connect(self._accept)
            window.session_only.connect(self._go_on_without_keyring)
            window.stopped.connect(self._stop)
            window.closed.connect(self._closed)
            self._window = window
            self._looker = Looker(
                self._accounts, self._clock, zone, tuple(hosts), self._parse, self._net
            )
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def recolour(self, colours: Palette) -> None:
        """Show the window, if there is one, in *colours*."""
        if self._window is not None:
            self._window.recolour(colours)

    def close(self) -> None:
        """Close the window, if there is one; what it waits for is not heard."""
        if self._window is not None:
            self._window.close()

    # what she enters

    def _address(self, text: str) -> None:
        self._begin(Way.ADDRESS)
        try:
            candidate = feed_candidate(text)
        except CalendarError as trouble:
            self._fail(trouble)
        else:
            self._look(candidate)

    def _path(self, path: str) -> None:
        self._begin(Way.FILE)
        self._look(Candidate(path, secret=False))

    def _login(self, entry: LoginEntry) -> None:
        self._begin(Way.LOGIN)
        looker, login = self._looker, Login(entry.user, entry.password)
        account = entry.server or entry.user
        self._do(looking_at(Way.LOGIN), lambda: looker.dav(account, login), self._several)

    def _sign_in(self, entry: SignInEntry) -> None:
        attempt = self._begin(Way.SIGN_IN)
        service = Service(entry.service)
        app = App(entry.client_id, entry.client_secret)
        flow = BrowserSignIn(self._providers[service], app, SCOPES[service], self._clock)
        attempt.cancel = flow.cancel
        browser = self._open_browser
        self._do(
            looking_at(Way.SIGN_IN),
            lambda: flow.run(browser),
            lambda tokens: self._signed_in(service, tokens),
        )

    def _signed_in(self, service: Service, tokens: Tokens) -> None:
        """Keep the permission, and look which calendars it opens."""
        attempt, looker = self._attempt, self._looker
        account = attempt.account = self._accounts.get(attempt.mark)
        attempt.again = lambda: self._signed_in(service, tokens)

        def work() -> tuple[Candidate, ...]:
            account.keep(tokens)
            return looker.behind(service, account)

        self._do(looking_at(Way.LOGIN), work, self._several)

    # what is found

    def _look(self, candidate: Candidate) -> None:
        looker, attempt = self._looker, self._attempt

        def found(count: int) -> None:
            attempt.found = (candidate,)
            self._show_found(one_found(count))

        self._do(looking_at(attempt.way), lambda: looker.count(candidate), found)

    def _several(self, found: Sequence[Candidate]) -> None:
        self._attempt.found = tuple(found)
        only = len(found) == 1
        self._show_found(several_found([FoundRow(one.name, only or one.main) for one in found]))

    def _accept(self, positions: tuple[int, ...]) -> None:
        """Keep what she ticked, after a look at each; one that was looked at is kept at once."""
        attempt, looker = self._attempt, self._looker
        if not positions:
            self._keep(attempt.found)
            return
        chosen = tuple(attempt.found[n] for n in positions)

        def looked(answers: Sequence[Looked]) -> None:
            troubles = {
                n: answer.trouble
                for n, answer in zip(positions, answers, strict=True)
                if answer.trouble is not None
            }
            if troubles:
                self._show_found(attempt.view.told(troubles))
            else:
                self._keep(chosen)

        self._do(ticked_view(), lambda: looker.look(chosen), looked)

    def _keep(self, chosen: Sequence[Candidate]) -> None:
        attempt, keys = self._attempt, self._keys
        mark = attempt.mark
        attempt.again = lambda: self._keep(chosen)
        files = tuple(CalendarSource(one.text) for one in chosen if not one.secret)
        texts = [one.text for one in chosen if one.secret]
        if not texts:
            self._done(files)
            return
        self._do(keeping_view(), lambda: files + keep(texts, keys, mark), self._done)

    def _done(self, sources: tuple[CalendarSource, ...]) -> None:
        lasting = self._attempt.lasting
        self._attempt = _Attempt(Way.ADDRESS)  # nothing to be taken back any more
        self.close()
        self.added.emit(sources, lasting)

    def _go_on_without_keyring(self) -> None:
        attempt = self._attempt
        if attempt.again is not None:
            self._keys.keep_here(attempt.mark)
            attempt.lasting = False
            attempt.again()

    # the steps

    def _begin(self, way: Way) -> _Attempt:
        self._drop()
        self._attempt = _Attempt(way)
        return self._attempt

    def _do(self, view: AddView, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Show *view* while *work* is done; *then* follows unless she stops it."""
        self._show(view)
        self._steps.do(work, then, self._fail)

    def _fail(self, trouble: BoundaryError) -> None:
        """Say *trouble* where she is: at what she entered, or at what was found."""
        attempt = self._attempt
        keyring = isinstance(trouble, SecretsError) and attempt.again is not None
        before = attempt.view if attempt.found else AddView()
        self._show(before.with_trouble(trouble_line(trouble), session_only=keyring))

    def _show_found(self, view: AddView) -> None:
        self._attempt.view = view
        self._show(view)

    def _show(self, view: AddView) -> None:
        if self._window is not None:
            self._window.show_add(view)

    def _stop(self) -> None:
        """Hear nothing more of what is under way; she may enter something else."""
        self._drop()
        self._attempt = _Attempt(self._attempt.way)
        self._show(AddView())

    def _drop(self) -> None:
        """Let go of the attempt: call off its sign-in, take back its permission."""
        attempt = self._attempt
        if attempt.cancel is not None:
            attempt.cancel()
        account, attempt.account = attempt.account, None
        self._steps.stop(None if account is None else account.forget, _not_taken_back)

    def _closed(self) -> None:
        """Let the window go, and everything that was entered and found."""
        self._drop()
        self._attempt = _Attempt(Way.ADDRESS)
        window, self._window = self._window, None
        if window is not None:
            window.deleteLater()


def _not_taken_back(_trouble: BoundaryError) -> None:
    log.warning("a permission that is not used was not taken back")
