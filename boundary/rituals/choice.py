"""Which ritual a gap gets, by what is offered in it and by what came before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from boundary.rituals.library import read, ritual, step
from boundary.rituals.ritual import SECOND, Ritual, Tier
from boundary.schedule.sessions import Kind

AS_IT_CAME: Mapping[Tier, str] = MappingProxyType({})
"""No ritual is preferred: each tier gets the one that it came with."""


def choose(
    offer: timedelta,
    *,
    after: Kind | None = None,
    heavy: bool = False,
    recovery: bool = False,
    lookup: Callable[[str], Ritual] = ritual,
    preferred: Mapping[Tier, str] = AS_IT_CAME,
    variants: Collection[str] = (),
) -> Ritual | None:
    """Return the ritual for *offer*, or None below 45 seconds.

    The tier goes by the offer. A *heavy* session gets the walk or the short form made for
    it, *recovery* (a freed slot) the long rest, where they fit. A ritual whose required
    steps don't fit gives way to the next smaller one. What came before (*after*) changes
    how it begins and ends; a step added for that is optional, and one at the front is the
    last to be dropped. *lookup* finds a ritual by its id (`boundary.rituals.repertoire` has
    hers), and one *preferred* in a tier takes the place of that tier's own. What *variants*
    leave nothing of is passed over: a walk, for who sits.
    """
    rules = _rules()
    candidates = tuple(_preferred(each, preferred) for each in rules.tiers)
    if recovery:
        candidates = rules.recovery + candidates
    if heavy:
        candidates = rules.heavy + candidates
    for candidate in candidates:
        if offer >= candidate.least and not candidate.unless & set(variants):
            chosen = lookup(candidate.ritual)
            if chosen.least <= offer:
                return _framed(chosen, rules.frames.get(after) if after else None)
    return None


def default(tier: Tier) -> str | None:
    """Return the id of the ritual that *tier* came with; None for a tier of no size of gap."""
    return next((each.ritual for each in _rules().tiers if _tier(each) is tier), None)


def begins(tier: Tier) -> timedelta | None:
    """Return the smallest offer that *tier* is for; None for a tier of no size of gap."""
    return next((each.least for each in _rules().tiers if _tier(each) is tier), None)


@dataclass(frozen=True, slots=True)
class _Candidate:
    least: timedelta
    ritual: str
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Frame:
    first: str
    last: str | None


@dataclass(frozen=True, slots=True)
class _Rules:
    heavy: tuple[_Candidate, ...]
    recovery: tuple[_Candidate, ...]
    tiers: tuple[_Candidate, ...]
    frames: dict[Kind, _Frame]


@cache
def _rules() -> _Rules:
    tables = read("choice.toml")
    return _Rules(
        heavy=_candidates(tables["heavy"]),
        recovery=_candidates(tables["recovery"]),
        tiers=_candidates(tables["tiers"]),
        frames={
            Kind(kind): _Frame(entry["first"], entry.get("last"))
            for kind, entry in tables["after"].items()
        },
    )


def _candidates(entries: list[dict[str, Any]]) -> tuple[_Candidate, ...]:
    return tuple(
        _Candidate(entry["from"] * SECOND, entry["ritual"], frozenset(entry.get("unless", ())))
        for entry in entries
    )


def _tier(candidate: _Candidate) -> Tier:
    return ritual(candidate.ritual).tier


def _preferred(candidate: _Candidate, preferred: Mapping[Tier, str]) -> _Candidate:
    if not preferred:
        return candidate
    return replace(candidate, ritual=preferred.get(_tier(candidate), candidate.ritual))


def _framed(plain: Ritual, frame: _Frame | None) -> Ritual:
    if frame is None:
        return plain
    had = {each.id for each in plain.steps}
    steps = (step(frame.first), *(each for each in plain.steps if each.id != frame.first))
    if frame.last and frame.last not in had:
        steps += (step(frame.last),)
    added = {each.id for each in steps} - had
    return replace(plain, steps=steps, optional=plain.optional | added)
