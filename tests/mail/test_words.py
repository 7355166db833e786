"""Words: what a stranger receives, window by window, in four languages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundary.clock import Span, parse_instant
from boundary.mail.choices import Arming, Colleague, Confirmed, Form, OwnText, Words
from boundary.mail.crisis import crisis_table
from boundary.mail.reply import OPENING, Reply, Wanted
from boundary.mail.single import one_window
from boundary.mail.templates import LANGUAGES
from boundary.mail.words import WordsError, replies_for, replies_within
from boundary.schedule.hours import (
    DEFAULT_WEEK,
    Away,
    Override,
    SpecialDay,
    WallSpan,
    WeeklyHours,
    closed_windows,
)
from boundary.schedule.hours_ahead import HoursError, open_for

NEW_YORK = ZoneInfo("America/New_York")
MONDAY = parse_instant("2026-11-23T12:00:00Z")
OFFICE = WeeklyHours("America/New_York")
YEAR = Span(MONDAY, MONDAY + timedelta(days=365))
LEAVE = Away(date(2026, 12, 19), date(2027, 1, 3))
LEE = Colleague("Dr Lee", "555 0100", "LCSW", "9 to 5", consented=True)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC)


def reply_of(instant: str, words: Words | None = None, hours: WeeklyHours = OFFICE) -> Reply:
    """Return the reply that is on at a New York wall time."""
    now = at(instant)
    found = replies_within(hours, words or Words(), Span(now, now), NEW_YORK)
    return next(reply for reply in found if reply.during.contains(now))


def test_the_reply_of_a_night_names_the_next_opening() -> None:
    assert "Tuesday 24 November at 9:00 am (EST)" in reply_of("2026-11-23T20:00").body


def test_the_reply_of_a_weekend_names_monday() -> None:
    assert "Monday 30 November at 9:00 am (EST)" in reply_of("2026-11-28T20:00").body


def test_the_opening_is_told_in_the_time_that_holds_then() -> None:
    assert "Monday 15 March at 9:00 am (EDT)" in reply_of("2027-03-12T20:00").body


def test_a_reply_lasts_from_closing_to_opening() -> None:
    assert reply_of("2026-11-28T20:00").during == Span(
        at("2026-11-27T17:00"), at("2026-11-30T09:00")
    )


def test_a_weekend_over_the_skipped_hour_is_an_hour_shorter() -> None:
    assert reply_of("2027-03-13T20:00").during.length == timedelta(hours=63)


@pytest.mark.parametrize(
    ("language", "opening"),
    [
        ("en", "Tuesday 1 December at 9:00 am (EST)"),
        ("de", "Dienstag, 1. Dezember, um 9:00 Uhr (EST)"),
        ("es", "martes 1 de diciembre a las 9:00 (EST)"),
        ("fr", "mardi 1er décembre à 9 h (EST)"),
    ],
)
def test_the_opening_is_told_in_the_language_of_the_reply(language: str, opening: str) -> None:
    assert reply_of("2026-11-30T20:00", Words(language=language)).opening == opening


def test_spanish_says_one_oclock_in_the_singular() -> None:
    hours = replace(OFFICE, week=((WallSpan(time(1), time(5)),),) * 7)

    assert "a la 1:00" in reply_of("2026-11-30T20:00", Words(language="es"), hours).opening


def test_german_calls_its_own_time_by_its_own_letters() -> None:
    hours = WeeklyHours("Europe/Berlin")
    reply = reply_of("2026-11-30T20:00", Words(language="de"), hours)

    assert reply.opening == "Dienstag, 1. Dezember, um 9:00 Uhr (MEZ)"


def test_a_zone_without_letters_is_told_by_its_distance() -> None:
    hours = WeeklyHours("America/Sao_Paulo")

    assert reply_of("2026-11-30T20:00", hours=hours).opening.endswith("(UTC-3)")


def test_a_language_that_nobody_wrote_is_english() -> None:
    assert reply_of("2026-11-30T20:00", Words(language="fi")).body.startswith("Thank you")


def test_the_words_may_follow_the_language_of_the_program() -> None:
    closed = closed_windows(OFFICE, Span(at("2026-11-30T17:00"), at("2026-12-01T09:00")), NEW_YORK)
    (reply,) = replies_for(closed, Words(), OFFICE, NEW_YORK, "de_AT")

    assert reply.body.startswith("Danke")


def test_an_opening_half_a_year_ahead_names_its_year() -> None:
    hours = replace(OFFICE, away=(Away(date(2026, 12, 1), date(2027, 8, 1)),))

    assert "Monday 2 August 2027" in reply_of("2027-01-10T20:00", hours=hours).opening


def test_a_year_of_replies_shares_one_frame_a_kind() -> None:
    replies = replies_within(OFFICE, Words(), YEAR, NEW_YORK)

    assert len({reply.frame for reply in replies}) == 2


def test_an_absence_has_a_frame_of_its_own_with_its_days() -> None:
    body = reply_of("2026-12-24T20:00", hours=replace(OFFICE, away=(LEAVE,))).body

    assert "from Saturday 19 December to Sunday 3 January" in body


def test_the_reply_of_an_absence_lasts_from_the_last_closing_to_the_return() -> None:
    reply = reply_of("2026-12-24T20:00", hours=replace(OFFICE, away=(LEAVE,)))

    assert reply.during == Span(at("2026-12-18T17:00"), at("2027-01-04T09:00"))


def test_a_colleague_who_agreed_is_named_while_she_is_away() -> None:
    words = Words(colleague=LEE)
    body = reply_of("2026-12-24T20:00", words, replace(OFFICE, away=(LEAVE,))).body

    assert "Dr Lee, LCSW takes urgent calls for me at 555 0100, 9 to 5." in body


def test_a_colleague_who_was_not_asked_is_not_named() -> None:
    words = Words(colleague=replace(LEE, consented=False))
    body = reply_of("2026-12-24T20:00", words, replace(OFFICE, away=(LEAVE,))).body

    assert "Lee" not in body
    assert "555 0100" not in body


def test_a_colleague_is_not_named_on_an_ordinary_night() -> None:
    assert "Lee" not in reply_of("2026-11-23T20:00", Words(colleague=LEE)).body


def test_a_holiday_in_the_week_gets_the_text_of_a_weekend() -> None:
    hours = replace(OFFICE, exceptions=(SpecialDay(date(2026, 11, 26), why="holiday"),))

    assert "I am not reading messages now." in reply_of("2026-11-25T20:00", hours=hours).body


def test_the_numbers_follow_the_country_of_the_hours() -> None:
    body = reply_of("2026-11-23T20:00", hours=WeeklyHours("Europe/London")).body

    assert "call 999" in body
    assert "111, option 2" in body
    assert "116 123" in body


def test_a_country_of_her_choice_wins_over_that_of_the_zone() -> None:
    assert "call 112" in reply_of("2026-11-23T20:00", Words(country="DE")).body


def test_a_line_that_was_only_recalled_waits_for_her_word() -> None:
    assert "142" not in reply_of("2026-11-23T20:00", Words(country="AT")).body


def test_a_line_that_she_confirmed_is_said() -> None:
    words = Words(country="AT", confirmed=(Confirmed("AT", date(2026, 11, 20)),))

    assert "142" in reply_of("2026-11-23T20:00", words).body


def test_without_a_known_country_the_local_number_is_meant() -> None:
    body = reply_of("2026-11-23T20:00", hours=WeeklyHours("UTC")).body

    assert "call the local emergency number" in body


def test_people_abroad_find_their_own_numbers() -> None:
    assert "In Germany: 112; " in reply_of("2026-11-23T20:00", Words(abroad=("DE",))).body


def test_her_own_text_is_filled_in() -> None:
    words = Words(own=(OwnText(Form.NIGHTLY, "Back {opening}. {danger}", "Not now"),))
    reply = reply_of("2026-11-23T20:00", words)

    assert reply.body == (
        "Back Tuesday 24 November at 9:00 am (EST). If anyone may be in danger, call 911.\n"
    )
    assert reply.subject == "Not now"


def test_a_stray_brace_in_her_own_text_is_named() -> None:
    words = Words(own=(OwnText(Form.NIGHTLY, "Hello\nback {opening"),))

    with pytest.raises(WordsError, match="can't be filled in") as caught:
        reply_of("2026-11-23T20:00", words)
    assert "line 2: a stray brace" in caught.value.remedy


def test_a_name_can_name_no_field() -> None:
    assert reply_of("2026-11-23T20:00", Words(name="{opening}")).body.endswith("\nopening\n")


def test_hours_that_never_open_have_no_reply() -> None:
    with pytest.raises(HoursError, match="never open again"):
        replies_within(WeeklyHours(week=((),) * 7), Words(), YEAR, NEW_YORK)


def test_hours_in_a_lost_zone_have_no_reply() -> None:
    with pytest.raises(HoursError, match="not known here"):
        replies_within(WeeklyHours("Atlantis/Centre"), Words(), YEAR, NEW_YORK)


def test_hours_that_never_close_want_nothing() -> None:
    always = WeeklyHours("America/New_York", ((WallSpan(time(), time()),),) * 7)

    assert replies_within(always, Words(), YEAR, NEW_YORK) == ()
    assert one_window(always, Words(), MONDAY, NEW_YORK) is None


def test_one_window_is_armed_ahead_while_it_is_open() -> None:
    reply = one_window(OFFICE, Words(arming=Arming.EXACT), at("2026-11-23T11:00"), NEW_YORK)

    assert reply is not None
    assert reply.during == Span(at("2026-11-23T17:00"), at("2026-11-24T09:00"))


def test_one_window_stays_on_for_fourteen_days() -> None:
    reply = one_window(OFFICE, Words(), at("2026-11-23T11:00"), NEW_YORK)

    assert reply is not None
    assert reply.during == Span(at("2026-11-23T17:00"), at("2026-12-07T17:00"))


def test_what_stays_on_lists_the_openings_up_to_the_first_after_its_end() -> None:
    reply = one_window(OFFICE, Words(), at("2026-11-23T11:00"), NEW_YORK)

    assert reply is not None
    lines = [line for line in reply.body.splitlines() if line.endswith("9:00 am to 5:00 pm")]
    assert len(lines) == 11
    assert lines[-1] == "Tuesday 8 December, 9:00 am to 5:00 pm"


def test_what_stays_on_into_an_absence_names_the_first_day_back() -> None:
    hours = replace(OFFICE, away=(Away(date(2026, 12, 1), date(2026, 12, 20)),))
    reply = one_window(hours, Words(), at("2026-11-25T11:00"), NEW_YORK)

    assert reply is not None
    assert reply.during.end == at("2026-12-09T17:00")
    assert "Monday 30 November, 9:00 am to 5:00 pm\nMonday 21 December" in reply.body


def test_a_window_longer_than_fourteen_days_is_exact() -> None:
    monthly = WeeklyHours("America/New_York", ((),) * 7, (
        SpecialDay(date(2026, 12, 1), (WallSpan(time(9), time(12)),)),
        SpecialDay(date(2027, 1, 5), (WallSpan(time(9), time(12)),)),
    ))  # fmt: skip
    reply = one_window(monthly, Words(), at("2026-12-02T11:00"), NEW_YORK)

    assert reply is not None
    assert reply.during == Span(at("2026-12-01T12:00"), at("2027-01-05T09:00"))


def test_what_stays_on_lists_every_opening_and_names_no_next_one() -> None:
    hours = replace(OFFICE, exceptions=(SpecialDay(date(2026, 11, 26), why="holiday"),))
    reply = one_window(hours, Words(), at("2026-11-23T11:00"), NEW_YORK)

    assert reply is not None
    assert OPENING not in reply.frame
    assert "Wednesday 25 November, 9:00 am to 5:00 pm\nFriday 27 November" in reply.body


def test_one_window_is_the_same_all_through_the_open_hours() -> None:
    looks = [
        one_window(OFFICE, Words(), at(f"2026-11-23T{hour:02}:17"), NEW_YORK)
        for hour in range(9, 17)
    ]

    assert len(set(looks)) == 1


def test_an_absence_is_exact_whatever_she_chose() -> None:
    hours = replace(OFFICE, away=(LEAVE,))
    reply = one_window(hours, Words(), at("2026-12-18T12:00"), NEW_YORK)

    assert reply is not None
    assert reply.during == Span(at("2026-12-18T17:00"), at("2027-01-04T09:00"))


def test_open_for_one_more_hour_moves_the_reply() -> None:
    hours = replace(OFFICE, overrides=(open_for(at("2026-11-23T17:00"), timedelta(hours=1)),))

    assert reply_of("2026-11-23T20:00", hours=hours).during.start == at("2026-11-23T18:00")


def test_a_text_holds_no_name_in_a_repr() -> None:
    assert "Lee" not in repr(Words(colleague=LEE, name="Maya Lee"))


walls = st.builds(time, st.integers(0, 23), st.sampled_from((0, 30)))
windows = st.lists(st.builds(WallSpan, walls, walls), max_size=2).map(tuple)
weeks = st.lists(windows, min_size=7, max_size=7).map(tuple).filter(any)
zones = st.sampled_from(
    ("America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia")
)
days = st.dates(date(2027, 3, 1), date(2027, 4, 15))
aways = st.builds(lambda day, n: Away(day, day + timedelta(days=n)), days, st.integers(0, 20))
wishes = st.builds(
    lambda day, hour, length, is_open: Override(
        Span(
            datetime(day.year, day.month, day.day, hour, tzinfo=UTC),
            datetime(day.year, day.month, day.day, hour, tzinfo=UTC) + timedelta(hours=length),
        ),
        is_open,
    ),
    days, st.integers(0, 23), st.integers(1, 24), st.booleans(),
)  # fmt: skip
schedules = st.builds(
    WeeklyHours,
    zones,
    weeks,
    st.lists(st.builds(SpecialDay, days, windows, st.sampled_from(("", "x"))), max_size=3,
             unique_by=lambda special: special.day).map(tuple),
    st.lists(aways, max_size=2).map(tuple),
    st.lists(wishes, max_size=3).map(tuple),
)  # fmt: skip


@given(schedules, st.sampled_from(LANGUAGES), days)
@settings(deadline=None, max_examples=60)
def test_every_reply_ends_and_none_overlaps(hours: WeeklyHours, language: str, day: date) -> None:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    span = Span(start, start + timedelta(days=20))
    replies = replies_within(hours, Words(language=language), span, NEW_YORK)

    assert Wanted(replies).replies == replies
    assert all(one.during.end < two.during.start for one, two in pairwise(replies))
    assert all(reply.during.length > timedelta(0) for reply in replies)
    assert not any("{" in reply.body or "}" in reply.body for reply in replies)


@given(schedules, days, st.sampled_from(Arming))
@settings(deadline=None, max_examples=60)
def test_a_single_reply_covers_now_or_what_comes_and_has_an_end(
    hours: WeeklyHours, day: date, arming: Arming
) -> None:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    reply = one_window(hours, Words(arming=arming), now, NEW_YORK)

    if reply is not None:
        assert reply.during.end > now
        exact = one_window(hours, Words(arming=Arming.EXACT), now, NEW_YORK)
        assert exact is not None
        longest = max(exact.during.length, timedelta(days=14))
        assert reply.during.start == exact.during.start
        assert reply.during.length <= longest


FOR_PEOPLE = re.compile(
    r"client|patient|klient|pacient|sitzung|session|sesi[oó]n|séance|appointment|termin|cita\b"
    r"|rendez-vous|therap|thérap|terap|behandlung|treatment|tratamiento|traitement",
    re.IGNORECASE,
)


@given(
    schedules,
    st.sampled_from(LANGUAGES),
    st.sampled_from([None, *crisis_table()]),
    st.lists(st.sampled_from([*crisis_table()]), max_size=3, unique=True).map(tuple),
    days,
    st.sampled_from(Arming),
)
@settings(deadline=None, max_examples=60)
def test_no_reply_tells_who_writes_in_any_language(
    hours: WeeklyHours,
    language: str,
    country: str | None,
    abroad: tuple[str, ...],
    day: date,
    arming: Arming,
) -> None:
    looked = tuple(Confirmed(code, day) for code in (country, *abroad) if code)
    words = Words(language, country, abroad, confirmed=looked, colleague=LEE, arming=arming)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    found = replies_within(hours, words, Span(start, start + timedelta(days=9)), NEW_YORK)
    single = one_window(hours, words, start, NEW_YORK)

    for reply in (*found, *((single,) if single else ())):
        assert not FOR_PEOPLE.search(f"{reply.subject}\n{reply.body}")


def test_the_default_week_is_what_the_text_says() -> None:
    assert OFFICE.week == DEFAULT_WEEK
    assert "Monday to Friday 9:00 am to 5:00 pm (Eastern Time)" in reply_of("2026-11-23T20:00").body
