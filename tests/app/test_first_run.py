"""The first run at work: from a pasted address to a planned day, and what it leaves alone."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from boundary.app.calendar_keys import CalendarKeys
from boundary.app.first_look import House, is_first
from boundary.app.first_run import FirstRun
from boundary.app.preferences import Preferences
from boundary.calendars.ics import read_ics
from boundary.desk import Check, ill, well
from boundary.errors import BoundaryError
from boundary.keys import Keys, SessionKeys
from boundary.profile import settings_path
from boundary.schedule.policy import EndBy, Level
from boundary.settings import CalendarSource, load
from boundary.ui.first_run import FirstRunWindow
from boundary.ui.first_run_words import Page
from boundary.ui.theme import DARK, LIGHT
from tests.app.calendars import calendar
from tests.app.days import FakeClock, at
from tests.app.test_adding import AtOnce, Locked
from tests.calendars.https_server import Server, respond, serving, trust

SECRET = "s3cr3t-t0k3n"

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")

DESK = (well("tray", "There."), well("microphone_camera", "PipeWire tells."))


class Bench:
    """A first run on the profile *folder*, and what came of it."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        keyring: Keys | None = None,
        checks: tuple[Check, ...] = DESK,
    ) -> None:
        self.folder = folder
        self.preferences = Preferences(folder)
        self.keyring = keyring or SessionKeys()
        self.keys = CalendarKeys(self.keyring)
        self.changes: list[tuple[str, object]] = []
        self.ended: list[bool] = []
        self.began_anew = 0
        self.heard: Callable[[], None] | None = None
        self.trouble: BoundaryError | None = None
        self.colours = LIGHT
        house = House(
            self.preferences,
            self.keyring,
            self.keys,
            FakeClock(at("8:00")),
            zone=lambda: ZoneInfo("UTC"),
            colours=lambda: self.colours,
            twelve=lambda: False,
            anew=self._anew,
            change=self._change,
            try_key=self._try,
            hotkey_trouble=lambda: self.trouble,
        )
        self.run = FirstRun(
            house,
            checks=lambda: checks,
            parse=read_ics,
            net=trust(),
            new_worker=lambda _: AtOnce(),
        )
        self.run.ended.connect(self.ended.append)
        self.run.open()
        qtbot.addWidget(self.window)

    def _anew(self, change: Callable[[], None]) -> None:
        change()
        self.began_anew += 1

    def _change(self, name: str, value: object) -> None:
        self.changes.append((name, value))
        self.preferences.change(name, value)

    def _try(self, heard: Callable[[], None] | None) -> None:
        self.heard = heard

    @property
    def window(self) -> FirstRunWindow:
        window = self.run.window
        assert window is not None
        return window

    @property
    def sources(self) -> tuple[CalendarSource, ...]:
        return self.preferences.settings.calendars

    @property
    def told(self) -> str:
        trouble = self.window.calendar._view.trouble
        return "" if trouble is None else trouble.title


@pytest.fixture(autouse=True)
def on_one_thread() -> Iterator[None]:
    """Collect here what a test leaves, not on a server's thread."""
    yield
    gc.collect()


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Bench:
    return Bench(qtbot, tmp_path)


def feed(folder: Path) -> AbstractContextManager[Server]:
    file = calendar(folder / "served.ics", (at("9:00"), at("9:50")), (at("10:00"), at("10:50")))
    body = file.read_bytes()
    return serving(lambda _: respond(200, body))


def paste(bench: Bench, folder: Path) -> None:
    """Paste an address, and have it looked at."""
    with feed(folder) as server:
        bench.window.address_given.emit(f"{server.root}/{SECRET}.ics")


def test_a_profile_without_settings_is_at_its_first_run(tmp_path: Path) -> None:
    assert is_first(tmp_path)


def test_leaving_leaves_settings_so_that_it_does_not_come_again(bench: Bench) -> None:
    bench.run.close()
    assert not is_first(bench.folder)


def test_an_address_brings_the_preview(bench: Bench, tmp_path: Path) -> None:
    paste(bench, tmp_path)
    assert bench.window.page is Page.SESSIONS


