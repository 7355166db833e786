"""The calendars of Google and Microsoft keep the contract of all calendars.

Their stand-ins hold what the services would have made of a file: every instance by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Protocol

import pytest

from boundary.calendars.ics import read_ics
from boundary.calendars.occurrence import Occurrence
from boundary.calendars.protocol import Calendar
from boundary.clock import instant_text
from tests.calendars.builders import NEW_YORK, calendar, window
from tests.calendars.contract import SECRET, CalendarContract, Stage
from tests.calendars.google_world import google_world
from tests.calendars.microsoft_world import microsoft_world, moment
from tests.stand_ins.google import Google
from tests.stand_ins.microsoft import Graph
from tests.stand_ins.service import Response

ALWAYS = window("2020-01-01T00:00:00Z", "2031-01-01T00:00:00Z")


class Writing(Protocol):
    """How a service writes an occurrence that ends at *end*."""

    def __call__(self, one: Occurrence, end: datetime) -> dict[str, Any]: ...


class ApiStage:
    """A calendar at a stand-in, changed by another program of hers."""

    def __init__(
        self, service: Google | Graph, id: str, calendar: Calendar, write: Writing
    ) -> None:
        self._service = service
        self._id = id
        self._write = write
        self._held: dict[str, dict[str, Any]] = {}
        self.calendar = calendar

    def hold(self, *events: str) -> None:
        reading = read_ics(calendar(*events), ALWAYS, NEW_YORK)
        wanted = {}
        for one in reading.occurrences:
            backwards = bool(reading.problems) and one.span.start == one.span.end
            end = one.span.end - timedelta(hours=1) if backwards else one.span.end
            wanted[f"{one.uid}{one.recurrence_id}"] = self._write(one, end)
        for id in self._held.keys() - wanted.keys():
            self._service.remove(id, self._id)
        for id, event in wanted.items():
            if self._held.get(id) != event:
                self._service.put({"id": id, **event}, self._id)
        self._held = wanted

    def lose(self) -> None:
        self._service.fail(self._id, Response(404), times=1000)

    def find(self) -> None:
        self._service.mend()

    def wrote(self) -> bool:
        return {request.method for request in self._service.requests} != {"GET"}


def google_event(one: Occurrence, end: datetime) -> dict[str, Any]:
    """Return *one* as Google writes it; what is cancelled is there only as an invitation."""
    event: dict[str, Any] = {
        "status": "confirmed",
        "summary": one.title,
        "iCalUID": one.uid,
        "start": {"dateTime": instant_text(one.span.start)},
        "end": {"dateTime": instant_text(end)},
    }
    if one.recurrence_id is not None:
        mark = {"dateTime": instant_text(one.recurrence_id)}
        event |= {"recurringEventId": one.uid, "originalStartTime": mark}
    if one.cancelled:
        event["attendees"] = [{"self": True, "responseStatus": "declined"}]
    return event


def graph_event(one: Occurrence, end: datetime) -> dict[str, Any]:
    """Return *one* as Graph writes it."""
    start = one.span.start
    event: dict[str, Any] = {
        "iCalUId": one.uid,
        "subject": one.title,
        "type": "singleInstance",
        "isCancelled": one.cancelled,
        "start": moment(start.strftime("%Y-%m-%dT%H:%M:%S")),
        "end": moment(end.strftime("%Y-%m-%dT%H:%M:%S")),
    }
    if one.recurrence_id is not None:
        event["type"] = "occurrence" if one.recurrence_id == start else "exception"
        event |= {"seriesMasterId": one.uid, "originalStart": instant_text(one.recurrence_id)}
    return event


class TestGoogleCalendar(CalendarContract):
    @pytest.fixture
    def stage(self) -> Iterator[Stage]:
        with google_world() as world:
            id = f"{SECRET}@group.example.org"
            world.google.add(id, SECRET)
            yield ApiStage(world.google, id, world.open(id), google_event)


class TestMicrosoftCalendar(CalendarContract):
    @pytest.fixture
    def stage(self) -> Iterator[Stage]:
        with microsoft_world() as world:
            world.graph.add(SECRET, SECRET)
            yield ApiStage(world.graph, SECRET, world.open(SECRET), graph_event)
