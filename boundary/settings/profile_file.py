"""A practice's profile: hours, rituals and reply text that it hands to its clinicians.

It holds no personal data: no absences or single days, no name, colleague, calendar, mailbox or
variant (those tell of a body). Each clinician is shown every line that would change, and only the
lines that she signs off are taken on; nothing is reported back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from boundary.mail.choices import Form, OwnPlace, OwnText, Place, Words
from boundary.rituals.own import OwnRitual
from boundary.rituals.repertoire import Repertoire
from boundary.schedule.hours import WallSpan, WeeklyHours
from boundary.schedule.hours_channels import Channel, Channels
from boundary.settings.document import parse_settings, settings_document
from boundary.settings.transfer import opened
from boundary.settings.values import Settings

KIND = "practice profile"
"""What such a file says it is, in its field `boundary`."""

PARTS = ("version", "hours", "channels", "words", "rituals")
"""Fields of the settings document that a profile has."""


class Part(StrEnum):
    """What a line is about; its key says which one of them."""

    DAY = "day"
    ZONE = "zone"
    HOLIDAYS = "holidays"
    REPLY_WINDOWS = "reply_windows"
    CHANNEL = "channel"
    RITUAL = "ritual"
    PREFERRED = "preferred"
    RESPONSE = "response"
    LANGUAGE = "language"
    COUNTRIES = "countries"
    TEXT = "text"
    PLACE = "place"
    EMERGENCIES = "emergencies"
    ROUTINE = "routine"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that would change, *before* and *after*; texts of hers are in no repr."""

    part: Part
    key: str
    before: object = field(repr=False)
    after: object = field(repr=False)

    @property
    def id(self) -> str:
        """A name by which it is signed off."""
        return f"{self.part.value}.{self.key}"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line lies in the settings: how it is read, and put there."""

    part: Part
    key: str
    get: Callable[[Settings], object]
    put: Callable[[Settings, Settings], Settings]
    always: bool = False


def profile_of(settings: Settings) -> Settings:
    """Return what of *settings* a practice may hand out; all else is as in a new profile."""
    words, channels = settings.words, settings.channels
    return Settings(
        hours=_plain(settings.hours),
        channels=Channels(
            **{
                each.value: _plain(own) if own is not None else None
                for each, own in _channels(channels)
            }
        ),
        rituals=Repertoire(own=settings.rituals.own, preferred=settings.rituals.preferred),
        words=Words(
            language=words.language,
            country=words.country,
            abroad=words.abroad,
            response_days=words.response_days,
            own=words.own,
            own_places=words.own_places,
            emergencies=words.emergencies,
            routine=words.routine,
        ),
    )


def profile_document(settings: Settings) -> dict[str, object]:
    """Return the document of the profile of *settings*."""
    whole = settings_document(profile_of(settings))
    return {"boundary": KIND} | {name: whole[name] for name in PARTS}


def read_profile(document: object) -> Settings:
    """Return the profile in *document*; what is personal in it is left out.

    Raises SettingsError for what is no such document, and NewerError for a newer one.
    """
    return profile_of(parse_settings(opened(document, KIND)))


def lines(here: Settings, profile: Settings) -> tuple[Line, ...]:
    """Return what *profile* would change in *here*, in the order of the settings' pages."""
    found = []
    for place in _places(profile):
        before, after = place.get(here), place.get(profile)
        if before != after and (place.always or after):
            found.append(Line(place.part, place.key, before, after))
    return tuple(found)


def taken_on(here: Settings, profile: Settings, signed: Collection[str]) -> Settings:
    """Return *here* with the lines of *profile* whose ids are *signed*, and no other."""
    wanted = {line.id for line in lines(here, profile)} & set(signed)
    for place in _places(profile):
        if f"{place.part.value}.{place.key}" in wanted:
            here = place.put(here, profile)
    return here


def naming(settings: Settings) -> tuple[Line, ...]:
    """Return the lines to hand out whose words hold her name, a colleague's, or an address."""
    words = settings.words
    names = [words.name, *(each.address for each in settings.mail.accounts)]
    if words.colleague is not None:
        names += [words.colleague.name, words.colleague.number]
    telling = [name.casefold() for name in names if name.strip()]
    blank = Settings()
    return tuple(
        line
        for line in lines(blank, profile_of(settings))
        if any(
            "@" in text or any(name in text.casefold() for name in telling)
            for text in _texts(line.after)
        )
    )


def _texts(value: object) -> Iterator[str]:
    """Yield what a person wrote in *value*."""
    match value:
        case OwnText():
            yield from (value.subject, value.text)
        case OwnPlace():
            yield value.text
        case OwnRitual():
            yield value.title
            yield from (step.text for step in value.own_steps)
        case tuple():
            for each in value:
                if isinstance(each, str):
                    yield each


