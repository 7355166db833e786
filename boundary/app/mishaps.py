"""Mishaps: what nobody caught, in a slot, a thread or anywhere else. The day goes on.

Logged are the kind of the exception and the place in the code, once a place; never its text,
which may hold a value of hers. `BOUNDARY_TRACEBACK=1` shows all of it on stderr.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal


class Mishaps(QObject):
    """Hears of every exception that nobody caught, while it is entered (`with`)."""

    came = Signal()
    """Something of ours went wrong, in whichever thread; told in the one that made this."""

    def __init__(self) -> None:
        super().__init__()
        self._places: set[str] = set()

    def __enter__(self) -> Mishaps:
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        return self

    def __exit__(self, *_raised: object) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        from logging import getLogger

        where = f"{kind.__name__} at {place(trace)}"
        if where not in self._places:
            self._places.add(where)
            getLogger(__name__).error("a mistake of ours: %s", where)
        if os.environ.get("BOUNDARY_TRACEBACK"):
            sys.__excepthook__(kind, error, trace)
        self.came.emit()

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._caught(caught.exc_type, caught.exc_value, caught.exc_traceback)


def place(trace: TracebackType | None) -> str:
    """Return the innermost place of *trace* in our own code, as `boundary/app/show.py:12`."""
    root = Path(__file__).resolve().parent.parent
    found = "?"
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(root):
            found = f"{file.relative_to(root.parent)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
