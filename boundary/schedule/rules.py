"""Learned rules: what she ticked in the preview, kept as patterns and never as titles.

A rule goes by the *look* of an appointment: the shape of its title, its length, whether it
has a link, how many are invited, whether it is firm. All of these come from closed lists, and
a shape is a code of `title_words` ("word:lunch") or of the handful below, so a stored rule can
hold no piece of a title: there is no field that could.

Where only the exact title tells two appointments apart, the rule holds a keyed hash of it
(HMAC-SHA-256, first 64 bits, RFC 2104). Names are few and easily guessed, so a plain hash would
give them away to anyone with a list of names; the key is 32 random bytes that lie in the
keyring and nowhere else. Without it such a rule fits nothing and tells nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from boundary.calendars.occurrence import Occurrence
from boundary.schedule.kinds import CLIENT_WORK, Kind
from boundary.schedule.title_words import (
    client_word,
    is_code,
    is_initials,
    kind_word,
    word_codes,
)

RULES_VERSION = 2
"""Of the built-in rules; what was kept under another version is read again."""

LENGTHS = (0, 20, 38, 53, 75, 121)
"""Lengths go by ranges, named by their least minutes: the bounds that session codes have."""

MOST_PEOPLE = 3
"""Three who are invited, or more."""

FREE_SHAPES = ("one-word", "two-words", "more-words")
"""Shapes of titles that say nothing in themselves; any name has one of them."""

SHAPES = word_codes() | {"empty", "initials", "code", *FREE_SHAPES}
"""Every shape there is."""

HASH = re.compile(r"[0-9a-f]{16}")


class Meaning(StrEnum):
    """What an appointment can be taken for: the kinds that can be chosen, two of them finer."""

    SESSION = "session"
    COUPLES = "couples"
    GROUP = "group"
    INTAKE = "intake"
    CRISIS = "crisis"
    SUPERVISION = "supervision"
    PROFESSIONAL = "professional"
    LUNCH = "lunch"
    OWN_TIME = "own-time"
    PERSONAL = "personal"
    HOLD = "hold"
    UNKNOWN = "unknown"

    @property
    def kind(self) -> Kind:
        return _FINER.get(self) or Kind(self.value)

    @property
    def is_session(self) -> bool:
        """Whether it is contact with clients."""
        return self.kind in CLIENT_WORK


_FINER = MappingProxyType(
    {Meaning.SUPERVISION: Kind.PROFESSIONAL, Meaning.LUNCH: Kind.OWN_TIME},
)


class State(StrEnum):
    """How firmly an appointment stands in its calendar."""

    FIRM = "firm"
    TENTATIVE = "tentative"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Look:
    """What a rule can see of an appointment. `title` is its keyed hash, "" without a key."""

    shape: str
    length: int
    link: bool
    people: int
    state: State
    title: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """Appointments with this look are of this meaning; None fits whatever is there.

    `length` is one of `LENGTHS`, `people` 0 to `MOST_PEOPLE`.
    """

    meaning: Meaning
    shape: str
    length: int
    link: bool | None = None
    people: int | None = None
    state: State = State.FIRM
    title: str | None = None

    def fits(self, look: Look) -> bool:
        return (
            (self.shape, self.length, self.state) == (look.shape, look.length, look.state)
            and self.link in (None, look.link)
            and self.people in (None, look.people)
            and self.title in (None, look.title)
        )

    def why(self, number: int) -> str:
        """Return the stable code of this rule, the *number*th from 1: "rule:2", "rule:3:lunch"."""
        return f"rule:{number}:{self.meaning}" if self.meaning in _FINER else f"rule:{number}"


def meaning_of(kind: Kind, why: str) -> Meaning:
    """Return the meaning of *kind* with the code *why*; what can't be chosen is unknown."""
    for meaning, broad in _FINER.items():
        if kind is broad and why.endswith(f":{meaning}"):
            return meaning
    return Meaning(kind.value) if kind.value in set(Meaning) else Meaning.UNKNOWN


def look_of(occurrence: Occurrence, key: bytes | None = None) -> Look:
    """Return what a rule can see of *occurrence*; its title's hash only where *key* is given."""
    state = State.TENTATIVE if occurrence.tentative else State.FIRM
    return Look(
        shape=shape_of(occurrence.title),
        length=length_range(occurrence.span.length),
        link=occurrence.link is not None,
        people=min(occurrence.people, MOST_PEOPLE),
        state=State.FREE if occurrence.transparent else state,
        title="" if key is None else title_hash(occurrence.title, key),
    )


def shape_of(title: str) -> str:
    """Return the shape of *title*, one of `SHAPES`."""
    plain = title.strip()
    if not plain:
        return "empty"
    if found := kind_word(plain):
        return found[1]
    if is_initials(plain):
        return "initials"
    if is_code(plain):
        return "code"
    if word := client_word(plain):
        return word
    return FREE_SHAPES[min(len(plain.split()), len(FREE_SHAPES)) - 1]


def length_range(length: timedelta) -> int:
    """Return the range of `LENGTHS` in which *length* lies, in whole minutes."""
    minutes = length // timedelta(minutes=1)
    return max(least for least in LENGTHS if least <= minutes)


def plain_title(title: str) -> str:
    """Return *title* as two spellings of one are equal: case, spaces and forms of letters."""
    return " ".join(unicodedata.normalize("NFKC", title).casefold().split())


def title_hash(title: str, key: bytes) -> str:
    """Return the keyed hash of *title*: 16 hexadecimal digits."""
    return hmac.new(key, plain_title(title).encode(), hashlib.sha256).hexdigest()[:16]


def first_fit(
    occurrence: Occurrence, rules: Sequence[Rule], key: bytes | None = None
) -> tuple[Kind, str] | None:
    """Return the kind and code that the first fitting one of *rules* gives, None without one."""
    if not rules:
        return None
    look = look_of(occurrence, key if any(rule.title for rule in rules) else None)
    for number, rule in enumerate(rules, 1):
        if rule.fits(look):
            return rule.meaning.kind, rule.why(number)
    return None


def rules_mark(
    rules: Mapping[int, Sequence[Rule]],
    all_sessions: Collection[int] = (),
    hosts: Collection[str] = (),
) -> str:
    """Return a mark of everything that sessions are told by: another mark, and read again.

    *rules* and *all_sessions* go by the calendar's position; *hosts* are her own for calls.
    """
    told = [
        RULES_VERSION,
        {str(position): [asdict(rule) for rule in each] for position, each in rules.items()},
        sorted(all_sessions),
        sorted(hosts),
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]
