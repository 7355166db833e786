"""Slow steps, of which only the last one asked for is heard."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from boundary.app.steps import Steps
from boundary.errors import BoundaryError


@pytest.fixture
def root() -> QObject:
    return QObject()


def deaf(_answer: object) -> None:
    raise AssertionError("somebody was told who should not be")


def test_a_step_is_heard(qtbot: QtBot, root: QObject) -> None:
    heard: list[int] = []
    Steps(root).do(lambda: 7, heard.append, deaf)
    qtbot.waitUntil(lambda: heard == [7])


def test_trouble_is_heard(qtbot: QtBot, root: QObject) -> None:
    heard: list[BoundaryError] = []

    def work() -> None:
        raise BoundaryError("It is gone.", "Look for it.")

    Steps(root).do(work, deaf, heard.append)
    qtbot.waitUntil(lambda: [trouble.title for trouble in heard] == ["It is gone."])


def test_the_next_step_does_not_wait_for_one_that_hangs(qtbot: QtBot, root: QObject) -> None:
    steps, gate = Steps(root), Event()
    heard: list[str] = []
    steps.do(lambda: gate.wait(10), deaf, deaf)
    steps.do(lambda: "second", heard.append, deaf)
    qtbot.waitUntil(lambda: heard == ["second"])
    gate.set()


def test_what_was_stopped_is_not_heard(qtbot: QtBot, root: QObject) -> None:
    steps, gate, done = Steps(root), Event(), Event()

    def work() -> None:
        gate.wait(10)
        done.set()

    steps.do(work, deaf, deaf)
    steps.stop()
    gate.set()
    qtbot.waitUntil(done.is_set)


def test_the_last_thing_follows_the_step_under_way(qtbot: QtBot, root: QObject) -> None:
    steps, gate = Steps(root), Event()
    order: list[str] = []

    def work() -> None:
        gate.wait(10)
        order.append("step")

    steps.do(work, deaf, deaf)
    steps.stop(lambda: order.append("last"))
    gate.set()
    qtbot.waitUntil(lambda: order == ["step", "last"])


def test_the_last_thing_is_done_where_nothing_is_under_way(qtbot: QtBot, root: QObject) -> None:
    order: list[str] = []
    Steps(root).stop(lambda: order.append("last"))
    qtbot.waitUntil(lambda: order == ["last"])


def test_trouble_with_the_last_thing_is_told(qtbot: QtBot, root: QObject) -> None:
    told: list[BoundaryError] = []

    def last() -> None:
        raise BoundaryError("It can't be taken back.", "Look there.")

    Steps(root).stop(last, told.append)
    qtbot.waitUntil(lambda: len(told) == 1)