def _plain(hours: WeeklyHours) -> WeeklyHours:
    """Return *hours* without the days and absences of one person."""
    return WeeklyHours(
        zone=hours.zone,
        week=hours.week,
        holidays=hours.holidays,
        reply_windows=hours.reply_windows,
    )


def _channels(channels: Channels) -> tuple[tuple[Channel, WeeklyHours | None], ...]:
    return (
        (Channel.PHONE, channels.phone),
        (Channel.PORTAL, channels.portal),
        (Channel.TEXT, channels.text),
    )


def _places(profile: Settings) -> Iterator[_Place]:
    """Yield every line that *profile* can have."""
    for day in range(7):
        yield _Place(Part.DAY, str(day), _day_of(day), _put_day(day), always=True)
    yield _hours(Part.ZONE, "zone")
    yield _hours(Part.HOLIDAYS, "holidays")
    yield _hours(Part.REPLY_WINDOWS, "reply_windows")
    for channel, _ in _channels(profile.channels):
        yield _channel(channel)
    for own in profile.rituals.own:
        yield _ritual(own)
    yield _Place(
        Part.PREFERRED,
        "",
        lambda settings: settings.rituals.preferred,
        lambda here, there: replace(
            here, rituals=replace(here.rituals, preferred=there.rituals.preferred)
        ),
    )
    yield _words(Part.RESPONSE, "response_days")
    yield _words(Part.LANGUAGE, "language")
    yield _words(Part.COUNTRIES, "country")
    yield _words(Part.COUNTRIES, "abroad")
    for form in Form:
        yield _text(form)
    for place in Place:
        yield _place_text(place)
    yield _words(Part.EMERGENCIES, "emergencies")
    yield _words(Part.ROUTINE, "routine")


def _day_of(day: int) -> Callable[[Settings], tuple[WallSpan, ...]]:
    return lambda settings: settings.hours.week[day]


def _put_day(day: int) -> Callable[[Settings, Settings], Settings]:
    def put(here: Settings, there: Settings) -> Settings:
        week = tuple(
            there.hours.week[n] if n == day else spans for n, spans in enumerate(here.hours.week)
        )
        return replace(here, hours=replace(here.hours, week=week))

    return put


def _hours(part: Part, name: str) -> _Place:
    return _Place(
        part,
        "",
        lambda settings: getattr(settings.hours, name),
        lambda here, there: replace(
            here, hours=replace(here.hours, **{name: getattr(there.hours, name)})
        ),
    )


def _channel(channel: Channel) -> _Place:
    """Return the place of *channel*'s hours; days and absences that are hers stay hers."""

    def get(settings: Settings) -> object:
        own = getattr(settings.channels, channel.value)
        return None if own is None else _plain(own)

    def put(here: Settings, there: Settings) -> Settings:
        new, own = getattr(there.channels, channel.value), getattr(here.channels, channel.value)
        if own is not None:
            new = replace(new, exceptions=own.exceptions, away=own.away, overrides=own.overrides)
        return replace(here, channels=replace(here.channels, **{channel.value: new}))

    return _Place(Part.CHANNEL, channel.value, get, put)


def _ritual(own: OwnRitual) -> _Place:
    def get(settings: Settings) -> object:
        return next((each for each in settings.rituals.own if each.id == own.id), None)

    def put(here: Settings, _there: Settings) -> Settings:
        others = tuple(each for each in here.rituals.own if each.id != own.id)
        return replace(here, rituals=replace(here.rituals, own=(*others, own)))

    return _Place(Part.RITUAL, own.id, get, put)


def _words(part: Part, name: str) -> _Place:
    return _Place(
        part,
        name,
        lambda settings: getattr(settings.words, name),
        lambda here, there: replace(
            here, words=replace(here.words, **{name: getattr(there.words, name)})
        ),
    )


def _text(form: Form) -> _Place:
    def get(settings: Settings) -> OwnText | None:
        return next((each for each in settings.words.own if each.form is form), None)

    def put(here: Settings, there: Settings) -> Settings:
        new = get(there)
        others = tuple(each for each in here.words.own if each.form is not form)
        own = others if new is None else (*others, new)
        return replace(here, words=replace(here.words, own=own))

    return _Place(Part.TEXT, form.value, get, put)


def _place_text(place: Place) -> _Place:
    def get(settings: Settings) -> OwnPlace | None:
        return next((each for each in settings.words.own_places if each.place is place), None)

    def put(here: Settings, there: Settings) -> Settings:
        new = get(there)
        others = tuple(each for each in here.words.own_places if each.place is not place)
        own = others if new is None else (*others, new)
        return replace(here, words=replace(here.words, own_places=own))

    return _Place(Part.PLACE, place.value, get, put)
