"""The whole app off screen, on a profile of its own and a clock that a test holds."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from boundary.app import app as module
from boundary.app import live
from boundary.app.app import App
from boundary.app.crash import FALLEN
from boundary.control import ControlServer
from boundary.errors import SecretsError
from boundary.journal import QueuedJournal, open_journal
from boundary.journal.lock import Cost, lock
from boundary.keys import KEY_BYTES, STORE_KEY, Keys, SessionKeys, store_key
from boundary.profile import settings_path, store_path
from boundary.rituals.repertoire import Repertoire
from boundary.rituals.variants import Variant
from boundary.schedule.facts import Fact, FactKind
from boundary.senses.chord import HotkeyError
from boundary.senses.idle import untouched
from boundary.senses.sense import Part, State
from boundary.settings import CalendarSource, Settings, save
from boundary.ui.help_window import HelpWindow
from boundary.ui.looking_back import LookingBackPage
from boundary.ui.tray import Tray
from tests.app.calendars import calendar
from tests.app.days import FakeClock, at
from tests.senses.rigs import FakeSense

MakeApp = Callable[..., App]


@pytest.fixture
def make(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeApp]:
    """Return what starts an app on the profile *tmp_path*; a test's apps end with it."""
    made: list[App] = []
    monkeypatch.setenv("BOUNDARY_PROFILE", str(tmp_path))

    def start(
        wall: str = "9:20",
        keys: Keys | None = None,
        *,
        demo: bool = False,
        sense: FakeSense | None = None,
    ) -> App:
        sense = sense or FakeSense()
        monkeypatch.setattr(module, "Keyring", lambda: keys or SessionKeys())
        monkeypatch.setattr(live.Live, "_sense", lambda _live: sense)
        monkeypatch.setattr(live, "SETTLING", 0)
        control = ControlServer(tmp_path, lambda verb, words: made[-1].asked(verb, words))
        assert control.claim()
        app = App(qapp, tmp_path, FakeClock(at(wall)), control, Tray(), demo=demo)
        made.append(app)
        app.start(background=True)
        return app

    yield start
    while made:
        made.pop().close()
    gc.collect()


def practice(profile: Path) -> Path:
    """Give *profile* a calendar with a session from 9:00 to 9:50; return its file."""
    file = calendar(profile / "practice.ics", (at("9:00"), at("9:50")), (at("10:00"), at("10:50")))
    settings = Settings(zone="UTC", calendars=(CalendarSource(str(file)),))
    save(settings_path(profile), settings)
    return file


def sessions(app: App) -> int:
    return len(app.engine.today.plan(app.engine.now()).sessions)


def titles(app: App) -> list[str]:
    """Return the titles of what Today tells."""
    return [fact.title for fact in app._view().facts]


class NoKeys:
    """A keyring that is locked."""

    def get(self, _name: str) -> str | None:
        raise SecretsError("The keyring is locked.", "Unlock it.")

    def set(self, name: str, _secret: str) -> None:
        self.get(name)

    def delete(self, name: str) -> None:
        self.get(name)


def test_a_new_profile_shows_the_sample_practice(make: MakeApp) -> None:
    assert titles(make()) == ["This is a sample practice."]


def test_her_calendar_becomes_the_day(make: MakeApp, tmp_path: Path, qtbot: QtBot) -> None:
    practice(tmp_path)
    app = make()
    qtbot.waitUntil(lambda: sessions(app) == 2, timeout=10000)
    assert titles(app)[0] == "Calendar read just now"


def test_a_calendar_that_vanishes_leaves_the_last_good_day(
    make: MakeApp, tmp_path: Path, qtbot: QtBot
) -> None:
    file = practice(tmp_path)
    app = make()
    qtbot.waitUntil(lambda: sessions(app) == 2, timeout=10000)
    file.unlink()
    assert app.day.reader is not None
    with qtbot.waitSignal(app.day.reader.failed, timeout=10000):
        app.day.reader.want_titles()
    assert sessions(app) == 2
    [gone] = app._view().facts
    assert gone.trouble
    assert "that stays until then" in gone.second


def test_a_calendar_that_is_none_is_told(make: MakeApp, tmp_path: Path, qtbot: QtBot) -> None:
    practice(tmp_path).write_text("<html>Sign in</html>")
    app = make()
    qtbot.waitUntil(lambda: bool(titles(app)), timeout=10000)
    assert app._view().facts[0].trouble


