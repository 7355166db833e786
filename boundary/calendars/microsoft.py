"""An Outlook calendar, through Microsoft Graph (calendarView, its delta, calendars).

Graph expands recurrence. Its delta leaves almost everything out of the occurrences of a series,
and takes no `$select`: it is asked only whether anything has changed, and the view is then read
with just the fields that are used. Read-only scopes; nothing but GET is ever sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from boundary.accounts.account import Account
from boundary.accounts.door import ApiError, Door
from boundary.calendars.ics import Reading
from boundary.calendars.microsoft_event import PROPERTIES, read_event
from boundary.calendars.protocol import NEARBY, SourceKind
from boundary.calendars.remote import (
    MOST_EVENTS,
    MOST_PAGES,
    Found,
    Listed,
    Stretch,
    as_calendar_errors,
    list_of,
    reading_of,
    stretch_for,
    text_of,
    too_much,
)
from boundary.clock import Clock, Span, instant_text

ROOT = "https://graph.microsoft.com/v1.0"

SCOPES = ("https://graph.microsoft.com/Calendars.ReadBasic", "offline_access")
"""Appointments without their text, to read only; and to go on without signing in each hour."""

MAIN = ""
"""The id that stands for the account's own calendar."""

_PAGE = 500
_UTC = 'outlook.timezone="UTC"'
_VIEW = {"Prefer": _UTC}
_DELTA = {"Prefer": f"{_UTC}, odata.maxpagesize={_PAGE}"}

_STALE = frozenset({400, 404, 410})
"""What a delta that has ended is answered with; 410 is the documented one."""

_NO_DELTA = frozenset({400, 403, 404, 501})
"""What says that a calendar has no delta for us; the view then tells whether it can be read."""


def list_microsoft(account: Account, clock: Clock, *, root: str = ROOT) -> tuple[Listed, ...]:
    """Return the calendars that *account* shows; CalendarError where it can't be asked."""
    door = Door(account, root, clock)
    found: list[Listed] = []
    place = "me/calendars"
    params: dict[str, str | list[str]] | None = {
        "$select": "id,name,isDefaultCalendar",
        "$top": "100",
    }
    with as_calendar_errors():
        for _ in range(MOST_PAGES):
            page = door.get(place, params)
            for item in list_of(page, "value"):
                main = item.get("isDefaultCalendar") is True
                mark = MAIN if main else text_of(item, "id")
                found.append(Listed(mark, text_of(item, "name"), main))
            place, params = text_of(page, "@odata.nextLink"), None
            if not place:
                return tuple(found)
    raise too_much()


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read of a stretch, and where to ask whether anything in it has changed."""

    stretch: Stretch
    delta: str = field(repr=False)
    events: tuple[Found, ...] = field(repr=False)


class MicrosoftCalendar:
    """The calendar *id* (MAIN: her own) of *account*; `hosts` are her own for calls."""

    kind = SourceKind.MICROSOFT
    every = NEARBY

    def __init__(
        self,
        account: Account,
        clock: Clock,
        *,
        id: str = MAIN,
        hosts: tuple[str, ...] = (),
        root: str = ROOT,
    ) -> None:
        self._clock = clock
        self._door = Door(account, root, clock)
        of = f"me/calendars/{quote(id, safe='')}" if id else "me"
        self._place = f"{of}/calendarView"
        self._hosts = hosts
        self._known: _Known | None = None

    def read(self, span: Span, zone: ZoneInfo) -> Reading:
        """Return what it says of *span*; whole days are laid on the midnights of *zone*.

        Raises CalendarError (SignInError, WaitError).
        """
        with as_calendar_errors():
            known = self._known
            if known and known.delta and known.stretch.covers(span, zone, self._clock):
                known = self._checked(known)
            else:
                known = None
            self._known = known or self._whole(stretch_for(span, zone, self._clock))
        return reading_of(self._known.events, span, zone)

    def _whole(self, stretch: Stretch) -> _Known:
        # The delta first: what changes while the view is read is then told the next time.
        try:
            delta, _ = self._walk(f"{self._place}/delta", _bounds(stretch))
        except ApiError as error:
            if error.status not in _NO_DELTA:
                raise
            delta = ""
        return _Known(stretch, delta, self._view(stretch))

    def _checked(self, known: _Known) -> _Known | None:
        """Return *known*, read again if it has changed; None if Graph remembers it no more."""
        try:
            delta, changed = self._walk(known.delta, None)
        except ApiError as error:
            if error.status in _STALE:
                return None
            raise
        events = self._view(known.stretch) if changed else known.events
        return _Known(known.stretch, delta, events)

    def _walk(self, place: str, params: Mapping[str, str] | None) -> tuple[str, bool]:
        """Follow a delta to its end; return where to ask the next time, and if it said anything."""
        said = False
        for _ in range(MOST_PAGES):
            page = self._page(place, params, _DELTA)
            said = said or bool(list_of(page, "value"))
            place, params = text_of(page, "@odata.nextLink"), None
            if not place:
                return text_of(page, "@odata.deltaLink"), said
        raise too_much()

    def _view(self, stretch: Stretch) -> tuple[Found, ...]:
        found: dict[str, Found] = {}
        place = self._place
        params: Mapping[str, str] | None = {
            **_bounds(stretch),
            "$select": ",".join(PROPERTIES),
            "$top": str(_PAGE),
        }
        for _ in range(MOST_PAGES):
            page = self._page(place, params, _VIEW)
            for item in list_of(page, "value"):
                found[text_of(item, "id")] = read_event(item, stretch.zone, self._hosts)
            if len(found) > MOST_EVENTS:
                break
            place, params = text_of(page, "@odata.nextLink"), None
            if not place:
                return tuple(found.values())
        raise too_much()

    def _page(
        self, place: str, params: Mapping[str, str] | None, headers: Mapping[str, str]
    ) -> dict[str, Any]:
        page = self._door.get(place, params, headers)
        if not isinstance(page.get("value"), list):
            # Taken for an empty calendar it would cancel every session.
            raise self._door.nonsense()
        return page


def _bounds(stretch: Stretch) -> dict[str, str]:
    span = stretch.span
    return {"startDateTime": instant_text(span.start), "endDateTime": instant_text(span.end)}
