"""A program that runs as long as a sense does, and whose output is the sense's news.

It is started anew when it ends: after half a minute first, then less and less often, because on
a machine without its server it would otherwise be started for nothing all day. A program that
floods is ended like one that fell over.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

AGAIN = timedelta(seconds=30)
"""How long after it ended it is started anew, the first time."""

SELDOM = timedelta(minutes=15)
"""The longest it ever waits; each failure doubles the wait up to this."""

MOST_BYTES = 16 * 1024 * 1024
"""More output than this between two rests of `AGAIN` is no news but a flood."""


class Program(QObject):
    """One long-lived program: it `began`, `said` brings its bytes, it `ended` for now."""

    began = Signal()
    said = Signal(bytes)
    ended = Signal()

    def __init__(
        self, name: str, *arguments: str, again: timedelta = AGAIN, most: int = MOST_BYTES
    ) -> None:
        super().__init__()
        self._name, self._arguments = name, list(arguments)
        self._first, self._wait = again, again
        self._most, self._spent = most, 0
        self._process: QProcess | None = None
        self._again = _timer(self, self._begin)
        self._rest = _timer(self, self._rested)
        self._rest.setInterval(_milliseconds(again))

    def start(self) -> None:
        """Start it; what it says comes from the event loop."""
        self._wait = self._first
        self._begin()

    def stop(self) -> None:
        """End it, and say nothing of it."""
        self._again.stop()
        self._rest.stop()
        self._spent = 0
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1000)
            process.deleteLater()

    def hurry(self) -> None:
        """Start it now if it waits to be started anew: its news begin to matter."""
        if self._again.isActive():
            self._again.stop()
            self.start()

    def end(self) -> None:
        """Have it end as if it had fallen over: what it says makes no sense."""
        if self._process is not None:
            self._process.kill()

    def is_well(self) -> None:
        """Take its last words as sensible: the next failure is a first one again."""
        self._wait = self._first

    def _begin(self) -> None:
        process = QProcess(self)
        process.setProcessEnvironment(in_english())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._gone)
        process.errorOccurred.connect(self._gone)
        self._process = process
        process.start(self._name, self._arguments)
        if self._process is process:
            self.began.emit()

    def _read(self) -> None:
        if self._process is None:
            return
        news = self._process.readAllStandardOutput().data()
        if not self._rest.isActive():
            self._rest.start()
        self._spent += len(news)
        if self._spent > self._most:
            self.end()
            return
        self.said.emit(bytes(news))

    def _rested(self) -> None:
        self._spent = 0

    def _gone(self) -> None:
        process = self._process
        if process is None or process.state() is not QProcess.ProcessState.NotRunning:
            return
        self._process = None
        process.deleteLater()
        self._again.start(_milliseconds(self._wait))
        self._wait = min(self._wait * 2, max(SELDOM, self._first))
        self.ended.emit()


def in_english() -> QProcessEnvironment:
    """Return our environment for a program whose words are read: in no language of hers."""
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("LC_ALL", "C")
    return environment


def _timer(parent: Program, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(act)
    return timer


def _milliseconds(time: timedelta) -> int:
    return int(time.total_seconds() * 1000)
