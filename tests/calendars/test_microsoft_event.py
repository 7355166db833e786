"""One event of Microsoft Graph, read as an occurrence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.calendars.microsoft import SCOPES
from boundary.calendars.microsoft_event import read_event
from boundary.clock import parse_instant
from tests.calendars.builders import NEW_YORK
from tests.calendars.microsoft_world import day, moment, only, timed

TEAMS = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=c"
ZOOM = "https://zoom.us/j/123456789?pwd=x"
# A Global Object Id of the instance of 24 November 2026 (07EA 0B 18), and of its series.
INSTANCE = "040000008200E00074C5B7101A82E00807EA0B18" + "00" * 12 + "10000000AB"
SERIES = "040000008200E00074C5B7101A82E00800000000" + "00" * 12 + "10000000AB"


def test_an_instance_is_known_by_its_first_start() -> None:
    moved = timed("24T16:00", type="exception", originalStart="2026-11-24T14:00:00Z")
    assert only(moved).recurrence_id == parse_instant("2026-11-24T14:00Z")


def test_an_instance_that_does_not_say_so_was_not_moved() -> None:
    found = only(timed("24T14:00", type="occurrence"))
    assert found.recurrence_id == parse_instant("2026-11-24T14:00Z")


def test_a_whole_day_of_a_series_is_known_by_its_midnight() -> None:
    event = day("2026-11-24", "2026-11-25", type="occurrence", originalStart="2026-11-24T00:00:00Z")
    assert only(event).recurrence_id == parse_instant("2026-11-24T05:00Z")


def test_an_instance_has_the_uid_of_its_series() -> None:
    assert only(timed("24T14:00", iCalUId=INSTANCE)).uid == SERIES


def test_a_uid_from_elsewhere_stays_as_it_is() -> None:
    assert (
        only(timed("24T14:00", iCalUId="7kukuqrfedlm@google.com")).uid == "7kukuqrfedlm@google.com"
    )


def test_one_without_a_uid_is_known_by_its_id() -> None:
    assert only(timed("24T14:00", iCalUId=None)).uid == "id24T14:00"


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"isCancelled": True}, "cancelled"),
        ({"responseStatus": {"response": "declined"}}, "cancelled"),
        ({"showAs": "tentative"}, "tentative"),
        ({"responseStatus": {"response": "tentativelyAccepted"}}, "tentative"),
        ({"showAs": "free"}, "transparent"),
        ({"showAs": "oof"}, "away"),
    ],
)
def test_what_it_says_of_itself_is_heard(more: dict[str, Any], name: str) -> None:
    marks = ("cancelled", "tentative", "transparent", "away")
    found = only(timed("24T14:00", **more))
    assert [mark for mark in marks if getattr(found, mark)] == [name]


@pytest.mark.parametrize(
    "more",
    [
        {"showAs": "workingElsewhere"},
        {"showAs": "unknown"},
        {"responseStatus": {"response": "notResponded"}},
        {"responseStatus": None, "sensitivity": "private"},
    ],
)
def test_what_else_it_says_changes_nothing(more: dict[str, Any]) -> None:
    assert only(timed("24T14:00", **more)) == only(timed("24T14:00"))


def test_people_are_counted_and_rooms_are_not() -> None:
    people = [{"type": "required"}, {"type": "optional"}, {"type": "resource"}]
    assert only(timed("24T14:00", attendees=people)).people == 2


@pytest.mark.parametrize(
    ("more", "link"),
    [
        ({"onlineMeeting": {"joinUrl": TEAMS}, "onlineMeetingUrl": None}, TEAMS),
        ({"onlineMeeting": None, "location": {"displayName": f"Online: {ZOOM}"}}, ZOOM),
        ({"location": {"displayName": "Room 2", "locationUri": ZOOM}}, ZOOM),
        ({"location": {"displayName": "Room 2"}}, None),
        ({"location": 7, "onlineMeeting": "x"}, None),
    ],
)
def test_the_call_is_found(more: dict[str, Any], link: str | None) -> None:
    assert only(timed("24T14:00", **more)).link == link


@pytest.mark.parametrize("name", ["Customized Time Zone", "", "tzone://Microsoft/Custom"])
def test_a_zone_that_nobody_knows_is_none(name: str) -> None:
    assert only(timed("24T14:00", originalStartTimeZone=name)).zone == ""


@pytest.mark.parametrize(
    "broken",
    [
        {"start": {}},
        {"start": None},
        {"start": moment("soon")},
        {"start": {"dateTime": "2026-11-24T14:00:00", "timeZone": "Eastern Standard Time"}},
        {"isAllDay": True, "start": moment("9999-12-31T00:00:00")},
        {"type": "occurrence", "originalStart": "soon"},
    ],
)
def test_one_that_can_not_be_read_is_counted(broken: dict[str, Any]) -> None:
    found = read_event(timed("24T14:00") | broken, NEW_YORK)
    assert found.occurrence is None
    assert found.trouble is not None


def test_an_end_before_the_start_is_told() -> None:
    found = read_event(timed("24T14:00", end=moment("2026-11-24T13:00:00")), NEW_YORK)
    assert found.trouble is not None
    assert found.occurrence is not None
    assert found.occurrence.span.length == timedelta(0)


def test_the_scopes_are_to_read_only() -> None:
    assert not any("Write" in scope for scope in SCOPES)


NAMES = (
    "id",
    "iCalUId",
    "subject",
    "start",
    "end",
    "type",
    "isAllDay",
    "originalStart",
    "originalStartTimeZone",
    "responseStatus",
    "attendees",
    "location",
    "onlineMeeting",
    "dateTime",
    "timeZone",
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.just("2026-11-24"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(NAMES), JSON))
def test_whatever_comes_is_read_or_counted(strange: dict[str, Any]) -> None:
    found = read_event(timed("24T14:00") | strange, NEW_YORK)
    assert found.occurrence or found.trouble
