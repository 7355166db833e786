"""What the keyring holds of a calendar, and the calendar that it opens.

One text an entry: a feed's address as it is, the address of a calendar behind an account, or a
record with the login of a CalDAV calendar. None of them is ever in the settings or in a log.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from secrets import token_hex
from urllib.parse import unquote

from boundary.accounts.account import Accounts
from boundary.accounts.provider import Service
from boundary.calendars.caldav import CalDav
from boundary.calendars.caldav_client import Login
from boundary.calendars.feed import Feed
from boundary.calendars.ics import read_ics
from boundary.calendars.protocol import Calendar, Parse
from boundary.calendars.signed_in import calendar_behind
from boundary.calendars.source import calendar_at, local_path
from boundary.calendars.web import Net
from boundary.clock import Clock
from boundary.errors import CalendarError, SecretsError
from boundary.keys import Keys
from boundary.language import tr
from boundary.settings import CalendarSource
from boundary.settings.values import KEYRING

MOST = 1000
"""Characters of a text: Windows' keyring holds about 1,200 an entry."""


def dav_text(address: str, login: Login) -> str:
    """Return what the keyring is to hold of the CalDAV calendar at *address*."""
    return json.dumps(
        {"kind": "caldav", "address": address, "user": login.user, "password": login.password}
    )


def calendar_for(
    text: str,
    accounts: Accounts,
    clock: Clock,
    hosts: tuple[str, ...] = (),
    *,
    parse: Parse = read_ics,
    net: Net | None = None,
) -> Calendar:
    """Return the calendar that *text*, an entry of the keyring, opens; nothing is read yet.

    *hosts* are her own for calls, *net* stands in for the network in tests. CalendarError for a
    text that is none of ours.
    """
    if text.startswith("{"):
        address, login = _dav(text)
        return CalDav(address, login, parse=parse, net=net)
    behind = calendar_behind(text, accounts, clock, hosts=hosts)
    if behind is not None:
        return behind
    if local_path(text) is None:
        return Feed(text, parse=parse, net=net)
    return calendar_at(text, parse=parse)


def _dav(text: str) -> tuple[str, Login]:
    try:
        said = json.loads(text)
    except ValueError:
        raise _not_ours() from None
    match said:
        case {
            "kind": "caldav",
            "address": str(address),
            "user": str(user),
            "password": str(password),
        }:
            return address, Login(user, password)
    raise _not_ours()


def _not_ours() -> CalendarError:
    return CalendarError(
        tr("What your keyring has of this calendar can't be understood."),
        tr("Forget the calendar in Settings, and add it again."),
    )


def new_mark() -> str:
    """Return a name that tells nothing: random, and in the name of all that one adding keeps."""
    return token_hex(8)


def keep(texts: Iterable[str], keys: Keys, mark: str) -> tuple[CalendarSource, ...]:
    """Keep *texts* in *keys*, all or none, and return the lines of the settings that name them.

    Raises SecretsError: the keyring can't be used, or does not keep what it is given.
    """
    kept: list[str] = []
    try:
        for number, text in enumerate(texts):
            name = f"calendar-{mark}-{number}"
            kept.append(name)
            keys.set(name, text)
            if keys.get(name) != text:
                raise SecretsError(
                    tr("The keyring does not keep what it is given."),
                    tr("Check it, or keep secrets in memory for this session."),
                )
    except SecretsError:
        _forget(kept, keys)
        raise
    return tuple(CalendarSource(KEYRING + name) for name in kept)


def _forget(names: Iterable[str], keys: Keys) -> None:
    with suppress(SecretsError):  # what is wrong with the keyring is being told already
        for name in names:
            keys.delete(name)


def let_go(
    source: CalendarSource, left: Sequence[CalendarSource], keys: Keys, accounts: Accounts
) -> None:
    """Delete what *keys* hold for *source*, a calendar that she forgets; *left* are the others.

    The permission of its account ends with the account's last calendar. Slow. Raises
    SecretsError, and AccountError where the service can't be told.
    """
    if source.secret is None:
        return
    account = _account(keys.get(source.secret))
    keys.delete(source.secret)
    if account is None:
        return
    others = (keys.get(other.secret) for other in left if other.secret is not None)
    if account not in map(_account, others):
        accounts.get(account).forget()


def _account(text: str | None) -> str | None:
    """Return the handle of the account that *text* leads to, None if it leads to none."""
    scheme, mark, rest = (text or "").partition("://")
    return unquote(rest.partition("/")[0]) if mark and scheme in tuple(Service) else None