def test_a_missing_calendar_leaves_yesterday_s_word_on_today(
    make: MakeApp, tmp_path: Path, qtbot: QtBot
) -> None:
    keys, file = SessionKeys(), practice(tmp_path)
    first = make(keys=keys)
    qtbot.waitUntil(lambda: sessions(first) == 2, timeout=10000)
    qtbot.waitUntil(lambda: store_path(tmp_path).exists() and first.day._settled, timeout=10000)
    first.close()
    file.unlink()
    again = make(keys=keys)
    qtbot.waitUntil(lambda: sessions(again) == 2, timeout=10000)


def test_a_bad_settings_file_is_told_in_today(make: MakeApp, tmp_path: Path) -> None:
    settings_path(tmp_path).write_text("{")
    view = make()._view()
    assert view.facts[0].trouble


def test_a_bad_settings_file_is_told_in_the_settings_window(make: MakeApp, tmp_path: Path) -> None:
    settings_path(tmp_path).write_text("{")
    app = make()
    app._open_settings()
    window = app.windows._settings
    assert window is not None
    assert window._trouble.isVisible()


def test_newer_settings_are_kept_and_told(make: MakeApp, tmp_path: Path) -> None:
    path = settings_path(tmp_path)
    path.write_text(json.dumps({"version": 99}))
    app = make()
    app._changed("level", "L3")
    assert json.loads(path.read_text()) == {"version": 99}
    assert app._view().facts[0].trouble


def test_with_a_locked_keyring_the_day_runs_and_says_so(
    make: MakeApp, tmp_path: Path, qtbot: QtBot
) -> None:
    practice(tmp_path)
    app = make(keys=NoKeys())
    qtbot.waitUntil(lambda: sessions(app) == 2, timeout=10000)
    qtbot.waitUntil(lambda: "The keyring is locked." in titles(app), timeout=10000)


def test_with_a_locked_keyring_facts_wait(make: MakeApp, tmp_path: Path, qtbot: QtBot) -> None:
    practice(tmp_path)
    app = make(keys=NoKeys())
    qtbot.waitUntil(lambda: "The keyring is locked." in titles(app), timeout=10000)
    app.show.choose("ended")
    journal = app.engine.journal
    assert isinstance(journal, QueuedJournal)
    assert journal.waiting > 0


def test_a_damaged_store_is_told_and_kept(make: MakeApp, tmp_path: Path, qtbot: QtBot) -> None:
    practice(tmp_path)
    keys = SessionKeys()
    keys.set(STORE_KEY, bytes(KEY_BYTES).hex())
    store_path(tmp_path).write_bytes(b"no store at all" * 400)
    app = make(keys=keys)
    qtbot.waitUntil(lambda: len([f for f in app._view().facts if f.trouble]) == 1, timeout=10000)
    assert store_path(tmp_path).read_bytes() == b"no store at all" * 400


def test_what_the_store_knows_is_folded_in(make: MakeApp, tmp_path: Path, qtbot: QtBot) -> None:
    practice(tmp_path)
    keys = SessionKeys()
    keys.set(STORE_KEY, bytes(KEY_BYTES).hex())
    store = open_journal(store_path(tmp_path), bytes(KEY_BYTES))
    store.append(Fact(at("9:10"), FactKind.PAUSE))
    store.close()
    app = make(keys=keys)
    qtbot.waitUntil(lambda: app.day._settled, timeout=10000)
    assert app.engine.today.glance(app.engine.now()).why == "paused"


def test_an_own_mistake_is_one_calm_line(make: MakeApp) -> None:
    app = make()
    app.mistaken()
    assert titles(app)[0] == "Boundary made a mistake of its own; the day goes on."


def locked(profile: Path) -> SessionKeys:
    """Give *profile* a store whose key a passphrase wraps; return its keyring."""
    practice(profile)
    keys = SessionKeys()
    key = store_key(keys, store_path(profile))
    open_journal(store_path(profile), key).close()
    lock(keys, key, "four calm words", Cost(1, 8, 1))
    return keys


