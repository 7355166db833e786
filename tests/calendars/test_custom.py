"""Time zones that only their own file knows."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.calendars.ics.custom import custom_zone

INSTANTS = st.integers(0, 28 * 365 * 24 * 60).map(
    lambda minutes: datetime(2008, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def zone(*parts: tuple[str, str, str, str]) -> str:
    """Return a VTIMEZONE of (kind, offset from, offset to, further lines)."""
    lines = ["BEGIN:VTIMEZONE", "TZID:Customized Time Zone"]
    for kind, before, after, more in parts:
        lines += [f"BEGIN:{kind}", "DTSTART:16010101T020000"]
        lines += [f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}", *filter(None, [more])]
        lines += [f"END:{kind}"]
    return "\n".join([*lines, "END:VTIMEZONE"])


NEW_YORK = zone(
    ("STANDARD", "-0400", "-0500", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"),
    ("DAYLIGHT", "-0500", "-0400", "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3"),
)
ADELAIDE = zone(
    ("DAYLIGHT", "+0930", "+1030", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=10"),
    ("STANDARD", "+1030", "+0930", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4"),
)


ZONES = {name: custom_zone(text) for name, text in (("New_York", NEW_YORK), ("Adelaide", ADELAIDE))}


@pytest.mark.parametrize("fold", [0, 1])
@given(moment=INSTANTS)
def test_it_keeps_the_wall_clock_of_the_zone_it_describes(fold: int, moment: datetime) -> None:
    wall = moment.replace(fold=fold)
    own = wall.replace(tzinfo=ZONES["New_York"]).astimezone(UTC)
    assert own == wall.replace(tzinfo=ZoneInfo("America/New_York")).astimezone(UTC)


@pytest.mark.parametrize(
    ("own", "name"), [("New_York", "America/New_York"), ("Adelaide", "Australia/Adelaide")]
)
@given(moment=INSTANTS)
def test_an_instant_comes_back_as_it_went(own: str, name: str, moment: datetime) -> None:
    instant = moment
    wall = instant.astimezone(ZONES[own])
    assert wall.astimezone(UTC) == instant
    if instant.year > 2008:
        # Southern Australia has had these rules since October 2008.
        assert wall.replace(tzinfo=None) == instant.astimezone(ZoneInfo(name)).replace(tzinfo=None)


@pytest.mark.parametrize("minute", [119, 120, 150, 179, 180])
@pytest.mark.parametrize("fold", [0, 1])
def test_a_skipped_hour_is_read_as_elsewhere(minute: int, fold: int) -> None:
    wall = datetime(2027, 3, 14, tzinfo=custom_zone(NEW_YORK)) + timedelta(minutes=minute)
    wall = wall.replace(fold=fold)
    same = wall.replace(tzinfo=ZoneInfo("America/New_York"))
    assert wall.astimezone(UTC) == same.astimezone(UTC)


def test_rules_that_ended_give_way_to_the_next() -> None:
    text = zone(
        (
            "STANDARD",
            "-0400",
            "-0500",
            "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10;UNTIL=20061029T060000Z",
        ),
        ("STANDARD", "-0400", "-0500", "RDATE:20261101T020000"),
        ("DAYLIGHT", "-0500", "-0400", "RDATE:20260308T020000"),
    )
    october = datetime(2026, 10, 28, 9, tzinfo=custom_zone(text))
    assert october.utcoffset() == timedelta(hours=-4)
    assert october.replace(month=11).utcoffset() == timedelta(hours=-5)


def test_a_zone_without_changes_has_one_offset() -> None:
    only = custom_zone(zone(("STANDARD", "+0530", "+0530", "")))
    assert datetime(2026, 11, 24, tzinfo=only).utcoffset() == timedelta(hours=5, minutes=30)


def test_a_zone_survives_the_way_to_another_process() -> None:
    moment = datetime(2026, 11, 24, 9, tzinfo=custom_zone(NEW_YORK))
    assert pickle.loads(pickle.dumps(moment)).astimezone(UTC) == moment.astimezone(UTC)


@pytest.mark.parametrize(
    "part",
    [
        ("STANDARD", "", "-0500", ""),
        ("STANDARD", "-0500", "soon", ""),
        ("STANDARD", "-9900", "-0500", ""),
        ("STANDARD", "-0400", "-0500", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=20"),
        ("STANDARD", "-0400", "-0500", "RRULE:FREQ=YEARLY;BYDAY=6SU;BYMONTH=11"),
        ("STANDARD", "-0400", "-0500", "RRULE:FREQ=SECONDLY"),
        ("STANDARD", "-0400", "-0500", "RRULE:FREQ=DAILY"),
    ],
)
def test_a_zone_that_makes_no_sense_is_none(part: tuple[str, str, str, str]) -> None:
    with pytest.raises(ValueError, match=r"."):
        custom_zone(zone(part))


def test_no_offsets_are_no_zone() -> None:
    with pytest.raises(ValueError, match="without offsets"):
        custom_zone("BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nEND:VTIMEZONE")
