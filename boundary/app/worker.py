"""The worker: one thread for slow things, whose results come back on the Qt thread.

A daemon, because a keyring that waits for a prompt must not keep her from quitting. The Qt
thread holds on to all that a job knows until it has landed: a reader whose last holder were the
worker would be destroyed there, and Qt falls over the notifiers that it leaves behind.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import count
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from boundary.errors import BoundaryError

T = TypeVar("T")
Held = tuple[Callable[[], Any], Callable[[Any], None], Callable[[BoundaryError], None]]

_unfinished: list[dict[int, Held]] = []
"""What workers that were closed had still to do; held until the program ends."""


class Worker(QObject):
    """Does one thing after another, in the order in which they were asked."""

    _done = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = count()
        self._jobs: SimpleQueue[tuple[int, Callable[[], Any]] | None] = SimpleQueue()
        self._waiting: dict[int, Held] = {}
        self._closed = False
        self._gate = threading.Lock()
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
        number = next(self._numbers)
        self._waiting[number] = (work, then, failed)
        self._jobs.put((number, work))

    def close(self) -> None:
        """Take nothing more on; what is still running is not waited for."""
        with self._gate:  # nobody is told through an object that may be gone a moment later
            self._closed = True
        _unfinished.append(self._waiting)
        self._waiting = {}
        self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            number, work = job
            result, trouble = None, None
            try:
                result = work()
            except BaseException as error:  # carried to the Qt thread, where it is raised
                trouble = error
            del job, work
            with self._gate:
                if self._closed:
                    return
                self._done.emit(number, result, trouble)
            del result, trouble

    def _land(self, number: int, result: object, trouble: BaseException | None) -> None:
        held = self._waiting.pop(number, None)
        if held is None:
            return  # closed meanwhile
        _work, then, failed = held
        if isinstance(trouble, BoundaryError):
            failed(trouble)
        elif trouble is not None:
            raise trouble
        else:
            then(result)