def test_a_locked_store_asks_between_sessions_and_opens(
    make: MakeApp, tmp_path: Path, qtbot: QtBot
) -> None:
    app = make("8:00", locked(tmp_path))
    qtbot.waitUntil(lambda: app.locking._window is not None, timeout=10000)
    assert app.locking._window is not None
    app.locking._window.given.emit("four calm words")
    qtbot.waitUntil(lambda: app.locking.is_open, timeout=10000)
    assert app.engine.journal.trouble is None  # type: ignore[attr-defined]


def test_a_locked_store_asks_nothing_while_a_session_may_be_live(
    make: MakeApp, tmp_path: Path, qtbot: QtBot
) -> None:
    sense = FakeSense()
    sense.now[Part.MICROPHONE] = State.ON
    app = make("9:20", locked(tmp_path), sense=sense)
    qtbot.waitUntil(lambda: sessions(app) == 2, timeout=10000)
    app.engine.tick()
    assert app.locking._window is None


def test_today_tells_that_the_last_run_fell(make: MakeApp, tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / FALLEN).write_text("Fatal Python error: Aborted\n")
    assert titles(make())[0] == "Boundary stopped by itself last time."


def test_today_follows_the_minutes_while_it_is_seen(make: MakeApp) -> None:
    app = make("9:20:30")
    app.windows.open_today()
    assert app._minutes.timer.isActive()
    assert 29_000 <= app._minutes.timer.interval() <= 30_001


def test_no_minute_is_counted_while_today_is_hidden(make: MakeApp) -> None:
    app = make()
    app.windows.open_today()
    today = app.windows._today
    assert today is not None
    today.close()
    assert not app._minutes.timer.isActive()


def test_with_a_minute_the_now_line_moves(make: MakeApp) -> None:
    app = make()
    app.windows.open_today()
    clock = app.engine.clock
    assert isinstance(clock, FakeClock)
    clock.set(at("9:21"))
    app._minutes.timer.timeout.emit()
    today = app.windows._today
    assert today is not None
    assert today._view is not None
    assert today._view.now == at("9:21")


def test_the_menu_follows_what_the_command_line_said(make: MakeApp) -> None:
    app = make()
    app.asked("pause", {"seconds": 600})
    assert app.windows.tray._resume.isVisible()
    app.asked("resume", {})
    assert not app.windows.tray._resume.isVisible()


def test_with_someone_keeps_its_mark_while_paused(make: MakeApp) -> None:
    app = make()
    app.show.choose("with_someone")
    app.asked("pause", {"seconds": 600})
    assert app.windows.tray._someone.isChecked()


def test_the_status_is_a_sentence(make: MakeApp) -> None:
    app = make()
    assert app.asked("pause", {"seconds": 600})["sentence"] == "Paused until 9:30."


def test_a_setting_takes_effect_at_once(make: MakeApp, tmp_path: Path) -> None:
    practice(tmp_path)
    app = make()
    app._changed("notes", 10)
    policy = app.engine.today.situation(app.engine.now()).policy
    assert policy == replace(policy, notes=policy.notes)
    assert policy.notes.total_seconds() == 600


def test_a_calendar_that_she_adds_ends_the_sample(
    make: MakeApp, tmp_path: Path, qtbot: QtBot
) -> None:
    app = make()
    file = calendar(tmp_path / "mine.ics", (at("9:00"), at("9:50")))
    app._added([CalendarSource(str(file))])
    qtbot.waitUntil(lambda: sessions(app) == 1, timeout=10000)


def test_adding_a_calendar_opens_its_window(make: MakeApp) -> None:
    app = make()
    app.windows.chosen.emit("add_calendar")
    assert app._adding is not None
    assert app._adding._window is not None
    assert app._adding._window.isVisible()


def test_a_calendar_that_she_forgets_brings_the_sample_back(make: MakeApp, tmp_path: Path) -> None:
    practice(tmp_path)
    app = make()
    app.windows.forget_wanted.emit(0)
    assert app.preferences.sampled
    assert "This is a sample practice." in titles(app)


def test_the_demo_leaves_no_file(make: MakeApp, tmp_path: Path) -> None:
    app = make(demo=True)
    app._changed("level", "L3")
    app.show.choose("ended")
    assert {path.name for path in tmp_path.iterdir()} <= {"running.lock", "control.sock"}


def test_a_closed_app_lets_no_timer_run(make: MakeApp) -> None:
    app = make()
    app.windows.open_today()
    app.close()
    assert not [t for t in app.findChildren(QTimer) if t.isActive()]


