"""The card's arithmetic: the pattern's own measures, and room for long words."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from boundary.ui.card_layout import WIDEST, Layout, Text, lay_out


def text(width: int, line: int = 22) -> Text:
    """Return a label of *width* in one line that wraps into lines of height *line*."""
    return Text(width, lambda room: line * -(-width // max(room, 1)))


def pattern() -> Layout:
    """Return the card of the picture: three short choices and an aside in one row."""
    return lay_out(text(172), text(149, 18), [84, 93, 64], 91)


def parts(layout: Layout) -> list[QRect]:
    """Return the places of everything that can be clicked."""
    return [*layout.buttons, *([layout.aside] if layout.aside else [])]


def test_the_pattern_is_372_by_112() -> None:
    assert pattern().size.toTuple() == (372, 112)


def test_the_buttons_of_the_pattern_begin_at_60() -> None:
    assert {place.top() for place in pattern().buttons} == {60}


def test_the_buttons_of_the_pattern_are_8_apart() -> None:
    first, second, _ = pattern().buttons
    assert second.left() - first.right() - 1 == 8


def test_the_aside_of_the_pattern_stands_in_the_row() -> None:
    aside = pattern().aside
    assert aside is not None
    assert aside.top() == 60


def test_longer_choices_send_the_aside_to_the_titles_row() -> None:
    layout = lay_out(text(172), text(149, 18), [100, 110, 80], 91)
    assert layout.aside is not None
    assert layout.aside.top() < layout.title.bottom()


def test_an_aside_in_the_titles_row_does_not_lie_on_the_title() -> None:
    layout = lay_out(text(172), text(149, 18), [100, 110, 80], 91)
    assert layout.aside is not None
    assert layout.title.right() < layout.aside.left() + 8


def test_four_choices_make_two_rows_of_equal_buttons() -> None:
    layout = lay_out(text(60), text(200, 18), [77, 110, 97, 80], None)
    assert len({place.top() for place in layout.buttons}) == 2
    assert len({place.width() for place in layout.buttons}) == 1


def test_a_card_without_choices_is_possible() -> None:
    assert lay_out(text(172), text(149, 18), [], None).buttons == ()


@given(
    st.integers(20, 900),
    st.integers(20, 900),
    st.lists(st.integers(60, 480), min_size=1, max_size=4),
    st.one_of(st.none(), st.integers(50, 300)),
)
def test_no_word_is_ever_cut_or_covered(
    title: int, second: int, buttons: list[int], aside: int | None
) -> None:
    layout = lay_out(text(title), text(second, 18), buttons, aside)
    whole = QRect(0, 0, layout.size.width(), layout.size.height())
    assert all(whole.contains(part) for part in [layout.title, layout.second, *parts(layout)])
    assert all(place.width() >= width for place, width in zip(layout.buttons, buttons, strict=True))
    assert layout.aside is None or layout.aside.width() == aside
    assert not any(
        # The paddings of a button and of the aside may touch by the gap between two buttons.
        one.adjusted(0, 0, -8, 0).intersects(other)
        for one, other in combinations(parts(layout), 2)
    )


@given(st.lists(st.integers(60, 480), min_size=1, max_size=4), st.integers(50, 200))
def test_a_card_is_never_wider_than_its_limit(buttons: list[int], aside: int) -> None:
    assert lay_out(text(700), text(700, 18), buttons, aside).size.width() <= WIDEST


@pytest.mark.parametrize("height", [36, 54, 72])
def test_taller_buttons_make_the_card_taller(height: int) -> None:
    layout = lay_out(text(172), text(149, 18), [84, 93, 64], 91, target=height)
    assert layout.size.height() == 76 + height
