"""The check of the words: what blocks, what only explains, and that ours pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from boundary.mail.choices import Colleague, Confirmed, Form, OwnPlace, OwnText, Place, Words
from boundary.mail.cut import place_texts
from boundary.mail.lint import Finding, Level, lint, lint_all, may_be_set
from boundary.mail.templates import LANGUAGES, tongue
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.hours_channels import Channels

ZONES = {
    "en": "America/New_York",
    "de": "Europe/Berlin",
    "es": "Europe/Madrid",
    "fr": "Europe/Paris",
}
TODAY = date(2026, 12, 1)
NEW_YORK = ZoneInfo("America/New_York")
GOOD = tongue("en").body(Form.NIGHTLY)
LEE = Colleague("Dr Lee", "555 010 0000")

every_language = pytest.mark.parametrize("language", LANGUAGES)


def findings(
    text: str,
    form: Form = Form.NIGHTLY,
    words: Words | None = None,
    today: date = TODAY,
    language: str = "en",
    subject: str = "",
) -> tuple[Finding, ...]:
    zone = ZoneInfo(ZONES[language])
    return lint(text, form, words or Words(), zone, today, language, subject)


def codes(text: str, form: Form = Form.NIGHTLY, words: Words | None = None) -> set[str]:
    return {finding.code for finding in findings(text, form, words)}


@every_language
def test_our_own_words_pass(language: str) -> None:
    assert lint_all(Words(language=language), ZoneInfo(ZONES[language]), TODAY) == ()


@every_language
def test_our_own_words_pass_with_people_abroad(language: str) -> None:
    words = Words(language=language, abroad=("CA",))

    assert lint_all(words, ZoneInfo(ZONES[language]), TODAY) == ()


@every_language
def test_no_short_text_holds_a_forbidden_word(language: str) -> None:
    hours = WeeklyHours(ZONES[language])
    texts = place_texts(Words(language=language), hours, Channels(), NEW_YORK)
    found = {finding.code for each in texts for finding in findings(each.text, language=language)}

    assert found.isdisjoint({"client", "intimate", "diagnosis", "joke", "promise", "reason"})


@pytest.mark.parametrize(
    ("language", "sentence", "code"),
    [
        ("en", "Dear client, I am out.", "client"),
        ("en", "Your next appointment stands.", "client"),
        ("en", "My patients come first.", "client"),
        ("en", "See you on Monday.", "intimate"),
        ("en", "Your therapist is away.", "intimate"),
        ("en", "About your depression: rest.", "diagnosis"),
        ("en", "I am sipping cocktails.", "joke"),
        ("en", "I will reply as soon as possible.", "promise"),
        ("en", "I am available day or night.", "promise"),
        ("en", "I am on vacation.", "reason"),
        ("en", "Hello Anna, I am out.", "name"),
        ("de", "Liebe Klientinnen, ich bin nicht da.", "client"),
        ("de", "Unsere Sitzung fällt aus.", "client"),
        ("de", "Ich antworte Ihnen sofort.", "promise"),
        ("de", "Ich bin im Urlaub.", "reason"),
        ("de", "Hallo Anna, ich bin nicht da.", "name"),
        ("es", "Estimados pacientes:", "client"),
        ("es", "Responderé lo antes posible.", "promise"),
        ("es", "Estoy de vacaciones.", "reason"),
        ("fr", "Chers patients, je suis absente.", "client"),
        ("fr", "La séance est annulée.", "client"),
        ("fr", "Je vous répondrai dès que possible.", "promise"),
        ("fr", "Je suis en congé.", "reason"),
    ],
)
def test_what_a_reply_must_never_say_is_an_error(language: str, sentence: str, code: str) -> None:
    found = findings(sentence, language=language)

    assert (Level.ERROR, code) in {(each.level, each.code) for each in found}


def test_words_for_people_are_found_in_any_language() -> None:
    assert "client" in codes(f"{GOOD} Klienten")


def test_a_subject_is_checked_like_the_text() -> None:
    assert "client" in {each.code for each in findings(GOOD, subject="For my clients")}


def test_a_subject_has_no_fields() -> None:
    assert "subject" in {each.code for each in findings(GOOD, subject="Back {opening}")}


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("{hours}", "hours"),
        ("{opening}", "opening"),
        ("{danger}", "danger"),
        ("{support}", "support"),
    ],
)
def test_an_element_that_is_missing_is_an_error(field: str, code: str) -> None:
    assert code in codes(GOOD.replace(field, ""))


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Thank you for writing.", "thanks"),
        ("automatic", "automatic"),
        ("Nobody watches this inbox outside those hours, and", "unwatched"),
    ],
)
def test_a_sentence_that_is_missing_is_an_error(sentence: str, code: str) -> None:
    text = GOOD.replace("Your message has arrived and waits", "It waits")

    assert code in codes(text.replace(sentence, ""))


def test_an_absence_without_its_return_is_an_error() -> None:
    text = tongue("en").body(Form.AWAY)

    assert "return" in codes(text.replace("{to}", "").replace("{opening}", ""), Form.AWAY)


def test_numbers_may_be_written_out() -> None:
    text = GOOD.replace("{danger}", "In danger call 911.").replace("{support}", "Or text 988.")

    assert codes(text).isdisjoint({"danger", "support"})


def test_a_number_is_not_found_inside_a_longer_one() -> None:
    assert "danger" in codes(GOOD.replace("{danger}", "Call 0 911 55."))


def test_a_stray_brace_is_an_error() -> None:
    assert "field" in codes(f"{GOOD}}}")


def test_a_field_that_says_nothing_here_is_an_error() -> None:
    assert "field" in codes(f"{GOOD} {{to}}")


def test_numbers_older_than_180_days_are_an_error() -> None:
    assert "checked" in {each.code for each in findings(GOOD, today=date(2027, 6, 1))}


def test_numbers_that_she_looked_at_are_good_again() -> None:
    words = Words(confirmed=(Confirmed("US", date(2027, 5, 1)),))

    assert findings(GOOD, words=words, today=date(2027, 6, 1)) == ()


def test_numbers_that_nobody_looked_at_are_an_error() -> None:
    assert "checked" in codes(GOOD, words=Words(country="AT"))


def test_no_country_is_an_error() -> None:
    found = lint(GOOD, Form.NIGHTLY, Words(), ZoneInfo("UTC"), TODAY)

    assert "country" in {each.code for each in found}


def test_one_country_while_people_are_abroad_is_a_warning() -> None:
    (found,) = findings(GOOD.replace("{abroad}", ""), words=Words(abroad=("CA",)))

    assert (found.level, found.code) == (Level.WARNING, "one_country")


def test_a_country_without_numbers_is_a_warning() -> None:
    (found,) = findings(GOOD, words=Words(abroad=("XX",)))

    assert (found.level, found.code) == (Level.WARNING, "abroad")


def test_a_number_of_nobody_known_is_a_warning() -> None:
    (found,) = findings(f"{GOOD} Ring 555 010 9999.")

    assert (found.level, found.code, found.found) == (Level.WARNING, "number", "555 010 9999")


def test_a_page_is_a_warning() -> None:
    (found,) = findings(f"{GOOD} www.example.org")

    assert (found.level, found.code) == (Level.WARNING, "link")


def test_a_colleague_who_was_not_asked_may_not_be_written_out() -> None:
    assert "consent" in codes(f"{GOOD} Dr Lee", words=Words(colleague=LEE))


def test_a_colleague_who_was_not_asked_is_left_out_with_a_warning() -> None:
    (found,) = findings(tongue("en").body(Form.AWAY), Form.AWAY, Words(colleague=LEE))

    assert (found.level, found.code) == (Level.WARNING, "consent")


def test_a_colleague_who_agreed_is_no_finding() -> None:
    words = Words(colleague=replace(LEE, consented=True))

    assert findings(tongue("en").body(Form.AWAY), Form.AWAY, words) == ()


def test_errors_come_first_and_block() -> None:
    found = findings(f"www.example.org {GOOD} client")

    assert [each.level for each in found] == [Level.ERROR, Level.WARNING]
    assert not may_be_set(found)


def test_warnings_do_not_block() -> None:
    assert may_be_set(findings(f"{GOOD} www.example.org"))


def test_her_own_text_is_checked_with_ours() -> None:
    words = Words(own=(OwnText(Form.AWAY, "Gone fishing."),))

    assert {each.form for each in lint_all(words, NEW_YORK, TODAY)} == {Form.AWAY}


def test_a_finding_keeps_her_words_out_of_its_repr() -> None:
    assert "Anna" not in repr(findings("Hello Anna"))


def test_her_own_words_for_a_place_are_checked() -> None:
    own = OwnPlace(Place.VOICEMAIL, "Clients, ring later.")
    found = lint_all(Words(own_places=(own,)), NEW_YORK, TODAY)

    assert {(each.code, each.place) for each in found} == {
        ("client", Place.VOICEMAIL),
        ("danger", Place.VOICEMAIL),
    }


def test_a_good_text_for_a_place_is_no_finding() -> None:
    own = OwnPlace(Place.VOICEMAIL, "I ring back {hours}. {danger}")

    assert lint_all(Words(own_places=(own,)), NEW_YORK, TODAY) == ()
