"""One reading of a feed in a fresh process, told as JSON: `feeds` starts this once a run.

    python -m benchmarks.feed_readers WHAT FILE FROM TO [PROGRAM]

Times are from the bytes in hand to the day's occurrences in hand; those of children include
starting them, which weighs against them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from statistics import quantiles

from benchmarks.feed_generator import ZONE
from boundary.calendars.cache import Telling, merged, rows_of
from boundary.calendars.child import Child
from boundary.calendars.files import File
from boundary.calendars.memo import Memo, horizon
from boundary.clock import Span

WARM = 300
"""Milliseconds in which the ring comes into its stride."""


def child(path: Path, span: Span) -> dict[str, float]:
    """Read one day as Boundary does: in a child."""
    data = path.read_bytes()
    began = time.perf_counter()
    reading = Child()(data, span, ZONE)
    return {"ms": _since(began), "found": len(reading.occurrences), "peak": _peak(children=True)}


def whole_horizon(path: Path, span: Span) -> dict[str, float]:
    """Read all the days that are kept, in a child."""
    data = path.read_bytes()
    began = time.perf_counter()
    Child()(data, horizon(span.start, ZONE), ZONE)
    return {"ms": _since(began), "peak": _peak(children=True)}


def again(path: Path, span: Span) -> dict[str, float]:
    """Look again at a file that was not written since; a feed's 304 takes the same way."""
    file = File(path, parse=Memo(Child(), ""))
    file.read(span, ZONE)
    began = time.perf_counter()
    file.read(span, ZONE)
    return {"ms": _since(began), "peak": _peak()}


def same(path: Path, span: Span) -> dict[str, float]:
    """Read a feed that came whole and as it was."""
    return _known(path, span, lambda data: data)


def stamped(path: Path, span: Span) -> dict[str, float]:
    """Read a feed of which every event was stamped anew and nothing else."""
    return _known(path, span, lambda data: data.replace(b"DTSTAMP:2026", b"DTSTAMP:2027"))


def _known(path: Path, span: Span, change: Callable[[bytes], bytes]) -> dict[str, float]:
    data = path.read_bytes()
    memo = Memo(Child(), "")
    memo(data, span, ZONE)
    data = change(data)
    began = time.perf_counter()
    memo(data, span, ZONE)
    return {"ms": _since(began), "peak": _peak()}


def later_day(path: Path, span: Span) -> dict[str, float]:
    """Find the sessions of a day in what was read before."""
    reading = Child()(path.read_bytes(), horizon(span.start, ZONE), ZONE)
    rows = rows_of(reading.occurrences, Telling(looks=b"k" * 32))
    sessions = merged({0: rows})
    began = time.perf_counter()
    day = [each for each in sessions if each.span.overlaps(span)]
    return {"ms": _since(began), "sessions": len(day), "peak": _peak()}


def plain(path: Path, span: Span) -> dict[str, float]:
    """Read with icalendar and recurring-ical-events alone; importing them is not counted."""
    from icalendar import Calendar
    from recurring_ical_events import CalendarQuery  # type: ignore[import-untyped]

    data = path.read_text("utf-8")
    began = time.perf_counter()
    found = CalendarQuery(Calendar.from_ical(data)).between(span.start, span.end)
    return {"ms": _since(began), "found": len(found), "peak": _peak()}


def libical(path: Path, span: Span) -> dict[str, float]:
    """Read with C libical."""
    bounds = [str(int(each.timestamp())) for each in (span.start, span.end)]
    began = time.perf_counter()
    ran = subprocess.run([*sys.argv[5:], str(path), *bounds], capture_output=True, check=True)
    return {"ms": _since(began), "found": int(ran.stdout), "peak": _peak(children=True)}


def frames(path: Path, span: Span) -> dict[str, float]:
    """Let the ring breathe while the feed is read on another thread; the p99 gap of frames."""
    memo = Memo(Child(), "")
    return _breathing(lambda: memo(path.read_bytes(), span, ZONE))


def still(path: Path, span: Span) -> dict[str, float]:
    """Let the ring breathe for a while with nothing else to do: what this machine can."""
    del path, span
    return _breathing(lambda: threading.Event().wait(2))


def _breathing(work: Callable[[], object]) -> dict[str, float]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QObject, QTimer, Signal
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication

    from boundary.ui import theme
    from boundary.ui.ring import Ring

    painted: list[float] = []

    class Watched(Ring):
        def paintEvent(self, event: QPaintEvent) -> None:
            painted.append(time.perf_counter())
            super().paintEvent(event)

    class Worker(QObject):
        done = Signal()

        def run(self) -> None:
            work()
            self.done.emit()

    app = QApplication([])
    ring = Watched(theme.palette(dark=False))
    ring.show()
    ring.breathe((4.0, 6.0))
    worker = Worker()
    worker.done.connect(app.quit)
    thread = threading.Thread(target=worker.run)
    QTimer.singleShot(WARM, thread.start)
    app.exec()
    thread.join()
    gaps = [(later - before) * 1000 for before, later in pairwise(painted[5:])]
    return {"ms": quantiles(gaps, n=100)[98], "most": max(gaps), "peak": _peak()}


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def _peak(*, children: bool = False) -> int:
    import resource

    who = resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF
    return resource.getrusage(who).ru_maxrss * 1024


READERS = {
    "child": child,
    "horizon": whole_horizon,
    "again": again,
    "same": same,
    "stamped": stamped,
    "day": later_day,
    "plain": plain,
    "libical": libical,
    "frames": frames,
    "still": still,
}


def main(words: list[str]) -> None:
    """Do one reading and print what it took."""
    what, path, start, end = words[:4]
    span = Span(datetime.fromtimestamp(int(start), UTC), datetime.fromtimestamp(int(end), UTC))
    print(json.dumps(READERS[what](Path(path), span)))


if __name__ == "__main__":
    main(sys.argv[1:])
