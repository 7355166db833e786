"""The page of looking back and what its buttons open: reviews, paper, a lunch, three lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from boundary.errors import BoundaryError
from boundary.language import tr
from boundary.reflection.counting import month_of
from boundary.reflection.door import door_week
from boundary.reflection.prompts import check_in_questions
from boundary.reflection.summary import buddy_summary, summary_lines, summary_rows
from boundary.schedule.lunch_keeper import LunchPlace, lunch_ics, lunch_place
from boundary.schedule.reviews import friday_of, next_monday, review_slot
from boundary.ui.door_card import door_page, spoken_day
from boundary.ui.looking_back import LookingBackPage, Way
from boundary.ui.numbers import day_text
from boundary.ui.paper_window import PaperView, PaperWindow
from boundary.ui.print_pages import check_in_page, csv_of, page_size, pdf_of, write
from boundary.ui.review_words import lunch_words, slot_words
from boundary.ui.summary_window import SummaryView, SummaryWindow

if TYPE_CHECKING:
    from boundary.app.reflecting import Known, Reflecting

QUARTER = timedelta(days=91)
AHEAD = 7
"""Days in which a lunch is looked for."""


def ways_page(reflecting: Reflecting) -> LookingBackPage:
    """Return the page, each of its ways connected."""
    page = LookingBackPage(ways_of(reflecting.known(), twelve=reflecting.twelve))

    def go(id: str) -> None:
        match id:
            case "week":
                reflecting.open_week()
            case "month":
                reflecting.open_month()
            case "summary":
                reflecting.open("summary", lambda: summary_window(reflecting))
            case "door":
                reflecting.open("door", lambda: door_window(reflecting))
            case "check_in":
                reflecting.open("check_in", lambda: check_in_window(reflecting))
            case "buddy":
                known = reflecting.known()
                lines = buddy_summary(known.book, known.standings)
                QGuiApplication.clipboard().setText("\n".join(lines))
                page.tell(tr("Copied: three lines. Change them as you like."))
            case "lunch":
                keep_lunch(reflecting, page)
            case "help":
                reflecting.open_help()

    page.wanted.connect(go)
    return page


def ways_of(known: Known, *, twelve: bool) -> tuple[Way, ...]:
    """Return what she can open, with a line on each."""
    slot = review_slot(known.sessions, friday_of(known.today), known.zone)
    shows = tr("Open")
    ways = [
        Way("week", tr("The week"), slot_words(slot, known.zone, twelve=twelve), shows),
        Way(
            "month",
            tr("The month"),
            tr("Pictures of your own weeks, and one thing for supervision."),
            shows,
        ),
    ]
    place = next_lunch(known)
    if place is not None:
        words = lunch_words(place, known.zone, twelve=twelve)
        ways.append(Way("lunch", tr("A lunch"), words, tr("Save for my calendar…")))
    return (
        *ways,
        Way(
            "summary",
            tr("Practice summary"),
            tr("For supervision or an annual review, line by line, as PDF or table."),
            shows,
        ),
        Way("buddy", tr("Three lines for a buddy"), tr("To copy, and to change."), tr("Copy")),
        Way("door", tr("A card for the door"), tr("The week as plain bars, for home."), shows),
        Way(
            "check_in",
            tr("A check-in card"),
            tr("Five questions for a team. Nothing of yours is on it."),
            shows,
        ),
        Way("help", tr("Help for me"), tr("Numbers, people, and what is good to know."), shows),
    )


def next_lunch(known: Known) -> LunchPlace | None:
    """Return the next place for a lunch that a day of the week to come lacks."""
    for number in range(1, AHEAD + 1):
        day = known.today + timedelta(days=number)
        place = lunch_place(known.sessions, day, known.zone)
        if place is not None:
            return place
    return None


def keep_lunch(reflecting: Reflecting, page: LookingBackPage) -> None:
    """Save the next lunch as a file that she imports herself."""
    known = reflecting.known()
    place = next_lunch(known)
    if place is not None:
        data = lunch_ics(place, tr("Lunch"), known.now).encode()
        save(reflecting, "lunch.ics", tr("Calendar (*.ics)"), data, page.tell)


def door_window(reflecting: Reflecting) -> PaperWindow:
    """Return the door card of this week, from Thursday on of the next."""
    known = reflecting.known()
    today = known.today
    monday = next_monday(today)
    if today.weekday() < 3:
        monday -= timedelta(days=7)
    days = door_week(known.sessions, monday, known.zone)
    paint = door_page(days, twelve=reflecting.twelve)
    size = page_size(_region(), landscape=True)
    view = PaperView(paint, size, " ".join(map(spoken_day, days)), reflecting.colours)
    window = PaperWindow(
        tr("A card for the door"), tr("No name is on it, and no count. Print it at home."), view
    )
    window.save_wanted.connect(
        lambda: save(reflecting, "door.pdf", _pdf(), pdf_of(paint, size), window.tell)
    )
    return window


def check_in_window(reflecting: Reflecting) -> PaperWindow:
    """Return the check-in card."""
    questions = check_in_questions()
    paint = check_in_page(
        tr("How are we doing?"),
        tr("One round, one minute each, nobody advises. Then one thing to try."),
        questions,
        "",
    )
    size = page_size(_region())
    view = PaperView(paint, size, " ".join(questions), reflecting.colours)
    window = PaperWindow(
        tr("A check-in card"), tr("Questions for a team. Nothing of yours is on it."), view
    )
    window.save_wanted.connect(
        lambda: save(reflecting, "check-in.pdf", _pdf(), pdf_of(paint, size), window.tell)
    )
    return window


def summary_window(reflecting: Reflecting) -> SummaryWindow:
    """Return the practice summary of the last three months."""
    known = reflecting.known()
    first = month_of(known.today - QUARTER)[0]
    lines = summary_lines(known.book, known.habits.ladder, known.habits.kept, first, known.today)
    period = tr("{first} to {last}, {year}").format(
        first=day_text(first), last=day_text(known.today), year=known.today.year
    )
    size = page_size(_region())
    window = SummaryWindow(SummaryView(period, lines), size, reflecting.colours)

    def as_pdf(_lines: object) -> None:
        save(reflecting, "summary.pdf", _pdf(), pdf_of(window.page(), size), window.tell)

    def as_table(_lines: object) -> None:
        rows = summary_rows(window.chosen)
        save(reflecting, "summary.csv", tr("Table (*.csv)"), csv_of(rows), window.tell)

    window.pdf_wanted.connect(as_pdf)
    window.csv_wanted.connect(as_table)
    return window


def save(
    reflecting: Reflecting,
    name: str,
    sort: str,
    data: bytes,
    tell: Callable[[str], None],
) -> None:
    """Ask where to, under *name* and of the *sort*, write *data* there and *tell* of it."""
    path = reflecting.ask_path(name, sort)
    if not path:
        return
    try:
        write(Path(path), data)
    except BoundaryError as error:
        tell(str(error))
    else:
        tell(tr("Saved."))


def _pdf() -> str:
    return tr("PDF (*.pdf)")


def _region() -> str:
    return QLocale.territoryToCode(QLocale().territory())
