"""Beckoning: where no window may choose its place, the desktop says that something waits.

That is so on Wayland. The words are the same whatever waits, because others may see them; what
it is, Today says once she opens it. The bus is spoken to on the worker: it may hang.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary.app.worker import Worker
from boundary.language import tr

if TYPE_CHECKING:
    from boundary.notices import Notices

SLOT = "card"


class Beckon:
    """One notice that comes and goes with the card that it stands for."""

    def __init__(self, worker: Worker, notices: Notices | None = None) -> None:
        self._worker = worker
        self._notices = notices

    def show(self, on: bool) -> None:
        """Have the desktop say that something waits, or no longer."""
        self._worker.do(lambda: self._say(on), lambda _said: None, lambda _trouble: None)

    def _say(self, on: bool) -> bool:
        if self._notices is None:
            from boundary.notices import Notices

            self._notices = Notices()
        if not on:
            return self._notices.withdraw(SLOT)
        return self._notices.notify(
            tr("Boundary"), tr("A quiet moment is here. It waits in Today."), SLOT
        )
