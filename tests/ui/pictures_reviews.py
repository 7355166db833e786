"""The pictures of the long run: reviews, commitments, help, gifts, for `tests/screenshots.py`.

Nothing in them is a name or the present time. Each page is as high as its content.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QCheckBox, QWidget

from boundary.app.habits import habits_of
from boundary.app.looking_desk import ways_of
from boundary.app.reflecting import Known
from boundary.reflection.book import Book
from boundary.reflection.prompts import check_in_questions
from boundary.ui.commitments_page import CommitmentsPage
from boundary.ui.door_card import door_page
from boundary.ui.help_window import HelpWindow
from boundary.ui.help_words import HelpPage
from boundary.ui.looking_back import LookingBackPage, Way
from boundary.ui.monthly_review import MonthlyReview
from boundary.ui.paper_window import PaperView, PaperWindow
from boundary.ui.practices_page import PlanPage
from boundary.ui.print_pages import check_in_page, page_size
from boundary.ui.review_window import ReviewWindow
from boundary.ui.summary_window import SummaryWindow
from boundary.ui.theme import Palette
from boundary.ui.weekly_review import WeeklyReview
from tests.ui.review_views import (
    commitments_view,
    door_days,
    help_view,
    month_view,
    plan_view,
    summary_view,
    week_view,
)

WIDTH = 760


def review_pages(colours: Palette) -> Iterator[tuple[str, QWidget]]:
    """Yield each window in *colours* with the name of its picture, sized to be drawn."""
    month = ReviewWindow("The month", MonthlyReview(month_view(), colours), colours)
    yield "month", grown(month)
    for at in range(5):
        yield f"week-{at + 1}", week(colours, at)
    for page in HelpPage:
        yield f"help-{page.value}", helping(colours, page)
    yield "commitments", sized(CommitmentsPage(commitments_view()))
    yield "plan", sized(PlanPage(plan_view()))
    yield "looking-back", sized(LookingBackPage(ways()))
    yield from gifts(colours)


def gifts(colours: Palette) -> Iterator[tuple[str, QWidget]]:
    """Yield what can be put on paper: the door card, the check-in card, the summary."""
    wide, high = page_size("DE", landscape=True), page_size("DE")
    door = PaperView(door_page(door_days()), wide, "", colours)
    yield "door-card", PaperWindow("A card for the door", "Plain bars.", door)
    page = check_in_page("Five questions", "For a team.", check_in_questions(), "")
    yield (
        "check-in",
        PaperWindow(
            "Check-in card", "Nothing of yours is on it.", PaperView(page, high, "", colours)
        ),
    )
    summary = SummaryWindow(summary_view(), high, colours)
    for box in summary.findChildren(QCheckBox)[:3]:
        box.setChecked(True)
    yield "summary", summary


def ways() -> tuple[Way, ...]:
    """Return what a Friday with a tight Tuesday ahead has to open."""
    zone = ZoneInfo("America/New_York")
    today = date(2026, 11, 20)
    now = datetime(2026, 11, 20, 17, tzinfo=UTC)
    habits = habits_of(None, today)
    return ways_of(Known(now, zone, Book((), today), habits, (), (), ()), twelve=True)


def helping(colours: Palette, page: HelpPage) -> QWidget:
    """Return the help window at *page*."""
    window = HelpWindow(help_view(), colours)
    window.open_page(page)
    window.resize(WIDTH, 900)
    return window


def sized(page: QWidget, width: int = WIDTH) -> QWidget:
    """Return *page*, as high as its content is at *width*."""
    layout = page.layout()
    assert layout is not None
    page.resize(width, layout.heightForWidth(width))
    return page


def week(colours: Palette, at: int) -> QWidget:
    """Return the weekly review at its question *at*."""
    page = WeeklyReview(week_view())
    for _ in range(at):
        page.forth()
    return grown(ReviewWindow("The week", page, colours))


def grown(window: ReviewWindow, width: int = WIDTH) -> QWidget:
    """Return *window*, as high as what it shows."""
    window.resize(width, 600)
    layout = window.page.layout()
    assert layout is not None
    window.resize(width, layout.heightForWidth(min(width, window.page.maximumWidth())) + 60)
    return window
