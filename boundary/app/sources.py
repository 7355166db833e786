"""One of her calendars while Boundary runs: how it is read, and what it said last.

`look` runs on the worker, everything else on the Qt thread; what was found goes from one to the
other as a value. What could not be read keeps what it had: a session has vanished only when a
whole reading came without it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from boundary.calendars.cache import Kept, Telling, rows_of
from boundary.calendars.health import Health
from boundary.calendars.memo import Memo
from boundary.calendars.occurrence import Occurrence
from boundary.calendars.protocol import NEARBY, Calendar, Parse, SourceKind
from boundary.calendars.refresh import Pace
from boundary.calendars.source import calendar_at, local_path
from boundary.clock import Clock, Span
from boundary.errors import BoundaryError
from boundary.keys import Keys
from boundary.language import tr
from boundary.settings import CalendarSource

if TYPE_CHECKING:
    from boundary.accounts.account import Accounts

Opener = Callable[[CalendarSource, Parse], Calendar]
"""What makes a calendar of its line in the settings; BoundaryError if that can't be."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one look at a calendar brought: all it says, or nothing new, or a trouble.

    `every` is how long the calendar wants to be left alone now.
    """

    every: timedelta
    kept: Kept | None = None
    occurrences: tuple[Occurrence, ...] = ()
    trouble: BoundaryError | None = None


class Source:
    """The calendar at *position*, as the settings have it."""

    def __init__(
        self, position: int, source: CalendarSource, opener: Opener, parse: Parse, rules: str
    ) -> None:
        self.position = position
        self.source = source
        self.health = Health()
        self.pace = Pace()
        self.kept: Kept | None = None
        self.occurrences: tuple[Occurrence, ...] = ()
        self._opener = opener
        self._memo = Memo(parse, rules)
        self._fresh = self._reopen = False
        self._calendar: Calendar | None = None

    @property
    def path(self) -> Path | None:
        """Where it lies on this machine, None for an address."""
        return None if self.source.secret is not None else local_path(self.source.address)

    def look(self, span: Span, zone: ZoneInfo, now: datetime, telling: Telling) -> Found:
        """Read it once (on the worker); nothing is raised that a person could mend."""
        every = NEARBY
        if self._fresh:
            self._fresh = False
            self._memo.forget()
            self._reopen = True
        if self._reopen:
            self._reopen = False
            self._calendar = None
        try:
            calendar = self._calendar or self._opener(self.source, self._memo)
            self._calendar = calendar
            reading = calendar.read(span, zone)
            every = calendar.every
        except BoundaryError as trouble:
            if self._calendar is not None:
                every = self._calendar.every
                if self._calendar.kind in (SourceKind.FILE, SourceKind.FOLDER):
                    self._calendar = None  # a folder may lie there by then, or a file
            return Found(every, trouble=trouble)
        if self._memo.is_kept:
            return Found(every)
        key, known = self._memo.key, self.kept
        if key and known is not None and known.key == key and self.occurrences:
            return Found(every)
        occurrences = tuple(replace(one, calendar=self.position) for one in reading.occurrences)
        linked = any(one.link for one in occurrences)
        kept = Kept(key, now, rows_of(occurrences, telling), reading.problems, linked)
        return Found(every, kept, occurrences)

    def take(self, found: Found, now: datetime) -> bool:
        """Take in what a look that ended at *now* brought; tell whether it says something else."""
        if found.trouble is not None:
            self.health = Health(self.health.read_at, found.trouble)
            self.pace = self.pace.failed(now, found.trouble, found.every)
            return False
        self.health = Health(now)
        self.pace = self.pace.went_well(now, found.every)
        before = self.kept
        if found.kept is not None:
            self.kept, self.occurrences = found.kept, found.occurrences
            return before is None or before.rows != found.kept.rows
        if before is not None:
            self.kept = replace(before, read_at=now)
        return False

    def recall(self, kept: Kept) -> None:
        """Begin from what the store has, unless it has been read already."""
        if self.kept is None:
            self.kept = kept
            self.health = Health(kept.read_at, self.health.trouble)
            # Links are in memory only: a calendar that has some is read once after each start.
            self._memo.keep("" if kept.linked else kept.key)

    def tell_again(self, telling: Telling) -> None:
        """Tell its appointments anew: something that they are told by has changed."""
        if self.kept is not None and self.occurrences:
            self.kept = replace(self.kept, rows=rows_of(self.occurrences, telling))

    def reopen(self) -> None:
        """Open it anew the next time: something was heard of a change."""
        self._reopen = True

    def forget_text(self) -> None:
        """Read the text anew the next time, changed or not: its titles are wanted."""
        self._fresh = True


def opener(keys: Keys, clock: Clock, hosts: tuple[str, ...] = ()) -> Opener:
    """Return what opens a path, or whatever an entry of *keys* stands for.

    *hosts* are her own for calls, for the servers that unroll their calendars themselves.
    """

    @cache
    def accounts() -> Accounts:
        """Return the accounts of all calendars: two of one account share its renewals."""
        from boundary.accounts.account import Accounts

        return Accounts(keys, clock)

    def open_calendar(source: CalendarSource, parse: Parse) -> Calendar:
        if source.secret is None:
            return calendar_at(source.address, parse=parse)
        from boundary.app.kept_address import calendar_for

        found = keys.get(source.secret)
        if found is None:
            raise BoundaryError(
                tr("The address of a calendar is not in your keyring."),
                tr("Add the calendar again in Settings."),
            )
        return calendar_for(found, accounts(), clock, hosts, parse=parse)

    return open_calendar
