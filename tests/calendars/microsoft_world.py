"""Events as Microsoft writes them, and a signed-in account to read them with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from boundary.accounts import Account, Service
from boundary.calendars.ics import Reading
from boundary.calendars.microsoft import MAIN, SCOPES, MicrosoftCalendar
from boundary.calendars.microsoft_event import read_event
from boundary.calendars.occurrence import Occurrence
from boundary.clock import Span, parse_instant
from boundary.errors import CalendarError
from tests.accounts.builders import StillClock, signed_in
from tests.calendars.builders import NEW_YORK, starts, window
from tests.stand_ins.microsoft import Graph
from tests.stand_ins.oauth import OAuth


def moment(text: str) -> dict[str, str]:
    return {"dateTime": f"{text}.0000000", "timeZone": "UTC"}


def timed(start: str, **more: Any) -> dict[str, Any]:
    """Return an event from *start* on ("24T14:00", UTC, in November 2026), 50 minutes long."""
    first = parse_instant(f"2026-11-{start}:00Z")
    last = first + timedelta(minutes=50)
    return {
        "id": f"id{start}",
        "iCalUId": f"uid{start}",
        "subject": "A.K.",
        "type": "singleInstance",
        "isAllDay": False,
        "isCancelled": False,
        "showAs": "busy",
        "responseStatus": {"response": "organizer", "time": "0001-01-01T00:00:00Z"},
        "start": moment(first.strftime("%Y-%m-%dT%H:%M:%S")),
        "end": moment(last.strftime("%Y-%m-%dT%H:%M:%S")),
        "originalStartTimeZone": "Eastern Standard Time",
        **more,
    }


def day(first: str, last: str, **more: Any) -> dict[str, Any]:
    """Return an event of whole days, *last* not among them."""
    ends = {"start": moment(f"{first}T00:00:00"), "end": moment(f"{last}T00:00:00")}
    return timed("24T14:00", isAllDay=True, subject="Conference") | ends | more


def only(event: dict[str, Any], zone: ZoneInfo = NEW_YORK) -> Occurrence:
    found = read_event(event, zone).occurrence
    assert found is not None
    return found


class World:
    """A signed-in account, its calendars at Microsoft, and one of them read."""

    def __init__(self, oauth: OAuth, graph: Graph) -> None:
        self.oauth, self.graph = oauth, graph
        self.clock = StillClock()
        self.account: Account = signed_in(oauth, SCOPES, self.clock)
        self.calendar = self.open()

    def open(self, id: str = MAIN) -> MicrosoftCalendar:
        return MicrosoftCalendar(self.account, self.clock, id=id, root=self.graph.api)

    def read(self, span: Span | None = None, zone: ZoneInfo = NEW_YORK) -> Reading:
        return self.calendar.read(span or window(), zone)

    def starts(self) -> list[str]:
        return starts(self.read())

    def asked(self) -> list[str]:
        """Return what each question was for, and forget them."""
        kinds = [
            "view"
            if not request.path.endswith("/delta")
            else "changes"
            if "$deltatoken" in request.query
            else "delta"
            for request in self.graph.requests
        ]
        self.graph.forget()
        return kinds

    def fault(self) -> CalendarError:
        with pytest.raises(CalendarError) as caught:
            self.read()
        assert "127.0.0.1" not in str(caught.value)
        return caught.value


@contextmanager
def microsoft_world() -> Iterator[World]:
    """Yield a world in which she has just signed in."""
    with OAuth(Service.MICROSOFT, rotates=True) as oauth, Graph(oauth) as graph:
        yield World(oauth, graph)
