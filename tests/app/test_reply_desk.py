"""What she changes on the page of the reply becomes her settings; what may not be said stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from boundary.app import reply_desk
from boundary.clock import Span
from boundary.mail.choices import Colleague, Form, OwnPlace, Place, Words
from boundary.mail.sorter import Side
from boundary.mail.words import replies_within
from boundary.schedule.hours import Away, WeeklyHours
from boundary.settings import Settings
from boundary.ui.reply_view import ColleagueRow, PlaceRow, ReplyView

pytestmark = pytest.mark.usefixtures("qapp")

NEW_YORK = ZoneInfo("America/New_York")
NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)
EVENING = datetime(2026, 11, 25, 1, tzinfo=UTC)
HERS = Settings(hours=WeeklyHours("America/New_York"), words=Words(country="US"))
SAM = ColleagueRow("Sam Rivera", "555 0100", "LCSW", "weekdays 9 to 12", "New York", True)
VOICEMAIL = "I call back {hours}. {danger}"


def view(settings: Settings = HERS, **more: object) -> ReplyView:
    given = {"twelve": False, "drafts": {}} | more
    return reply_desk.reply_view(settings, NOON, NEW_YORK, **given)  # type: ignore[arg-type]


def place(shown: ReplyView, name: Place) -> PlaceRow:
    return next(row for row in shown.places if row.id == name.value)


def away_text(settings: Settings) -> str:
    """Return what goes out while she is away."""
    hours = replace(settings.hours, away=(Away(date(2026, 12, 21), date(2027, 1, 3)),))
    span = Span(datetime(2026, 12, 24, tzinfo=UTC), datetime(2026, 12, 25, tzinfo=UTC))
    (reply,) = replies_within(hours, settings.words, span, NEW_YORK)
    return reply.body


def test_each_text_is_shown_with_what_its_fields_become() -> None:
    row = view().texts[0]
    assert {each.name: each.becomes for each in row.fields}["{opening}"] != ""


def test_a_text_of_hers_is_kept() -> None:
    settings = reply_desk.text_set(HERS, Form.NIGHTLY, "Away", "Until {opening}. {danger}")
    assert [(own.form, own.subject) for own in settings.words.own] == [(Form.NIGHTLY, "Away")]


def test_a_text_as_it_came_is_no_text_of_hers() -> None:
    row = view().texts[0]
    settings = reply_desk.text_set(HERS, Form.NIGHTLY, row.subject, row.text)
    assert settings.words.own == ()


def test_a_draft_is_shown_in_the_place_of_what_is_set() -> None:
    shown = view(drafts={Form.NIGHTLY: ("", "Half a sent")})
    assert shown.texts[0].text == "Half a sent"


def test_a_text_without_a_number_may_not_be_set() -> None:
    settings = reply_desk.text_set(HERS, Form.NIGHTLY, "", "Later.")
    assert not reply_desk.sets(settings, Form.NIGHTLY, NOON, NEW_YORK)


def test_a_stranger_who_writes_at_noon_receives_nothing() -> None:
    assert reply_desk.received(HERS, NOON, NEW_YORK, twelve=False) is None


def test_a_stranger_who_writes_in_the_evening_reads_the_next_opening() -> None:
    found = reply_desk.received(HERS, EVENING, NEW_YORK, twelve=False)
    assert found is not None
    assert "Wednesday 25 November at 9:00 am" in found.body


def test_the_preview_says_in_which_window_it_goes_out() -> None:
    found = reply_desk.received(HERS, EVENING, NEW_YORK, twelve=False)
    assert found is not None
    assert found.during == "From Tuesday 17:00 to Wednesday 9:00"


def test_numbers_that_she_looked_at_carry_the_day() -> None:
    settings = reply_desk.numbers_checked(HERS, "US", date(2026, 11, 24))
    assert [(each.country, each.on) for each in settings.words.confirmed] == [
        ("US", date(2026, 11, 24))
    ]


def test_her_own_country_is_not_abroad() -> None:
    settings = reply_desk.abroad_set(HERS, "CA", on=True)
    assert reply_desk.country_set(settings, "CA").words.abroad == ()


def test_an_empty_line_of_the_sorter_is_left_out() -> None:
    settings = reply_desk.sorter_set(HERS, Side.ROUTINE, ("Bills", "  ", "Forms"))
    assert settings.words.routine == ("Bills", "Forms")


def test_the_replies_can_be_in_another_language() -> None:
    settings = reply_desk.language_set(HERS, "de")
    found = reply_desk.received(settings, EVENING, NEW_YORK, twelve=False)
    assert found is not None
    assert "automatische Antwort" in found.body


def test_no_language_is_that_of_the_program() -> None:
    settings = reply_desk.language_set(reply_desk.language_set(HERS, "de"), "")
    assert settings.words.language is None


def test_every_language_is_offered_by_its_own_name() -> None:
    names = [name for _, name in view().languages]
    assert names[1:] == ["English", "Deutsch", "Español", "Français"]


def test_her_name_is_kept() -> None:
    assert reply_desk.name_set(HERS, "Anna Keller").words.name == "Anna Keller"


def test_a_colleague_who_agreed_is_named_while_she_is_away() -> None:
    assert "Sam Rivera" in away_text(reply_desk.colleague_set(HERS, SAM))


def test_without_consent_nobody_is_named() -> None:
    settings = reply_desk.colleague_set(HERS, replace(SAM, consented=False))
    assert "Sam Rivera" not in away_text(settings)


def test_the_page_says_what_the_text_will_say_of_the_colleague() -> None:
    says = view(reply_desk.colleague_set(HERS, SAM)).colleague.says
    assert "Sam Rivera, LCSW" in says


def test_the_page_says_that_nobody_is_named_without_consent() -> None:
    says = view(reply_desk.colleague_set(HERS, replace(SAM, consented=False))).colleague.says
    assert says == "Nobody is named until there is a name, a number and their consent."


def test_a_colleague_with_every_line_empty_is_none() -> None:
    settings = reply_desk.colleague_set(HERS, SAM)
    assert reply_desk.colleague_set(settings, ColleagueRow()).words.colleague is None


def test_what_she_typed_of_a_colleague_is_kept_line_by_line() -> None:
    settings = reply_desk.colleague_set(HERS, ColleagueRow(name="Sam Rivera"))
    assert settings.words.colleague == Colleague("Sam Rivera", "")


def test_her_own_words_for_a_place_are_cut_like_ours() -> None:
    settings = reply_desk.place_worded(HERS, Place.VOICEMAIL, VOICEMAIL)
    row = place(view(settings), Place.VOICEMAIL)
    assert row.text.startswith("I call back Monday to Friday 9:00")


def test_her_own_words_are_shown_with_their_fields_to_change_them() -> None:
    settings = reply_desk.place_worded(HERS, Place.VOICEMAIL, VOICEMAIL)
    row = place(view(settings), Place.VOICEMAIL)
    assert (row.template, row.own) == (VOICEMAIL, True)


def test_ours_are_offered_to_begin_with() -> None:
    row = place(view(), Place.MAIL)
    assert ("{hours}" in row.template, row.own) == (True, False)


def test_a_place_whose_words_changed_has_to_be_ticked_anew() -> None:
    ticked = reply_desk.place_ticked(HERS, Place.VOICEMAIL, on=True)
    assert reply_desk.place_worded(ticked, Place.VOICEMAIL, VOICEMAIL).words.places == frozenset()


def test_a_place_whose_words_stayed_keeps_its_tick() -> None:
    ticked = reply_desk.place_ticked(HERS, Place.VOICEMAIL, on=True)
    assert reply_desk.place_worded(ticked, Place.VOICEMAIL, "") == ticked


def test_ours_come_back() -> None:
    settings = reply_desk.place_worded(HERS, Place.VOICEMAIL, VOICEMAIL)
    assert reply_desk.place_worded(settings, Place.VOICEMAIL, "").words.own_places == ()


def test_the_words_that_came_are_none_of_hers() -> None:
    ours = place(view(), Place.MAIL).template
    assert reply_desk.place_worded(HERS, Place.MAIL, ours).words.own_places == ()


@pytest.mark.parametrize("words", ["I call back {hours", "I call back {hours}."])
def test_words_with_a_stray_brace_or_without_the_number_may_not_stand_there(words: str) -> None:
    settings = reply_desk.place_worded(HERS, Place.VOICEMAIL, words)
    assert reply_desk.place_trouble(settings, Place.VOICEMAIL, NEW_YORK) != ""


def test_words_with_the_number_may_stand_there() -> None:
    settings = reply_desk.place_worded(HERS, Place.VOICEMAIL, VOICEMAIL)
    assert reply_desk.place_trouble(settings, Place.VOICEMAIL, NEW_YORK) == ""


def test_what_she_typed_stays_with_what_is_wrong_with_it() -> None:
    row = place(view(place_drafts={Place.TEXT: ("Dear {", "a stray brace")}), Place.TEXT)
    assert (row.template, row.trouble) == ("Dear {", "a stray brace")


def test_words_of_hers_never_show_in_what_is_logged() -> None:
    assert "call back" not in repr(OwnPlace(Place.VOICEMAIL, VOICEMAIL))
