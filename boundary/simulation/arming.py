"""The reply over a simulated span, on a host that holds a single one: what is armed, and when.

The real keeper looks at a mailbox in memory at the instants at which the running program would:
at its start, at a wake, ten minutes before and a minute after each edge. A change is an act.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from boundary.journal.journal import MemoryJournal
from boundary.mail.choices import Form
from boundary.mail.keeper import Keeper
from boundary.mail.looks import breakpoints
from boundary.mail.mailbox import Found, Limits, Observed, Proof, Route
from boundary.mail.outcome import Standing
from boundary.mail.reply import Reply, Wanted
from boundary.mail.wanted import wanted_single
from boundary.mail.words import form_of
from boundary.schedule.acts import Act
from boundary.schedule.hours_ahead import next_closed, zone_of
from boundary.schedule.hours_holidays import with_holidays
from boundary.schedule.hours_proposed import proposed_away

if TYPE_CHECKING:
    from datetime import timedelta

    from boundary.schedule.sessions import Session
    from boundary.settings import Settings

ACCOUNT = "simulated"


class _Box:
    """A `Mailbox` in memory, with room for one reply."""

    def __init__(self) -> None:
        self.held = Wanted()

    @property
    def limits(self) -> Limits:
        return Limits(Route.PREVIEW, "memory", 1, None, Proof.EXACT)

    def read(self) -> Observed:
        if not self.held.replies:
            return Observed(Found.NOTHING)
        return Observed(
            Found.SET, self.mark(self.held), original=b"held", during=self.held.replies[0].during
        )

    def mark(self, wanted: Wanted) -> str:
        return repr(wanted) if wanted.replies else ""

    def write(self, wanted: Wanted) -> None:
        self.held = wanted

    def restore(self, _original: bytes) -> None:
        self.held = Wanted()


class _Now:
    """The simulation's clock."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    def until(self, instant: datetime) -> timedelta:
        return instant - self.at


class Arming:
    """Keeps the reply of *settings*; *zone* is the machine's, for hours without one.

    HoursError and WordsError are raised from `look`.
    """

    def __init__(self, settings: Settings, zone: ZoneInfo) -> None:
        self._settings = settings
        self._zone = zone
        self._box = _Box()
        self._clock: _Now | None = None
        self._keeper: Keeper | None = None

    def heard(self, sessions: Iterable[Session], now: datetime) -> None:
        """Take the absences in *sessions* as if she had confirmed them at *now* (UTC)."""
        hours = self._settings.hours
        today = now.astimezone(self._zone).date()
        found = proposed_away(sessions, hours, today, self._zone)
        away = (*hours.away, *(each.away for each in found))
        self._settings = replace(self._settings, hours=replace(hours, away=away))

    def look(self, now: datetime) -> Act | None:
        """Look at the mailbox at *now* (UTC); return the act if it holds another reply now."""
        if self._keeper is None or self._clock is None:
            self._clock = _Now(now)
            self._keeper = Keeper(self._box, MemoryJournal(), ACCOUNT, ACCOUNT, self._clock)
        self._clock.at = now
        before = self._box.held
        outcome = self._keeper.settle(wanted_single(self._settings, now, self._zone))
        if self._box.held == before or outcome.standing is not Standing.ARMED:
            return None
        reply = self._box.held.replies[0]
        return Act(now, "arm", self._form(reply, now), False, "read_back", during=reply.during)

    def following(self, now: datetime) -> datetime | None:
        """Return when to look next after *now*, None where nothing is ever closed."""
        return next((at for at in breakpoints(self._box.held) if at > now), None)

    def _form(self, reply: Reply, now: datetime) -> str:
        """Return which text it is: `nightly`, `weekend`, `away` or `always`."""
        hours = with_holidays(self._settings.hours, reply.during)
        window = next_closed(hours, now, self._zone)
        if window is None or not reply.opening:
            return Form.ALWAYS.value
        return form_of(window, zone_of(hours, self._zone)).value
