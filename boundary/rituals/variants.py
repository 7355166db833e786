"""Variants: the same rituals for a body, a room or a day in which not every step is kind.

Filters from ritual to ritual, free to be combined. A step that is ruled out gives its place,
required or optional, to the first of its stand-ins that is allowed and not there already;
where none is, it goes. `varied` asks all of them at once, so that no stand-in is ruled out
by another variant afterwards.

Two more wishes are no filters. Silence: nothing in a ritual makes a sound. Less motion: the
same steps in a window that does not move (`appearance.reduced_motion` of the settings).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from enum import StrEnum

from boundary.rituals.library import step
from boundary.rituals.ritual import Position, Ritual, Step


class Variant(StrEnum):
    """What a body, a room or a day asks of every ritual."""

    SEATED = "seated"
    NO_BREATH_FOCUS = "no_breath_focus"
    NO_PRIVATE_SPACE = "no_private_space"
    SCREEN_READER = "screen_reader"


def varied(ritual: Ritual, variants: Collection[Variant]) -> Ritual:
    """Return *ritual* with nothing in it that one of *variants* rules out.

    Nothing may be left where every step is ruled out and has no stand-in; the rituals that
    come with Boundary always keep a required one.
    """
    if not variants:
        return ritual
    return _allowing(ritual, lambda step: all(_ALLOWS[each](step) for each in variants))


def seated(ritual: Ritual) -> Ritual:
    """Return *ritual* with nothing that needs standing, walking or leaving the room."""
    return varied(ritual, {Variant.SEATED})


def no_breath_focus(ritual: Ritual) -> Ritual:
    """Return *ritual* without attention to the breath: for asthma, panic, trauma."""
    return varied(ritual, {Variant.NO_BREATH_FOCUS})


def no_private_space(ritual: Ritual) -> Ritual:
    """Return *ritual* with nothing that would be odd to be seen doing."""
    return varied(ritual, {Variant.NO_PRIVATE_SPACE})


_ALLOWS: dict[Variant, Callable[[Step], bool]] = {
    Variant.SEATED: lambda step: Position.SEATED in step.positions,
    Variant.NO_BREATH_FOCUS: lambda step: "breath_focus" not in step.tags,
    Variant.NO_PRIVATE_SPACE: lambda step: "private_space" not in step.tags,
    # Nothing to look at. Steps are read aloud with or without this variant.
    Variant.SCREEN_READER: lambda step: "window" not in step.tags,
}


def _allowing(ritual: Ritual, allowed: Callable[[Step], bool]) -> Ritual:
    steps: list[Step] = []
    optional: set[str] = set()
    taken = {each.id for each in ritual.steps}
    for each in ritual.steps:
        kept = each if allowed(each) else _stand_in(each, allowed, taken)
        if kept is None:
            continue
        taken.add(kept.id)
        steps.append(kept)
        if each.id in ritual.optional:
            optional.add(kept.id)
    return replace(ritual, steps=tuple(steps), optional=frozenset(optional))


def _stand_in(ruled_out: Step, allowed: Callable[[Step], bool], taken: set[str]) -> Step | None:
    candidates = (step(id) for id in ruled_out.stand_ins if id not in taken)
    return next((each for each in candidates if allowed(each)), None)
