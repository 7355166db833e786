"""What can be put on paper: the door card, the check-in card, and files that are what was seen."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from boundary.errors import BoundaryError
from boundary.reflection.door import DoorDay
from boundary.reflection.prompts import check_in_questions
from boundary.ui.door_card import door_page, spoken_day, week_words
from boundary.ui.paper_window import PaperView, PaperWindow
from boundary.ui.print_pages import (
    A4,
    LETTER,
    Paint,
    check_in_page,
    csv_of,
    page_size,
    pdf_of,
    text_page,
    write,
)
from boundary.ui.theme import LIGHT
from tests.ui.review_views import door_days

pytestmark = pytest.mark.usefixtures("qapp")


def painted(paint: Paint, size: QSizeF = A4) -> QImage:
    image = QImage(round(size.width()), round(size.height()), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image


def test_a_bar_is_seen_on_the_card() -> None:
    empty = tuple(DoorDay(day.day) for day in door_days())
    assert painted(door_page(door_days())) != painted(door_page(empty))


def test_an_open_week_has_a_card_too() -> None:
    assert not painted(door_page([DoorDay(date(2026, 11, 23))])).isNull()


def test_the_card_names_its_days() -> None:
    assert week_words(door_days()).startswith("Monday, November 23 to Friday, November 27.")


def test_a_day_is_a_sentence_for_who_cannot_see_it() -> None:
    assert spoken_day(door_days()[4]) == "Friday, November 27: shut 8:58 to 11:50."


def test_an_open_day_is_said_to_be_open() -> None:
    assert spoken_day(DoorDay(date(2026, 11, 23))) == "Monday, November 23: open."


@pytest.mark.parametrize(("region", "size"), [("US", LETTER), ("DE", A4), ("", A4)])
def test_paper_is_that_of_her_region(region: str, size: QSizeF) -> None:
    assert page_size(region) == size


def test_a_landscape_lies_on_its_side() -> None:
    assert page_size("DE", landscape=True) == A4.transposed()


def test_what_is_written_is_a_pdf() -> None:
    assert pdf_of(door_page(door_days()), A4.transposed()).startswith(b"%PDF")


def test_every_question_has_room_on_the_check_in_card() -> None:
    questions = check_in_questions()
    fewer = painted(check_in_page("Five questions", "", questions[:-1], ""))
    assert painted(check_in_page("Five questions", "", questions, "")) != fewer


def test_a_long_line_goes_on_below() -> None:
    assert painted(text_page("A", ["word " * 60], "")) != painted(text_page("A", ["word"], ""))


def test_a_table_is_read_back_as_it_was() -> None:
    rows = (("Practice", "Kept"), ("Breaks, all of them", "18"), ("Line\nbreak", ""))
    text = csv_of(rows).decode("utf-8-sig")
    assert [tuple(row) for row in csv.reader(StringIO(text))] == list(rows)


def test_no_cell_is_a_formula() -> None:
    assert b"'=1+1" in csv_of((("=1+1",),))


def test_a_folder_that_is_not_there_is_a_trouble_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(BoundaryError, match="could not be written"):
        write(tmp_path / "missing" / "card.pdf", b"")


def window(qtbot: QtBot) -> PaperWindow:
    view = PaperView(door_page(door_days()), A4, "Monday: open.", LIGHT)
    shown = PaperWindow("A card for the door", "Plain bars.", view)
    qtbot.addWidget(shown)
    return shown


def test_the_preview_is_a_sentence_too(qtbot: QtBot) -> None:
    assert window(qtbot).view.accessibleDescription() == "Monday: open."


def test_saving_is_asked_for_with_one_press(qtbot: QtBot) -> None:
    shown = window(qtbot)
    with qtbot.waitSignal(shown.save_wanted):
        shown.findChildren(QPushButton)[0].click()


def test_esc_closes_the_preview(qtbot: QtBot) -> None:
    shown = window(qtbot)
    shown.show()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
