"""The same words in every place: they fit, and the emergency number is the last to go."""

from __future__ import annotations

from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundary.mail.choices import OwnPlace, Place, Words
from boundary.mail.crisis import crisis_table
from boundary.mail.cut import (
    MOST_SPOKEN,
    MOST_TEXT,
    cut,
    fits_in_a_text,
    letters_in_a_text,
    place_texts,
    plain_letters,
    spoken,
    text_for,
)
from boundary.mail.templates import LANGUAGES, Part
from boundary.mail.words import WordsError
from boundary.schedule.hours import WallSpan, WeeklyHours
from boundary.schedule.hours_channels import Channels

NEW_YORK = ZoneInfo("America/New_York")
OFFICE = WeeklyHours("America/New_York")


def test_a_text_message_has_the_hours_and_both_numbers() -> None:
    said = text_for(Place.TEXT, Words(), OFFICE, NEW_YORK)

    assert "9:00 am to 5:00 pm" in said
    assert "911" in said
    assert "988" in said


def test_a_script_is_told_the_hours_of_the_phone() -> None:
    phone = WeeklyHours("America/New_York", ((WallSpan(time(12), time(13)),), *((),) * 6))
    texts = place_texts(Words(), OFFICE, Channels(phone=phone), NEW_YORK)

    assert "Monday 12:00 pm to 1:00 pm" in next(
        each.text for each in texts if each.place is Place.VOICEMAIL
    )


def test_a_place_is_done_once_she_ticked_it() -> None:
    texts = place_texts(Words(places=frozenset({Place.PORTAL})), OFFICE, Channels(), NEW_YORK)

    assert [each.place for each in texts if each.done] == [Place.PORTAL]


def test_what_is_kept_least_goes_first() -> None:
    parts = (Part("One.", 1), Part("Two.", 2), Part("Three.", 0))

    assert cut(parts, ({},), lambda text: len(text) <= 11) == "One. Three."


def test_the_last_sentence_stays_whatever_its_length() -> None:
    assert cut((Part("Danger.", 0), Part("Hours.", 1)), ({},), lambda text: not text) == "Danger."


def test_shorter_fields_are_tried_before_a_sentence_goes() -> None:
    fields = ({"zone": "a very long zone"}, {"zone": "EST"})
    parts = (Part("At {zone}.", 0), Part("Bye.", 1))

    assert cut(parts, fields, lambda text: len(text) <= 12) == "At EST. Bye."


def test_letters_outside_the_alphabet_are_spelled_plainly() -> None:
    assert plain_letters("automática, réponse, août, ñ") == "automatica, réponse, aout, ñ"


def test_some_letters_count_twice() -> None:
    assert letters_in_a_text("5€") == 3


def test_a_letter_outside_the_alphabet_is_no_single_text() -> None:
    assert not fits_in_a_text("á")


def test_each_digit_of_a_number_is_spoken() -> None:
    assert spoken("call 911") == timedelta(seconds=4 / 2.5)


def test_a_time_is_two_words() -> None:
    assert spoken("9:00 am") == timedelta(seconds=3 / 2.5)


walls = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
days = st.lists(st.builds(WallSpan, walls, walls), max_size=3).map(tuple)
weeks = st.lists(days, min_size=7, max_size=7).map(tuple)
countries = st.sampled_from([*sorted(crisis_table()), None])
zones = st.sampled_from(
    ("America/New_York", "America/Argentina/ComodRivadavia", "America/North_Dakota/New_Salem")
)


@given(weeks, zones, countries, st.sampled_from(LANGUAGES), st.integers(1, 10))
@settings(deadline=None, max_examples=150)
def test_every_place_fits_for_any_week_country_and_language(
    week: tuple[tuple[WallSpan, ...], ...],
    zone: str,
    country: str | None,
    language: str,
    response: int,
) -> None:
    words = Words(language=language, country=country, response_days=response)
    hours = WeeklyHours(zone, week)
    texts = {each.place: each.text for each in place_texts(words, hours, Channels(), NEW_YORK)}

    assert fits_in_a_text(texts[Place.TEXT])
    assert len(texts[Place.TEXT]) <= MOST_TEXT
    assert spoken(texts[Place.VOICEMAIL]) <= MOST_SPOKEN
    if country is not None:
        number = crisis_table()[country].emergency[0]
        assert all(number in text for text in texts.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", Place)
def test_a_text_is_one_line_without_a_field_left(place: Place, language: str) -> None:
    said = text_for(place, Words(language=language), OFFICE, NEW_YORK)

    assert "\n" not in said
    assert "{" not in said


def test_her_own_words_for_a_place_are_used() -> None:
    own = OwnPlace(Place.VOICEMAIL, "I ring back {hours}. {danger}")
    said = text_for(Place.VOICEMAIL, Words(own_places=(own,)), OFFICE, NEW_YORK)

    assert said.startswith("I ring back Monday to Friday")
    assert said.endswith("call 911.")


def test_her_own_words_are_cut_with_the_number_kept() -> None:
    own = OwnPlace(Place.TEXT, "First. " + "A long sentence follows here. " * 8 + "{danger}")
    said = text_for(Place.TEXT, Words(own_places=(own,)), OFFICE, NEW_YORK)

    assert fits_in_a_text(said)
    assert said.startswith("First.")
    assert said.endswith("call 911.")


def test_a_stray_brace_in_her_own_words_for_a_place_is_named() -> None:
    own = OwnPlace(Place.TEXT, "Back {hours")

    with pytest.raises(WordsError, match="stray brace"):
        text_for(Place.TEXT, Words(own_places=(own,)), OFFICE, NEW_YORK)
