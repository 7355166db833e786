"""Teaching: from the window in which she ticks to the rules."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from boundary.app.teaching import TITLE_KEY, Teaching, title_key
from boundary.app.worker import Worker
from boundary.errors import SecretsError
from boundary.keys import KEY_BYTES, SessionKeys
from boundary.schedule.rules import Meaning, Rule
from boundary.schedule.sessions import Kind, sessions_of
from boundary.settings import CalendarSource, Settings
from boundary.ui.preview_window import PreviewWindow, Row
from boundary.ui.theme import DARK, LIGHT
from tests.ui.days import ZONE, at
from tests.ui.previews import occurrences

# What a bare platform can't do, and a desktop can.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")

YOGA = 6


class NoKeys(SessionKeys):
    """A keyring that is locked."""

    def get(self, name: str) -> str | None:
        raise SecretsError("The keyring is locked.", f"Unlock it for {name}.")


class Read:
    """A reader that has two weeks, at once or when it is asked to."""

    def __init__(self) -> None:
        self.occurrences = occurrences()
        self.asked = 0

    def want_titles(self) -> None:
        self.asked += 1


def opened(teaching: Teaching) -> None:
    teaching.open(Read(), Settings(), at("8:00"), ZONE, LIGHT, twelve=True)


def window_of(teaching: Teaching) -> PreviewWindow | None:
    return teaching._window


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def begin(qtbot: QtBot, teaching: Teaching) -> PreviewWindow:
    opened(teaching)
    qtbot.waitUntil(lambda: teaching._waiting is not None)
    teaching.go_on()
    window = window_of(teaching)
    assert window is not None
    qtbot.addWidget(window)
    return window


def say_these(window: PreviewWindow) -> None:
    next(b for b in window.findChildren(QPushButton) if b.text().startswith("These")).click()


def test_ticks_become_rules_that_hold(qtbot: QtBot, worker: Worker) -> None:
    keys = SessionKeys()
    teaching = Teaching(worker, keys)
    window = begin(qtbot, teaching)
    window.findChildren(Row)[YOGA].tick.click()
    with qtbot.waitSignal(teaching.learned, timeout=2000) as said:
        say_these(window)
    kinds = [
        session.kind
        for session in sessions_of(occurrences(), rules=said.args[0], key=title_key(keys))
        if session.title == "Yoga"
    ]
    assert kinds == [Kind.SESSION, Kind.SESSION]


def test_a_chosen_kind_becomes_a_rule(qtbot: QtBot, worker: Worker) -> None:
    teaching = Teaching(worker, SessionKeys())
    window = begin(qtbot, teaching)
    window.kind_chosen.emit(YOGA, "personal")
    with qtbot.waitSignal(teaching.learned, timeout=2000) as said:
        say_these(window)
    assert [rule.meaning for rule in said.args[0][0]] == [Meaning.PERSONAL]


def test_what_she_ticks_is_shown_at_once(qtbot: QtBot, worker: Worker) -> None:
    window = begin(qtbot, Teaching(worker, SessionKeys()))
    row = window.findChildren(Row)[YOGA]
    row.tick.click()
    assert row.chooser.text() == "Session"


def test_closing_teaches_nothing(qtbot: QtBot, worker: Worker) -> None:
    teaching = Teaching(worker, SessionKeys())
    window = begin(qtbot, teaching)
    with qtbot.assertNotEmitted(teaching.learned):
        window.close()
    assert window_of(teaching) is None


def test_a_second_asking_raises_the_window(qtbot: QtBot, worker: Worker) -> None:
    teaching = Teaching(worker, SessionKeys())
    window = begin(qtbot, teaching)
    opened(teaching)
    assert window_of(teaching) is window


def test_a_locked_keyring_does_not_keep_her_from_teaching(qtbot: QtBot, worker: Worker) -> None:
    window = begin(qtbot, Teaching(worker, NoKeys()))
    assert len(window.findChildren(Row)) == 9


def test_nothing_is_shown_while_titles_are_read(qtbot: QtBot, worker: Worker) -> None:
    teaching = Teaching(worker, SessionKeys())
    opened(teaching)
    qtbot.waitUntil(lambda: teaching._waiting is not None)
    assert window_of(teaching) is None
    teaching.close()


def test_titles_are_asked_for(qtbot: QtBot, worker: Worker) -> None:
    teaching, reader = Teaching(worker, SessionKeys()), Read()
    teaching.open(reader, Settings(), at("8:00"), ZONE, LIGHT, twelve=True)
    qtbot.waitUntil(lambda: reader.asked == 1)
    teaching.close()


def test_the_keyring_is_asked_only_where_a_rule_goes_by_its_title(worker: Worker) -> None:
    found: list[bytes | None] = []
    rule = Rule(Meaning.SESSION, "code", 38)
    settings = Settings(calendars=(CalendarSource("/a.ics", rules=(rule,)),))
    Teaching(worker, NoKeys()).key_for(settings, found.append)
    assert found == [None]


def test_a_rule_that_goes_by_its_title_gets_its_key(qtbot: QtBot, worker: Worker) -> None:
    keys = SessionKeys()
    found: list[bytes | None] = []
    made = title_key(keys, make=True)
    rule = Rule(Meaning.SESSION, "code", 38, title="0" * 16)
    settings = Settings(calendars=(CalendarSource("/a.ics", rules=(rule,)),))
    teaching = Teaching(worker, keys)
    teaching.key_for(settings, found.append)
    qtbot.waitUntil(lambda: found == [made])


def test_it_follows_the_theme(qtbot: QtBot, worker: Worker) -> None:
    teaching = Teaching(worker, SessionKeys())
    window = begin(qtbot, teaching)
    teaching.recolour(DARK)
    assert window.isVisible()


def test_a_key_is_made_once() -> None:
    keys = SessionKeys()
    made = title_key(keys, make=True)
    assert made is not None
    assert (len(made), title_key(keys, make=True)) == (KEY_BYTES, made)


def test_a_key_is_not_made_unasked() -> None:
    keys = SessionKeys()
    assert (title_key(keys), keys.get(TITLE_KEY)) == (None, None)


def test_a_key_that_is_none_is_none() -> None:
    keys = SessionKeys()
    keys.set(TITLE_KEY, "not a key")
    assert title_key(keys) is None