def test_forgetting_a_calendar_deletes_its_secret(
    make: MakeApp, tmp_path: Path, qtbot: QtBot
) -> None:
    keys = SessionKeys()
    keys.set("mine", str(tmp_path / "gone.ics"))
    save(settings_path(tmp_path), Settings(calendars=(CalendarSource("keyring:mine"),)))
    app = make(keys=keys)
    app.windows.forget_wanted.emit(0)
    qtbot.waitUntil(lambda: keys.get("mine") is None, timeout=10000)

    assert app.preferences.settings.calendars == ()


class SlowSense(FakeSense):
    """Senses that answer when a test has them answer."""

    def __init__(self) -> None:
        super().__init__()
        self.now = dict.fromkeys(self.now, State.UNKNOWN)

    def answer(self, microphone: State) -> None:
        self.say(Part.CAMERA, State.OFF)
        self.say(Part.MICROPHONE, microphone)


def test_before_the_senses_have_answered_no_calendar_is_read(
    make: MakeApp, tmp_path: Path, qtbot: QtBot
) -> None:
    practice(tmp_path)
    sense = SlowSense()
    app = make("8:55", sense=sense)
    qtbot.waitUntil(lambda: sense.started, timeout=10000)
    assert app.day.reader is None
    assert not store_path(tmp_path).exists()


def test_a_call_under_way_at_the_start_keeps_the_opening_away(
    make: MakeApp, tmp_path: Path, qtbot: QtBot
) -> None:
    practice(tmp_path)
    sense = SlowSense()
    app = make("8:55", sense=sense)
    qtbot.waitUntil(lambda: sense.started, timeout=10000)
    sense.answer(State.ON)
    qtbot.waitUntil(lambda: sessions(app) == 2 and app.day._settled, timeout=10000)
    assert app.show.stage.card is None
    assert app.show.stage.ritual is None


def test_without_a_call_at_the_start_the_opening_comes(
    make: MakeApp, tmp_path: Path, qtbot: QtBot
) -> None:
    practice(tmp_path)
    sense = SlowSense()
    app = make("8:55", sense=sense)
    qtbot.waitUntil(lambda: sense.started, timeout=10000)
    sense.answer(State.OFF)
    qtbot.waitUntil(lambda: app.show.stage.card is not None, timeout=10000)


def test_what_suits_her_is_planned_with_at_once(make: MakeApp) -> None:
    app = make()
    hers = Repertoire().with_variant(Variant.SEATED, True)
    app._changed("rituals", hers)
    assert app.engine.today.repertoire == hers


def test_a_hotkey_that_is_not_to_be_had_is_not_kept(
    make: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make()
    monkeypatch.setattr(app.day, "rekey", lambda _keys: HotkeyError("Taken.", "Another."))
    before = app.preferences.settings
    app._open_settings()
    app._changed("hotkey", "Ctrl+F9")
    assert app.preferences.settings == before
    assert app.windows.hotkey_trouble is not None


def test_a_card_lies_where_she_left_the_last_one_before_she_quit(
    make: MakeApp, tmp_path: Path, qtbot: QtBot
) -> None:
    keys = SessionKeys()
    practice(tmp_path)
    first = make(keys=keys)
    qtbot.waitUntil(lambda: first.day._settled, timeout=10000)
    first.show.stage.placed.emit(QPoint(40, 60))
    first.close()
    again = make(keys=keys)
    qtbot.waitUntil(lambda: again.day._settled, timeout=10000)
    assert again.show.stage._place == QPoint(40, 60)


def test_a_break_of_her_own_day_asks_what_her_hands_did(make: MakeApp, tmp_path: Path) -> None:
    practice(tmp_path)
    assert make().engine.today._untouched is untouched


def test_the_sample_asks_nothing_of_her_hands(make: MakeApp) -> None:
    assert make().engine.today._untouched is not untouched


def test_what_looks_back_has_its_pages_in_the_settings(make: MakeApp) -> None:
    app = make(demo=True)
    app._open_settings("looking_back")
    window = app.windows._settings
    assert window is not None
    page = window.findChild(LookingBackPage)
    assert page is not None
    assert page.isVisibleTo(window)


def test_help_for_her_is_a_click_in_the_tray(make: MakeApp) -> None:
    app = make(demo=True)
    app.windows.tray.help_wanted.emit()
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, HelpWindow)]
    assert [w.isVisible() for w in windows] == [True]
