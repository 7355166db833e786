"""The running app on a real desktop: her hands, the tray's menu, and what a machine may lack."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, Properties, new_method_call  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from boundary.clock import Span, SystemClock
from boundary.journal import open_journal
from boundary.keys import Keyring, store_key
from boundary.profile import settings_path, store_path
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.policy import Level, Policy, ShutdownForm
from boundary.senses.chord import DEFAULT
from boundary.settings import CalendarSource, Settings, save
from tests.app.calendars import calendar
from tests.app.running import Running, running
from tests.desktop import Parts, desktop

pytestmark = pytest.mark.desktop

WATCHER = DBusAddress(
    "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"
)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Return a profile whose session is under way and has a gap of a quarter of an hour after it.

    Her "ended" is what ends it, so that the card comes when a test says so.
    """
    return practice(tmp_path / "profile", Level.NUDGE)


def practice(folder: Path, level: Level, hotkey: str = DEFAULT) -> Path:
    """Make the profile *folder*, whose breaks come at *level* and go at *hotkey*."""
    folder.mkdir(mode=0o700)
    now = SystemClock().now().replace(microsecond=0)
    spans = ((now - minutes(45), now + minutes(5)), (now + minutes(20), now + minutes(70)))
    file = calendar(folder / "practice.ics", *spans)
    policy = Policy(level=level, shutdown=ShutdownForm.NONE)
    sources = (CalendarSource(str(file)),)
    chosen = Settings(zone="UTC", calendars=sources, policy=policy, hotkey=hotkey)
    save(settings_path(folder), chosen)
    return folder


@pytest.fixture
def copy(profile: Path) -> Iterator[Running]:
    """Return Boundary in the tray, in the session."""
    with running(profile, "--background") as started:
        in_session(started)
        yield started


def in_session(copy: Running) -> None:
    copy.wait_until(lambda: copy.state() in ("in_session", "wrap_up"))


