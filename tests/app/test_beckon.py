"""Where no card can be placed, the desktop says that something waits, and not what."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from boundary.app.beckon import Beckon
from boundary.app.worker import Worker
from boundary.notices import Notices
from tests.test_notices import FakeBus, said


def test_the_notice_comes_and_goes_with_the_card(qtbot: QtBot) -> None:
    worker, bus = Worker(), FakeBus("body")
    beckon = Beckon(worker, Notices(bus))
    beckon.show(True)
    beckon.show(False)
    qtbot.waitUntil(lambda: bus.closed == [7], timeout=5000)
    worker.close()


def test_the_notice_says_nothing_of_what_waits(qtbot: QtBot) -> None:
    worker, bus = Worker(), FakeBus("body")
    Beckon(worker, Notices(bus)).show(True)
    qtbot.waitUntil(lambda: bool(bus.notified), timeout=5000)
    worker.close()
    assert said(bus) == [("Boundary", "A quiet moment is here. It waits in Today.")]


def test_without_a_bus_nothing_is_said_and_nothing_fails(qtbot: QtBot) -> None:
    worker, bus = Worker(), FakeBus(silent=True)
    Beckon(worker, Notices(bus)).show(True)
    qtbot.waitUntil(lambda: not worker._waiting, timeout=5000)
    worker.close()
    assert bus.notified == []
