"""Timers: the contract, and what is peculiar to the Qt event loop and the machine's clock."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import dedent
from threading import Thread, current_thread, main_thread
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication

from boundary.clock import ScaledClock, SystemClock
from boundary.schedule.moments import Moment, outstanding
from boundary.schedule.timers import ClockWatch, QtTimers
from tests.fake_timers import FakeTimers
from tests.schedule.timers_contract import START, TimersContract, moment

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HURRY = 60 * 60
"""An hour passes in a second."""

FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")


class FakeStage:
    """The fake, with its time moved from moment to moment."""

    def __init__(self) -> None:
        self.heard = 0
        self.then: Callable[[], None] = lambda: None
        self.timers = FakeTimers(self._hear)

    @property
    def waiting(self) -> tuple[Moment, ...]:
        return self.timers.waiting

    def wait_for(self, happened: Callable[[], bool]) -> None:
        while not happened():
            self.timers.ring(self.timers.waiting[0].at)

    def _hear(self) -> None:
        self.heard += 1
        self.then()


class QtStage:
    """Qt's, on a clock in a hurry."""

    def __init__(self, qtbot: QtBot, speed: float = HURRY, beat: timedelta | None = None) -> None:
        self._qtbot = qtbot
        self.heard = 0
        self.on_main_thread = True
        self.then: Callable[[], None] = lambda: None
        self.timers = QtTimers(ScaledClock(START, speed), beat)
        self.timers.came.connect(self._hear)

    @property
    def waiting(self) -> tuple[Moment, ...]:
        return self.timers.waiting

    def wait_for(self, happened: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(happened, timeout=10_000)

    def _hear(self) -> None:
        self.heard += 1
        self.on_main_thread = current_thread() is main_thread()
        self.then()


@pytest.fixture
def qt(qtbot: QtBot) -> Iterator[QtStage]:
    stage = QtStage(qtbot)
    yield stage
    stage.timers.close()


class TestFakeTimers(TimersContract):
    @pytest.fixture
    def stage(self) -> FakeStage:
        return FakeStage()


class TestQtTimers(TimersContract):
    @pytest.fixture
    def stage(self, qt: QtStage) -> QtStage:
        return qt


def test_what_came_is_told_once_a_turn_and_not_once_a_moment(qt: QtStage) -> None:
    qt.timers.reconcile([moment("a", -3), moment("b", -2), moment("c", -1)])
    qt.wait_for(lambda: qt.heard > 0)
    QCoreApplication.processEvents()

    assert qt.heard == 1


def test_nothing_is_told_before_the_event_loop_turns(qt: QtStage) -> None:
    qt.timers.reconcile([moment("a", -1)])

    assert qt.heard == 0


def test_after_the_shutdown_nothing_is_told_even_if_it_was_on_its_way(qt: QtStage) -> None:
    qt.timers.reconcile([moment("a", -1)])
    qt.timers._turn()
    qt.timers.close()
    QCoreApplication.processEvents()

    assert qt.heard == 0
    assert not qt.timers._timer.isActive()


def test_a_moment_handed_over_by_another_thread_is_told_on_the_qt_thread(qt: QtStage) -> None:
    worker = Thread(target=qt.timers.reconcile, args=([moment("a", 5)],))
    worker.start()
    qt.wait_for(lambda: qt.heard == 1)
    worker.join()

    assert qt.on_main_thread


def test_twenty_reconciles_are_looked_through_in_one_turn(
    qt: QtStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = 0
    process = qt.timers._scheduler._process_jobs

    def counted() -> float | None:
        nonlocal turns
        turns += 1
        seconds: float | None = process()
        return seconds

    monkeypatch.setattr(qt.timers._scheduler, "_process_jobs", counted)
    for minute in range(20):
        qt.timers.reconcile([moment("a", 900 + minute), moment("b", 950)])
    QCoreApplication.processEvents()

    assert turns == 1


def test_a_long_wait_is_cut_at_the_heartbeat(qtbot: QtBot) -> None:
    stage = QtStage(qtbot, speed=1, beat=timedelta(seconds=60))
    stage.timers.reconcile([moment("a", 600)])
    QCoreApplication.processEvents()

    assert stage.timers._timer.interval() == 60_000
    stage.timers.close()


def test_no_timer_runs_while_nothing_is_waited_for(qt: QtStage) -> None:
    qt.timers.reconcile([moment("a", 900)])
    qt.timers.reconcile([])
    qt.timers._turn()

    assert not qt.timers._timer.isActive()


@pytest.mark.usefixtures("qapp")
def test_a_run_date_is_translated_anew_when_the_clock_and_the_wall_drift_apart() -> None:
    clock = ScaledClock(START, 60)
    timers = QtTimers(clock)
    timers.reconcile([moment("a", 60)])
    [before] = [job.next_run_time for job in timers._scheduler.get_jobs()]
    clock._start -= timedelta(minutes=30)
    timers.reconcile([moment("a", 60)])
    [after] = [job.next_run_time for job in timers._scheduler.get_jobs()]

    assert round((after - before) / timedelta(seconds=1)) == 30
    timers.close()


def test_on_the_machines_own_clock_a_moment_is_never_told_early(qtbot: QtBot) -> None:
    clock = SystemClock()
    timers = QtTimers(clock)
    soon = clock.now() + timedelta(milliseconds=80)
    told: list[datetime] = []
    timers.came.connect(lambda: told.append(clock.now()))
    timers.reconcile([Moment("a", "card", soon, soon)])
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)

    assert told[0] >= soon
    timers.close()


def test_a_jump_of_the_wall_clock_is_told(qtbot: QtBot) -> None:
    fd = os.eventfd(0, os.EFD_NONBLOCK)
    watch = ClockWatch(fd)
    with qtbot.waitSignal(watch.jumped, timeout=10_000):
        os.eventfd_write(fd, 1)

    watch.close()


def test_a_jump_makes_the_day_look_again(qt: QtStage) -> None:
    qt.timers._jumped()

    qt.wait_for(lambda: qt.heard == 1)


@pytest.mark.usefixtures("qapp")
def test_a_closed_watch_says_nothing_more() -> None:
    fd = os.eventfd(1, os.EFD_NONBLOCK)
    watch = ClockWatch(fd)
    jumps: list[None] = []
    watch.jumped.connect(lambda: jumps.append(None))
    watch.close()
    watch.close()
    QCoreApplication.processEvents()

    assert jumps == []


@pytest.mark.usefixtures("qapp")
@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells of clock changes on Linux")
def test_linux_has_a_timer_that_the_clock_can_cancel() -> None:
    watch = ClockWatch.opened()

    assert watch is not None
    watch.close()


@pytest.mark.skipif(
    os.environ.get("CI") != "true" and not FAKETIME.exists(), reason="libfaketime is not here"
)
def test_two_hours_asleep_bring_the_moments_within_a_heartbeat_of_waking(tmp_path: Path) -> None:
    """What Qt's own timers would hold back until two more waking hours are over."""
    jump = tmp_path / "faketime"
    jump.write_text("+0")
    program = dedent("""
        import sys
        from datetime import timedelta
        from pathlib import Path
        from PySide6.QtCore import QCoreApplication, QTimer
        from boundary.clock import SystemClock
        from boundary.schedule.moments import Moment
        from boundary.schedule.timers import QtTimers

        app = QCoreApplication([])
        clock = SystemClock()
        began, ticks = clock.now(), clock.monotonic()
        timers = QtTimers(clock, heartbeat=timedelta(milliseconds=500))
        at = began + timedelta(hours=1)
        timers.came.connect(app.quit)
        timers.reconcile([Moment("a", "card", at, at)])
        QTimer.singleShot(300, lambda: Path(sys.argv[1]).write_text("+7200s"))
        QTimer.singleShot(10_000, lambda: app.exit(1))
        code = app.exec()
        timers.close()
        slept = clock.now() - began > timedelta(hours=2)
        sys.exit(code or not slept or clock.monotonic() - ticks > 3600)
    """)
    env = os.environ | {
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(jump),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    ended = subprocess.run(
        [sys.executable, "-c", program, str(jump)],
        env=env,
        cwd=Path(__file__).parents[2],
        timeout=30,
        check=False,
        capture_output=True,
        text=True,
    )

    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_scheduler_is_not_loaded_before_timers_are_made() -> None:
    """The tray is shown first, and APScheduler costs more than half of its start."""
    program = """
        import sys
        import boundary.schedule.timers
        sys.exit("apscheduler" in sys.modules)
    """
    ended = subprocess.run(
        [sys.executable, "-c", dedent(program)],
        cwd=Path(__file__).parents[2],
        timeout=30,
        check=False,
    )

    assert ended.returncode == 0


def test_outstanding_moments_come_in_order() -> None:
    assert outstanding([moment("b", 5), moment("c", 1), moment("a", 5)], START, ()) == (
        moment("c", 1),
        moment("a", 5),
        moment("b", 5),
    )


def test_a_moment_that_is_done_is_not_outstanding() -> None:
    assert outstanding([moment("a", 5), moment("b", 5)], START, {"a"}) == (moment("b", 5),)


def test_a_moment_that_is_due_is_outstanding_until_its_sense_is_gone() -> None:
    late = moment("a", -60)
    too_late = Moment("b", "card", late.at, START - timedelta(microseconds=1))

    assert outstanding([late, too_late], START, ()) == (late,)


def test_no_moment_is_outstanding_on_an_empty_day() -> None:
    assert outstanding([], datetime(2027, 1, 1, tzinfo=UTC), ()) == ()
