"""Policy: the lengths and leads by which a day is planned.

The defaults are those of the stateless commands and of a new profile. The thresholds of
load and the cap are design choices, not findings; the floors follow the micro-break
literature (Albulescu 2022: short breaks ease fatigue, draining work wants more than ten).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum


class Level(StrEnum):
    """How a practice is held. It binds the program, never the person."""

    AMBIENT = "L0"
    NUDGE = "L1"
    HOLD = "L2"
    GUARD = "L3"


class Practice(StrEnum):
    """What a level can be chosen for by itself."""

    MICRO_BREAK = "micro_break"
    TRANSITION = "transition"
    OPENING = "opening"
    SHUTDOWN = "shutdown"


class OwnLevel(StrEnum):
    """The level of one practice: the general one, or its own."""

    GENERAL = "general"
    AMBIENT = "L0"
    NUDGE = "L1"
    HOLD = "L2"
    GUARD = "L3"


class EndBy(StrEnum):
    """How the end of a session is known."""

    SENSES = "senses"
    KEY = "key"
    CALENDAR = "calendar"


class OpeningForm(StrEnum):
    """Which ritual opens the day."""

    SHORT = "open_short"
    FULL = "open_10"
    NONE = "none"


class ShutdownForm(StrEnum):
    """Which ritual closes the day."""

    SHORT = "shutdown_short"
    LIGHT = "shutdown_light"
    STANDARD = "shutdown_std"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Policy:
    """How much break is owed and offered, and how firmly. All lengths are timedeltas.

    `easy` holds every floor at `floor`: the first week's ease. The `level_` of a practice is
    the general `level` unless it is given one of its own; a freed slot goes with the
    transitions.
    """

    level: Level = Level.NUDGE
    end_by: EndBy = EndBy.SENSES
    easy: bool = False
    prep: timedelta = timedelta(minutes=2)
    floor: timedelta = timedelta(minutes=2)
    floor_loaded: timedelta = timedelta(minutes=5)
    floor_long: timedelta = timedelta(minutes=10)
    loaded_after: timedelta = timedelta(minutes=90)
    long_after: timedelta = timedelta(minutes=150)
    offer: timedelta = timedelta(minutes=10)
    offer_heavy: timedelta = timedelta(minutes=15)
    notes: timedelta = timedelta(minutes=5)
    owed_most: timedelta = timedelta(minutes=20)
    rest_resets: timedelta = timedelta(minutes=20)
    lunch: timedelta = timedelta(minutes=20)
    lunch_repays: timedelta = timedelta(minutes=10)
    opening: OpeningForm = OpeningForm.SHORT
    shutdown: ShutdownForm = ShutdownForm.SHORT
    workday_end: timedelta = timedelta(minutes=30)
    level_micro_break: OwnLevel = OwnLevel.GENERAL
    level_transition: OwnLevel = OwnLevel.GENERAL
    level_opening: OwnLevel = OwnLevel.GENERAL
    level_shutdown: OwnLevel = OwnLevel.GENERAL

    @property
    def own_levels(self) -> Mapping[Practice, OwnLevel]:
        """The level of each practice, as she chose it."""
        return {
            Practice.MICRO_BREAK: self.level_micro_break,
            Practice.TRANSITION: self.level_transition,
            Practice.OPENING: self.level_opening,
            Practice.SHUTDOWN: self.level_shutdown,
        }

    def with_own_levels(self, levels: Mapping[Practice, OwnLevel]) -> Policy:
        """Return the policy with *levels* in place of those before."""
        own = {**self.own_levels, **levels}
        return replace(
            self,
            level_micro_break=own[Practice.MICRO_BREAK],
            level_transition=own[Practice.TRANSITION],
            level_opening=own[Practice.OPENING],
            level_shutdown=own[Practice.SHUTDOWN],
        )

    def level_of(self, practice: Practice) -> Level:
        """Return the level at which *practice* is held."""
        own = self.own_levels[practice]
        return self.level if own is OwnLevel.GENERAL else Level(own.value)

    @property
    def level_of_breaks(self) -> Level:
        """The firmest level at which a break is held: what a skip is counted against."""
        return max(self.level_of(Practice.MICRO_BREAK), self.level_of(Practice.TRANSITION))
