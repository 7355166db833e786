"""Leaving out what can't touch the window, events or early dates, never changes an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundary.calendars.ics import expand, read_ics
from boundary.clock import Span
from tests.calendars.builders import calendar
from tests.calendars.corpus import cases

ZONES = ("America/New_York", "Australia/Sydney", "Asia/Kolkata", "Europe/Lisbon")
READ = [case for case in cases() if not case.error]
Record = Callable[[str, object], None]
HOURS = st.sampled_from(["000000", "013000", "023000", "090000", "140000", "235900"])
DAYS = st.dates(date(2026, 9, 1), date(2027, 4, 30))


@st.composite
def windows(draw: st.DrawFn) -> Span:
    hours = timedelta(hours=draw(st.integers(0, 212 * 24)))
    start = datetime(2026, 9, 1, tzinfo=UTC) + hours
    return Span(start, start + draw(st.timedeltas(timedelta(0), timedelta(days=40))))


@st.composite
def moments(draw: st.DrawFn, name: str) -> str:
    day, hour = draw(DAYS), draw(HOURS)
    form = draw(st.sampled_from(["zone", "utc", "floating", "day"]))
    if form == "day":
        return f"{name};VALUE=DATE:{day:%Y%m%d}"
    if form == "zone":
        return f"{name};TZID={draw(st.sampled_from(ZONES))}:{day:%Y%m%d}T{hour}"
    return f"{name}:{day:%Y%m%d}T{hour}{'Z' if form == 'utc' else ''}"


def lengths() -> st.SearchStrategy[str]:
    durations = st.sampled_from(["PT50M", "PT0S", "PT20H", "P1D", "P3D", "P2W", "-PT5M", "P1DT2H"])
    return st.one_of(st.just(""), durations.map(lambda text: f"DURATION:{text}"), moments("DTEND"))


@st.composite
def rules(draw: st.DrawFn) -> str:
    rule = "RRULE:FREQ=" + draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    rule += draw(st.sampled_from(["", ";INTERVAL=2", ";INTERVAL=3"]))
    rule += draw(
        st.sampled_from(["", ";COUNT=1", ";COUNT=5", ";UNTIL=20261124", ";UNTIL=20270101T000000Z"])
    )
    return rule + draw(st.sampled_from(["", ";BYDAY=MO", ";BYDAY=MO,TH", ";BYMONTH=11"]))


@st.composite
def events(draw: st.DrawFn) -> str:
    lines = [f"UID:{draw(st.sampled_from('ab'))}", draw(moments("DTSTART")), draw(lengths())]
    match draw(st.sampled_from(["single", "series", "series", "override", "extra"])):
        case "series":
            lines.append(draw(rules()))
            lines.append(draw(st.one_of(st.just(""), moments("EXDATE"))))
        case "override":
            reach = draw(st.sampled_from(["", "", ";RANGE=THISANDFUTURE"]))
            lines.append(draw(moments(f"RECURRENCE-ID{reach}")))
        case "extra":
            lines.append(draw(moments("RDATE")))
    lines.append(f"SEQUENCE:{draw(st.integers(0, 2))}")
    return "\r\n".join(["BEGIN:VEVENT", *filter(None, lines), "END:VEVENT"])


def test_a_counted_daily_rule_on_one_weekday_reaches_as_far_as_it_counts() -> None:
    mondays = "UID:a", "DTSTART:20260907T140000Z", "RRULE:FREQ=DAILY;COUNT=12;BYDAY=MO"
    data = calendar("\r\n".join(["BEGIN:VEVENT", *mondays, "END:VEVENT"]))
    day = datetime(2026, 11, 23, tzinfo=UTC)
    found = read_ics(data, Span(day, day + timedelta(days=1)), ZoneInfo("UTC"))
    assert len(found.occurrences) == 1


def test_selection_changes_no_generated_answer(record_property: Record) -> None:
    compared = 0

    @given(st.lists(events(), min_size=1, max_size=9), windows(), st.sampled_from(ZONES))
    @settings(max_examples=250, deadline=None)
    def same(parts: list[str], span: Span, zone: str) -> None:
        nonlocal compared
        data = calendar(*parts)
        chosen = read_ics(data, span, ZoneInfo(zone))
        whole = read_ics(data, span, ZoneInfo(zone), select=False)
        assert chosen.occurrences == whole.occurrences
        compared += 1

    same()
    record_property("generated calendars, filtered = unfiltered", compared)


@pytest.mark.parametrize("seed", range(2))
def test_selection_changes_no_answer_of_the_corpus(seed: int, record_property: Record) -> None:
    """Every file of the corpus over its own window and over drawn ones."""
    drawn = Random(seed)
    start = datetime(2026, 9, 1, tzinfo=UTC)
    compared = 0
    for case in READ:
        begin = start + timedelta(hours=drawn.randrange(212 * 24))
        span = Span(begin, begin + timedelta(hours=drawn.randrange(40 * 24)))
        for zone in ZONES:
            chosen = read_ics(case.data, span, ZoneInfo(zone))
            whole = read_ics(case.data, span, ZoneInfo(zone), select=False)
            assert chosen.occurrences == whole.occurrences, (case.name, span, zone)
            compared += 1
    record_property("windows of the corpus, filtered = unfiltered", compared)


@given(st.lists(events(), min_size=1, max_size=9), windows(), st.sampled_from(ZONES))
@settings(max_examples=250, deadline=None)
def test_beginning_a_series_later_changes_no_answer(
    parts: list[str], span: Span, zone: str
) -> None:
    data = calendar(*parts)
    late = read_ics(data, span, ZoneInfo(zone))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(expand, "skip_ahead", lambda *_: 0)
        whole = read_ics(data, span, ZoneInfo(zone))
    assert late.occurrences == whole.occurrences
