"""The first run on a real desktop, by keyboard and by mouse: from a paste to a planned day."""

from __future__ import annotations

import gc
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from boundary.app import app as module
from boundary.app import live
from boundary.app.app import App
from boundary.app.first_look import House
from boundary.app.first_run import FirstRun
from boundary.control import ControlServer
from boundary.desk import well
from boundary.keys import SessionKeys
from boundary.ui.first_run import FirstRunWindow
from boundary.ui.first_run_words import Page
from boundary.ui.tray import Tray
from tests.app.calendars import calendar
from tests.app.days import FakeClock, at
from tests.calendars.https_server import certificate_text, respond, serving, trust
from tests.senses.rigs import FakeSense

pytestmark = pytest.mark.desktop

PATIENCE = 20_000
"""Milliseconds: a reader in a process of its own has to start."""


def xdotool(*words: str) -> None:
    """Act as her hands: through the X server, past Qt."""
    subprocess.run(["xdotool", *words], check=True, timeout=20)


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """Return Boundary on a profile without settings, the sample day under way."""
    certificate = tmp_path / "certificate.pem"
    certificate.write_text(certificate_text())
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("BOUNDARY_PROFILE", str(tmp_path))
    monkeypatch.setattr(module, "Keyring", SessionKeys)
    monkeypatch.setattr(live.Live, "_sense", lambda _live: FakeSense())
    monkeypatch.setattr(live, "SETTLING", 0)
    profile = tmp_path / "profile"
    profile.mkdir(mode=0o700)
    control = ControlServer(profile, lambda _verb, _words: {})
    assert control.claim()
    started = App(qapp, profile, FakeClock(at("8:50")), control, Tray())
    started.start(background=True)
    yield started
    started.close()
    gc.collect()


@pytest.fixture
def window(app: App, qtbot: QtBot) -> Iterator[FirstRunWindow]:
    """Return the first run over *app*, open and in front."""
    run = FirstRun(
        House(
            app.preferences,
            app._keys,
            app._calendar_keys,
            app._clock,
            zone=lambda: app.engine.zone,
            colours=lambda: app.windows.colours,
            twelve=lambda: app.show.twelve,
            anew=app._begin_anew,
            change=app._changed,
            try_key=lambda _heard: None,
            hotkey_trouble=lambda: app.day.hotkey_trouble,
        ),
        checks=lambda: (well("tray", "There."), well("microphone_camera", "PipeWire tells.")),
        net=trust(),
    )
    run.ended.connect(lambda _through: app.windows.open_today())
    run.open()
    assert run.window is not None
    qtbot.waitUntil(run.window.isActiveWindow, timeout=PATIENCE)
    yield run.window
    run.close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Return the address of a calendar with two sessions, on a server of this machine."""
    file = calendar(tmp_path / "served.ics", (at("9:00"), at("9:50")), (at("10:00"), at("10:50")))
    body = file.read_bytes()
    with serving(lambda _: respond(200, body)) as server:
        yield f"{server.root}/secret.ics"


def sessions(app: App) -> int:
    """Return how many sessions her own day has; none while it is the sample's."""
    if app.preferences.sampled:
        return 0
    return len(app.engine.today.plan(app.engine.now()).sessions)


def reach(window: FirstRunWindow, page: Page, qtbot: QtBot) -> None:
    """Wait until *page* is shown."""
    qtbot.waitUntil(lambda: window.page is page, timeout=PATIENCE)


def click(widget: QWidget) -> None:
    """Click into the middle of *widget* with the real pointer."""
    middle = widget.mapToGlobal(QPoint(widget.width() // 2, widget.height() // 2))
    xdotool("mousemove", str(middle.x()), str(middle.y()), "click", "1")


def press(window: FirstRunWindow, words: str) -> None:
    """Click the visible button that says *words*."""
    click(
        next(b for b in window.findChildren(QAbstractButton) if b.text() == words and b.isVisible())
    )


def planned(app: App, qtbot: QtBot) -> None:
    """Wait until Today shows the two sessions of her own calendar."""
    qtbot.waitUntil(lambda: sessions(app) == 2 and app.windows.shows_today, timeout=PATIENCE)


def test_by_keyboard_alone_a_paste_becomes_a_planned_day(
    app: App, window: FirstRunWindow, address: str, qtbot: QtBot
) -> None:
    xdotool("type", address)
    qtbot.waitUntil(lambda: window.calendar.text == address, timeout=PATIENCE)
    xdotool("key", "Return")
    reach(window, Page.SESSIONS, qtbot)
    xdotool("key", "Return")
    for page in (Page.ENDS, Page.KEY, Page.BREATH):
        reach(window, page, qtbot)
        xdotool("key", "Return")
    qtbot.waitUntil(lambda: window.breath.runs, timeout=PATIENCE)
    xdotool("key", "Return")
    qtbot.waitUntil(lambda: not window.breath.runs, timeout=PATIENCE)
    xdotool("key", "Tab", "Tab", "Return")
    planned(app, qtbot)


def test_by_mouse_a_paste_becomes_a_planned_day(
    app: App, window: FirstRunWindow, address: str, qtbot: QtBot
) -> None:
    QApplication.clipboard().setText(address)
    click(window.calendar.address)
    qtbot.waitUntil(window.calendar.address.hasFocus, timeout=PATIENCE)
    window.calendar.address.paste()
    press(window, "Look at it")
    reach(window, Page.SESSIONS, qtbot)
    press(window, "These are my sessions")
    for page in (Page.ENDS, Page.KEY):
        reach(window, page, qtbot)
        press(window, "Go on")
    reach(window, Page.BREATH, qtbot)
    press(window, "Open my day")
    planned(app, qtbot)
