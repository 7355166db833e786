"""Her repertoire: the rituals as she has them, seen through the variants she chose.

One frozen value that the settings hold and the day is handed, so nothing has to be global.
An empty one answers as `boundary.rituals.library` and `boundary.rituals.choice` do. `fit`
needs nothing of it: it fits any ritual.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from types import MappingProxyType

from boundary.rituals import choice, library
from boundary.rituals.own import (
    OwnRitual,
    as_it_came,
    gap_rituals,
    made,
    made_step,
    problems,
    room,
)
from boundary.rituals.ritual import Ritual, Step, Tier
from boundary.rituals.variants import Variant, varied
from boundary.schedule.sessions import Kind


@dataclass(frozen=True, slots=True)
class Repertoire:
    """*own* rituals, *variants* for all of them, and which is *preferred* in its tier (ids).

    ValueError for an own ritual that has problems or is there twice, and for a preferred one
    that belongs to no size of gap or shares its tier with another.
    """

    own: tuple[OwnRitual, ...] = ()
    variants: frozenset[Variant] = frozenset()
    preferred: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        ids = [each.id for each in self.own]
        if len(ids) != len(set(ids)) or any(problems(each) for each in self.own):
            raise ValueError("an own ritual has problems, or is there twice")
        if not can_be_preferred(self.preferred):
            raise ValueError("what is preferred is one ritual a size of gap")

    def own_ritual(self, id: str) -> OwnRitual:
        """Return the ritual *id* of a gap as she has it or as it came; KeyError if none is."""
        return _hers(self.own, id) or as_it_came(id)

    def is_own(self, id: str) -> bool:
        """Tell whether she changed the ritual *id*."""
        return _hers(self.own, id) is not None

    def is_set_aside(self, id: str) -> bool:
        """Tell whether her own *id* comes as it came, for what the variants leave of it.

        Nothing that is not optional may be left, or it may be too long for its tier.
        """
        hers = _hers(self.own, id)
        return hers is not None and not _is_whole(varied(made(hers), self.variants))

    def ritual(self, id: str) -> Ritual:
        """Return the ritual *id* as it comes now; KeyError if there is none."""
        return _ritual(_hers(self.own, id), id, self.variants)

    def step(self, id: str) -> Step:
        """Return the step *id*, hers or the library's; KeyError if there is none."""
        name, point, _number = id.partition(".")
        hers = _hers(self.own, name) if point else None
        return library.step(id) if hers is None else made_step(hers, id)

    def first(self, tier: Tier) -> str | None:
        """Return the id of the ritual that comes in *tier*; None for no size of gap."""
        return self._by_tier().get(tier) or choice.default(tier)

    def choose(
        self,
        offer: timedelta,
        *,
        after: Kind | None = None,
        heavy: bool = False,
        recovery: bool = False,
    ) -> Ritual | None:
        """Return the ritual for *offer* as `boundary.rituals.choice.choose` does, from here.

        What it adds for the kind of session before is seen through the variants too.
        """
        chosen = choice.choose(
            offer,
            after=after,
            heavy=heavy,
            recovery=recovery,
            lookup=self.ritual,
            preferred=self._by_tier(),
            variants=self.variants,
        )
        return None if chosen is None else varied(chosen, self.variants)

    def holding(self, own: OwnRitual) -> Repertoire:
        """Return it with *own* in the place of that ritual; as it came, it is no longer hers."""
        plain = as_it_came(own.id)
        came = own in (plain, replace(plain, title=library.ritual(own.id).title))
        rest = [each for each in self.own if each.id != own.id]
        order = [each.id for each in gap_rituals()]
        kept = rest if came else sorted([*rest, own], key=lambda each: order.index(each.id))
        return replace(self, own=tuple(kept))

    def preferring(self, id: str) -> Repertoire:
        """Return it with the ritual *id* coming first in its tier."""
        tier = library.ritual(id).tier
        kept = {each for each in self.preferred if library.ritual(each).tier is not tier}
        return replace(self, preferred=frozenset(kept | {id} - {choice.default(tier)}))

    def with_variant(self, variant: Variant, on: bool) -> Repertoire:
        """Return it with *variant*, or without."""
        return replace(
            self, variants=self.variants | {variant} if on else self.variants - {variant}
        )

    def _by_tier(self) -> Mapping[Tier, str]:
        return _preferred(self.preferred)


@lru_cache(maxsize=64)
def _preferred(ids: frozenset[str]) -> Mapping[Tier, str]:
    return MappingProxyType({library.ritual(id).tier: id for id in ids})


@lru_cache(maxsize=256)
def _ritual(hers: OwnRitual | None, id: str, variants: frozenset[Variant]) -> Ritual:
    if hers is not None:
        whole = varied(made(hers), variants)
        if _is_whole(whole):
            return whole
    return varied(library.ritual(id), variants)


def can_be_preferred(ids: frozenset[str]) -> bool:
    """Tell whether *ids* are rituals of sizes of gap, one a size at most."""
    if not ids:
        return True
    tiers = [each.tier for each in gap_rituals() if each.id in ids and each.tier is not Tier.ANY]
    return len(tiers) == len(ids) == len(set(tiers))


def _hers(own: tuple[OwnRitual, ...], id: str) -> OwnRitual | None:
    return next((each for each in own if each.id == id), None)


def _is_whole(ritual: Ritual) -> bool:
    most = room(ritual.tier)
    required = len(ritual.steps) > len(ritual.optional)
    return required and (most is None or ritual.least <= most)
