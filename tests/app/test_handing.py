"""What she takes along, hands out and takes on: files, the two pages, and the way back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from boundary.app.handing import Handing
from boundary.app.handing_words import line_row
from boundary.app.preferences import Preferences
from boundary.documents import write_document
from boundary.errors import SettingsError
from boundary.mail.choices import Form, OwnText, Words
from boundary.schedule.hours import Region, WallSpan, WeeklyHours
from boundary.schedule.hours_channels import Channels
from boundary.schedule.policy import Level, Policy
from boundary.settings import CalendarSource, Settings, parse_settings
from boundary.settings.document import example
from boundary.settings.profile_file import lines, profile_document, profile_of
from boundary.settings.transfer import exported
from boundary.ui.practice_page import PracticePage
from boundary.ui.privacy_page import PrivacyPage
from boundary.ui.theme import LIGHT

WEEK = ((WallSpan(time(12), time(20)),), *WeeklyHours().week[1:])
PRACTICE = Settings(
    hours=WeeklyHours(week=WEEK, holidays=Region("US", "NY")),
    channels=Channels(phone=WeeklyHours(week=WEEK)),
    words=Words(own=(OwnText(Form.NIGHTLY, "I read messages in the morning."),), response_days=2),
)


class Bench:
    """Both pages over a profile with a calendar, and what came of them."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.folder = folder
        self.preferences = Preferences(folder)
        mine = replace(
            self.preferences.settings,
            calendars=(CalendarSource("/nowhere.ics"),),
            policy=Policy(level=Level.HOLD),
        )
        self.preferences.put(mine)
        self.edits = 0
        self.began = False
        handing = Handing(
            self.preferences,
            self._edited,
            twelve=False,
            begins=lambda: self.began,
            begin=lambda: self._set(True),
            begin_no_more=lambda: self._set(False),
        )
        made = {name: make(LIGHT) for name, make in handing.pages()}
        for page in made.values():
            qtbot.addWidget(page)
            page.show()
        practice, privacy = made["practice"], made["privacy"]
        assert isinstance(practice, PracticePage)
        assert isinstance(privacy, PrivacyPage)
        self.practice, self.privacy = practice, privacy

    def _edited(self) -> None:
        self.edits += 1

    def _set(self, on: bool) -> None:
        self.began = on

    @property
    def settings(self) -> Settings:
        return self.preferences.settings

    def file(self, document: dict[str, object]) -> str:
        """Write *document* and return where it lies."""
        path = self.folder / "given.json"
        write_document(path, document)
        return str(path)


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Bench:
    return Bench(qtbot, tmp_path)


