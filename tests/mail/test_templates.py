"""Templates: fields are filled in, any other brace is named, and all languages say the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.mail.choices import MOST_LETTERS, Form, Place
from boundary.mail.templates import FIELDS, LANGUAGES, fields_in, fill, template_problems, tongue

every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_language
@pytest.mark.parametrize("form", Form)
def test_our_templates_have_no_problem(language: str, form: Form) -> None:
    assert template_problems(tongue(language).body(form), form) == ()


@every_language
@pytest.mark.parametrize("form", Form)
def test_every_language_fills_in_the_same_fields(language: str, form: Form) -> None:
    assert fields_in(tongue(language).body(form)) == fields_in(tongue("en").body(form))


@every_language
@pytest.mark.parametrize("form", Form)
def test_a_subject_has_no_field(language: str, form: Form) -> None:
    assert fields_in(tongue(language).subject(form)) == set()


@every_language
@pytest.mark.parametrize("place", Place)
def test_the_number_is_kept_longest_in_every_place(language: str, place: Place) -> None:
    parts = tongue(language).parts(place.value)

    assert min(parts, key=lambda part: part.keep).text == "{danger}"


@every_language
def test_every_language_has_the_same_tables(language: str) -> None:
    def names(code: str) -> dict[str, set[str]]:
        data = tongue(code).data
        return {name: set(table) for name, table in data.items() if name != "zones"}

    assert names(language) == names("en")


@pytest.mark.parametrize("code", ["de", "de_AT", "de-CH", "DE"])
def test_a_region_speaks_its_language(code: str) -> None:
    assert tongue(code).code == "de"


@pytest.mark.parametrize("code", [None, "", "fi", "x"])
def test_other_languages_are_english(code: str | None) -> None:
    assert tongue(code).code == "en"


@pytest.mark.parametrize("text", ["{", "}", "{opening", "opening}", "{Opening}", "{}", "{{hours}}"])
def test_a_brace_that_holds_no_field_is_named_with_its_line(text: str) -> None:
    assert template_problems(f"Hello\n{text}") == (
        "line 2: a stray brace; a field is written as {opening}",
    )


def test_a_field_that_does_not_exist_is_named() -> None:
    assert template_problems("{weather}") == ("line 1: there is no field {weather}",)


@pytest.mark.parametrize(("form", "name"), [(Form.NIGHTLY, "to"), (Form.ALWAYS, "opening")])
def test_a_field_that_says_nothing_in_a_text_is_named(form: Form, name: str) -> None:
    (problem,) = template_problems(f"{{{name}}}", form)

    assert problem == f"line 1: {{{name}}} says nothing in this text"


def test_a_text_that_is_too_long_is_a_problem() -> None:
    assert len(template_problems("x" * (MOST_LETTERS + 1))) == 1


def test_what_is_empty_goes_with_its_line() -> None:
    assert fill("One.\n\n{cover}\n\n{danger} {support} Two.", {"danger": "Call."}) == (
        "One.\n\nCall. Two.\n"
    )


def test_lines_end_in_one_way() -> None:
    assert fill("One.\r\nTwo.", {}) == "One.\nTwo.\n"


def test_a_value_is_not_read_as_a_template() -> None:
    assert fill("{name}", {"name": "{opening}"}) == "{opening}\n"


def test_a_template_with_a_problem_is_never_filled() -> None:
    with pytest.raises(ValueError, match="stray brace"):
        fill("{", {})


@given(st.text(st.sampled_from("{}openighrs \n")))
def test_a_template_is_filled_or_has_a_problem(template: str) -> None:
    if template_problems(template):
        return
    filled = fill(template, dict.fromkeys(FIELDS, "x"))

    assert not re.search(r"[{}]", filled)
    assert filled.endswith("\n")
