"""Her mail accounts in the settings document: where replies are set. Never a password."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeVar

from boundary.documents import Fields, Read, choice, perhaps, text, whole
from boundary.language import tr
from boundary.mail.mailbox import Route
from boundary.mail.manual import ManualHost

T = TypeVar("T")

KEYRING = "keyring:"

MOST_ACCOUNTS = 20
MOST_ALIASES = 50
MOST_BLOCKED = 500
"""Addresses and domains that get no reply; a script has to hold them."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_ADDRESS = re.compile(r"[^\s@\"\\<>,;:()\[\]]{1,64}@[A-Za-z0-9.-]{1,253}", re.ASCII)
_HOST = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*")


@dataclass(frozen=True, slots=True)
class ReplyAccount:
    """A mailbox whose reply Boundary keeps.

    `name` is hers, for the command line and the notes. `host` and `port` are those of the server
    on which the reply is set (ManageSieve, JMAP; IMAP for the responder), `smtp_host` and
    `smtp_port` the responder's for sending; each None where the route has none. `user` is ""
    where it is the address. `secret` names the entry of the keyring (a password, a token or a
    signed-in account). `service` says who keeps a mailbox that is set by hand.
    """

    name: str
    route: Route
    address: str = field(default="", repr=False)
    aliases: tuple[str, ...] = field(default=(), repr=False)
    host: str | None = field(default=None, repr=False)
    port: int | None = None
    smtp_host: str | None = field(default=None, repr=False)
    smtp_port: int | None = None
    user: str = field(default="", repr=False)
    secret: str | None = field(default=None, repr=False)
    service: ManualHost = ManualHost.OTHER

    @property
    def entry(self) -> str | None:
        """The name of the keyring's entry, without what stands before it."""
        return None if self.secret is None else self.secret.removeprefix(KEYRING)

    @property
    def addresses(self) -> tuple[str, ...]:
        """All addresses that mail arrives under."""
        return tuple(dict.fromkeys((self.address, *self.aliases)))


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Her mail accounts, and the addresses and domains that never get a reply."""

    accounts: tuple[ReplyAccount, ...] = ()
    blocked: tuple[str, ...] = field(default=(), repr=False)

    def account(self, name: str) -> ReplyAccount | None:
        """Return the account *name*, None if there is none."""
        return next((each for each in self.accounts if each.name == name), None)


def read_mail(entries: Fields) -> MailSettings:
    """Read the part `mail`; what is wrong in it becomes a problem of the document."""
    accounts = entries.each("accounts", _account) or ()
    none: tuple[str, ...] = ()
    blocked = entries.read("blocked", _several(_blocked, MOST_BLOCKED), none)
    entries.done()
    if len(accounts) > MOST_ACCOUNTS:
        entries.wrong("accounts", tr("at most {most} accounts").format(most=MOST_ACCOUNTS))
        accounts = ()
    if len({each.name for each in accounts}) != len(accounts):
        entries.wrong("accounts", tr("each name once"))
        accounts = ()
    return MailSettings(accounts, blocked)


def mail_document(mail: MailSettings) -> dict[str, object]:
    """Return *mail* as plain values, which `read_mail` reads."""
    return {
        "accounts": [
            {
                "name": each.name,
                "route": each.route.value,
                "address": each.address,
                "aliases": list(each.aliases),
                "host": each.host,
                "port": each.port,
                "smtp_host": each.smtp_host,
                "smtp_port": each.smtp_port,
                "user": each.user,
                "secret": each.secret,
                "service": each.service.value,
            }
            for each in mail.accounts
        ],
        "blocked": list(mail.blocked),
    }


def example_mail() -> MailSettings:
    """Return accounts in which every field of the document is shown."""
    sieve = ReplyAccount(
        "practice",
        Route.SIEVE,
        "anna@practice.example",
        ("office@practice.example",),
        "mail.practice.example",
        4190,
        secret="keyring:mail.practice",
    )
    by_hand = ReplyAccount("proton", Route.MANUAL, "anna@proton.example", service=ManualHost.PROTON)
    preview = ReplyAccount("preview", Route.PREVIEW)
    return MailSettings((sieve, by_hand, preview), ("newsletter.example",))


def _account(entry: Fields) -> ReplyAccount:
    route = entry.need("route", choice(Route), Route.PREVIEW)
    none: tuple[str, ...] = ()
    account = ReplyAccount(
        name=entry.need("name", _name, ""),
        route=route,
        address=entry.read("address", address, ""),
        aliases=entry.read("aliases", _several(address, MOST_ALIASES), none),
        host=entry.read("host", perhaps(host), None),
        port=entry.read("port", perhaps(whole(1, 65535)), None),
        smtp_host=entry.read("smtp_host", perhaps(host), None),
        smtp_port=entry.read("smtp_port", perhaps(whole(1, 65535)), None),
        user=entry.read("user", _user, ""),
        secret=entry.read("secret", perhaps(_secret), None),
        service=entry.read("service", choice(ManualHost), ManualHost.OTHER),
    )
    entry.done()
    needs_host = route in (Route.SIEVE, Route.JMAP, Route.RESPONDER)
    if needs_host and account.host is None:
        entry.wrong("host", tr("needed for this route"))
    if route is Route.RESPONDER and account.smtp_host is None:
        entry.wrong("smtp_host", tr("needed for this route"))
    if needs_host and not account.address:  # who signs in is known by that
        entry.wrong("address", tr("needed for this route"))
    if route not in (Route.PREVIEW, Route.MANUAL) and account.secret is None:
        entry.wrong("secret", tr("needed for this route: keyring: and the name of an entry"))
    return account


def address(value: object) -> str:
    """Read a mail address, or "" for none."""
    written = text(value)
    if written and not _ADDRESS.fullmatch(written):
        raise ValueError(tr("a mail address such as anna@practice.example"))
    return written


def host(value: object) -> str:
    """Read the name of a server."""
    if not _HOST.fullmatch(text(value)):
        raise ValueError(tr("the name of a server such as mail.practice.example"))
    return text(value)


def _blocked(value: object) -> str:
    written = text(value)
    if not (_ADDRESS.fullmatch(written) or (_HOST.fullmatch(written) and "." in written)):
        raise ValueError(tr("mail addresses, or domains such as newsletter.example"))
    return written


def _name(value: object) -> str:
    if not _NAME.fullmatch(text(value)):
        raise ValueError(tr("a name in letters, digits and . _ -"))
    return text(value)


def _user(value: object) -> str:
    written = text(value)
    if len(written) > 255 or not written.isprintable():
        raise ValueError(tr("a name to sign in with"))
    return written


def _secret(value: object) -> str:
    written = text(value)
    if not written.startswith(KEYRING) or not _NAME.fullmatch(written.removeprefix(KEYRING)):
        raise ValueError(tr("keyring: and the name of an entry, in letters, digits and . _ -"))
    return written


def _several(reader: Read[T], most: int) -> Read[tuple[T, ...]]:
    def read(value: object) -> tuple[T, ...]:
        if not isinstance(value, list) or len(value) > most:
            raise ValueError(tr("a list of at most {most}").format(most=most))
        return tuple(dict.fromkeys(reader(each) for each in value))

    return read
