"""Her mail accounts and their pages are there when they are wanted, and cost nothing before."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from boundary.app.calendar_keys import CalendarKeys
from boundary.app.post import Post
from boundary.app.preferences import Preferences
from boundary.journal import MemoryJournal
from boundary.keys import SessionKeys
from boundary.mail.mailbox import Route
from boundary.mail.status import Light
from boundary.schedule.hours import WeeklyHours
from boundary.settings import CalendarSource
from boundary.settings.mail import MailSettings, ReplyAccount
from boundary.ui.hours_page import HoursPage
from boundary.ui.hours_view import Channel
from boundary.ui.reply_page import ReplyPage
from boundary.ui.theme import LIGHT

NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)
BROKEN = ReplyAccount("practice", Route.SIEVE, "anna@practice.example")
"""It has no server and no password."""


class StandingClock:
    """It is noon."""

    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        return 0.0

    def until(self, instant: datetime) -> timedelta:
        return max(instant - NOON, timedelta(0))


class House:
    """A profile with *accounts*, or the sample's."""

    def __init__(
        self, qtbot: QtBot, profile: Path, *accounts: ReplyAccount, demo: bool = False
    ) -> None:
        self.qtbot = qtbot
        self.preferences = Preferences(profile, demo=demo)
        if not demo:
            settings = replace(
                self.preferences.settings,
                calendars=(CalendarSource("/nowhere.ics"),),
                hours=WeeklyHours("America/New_York"),
                mail=MailSettings(accounts),
            )
            self.preferences.put(settings)
        self.edits: list[bool] = []
        self.post = Post(
            self.preferences,
            CalendarKeys(SessionKeys()),
            profile,
            StandingClock(),
            lambda: self.edits.append(True),
            twelve=False,
        )

    def shelve(self) -> None:
        """Let the store open, and wait for the first look."""
        with self.qtbot.waitSignal(self.post.changed):
            self.post.shelved(MemoryJournal(), lasting=True)


@pytest.fixture(autouse=True)
def on_one_thread() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()
    gc.collect()


@pytest.fixture
def demo(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    house = House(qtbot, tmp_path, demo=True)
    yield house
    house.post.close()


@pytest.fixture
def hers(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    house = House(qtbot, tmp_path, BROKEN)
    yield house
    house.post.close()


def test_the_sample_has_a_folder_in_which_the_reply_is_seen(demo: House) -> None:
    demo.shelve()
    assert [status.light for status in demo.post.statuses] == [Light.GREEN]


def test_the_folder_holds_messages_that_a_mail_program_opens(demo: House, tmp_path: Path) -> None:
    demo.shelve()
    assert list((tmp_path / "outbox").rglob("*.eml"))


def test_without_an_account_of_hers_there_is_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    house = House(qtbot, tmp_path)
    house.post.shelved(MemoryJournal(), lasting=True)
    assert house.post.statuses == ()


def test_an_account_without_its_password_is_told(hers: House) -> None:
    hers.shelve()
    assert [status.light for status in hers.post.statuses] == [Light.AMBER]


def test_what_she_paints_is_in_her_settings_at_once(hers: House) -> None:
    pages = dict(hers.post.pages())
    page = pages["hours"](LIGHT)
    assert isinstance(page, HoursPage)
    hers.qtbot.addWidget(page)
    page.week_changed.emit(Channel.MAIL, ((),) * 7)
    assert hers.preferences.settings.hours.week == ((),) * 7


def test_other_hours_are_told_to_the_day(hers: House) -> None:
    page = dict(hers.post.pages())["hours"](LIGHT)
    assert isinstance(page, HoursPage)
    hers.qtbot.addWidget(page)
    page.zone_changed.emit(Channel.MAIL, "Europe/Berlin")
    assert hers.edits == [True]


def test_the_phone_gets_hours_of_its_own(hers: House) -> None:
    page = dict(hers.post.pages())["hours"](LIGHT)
    assert isinstance(page, HoursPage)
    hers.qtbot.addWidget(page)
    page.week_changed.emit(Channel.PHONE, ((),) * 7)
    settings = hers.preferences.settings
    assert (settings.hours.week != ((),) * 7, settings.channels.phone is not None) == (True, True)


def test_a_text_with_a_client_in_it_is_not_set(hers: House) -> None:
    page = dict(hers.post.pages())["reply"](LIGHT)
    assert isinstance(page, ReplyPage)
    hers.qtbot.addWidget(page)
    page.text_changed.emit("nightly", "Automatic reply", "Dear client, {opening} {danger}")
    assert hers.preferences.settings.words.own == ()


def test_a_place_is_ticked(hers: House) -> None:
    page = dict(hers.post.pages())["reply"](LIGHT)
    assert isinstance(page, ReplyPage)
    hers.qtbot.addWidget(page)
    page.place_ticked.emit("voicemail", True)
    assert [place.value for place in hers.preferences.settings.words.places] == ["voicemail"]


def test_the_folder_lent_to_the_sample_is_not_kept_as_hers(demo: House) -> None:
    page = dict(demo.post.pages())["hours"](LIGHT)
    assert isinstance(page, HoursPage)
    demo.qtbot.addWidget(page)
    page.week_changed.emit(Channel.MAIL, ((),) * 7)
    assert demo.preferences.settings.mail.accounts == ()
