"""A break on every screen, in the running app: two screens, one unplugged, real keys and clicks."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from boundary.schedule.policy import Level
from tests.app.running import Running, running
from tests.app.test_on_a_desktop import (
    end_of_session,
    in_session,
    practice,
    take,
    windows,
    xdotool,
)
from tests.need import step_aside

pytestmark = pytest.mark.desktop

RIGHT = ("--setmonitor", "RIGHT", "1280/340x1024/270+1280+0", "none")


def monitor(*words: str) -> str:
    asked = subprocess.run(("xrandr", *words), capture_output=True, text=True, check=True)
    return asked.stdout


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Running]:
    """Return Boundary in the session, on two screens, at the firmest level."""
    if "RIGHT" not in monitor("--listmonitors"):
        step_aside("needs two screens: make desktop")
    with running(practice(tmp_path / "profile", Level.GUARD), "--background") as started:
        in_session(started)
        yield started
    plug_in()


def plug_in() -> None:
    """Have the right screen be there again, if it is not."""
    if "RIGHT" not in monitor("--listmonitors"):
        monitor(*RIGHT)


def hold(copy: Running) -> None:
    """End the session, and have the break hold both screens."""
    take(copy, end_of_session(copy))
    copy.wait_until(lambda: len(windows()) == 2)


def test_a_screen_that_is_unplugged_mid_break_takes_its_window_with_it(copy: Running) -> None:
    hold(copy)
    monitor("--delmonitor", "RIGHT")
    copy.wait_until(lambda: len(windows()) == 1)
    assert copy.ask("status")["state"] == "in_break"
    plug_in()
    copy.wait_until(lambda: len(windows()) == 2)


def test_esc_on_any_screen_ends_it(copy: Running) -> None:
    hold(copy)
    xdotool("mousemove", "1900", "700", "click", "1", "key", "Escape")
    copy.wait_until(lambda: not windows())
    assert copy.ask("status")["state"] != "in_break"


def test_the_hotkey_clears_every_screen(copy: Running) -> None:
    hold(copy)
    xdotool("key", "ctrl+alt+space")
    copy.wait_until(lambda: not windows())
    assert copy.ask("status")["why"] == "clinical_need"


def test_a_click_sets_nothing_aside(copy: Running) -> None:
    card = end_of_session(copy)
    width = int(_geometry(card)["WIDTH"])
    for _ in range(3):
        xdotool("mousemove", "--window", card, str(width - 50), "24", "click", "1")
    assert windows()
    assert copy.ask("status")["state"] == "break_ready"


def test_while_the_panel_comes_enter_goes_where_she_types(
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
    for key in ("o", "Return"):
        xdotool("key", key)
    copy.wait_until(lambda: copy.state() == "in_break")
    copy.wait_until(lambda: len(windows()) == 2)
    for key in ("n", "Return"):
        xdotool("key", key)
    qtbot.waitUntil(lambda: notes.toPlainText() == "o\nn\n", timeout=5000)
    assert copy.ask("status")["state"] == "in_break"
    assert qapp.activeWindow() is notes


def _geometry(window: str) -> dict[str, str]:
    asked = subprocess.run(
        ("xdotool", "getwindowgeometry", "--shell", window),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return dict(line.split("=", 1) for line in asked.stdout.split())
