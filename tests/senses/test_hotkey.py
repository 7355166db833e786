"""The hotkey, on a desktop with keys that a test presses."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from boundary.senses.chord import Chord, HotkeyError
from boundary.senses.hotkey import Hotkey
from boundary.senses.hotkey_x11 import X11Hotkey

pytestmark = pytest.mark.usefixtures("qapp")

SPACE = "ctrl+alt+space"


class FakeKeys(QObject):
    """A desktop that gives keys away, or says why not."""

    pressed = Signal()

    def __init__(self, trouble: HotkeyError | None = None) -> None:
        super().__init__()
        self.trouble = trouble
        self.held: str | None = None

    def grab(self, chord: Chord) -> HotkeyError | None:
        if self.trouble is None:
            self.held = str(chord)
        return self.trouble

    def release(self) -> None:
        self.held = None


def test_a_press_is_passed_on(qtbot: QtBot) -> None:
    keys = FakeKeys()
    hotkey = Hotkey(backend=keys)

    assert hotkey.grab() is None
    with qtbot.waitSignal(hotkey.pressed):
        keys.pressed.emit()


def test_the_key_is_let_go(qtbot: QtBot) -> None:
    keys = FakeKeys()
    hotkey = Hotkey(backend=keys)
    hotkey.grab()
    hotkey.release()

    assert keys.held is None
    with qtbot.assertNotEmitted(hotkey.pressed):
        keys.pressed.emit()


def test_a_key_that_is_taken_is_said_to_be() -> None:
    trouble = HotkeyError("taken", "choose another")

    assert Hotkey(backend=FakeKeys(trouble)).grab() is trouble


def test_what_names_no_key_is_said_and_not_raised() -> None:
    trouble = Hotkey("Ctrl+Nothing", backend=FakeKeys()).grab()

    assert isinstance(trouble, HotkeyError)


def test_a_release_without_a_grab_does_nothing() -> None:
    Hotkey().release()


def test_without_a_display_the_hotkey_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    hotkey = Hotkey(backend=X11Hotkey())

    assert isinstance(hotkey.grab(), HotkeyError)


def test_a_display_that_does_not_answer_is_said_to_be_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DISPLAY", ":4711")

    assert isinstance(Hotkey(backend=X11Hotkey()).grab(), HotkeyError)


def press(keys: str) -> None:
    """Press and release *keys* as a person does, on the desktop that this runs on."""
    subprocess.run(("xdotool", "key", keys), check=True, env=os.environ)


@pytest.fixture
def hotkey() -> Iterator[Hotkey]:
    made = Hotkey()
    yield made
    made.release()


@pytest.mark.desktop
def test_a_press_anywhere_is_heard(hotkey: Hotkey, qtbot: QtBot) -> None:
    assert hotkey.grab() is None
    with qtbot.waitSignal(hotkey.pressed):
        press(SPACE)


@pytest.mark.desktop
@pytest.mark.parametrize("lock", ["Caps_Lock", "Num_Lock"])
def test_a_lock_that_is_on_changes_nothing(hotkey: Hotkey, qtbot: QtBot, lock: str) -> None:
    assert hotkey.grab() is None
    press(lock)
    try:
        with qtbot.waitSignal(hotkey.pressed):
            press(SPACE)
    finally:
        press(lock)


@pytest.mark.desktop
def test_other_keys_are_left_alone(hotkey: Hotkey, qtbot: QtBot) -> None:
    hotkey.grab()
    with qtbot.assertNotEmitted(hotkey.pressed, wait=50):
        for keys in ("space", "ctrl+space", "alt+space", "ctrl+alt+shift+space"):
            press(keys)


@pytest.mark.desktop
def test_a_key_that_is_held_counts_once(hotkey: Hotkey, qtbot: QtBot) -> None:
    heard: list[None] = []
    hotkey.pressed.connect(lambda: heard.append(None))
    hotkey.grab()
    run = ("xdotool", "keydown", "ctrl", "keydown", "alt", "keydown", "space", "sleep", "0.8")
    subprocess.run((*run, "keyup", "space", "keyup", "alt", "keyup", "ctrl"), check=True)
    qtbot.waitUntil(lambda: len(heard) > 0)
    qtbot.wait(50)

    assert heard == [None]


@pytest.mark.desktop
def test_a_key_that_another_program_has_is_refused(hotkey: Hotkey) -> None:
    first = Hotkey()
    assert first.grab() is None
    trouble = hotkey.grab()
    first.release()

    assert trouble is not None
    assert trouble.title == "Another program has Ctrl+Alt+Space."


@pytest.mark.desktop
def test_a_key_that_was_let_go_may_be_taken_again(hotkey: Hotkey) -> None:
    first = Hotkey()
    first.grab()
    first.release()

    assert hotkey.grab() is None


@pytest.mark.desktop
def test_a_released_key_is_not_heard(hotkey: Hotkey, qtbot: QtBot) -> None:
    hotkey.grab()
    hotkey.release()
    with qtbot.assertNotEmitted(hotkey.pressed, wait=50):
        press(SPACE)


@pytest.mark.desktop
def test_another_layout_finds_the_key_again(qtbot: QtBot) -> None:
    hotkey = Hotkey("Ctrl+Alt+Z")
    assert hotkey.grab() is None
    subprocess.run(("setxkbmap", "de"), check=True)
    try:
        qtbot.wait(50)
        with qtbot.waitSignal(hotkey.pressed):
            press("ctrl+alt+z")
    finally:
        subprocess.run(("setxkbmap", "us"), check=True)
        hotkey.release()
