"""What she chose to say, as values: read with the settings at every start, so light to import."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from boundary.mail.templates import Tongue

MOST_LETTERS = 4000
"""The longest text of her own: a server's script holds it once a frame."""


class Form(StrEnum):
    """A reply by what closes the inbox."""

    NIGHTLY = "nightly"
    """Between two windows of ordinary days."""
    WEEKEND = "weekend"
    """A whole day or more, or a holiday."""
    AWAY = "away"
    """An absence with a last day."""
    ALWAYS = "always"
    """True at any hour, for hosts that hold a single reply."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The therapist looked at the row of *country* on the local date *on*, and it is right."""

    country: str
    on: date


class Arming(StrEnum):
    """What a host that holds a single reply is given."""

    STAY_ON = "stay_on"
    """A text that is true at any hour, for at most 14 days: also if this computer stays off."""
    EXACT = "exact"
    """The next closed window and nothing after it until this computer is on again."""


class Place(StrEnum):
    """Where people write or speak to her."""

    MAIL = "mail"
    PORTAL = "portal"
    TEXT = "text"
    VOICEMAIL = "voicemail"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Who takes urgent calls while she is away; named only once *consented* is true."""

    name: str = field(repr=False)
    number: str = field(repr=False)
    credential: str = ""
    hours: str = ""
    region: str = ""
    consented: bool = False


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text in her own words; an empty `subject` is the usual one."""

    form: Form
    text: str = field(repr=False)
    subject: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Her own words for a place; they are cut to its size as ours are."""

    place: Place
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Words:
    """What she chose to say.

    `language` None: that of the program. `country` (ISO 3166) None: that of the zone of the
    hours. `abroad` are other countries that people may write from. `response_days` are business
    days. `confirmed` are the rows of the crisis table that she looked at herself. `places` are
    those where she has put her words. `emergencies` and `routine` are her sorter's two lists.
    """

    language: str | None = None
    country: str | None = None
    abroad: tuple[str, ...] = ()
    response_days: int = 1
    name: str = field(default="", repr=False)
    own: tuple[OwnText, ...] = ()
    colleague: Colleague | None = None
    arming: Arming = Arming.STAY_ON
    confirmed: tuple[Confirmed, ...] = ()
    places: frozenset[Place] = frozenset()
    own_places: tuple[OwnPlace, ...] = ()
    emergencies: tuple[str, ...] = ()
    routine: tuple[str, ...] = ()

    def text(self, form: Form, language: Tongue) -> str:
        """Return the template of *form*: her own, or the one that comes with Boundary."""
        return next((own.text for own in self.own if own.form is form), language.body(form))

    def place_text(self, place: Place) -> str | None:
        """Return her own text for *place*, or None where ours stands."""
        return next((own.text for own in self.own_places if own.place is place), None)

    def subject(self, form: Form, language: Tongue) -> str:
        """Return the subject of *form*; it is the same for everyone, in every window."""
        own = next((own.subject for own in self.own if own.form is form), "")
        return own or language.subject(form)
