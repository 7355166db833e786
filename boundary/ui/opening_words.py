"""The words of the opening: each step as a page. Pure.

The ids of the steps are stable: `parked`, `workspace`, `shape`, `sit_mindful`, `sigh`,
`intention`. Advice is a sentence about the calendar, never a change in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from boundary.language import tr, trn
from boundary.ui.numbers import in_words, sentence
from boundary.ui.step_page import Page, Panel


@dataclass(frozen=True, slots=True)
class Morning:
    """What the pages of one opening say: the day's *shape* without names, its tight joins.

    *tight* joins are shorter than the breaks they should hold, *crowded* ones have no room at
    all. *parked* are her words of the evenings before, *breath* and *intention* the sentences of
    those steps as her rituals have them; *more* has pages of steps beside those of an opening.
    """

    shape: str
    tight: int = 0
    crowded: int = 0
    parked: tuple[str, ...] = field(default=(), repr=False)
    sit: str = ""
    breath: str = ""
    intention: str = ""
    more: Mapping[str, Page] = field(default_factory=dict, repr=False)


def opening_pages(steps: Sequence[str], morning: Morning) -> tuple[Page, ...]:
    """Return the pages of *steps*, in their order; KeyError for a step that there is not."""
    return tuple(
        _page(id, morning, tr("Begin") if number == len(steps) else tr("Next"))
        for number, id in enumerate(steps, start=1)
    )


def joins_words(tight: int, crowded: int) -> str:
    """Return the morning's line on joins, "" where every join has room.

    The advice is that of the practice guides: book fifty minutes in a slot of sixty.
    """
    if not tight and not crowded:
        return ""
    parts = []
    if crowded:
        said = trn("{n} join has no room.", "{n} joins have no room.", crowded)
        parts.append(sentence(said.format(n=in_words(crowded))))
    if tight:
        said = trn("{n} join is tight.", "{n} joins are tight.", tight)
        parts.append(sentence(said.format(n=in_words(tight))))
    parts.append(tr("Fifty minutes booked in sixty would open them. The calendar is yours."))
    return " ".join(parts)


def _page(id: str, morning: Morning, go: str) -> Page:
    match id:
        case "parked":
            lines = Panel(morning.parked)
            return Page(id, tr("From last evening."), tr("Shown once."), lines, go=go)
        case "workspace":
            lines = Panel(
                (
                    tr("Light: on your face, not behind you."),
                    tr("Chair: back held, feet on the floor."),
                    tr("Eyes: something far away to look at."),
                    tr("Door: closed, and known to be."),
                )
            )
            tip = tr("In the call, hide your own picture once you sit well in it.")
            return Page(id, tr("Make the room yours."), "", lines, tip, go)
        case "shape":
            foot = joins_words(morning.tight, morning.crowded)
            return Page(id, tr("Today at a glance."), morning.shape, foot=foot, go=go)
        case "sit_mindful":
            second = tr("The light comes up as you sit. Enter goes on at any time.")
            return Page(id, morning.sit, second, go=go)
        case "sigh":
            return Page(id, morning.breath, go=go)
        case "intention":
            return Page(id, morning.intention, go=go)
    return replace(morning.more[id], go=go)