def test_what_was_earlier_today_is_in_the_preview(bench: Bench, tmp_path: Path) -> None:
    file = calendar(tmp_path / "practice.ics", (at("6:00"), at("6:50")), (at("7:30"), at("8:20")))
    bench.window.path_given.emit(str(file))
    assert bench.run._looked is not None
    assert len(bench.run._looked.draft.rows) == 2


def test_her_own_zone_is_that_of_her_settings(bench: Bench) -> None:
    bench.preferences.put(replace(bench.preferences.settings, zone="Europe/London"))
    assert bench.preferences.zone == ZoneInfo("Europe/London")


def test_an_empty_calendar_can_be_hers(bench: Bench, tmp_path: Path) -> None:
    file = calendar(tmp_path / "practice.ics")
    bench.window.path_given.emit(str(file))
    assert bench.window.sessions is not None
    bench.window.sessions.accept_button.click()
    assert len(bench.sources) == 1


def test_nothing_is_kept_before_she_says_which_are_sessions(bench: Bench, tmp_path: Path) -> None:
    paste(bench, tmp_path)
    assert bench.sources == ()


def test_her_sessions_make_the_calendar_hers(bench: Bench, tmp_path: Path) -> None:
    paste(bench, tmp_path)
    bench.window.accepted.emit(False)
    name = bench.sources[0].secret
    assert name is not None
    assert (bench.keys.get(name) or "").endswith(f"/{SECRET}.ics")


def test_the_day_begins_anew_once(bench: Bench, tmp_path: Path) -> None:
    paste(bench, tmp_path)
    bench.window.accepted.emit(False)
    assert bench.began_anew == 1


def test_after_her_sessions_comes_the_second_page(bench: Bench, tmp_path: Path) -> None:
    paste(bench, tmp_path)
    bench.window.accepted.emit(False)
    assert bench.window.page is Page.ENDS


def test_the_first_week_begins_that_day(bench: Bench, tmp_path: Path) -> None:
    paste(bench, tmp_path)
    bench.window.accepted.emit(False)
    assert bench.preferences.settings.started == at("8:00").date()


def test_what_she_ticks_becomes_a_rule(bench: Bench, tmp_path: Path) -> None:
    paste(bench, tmp_path)
    assert bench.run._looked is not None
    kinds = {meaning.is_session for meaning in bench.run._looked.draft.meanings}
    for row in range(2):
        bench.window.ticked.emit(row, kinds != {True})
    bench.window.accepted.emit(False)
    assert len(bench.sources[0].rules) == 1


def test_the_first_practice_is_on(bench: Bench, tmp_path: Path) -> None:
    paste(bench, tmp_path)
    bench.window.accepted.emit(False)
    assert bench.preferences.settings.policy.level is Level.NUDGE


def test_just_watch_first_opens_nothing(bench: Bench, tmp_path: Path) -> None:
    paste(bench, tmp_path)
    bench.window.accepted.emit(True)
    assert bench.preferences.settings.policy.level is Level.AMBIENT


def test_going_back_from_the_preview_leaves_nothing(bench: Bench, tmp_path: Path) -> None:
    paste(bench, tmp_path)
    bench.window.go_back()
    assert bench.run._looked is None


def test_a_file_is_looked_at_too(bench: Bench, tmp_path: Path) -> None:
    file = calendar(tmp_path / "practice.ics", (at("9:00"), at("9:50")))
    bench.window.path_given.emit(str(file))
    bench.window.accepted.emit(False)
    assert [source.address for source in bench.sources] == [str(file)]


def test_what_is_no_address_is_said_where_it_was_pasted(bench: Bench) -> None:
    bench.window.address_given.emit("hello")
    assert bench.told


def test_a_keyring_that_refuses_is_told_on_the_first_page(qtbot: QtBot, tmp_path: Path) -> None:
    bench = Bench(qtbot, tmp_path, Locked())
    paste(bench, tmp_path)
    bench.window.accepted.emit(False)
    assert (bench.window.page, bench.told) == (Page.CALENDAR, "The keyring is locked.")


def test_without_the_keyring_it_is_kept_until_she_quits(qtbot: QtBot, tmp_path: Path) -> None:
    bench = Bench(qtbot, tmp_path, Locked())
    paste(bench, tmp_path)
    bench.window.accepted.emit(False)
    bench.window.session_only.emit()
    assert (len(bench.sources), bench.window.page) == (1, Page.ENDS)


