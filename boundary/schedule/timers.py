"""Timers: the bridge from the moments of a day to APScheduler and Qt.

`reconcile` makes the pending jobs exactly the wanted moments; when one comes, `came` says
"something may be due" and nothing more, because only `Today.tick` knows what that means. It
is emitted from a fresh turn of the event loop: a job that replans while it runs would take
itself away under APScheduler's hands.

APScheduler's own Qt scheduler is not used. Under PySide6 it starts a new chain of timers for
every job that is added, runs jobs on threads, and loses what came due during a suspend.
Here one timer serves all jobs, on the Qt thread, and a job is never too late to be told.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Signal

from boundary.clock import Clock, SystemClock
from boundary.schedule.moments import Moment

if TYPE_CHECKING:
    from apscheduler.schedulers.base import BaseScheduler  # type: ignore[import-untyped]

log = logging.getLogger(__name__)

HEARTBEAT = timedelta(seconds=60)
"""The longest wait where nobody tells of a changed clock; Qt's timers stand still in a suspend."""

WATCHED_HEARTBEAT = timedelta(minutes=15)
"""The longest wait where the kernel tells of a changed clock; then it is only a second net."""

SAME = timedelta(milliseconds=50)
"""Two translations of one instant that lie no further apart are the same one."""

_CLOCK_REALTIME = 0
_TFD_TIMER_ABSTIME = 1
_TFD_TIMER_CANCEL_ON_SET = 2
_FAR = 2**33  # seconds since 1970: the timer itself never ends, only its cancelling is wanted


class Timers(Protocol):
    """Somebody who speaks up when a moment comes."""

    def reconcile(self, wanted: Iterable[Moment]) -> None:
        """Wait for exactly *wanted*; one that is past is due at once. Twice changes nothing."""
        ...

    def close(self) -> None:
        """Wait for nothing any more and say nothing any more."""
        ...


class QtTimers(QObject):
    """Timers on the Qt event loop, by one APScheduler and one QTimer.

    *clock* says how long a moment is away; the demo's clock runs faster than the wall, so
    run dates are translated into real instants, anew at each `reconcile`. Made on the Qt
    thread, after the tray is shown: APScheduler is imported here. `reconcile` may be called
    from any thread, `close` from the Qt thread alone.
    """

    came = Signal()
    _woken = Signal()
    _due = Signal()

    def __init__(
        self, clock: Clock, heartbeat: timedelta | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._wall = SystemClock()
        self._closed = False
        self._wake_pending = False
        self._due_pending = False
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)
        self._woken.connect(self._turn, Qt.ConnectionType.QueuedConnection)
        self._due.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._watch = ClockWatch.opened(self)
        if self._watch is not None:
            self._watch.jumped.connect(self._jumped)
        self._heartbeat = heartbeat or (WATCHED_HEARTBEAT if self._watch else HEARTBEAT)
        self._scheduler = _scheduler(self._wake, self._timer.stop)
        self._scheduler.start()

    @property
    def waiting(self) -> tuple[Moment, ...]:
        """The moments that are waited for, the first one first."""
        moments = [job.args[0] for job in self._scheduler.get_jobs()]
        return tuple(sorted(moments, key=lambda moment: (moment.at, moment.key)))

    def reconcile(self, wanted: Iterable[Moment]) -> None:
        """Make the pending jobs exactly *wanted*; calling it twice changes nothing."""
        if self._closed:
            return
        from apscheduler.jobstores.base import JobLookupError  # type: ignore[import-untyped]
        from apscheduler.triggers.date import DateTrigger  # type: ignore[import-untyped]

        want = {moment.key: moment for moment in wanted}
        have = {job.id: job for job in self._scheduler.get_jobs()}
        for key in have.keys() - want.keys():
            with suppress(JobLookupError):  # it came while another thread reconciled
                self._scheduler.remove_job(key)
        for key, moment in want.items():
            date = self._translated(moment.at)
            job = have.get(key)
            if job and job.args[0] == moment and self._same(job.next_run_time, date):
                continue
            self._scheduler.add_job(
                self._ring, DateTrigger(date), [moment], id=key, replace_existing=True
            )

    def close(self) -> None:
        """Drop every job and stop the timer; signals still on their way are not told."""
        if self._closed:
            return
        self._closed = True
        self._scheduler.shutdown()
        if self._watch is not None:
            self._watch.close()

    def _translated(self, instant: datetime) -> datetime:
        """Return when, on the machine's wall clock, *instant* of the injected clock comes.

        The wait is asked first and the wall clock after it, so that a job is microseconds
        late and never early.
        """
        wait = self._clock.until(instant)
        return self._wall.now() + wait

    def _same(self, planned: datetime, date: datetime) -> bool:
        """Tell whether a job *planned* for an instant may stay when *date* is wanted.

        What is due already stays as it is: its date would move on with every look at it.
        """
        return abs(planned - date) <= SAME or max(planned, date) <= self._wall.now()

    def _wake(self) -> None:
        """Have the jobs looked through soon, on the Qt thread; called from any thread."""
        if not self._wake_pending:
            self._wake_pending = True
            self._woken.emit()

    def _turn(self) -> None:
        """Run what is due and set the one timer for what comes next."""
        self._wake_pending = False
        if self._closed:
            return
        seconds = self._scheduler._process_jobs()
        if seconds is None:
            self._timer.stop()
            return
        wait = min(timedelta(seconds=seconds), self._heartbeat)
        self._timer.start(ceil(wait / timedelta(milliseconds=1)))

    def _ring(self, moment: Moment) -> None:
        """Be the job of *moment*, and do nothing in it: jobs run under APScheduler's lock."""
        log.debug("%s %s came", moment.act, moment.key)
        self._announce()

    def _announce(self) -> None:
        if not self._due_pending:
            self._due_pending = True
            self._due.emit()

    def _tell(self) -> None:
        self._due_pending = False
        if not self._closed:
            self.came.emit()

    def _jumped(self) -> None:
        """Look again after the machine slept or its clock was set: the day may be another."""
        log.info("the wall clock jumped")
        self._wake()
        self._announce()


