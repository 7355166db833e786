"""Adding a mail account: from what she enters to a line of the settings, and to the keyring."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from boundary.accounts import PROVIDERS, Account, Service
from boundary.app.calendar_keys import CalendarKeys
from boundary.app.mail_adding import SCOPES, MailAdding
from boundary.documents import Fields
from boundary.keys import Keys, SessionKeys
from boundary.mail.accounts import password_of
from boundary.mail.autoconfig import Place
from boundary.mail.gmail import GmailMailbox
from boundary.mail.mailbox import Found, Route
from boundary.mail.manual import ManualHost
from boundary.mail.microsoft import GraphMailbox
from boundary.settings.mail import MailSettings, ReplyAccount, mail_document, read_mail
from boundary.ui.mail_view import AddingView, MailEntry, MailWay
from tests.accounts.builders import Browser, StillClock
from tests.app.test_adding import AtOnce, Locked
from tests.mail.api_host import network
from tests.mail.contract import NOW
from tests.mail.dovecot import ANNA, SECRET, Dovecot, dovecot
from tests.mail.gmail_world import Gmail
from tests.mail.graph_world import Graph
from tests.mail.test_autoconfig import KnowingNetwork
from tests.stand_ins.oauth import CLIENT, OAuth
from tests.stand_ins.oauth import SECRET as CLIENT_SECRET

pytestmark = pytest.mark.usefixtures("qapp")

HERE = "localhost"
AT_HOME = "anna@localhost.test"
NOBODY = frozenset[str]()


class Bench:
    """An adding, what it showed, and the accounts that came of it."""

    def __init__(
        self,
        profile: Path,
        keyring: Keys | None = None,
        *,
        found: KnowingNetwork | None = None,
        tls: ssl.SSLContext | None = None,
        browser: Callable[[str], bool] = lambda _: False,
        **more: Any,
    ) -> None:
        self.keyring = keyring or SessionKeys()
        self.keys = CalendarKeys(self.keyring)
        self.clock = StillClock(NOW)
        self.shown: list[AddingView] = []
        self.came: list[ReplyAccount] = []
        self.adding = MailAdding(
            self.keys,
            profile,
            self.clock,
            browser,
            network=lambda: found or KnowingNetwork(),
            new_worker=lambda _: AtOnce(),
            tools=lambda tools: replace(tools, tls=tls),
            **more,
        )
        self.adding.shown.connect(self.shown.append)
        self.adding.added.connect(self.came.append)

    @property
    def title(self) -> str:
        trouble = self.shown[-1].trouble
        return trouble.title if trouble is not None else ""

    @property
    def account(self) -> ReplyAccount:
        (account,) = self.came
        return account

    def enter(self, way: MailWay, *, taken: frozenset[str] = NOBODY, **more: Any) -> None:
        self.adding.enter(MailEntry(way, **more), taken)

    def password(self, password: str = SECRET, address: str = ANNA) -> None:
        self.enter(MailWay.PASSWORD, address=address, password=password)


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


def tells(server: Dovecot) -> KnowingNetwork:
    """Return a network in which the domain of Anna's address names *server* for ManageSieve."""
    place = Place(HERE, server.sieve_port)
    return KnowingNetwork({"_sieve._tcp.practice.test": place})


def at(server: Dovecot, profile: Path, keyring: Keys | None = None) -> Bench:
    return Bench(profile, keyring, found=tells(server), tls=server.trusting)


def test_a_server_outside_her_domain_is_asked_about(server: Dovecot, tmp_path: Path) -> None:
    bench = at(server, tmp_path)
    bench.password()
    assert bench.title == "Its server seems to be localhost."


def test_before_she_has_said_yes_nothing_is_kept(server: Dovecot, tmp_path: Path) -> None:
    bench = at(server, tmp_path)
    bench.password()
    assert bench.came == []


def test_asked_once_more_the_server_is_asked_and_the_account_is_hers(
    server: Dovecot, tmp_path: Path
) -> None:
    bench = at(server, tmp_path)
    bench.password()
    bench.password()
    account = bench.account
    assert (account.route, account.host, account.port) == (Route.SIEVE, HERE, server.sieve_port)


def test_the_password_is_in_the_keyring(server: Dovecot, tmp_path: Path) -> None:
    bench = at(server, tmp_path)
    bench.password()
    bench.password()
    assert password_of(bench.account, bench.keyring) == SECRET


def test_the_password_is_not_in_the_settings(server: Dovecot, tmp_path: Path) -> None:
    bench = at(server, tmp_path)
    bench.password()
    bench.password()
    assert SECRET not in json.dumps(mail_document(MailSettings((bench.account,))))


def test_a_wrong_password_is_told_and_nothing_is_kept(server: Dovecot, tmp_path: Path) -> None:
    bench = at(server, tmp_path)
    bench.password("wrong")
    bench.password("wrong")
    assert (bool(bench.title), bench.came) == (True, [])


def test_looking_leaves_no_script_on_the_server(server: Dovecot, tmp_path: Path) -> None:
    bench = at(server, tmp_path)
    bench.password()
    bench.password()
    assert not list(server.home().glob("sieve/*.sieve"))


def test_a_locked_keyring_offers_to_go_on_without_it(server: Dovecot, tmp_path: Path) -> None:
    bench = at(server, tmp_path, Locked())
    bench.password()
    bench.password()
    assert (bench.shown[-1].session_only, bench.came) == (True, [])


