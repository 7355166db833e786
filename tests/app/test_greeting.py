"""The first run in the running program: when it comes, what it leaves alone, and the files."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from boundary.app import app as module
from boundary.app import live
from boundary.app.app import App
from boundary.control import ControlServer
from boundary.keys import SessionKeys
from boundary.profile import settings_path
from boundary.schedule.facts import FactKind
from boundary.settings import Settings, save
from boundary.ui.first_run_words import Page
from boundary.ui.tray import Tray
from tests.app.days import FakeClock, at
from tests.senses.rigs import FakeSense

Start = Callable[..., App]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Return what starts Boundary on the profile *tmp_path*."""
    made: list[App] = []
    monkeypatch.setenv("BOUNDARY_PROFILE", str(tmp_path))
    monkeypatch.setattr(module, "Keyring", SessionKeys)
    monkeypatch.setattr(live.Live, "_sense", lambda _live: FakeSense())

    def begin(*, background: bool = False, demo: bool = False) -> App:
        control = ControlServer(tmp_path, lambda _verb, _words: {})
        assert control.claim()
        app = App(qapp, tmp_path, FakeClock(at("9:20")), control, Tray(), demo=demo)
        made.append(app)
        app.start(background=background)
        return app

    yield begin
    while made:
        made.pop().close()
    gc.collect()


def greets(app: App) -> bool:
    """Tell whether the first run is open."""
    run = app.greeting._run
    return run is not None and run.window is not None


def paused(app: App) -> bool:
    now = app.engine.now()
    spans = app.engine.today.situation(now).pauses
    return any(span.start <= now and span.lasts_past(now) for span in spans)


def test_the_first_start_greets(start: Start) -> None:
    assert greets(start())


def test_a_start_with_the_session_greets_nobody(start: Start) -> None:
    assert not greets(start(background=True))


def test_a_demo_greets_nobody(start: Start) -> None:
    assert not greets(start(demo=True))


def test_a_profile_with_settings_is_not_greeted(start: Start, tmp_path: Path) -> None:
    save(settings_path(tmp_path), Settings())
    assert not greets(start())


def touch(app: App) -> None:
    """Press a key in the first run."""
    run = app.greeting._run
    assert run is not None
    assert run.window is not None
    field = run.window.findChildren(QLineEdit)[0]
    QTest.keyClick(field, Qt.Key.Key_Shift)


def test_the_sample_plays_beside_it_until_she_turns_to_it(start: Start) -> None:
    assert not paused(start())


def test_the_sample_waits_from_her_first_key_on(start: Start) -> None:
    app = start()
    touch(app)
    assert paused(app)


def test_the_sample_goes_on_after_it(start: Start) -> None:
    app = start()
    touch(app)
    app.greeting.close()
    assert not paused(app)


def test_it_comes_again_from_the_settings(start: Start, tmp_path: Path) -> None:
    save(settings_path(tmp_path), Settings())
    app = start()
    app._open_settings()
    settings = app.windows._settings
    assert settings is not None
    again = next(b for b in settings.findChildren(QPushButton) if b.text() == "First run again")
    again.click()
    assert greets(app)


def test_the_files_are_pages_of_the_settings(start: Start, tmp_path: Path) -> None:
    save(settings_path(tmp_path), Settings())
    app = start()
    app._open_settings()
    settings = app.windows._settings
    assert settings is not None
    told = [settings._list.item(row).text() for row in range(settings._list.count())]
    assert told[-2:] == ["Practice profile", "Privacy"]


def test_a_key_that_is_tried_pauses_nothing(start: Start) -> None:
    app = start()
    run = app.greeting._run
    assert run is not None
    assert run.window is not None
    while run.window.page is not Page.KEY:
        run.window.go_on()
    app.day._let_go()
    facts = [fact.kind for fact in app.engine.today.facts]
    assert (run._key.heard, FactKind.CLINICAL_NEED in facts) == (True, False)


def test_after_it_the_key_is_heeded_again(start: Start) -> None:
    app = start()
    app.greeting.close()
    app.day._let_go()
    assert FactKind.CLINICAL_NEED in [fact.kind for fact in app.engine.today.facts]


def test_settings_from_a_file_begin_the_day_anew(start: Start) -> None:
    app = start()
    before = app.day
    app.greeting._edited()
    assert app.day is not before
