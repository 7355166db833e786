"""The same words cut to the size of each place where people write or speak to her.

Only the sentences that fit are kept, the emergency number always and first of all. A text of
160 letters is one only in the alphabet of text messages; anything outside it is spelled with
the plain letter, because a single stranger in it makes the limit 70.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from unicodedata import normalize
from zoneinfo import ZoneInfo

from boundary.language import tr
from boundary.mail.choices import Place, Words
from boundary.mail.crisis import danger_text, support_text
from boundary.mail.templates import Part, fields_in, fill, template_problems, tongue
from boundary.mail.words import WordsError, row_of, standing
from boundary.schedule.hours_ahead import zone_of
from boundary.schedule.hours_channels import Channel, Channels

if TYPE_CHECKING:
    from boundary.schedule.hours import WeeklyHours

MOST_TEXT = 160
"""Letters of one text message (GSM 03.38, packed in seven bits)."""
MOST_SPOKEN = timedelta(seconds=20)
MOST_LETTERS = {Place.MAIL: 400, Place.PORTAL: 700, Place.PROFILE: 500}
WORDS_A_SECOND = 2.5
"""How fast a calm voice reads a script; 150 words a minute."""

CHANNEL = {
    Place.MAIL: Channel.MAIL,
    Place.PORTAL: Channel.PORTAL,
    Place.TEXT: Channel.TEXT,
    Place.VOICEMAIL: Channel.PHONE,
    Place.PROFILE: Channel.MAIL,
}
"""Whose hours are told where."""

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE = frozenset("^{}\\[~]|€")
_SENTENCE = re.compile(r"(?<=[.?!}])\s+")
_NUMBER = re.compile(r"\d")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}")


@dataclass(frozen=True, slots=True)
class PlaceText:
    """What belongs into a place; `done`: she has ticked that it stands there."""

    place: Place
    text: str = field(repr=False)
    done: bool


def place_texts(
    words: Words,
    hours: WeeklyHours,
    channels: Channels,
    zone: ZoneInfo,
    language: str | None = None,
) -> tuple[PlaceText, ...]:
    """Return the text of every place, each told the hours of its channel.

    *hours* are those of mail, *zone* the machine's for hours without one. HoursError for hours
    in a zone that is not known, WordsError for words of hers that can't be filled in.
    """
    return tuple(
        PlaceText(
            place,
            text_for(place, words, channels.hours(CHANNEL[place], hours), zone, language),
            place in words.places,
        )
        for place in Place
    )


def text_for(
    place: Place,
    words: Words,
    hours: WeeklyHours,
    zone: ZoneInfo,
    language: str | None = None,
) -> str:
    """Return the text for *place*, on one line. Zone and errors as `place_texts`.

    Her own words where she has some; WordsError where they can't be filled in.
    """
    zone = zone_of(hours, zone)
    speech = tongue(words.language or language)
    row = row_of(words, zone)
    long = standing(words, hours, zone, speech)
    short = {
        **long,
        "danger": danger_text(row, speech, short=True),
        "support": support_text(row, speech, short=True) if row and long["support"] else "",
    }
    own = words.place_text(place)
    parts = speech.parts(place.value) if own is None else own_parts(own)
    if place is Place.TEXT:
        return cut(parts, (long, short), fits_in_a_text, plain_letters)
    if place is Place.VOICEMAIL:
        return cut(parts, (long, short), lambda text: spoken(text) <= MOST_SPOKEN)
    most = MOST_LETTERS[place]
    return cut(parts, (long, short), lambda text: len(text) <= most)


def own_parts(text: str) -> tuple[Part, ...]:
    """Return the sentences of her own *text*: the numbers stay longest, then what comes first."""
    problems = template_problems(text)
    if problems:
        raise WordsError(
            tr("One of your texts can't be filled in."),
            tr("Mend it: {problems}.").format(problems="; ".join(problems)),
        )
    sentences = [each for each in _SENTENCE.split(text.strip()) if each]
    return tuple(
        Part(each, 0 if fields_in(each) & {"danger", "emergency"} else place)
        for place, each in enumerate(sentences, 1)
    )


def cut(
    parts: Iterable[Part],
    fields: Sequence[Mapping[str, str]],
    fits: Callable[[str], bool],
    spell: Callable[[str], str] = str,
) -> str:
    """Return the sentences of *parts* with as much in them as *fits*.

    Each of *fields* is tried in turn, the later ones shorter; then sentences go, those first
    that are kept least. The last one stays, whatever its length.
    """
    left = list(parts)
    said = ""
    for values in fields:
        said = spell(_said(left, values))
        if fits(said):
            return said
    while len(left) > 1:
        left.remove(max(left, key=lambda part: part.keep))
        said = spell(_said(left, fields[-1]))
        if fits(said):
            return said
    return said


def _said(parts: Iterable[Part], values: Mapping[str, str]) -> str:
    return " ".join(fill(" ".join(part.text for part in parts), values).split())


def plain_letters(text: str) -> str:
    """Return *text* in the alphabet of text messages; what has no plain letter is a space."""
    return "".join(
        letter if letter in _GSM or letter in _GSM_TWICE else _base(letter) for letter in text
    )


def _base(letter: str) -> str:
    base = normalize("NFD", letter)[0]
    return base if base in _GSM else " "


def letters_in_a_text(text: str) -> int:
    """Return how many letters of a text message *text* takes (its alphabet only)."""
    return len(text) + sum(letter in _GSM_TWICE for letter in text)


def fits_in_a_text(text: str) -> bool:
    """Tell whether *text* is a single text message."""
    return set(text) <= _GSM | _GSM_TWICE and letters_in_a_text(text) <= MOST_TEXT


def spoken(text: str) -> timedelta:
    """Return how long *text* takes to say; of a number each digit is a word, of a time two."""
    count = 0
    for word in text.split():
        digits = len(_NUMBER.findall(word))
        count += 2 if _TIME.search(word) else max(digits, 1)
    return timedelta(seconds=count / WORDS_A_SECOND)
