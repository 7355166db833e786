"""What the senses and the calls to join do to a day under way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from boundary.app.live import Live
from boundary.schedule.facts import FactKind
from boundary.senses.chord import DEFAULT, HotkeyError
from boundary.senses.hotkey import Hotkey
from boundary.senses.sense import Part, State
from tests.app.days import at, begun, session
from tests.senses.rigs import FakeSense

LINK = "https://doxy.me/room"


class World:
    """A day with a fake sense."""

    def __init__(self) -> None:
        self.lived = begun()
        self.sense = FakeSense()
        for part in Part:
            self.sense.say(part, State.UNKNOWN)
        self.woken: list[str] = []
        self.live = Live(self.lived.engine, lambda: None, sampled=False, senses=lambda: self.sense)
        self.live.awake.connect(self.woken.append)
        self.known: list[bool] = []
        self.live.knowing.connect(lambda: self.known.append(True))
        self.live.start()


@pytest.fixture
def world(qtbot: QtBot) -> World:
    assert qtbot is not None
    return World()


def test_a_microphone_that_opens_is_a_fact_of_the_day(world: World) -> None:
    world.sense.say(Part.MICROPHONE, State.ON)

    assert [f.kind for f in world.lived.engine.today.facts][-1:] == [FactKind.MIC_OPEN]


def test_an_unlocked_screen_has_the_calendars_looked_at(world: World) -> None:
    world.sense.say(Part.LOCK, State.ON)
    world.sense.say(Part.LOCK, State.OFF)

    assert world.woken == ["unlock"]


def test_after_the_end_nothing_is_sensed(world: World) -> None:
    before = world.lived.engine.today.facts
    world.live.stop()
    world.sense.say(Part.MICROPHONE, State.ON)

    assert world.lived.engine.today.facts == before


def test_the_tray_names_a_call_by_its_hour(world: World) -> None:
    sessions = [replace(session("10:00", "10:50", "b"), link=LINK)]

    assert world.live.look(sessions, at("9:00"), twelve=False) == "Join 10:00"


def test_nothing_is_named_where_there_is_no_call(world: World) -> None:
    assert world.live.look([session("10:00", "10:50", "b")], at("9:00"), twelve=False) is None


def test_joining_opens_the_call(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    world.live.look([replace(session("10:00", "10:50", "b"), link=LINK)], at("9:00"), twelve=False)
    world.live.join()

    assert opened == [QUrl(LINK)]


def test_as_long_as_the_senses_say_nothing_the_day_is_not_opened(world: World) -> None:
    assert world.live._patience.isActive()
    assert world.known == []


def test_senses_that_answer_open_the_day_before_patience_ends(world: World) -> None:
    world.sense.say(Part.MICROPHONE, State.OFF)
    world.sense.say(Part.CAMERA, State.OFF)
    world.live._settling.timeout.emit()

    assert world.known == [True]
    assert not world.live._patience.isActive()


def test_half_an_answer_is_waited_on(world: World) -> None:
    world.sense.say(Part.MICROPHONE, State.OFF)

    assert not world.live._settling.isActive()


def test_senses_that_never_answer_hold_nothing_up_for_long(world: World) -> None:
    world.live._patience.timeout.emit()

    assert world.known == [True]
    assert world.live._patience.interval() == 2000


def test_the_day_is_opened_once(world: World) -> None:
    world.live._patience.timeout.emit()
    world.sense.say(Part.MICROPHONE, State.OFF)
    world.sense.say(Part.CAMERA, State.OFF)

    assert not world.live._settling.isActive()


def hotkeys(monkeypatch: pytest.MonkeyPatch, *taken: str) -> list[str]:
    """Have a desktop on which *taken* belong to others; return what is held of it, in order."""
    held: list[str] = []

    class Desk(Hotkey):
        def grab(self) -> HotkeyError | None:
            held.append(self._keys)
            return HotkeyError("Taken.", "Another.") if self._keys in taken else None

        def release(self) -> None:
            held.append("")

    monkeypatch.setattr("boundary.senses.hotkey.Hotkey", Desk)
    monkeypatch.setattr("boundary.app.live.GRABBING", frozenset({"offscreen"}))
    return held


def test_another_key_is_taken_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    held = hotkeys(monkeypatch)

    assert world.live.rekey("Ctrl+F9") is None
    assert held == ["Ctrl+F9"]


def test_a_key_that_another_program_has_leaves_the_old_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = hotkeys(monkeypatch, "Ctrl+F9")
    trouble = world.live.rekey("Ctrl+F9")

    assert trouble is not None
    assert held[-1] == DEFAULT
    assert world.live.trouble is None
