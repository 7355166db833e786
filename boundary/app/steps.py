"""Slow steps, one at a time, of which only the last one asked for is heard.

Each has a worker of its own: a step that was stopped may go on waiting for a server for minutes,
and must hold up neither the next one nor the calendars that are read already.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject

from boundary.app.worker import Worker
from boundary.errors import BoundaryError

T = TypeVar("T")


class Doer(Protocol):
    """What is used of a worker; see `Worker`."""

    def do(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[BoundaryError], None],
    ) -> None: ...

    def close(self) -> None: ...


class Steps(QObject):
    """Runs steps; *new_worker* stands in for threads in tests. What ends here ends on Qt's."""

    def __init__(self, parent: QObject, new_worker: Callable[[QObject], Doer] = Worker) -> None:
        super().__init__(parent)
        self._new_worker = new_worker
        self._number = 0
        self._doer: Doer | None = None

    def do(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[BoundaryError], None],
    ) -> None:
        """Do *work*, which holds no `QObject`; *then* or *failed* follows unless it is stopped."""
        self._number += 1
        number, doer = self._number, self._new_worker(self)
        self._doer = doer

        def heard(go_on: Callable[[], None]) -> None:
            doer.close()
            if number == self._number:
                self._doer = None
                go_on()

        doer.do(
            work,
            lambda result: heard(lambda: then(result)),
            lambda trouble: heard(lambda: failed(trouble)),
        )

    def stop(
        self,
        last: Callable[[], object] | None = None,
        failed: Callable[[BoundaryError], None] = lambda _: None,
    ) -> None:
        """Hear nothing more; then do *last*, after the step that is under way.

        *failed* is told its trouble where there is somebody left to be told.
        """
        self._number += 1
        doer, self._doer = self._doer, None
        if last is not None:
            ends = doer or self._new_worker(self)
            ends.do(last, lambda _: ends.close(), failed)
        elif doer is not None:
            doer.close()
