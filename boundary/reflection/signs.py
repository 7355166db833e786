"""The twelve signs, once a week: not noticed, a bit, or a lot.

A private list for noticing oneself, in this project's own words; it is no scale, is never added
up, and no answer changes what the help page shows. The themes (thinking, body, the hour) are
those that writers on compassion fatigue name; no question of any published measure is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import IntEnum, StrEnum

from boundary.language import tr
from boundary.reflection.entries import Entry, Item


class Sign(StrEnum):
    """What may be noticed. Stored by value: never rename one."""

    SHARPER = "sharper"
    DULLED = "dulled"
    SET_OFF = "set_off"
    CHOICES = "choices"
    TIRED = "tired"
    HEAD = "head"
    BROKEN_SLEEP = "broken_sleep"
    EATING = "eating"
    CLOCK = "clock"
    CUES = "cues"
    STOCK = "stock"
    RELIEF = "relief"


class Noticed(IntEnum):
    """How much of a sign there was in the week."""

    NONE = 0
    BIT = 1
    LOT = 2


COMMON_ALONE = frozenset({Sign.RELIEF})
"""Many are glad of a free hour: by itself it says nothing."""


def sign_groups() -> tuple[tuple[str, tuple[Sign, ...]], ...]:
    """Return the signs under their three headings, in the order in which they are asked."""
    signs = tuple(Sign)
    return (
        (tr("In my thinking"), signs[:4]),
        (tr("In my body"), signs[4:8]),
        (tr("In the hour"), signs[8:]),
    )


def sign_words(sign: Sign) -> str:
    """Return *sign* as she reads it."""
    return {
        Sign.SHARPER: tr("I speak more sharply of the work than I mean to."),
        Sign.DULLED: tr("What people feel reaches me less."),
        Sign.SET_OFF: tr("Little things set me off."),
        Sign.CHOICES: tr("Simple choices take me long."),
        Sign.TIRED: tr("I slept and am tired all the same."),
        Sign.HEAD: tr("My head is tight after hard hours."),
        Sign.BROKEN_SLEEP: tr("My sleep is broken, or full of work."),
        Sign.EATING: tr("I skip food, or eat to get by."),
        Sign.CLOCK: tr("My eye goes to the clock."),
        Sign.CUES: tr("I miss what I would otherwise catch."),
        Sign.STOCK: tr("I hear myself say the same phrases."),
        Sign.RELIEF: tr("I am glad when somebody cancels."),
    }[sign]


def noticed_words(noticed: Noticed) -> str:
    """Return the name of an answer."""
    return {
        Noticed.NONE: tr("Not noticed"),
        Noticed.BIT: tr("A bit"),
        Noticed.LOT: tr("A lot"),
    }[noticed]


def sign_entries(day: date, answers: Mapping[Sign, Noticed]) -> tuple[Entry, ...]:
    """Return the entries for the *answers* of *day*; what she left open has none."""
    return tuple(
        Entry(day, Item.SIGN, int(answers[sign]), name=sign.value)
        for sign in Sign
        if sign in answers
    )
