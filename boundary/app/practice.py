"""What looking back needs of a day under way, and how `app.day.Day` has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from boundary.app.day import Day
    from boundary.app.engine import Engine
    from boundary.app.keeping import Keeping
    from boundary.schedule.sessions import Session


class Practice(Protocol):
    """The part of a day that is needed."""

    @property
    def engine(self) -> Engine: ...

    @property
    def sessions(self) -> tuple[Session, ...]: ...

    @property
    def keeping(self) -> Keeping: ...

    @property
    def twelve(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class OfDay:
    """The practice of *day*."""

    day: Day

    @property
    def engine(self) -> Engine:
        """The engine of the day."""
        return self.day.engine

    @property
    def sessions(self) -> tuple[Session, ...]:
        """What her calendars hold, as far ahead as they are read."""
        return self.day.sessions

    @property
    def keeping(self) -> Keeping:
        """What takes her words into the store."""
        return self.day.show.ends.keeping

    @property
    def twelve(self) -> bool:
        """Whether her hours have halves."""
        return self.day.show.twelve
