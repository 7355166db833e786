"""The guard on a real desktop with two screens, one of which may go and come back."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from boundary.ui import theme
from boundary.ui.guard import DEBOUNCE, Guard
from boundary.ui.ritual_window import RitualWindow, StepView
from boundary.ui.theme import LIGHT
from tests.need import step_aside

pytestmark = pytest.mark.desktop

STEPS = (StepView("Put the hour down."), StepView("One long breath out."))


class World:
    """A guard over two screens, the ritual on the left one."""

    def __init__(self, left: QScreen, *, take_focus: bool = True) -> None:
        self.left = left
        self.ritual = RitualWindow(LIGHT, reduced_motion=True)
        self.guard = Guard(self.ritual, LIGHT, reduced_motion=True)
        self.guard.begin(left, take_focus=take_focus)
        self.ritual.show_steps(STEPS, 0)

    def end(self) -> None:
        self.guard.clear()
        self.ritual.leave()


def monitor(*words: str) -> None:
    subprocess.run(("xrandr", *words), check=True, timeout=20)


def unplug(name: str) -> None:
    monitor("--delmonitor", name)


def plug_right() -> None:
    monitor("--setmonitor", "RIGHT", "1280/340x1024/270+1280+0", "none")


@pytest.fixture
def screens(qapp: QApplication, qtbot: QtBot) -> Iterator[list[QScreen]]:
    """Return the screens from left to right; a second one that a test unplugs comes back."""
    theme.apply(qapp, LIGHT, letters=1.0)
    found = sorted(qapp.screens(), key=lambda screen: screen.geometry().left())
    if len(found) < 2:
        step_aside("needs two screens: make desktop")
    yield found
    if len(qapp.screens()) < 2:
        plug_right()
        qtbot.waitUntil(lambda: len(qapp.screens()) == 2, timeout=5000)


@pytest.fixture
def world(screens: list[QScreen]) -> Iterator[World]:
    made = World(screens[0])
    yield made
    made.end()


def test_each_screen_has_one_window_of_its_own(world: World, screens: list[QScreen]) -> None:
    [paper] = world.guard.papers
    assert world.ritual.geometry() == screens[0].geometry()
    assert paper.geometry() == screens[1].geometry()


def test_paper_says_what_the_ritual_says(world: World) -> None:
    [paper] = world.guard.papers
    assert paper.accessibleName() == STEPS[0].text
    world.ritual.show_step(1)
    assert paper.accessibleName() == STEPS[1].text


def test_esc_on_paper_leaves_the_ritual(world: World, qtbot: QtBot) -> None:
    [paper] = world.guard.papers
    with qtbot.waitSignal(world.ritual.left, timeout=5000):
        paper.left.emit()


def test_a_screen_that_goes_away_takes_its_paper_with_it(
    world: World, qapp: QApplication, qtbot: QtBot
) -> None:
    unplug("RIGHT")
    qtbot.waitUntil(lambda: len(qapp.screens()) == 1, timeout=5000)
    qtbot.waitUntil(lambda: not world.guard.papers, timeout=5000)
    assert world.ritual.isVisible()


def test_a_screen_that_comes_gets_its_paper_after_a_rest(
    world: World, qapp: QApplication, qtbot: QtBot
) -> None:
    unplug("RIGHT")
    qtbot.waitUntil(lambda: len(qapp.screens()) == 1, timeout=5000)
    plug_right()
    qtbot.waitUntil(lambda: len(qapp.screens()) == 2, timeout=5000)
    assert not world.guard.papers
    qtbot.waitUntil(lambda: len(world.guard.papers) == 1, timeout=5000)
    assert DEBOUNCE >= 300


def test_the_ritual_moves_on_when_its_screen_goes_away(
    screens: list[QScreen], qapp: QApplication, qtbot: QtBot
) -> None:
    world = World(screens[1])
    unplug("RIGHT")
    qtbot.waitUntil(lambda: len(qapp.screens()) == 1, timeout=5000)
    qtbot.waitUntil(
        lambda: world.ritual.geometry() == qapp.primaryScreen().geometry(), timeout=5000
    )
    assert not world.guard.papers
    assert world.ritual.isVisible()
    world.end()


def test_when_it_is_cleared_no_window_stays(world: World) -> None:
    [paper] = world.guard.papers
    world.guard.clear()
    assert not paper.isVisible()


def test_a_guard_that_began_by_itself_leaves_her_typing_alone(
    screens: list[QScreen], qtbot: QtBot
) -> None:
    notes = QPlainTextEdit()
    qtbot.addWidget(notes)
    with qtbot.waitExposed(notes):
        notes.show()
    notes.activateWindow()
    notes.setFocus()
    qtbot.waitUntil(notes.hasFocus, timeout=5000)
    world = World(screens[0], take_focus=False)
    with qtbot.assertNotEmitted(world.ritual.next_wanted):
        subprocess.run(("xdotool", "type", "a b"), check=True, timeout=20)
        qtbot.waitUntil(lambda: notes.toPlainText() == "a b", timeout=5000)
    world.end()


def test_after_a_click_on_any_screen_esc_ends_it(screens: list[QScreen], qtbot: QtBot) -> None:
    world = World(screens[0], take_focus=False)
    [paper] = world.guard.papers
    shown = paper.windowHandle()
    qtbot.waitUntil(shown.isExposed, timeout=5000)
    beneath = screens[1].geometry().center() + QPoint(0, 200)
    click = ("xdotool", "mousemove", str(beneath.x()), str(beneath.y()), "click", "1")
    subprocess.run(click, check=True, timeout=20)
    qtbot.waitUntil(paper.isActiveWindow, timeout=5000)
    with qtbot.waitSignal(world.ritual.left, timeout=5000):
        subprocess.run(("xdotool", "key", "Escape"), check=True, timeout=20)
    world.end()
