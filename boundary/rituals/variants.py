"""Variants: the same rituals for a body, a room or a day in which not every step is kind.

Filters from ritual to ritual, free to be combined in any order. A step that is ruled out
gives its place, required or optional, to the first of its stand-ins that is allowed and
not there already; where none is, it goes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from boundary.rituals.library import step
from boundary.rituals.ritual import Position, Ritual, Step


def seated(ritual: Ritual) -> Ritual:
    """Return *ritual* with nothing that needs standing, walking or leaving the room."""
    return _allowing(ritual, lambda step: Position.SEATED in step.positions)


def no_breath_focus(ritual: Ritual) -> Ritual:
    """Return *ritual* without attention to the breath: for asthma, panic, trauma."""
    return _allowing(ritual, lambda step: "breath_focus" not in step.tags)


def no_private_space(ritual: Ritual) -> Ritual:
    """Return *ritual* with nothing that would be odd to be seen doing."""
    return _allowing(ritual, lambda step: "private_space" not in step.tags)


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
