"""The monthly review's window: what she takes to supervision becomes a line of her agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary.app.commitments_desk import add_to_agenda
from boundary.app.reviews_desk import month_view
from boundary.language import tr
from boundary.reflection.notices import shown
from boundary.ui.monthly_review import MonthlyReview
from boundary.ui.review_window import ReviewWindow

if TYPE_CHECKING:
    from boundary.app.reflecting import Reflecting


def month_window(reflecting: Reflecting) -> ReviewWindow:
    """Return the window of the month's review."""
    known = reflecting.known()
    view, notice = month_view(known.book, known.standings, known.habits)
    colours = reflecting.colours
    page = MonthlyReview(view, colours, reflecting.asks)
    window = ReviewWindow(tr("The month"), page, colours)
    window.help_wanted.connect(reflecting.open_help)
    page.taken.connect(lambda words: add_to_agenda(reflecting, words))
    page.done.connect(window.close)
    if notice is not None:
        reflecting.keep(shown(notice, known.today))
    return window
