"""The words of the replies in the settings document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from boundary.documents import Fields, Read, choice, day, perhaps, text, whole, yes_no
from boundary.language import tr
from boundary.mail.choices import (
    MOST_LETTERS,
    Arming,
    Colleague,
    Confirmed,
    Form,
    OwnPlace,
    OwnText,
    Place,
    Words,
)

T = TypeVar("T")

MOST_DAYS = 10
"""Business days until an answer: more is no answer."""
MOST_COUNTRIES = 8
MOST_SORTED = 40
"""Lines of each list of the sorter."""
MOST_LINE = 120
"""Letters of one line of hers: a name, a subject, a line of the sorter."""

NO_PLACES: tuple[Place, ...] = ()

_COUNTRY = re.compile(r"[A-Z]{2}(-[A-Z]{3})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}([_-][A-Za-z0-9]{2,8})*")


def read_words(entries: Fields) -> Words:
    """Read the part `words`; what is wrong in it becomes a problem of the document."""
    own = entries.each("texts", _own) or ()
    if len({each.form for each in own}) != len(own):
        entries.wrong("texts", tr("each text once"))
        own = ()
    own_places = entries.each("place_texts", _own_place) or ()
    if len({each.place for each in own_places}) != len(own_places):
        entries.wrong("place_texts", tr("each place once"))
        own_places = ()
    words = Words(
        language=entries.read("language", perhaps(_language), None),
        country=entries.read("country", perhaps(_country), None),
        abroad=entries.read("abroad", _several(_country, MOST_COUNTRIES), ()),
        response_days=entries.read("response_days", whole(1, MOST_DAYS), 1),
        name=entries.read("name", _line, ""),
        own=own,
        colleague=_colleague_of(entries),
        arming=entries.read("arming", choice(Arming), Arming.STAY_ON),
        confirmed=entries.each("confirmed", _confirmed) or (),
        own_places=own_places,
        places=frozenset(entries.read("places", _several(choice(Place), len(Place)), NO_PLACES)),
        emergencies=entries.read("emergencies", _several(_line, MOST_SORTED), ()),
        routine=entries.read("routine", _several(_line, MOST_SORTED), ()),
    )
    entries.done()
    return words


def words_document(words: Words) -> dict[str, object]:
    """Return *words* as plain values, which `read_words` reads."""
    colleague = words.colleague
    return {
        "language": words.language,
        "country": words.country,
        "abroad": list(words.abroad),
        "response_days": words.response_days,
        "name": words.name,
        "texts": [
            {"form": own.form.value, "subject": own.subject, "text": own.text} for own in words.own
        ],
        "colleague": colleague
        and {
            "name": colleague.name,
            "number": colleague.number,
            "credential": colleague.credential,
            "hours": colleague.hours,
            "region": colleague.region,
            "consented": colleague.consented,
        },
        "arming": words.arming.value,
        "confirmed": [
            {"country": each.country, "on": each.on.isoformat()} for each in words.confirmed
        ],
        "place_texts": [{"place": own.place.value, "text": own.text} for own in words.own_places],
        "places": [place.value for place in Place if place in words.places],
        "emergencies": list(words.emergencies),
        "routine": list(words.routine),
    }


def example_words() -> Words:
    """Return words in which every field of the document is shown."""
    own = OwnText(Form.NIGHTLY, tr("Thank you. I next read messages on {opening}. {danger}"))
    return Words(
        country="US",
        abroad=("CA",),
        own=(own,),
        colleague=Colleague(tr("A colleague"), "555 0100"),
        confirmed=(Confirmed("US", date(2020, 6, 1)),),
        own_places=(OwnPlace(Place.VOICEMAIL, tr("I call back {hours}. {danger}")),),
        places=frozenset({Place.MAIL}),
        emergencies=(tr("Someone is in danger"),),
        routine=(tr("Times and bills"),),
    )


def _own(entry: Fields) -> OwnText:
    own = OwnText(
        entry.need("form", choice(Form), Form.NIGHTLY),
        entry.need("text", _text, ""),
        entry.read("subject", _line, ""),
    )
    entry.done()
    return own


def _own_place(entry: Fields) -> OwnPlace:
    own = OwnPlace(entry.need("place", choice(Place), Place.MAIL), entry.need("text", _text, ""))
    entry.done()
    return own


def _colleague_of(entries: Fields) -> Colleague | None:
    if "colleague" not in entries or entries.read("colleague", perhaps(_there), None) is None:
        return None
    entry = entries.part("colleague")
    colleague = Colleague(
        entry.need("name", _line, ""),
        entry.need("number", _line, ""),
        entry.read("credential", _line, ""),
        entry.read("hours", _line, ""),
        entry.read("region", _line, ""),
        entry.read("consented", yes_no, False),
    )
    entry.done()
    return colleague


def _there(_value: object) -> bool:
    return True


def _confirmed(entry: Fields) -> Confirmed:
    confirmed = Confirmed(entry.need("country", _country, "US"), entry.need("on", day, date.min))
    entry.done()
    return confirmed


def _country(value: object) -> str:
    """Read a country of the table of numbers; Northern Ireland has its own row."""
    if not _COUNTRY.fullmatch(text(value)):
        raise ValueError(tr("a country such as US, or GB-NIR for Northern Ireland"))
    return text(value)


def _language(value: object) -> str:
    if not _LANGUAGE.fullmatch(text(value)):
        raise ValueError(tr("a language such as en or de, or null"))
    return text(value)


def _line(value: object) -> str:
    """Read one line that can stand in a reply, a subject or a script as it is."""
    line = text(value)
    if len(line) > MOST_LINE or not line.isprintable() or set('{}"\\') & set(line):
        raise ValueError(
            tr("one line of at most {most} letters, without braces or quotation marks").format(
                most=MOST_LINE
            )
        )
    return line


def _text(value: object) -> str:
    """Read a text of several lines; its braces are judged where it is filled in."""
    written = text(value)
    if len(written) > MOST_LETTERS or not all(
        letter.isprintable() or letter in "\n\t" for letter in written
    ):
        raise ValueError(tr("a text of at most {most} letters").format(most=MOST_LETTERS))
    return written


def _several(reader: Read[T], most: int) -> Read[tuple[T, ...]]:
    def read(value: object) -> tuple[T, ...]:
        if not isinstance(value, list) or len(value) > most:
            raise ValueError(tr("a list of at most {most}").format(most=most))
        found: Iterable[T] = (reader(each) for each in value)
        return tuple(dict.fromkeys(found))

    return read
