"""Emergency numbers and crisis lines: the table itself, and how long it is relied on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from boundary.mail.choices import Confirmed
from boundary.mail.crisis import (
    GOOD_FOR,
    Row,
    Status,
    abroad_text,
    country_of,
    crisis_table,
    danger_text,
    good_until,
    support_text,
    usable,
)
from boundary.mail.templates import LANGUAGES, tongue

TABLE = crisis_table()
ENGLISH = tongue("en")

every_row = pytest.mark.parametrize("row", TABLE.values(), ids=lambda row: row.country)


@every_row
def test_a_row_has_a_number_a_line_and_a_page(row: Row) -> None:
    assert row.emergency
    assert row.lines
    assert row.source.startswith("https://")


@every_row
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_country_has_a_name_in_every_language(row: Row, language: str) -> None:
    assert tongue(language).country(row.country) != row.country


@every_row
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_is_said_whole_in_every_language(row: Row, language: str) -> None:
    said = support_text(row, tongue(language)) + danger_text(row, tongue(language))

    assert all(number in said for number in row.emergency)
    assert all(line.number in said and line.name in said for line in row.lines)
    assert "{" not in said


def test_the_numbers_of_the_united_kingdom_are_those_of_its_services() -> None:
    said = abroad_text(TABLE["GB"], ENGLISH, lines=True)

    assert said == (
        "In the United Kingdom: 999; call 111, option 2 (NHS) or call 116 123 (Samaritans)."
    )


def test_a_line_that_takes_texts_says_so() -> None:
    assert "call or text 988" in support_text(TABLE["US"], ENGLISH)


def test_a_line_that_wants_a_word_says_it() -> None:
    assert "text HELLO to 50808" in support_text(TABLE["IE"], ENGLISH)


def test_a_line_with_hours_is_not_promised_at_any_hour() -> None:
    assert support_text(TABLE["IT"], ENGLISH) == "For support, call 02 2327 2327."


def test_a_row_is_good_for_180_days() -> None:
    row = TABLE["US"]

    assert timedelta(days=180) == GOOD_FOR
    assert good_until(row, ()) == row.checked_on + GOOD_FOR


def test_her_own_look_counts_from_its_day() -> None:
    looked = Confirmed("US", date(2027, 6, 1))

    assert good_until(TABLE["US"], [looked]) == date(2027, 6, 1) + GOOD_FOR


def test_an_old_look_does_not_shorten_a_newer_check() -> None:
    row = TABLE["US"]

    assert good_until(row, [Confirmed("US", date(2020, 1, 1))]) == row.checked_on + GOOD_FOR


def test_a_recalled_row_was_never_good() -> None:
    assert TABLE["AT"].status is Status.RECALLED
    assert good_until(TABLE["AT"], ()) is None


def test_a_recalled_row_is_used_once_she_confirmed_it() -> None:
    assert not usable(TABLE["AT"], [Confirmed("CH", date(2026, 1, 1))])
    assert usable(TABLE["AT"], [Confirmed("AT", date(2026, 1, 1))])


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("America/New_York", "US"),
        ("Europe/London", "GB"),
        ("Europe/Berlin", "DE"),
        ("Australia/Sydney", "AU"),
        ("America/Managua", "NI"),
        ("UTC", None),
        ("Mars/Olympus", None),
    ],
)
def test_a_zone_lies_in_a_country(zone: str, country: str | None) -> None:
    assert country_of(zone) == country


def test_nicaragua_is_not_northern_ireland() -> None:
    assert "NI" not in TABLE
    assert TABLE["GB-NIR"].emergency == ("999",)
