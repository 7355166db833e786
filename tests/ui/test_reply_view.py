"""What the page of the reply says of what was found."""

from __future__ import annotations

import pytest

from boundary.ui.reply_view import LintRow, lint_of, lint_summary, texts_with_errors
from tests.ui.reply_views import ABROAD, BAD_WORD, RECEIVED, text_rows

EVERYWHERE = LintRow("Choose a country, so that the right numbers are named.")


def test_errors_come_first() -> None:
    assert lint_of((ABROAD, BAD_WORD), "nightly") == (BAD_WORD, ABROAD)


def test_what_is_about_another_text_is_left_out() -> None:
    assert lint_of((BAD_WORD, EVERYWHERE), "away") == (EVERYWHERE,)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((), "Nothing to change. This can be set."),
        ((ABROAD,), "This can be set. There is something worth a look."),
        ((BAD_WORD, ABROAD), "One thing must change before this can be set."),
        ((BAD_WORD, EVERYWHERE), "Two things must change before this can be set."),
    ],
)
def test_what_was_found_comes_to_one_sentence(found: tuple[LintRow, ...], said: str) -> None:
    assert lint_summary(found) == said


def test_the_texts_that_cannot_be_set_are_known() -> None:
    assert texts_with_errors((BAD_WORD, ABROAD)) == {"nightly"}


def test_her_words_stand_in_no_repr() -> None:
    shown = repr((text_rows("My own words"), RECEIVED, BAD_WORD))
    assert not any(words in shown for words in ("My own words", "Thank you", "clients"))
