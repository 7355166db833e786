"""From an account in the settings to the mailbox it is, what it should hold, and who keeps it.

The adapters are imported when they are needed: most people have one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from boundary.clock import Clock, Span
from boundary.errors import BoundaryError, SecretsError, SettingsError
from boundary.keys import Keys
from boundary.language import tr
from boundary.mail.choices import Arming
from boundary.mail.intents import Shelf, owner_mark
from boundary.mail.keeper import Keeper
from boundary.mail.mailbox import Limits, Mailbox, MailError, MailSignInError, Route
from boundary.mail.manual import ManualMailbox
from boundary.mail.preview_box import NotesFile, PreviewMailbox
from boundary.mail.reply import Wanted
from boundary.mail.wanted import wanted_single, wanted_within
from boundary.settings import settings_document
from boundary.settings.mail import ReplyAccount

if TYPE_CHECKING:
    from ssl import SSLContext

    from boundary.mail.jmap import JmapMailbox
    from boundary.mail.responder import Responder
    from boundary.mail.servers import MailLogin
    from boundary.mail.sieve import SieveMailbox
    from boundary.settings import Settings

MONTHS = 13
"""So many months of closed windows are wanted: the rest of this one and a whole year."""

BEFORE = timedelta(days=3)
"""So long before the month begins: a window that is under way on its first day is in, whole."""

SENT_KEY = "mail.sent"
"""The keyring's entry of the secret that hides addresses in the responder's log."""

OUTBOX = "outbox"
"""The profile's folder of what can be seen: previews, and this computer's mark beside them."""

STARTTLS_PORTS = frozenset({25, 143, 587, 4190})
"""Ports on which a line begins in clear and is encrypted before anything is said."""


class MailSecretsError(MailError):
    """The keyring is missing, locked or slow; she may keep the password for a session only."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What mailboxes are made with: where passwords are, where notes lie, and the profile.

    `lasting`: the notes outlive the program. *tls* is for tests.
    """

    keys: Keys
    shelf: Shelf
    profile: Path
    clock: Clock
    lasting: bool = True
    tls: SSLContext | None = None


def keeper_of(account: ReplyAccount, blocked: tuple[str, ...], tools: Tools) -> Keeper:
    """Return who keeps the mailbox of *account*. Raises StoreError and what `mailbox_of` does."""
    owner = owner_mark(NotesFile(tools.profile / OUTBOX))
    mailbox = mailbox_of(account, blocked, tools, owner)
    return Keeper(mailbox, tools.shelf, account.name, owner, tools.clock, lasting=tools.lasting)


def mailbox_of(
    account: ReplyAccount, blocked: tuple[str, ...], tools: Tools, owner: str
) -> Mailbox:
    """Return the mailbox of *account*; no network yet. SettingsError where a part is missing."""
    match account.route:
        case Route.PREVIEW:
            return PreviewMailbox(preview_folder(tools.profile, account.name), owner)
        case Route.MANUAL:
            return ManualMailbox(account.service, tools.shelf, account.name)
        case Route.SIEVE:
            return _sieve(account, blocked, tools, owner)
        case Route.JMAP:
            return _jmap(account, tools)
        case Route.RESPONDER:
            return _responder(account, blocked, tools)
        case Route.GMAIL:
            from boundary.accounts.account import Account
            from boundary.mail.gmail import GmailMailbox

            return GmailMailbox(Account(_entry(account), tools.keys, tools.clock), tools.clock)
        case Route.MICROSOFT:
            from boundary.accounts.account import Account
            from boundary.mail.microsoft import GraphMailbox

            return GraphMailbox(Account(_entry(account), tools.keys, tools.clock), tools.clock)


def wanted_of(
    settings: Settings,
    limits: Limits,
    now: datetime,
    zone: ZoneInfo,
    anchor: datetime | None = None,
) -> Wanted:
    """Return what a mailbox with *limits* should hold at *now* (UTC).

    It is the same all month, so that settling writes only what has changed; where she types it
    herself, the same since *anchor* (`anchor_of`), and true at any hour. *zone* is the
    machine's, for hours without one. Raises HoursError and WordsError.
    """
    if limits.route is Route.MANUAL:
        true_always = replace(settings, words=replace(settings.words, arming=Arming.STAY_ON))
        return wanted_single(true_always, anchor or now, zone)
    if limits.windows == 1:
        return wanted_single(settings, now, zone)
    return wanted_within(settings, horizon(now), zone)


def anchor_of(
    account: ReplyAccount, settings: Settings, shelf: Shelf, now: datetime, *, note: bool
) -> datetime | None:
    """Return from when on the text of *account* is reckoned if she types it herself, else None.

    *note*: a new one is kept on *shelf*. Raises MailError.
    """
    if account.route is not Route.MANUAL:
        return None
    said = repr((settings.hours, settings_document(settings)["words"])).encode()
    mailbox = ManualMailbox(account.service, shelf, account.name)
    return mailbox.anchor(now, sha256(said).hexdigest()[:16], note=note)


def horizon(now: datetime) -> Span:
    """Return the span whose windows are wanted at *now* (UTC): whole months, a year and more."""
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    months = first.month - 1 + MONTHS
    last = first.replace(year=first.year + months // 12, month=months % 12 + 1)
    return Span(first - BEFORE, last)


def preview_folder(profile: Path, name: str) -> Path:
    """Return the folder in which the effect of the preview account *name* can be seen."""
    return profile / OUTBOX / name


def password_of(account: ReplyAccount, keys: Keys) -> str:
    """Return the password or token of *account*. Slow: it may wait for the keyring.

    Raises MailSignInError where there is none, MailSecretsError where the keyring can't tell.
    """
    try:
        secret = keys.get(_entry(account))
    except SecretsError as error:
        raise MailSecretsError(error.title, error.remedy) from error
    if secret is None:
        raise MailSignInError(
            tr("The password of this mailbox is not in your keyring."),
            tr("Enter it again, or keep it for this session only."),
        )
    return secret


def let_go(account: ReplyAccount, keys: Keys, clock: Clock) -> None:
    """Delete what *keys* hold for *account*, and end the permission of one that is signed in.

    Slow. Raises SecretsError, and AccountError where the service can't be told.
    """
    if account.entry is None:
        return
    if account.route in (Route.GMAIL, Route.MICROSOFT):
        from boundary.accounts.account import Account

        Account(account.entry, keys, clock).forget()
    else:
        keys.delete(account.entry)


def said_once(troubles: Iterable[BoundaryError | None]) -> tuple[BoundaryError, ...]:
    """Return *troubles* without those that say the same: one locked keyring is one line."""
    told: dict[tuple[str, str], BoundaryError] = {}
    for trouble in troubles:
        if trouble is not None:
            told.setdefault((trouble.title, trouble.remedy), trouble)
    return tuple(told.values())


def _entry(account: ReplyAccount) -> str:
    entry = account.entry
    if entry is None:
        raise SettingsError(
            tr("This mailbox has no entry in the keyring."),
            tr("Add the account again in Settings."),
        )
    return entry


def _host(host: str | None) -> str:
    if host is None:
        raise SettingsError(
            tr("This mailbox has no server."), tr("Add the account again in Settings.")
        )
    return host


def _login(account: ReplyAccount, tools: Tools) -> Callable[[], MailLogin]:
    from boundary.mail.servers import MailLogin

    def login() -> MailLogin:
        return MailLogin(account.user or account.address, password_of(account, tools.keys))

    return login


def _sieve(
    account: ReplyAccount, blocked: tuple[str, ...], tools: Tools, owner: str
) -> SieveMailbox:
    from boundary.mail.managesieve import PORT, ManageSieve
    from boundary.mail.servers import Server
    from boundary.mail.sieve import SieveMailbox
    from boundary.mail.sieve_script import Author

    host = _host(account.host)
    server = Server(host, account.port or PORT, starttls=True)
    login = _login(account, tools)

    def connect() -> ManageSieve:
        return ManageSieve(server, login(), tools.tls, clock=tools.clock)

    refused = tuple(each if "@" in each else f"@{each}" for each in blocked)
    return SieveMailbox(host, Author(account.address, account.aliases, refused), connect, owner)


def _jmap(account: ReplyAccount, tools: Tools) -> JmapMailbox:
    from boundary.mail.jmap import JmapMailbox
    from boundary.mail.jmap_door import Login

    host, port = _host(account.host), account.port or 443
    where = host if port == 443 else f"{host}:{port}"

    def login() -> Login:
        return Login(password_of(account, tools.keys), account.user)

    return JmapMailbox(f"https://{where}/.well-known/jmap", login, tools.clock)


def _responder(account: ReplyAccount, blocked: tuple[str, ...], tools: Tools) -> Responder:
    from boundary.mail.responder import MailAccount, Responder
    from boundary.mail.servers import Server

    imap, smtp = account.port or 993, account.smtp_port or 465
    whole = MailAccount(
        account.address,
        Server(_host(account.host), imap, starttls=imap in STARTTLS_PORTS),
        Server(_host(account.smtp_host), smtp, starttls=smtp in STARTTLS_PORTS),
        _login(account, tools)(),
        account.aliases,
    )
    folder = tools.profile / "responder" / account.name
    secret = _sent_secret(tools.keys)
    return Responder(whole, folder, secret, tools.clock, tools.tls, blocked)


def _sent_secret(keys: Keys) -> bytes:
    try:
        secret = keys.get(SENT_KEY)
        if secret is None:
            secret = token_hex(32)
            keys.set(SENT_KEY, secret)
    except SecretsError as error:
        raise MailSecretsError(error.title, error.remedy) from error
    return secret.encode()
