"""RRULE: what is mended, what is refused, what is shortened."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from boundary.calendars.ics.rules import TooOftenError, parse_rule, skip_ahead
from boundary.calendars.ics.values import Stamp

HOME = ZoneInfo("America/New_York")
START = Stamp(date(2026, 9, 1), time(9), HOME)


def text(rule: str, start: Stamp = START) -> str:
    return parse_rule(rule, start, HOME).text(start.clock is None)


@pytest.mark.parametrize(
    ("rule", "mended"),
    [
        ("FREQ=WEEKLY;UNTIL=20261124", "FREQ=WEEKLY;UNTIL=20261125T045959Z"),
        ("FREQ=WEEKLY;UNTIL=20261124T090000", "FREQ=WEEKLY;UNTIL=20261124T140000Z"),
        ("FREQ=WEEKLY;UNTIL=20261124T140000Z", "FREQ=WEEKLY;UNTIL=20261124T140000Z"),
        ("freq=weekly; byday=tu;", "FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=DAILY;INTERVAL=0", "FREQ=DAILY"),
        ("FREQ=DAILY;COUNT=-1", "FREQ=DAILY"),
        ("FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=1"),
        ("RSCALE=GREGORIAN;FREQ=DAILY;SKIP=OMIT", "FREQ=DAILY"),
        ("FREQ=DAILY;WKST=XX", "FREQ=DAILY"),
    ],
)
def test_a_rule_is_mended(rule: str, mended: str) -> None:
    assert text(rule) == mended


def test_until_of_whole_days_is_a_date() -> None:
    assert text("FREQ=DAILY;UNTIL=20261124T045959Z", Stamp(date(2026, 9, 1))) == (
        "FREQ=DAILY;UNTIL=20261124"
    )


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=30",
        "FREQ=HOURLY;BYMINUTE=0,30",
        "FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12",
    ],
)
def test_what_fires_below_the_hour_is_refused_by_name(rule: str) -> None:
    with pytest.raises(TooOftenError):
        text(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "WEEKLY",
        "FREQ=",
        "FREQ=SOMETIMES",
        "FREQ=DAILY;COUNT=x",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYSETPOS=40",
        "FREQ=WEEKLY;BYWEEKNO=3",
        "FREQ=HOURLY;BYMONTHDAY=31",
        "FREQ=DAILY;FREQ=WEEKLY",
    ],
)
def test_what_makes_no_sense_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        text(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=YEARLY;BYYEARDAY=366",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO",
    ],
)
def test_what_comes_rarely_is_not_refused(rule: str) -> None:
    assert text(rule) == rule


@given(
    frequency=st.sampled_from(["DAILY", "WEEKLY"]),
    interval=st.integers(1, 6),
    days=st.sets(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])),
    start=st.dates(date(2010, 1, 1), date(2026, 1, 1)),
    later=st.integers(0, 6000),
)
def test_a_later_start_gives_the_same_dates(
    frequency: str, interval: int, days: set[str], start: date, later: int
) -> None:
    by_day = f";BYDAY={','.join(sorted(days))}" if days else ""
    rule = f"FREQ={frequency};INTERVAL={interval}{by_day}"
    before = start + timedelta(days=later)
    skipped = skip_ahead(parse_rule(rule, Stamp(start), UTC), start, before)
    first = Stamp(start).wall(UTC)
    wanted = Stamp(before).wall(UTC), Stamp(before + timedelta(days=60)).wall(UTC)
    whole = rrulestr(rule, dtstart=first).between(*wanted, inc=True)
    short = rrulestr(rule, dtstart=first + timedelta(days=skipped)).between(*wanted, inc=True)
    # Each walk also begins with its own start, which is an instance by definition.
    assert {*short} == {*whole}
    assert skipped == 0 or first + timedelta(days=skipped) in rrulestr(rule, dtstart=first)