class ClockWatch(QObject):
    """Tells of every jump of the wall clock: set by hand, by the network, or over a suspend.

    Linux alone. A timer far in the future is cancelled by the kernel when the clock is set
    (timerfd_create(2), TFD_TIMER_CANCEL_ON_SET), so nothing has to be polled. *fd* is owned.
    """

    jumped = Signal()

    def __init__(self, fd: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fd = fd
        self._notifier = QSocketNotifier(fd, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    @classmethod
    def opened(cls, parent: QObject | None = None) -> ClockWatch | None:
        """Return a watch on the machine's clock, or None where the system has no such timer."""
        fd = _cancelled_when_set()
        return None if fd is None else cls(fd, parent)

    def close(self) -> None:
        """Stop watching. Safe to call twice."""
        if self._fd >= 0:
            self._notifier.setEnabled(False)
            os.close(self._fd)
            self._fd = -1

    def _read(self) -> None:
        if self._fd < 0:
            return
        with suppress(OSError):  # ECANCELED is the news itself
            os.read(self._fd, 8)
        self.jumped.emit()


def _cancelled_when_set() -> int | None:
    """Open a timerfd that becomes readable when the wall clock jumps; None where there is none."""
    import ctypes
    import sys

    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    fd = int(libc.timerfd_create(_CLOCK_REALTIME, os.O_NONBLOCK | os.O_CLOEXEC))
    if fd < 0:
        return None
    itimerspec = (ctypes.c_long * 4)(0, 0, _FAR, 0)  # no interval; the first end in seconds, ns
    flags = _TFD_TIMER_ABSTIME | _TFD_TIMER_CANCEL_ON_SET
    if libc.timerfd_settime(fd, flags, ctypes.byref(itimerspec), None) != 0:
        os.close(fd)
        return None
    return fd


def _scheduler(wake: Callable[[], None], rest: Callable[[], None]) -> BaseScheduler:
    """Return an APScheduler without a timer of its own: *wake* asks for a turn, *rest* ends them.

    Jobs run in the turn itself, a moment missed several times comes once, and none is ever
    too late: whether it still has a sense is for the planner to say, not for the scheduler.
    """
    from apscheduler.executors.debug import DebugExecutor  # type: ignore[import-untyped]
    from apscheduler.schedulers.base import BaseScheduler

    class TurnScheduler(BaseScheduler):  # type: ignore[misc]
        def wakeup(self) -> None:
            wake()

        def shutdown(self, wait: bool = True) -> None:
            super().shutdown(wait)
            rest()

        def _create_default_executor(self) -> DebugExecutor:
            return DebugExecutor()

    defaults = {"coalesce": True, "misfire_grace_time": None}
    return TurnScheduler(timezone=UTC, job_defaults=defaults)
