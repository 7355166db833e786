"""The sorter: what is an emergency and what can wait, in her own words, written once.

Two lists beside each other, for her to read at the end of a day. No program sorts a message by
what is in it: that would be a judgement of risk from text, which Boundary never makes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from boundary.language import tr
from boundary.mail.choices import Words
from boundary.mail.crisis import danger_text, support_text, usable
from boundary.mail.spoken import opening_text
from boundary.mail.templates import tongue
from boundary.mail.words import row_of
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.hours_ahead import next_closed, zone_of


class Side(StrEnum):
    """A list of the sorter."""

    EMERGENCY = "emergency"
    ROUTINE = "routine"


@dataclass(frozen=True, slots=True)
class Column:
    """One list: what belongs in it, and where it goes."""

    side: Side
    lines: tuple[str, ...] = field(repr=False)
    then: str


def starters(side: Side) -> tuple[str, ...]:
    """Return what a list begins with until she writes her own."""
    if side is Side.EMERGENCY:
        return (
            tr("Danger to someone's life"),
            tr("Someone is being harmed now"),
            tr("A medical emergency"),
        )
    return (
        tr("Finding or moving a time"),
        tr("Bills and payments"),
        tr("Forms and letters"),
        tr("Thoughts and feelings for next time"),
    )


def columns(
    words: Words,
    hours: WeeklyHours,
    now: datetime,
    zone: ZoneInfo,
    language: str | None = None,
) -> tuple[Column, Column]:
    """Return emergencies, which go to the numbers, and routine, which waits for the window.

    *zone* is the machine's, for hours without one. Raises HoursError for hours that can't be
    used.
    """
    own_zone = zone_of(hours, zone)
    speech = tongue(words.language or language)
    row = row_of(words, own_zone)
    numbers = danger_text(row, speech)
    if row is not None and usable(row, words.confirmed):
        numbers = f"{numbers} {support_text(row, speech)}"
    closed = next_closed(hours, now, zone)
    waits = tr("Answered as it comes.")
    if closed is not None and closed.span.contains(now) and closed.next_open is not None:
        opening = opening_text(closed.next_open, own_zone, speech, now)
        waits = tr("Waits for {opening}.").format(opening=opening)
    elif closed is not None:
        waits = tr("Answered inside your hours.")
    return (
        Column(Side.EMERGENCY, words.emergencies or starters(Side.EMERGENCY), numbers),
        Column(Side.ROUTINE, words.routine or starters(Side.ROUTINE), waits),
    )
