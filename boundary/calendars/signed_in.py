"""Addresses of calendars behind an account: `google://ACCOUNT/ID`, `microsoft://ACCOUNT/ID`.

An id at Google may be an e-mail address: the whole is kept like a feed's address, in the
keyring.
"""

from __future__ import annotations

from urllib.parse import quote, unquote

from boundary.accounts.account import Account, Accounts
from boundary.accounts.provider import Service
from boundary.calendars.google import GoogleCalendar, list_google
from boundary.calendars.microsoft import MicrosoftCalendar, list_microsoft
from boundary.calendars.protocol import Calendar
from boundary.calendars.remote import Listed
from boundary.clock import Clock


def account_address(service: Service, account: str, id: str) -> str:
    """Return the address of the calendar *id* of the account that is called *account*."""
    return f"{service}://{quote(account, safe='')}/{quote(id, safe='')}"


def calendar_behind(
    address: str, accounts: Accounts, clock: Clock, *, hosts: tuple[str, ...] = ()
) -> Calendar | None:
    """Return the calendar at *address*, None if it is not one behind an account.

    Nothing is read yet. *hosts* are her own for calls, see `links.Pattern`.
    """
    scheme, mark, rest = address.partition("://")
    if not mark or scheme not in tuple(Service):
        return None
    name, _, id = rest.partition("/")
    account = accounts.get(unquote(name))
    if scheme == Service.GOOGLE:
        return GoogleCalendar(account, clock, id=unquote(id), hosts=hosts)
    return MicrosoftCalendar(account, clock, id=unquote(id), hosts=hosts)


def calendars_of(service: Service, account: Account, clock: Clock) -> tuple[Listed, ...]:
    """Return the calendars that *account* shows, for her to choose from; CalendarError else."""
    listing = list_google if service is Service.GOOGLE else list_microsoft
    return listing(account, clock)
