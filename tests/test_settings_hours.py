"""Hours, channels and words in the settings document."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.clock import Span
from boundary.documents import Fields
from boundary.errors import SettingsError
from boundary.mail.choices import (
    MOST_LETTERS,
    Arming,
    Colleague,
    Confirmed,
    Form,
    OwnPlace,
    OwnText,
    Place,
    Words,
)
from boundary.schedule.hours import Away, Override, Region, WallSpan, WeeklyHours
from boundary.schedule.hours_channels import Channels
from boundary.settings import Settings, parse_settings, settings_document
from boundary.settings.hours import MOST_EXCEPTIONS
from boundary.settings.words import read_words, words_document


def hours(**fields: object) -> WeeklyHours:
    return parse_settings({"version": 1, "hours": fields}).hours


def words(**fields: object) -> Words:
    return parse_settings({"version": 1, "words": fields}).words


def problems(**parts: object) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        parse_settings({"version": 1, **parts})
    return caught.value.problems


def test_a_document_of_before_has_hours_as_it_had() -> None:
    assert hours(zone="Europe/Lisbon") == WeeklyHours("Europe/Lisbon")


def test_an_absence_has_a_first_and_a_last_day() -> None:
    away = [{"first": "2026-12-19", "last": "2027-01-03", "why": "winter"}]

    assert hours(away=away).away == (Away(date(2026, 12, 19), date(2027, 1, 3), "winter"),)


def test_an_absence_without_an_end_is_a_problem() -> None:
    assert problems(hours={"away": [{"first": "2026-12-19"}]}) == ("hours.away[0].last: missing",)


def test_an_absence_ends_after_it_begins() -> None:
    away = [{"first": "2026-12-19", "last": "2026-12-18"}]

    assert problems(hours={"away": away}) == ("hours.away[0].last: not before first",)


def test_an_override_is_a_stretch_of_instants() -> None:
    said = [{"from": "2026-12-01T22:00:00Z", "to": "2026-12-01T18:00:00-05:00", "open": True}]
    span = Span(datetime(2026, 12, 1, 22, tzinfo=UTC), datetime(2026, 12, 1, 23, tzinfo=UTC))

    assert hours(overrides=said).overrides == (Override(span, open=True),)


def test_an_override_without_an_end_is_a_problem() -> None:
    said = [{"from": "2026-12-01T22:00:00Z", "open": False}]

    assert problems(hours={"overrides": said}) == ("hours.overrides[0].to: missing",)


@pytest.mark.parametrize("end", ["2026-12-01T22:00:00Z", "2026-12-01T21:00:00Z"])
def test_an_override_has_a_length(end: str) -> None:
    said = [{"from": "2026-12-01T22:00:00Z", "to": end, "open": False}]
    (problem,) = problems(hours={"overrides": said})

    assert problem.startswith("hours.overrides[0].to: after from")


@pytest.mark.parametrize("far", ["9999-12-31", "0001-01-01"])
def test_a_day_at_the_end_of_time_is_a_problem(far: str) -> None:
    assert len(problems(hours={"exceptions": [{"day": far}]})) == 1


def test_a_region_is_a_country_and_perhaps_a_part_of_it() -> None:
    assert hours(holidays={"country": "US"}).holidays == Region("US")
    assert hours(holidays={"country": "DE", "subdivision": "BY"}).holidays == Region("DE", "BY")
    assert hours(holidays=None).holidays is None


def test_a_country_has_two_letters() -> None:
    assert len(problems(hours={"holidays": {"country": "Germany"}})) == 1


def test_reply_windows_are_windows() -> None:
    found = hours(reply_windows=[{"from": "12:30", "to": "13:00"}]).reply_windows

    assert found == (WallSpan(time(12, 30), time(13)),)


def test_too_many_exceptions_are_one_problem() -> None:
    exceptions: list[Any] = [None] * (MOST_EXCEPTIONS + 1)

    assert len(problems(hours={"exceptions": exceptions})) == 1


@pytest.mark.parametrize("name", ["exceptions", "away", "overrides", "reply_windows"])
@pytest.mark.parametrize("rubbish", [None, {}, "x", 3])
def test_a_list_of_the_hours_that_is_none_is_one_problem(name: str, rubbish: object) -> None:
    assert problems(hours={name: rubbish}) == (f"hours.{name}: a list",)


@pytest.mark.parametrize("rubbish", [[], "x", 3])
def test_a_region_that_is_none_is_a_problem(rubbish: object) -> None:
    assert "hours.holidays: an object with named fields" in problems(hours={"holidays": rubbish})


def test_a_channel_may_have_hours_or_not() -> None:
    channels = {"phone": {"zone": "Europe/Lisbon"}, "text": None}
    found = parse_settings({"version": 1, "channels": channels}).channels

    assert found == Channels(phone=WeeklyHours("Europe/Lisbon"))


def test_a_channel_of_another_name_is_a_problem() -> None:
    assert problems(channels={"pager": {}}) == ("channels.pager: not a field of this version",)


def test_words_begin_as_they_come() -> None:
    assert words() == Words()


def test_a_text_may_be_her_own() -> None:
    texts = [{"form": "away", "text": "Back on {opening}.", "subject": "Away"}]

    assert words(texts=texts).own == (OwnText(Form.AWAY, "Back on {opening}.", "Away"),)


def test_each_text_is_written_once() -> None:
    texts = [{"form": "away", "text": "One."}, {"form": "away", "text": "Two."}]

    assert problems(words={"texts": texts}) == ("words.texts: each text once",)


@pytest.mark.parametrize("text", ["x" * (MOST_LETTERS + 1), "a\x00b", 7])
def test_a_text_that_no_server_could_hold_is_a_problem(text: object) -> None:
    assert len(problems(words={"texts": [{"form": "away", "text": text}]})) == 1


@pytest.mark.parametrize("line", ["two\nlines", "{opening}", 'a "quote"', "x" * 121, "a\\b"])
def test_a_line_that_would_break_a_script_is_a_problem(line: str) -> None:
    assert len(problems(words={"name": line})) == 1


def test_each_place_has_one_text() -> None:
    texts = [{"place": "mail", "text": "One."}, {"place": "mail", "text": "Two."}]

    assert problems(words={"place_texts": texts}) == ("words.place_texts: each place once",)


def test_northern_ireland_is_a_country_of_its_own_here() -> None:
    assert words(country="GB-NIR").country == "GB-NIR"


def test_a_colleague_has_agreed_only_if_it_says_so() -> None:
    colleague = {"name": "Dr Lee", "number": "555 0100"}

    assert words(colleague=colleague).colleague == Colleague("Dr Lee", "555 0100")


@pytest.mark.parametrize("days", [0, 11, True, "1"])
def test_an_answer_comes_in_one_to_ten_days(days: object) -> None:
    assert len(problems(words={"response_days": days})) == 1


def test_a_problem_never_repeats_what_it_is_about() -> None:
    (problem,) = problems(words={"name": "Anna {"})

    assert "Anna" not in problem


lines = st.text(st.characters(codec="utf-8", categories=("L", "N", "Zs")), max_size=20).filter(
    lambda text: text.isprintable()
)
countries = st.sampled_from(("US", "CA", "DE"))


colleagues = st.builds(Colleague, lines, lines, lines, lines, lines, st.booleans())


@given(
    st.builds(
        Words,
        language=st.sampled_from((None, "de", "fr_CA")),
        country=st.none() | countries,
        abroad=st.lists(countries, unique=True).map(tuple),
        response_days=st.integers(1, 10),
        name=lines,
        own=st.lists(
            st.builds(OwnText, st.sampled_from(Form), lines, lines), unique_by=lambda own: own.form
        ).map(tuple),
        colleague=st.none()
        | st.builds(Colleague, lines, lines, lines, lines, lines, st.booleans()),
        arming=st.sampled_from(Arming),
        confirmed=st.lists(st.builds(Confirmed, countries, st.dates())).map(tuple),
        own_places=st.lists(
            st.builds(OwnPlace, st.sampled_from(Place), lines), unique_by=lambda own: own.place
        ).map(tuple),
        places=st.frozensets(st.sampled_from(Place)),
        emergencies=st.lists(lines, max_size=3, unique=True).map(tuple),
        routine=st.lists(lines, max_size=3, unique=True).map(tuple),
    )
)
def test_words_that_are_written_read_the_same(chosen: Words) -> None:
    found: list[str] = []

    assert read_words(Fields(words_document(chosen), "words", found)) == chosen
    assert found == []


def test_all_of_hours_and_channels_that_is_written_reads_the_same() -> None:
    noon = datetime(2026, 12, 1, 12, tzinfo=UTC)
    full = WeeklyHours(
        "Europe/Lisbon",
        away=(Away(date(2026, 12, 19), date(2027, 1, 3)),),
        overrides=(Override(Span(noon, noon.replace(hour=13)), open=True),),
        holidays=Region("PT", "11"),
        reply_windows=(WallSpan(time(23), time()),),
    )
    settings = Settings(hours=full, channels=Channels(text=full))

    assert parse_settings(settings_document(settings)) == settings
