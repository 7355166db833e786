"""A Google calendar, through its API (Calendar v3, events.list and calendarList.list).

Google expands recurrence (`singleEvents`); after the first reading only changes come, by its
sync token. The fields asked for are those that are used: no names or addresses of guests, no
attachments. Read-only scopes; nothing but GET is ever sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from boundary.accounts.account import Account
from boundary.accounts.door import ApiError, Door
from boundary.calendars.google_event import EVENT_FIELDS, TYPES, read_event
from boundary.calendars.ics import Reading
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

ROOT = "https://www.googleapis.com/calendar/v3"

SCOPES = (
    "https://www.googleapis.com/auth/calendar.events.readonly",
    "https://www.googleapis.com/auth/calendar.calendarlist.readonly",
)
"""Appointments, and which calendars there are; both to read only."""

MAIN = "primary"
"""The id of the account's own calendar; its real one is her address."""

_PAGE = "2500"
_FIELDS = f"nextPageToken,nextSyncToken,timeZone,items({EVENT_FIELDS})"
_LIST_FIELDS = "nextPageToken,items(id,summary,summaryOverride,primary)"

_STALE = frozenset({400, 410})
"""What a sync token that has ended is answered with; 410 is the documented one."""


def list_google(account: Account, clock: Clock, *, root: str = ROOT) -> tuple[Listed, ...]:
    """Return the calendars that *account* shows; CalendarError where it can't be asked."""
    door = Door(account, root, clock)
    found: list[Listed] = []
    params = {"fields": _LIST_FIELDS, "maxResults": "250"}
    with as_calendar_errors():
        for _ in range(MOST_PAGES):
            page = door.get("users/me/calendarList", params)
            for item in list_of(page, "items"):
                main = item.get("primary") is True
                name = text_of(item, "summaryOverride") or text_of(item, "summary")
                found.append(Listed(MAIN if main else text_of(item, "id"), name, main))
            if not (following := text_of(page, "nextPageToken")):
                return tuple(found)
            params["pageToken"] = following
    raise too_much()


@dataclass(slots=True)
class _Known:
    """What was read of a stretch, by Google's id, and the token for what changes in it."""

    stretch: Stretch
    token: str = field(default="", repr=False)
    events: dict[str, Found] = field(default_factory=dict, repr=False)


class GoogleCalendar:
    """The calendar *id* (MAIN: her own) of *account*; `hosts` are her own for calls."""

    kind = SourceKind.GOOGLE
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
        self._place = f"calendars/{quote(id, safe='')}/events"
        self._hosts = hosts
        self._known: _Known | None = None

    def read(self, span: Span, zone: ZoneInfo) -> Reading:
        """Return what it says of *span*; whole days are laid on the midnights of *zone*.

        Asks for changes where that is enough. Raises CalendarError (SignInError, WaitError).
        """
        with as_calendar_errors():
            known = self._known
            if known and known.token and known.stretch.covers(span, zone, self._clock):
                known = self._changed(known)
            else:
                known = None
            self._known = known or self._whole(stretch_for(span, zone, self._clock))
        return reading_of(self._known.events.values(), span, zone)

    def _whole(self, stretch: Stretch) -> _Known:
        params: dict[str, str | list[str]] = {
            "timeMin": instant_text(stretch.span.start),
            "timeMax": instant_text(stretch.span.end),
        }
        return self._pages(_Known(stretch), params)

    def _changed(self, known: _Known) -> _Known | None:
        """Return *known* with what changed since, None if Google remembers it no more."""
        fresh = _Known(known.stretch, events=dict(known.events))
        try:
            return self._pages(fresh, {"syncToken": known.token})
        except ApiError as error:
            if error.status in _STALE:
                return None
            raise

    def _pages(self, known: _Known, params: dict[str, str | list[str]]) -> _Known:
        # Every page and every later look has to be asked with the same of these.
        params |= {
            "singleEvents": "true",
            "maxResults": _PAGE,
            "eventTypes": list(TYPES),
            "fields": _FIELDS,
        }
        for _ in range(MOST_PAGES):
            page = self._door.get(self._place, params)
            self._take(known, page)
            following = text_of(page, "nextPageToken")
            if not following:
                known.token = text_of(page, "nextSyncToken")
                return known
            params["pageToken"] = following
        raise too_much()

    def _take(self, known: _Known, page: Mapping[str, Any]) -> None:
        home = text_of(page, "timeZone")
        if not home and "items" not in page:
            # Taken for an empty calendar it would cancel every session.
            raise self._door.nonsense()
        for item in list_of(page, "items"):
            mark = text_of(item, "id")
            known.events.pop(mark, None)
            if item.get("status") == "cancelled" or item.get("eventType", "default") not in TYPES:
                continue
            event = read_event(item, known.stretch.zone, home, self._hosts)
            # Changes come from the whole calendar, not from the stretch alone.
            if event.occurrence is None or event.occurrence.span.overlaps(known.stretch.span):
                known.events[mark] = event
            if len(known.events) > MOST_EVENTS:
                raise too_much()
