"""Looking at a calendar before it is hers: is it there, can it be read, what does it hold.

Everything here is slow and belongs on a worker; nothing here keeps anything. An adding is only
as good as its first reading, so two weeks are really read, the way the reader will.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from boundary.accounts import Account, Accounts, Service
from boundary.app.kept_address import MOST, calendar_for, dav_text
from boundary.calendars import web_faults as faults
from boundary.calendars.caldav_client import Login
from boundary.calendars.caldav_discovery import find_calendars
from boundary.calendars.child import Child
from boundary.calendars.protocol import Parse
from boundary.calendars.signed_in import account_address, calendars_of
from boundary.calendars.source import calendar_at, local_path
from boundary.calendars.web import Net
from boundary.clock import Clock, Span
from boundary.errors import CalendarError
from boundary.language import tr

AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A calendar that could be read: `text` is a path, or `secret` and for the keyring only.

    `name` is what its owner calls it, shown while she chooses and not kept.
    """

    text: str = field(repr=False)
    secret: bool = True
    name: str = field(default="", repr=False)
    main: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at one calendar brought: how many appointments two weeks hold, or a trouble."""

    count: int = 0
    trouble: CalendarError | None = None


@dataclass(frozen=True, slots=True)
class Looker:
    """Looks at calendars, seen from *zone*; *parse* and *net* stand in for the world in tests."""

    accounts: Accounts
    clock: Clock
    zone: ZoneInfo
    hosts: tuple[str, ...] = ()
    parse: Parse | None = None
    net: Net | None = None

    def count(self, one: Candidate) -> int:
        """Return how many appointments the next two weeks hold; CalendarError where unreadable."""
        parse = self.parse or Child(self.hosts)
        if one.secret:
            calendar = calendar_for(
                one.text, self.accounts, self.clock, self.hosts, parse=parse, net=self.net
            )
        else:
            calendar = calendar_at(one.text, parse=parse)
        now = self.clock.now()
        return len(calendar.read(Span(now, now + AHEAD), self.zone).occurrences)

    def look(self, several: Sequence[Candidate]) -> tuple[Looked, ...]:
        """Return what each of *several* holds, one's trouble beside the others' answers."""
        return tuple(self._looked(one) for one in several)

    def _looked(self, one: Candidate) -> Looked:
        try:
            return Looked(self.count(one))
        except CalendarError as trouble:
            return Looked(trouble=trouble)

    def dav(self, account: str, login: Login) -> tuple[Candidate, ...]:
        """Return the calendars of a CalDAV account, as `find_calendars` does."""
        return tuple(
            Candidate(short(dav_text(one.address, login)), name=one.name)
            for one in find_calendars(account, login, net=self.net)
        )

    def behind(self, service: Service, account: Account) -> tuple[Candidate, ...]:
        """Return the calendars of a signed-in *account*, her own first; CalendarError."""
        listed = sorted(calendars_of(service, account, self.clock), key=lambda one: not one.main)
        return tuple(
            Candidate(
                short(account_address(service, account.name, one.id)), name=one.name, main=one.main
            )
            for one in listed
        )


def feed_candidate(address: str) -> Candidate:
    """Return the feed at *address*, as pasted; CalendarError if it is no address of the web."""
    text = "".join(address.split())
    if local_path(text) is not None:
        raise faults.no_address()
    return Candidate(short(text))


def short(text: str) -> str:
    """Return *text* if a keyring can hold it; CalendarError else."""
    if len(text) > MOST:
        raise CalendarError(
            tr("This calendar's address is too long to be kept."),
            tr("Copy it again: perhaps more than the address was copied."),
        )
    return text
