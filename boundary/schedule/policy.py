"""Policy: the lengths and leads by which a day is planned.

The defaults are those of the stateless commands and of a new profile. The thresholds of
load and the cap are design choices, not findings; the floors follow the micro-break
literature (Albulescu 2022: short breaks ease fatigue, draining work wants more than ten).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Level(StrEnum):
    """How a practice is held. It binds the program, never the person."""

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

    `easy` holds every floor at `floor`: the first week's ease.
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
