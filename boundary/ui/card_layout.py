"""Where the parts of a card lie: pure arithmetic, so that long words can be tried by the dozen.

The pattern is 372 x 112 with the choices and the aside in one row. Longer words (German, larger
letters) first send the aside to the title's row, then widen the card, then break the choices
into two columns and at last into one. Nothing is ever cut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

from boundary.ui.theme import TARGET, TIGHT

WIDTH = 372
WIDEST = 520
PAD = 16
ARCH = QRect(PAD, 13, 28, 38)
TEXT_LEFT = 56
TITLE_TOP = 10
BUTTONS_TOP = 60
FOOT = 16


@dataclass(frozen=True, slots=True)
class Text:
    """A label to be placed: its width in one line and its height for a given width."""

    width: int
    height_for: Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Layout:
    """The card's size and the place of each part in it."""

    size: QSize
    title: QRect
    second: QRect
    buttons: tuple[QRect, ...]
    aside: QRect | None


def lay_out(
    title: Text,
    second: Text,
    buttons: Sequence[int],
    aside: int | None,
    *,
    target: int = TARGET,
    widest: int = WIDEST,
) -> Layout:
    """Lay out a card for *buttons* of these widths and an *aside* of this one, padding included.

    *target* is the height of a button; *widest* how far the card may grow before it breaks the
    choices into columns.
    """
    columns = _columns(buttons, widest - 2 * PAD)
    row = columns * max(buttons) if columns < len(buttons) else sum(buttons)
    row += TIGHT * (columns - 1)
    width = max(WIDTH, row + 2 * PAD)
    one_line = TEXT_LEFT + second.width + PAD
    if one_line <= widest:
        width = max(width, one_line)
    # The padding of a text button may reach into the card's: its words end where the row ends.
    taken = 0 if aside is None else aside - TIGHT
    in_row = columns == len(buttons) and row + taken <= width - 2 * PAD
    beside_width = TEXT_LEFT + title.width + taken + PAD
    beside = aside is not None and not in_row and beside_width <= widest
    if beside:
        width = max(width, beside_width)
    text_width = width - PAD - TEXT_LEFT
    title_width = text_width - taken if beside else text_width
    title_at = QRect(TEXT_LEFT, TITLE_TOP, title_width, title.height_for(title_width))
    second_at = QRect(TEXT_LEFT, title_at.bottom() + 2, text_width, second.height_for(text_width))
    top = max(BUTTONS_TOP, second_at.bottom() + 10)
    cell = (width - 2 * PAD - TIGHT * (columns - 1)) // columns
    cells = buttons if columns == len(buttons) else [cell] * len(buttons)
    places = _grid(cells, columns, top, target)
    foot = (places[-1] if places else second_at).bottom() + 1
    aside_at = None
    if aside is not None:
        if in_row:
            aside_top = top
        elif not beside and len(buttons) % columns and taken <= cell:
            aside_top = places[-1].top()
        elif beside:
            aside_top = max(title_at.center().y() + 1 - target // 2, 2)
        else:
            aside_top = foot + TIGHT
            foot = aside_top + target
        aside_at = QRect(width - PAD + TIGHT - aside, aside_top, aside, target)
    return Layout(QSize(width, foot + FOOT), title_at, second_at, places, aside_at)


def _columns(buttons: Sequence[int], most: int) -> int:
    """Return in how many columns *buttons* stand: all, two or one, in *most* pixels."""
    if len(buttons) <= 3 and sum(buttons) + TIGHT * (len(buttons) - 1) <= most:
        return max(len(buttons), 1)
    return 2 if 2 * max(buttons) + TIGHT <= most else 1


def _grid(cells: Sequence[int], columns: int, top: int, height: int) -> tuple[QRect, ...]:
    """Return the places of *cells*, row by row."""
    places: list[QRect] = []
    left = PAD
    for index, cell in enumerate(cells):
        if index and index % columns == 0:
            left = PAD
            top += height + TIGHT
        places.append(QRect(left, top, cell, height))
        left += cell + TIGHT
    return tuple(places)
