"""The document of `boundary agenda`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from boundary.agenda import agenda
from boundary.errors import CalendarError
from tests.calendars.builders import NEW_YORK, calendar, event, window


def document(folder: Path, *calendars: bytes, titles: bool = False) -> dict[str, Any]:
    addresses = []
    for number, data in enumerate(calendars):
        path = folder / f"{number}.ics"
        path.write_bytes(data)
        addresses.append(str(path))
    return agenda(addresses, window(), NEW_YORK, titles=titles)


def test_an_agenda_has_every_field(tmp_path: Path) -> None:
    weekly = event(
        "SUMMARY:A.K.", "DTSTART:20261117T140000Z", "DURATION:PT50M", "RRULE:FREQ=WEEKLY"
    )
    assert document(tmp_path, calendar(weekly)) == {
        "from": "2026-11-24T05:00:00Z",
        "to": "2026-11-25T05:00:00Z",
        "zone": "America/New_York",
        "occurrences": [
            {
                "uid": "uid1",
                "recurrence_id": "2026-11-24T14:00:00Z",
                "start": "2026-11-24T14:00:00Z",
                "end": "2026-11-24T14:50:00Z",
                "all_day": False,
                "cancelled": False,
                "kind": "session",
                "why": "initials",
                "calendar": 0,
            }
        ],
        "problems": [],
    }


def test_a_single_appointment_has_no_recurrence_id(tmp_path: Path) -> None:
    assert document(tmp_path, calendar(event()))["occurrences"][0]["recurrence_id"] is None


def test_a_cancelled_one_is_listed_as_void(tmp_path: Path) -> None:
    item = document(tmp_path, calendar(event("STATUS:CANCELLED")))["occurrences"][0]
    assert (item["cancelled"], item["kind"], item["why"]) == (True, "void", "status:cancelled")


def test_titles_come_only_when_asked_for(tmp_path: Path) -> None:
    data = calendar(event("SUMMARY:A.K."))
    assert "A.K." not in json.dumps(document(tmp_path, data))
    assert document(tmp_path, data, titles=True)["occurrences"][0]["title"] == "A.K."


def test_an_agenda_is_json(tmp_path: Path) -> None:
    read = document(tmp_path, calendar(event(), event("DTSTART:broken", uid="uid2")))
    assert json.loads(json.dumps(read)) == read


def test_one_calendar_of_two_that_fails_is_a_problem(tmp_path: Path) -> None:
    read = document(tmp_path, b"", calendar(event()))
    assert [(one["calendar"], one["title"]) for one in read["problems"]] == [
        (0, "The calendar came back empty.")
    ]
    assert [one["calendar"] for one in read["occurrences"]] == [1]


def test_if_all_fail_the_first_error_is_raised(tmp_path: Path) -> None:
    with pytest.raises(CalendarError, match="came back empty"):
        document(tmp_path, b"", b"something else")


def test_an_address_is_nowhere_in_an_agenda(tmp_path: Path) -> None:
    assert str(tmp_path) not in json.dumps(document(tmp_path, b"", calendar(event())))
