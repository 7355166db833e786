"""Events as Google writes them, and a signed-in account to read them with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from boundary.accounts import Account, Service
from boundary.calendars.google import MAIN, SCOPES, GoogleCalendar
from boundary.calendars.google_event import read_event
from boundary.calendars.ics import Reading
from boundary.calendars.occurrence import Occurrence
from boundary.clock import Span, parse_instant
from boundary.errors import CalendarError
from tests.accounts.builders import StillClock, signed_in
from tests.calendars.builders import NEW_YORK, starts, window
from tests.stand_ins.google import Google
from tests.stand_ins.oauth import OAuth


def timed(start: str, end: str | None = None, **more: Any) -> dict[str, Any]:
    """Return an event from *start* on ("24T14:00", UTC, in November 2026), 50 minutes long."""
    first = parse_instant(f"2026-11-{start}:00Z")
    last = parse_instant(f"2026-11-{end}:00Z") if end else first + timedelta(minutes=50)
    local = [moment.astimezone(NEW_YORK).isoformat() for moment in (first, last)]
    return {
        "id": f"id{start}",
        "status": "confirmed",
        "summary": "A.K.",
        "iCalUID": f"uid{start}@google.com",
        "start": {"dateTime": local[0], "timeZone": "America/New_York"},
        "end": {"dateTime": local[1], "timeZone": "America/New_York"},
        "eventType": "default",
        **more,
    }


def day(first: str, last: str, **more: Any) -> dict[str, Any]:
    """Return an event of whole days, *last* not among them."""
    given = {"id": f"id{first}", "status": "confirmed", "summary": "Conference", "iCalUID": "day"}
    return {**given, "start": {"date": first}, "end": {"date": last}, **more}


def only(event: dict[str, Any], zone: ZoneInfo = NEW_YORK) -> Occurrence:
    found = read_event(event, zone, "America/New_York")
    assert found.occurrence is not None
    return found.occurrence


class World:
    """A signed-in account, its calendars at Google, and one of them read."""

    def __init__(self, oauth: OAuth, google: Google) -> None:
        self.oauth, self.google = oauth, google
        self.clock = StillClock()
        self.account: Account = signed_in(oauth, SCOPES, self.clock)
        self.calendar = self.open()

    def open(self, id: str = MAIN) -> GoogleCalendar:
        return GoogleCalendar(self.account, self.clock, id=id, root=self.google.api)

    def read(self, span: Span | None = None, zone: ZoneInfo = NEW_YORK) -> Reading:
        return self.calendar.read(span or window(), zone)

    def starts(self) -> list[str]:
        return starts(self.read())

    def asked(self) -> list[str]:
        """Return what each question to the calendar was for, and forget them."""
        kinds = [
            "page" if "pageToken" in one.query else "changes" if "syncToken" in one.query else "all"
            for one in self.google.requests
        ]
        self.google.forget()
        return kinds

    def fault(self) -> CalendarError:
        with pytest.raises(CalendarError) as caught:
            self.read()
        assert "127.0.0.1" not in str(caught.value)
        return caught.value


@contextmanager
def google_world() -> Iterator[World]:
    """Yield a world in which she has just signed in."""
    with OAuth(Service.GOOGLE) as oauth, Google(oauth) as google:
        yield World(oauth, google)
