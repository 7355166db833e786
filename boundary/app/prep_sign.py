"""The sign of prep: from two minutes before a start the tray has the shape of a session.

Nothing opens and nothing is said. The day itself calls these minutes free, so the shape is put
on here and taken back where the session does not come after all.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from boundary.app.engine import Engine
from boundary.schedule.acts import Act
from boundary.schedule.contact import How


class PrepSign:
    """Puts the sign of *engine*'s prep into the tray by *show_shape*."""

    def __init__(self, engine: Engine, show_shape: Callable[[str], None]) -> None:
        self._engine = engine
        self._show_shape = show_shape
        self._key = ""

    def tell(self, act: Act) -> None:
        """Show that the session of *act*, a tick, is about to begin."""
        self._key = act.key
        self._show_shape("in_session")

    def over(self) -> None:
        """The tray has a shape of its own again."""
        self._key = ""

    def refresh(self, now: datetime) -> None:
        """Take the sign back where the session that it was for has gone from the day."""
        if self._key and not self._awaited(now):
            self._key = ""
            self._show_shape(self._engine.today.glance(now).tray)

    def _awaited(self, now: datetime) -> bool:
        """Tell whether the session is still to come."""
        return any(
            life.session.key == self._key and life.how is How.BOOKED and now < life.span.start
            for life in self._engine.today.plan(now).lives
        )