def texts(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def button(page: QWidget, words: str) -> QAbstractButton:
    return next(b for b in page.findChildren(QAbstractButton) if b.text() == words)


def test_a_profile_is_shown_before_anything_is_taken_on(bench: Bench) -> None:
    bench.practice.open_wanted.emit(bench.file(profile_document(PRACTICE)))
    assert (bench.edits, "Then: 12:00 to 20:00" in texts(bench.practice)) == (0, True)


def test_every_line_has_a_box_that_is_not_ticked(bench: Bench) -> None:
    bench.practice.open_wanted.emit(bench.file(profile_document(PRACTICE)))
    boxes = {b.text(): b.isChecked() for b in bench.practice.findChildren(QCheckBox)}
    assert boxes == {
        "Hours on Monday": False,
        "Public holidays": False,
        "Hours for the phone": False,
        "How soon you answer": False,
        "Reply: Nights": False,
    }


def test_without_a_tick_there_is_nothing_to_take_on(bench: Bench) -> None:
    bench.practice.open_wanted.emit(bench.file(profile_document(PRACTICE)))
    assert not button(bench.practice, "Take on what I ticked").isEnabled()


def test_only_what_she_ticked_is_taken_on(bench: Bench) -> None:
    bench.practice.open_wanted.emit(bench.file(profile_document(PRACTICE)))
    button(bench.practice, "Hours on Monday").click()
    button(bench.practice, "Take on what I ticked").click()
    assert (bench.settings.hours.week, bench.settings.hours.holidays) == (WEEK, None)


def test_what_was_taken_on_is_no_line_any_more(bench: Bench) -> None:
    bench.practice.open_wanted.emit(bench.file(profile_document(PRACTICE)))
    button(bench.practice, "Tick all").click()
    button(bench.practice, "Take on what I ticked").click()
    assert "You have all of this already." in texts(bench.practice)


def test_what_was_taken_on_can_be_undone(bench: Bench) -> None:
    before = bench.settings
    bench.practice.open_wanted.emit(bench.file(profile_document(PRACTICE)))
    button(bench.practice, "Tick all").click()
    button(bench.practice, "Take on what I ticked").click()
    button(bench.practice, "Undo").click()
    assert (bench.settings, bench.edits) == (before, 2)


def test_another_file_says_what_it_is_not(bench: Bench) -> None:
    bench.practice.open_wanted.emit(bench.file(exported(PRACTICE)))
    assert "That is another kind of file." in texts(bench.practice)


def test_a_profile_is_written_to_be_handed_out(bench: Bench) -> None:
    path = bench.folder / "profile.json"
    bench.practice.save_wanted.emit(str(path))
    assert json.loads(path.read_text())["boundary"] == "practice profile"


def test_a_text_with_a_name_in_it_is_told_before(qtbot: QtBot, tmp_path: Path) -> None:
    bench = Bench(qtbot, tmp_path)
    own = (OwnText(Form.NIGHTLY, "Yours, Ann Example"),)
    bench.preferences.put(replace(bench.settings, words=Words(name="Ann Example", own=own)))
    bench.practice.save_wanted.emit(str(tmp_path / "profile.json"))
    told = "Read these before you hand them out, a name is in them: Reply: Nights."
    assert told in texts(bench.practice)


def test_her_settings_are_written_without_calendars(bench: Bench) -> None:
    path = bench.folder / "mine.json"
    bench.privacy.save_wanted.emit(str(path))
    assert "nowhere" not in path.read_text()


def test_settings_that_she_opens_are_used_at_once(bench: Bench) -> None:
    bench.privacy.open_wanted.emit(bench.file(exported(parse_settings(example()))))
    assert (bench.settings.policy.level, bench.edits) == (Level.NUDGE, 1)


def test_the_calendars_of_this_computer_stay(bench: Bench) -> None:
    bench.privacy.open_wanted.emit(bench.file(exported(parse_settings(example()))))
    assert [each.address for each in bench.settings.calendars] == ["/nowhere.ics"]


def test_opened_settings_can_be_undone(bench: Bench) -> None:
    before = bench.settings
    bench.privacy.open_wanted.emit(bench.file(exported(parse_settings(example()))))
    button(bench.privacy, "Undo").click()
    assert bench.settings == before


def test_a_file_that_is_not_there_is_said(bench: Bench) -> None:
    bench.privacy.open_wanted.emit(str(bench.folder / "none.json"))
    assert "The file is not there." in texts(bench.privacy)


def test_a_folder_that_cannot_be_written_is_said(bench: Bench) -> None:
    (bench.folder / "file").write_text("")
    bench.privacy.save_wanted.emit(str(bench.folder / "file" / "mine.json"))
    assert "The file can't be written." in texts(bench.privacy)


def test_beginning_with_the_desktop_is_one_tick(bench: Bench) -> None:
    box = button(bench.privacy, "Begin when I log in")
    box.click()
    assert (bench.began, box.isChecked()) == (True, True)


def test_what_the_machine_refuses_is_said_and_not_ticked(qtbot: QtBot, tmp_path: Path) -> None:
    def refuse() -> None:
        raise SettingsError("It can't be written.", "Ask.")

    handing = Handing(
        Preferences(tmp_path), lambda: None, twelve=False, begins=lambda: False, begin=refuse
    )
    page = dict(handing.pages())["privacy"](LIGHT)
    qtbot.addWidget(page)
    box = button(page, "Begin when I log in")
    box.click()
    assert (box.isChecked(), "It can't be written." in texts(page)) == (False, True)


def test_every_line_has_words_for_both_sides() -> None:
    whole = replace(parse_settings(example()), channels=PRACTICE.channels, words=PRACTICE.words)
    rows = [line_row(each, twelve=False) for each in lines(Settings(), profile_of(whole))]
    assert [row for row in rows if not (row.title and row.before and row.after)] == []


def test_a_line_says_hours_as_her_clock_does() -> None:
    line = lines(Settings(), profile_of(PRACTICE))[0]
    row = line_row(line, twelve=True)
    assert (row.before, row.after) == ("9:00 to 5:00", "12:00 to 8:00")


def test_both_pages_stand_by_keyboard(bench: Bench) -> None:
    for page in (bench.practice, bench.privacy):
        buttons = page.findChildren(QAbstractButton)
        assert [b for b in buttons if not (b.accessibleName() or b.text())] == []
