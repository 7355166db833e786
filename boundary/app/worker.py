"""The worker: one thread for slow things, whose results come back on the Qt thread.

A daemon, because a keyring that waits for a prompt must not keep her from quitting.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from boundary.errors import BoundaryError

T = TypeVar("T")
Job = Callable[[], Callable[[], None]]


class Worker(QObject):
    """Does one thing after another, in the order in which they were asked."""

    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._closed = False
        self._done.connect(self._land, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="worker", daemon=True)
        self._thread.start()

    def do(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[BoundaryError], None],
    ) -> None:
        """Run *work* on the thread; then *then*, or *failed* with the world's fault, here.

        Any other exception is a bug of ours and is raised here, on the Qt thread.
        """

        def job() -> Callable[[], None]:
            try:
                result = work()
            except BoundaryError as error:
                return lambda error=error: failed(error)  # type: ignore[misc]
            return lambda: then(result)

        self._jobs.put(job)

    def close(self) -> None:
        """Take nothing more on; what is still running is not waited for."""
        self._closed = True
        self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                landing = job()
            except BaseException as bug:
                landing = _raising(bug)
            if self._closed:
                return
            self._done.emit(landing)

    def _land(self, landing: Callable[[], None]) -> None:
        if not self._closed:
            landing()


def _raising(bug: BaseException) -> Callable[[], None]:
    def land() -> None:
        raise bug

    return land
