"""Time-zone names."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import pytest

from boundary.calendars.ics.trouble import Tally
from boundary.calendars.ics.zones import Zones
from boundary.resources import resource

VIEWER = ZoneInfo("America/New_York")


def zones() -> Zones:
    return Zones({}, VIEWER, Tally())


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ("/example.org/20260101_1/Europe/Paris", "Europe/Paris"),
        ("/Europe/Paris", "Europe/Paris"),
        ("Romance Standard Time", "Europe/Paris"),
        ("Romance Standard Time 1", "Europe/Paris"),
        ("(GMT+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Paris"),
        ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Paris"),
        ("Eastern Time (US & Canada)", "America/New_York"),
    ],
)
def test_a_zone_is_known_by_many_names(name: str, zone: str) -> None:
    assert zones().get(name) == ZoneInfo(zone)


@pytest.mark.parametrize(
    "name", ["Pacific Time", "America", "../../etc/hosts", "UTC+25:00", "a" * 5000]
)
def test_a_name_that_is_no_zone_is_counted_and_read_as_the_viewers(name: str) -> None:
    tally = Tally()
    assert Zones({}, VIEWER, tally).get(name) == VIEWER
    assert list(tally.zones) == [name]


def test_every_display_name_of_outlook_leads_to_a_zone() -> None:
    names = json.loads(resource("outlook-display-zones.json").read_text("utf-8"))
    assert [name for name, zone in names.items() if ZoneInfo(zone).key != zone] == []


@pytest.mark.parametrize("name", ["UTC", "Z", "GMT", "tzone://Microsoft/Utc", "Etc/UTC"])
def test_utc_has_many_names(name: str) -> None:
    assert str(zones().get(name)) == "UTC"
