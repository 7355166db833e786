"""How a mailbox stands after it was looked at, and what is asked of her. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from boundary.clock import Span
from boundary.errors import BoundaryError
from boundary.mail.classify import Recovered
from boundary.mail.intents import Choice


class Standing(StrEnum):
    """How a mailbox stands."""

    ARMED = "armed"
    """It holds what is wanted: it was read back."""
    NOTHING = "nothing"
    """Nothing is wanted, and nothing of ours is there."""
    NOT_SET = "not_set"
    """It does not hold what is wanted yet; only a look says so."""
    UNCONFIRMED = "unconfirmed"
    """The server took what was written, and shows something else."""
    BY_HAND = "by_hand"
    """She has to type it, or has not said yet that she did."""
    STANDING_BACK = "standing_back"
    """Her own reply is set, and she wants it to stay."""
    ENDED = "ended"
    """She ended ours herself, which holds until the next window."""
    ASKING = "asking"
    """Nothing is done until she has chosen."""
    OFF = "off"
    """She switched it off here."""
    TROUBLE = "trouble"
    """It could not be read or written."""


class Asked(StrEnum):
    """What a question is about."""

    FOREIGN = "foreign"
    """A reply of her own is set."""
    BESIDE = "beside"
    """A filter of hers answers or refuses mail as well."""
    DRIFT = "drift"
    """Ours was changed by another hand."""
    ELSEWHERE = "elsewhere"
    """Another computer of hers keeps this mailbox."""
    ENDED = "ended"
    """She ended ours more than once."""


@dataclass(frozen=True, slots=True)
class Question:
    """What only she can decide: about the reply with *mark*, which ends at *until* if known."""

    about: Asked
    mark: str
    choices: tuple[Choice, ...]
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one look at a mailbox, at the instant *at* (UTC).

    `during` is when the reply in it answers, first to last. `checked` is when the server was
    last seen to hold what was wanted. `rest` is until when her ending it is respected.
    `recovered` tells how a change ended that had been cut off. `left`: what was found when
    ours was switched off is not ours, and stays.
    """

    standing: Standing
    at: datetime
    during: Span | None = None
    checked: datetime | None = None
    trouble: BoundaryError | None = None
    question: Question | None = None
    recovered: Recovered | None = None
    rest: datetime | None = None
    left: bool = False