def test_without_the_keyring_the_password_is_in_memory_only(
    server: Dovecot, tmp_path: Path
) -> None:
    keyring = Locked()
    bench = at(server, tmp_path, keyring)
    bench.password()
    bench.password()
    bench.adding.without_keyring()
    keyring.locked = False
    kept = bench.account.entry
    assert kept is not None
    assert (password_of(bench.account, bench.keys), keyring.get(kept)) == (SECRET, None)


def test_a_server_in_her_own_domain_is_not_asked_about(server: Dovecot, tmp_path: Path) -> None:
    network_ = KnowingNetwork({"_sieve._tcp.localhost.test": Place("localhost.test", 9)})
    bench = Bench(tmp_path, found=network_, tls=server.trusting)
    bench.password(address=AT_HOME)
    assert "seems to be" not in bench.title


def test_an_address_without_a_domain_is_told(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.password(address="anna@practice")
    assert bench.title == "This is not a mail address."


def test_a_mailbox_that_is_opened_by_signing_in_says_so(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.password(address="anna@gmail.com")
    assert bench.title == "This mailbox is opened by signing in."


def test_a_host_that_cannot_be_set_from_here_says_so(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.password(address="anna@proton.me")
    assert bench.title == "This host can't be set from here."


def test_an_account_by_hand_needs_no_server(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.enter(MailWay.MANUAL, address="anna@proton.me", host=ManualHost.PROTON)
    account = bench.account
    assert (account.name, account.route, account.service) == (
        "proton",
        Route.MANUAL,
        ManualHost.PROTON,
    )


def test_the_second_account_of_a_host_has_another_name(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.enter(
        MailWay.MANUAL, address="a@proton.me", host=ManualHost.PROTON, taken=frozenset({"proton"})
    )
    assert bench.account.name == "proton-2"


def test_only_to_look_takes_nothing(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.enter(MailWay.PREVIEW)
    assert bench.account == ReplyAccount("preview", Route.PREVIEW)


def sign_in(oauth: OAuth, profile: Path, keyring: Keys | None = None) -> Bench:
    """Return a bench at which she has signed in at *oauth*."""
    providers = {**PROVIDERS, oauth.service: oauth.provider}
    bench = Bench(profile, keyring, browser=Browser(), providers=providers)
    secret = CLIENT_SECRET if oauth.service is Service.GOOGLE else ""
    bench.enter(
        MailWay.SIGN_IN, service=oauth.service.value, client_id=CLIENT, client_secret=secret
    )
    return bench


def opened(bench: Bench, oauth: OAuth) -> Account:
    """Return the account of *bench* as a later start has it."""
    entry = bench.account.entry
    assert entry is not None
    providers = {oauth.service: oauth.provider}
    return Account(entry, bench.keyring, bench.clock, providers=providers, transport=network())


def test_who_signs_in_at_google_can_have_her_reply_set(tmp_path: Path) -> None:
    with OAuth(Service.GOOGLE) as oauth, Gmail(oauth).serving() as gmail:
        bench = sign_in(oauth, tmp_path)
        root = f"{gmail.root}/gmail/v1"
        mailbox = GmailMailbox(opened(bench, oauth), bench.clock, root=root)
        assert (bench.account.route, mailbox.read().found) == (Route.GMAIL, Found.NOTHING)


def test_who_signs_in_at_microsoft_can_have_her_reply_set(tmp_path: Path) -> None:
    clock = StillClock(NOW)
    with OAuth(Service.MICROSOFT, rotates=True) as oauth, Graph(oauth, clock).serving() as graph:
        bench = sign_in(oauth, tmp_path)
        root = f"{graph.root}/v1.0"
        mailbox = GraphMailbox(opened(bench, oauth), bench.clock, root=root)
        assert (bench.account.route, mailbox.read().found) == (Route.MICROSOFT, Found.NOTHING)


@pytest.mark.parametrize("service", [Service.GOOGLE, Service.MICROSOFT])
def test_no_more_is_asked_for_than_the_reply_needs(service: Service, tmp_path: Path) -> None:
    with OAuth(service) as oauth:
        sign_in(oauth, tmp_path)
        (granted,) = oauth.refresh.values()
    assert set(SCOPES[service]) == set(granted.split())


def test_who_says_no_in_the_browser_adds_nothing(tmp_path: Path) -> None:
    with OAuth(Service.GOOGLE) as oauth:
        oauth.declines = True
        bench = sign_in(oauth, tmp_path)
    assert (bool(bench.title), bench.came) == (True, [])


def test_a_permission_that_the_keyring_does_not_take_can_be_kept_for_the_session(
    tmp_path: Path,
) -> None:
    with OAuth(Service.GOOGLE) as oauth:
        bench = sign_in(oauth, tmp_path, Locked())
        assert bench.shown[-1].session_only
        bench.adding.without_keyring()
    assert bench.account.route is Route.GMAIL


@pytest.mark.parametrize("way", ["google", "manual", "preview"])
def test_what_was_added_can_be_read_from_the_settings_again(way: str, tmp_path: Path) -> None:
    with OAuth(Service.GOOGLE) as oauth:
        bench = sign_in(oauth, tmp_path) if way == "google" else Bench(tmp_path)
        if way != "google":
            bench.enter(MailWay(way), address="anna@proton.me" if way == "manual" else "")
    problems: list[str] = []
    read_mail(Fields(mail_document(MailSettings((bench.account,))), "mail", problems))
    assert problems == []
