"""An Outlook calendar, read through Microsoft Graph from a strict stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from boundary.calendars.ics import Reading
from boundary.calendars.microsoft import MAIN, list_microsoft
from boundary.calendars.occurrence import Occurrence
from boundary.calendars.protocol import SignInError, WaitError
from boundary.clock import Span, parse_instant
from tests.calendars.builders import starts, window
from tests.calendars.microsoft_world import World, day, microsoft_world, only, timed
from tests.stand_ins.service import Response

KOLKATA = ZoneInfo("Asia/Kolkata")
TEAMS = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=c"


@pytest.fixture
def world() -> Iterator[World]:
    with microsoft_world() as world:
        yield world


def test_an_appointment_is_read(world: World) -> None:
    world.graph.put(timed("24T14:00"))
    assert world.read().occurrences == (
        Occurrence(
            uid="uid24T14:00",
            recurrence_id=None,
            span=Span(parse_instant("2026-11-24T14:00Z"), parse_instant("2026-11-24T14:50Z")),
            title="A.K.",
            zone="America/New_York",
        ),
    )


def test_no_appointments_are_an_empty_reading(world: World) -> None:
    assert world.read() == Reading(())


def test_what_lies_outside_is_left_out(world: World) -> None:
    world.graph.put(timed("23T14:00"))
    world.graph.put(timed("25T14:00"))
    assert world.starts() == []


def test_they_come_in_order(world: World) -> None:
    world.graph.put(timed("24T16:00"))
    world.graph.put(timed("24T14:00"))
    assert world.starts() == ["11-24 14:00", "11-24 16:00"]


def test_many_pages_are_one_reading(world: World) -> None:
    world.graph.page = 2
    for hour in range(10, 17):
        world.graph.put(timed(f"24T{hour}:00"))
    assert len(world.starts()) == 7


def test_the_first_reading_looks_for_changes_before_it_reads(world: World) -> None:
    world.starts()
    assert world.asked() == ["delta", "view"]


def test_what_has_not_changed_is_not_read_again(world: World) -> None:
    world.graph.put(timed("24T14:00"))
    world.starts()
    world.asked()
    assert world.starts() == ["11-24 14:00"]
    assert world.asked() == ["changes"]


def test_what_has_changed_is_read_again(world: World) -> None:
    world.starts()
    world.asked()
    world.graph.put(timed("24T15:00"))
    assert world.starts() == ["11-24 15:00"]
    assert world.asked() == ["changes", "view"]


def test_a_deleted_appointment_is_gone(world: World) -> None:
    world.graph.put(timed("24T14:00"))
    world.starts()
    world.graph.remove("id24T14:00")
    assert world.starts() == []


def test_a_change_is_seen_once(world: World) -> None:
    world.starts()
    world.graph.put(timed("24T15:00"))
    world.starts()
    world.asked()
    world.starts()
    assert world.asked() == ["changes"]


def test_a_change_whose_reading_broke_off_is_not_lost(world: World) -> None:
    world.starts()
    world.graph.put(timed("24T15:00"))
    world.graph.fail("calendarView", Response(200, {"value": [{"id": "x"}]}))
    world.graph.fail("calendarView", Response(500))
    world.fault()
    assert world.starts() == ["11-24 15:00"]


def test_a_delta_that_is_forgotten_means_everything_is_read_again(world: World) -> None:
    world.graph.put(timed("24T14:00"))
    world.starts()
    world.graph.lose_tokens()
    world.asked()
    assert world.starts() == ["11-24 14:00"]
    assert world.asked() == ["changes", "delta", "view"]


def test_a_calendar_without_a_delta_is_read_each_time(world: World) -> None:
    denied = Response(403, {"error": {"code": "ErrorAccessDenied"}})
    world.graph.fail("delta", denied, times=9)
    world.starts()
    world.graph.put(timed("24T14:00"))
    assert world.starts() == ["11-24 14:00"]


def test_the_next_days_are_there_already(world: World) -> None:
    world.graph.put(timed("27T14:00"))
    world.starts()
    world.asked()
    later = window("2026-11-27T05:00:00Z", "2026-11-28T05:00:00Z")
    assert starts(world.read(later)) == ["11-27 14:00"]
    assert world.asked() == ["changes"]


def test_a_day_far_ahead_is_read_anew(world: World) -> None:
    world.starts()
    world.asked()
    world.read(window("2026-12-20T05:00:00Z", "2026-12-21T05:00:00Z"))
    assert world.asked() == ["delta", "view"]


def test_everything_is_read_again_after_some_hours(world: World) -> None:
    world.starts()
    world.asked()
    world.clock.go(timedelta(hours=6))
    world.starts()
    assert world.asked() == ["delta", "view"]


def test_an_occurrence_that_the_delta_leaves_bare_has_its_title(world: World) -> None:
    world.graph.put(timed("24T14:00", type="occurrence", seriesMasterId="s"))
    (found,) = world.read().occurrences
    assert found.title == "A.K."


def test_a_whole_day_lies_on_the_viewers_midnights(world: World) -> None:
    world.graph.put(day("2026-11-24", "2026-11-25"))
    (found,) = world.read().occurrences
    assert found.span == window()
    assert found.all_day


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland", "Pacific/Honolulu"])
def test_a_whole_day_is_the_same_date_for_every_viewer(world: World, zone: str) -> None:
    world.graph.put(day("2026-11-24", "2026-11-25"))
    viewer = ZoneInfo(zone)
    around = window("2026-11-23T00:00:00Z", "2026-11-26T00:00:00Z")
    (found,) = world.read(around, viewer).occurrences
    assert found.span.start.astimezone(viewer).isoformat()[:16] == "2026-11-24T00:00"


def test_another_zone_is_read_anew(world: World) -> None:
    world.graph.put(day("2026-11-24", "2026-11-25"))
    world.starts()
    assert starts(world.read(zone=KOLKATA)) == ["11-23 18:30"]


def test_what_is_read_of_an_event_is_asked_for(world: World) -> None:
    event = timed(
        "24T14:00",
        type="exception",
        originalStart="2026-11-24T13:00:00Z",
        onlineMeeting={"joinUrl": TEAMS},
        attendees=[{"type": "required"}],
        showAs="tentative",
    )
    world.graph.put(event)
    assert world.read().occurrences == (only(event),)


def test_the_text_of_an_appointment_is_not_asked_for(world: World) -> None:
    world.starts()
    (asked,) = world.graph.requests[-1].query["$select"]
    assert not {"body", "bodyPreview", "organizer", "categories"} & {*asked.split(",")}


def test_one_that_can_not_be_read_hides_no_other(world: World) -> None:
    world.graph.put(timed("24T14:00"))
    world.graph.put(timed("24T15:00", type="occurrence", originalStart="soon"))
    reading = world.read()
    assert starts(reading) == ["11-24 14:00"]
    assert [one.title for one in reading.problems] == ["One appointment could not be read."]


def test_no_repr_tells_a_title(world: World) -> None:
    world.graph.put(timed("24T14:00", subject="Alex Kim"))
    assert "Alex" not in repr(world.read())


def test_another_calendar_is_read_by_its_id(world: World) -> None:
    world.graph.add("AAMk/AD=", "Clinic")
    world.graph.page = 2
    for hour in range(14, 18):
        world.graph.put(timed(f"24T{hour}:00"), "AAMk/AD=")
    world.calendar = world.open("AAMk/AD=")
    assert len(world.starts()) == 4


def test_a_calendar_that_is_gone_is_told(world: World) -> None:
    world.calendar = world.open("nobody")
    assert world.fault().title == "Microsoft has this calendar no more."


def test_a_calendar_she_may_not_see_leaves_the_other(world: World) -> None:
    world.graph.put(timed("24T14:00"))
    world.graph.add("closed", "Clinic")
    world.graph.fail("closed", Response(403, {"error": {"code": "ErrorAccessDenied"}}), 9)
    own = world.calendar
    world.calendar = world.open("closed")
    assert world.fault().title == "Microsoft does not show this calendar to you."
    world.calendar = own
    assert world.starts() == ["11-24 14:00"]


def test_a_token_that_ended_is_renewed_unseen(world: World) -> None:
    world.graph.put(timed("24T14:00"))
    world.oauth.expire()
    assert world.starts() == ["11-24 14:00"]


def test_a_permission_that_ended_asks_her(world: World) -> None:
    world.oauth.expire()
    world.oauth.ended = True
    assert isinstance(world.fault(), SignInError)


@pytest.mark.parametrize("status", [429, 503])
def test_a_service_that_asks_for_time_gets_it(world: World, status: int) -> None:
    world.graph.fail("calendarView", Response(status, b"", {"Retry-After": "90"}))
    error = world.fault()
    assert isinstance(error, WaitError)
    assert error.wait == timedelta(seconds=90)


def test_an_answer_that_is_no_calendar_cancels_nothing(world: World) -> None:
    world.graph.put(timed("24T14:00"))
    world.starts()
    world.graph.fail("calendarView", Response(200, {"login": "please"}))
    assert "makes no sense" in world.fault().title
    assert world.starts() == ["11-24 14:00"]


def test_a_page_elsewhere_is_not_followed(world: World) -> None:
    away = {"value": [], "@odata.nextLink": "https://example.org/v1.0/me/calendarView"}
    world.graph.fail("calendarView", Response(200, away))
    assert "makes no sense" in world.fault().title


def test_pages_without_end_are_too_much(world: World) -> None:
    place = f"{world.graph.api}/me/calendarView/delta?$skiptoken=a"
    world.graph.fail("delta", Response(200, {"value": [], "@odata.nextLink": place}), times=1000)
    assert "more appointments than can be read" in world.fault().title
    assert len(world.graph.requests) == 200


def test_her_calendars_are_listed(world: World) -> None:
    world.graph.add("AAMk=", "Clinic")
    found = list_microsoft(world.account, world.clock, root=world.graph.api)
    assert [(one.id, one.name, one.main) for one in found] == [
        (MAIN, "Calendar", True),
        ("AAMk=", "Clinic", False),
    ]


def test_only_reading_leaves(world: World) -> None:
    world.starts()
    list_microsoft(world.account, world.clock, root=world.graph.api)
    assert {request.method for request in world.graph.requests} == {"GET"}
