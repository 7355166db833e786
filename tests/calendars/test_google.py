"""A Google calendar, read through its API from a strict stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from boundary.calendars.google import MAIN, list_google
from boundary.calendars.ics import Reading
from boundary.calendars.occurrence import Occurrence
from boundary.calendars.protocol import SignInError, WaitError
from boundary.clock import Span, parse_instant
from tests.calendars.builders import starts, window
from tests.calendars.google_world import World, day, google_world, timed
from tests.stand_ins.service import Response

KOLKATA = ZoneInfo("Asia/Kolkata")
ZOOM = "https://zoom.us/j/123456789?pwd=x"


@pytest.fixture
def world() -> Iterator[World]:
    with google_world() as world:
        yield world


def test_an_appointment_is_read(world: World) -> None:
    world.google.put(timed("24T14:00"))
    assert world.read().occurrences == (
        Occurrence(
            uid="uid24T14:00@google.com",
            recurrence_id=None,
            span=Span(parse_instant("2026-11-24T14:00Z"), parse_instant("2026-11-24T14:50Z")),
            title="A.K.",
            zone="America/New_York",
        ),
    )


def test_no_appointments_are_an_empty_reading(world: World) -> None:
    assert world.read() == Reading(())


def test_what_lies_outside_is_left_out(world: World) -> None:
    world.google.put(timed("23T14:00"))
    world.google.put(timed("25T14:00"))
    assert world.starts() == []


def test_they_come_in_order(world: World) -> None:
    world.google.put(timed("24T16:00"))
    world.google.put(timed("24T14:00"))
    assert world.starts() == ["11-24 14:00", "11-24 16:00"]


def test_many_pages_are_one_reading(world: World) -> None:
    world.google.page = 2
    for hour in range(10, 17):
        world.google.put(timed(f"24T{hour}:00"))
    assert len(world.starts()) == 7
    assert world.asked() == ["all", "page", "page", "page"]


def test_after_the_first_time_only_changes_are_asked_for(world: World) -> None:
    world.starts()
    world.asked()
    world.google.put(timed("24T15:00"))
    assert world.starts() == ["11-24 15:00"]
    assert world.asked() == ["changes"]


def test_a_moved_appointment_is_at_its_new_time(world: World) -> None:
    world.google.put(timed("24T14:00"))
    world.starts()
    world.google.put(timed("24T17:00", id="id24T14:00"))
    assert world.starts() == ["11-24 17:00"]


def test_a_deleted_appointment_is_gone(world: World) -> None:
    world.google.put(timed("24T14:00"))
    world.starts()
    world.google.remove("id24T14:00")
    assert world.starts() == []


def test_an_appointment_moved_far_away_is_gone(world: World) -> None:
    world.google.put(timed("24T14:00"))
    world.starts()
    far = {"dateTime": "2031-01-01T10:00:00Z"}
    world.google.put(timed("24T14:00") | {"start": far, "end": far})
    assert world.starts() == []


def test_changes_come_on_several_pages(world: World) -> None:
    world.google.page = 2
    world.starts()
    for hour in range(10, 15):
        world.google.put(timed(f"24T{hour}:00"))
    assert len(world.starts()) == 5


def test_a_token_that_is_forgotten_means_everything_is_read_again(world: World) -> None:
    world.google.put(timed("24T14:00"))
    world.starts()
    world.google.lose_tokens()
    world.asked()
    assert world.starts() == ["11-24 14:00"]
    assert world.asked() == ["changes", "all"]


def test_without_a_token_everything_is_read_each_time(world: World) -> None:
    world.google.gives_tokens = False
    world.starts()
    world.google.put(timed("24T14:00"))
    assert world.starts() == ["11-24 14:00"]
    assert world.asked() == ["all", "all"]


def test_the_next_days_are_there_already(world: World) -> None:
    world.google.put(timed("27T14:00"))
    world.starts()
    world.asked()
    later = window("2026-11-27T05:00:00Z", "2026-11-28T05:00:00Z")
    assert starts(world.read(later)) == ["11-27 14:00"]
    assert world.asked() == ["changes"]


def test_a_day_far_ahead_is_read_anew(world: World) -> None:
    world.starts()
    world.asked()
    world.read(window("2026-12-20T05:00:00Z", "2026-12-21T05:00:00Z"))
    assert world.asked() == ["all"]


def test_another_zone_is_read_anew(world: World) -> None:
    world.google.put(day("2026-11-24", "2026-11-25"))
    world.starts()
    assert starts(world.read(zone=KOLKATA)) == ["11-23 18:30"]


def test_everything_is_read_again_after_some_hours(world: World) -> None:
    world.starts()
    world.asked()
    world.clock.go(timedelta(hours=6))
    world.starts()
    assert world.asked() == ["all"]


def test_a_reading_that_breaks_off_keeps_what_was_known(world: World) -> None:
    world.google.put(timed("24T14:00"))
    world.starts()
    world.google.page = 1
    world.google.put(timed("24T15:00"))
    world.google.put(timed("24T16:00"))
    world.google.fail("events", Response(500))
    world.fault()
    assert world.starts() == ["11-24 14:00", "11-24 15:00", "11-24 16:00"]


def test_a_whole_day_lies_on_the_viewers_midnights(world: World) -> None:
    world.google.put(day("2026-11-24", "2026-11-25"))
    (found,) = world.read().occurrences
    assert found.span == window()
    assert found.all_day


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland", "Pacific/Honolulu"])
def test_a_whole_day_is_the_same_date_for_every_viewer(world: World, zone: str) -> None:
    world.google.put(day("2026-11-24", "2026-11-25"))
    viewer = ZoneInfo(zone)
    (found,) = world.read(
        window("2026-11-23T00:00:00Z", "2026-11-26T00:00:00Z"), viewer
    ).occurrences
    assert found.span.start.astimezone(viewer).isoformat()[:16] == "2026-11-24T00:00"


@pytest.mark.parametrize("kind", ["workingLocation", "birthday"])
def test_what_is_no_appointment_is_left_out(world: World, kind: str) -> None:
    world.google.put(timed("24T14:00", eventType=kind))
    assert world.starts() == []


def test_an_appointment_that_becomes_none_is_gone(world: World) -> None:
    world.google.put(timed("24T14:00"))
    world.starts()
    world.google.put(timed("24T14:00", status="cancelled", eventType="workingLocation"))
    world.google.put(timed("24T14:00", status="cancelled"))
    assert world.starts() == []


def test_an_appointment_out_of_a_mail_is_one(world: World) -> None:
    world.google.put(timed("24T14:00", eventType="fromGmail"))
    assert world.starts() == ["11-24 14:00"]


def test_the_call_is_among_the_fields_asked_for(world: World) -> None:
    calls = {"entryPoints": [{"entryPointType": "video", "uri": ZOOM, "pin": "1"}]}
    world.google.put(timed("24T14:00", conferenceData=calls))
    assert world.read().occurrences[0].link == ZOOM


def test_nobodys_name_or_address_is_asked_for(world: World) -> None:
    world.starts()
    (mask,) = world.google.requests[-1].query["fields"]
    assert not {"email", "displayName", "organizer", "creator", "attachments"} & {*_words(mask)}


def _words(mask: str) -> list[str]:
    return mask.replace("(", ",").replace(")", ",").replace("/", ",").split(",")


def test_one_that_can_not_be_read_hides_no_other(world: World) -> None:
    world.google.put(timed("24T14:00"))
    world.google.put(
        timed("24T15:00", recurringEventId="s", originalStartTime={"dateTime": "soon"})
    )
    reading = world.read()
    assert starts(reading) == ["11-24 14:00"]
    assert [one.title for one in reading.problems] == ["One appointment could not be read."]


def test_no_repr_tells_a_title(world: World) -> None:
    world.google.put(timed("24T14:00", summary="Alex Kim"))
    assert "Alex" not in repr(world.read())


def test_another_calendar_is_read_by_its_id(world: World) -> None:
    world.google.add("a/b c@group.example.org", "Clinic")
    world.google.put(timed("24T15:00"), "a/b c@group.example.org")
    world.calendar = world.open("a/b c@group.example.org")
    assert world.starts() == ["11-24 15:00"]


def test_a_calendar_that_is_gone_is_told(world: World) -> None:
    world.calendar = world.open("nobody")
    assert world.fault().title == "Google has this calendar no more."


def test_a_calendar_she_may_not_see_leaves_the_other(world: World) -> None:
    world.google.put(timed("24T14:00"))
    world.google.add("closed", "Clinic")
    world.google.fail("closed", Response(403, {"error": {"errors": [{"reason": "forbidden"}]}}))
    own = world.calendar
    world.calendar = world.open("closed")
    assert world.fault().title == "Google does not show this calendar to you."
    world.calendar = own
    assert world.starts() == ["11-24 14:00"]


@pytest.mark.parametrize(
    ("status", "reason", "title"),
    [
        (403, "accessNotConfigured", "Google says that the calendar interface is switched off."),
        (403, "forbidden", "Google does not show this calendar to you."),
        (404, "notFound", "Google has this calendar no more."),
        (500, "backendError", "Google has trouble of its own."),
        (418, "badRequest", "Google gave no calendar (HTTP 418)."),
    ],
)
def test_a_refusal_is_told(world: World, status: int, reason: str, title: str) -> None:
    world.google.fail("events", Response(status, {"error": {"errors": [{"reason": reason}]}}))
    assert world.fault().title == title


def test_a_client_id_that_is_no_more_is_told_in_its_own_words(world: World) -> None:
    world.starts()
    world.oauth.expire()
    world.oauth.fail("/token", Response(401, {"error": "deleted_client"}))
    assert world.fault().title == "Google does not know this client id."


def test_a_token_that_ended_is_renewed_unseen(world: World) -> None:
    world.google.put(timed("24T14:00"))
    world.oauth.expire()
    assert world.starts() == ["11-24 14:00"]


def test_a_permission_that_ended_asks_her(world: World) -> None:
    world.oauth.expire()
    world.oauth.ended = True
    assert isinstance(world.fault(), SignInError)


def test_a_service_that_asks_for_time_gets_it(world: World) -> None:
    world.google.fail("events", Response(429, b"", {"Retry-After": "90"}))
    error = world.fault()
    assert isinstance(error, WaitError)
    assert error.wait == timedelta(seconds=90)


def test_an_answer_that_is_no_calendar_cancels_nothing(world: World) -> None:
    world.google.put(timed("24T14:00"))
    world.starts()
    world.google.fail("events", Response(200, {"login": "please"}))
    assert "makes no sense" in world.fault().title
    assert world.starts() == ["11-24 14:00"]


def test_pages_without_end_are_too_much(world: World) -> None:
    endless = Response(200, {"items": [], "nextPageToken": "again"})
    world.google.fail("events", endless, times=1000)
    assert "more appointments than can be read" in world.fault().title
    assert len(world.google.requests) == 200


def test_her_calendars_are_listed(world: World) -> None:
    world.google.add("clinic", "Clinic")
    found = list_google(world.account, world.clock, root=world.google.api)
    assert [(one.id, one.name, one.main) for one in found] == [
        (MAIN, "Practice", True),
        ("clinic@group.example.org", "Clinic", False),
    ]


def test_no_repr_tells_a_calendars_name(world: World) -> None:
    (found,) = list_google(world.account, world.clock, root=world.google.api)
    assert "Practice" not in repr(found)


def test_only_reading_leaves(world: World) -> None:
    world.starts()
    list_google(world.account, world.clock, root=world.google.api)
    assert {request.method for request in world.google.requests} == {"GET"}
