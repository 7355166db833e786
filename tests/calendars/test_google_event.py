"""One event of Google's API, read as an occurrence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.calendars.google import SCOPES
from boundary.calendars.google_event import read_event
from boundary.clock import parse_instant
from tests.calendars.builders import NEW_YORK, window
from tests.calendars.google_world import day, only, timed


def test_a_whole_day_without_an_end_is_one_day() -> None:
    assert only(day("2026-11-24", "2026-11-24")).span == window()


def test_a_day_of_25_hours_is_as_long() -> None:
    assert only(day("2026-11-01", "2026-11-02")).span.length == timedelta(hours=25)


def test_an_instance_is_known_by_its_series_and_first_start() -> None:
    moved = timed(
        "24T16:00",
        recurringEventId="s",
        originalStartTime={"dateTime": "2026-11-24T09:00:00-05:00"},
    )
    assert only(moved).recurrence_id == parse_instant("2026-11-24T14:00Z")


def test_a_whole_day_of_a_series_is_known_by_its_midnight() -> None:
    instance = day("2026-11-24", "2026-11-25", recurringEventId="s",
                   originalStartTime={"date": "2026-11-24"})  # fmt: skip
    assert only(instance).recurrence_id == parse_instant("2026-11-24T05:00Z")


def test_focus_time_is_her_own() -> None:
    assert only(timed("24T14:00", eventType="focusTime")).transparent


def test_out_of_office_is_away() -> None:
    assert only(timed("24T14:00", eventType="outOfOffice")).away


def test_free_time_is_free() -> None:
    assert only(timed("24T14:00", transparency="transparent")).transparent


def test_a_tentative_appointment_is_tentative() -> None:
    assert only(timed("24T14:00", status="tentative")).tentative


def invited(answer: str) -> dict[str, Any]:
    others = [{"responseStatus": "accepted"}, {"responseStatus": "declined"}, {"resource": True}]
    return timed("24T14:00", attendees=[{"self": True, "responseStatus": answer}, *others])


def test_what_she_declined_does_not_take_place() -> None:
    assert only(invited("declined")).cancelled


@pytest.mark.parametrize("answer", ["accepted", "needsAction"])
def test_what_she_did_not_decline_takes_place(answer: str) -> None:
    assert not only(invited(answer)).cancelled


def test_what_she_may_attend_is_tentative() -> None:
    assert only(invited("tentative")).tentative


def test_people_are_counted_and_rooms_are_not() -> None:
    assert only(invited("accepted")).people == 3


MEET = "https://meet.google.com/abc-defg-hij"
ZOOM = "https://zoom.us/j/123456789?pwd=x"


@pytest.mark.parametrize(
    ("more", "link"),
    [
        ({"hangoutLink": MEET}, MEET),
        ({"hangoutLink": MEET, "location": ZOOM}, MEET),
        ({"location": f"Online: {ZOOM}"}, ZOOM),
        ({"description": f'<a href="{ZOOM}">Join</a>'}, ZOOM),
        (
            {
                "hangoutLink": MEET,
                "conferenceData": {
                    "entryPoints": [
                        {"entryPointType": "phone", "uri": "tel:+1-555"},
                        {"entryPointType": "video", "uri": ZOOM},
                    ]
                },
            },
            ZOOM,
        ),
        ({"conferenceData": None, "location": 7}, None),
    ],
)
def test_the_call_is_found(more: dict[str, Any], link: str | None) -> None:
    assert only(timed("24T14:00", **more)).link == link


@pytest.mark.parametrize(
    "broken",
    [
        {"start": {}},
        {"start": None},
        {"start": {"dateTime": "soon"}},
        {"start": {"dateTime": "2026-11-24T14:00:00"}},
        {"start": {"date": 7}},
        {"start": {"date": "9999-12-31"}, "end": {"date": "9999-12-31"}},
        {"recurringEventId": "s"},
    ],
)
def test_one_that_can_not_be_read_is_counted(broken: dict[str, Any]) -> None:
    found = read_event(timed("24T14:00") | broken, NEW_YORK)
    assert found.occurrence is None
    assert found.trouble is not None


def test_an_end_before_the_start_is_told() -> None:
    found = read_event(timed("24T14:00", "24T13:00"), NEW_YORK)
    assert found.trouble is not None
    assert found.occurrence is not None
    assert found.occurrence.span.length == timedelta(0)


def test_the_scopes_are_to_read_only() -> None:
    assert all(scope.endswith(".readonly") for scope in SCOPES)


NAMES = (
    "id",
    "status",
    "eventType",
    "summary",
    "start",
    "end",
    "recurringEventId",
    "originalStartTime",
    "location",
    "attendees",
    "conferenceData",
    "entryPoints",
    "dateTime",
    "date",
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
