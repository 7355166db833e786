"""What is wrong inside a calendar that could still be read: counted, and told without titles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum, auto

from boundary.language import tr, trn


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of the calendar at position *calendar*: what is wrong and what she can do."""

    calendar: int
    title: str
    remedy: str


class Trouble(Enum):
    """The faults of single appointments; each becomes one problem, however many have it."""

    UNREADABLE = auto()
    TORN = auto()
    BACKWARDS = auto()
    UNKNOWN_ZONE = auto()
    TOO_OFTEN = auto()
    TOO_MANY = auto()
    OLD_EXCEPTION = auto()


@dataclass(slots=True)
class Tally:
    """Counts the troubles met while one calendar is read."""

    counts: Counter[Trouble] = field(default_factory=Counter)
    zones: dict[str, None] = field(default_factory=dict)

    def add(self, trouble: Trouble) -> None:
        self.counts[trouble] += 1

    def unknown_zone(self, name: str) -> None:
        """Remember that the zone *name* is known to nobody; told once a name."""
        self.zones[name] = None
        self.counts[Trouble.UNKNOWN_ZONE] = len(self.zones)

    def problems(self, calendar: int, zone: str) -> tuple[Problem, ...]:
        """Return one problem a kind of trouble; *zone* is the IANA name that stood in."""
        return tuple(
            Problem(calendar, title, remedy)
            for trouble in Trouble
            if (count := self.counts[trouble])
            for title, remedy in [_words(trouble, count, zone)]
        )


def _words(trouble: Trouble, count: int, zone: str) -> tuple[str, str]:
    match trouble:
        case Trouble.UNREADABLE:
            title = trn(
                "One appointment could not be read.",
                "{count} appointments could not be read.",
                count,
            )
            remedy = tr(
                "The others are shown. Open the calendar where you keep it, "
                "look for one without a proper date, and save it again."
            )
        case Trouble.TORN:
            title = trn(
                "One appointment is not written to its end.",
                "{count} appointments are not written to their end.",
                count,
            )
            remedy = tr("The others are shown. Export the calendar again.")
        case Trouble.BACKWARDS:
            title = trn(
                "One appointment ends before it starts.",
                "{count} appointments end before they start.",
                count,
            )
            remedy = tr("Only the start was used. Correct the end in your calendar.")
        case Trouble.UNKNOWN_ZONE:
            title = trn(
                "The calendar names a time zone that nobody here knows.",
                "The calendar names {count} time zones that nobody here knows.",
                count,
            )
            remedy = tr(
                "Its times were read in {zone}. Check one of them, "
                "or choose a city as the time zone in your calendar."
            )
        case Trouble.TOO_OFTEN:
            title = trn(
                "One appointment repeats by the minute or by the second.",
                "{count} appointments repeat by the minute or by the second.",
                count,
            )
            remedy = tr("It was left out. Correct or delete it in your calendar.")
        case Trouble.TOO_MANY:
            title = trn(
                "One appointment repeats more often than can be shown.",
                "{count} appointments repeat more often than can be shown.",
                count,
            )
            remedy = tr("Only the first ones are shown. Look at how it repeats in your calendar.")
        case Trouble.OLD_EXCEPTION:
            title = trn(
                "One appointment has exceptions in a form that is no longer used.",
                "{count} appointments have exceptions in a form that is no longer used.",
                count,
            )
            remedy = tr("All its dates are shown. Delete the ones that do not take place.")
    return title.format(count=count), remedy.format(zone=zone)
