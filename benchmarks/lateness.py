"""How late acts come: `python -m benchmarks.lateness [--quick] [--json]`.

The real engine with the real timers lives a working week on a clock that runs faster than the
wall, once on the machine as it is and once beside a busy loop for each processor and one more.
Late is the real time from the instant at which an act was due to the end of the tick that did it;
how fast the clock runs is divided out. No window is shown.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median, quantiles
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from boundary.app.engine import Engine
from boundary.clock import ScaledClock, Span
from boundary.journal import MemoryJournal
from boundary.schedule.acts import Act
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.policy import Policy
from boundary.schedule.sessions import Kind, Session
from boundary.schedule.timers import QtTimers
from boundary.simulation.life import life_of

ZONE = ZoneInfo("UTC")
MONDAY = date(2026, 11, 30)
HOURS = (9, 10, 11, 13, 14, 15, 16)
"""When the sessions of a day begin; each lasts fifty minutes."""

FROM, LENGTH = 8.5, timedelta(hours=9)
"""From which hour on a day is lived, and for how long: the nights are left out."""

SPEED = 2400.0


@dataclass(frozen=True, slots=True)
class Lateness:
    """How many acts there were, and how late they came: milliseconds."""

    acts: int
    p50: float
    p99: float
    worst: float

    @classmethod
    def of(cls, late: Sequence[float]) -> Lateness:
        """Return the figures of *late*, two at the least."""
        ordered = sorted(late)
        return cls(
            len(late), median(ordered), quantiles(ordered, n=100, method="inclusive")[98],
            ordered[-1],
        )  # fmt: skip


def _at(day: date, hour: float) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour)


def sessions_on(day: date) -> tuple[Session, ...]:
    """Return the sessions of *day*."""
    return tuple(
        Session(f"{day}-{hour}", Span(_at(day, hour), _at(day, hour + 5 / 6)), Kind.SESSION)
        for hour in HOURS
    )


class LivedDay:
    """One day with the engine and the timers of the running program."""

    def __init__(self, day: date) -> None:
        self._clock = ScaledClock(_at(day, FROM), SPEED)
        self._looked = self._clock.now()
        policy = Policy()
        sessions = sessions_on(day)
        life = life_of(sessions, policy)
        self._events = [event.at for event in life]
        self._engine = Engine(self._clock, ZONE, policy, WeeklyHours(), MemoryJournal(), life)
        self._acts: list[Act] = []
        self._engine.acted.connect(self._acts.append)
        self._timers = QtTimers(self._clock)
        self._timers.came.connect(self._tick)
        self._engine.heard(sessions)
        self._engine.wait_with(self._timers)
        self._acts.clear()
        self.late: list[float] = []

    def live(self) -> None:
        """Let the day pass."""
        loop = QEventLoop()
        QTimer.singleShot(int(LENGTH / timedelta(milliseconds=1) / SPEED), loop.quit)
        loop.exec()
        self._engine.close()

    def _tick(self) -> None:
        due = self._due()
        self._engine.tick()
        if due is not None and self._acts:
            real = (self._clock.now() - due) / SPEED / timedelta(milliseconds=1)
            self.late += [real] * len(self._acts)
        self._acts.clear()

    def _due(self) -> datetime | None:
        """Return the first instant since the last look at which something was to happen."""
        now, looked = self._clock.now(), self._looked
        self._looked = now
        wanted = [moment.at for moment in self._engine.today.waiting]
        wanted += [at for at in self._events if at > looked]
        return min((at for at in wanted if at <= now), default=None)


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """Keep the processors busy with so many endless loops."""
    loops = [subprocess.Popen((sys.executable, "-c", "while True: pass")) for _ in range(processes)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def measure(days: int) -> Lateness:
    """Live so many workdays and return how late their acts came."""
    late: list[float] = []
    for number in range(days):
        lived = LivedDay(MONDAY + timedelta(days=number))
        lived.live()
        late += lived.late
    return Lateness.of(late)


def main(words: Sequence[str]) -> int:
    """Read the command line, measure and print."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.lateness", description=__doc__)
    reader.add_argument("--quick", action="store_true", help="one day instead of five")
    reader.add_argument("--json", action="store_true", help="the figures as a JSON document")
    asked = reader.parse_args(words)
    app = QCoreApplication.instance() or QCoreApplication([])
    days, loops = (1 if asked.quick else 5), (os.cpu_count() or 1) + 1
    found = {"as it is": measure(days)}
    with busy(loops):
        found["loaded"] = measure(days)
    app.processEvents()
    if asked.json:
        figures = {
            name: {"acts": each.acts, "p50": each.p50, "p99": each.p99, "worst": each.worst}
            for name, each in found.items()
        }
        print(json.dumps({"days": days, "busy_loops": loops, "late_ms": figures}))
        return 0
    print(f"acts of {days} workday(s), {SPEED:.0f} times as fast; loaded: {loops} busy loops")
    print(f"{'machine':10} {'acts':>5} {'p50 ms':>8} {'p99 ms':>8} {'worst ms':>8}")
    for name, each in found.items():
        print(f"{name:10} {each.acts:5} {each.p50:8.1f} {each.p99:8.1f} {each.worst:8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
