"""Looking in the first run: what it is lent, and what it reads before anything is hers.

All that is slow here belongs on a worker; nothing here keeps anything.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from boundary.accounts import Accounts
from boundary.app.calendar_keys import CalendarKeys
from boundary.app.kept_address import calendar_for, new_mark
from boundary.app.looking import AHEAD, Candidate
from boundary.app.preferences import Preferences
from boundary.app.teaching import title_key
from boundary.calendars.child import Child
from boundary.calendars.occurrence import Occurrence
from boundary.calendars.source import calendar_at
from boundary.clock import Clock, Span
from boundary.errors import BoundaryError, SecretsError
from boundary.keys import Keys
from boundary.profile import settings_path
from boundary.schedule.learning import Draft, candidates
from boundary.settings import CalendarSource

if TYPE_CHECKING:
    from boundary.calendars.protocol import Parse
    from boundary.calendars.web import Net
    from boundary.desk import Check
    from boundary.ui.theme import Palette

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class House:
    """What the running program lends to the first run.

    `anew` begins the day again after a change of the calendars; `change(name, value)` is the
    settings window's; `try_key` has a press of the hotkey told to somebody else than the day,
    or again to the day for None; `hotkey_trouble` is why there is none. `keyring` holds the key
    of exact titles, `keys` the secrets of calendars.
    """

    preferences: Preferences
    keyring: Keys
    keys: CalendarKeys
    clock: Clock
    zone: Callable[[], ZoneInfo]
    colours: Callable[[], Palette]
    twelve: Callable[[], bool]
    anew: Callable[[Callable[[], None]], None]
    change: Callable[[str, object], None]
    try_key: Callable[[Callable[[], None] | None], None]
    hotkey_trouble: Callable[[], BoundaryError | None]


@dataclass(slots=True)
class Looked:
    """Calendars that were looked at and are not hers: read ones, or `kept` by another window."""

    candidates: tuple[Candidate, ...]
    kept: tuple[CalendarSource, ...] = ()
    draft: Draft = field(default_factory=lambda: Draft.begun(()))
    watching: bool = False
    mark: str = field(default_factory=new_mark)


def is_first(profile: Path) -> bool:
    """Tell whether *profile* never had settings."""
    return not settings_path(profile).exists()


def desk_checks() -> tuple[Check, ...]:
    """Look at tray, microphone and camera of this machine. Slow: for a worker."""
    from boundary.desk import desktop_checks
    from boundary.doctor import this_machine

    machine = this_machine()
    try:
        return desktop_checks(machine)
    finally:
        machine.bus.close()


@dataclass(frozen=True, slots=True)
class FirstLook:
    """Reads two weeks of calendars that are nobody's yet, the way the reader will.

    They begin with the whole of today: what is under way or over tells as much as what comes.
    *parse* and *net* stand in for the world in tests.
    """

    house: House
    accounts: Accounts
    zone: ZoneInfo
    parse: Parse | None = None
    net: Net | None = None

    def draft(self, several: tuple[Candidate, ...]) -> Draft:
        """Return the preview of *several*, nothing ticked yet. Slow. CalendarError."""
        found = [
            replace(one, calendar=position)
            for position, each in enumerate(several)
            for one in self._occurrences(each)
        ]
        return Draft.begun(candidates(found, self.zone, key=self._key()))

    def _occurrences(self, one: Candidate) -> Iterator[Occurrence]:
        house = self.house
        hosts = house.preferences.settings.link_hosts
        parse = self.parse or Child(hosts)
        if one.secret:
            calendar = calendar_for(
                one.text, self.accounts, house.clock, hosts, parse=parse, net=self.net
            )
        else:
            calendar = calendar_at(one.text, parse=parse)
        local = house.clock.now().astimezone(self.zone)
        midnight = datetime.combine(local.date(), time(), self.zone).astimezone(UTC)
        near = Span(midnight, midnight + AHEAD)
        for each in calendar.read(near, self.zone).occurrences:
            if near.contains(each.span.start):
                yield each

    def _key(self) -> bytes | None:
        """Return the key of exact titles, None where the keyring has none to give."""
        try:
            return title_key(self.house.keyring, make=True)
        except SecretsError:
            log.warning("no key for exact titles")
            return None
