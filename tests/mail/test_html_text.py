"""Text survives the clothes that a server puts it in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.mail.html_text import html_of, lines_of, lines_of_html
from tests.mail.contract import AWKWARD


@given(st.text())
def test_any_text_is_read_back_from_its_html(text: str) -> None:
    assert lines_of_html(html_of(text)) == lines_of(text)


@given(st.text())
def test_no_text_adds_markup_of_its_own(text: str) -> None:
    assert "<b>" not in html_of(text).replace("<body>", "").replace("<br>", "")


@pytest.mark.parametrize(
    "dressed",
    [
        "<div>{}</div>",
        "<html><head><title>x</title><style>p {{ top: 0 }}</style></head><body>{}</body></html>",
        '<meta charset="utf-8">\r\n<p class="a">{}</p>\r\n',
        "<!-- a note --><font><span>{}</span></font><script>let x = 1;</script>",
        "<DIV><P>{}</P></DIV>",
    ],
)
def test_clothes_change_nothing(dressed: str) -> None:
    inner = html_of(AWKWARD).partition("<body>\n")[2].partition("\n</body>")[0]
    assert lines_of_html(dressed.format(inner)) == lines_of(AWKWARD)


def test_a_line_of_the_markup_is_no_line_of_the_text() -> None:
    assert lines_of_html("<p>one\r\nand the same</p><p>two</p>") == ("one and the same", "two")


def test_words_side_by_side_stay_one_line() -> None:
    assert lines_of_html("<p>call <b>911</b>&nbsp;now</p>") == ("call 911 now",)


def test_what_has_no_markup_is_plain() -> None:
    assert lines_of_html("one\ntwo & 3 < 4") == ("one", "two & 3 < 4")


def test_markup_that_never_ends_is_read_as_far_as_it_goes() -> None:
    assert lines_of_html("<div>one<br>two") == ("one", "two")
