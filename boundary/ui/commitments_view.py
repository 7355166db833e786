"""What the page of commitments shows, as values; a masked one is called her own time."""

from __future__ import annotations

from dataclasses import dataclass, field

from boundary.language import tr
from boundary.reflection.commitments import FREE, PRESETS, Cadence, Commitment


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment that she keeps up: its *name* on screen, one *line* on how it stands.

    `slots` are proposed times, each a sentence that she can copy; None while nobody looked.
    `noted` tells what became of it today, "" for nothing.
    """

    commitment: Commitment
    name: str
    line: str = ""
    cadence: Cadence = FREE
    masked: bool = False
    noted: str = ""
    slots: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class AskRow:
    """Appointments of one sort, by *id*: are they a commitment? *words* ask, in one sentence."""

    id: str
    words: str
    suggested: Commitment | None = None


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A line for supervision, by *id*."""

    id: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CommitmentsView:
    """All of the page. *more* are the commitments that she could begin, with their names.

    *conflicts* are sentences; *budget* is the amount of the year or None, *budget_line* how much
    of it is left. *outside* tells whether times beside her hours may be proposed.
    """

    rows: tuple[CommitmentRow, ...] = ()
    more: tuple[tuple[Commitment, str], ...] = ()
    asks: tuple[AskRow, ...] = ()
    conflicts: tuple[str, ...] = ()
    agenda: tuple[AgendaRow, ...] = ()
    budget: int | None = field(default=None, repr=False)
    budget_line: str = field(default="", repr=False)
    outside: bool = False


def cadence_words(cadence: Cadence) -> str:
    """Return *cadence* as she chooses it."""
    named = dict(
        zip(
            (each.every for each in PRESETS),
            (
                tr("Every week"),
                tr("Every two weeks"),
                tr("Every month"),
                tr("Every three months"),
                tr("Whenever it comes"),
            ),
            strict=True,
        )
    )
    return named.get(cadence.every) or tr("Every {days} days").format(days=cadence.every)