def windows(environment: dict[str, str] | None = None, name: str = "^Boundary$") -> list[str]:
    """Return the ids of the visible windows with the title *name*."""
    found = subprocess.run(
        ("xdotool", "search", "--onlyvisible", "--name", name),
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return found.stdout.split()


def xdotool(*words: str) -> None:
    subprocess.run(("xdotool", *words), check=True, timeout=20)


def end_of_session(copy: Running) -> str:
    """Say that the session is over, and return the id of the card that comes."""
    copy.ask("ended")
    copy.wait_until(lambda: bool(windows()))
    return windows()[0]


def test_while_the_card_comes_enter_goes_where_she_types(
    copy: Running, qapp: QApplication, qtbot: QtBot
) -> None:
    notes = QPlainTextEdit()
    qtbot.addWidget(notes)
    notes.setGeometry(100, 400, 400, 300)
    with qtbot.waitExposed(notes):
        notes.show()
    notes.activateWindow()
    notes.setFocus()
    qtbot.waitUntil(notes.hasFocus, timeout=5000)
    end_of_session(copy)
    for key in ("o", "n", "Return", "e"):
        xdotool("key", key)
    qtbot.waitUntil(lambda: notes.toPlainText() == "on\ne", timeout=5000)
    assert copy.ask("status")["state"] == "break_ready"
    assert qapp.activeWindow() is notes


def test_a_click_that_was_meant_for_what_lay_beneath_takes_nothing(copy: Running) -> None:
    card = end_of_session(copy)
    xdotool("mousemove", "--window", card, "90", "78", "click", "1")
    assert copy.ask("status")["state"] == "break_ready"
    take(copy, card)


def test_esc_ends_a_break_at_once(copy: Running) -> None:
    take(copy, end_of_session(copy))
    copy.wait_until(lambda: bool(windows()))
    xdotool("windowfocus", "--sync", windows()[0])
    xdotool("key", "Escape")
    copy.wait_until(lambda: not windows())
    assert copy.ask("status")["state"] != "in_break"


def test_the_hotkey_clears_a_break_from_the_screen(copy: Running) -> None:
    take(copy, end_of_session(copy))
    copy.wait_until(lambda: bool(windows()))
    xdotool("key", "ctrl+alt+space")
    copy.wait_until(lambda: not windows())
    assert copy.ask("status")["why"] == "clinical_need"


def test_the_key_that_she_chose_is_the_one_that_clears(tmp_path: Path) -> None:
    profile = practice(tmp_path / "profile", Level.NUDGE, "Ctrl+F9")
    with running(profile, "--background") as copy:
        in_session(copy)
        end_of_session(copy)
        xdotool("key", "ctrl+alt+space")
        assert copy.ask("status")["why"] != "clinical_need"
        xdotool("key", "ctrl+F9")
        copy.wait_until(lambda: not windows())
        assert copy.ask("status")["why"] == "clinical_need"


def test_esc_closes_a_card_that_she_has_clicked(copy: Running) -> None:
    card = end_of_session(copy)
    xdotool("mousemove", "--window", card, "30", "30", "click", "1")
    xdotool("windowfocus", "--sync", card)
    xdotool("key", "Escape")
    copy.wait_until(lambda: not windows())
    assert copy.ask("status")["state"] != "break_ready"


def test_a_clinical_need_takes_the_card_from_the_screen(copy: Running) -> None:
    end_of_session(copy)
    copy.ask("clinical-need")
    assert copy.ask("status")["why"] == "clinical_need"
    copy.wait_until(lambda: not windows())


def test_a_second_start_raises_today(copy: Running, profile: Path) -> None:
    assert not windows(name="^Today$")
    with running(profile, listening=False) as second:
        assert second.process.wait(20) == 0
    copy.wait_until(lambda: bool(windows(name="^Today$")))


def test_quit_in_the_tray_s_menu_quits(copy: Running) -> None:
    with open_dbus_connection(os.environ["DBUS_SESSION_BUS_ADDRESS"]) as bus:

        def ask(method: str, signature: str, *body: object) -> Any:
            call = new_method_call(menu, method, signature, body)
            return bus.send_and_get_reply(call, timeout=5).body

        def items() -> list[str]:
            got = bus.send_and_get_reply(
                Properties(WATCHER).get("RegisteredStatusNotifierItems"), timeout=5
            )
            found: list[str] = got.body[0][1]
            return found

        copy.wait_until(lambda: bool(items()))
        owner = items()[-1].partition("/")[0]
        menu = DBusAddress("/MenuBar", owner, "com.canonical.dbusmenu")
        _revision, (_root, _properties, entries) = ask("GetLayout", "iias", 0, -1, [])
        labels = {entry[1][1].get("label", ("s", ""))[1]: entry[1][0] for entry in entries}
        ask("Event", "isvu", labels["Quit"], "clicked", ("s", ""), 0)
    assert copy.process.wait(10) == 0


def test_a_break_outlives_a_kill(profile: Path) -> None:
    with running(profile, "--background") as copy:
        in_session(copy)
        copy.wait_until((profile / "boundary.db").exists)
        take(copy, end_of_session(copy))
        copy.process.kill()
        copy.process.wait(5)
    with running(profile, "--background") as again:
        again.wait_until(lambda: again.state() == "in_break")
        assert not windows()
        again.end()
    assert not repeated(profile)


def repeated(profile: Path) -> list[Fact]:
    """Return what the store of *profile* says was put to her, or begun, more than once."""
    path = store_path(profile)
    store = open_journal(path, store_key(Keyring(), path))
    now = SystemClock().now()
    facts = store.facts(Span(now - minutes(60), now + minutes(60)))
    store.close()
    assert any(f.kind is FactKind.BREAK_BEGAN for f in facts)
    once = [f for f in facts if f.kind in (FactKind.SHOWN, FactKind.BREAK_BEGAN)]
    seen = Counter((f.kind, f.key, f.value) for f in once)
    return [f for f in once if seen[f.kind, f.key, f.value] > 1]


def take(copy: Running, card: str) -> None:
    """Click on the card's first button until it is no longer inert, and takes the break."""

    def taken() -> bool:
        xdotool("mousemove", "--window", card, "90", "78", "click", "1")
        return copy.ask("status")["state"] == "in_break"

    copy.wait_until(taken)


JUMP = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"


@pytest.mark.skipif(
    os.environ.get("CI") != "true" and not Path(JUMP).exists(), reason="needs faketime"
)
def test_a_jump_of_two_hours_shows_at_most_one_window(profile: Path, tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    stamp.write_text("+0s")
    faked = {
        "LD_PRELOAD": JUMP,
        "FAKETIME_TIMESTAMP_FILE": str(stamp),
        "FAKETIME_CACHE_DURATION": "1",  # without one every look at the clock reads the file
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with running(profile, "--background", environment={**os.environ, **faked}) as copy:
        in_session(copy)
        end_of_session(copy)
        stamp.write_text("+7200s")
        copy.wait_until(lambda: copy.state() not in ("", "break_ready"))
        copy.ask("resume")  # any word of hers looks at the day again
        assert len(windows()) <= 1


LACKING = {
    "no bus at all": Parts(tray=None, notify=None, keyring=False, bus=False),
    "no tray": Parts(tray=None),
    "no window manager": Parts(wm=None, tray=None, notify=None, keyring=False),
    "no keyring": Parts(keyring=False),
}


@pytest.mark.parametrize("parts", LACKING.values(), ids=LACKING.keys())
def test_on_a_machine_that_lacks_a_part_the_day_runs(parts: Parts, profile: Path) -> None:
    with desktop(parts) as place, running(profile, environment=place.environment) as copy:
        in_session(copy)
        copy.ask("ended")
        copy.wait_until(lambda: copy.state() == "break_ready")
        copy.wait_until(lambda: bool(windows(place.environment)))
        assert copy.end() == 0
        assert copy.said == ""


def test_without_a_tray_today_is_there_though_it_was_to_stay_behind(profile: Path) -> None:
    with (
        desktop(Parts(tray=None)) as place,
        running(profile, "--background", environment=place.environment) as copy,
    ):
        copy.wait_until(lambda: bool(windows(place.environment, "^Today$")))