def test_an_address_stands_in_no_settings_log_or_repr(
    bench: Bench, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    paste(bench, tmp_path)
    shown = repr(bench.run._looked)
    bench.window.accepted.emit(False)
    bench.run.close()
    told = f"{shown} {caplog.text} {settings_path(tmp_path).read_text()}"
    assert SECRET not in told
    assert "localhost" not in told


def test_a_sense_that_works_is_marked(bench: Bench) -> None:
    assert dict(bench.window.ends.values)["end_by"] == "senses"


def test_where_nothing_tells_of_the_microphone_her_key_is_marked(
    qtbot: QtBot, tmp_path: Path
) -> None:
    deaf = Bench(qtbot, tmp_path, checks=(ill("microphone_camera", "Nothing tells.", "Choose."),))
    assert dict(deaf.window.ends.values)["end_by"] == "key"


def test_skipping_a_page_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    deaf = Bench(qtbot, tmp_path, checks=(ill("microphone_camera", "Nothing tells.", "Choose."),))
    for _ in range(3):
        deaf.window.go_on()
    assert (deaf.changes, deaf.preferences.settings.policy.end_by) == ([], EndBy.SENSES)


def test_going_on_keeps_what_she_left_marked(qtbot: QtBot, tmp_path: Path) -> None:
    deaf = Bench(qtbot, tmp_path, checks=(ill("microphone_camera", "Nothing tells.", "Choose."),))
    deaf.window.go_on()
    deaf.window._next.click()
    assert deaf.changes == [("end_by", "key")]


def test_how_long_notes_take_is_kept(bench: Bench) -> None:
    bench.window.changed.emit("notes", 10)
    assert bench.preferences.settings.policy.notes == timedelta(minutes=10)


def test_the_key_is_tried_only_on_its_page(bench: Bench) -> None:
    tried = []
    for _ in range(3):
        bench.window.go_on()
        tried.append(bench.heard is not None)
    assert tried == [False, True, False]


def test_a_key_that_was_pressed_is_said_to_work(bench: Bench) -> None:
    bench.window.go_on()
    bench.window.go_on()
    assert bench.heard is not None
    bench.heard()
    assert bench.window.key._heard.text().startswith("That works.")


def test_a_key_that_is_not_to_be_had_says_why(bench: Bench) -> None:
    bench.trouble = BoundaryError("Another program has it.", "Choose another.")
    bench.window.changed.emit("hotkey", "Ctrl+F9")
    assert bench.run._key.trouble == "Another program has it. Choose another."


def test_closing_gives_the_key_back(bench: Bench) -> None:
    bench.window.go_on()
    bench.window.go_on()
    bench.run.close()
    assert bench.heard is None


def test_all_pages_can_be_skipped(bench: Bench) -> None:
    for _ in range(4):
        bench.window.go_on()
    assert bench.ended == [True]


def test_leaving_is_told_from_being_through(bench: Bench) -> None:
    bench.run.close()
    assert bench.ended == [False]


def test_a_second_run_says_what_is_read_already(qtbot: QtBot, tmp_path: Path) -> None:
    first = Bench(qtbot, tmp_path)
    paste(first, tmp_path)
    first.window.accepted.emit(False)
    first.run.close()
    again = Bench(qtbot, tmp_path)
    assert again.window.calendar._read.text() == "One calendar is read already."


def test_a_second_run_adds_to_what_there_is(qtbot: QtBot, tmp_path: Path) -> None:
    for _ in range(2):
        run = Bench(qtbot, tmp_path)
        paste(run, tmp_path)
        run.window.accepted.emit(False)
        run.run.close()
    assert len(load(settings_path(tmp_path)).calendars) == 2


def test_settings_that_cannot_be_read_are_left_as_they_are(qtbot: QtBot, tmp_path: Path) -> None:
    settings_path(tmp_path).write_text("no settings")
    bench = Bench(qtbot, tmp_path)
    bench.run.close()
    assert settings_path(tmp_path).read_text() == "no settings"


def test_it_follows_the_colours(bench: Bench) -> None:
    bench.colours = DARK
    bench.run.recolour()
    assert bench.window._colours is DARK


def test_the_sample_is_one_button(bench: Bench) -> None:
    bench.window.calendar.sample_wanted.emit()
    assert (bench.window.page, bench.preferences.sampled) == (Page.ENDS, True)
