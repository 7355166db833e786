"""The page of the reply and her settings: what it shows of them, and what each change makes.

A text of hers with an error stays on the page as a draft: what is set on her mailboxes is the
last that may be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale

from boundary.errors import BoundaryError
from boundary.language import tr
from boundary.mail.choices import Colleague, Confirmed, Form, OwnPlace, OwnText, Place, Words
from boundary.mail.crisis import Row, crisis_table, good_until, lines_text
from boundary.mail.cut import place_texts
from boundary.mail.lint import Level, lint_all, lint_place, may_be_set
from boundary.mail.sorter import Side, columns
from boundary.mail.spoken import opening_text
from boundary.mail.status import when_text
from boundary.mail.templates import FIELDS, LANGUAGES, Tongue, tongue
from boundary.mail.wanted import reply_at
from boundary.mail.words import cover_text, row_of, standing
from boundary.schedule.hours_ahead import next_closed, zone_of
from boundary.settings import Settings
from boundary.ui.reply_view import (
    ColleagueRow,
    CrisisRow,
    FieldRow,
    LintRow,
    PlaceRow,
    Received,
    ReplyView,
    SorterRow,
    TextRow,
)

Drafts = Mapping[Form, tuple[str, str]]
"""Texts of hers that may not be set yet: subject and text."""

PlaceDrafts = Mapping[Place, tuple[str, str]]
"""Her words for places that may not stand there yet, each with what is wrong with them."""

SPOKEN = {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français"}
"""What the languages of `mail.templates.LANGUAGES` call themselves."""


def reply_view(
    settings: Settings,
    now: datetime,
    zone: ZoneInfo,
    *,
    twelve: bool,
    drafts: Drafts,
    place_drafts: PlaceDrafts | None = None,
    tests: bool = False,
    test_says: str = "",
) -> ReplyView:
    """Return what the page shows at *now* (UTC); *zone* is the machine's."""
    words, hours = drafted(settings.words, drafts), settings.hours
    own_zone = zone_of(hours, zone)
    speech = tongue(words.language or settings.language)
    today = now.astimezone(own_zone).date()
    return ReplyView(
        now,
        own_zone,
        texts=tuple(_text(form, settings, words, speech, now, own_zone) for form in Form),
        lint=tuple(
            LintRow(
                each.sentence,
                each.level is Level.ERROR,
                each.found,
                each.form.value if each.form is not None else "",
            )
            for each in lint_all(words, own_zone, today, settings.language)
            if each.place is None
        ),
        crisis=_crisis(words, own_zone, today, speech),
        countries=tuple(sorted(((code, _country(code)) for code in crisis_table()), key=_second)),
        places=_places(settings, zone, place_drafts or {}),
        sorter=_sorter(settings, now, zone),
        response_days=words.response_days,
        twelve=twelve,
        tests=tests,
        test_says=test_says,
        languages=(("", tr("As Boundary speaks")), *((c, SPOKEN[c]) for c in LANGUAGES)),
        language=words.language or "",
        name=words.name,
        colleague=_colleague(words.colleague, speech),
    )


def drafted(words: Words, drafts: Drafts) -> Words:
    """Return *words* with *drafts* in the place of what is set."""
    kept = tuple(own for own in words.own if own.form not in drafts)
    fresh = tuple(OwnText(form, text, subject) for form, (subject, text) in drafts.items())
    return replace(words, own=(*kept, *fresh))


def text_set(settings: Settings, form: Form, subject: str, text: str) -> Settings:
    """Return *settings* with her text for *form*; as it came where it is the one that came."""
    speech = tongue(settings.words.language or settings.language)
    subject = "" if subject == speech.subject(form) else subject
    kept = tuple(own for own in settings.words.own if own.form is not form)
    if (subject, text) == ("", speech.body(form)):
        return _with(settings, replace(settings.words, own=kept))
    return _with(settings, replace(settings.words, own=(*kept, OwnText(form, text, subject))))


def text_reset(settings: Settings, form: Form) -> Settings:
    """Return *settings* with the text for *form* that came with Boundary."""
    words = settings.words
    return _with(settings, replace(words, own=tuple(o for o in words.own if o.form is not form)))


def sets(settings: Settings, form: Form, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether the text for *form* in *settings* may be set on a mailbox."""
    own_zone = zone_of(settings.hours, zone)
    today = now.astimezone(own_zone).date()
    found = lint_all(settings.words, own_zone, today, settings.language)
    return may_be_set(tuple(each for each in found if each.form is form))


def response_set(settings: Settings, days: int) -> Settings:
    """Return *settings* with answers within so many business *days*."""
    return _with(settings, replace(settings.words, response_days=days))


def country_set(settings: Settings, code: str) -> Settings:
    """Return *settings* with the numbers of the country *code*."""
    abroad = tuple(each for each in settings.words.abroad if each != code)
    return _with(settings, replace(settings.words, country=code, abroad=abroad))


def abroad_set(settings: Settings, code: str, *, on: bool) -> Settings:
    """Return *settings* with, or without, people who write from *code*."""
    rest = tuple(each for each in settings.words.abroad if each != code)
    return _with(settings, replace(settings.words, abroad=(*rest, code) if on else rest))


def numbers_checked(settings: Settings, code: str, today: date) -> Settings:
    """Return *settings* in which she looked at the numbers of *code* on her local *today*."""
    rest = tuple(each for each in settings.words.confirmed if each.country != code)
    return _with(settings, replace(settings.words, confirmed=(*rest, Confirmed(code, today))))


def place_ticked(settings: Settings, place: Place, *, on: bool) -> Settings:
    """Return *settings* in which her words stand at *place*, or do not yet."""
    places = settings.words.places | {place} if on else settings.words.places - {place}
    return _with(settings, replace(settings.words, places=places))


def place_worded(settings: Settings, place: Place, text: str) -> Settings:
    """Return *settings* with her *text* for *place*, "" for ours; nothing new stands there yet."""
    words = settings.words
    speech = tongue(words.language or settings.language)
    kept = tuple(own for own in words.own_places if own.place is not place)
    if text and text != speech.place(place.value):
        kept = (*kept, OwnPlace(place, text))
    if kept == words.own_places:
        return settings
    return _with(settings, replace(words, own_places=kept, places=words.places - {place}))


def place_trouble(settings: Settings, place: Place, zone: ZoneInfo) -> str:
    """Return why her words for *place* in *settings* may not stand there; "" if they may."""
    own = next((each for each in settings.words.own_places if each.place is place), None)
    if own is None:
        return ""
    found = lint_place(own, settings.words, zone_of(settings.hours, zone), settings.language)
    return " ".join(each.sentence for each in found if each.level is Level.ERROR)


def language_set(settings: Settings, code: str) -> Settings:
    """Return *settings* with replies in the language *code*, "" for that of the program."""
    return _with(settings, replace(settings.words, language=code or None))


def name_set(settings: Settings, name: str) -> Settings:
    """Return *settings* in which the texts are signed with *name*."""
    return _with(settings, replace(settings.words, name=name))


def colleague_set(settings: Settings, row: ColleagueRow) -> Settings:
    """Return *settings* with the colleague of *row*, none where every line of it is empty."""
    colleague = Colleague(
        row.name, row.number, row.credential, row.hours, row.region, row.consented
    )
    given = colleague if colleague != Colleague("", "") else None
    return _with(settings, replace(settings.words, colleague=given))


def sorter_set(settings: Settings, side: Side, lines: tuple[str, ...]) -> Settings:
    """Return *settings* with *lines* in the list *side* of her sorter."""
    lines = tuple(line for line in (each.strip() for each in lines) if line)
    if side is Side.EMERGENCY:
        return _with(settings, replace(settings.words, emergencies=lines))
    return _with(settings, replace(settings.words, routine=lines))


def received(
    settings: Settings, instant: datetime, zone: ZoneInfo, *, twelve: bool
) -> Received | None:
    """Return what anyone who writes at *instant* (UTC) receives; None where nothing is sent."""
    reply = reply_at(settings, instant, zone)
    if reply is None:
        return None
    own_zone = zone_of(settings.hours, zone)
    start, end = (
        when_text(each, reply.during.start, own_zone, twelve=twelve)
        for each in (reply.during.start, reply.during.end)
    )
    during = tr("From {start} to {end}").format(start=start, end=end)
    return Received(reply.subject, reply.body, during)


def form_name(form: Form) -> str:
    """Return what a text is called."""
    return {
        Form.NIGHTLY: tr("Nights"),
        Form.WEEKEND: tr("Days off"),
        Form.AWAY: tr("Away"),
        Form.ALWAYS: tr("Always true"),
    }[form]


def place_name(place: Place) -> tuple[str, str]:
    """Return what a place is called, and its size."""
    return {
        Place.MAIL: (tr("Mail signature"), tr("at most 400 letters")),
        Place.PORTAL: (tr("Portal"), tr("at most 700 letters")),
        Place.TEXT: (tr("Text message"), tr("one text: 160 letters")),
        Place.VOICEMAIL: (tr("Voicemail"), tr("20 seconds, read calmly")),
        Place.PROFILE: (tr("Directory profile"), tr("at most 500 letters")),
    }[place]


def _with(settings: Settings, words: Words) -> Settings:
    return replace(settings, words=words)


def _text(
    form: Form, settings: Settings, words: Words, speech: Tongue, now: datetime, zone: ZoneInfo
) -> TextRow:
    values = standing(words, settings.hours, zone, speech)
    closing = next_closed(settings.hours, now, zone)
    if closing is not None and closing.next_open is not None:
        values["opening"] = opening_text(closing.next_open, zone, speech, closing.span.start)
    return TextRow(
        form.value,
        form_name(form),
        words.subject(form, speech),
        words.text(form, speech),
        tuple(FieldRow(f"{{{name}}}", values.get(name, "")) for name in FIELDS),
        any(own.form is form for own in words.own),
    )


def _crisis(words: Words, zone: ZoneInfo, today: date, speech: Tongue) -> tuple[CrisisRow, ...]:
    home = row_of(words, zone)
    table = crisis_table()
    rows = [home] if home is not None else []
    rows += [table[code] for code in words.abroad if code in table and table[code] is not home]
    return tuple(_crisis_row(row, words, today, speech, home=row is home) for row in rows)


def _crisis_row(row: Row, words: Words, today: date, speech: Tongue, *, home: bool) -> CrisisRow:
    until = good_until(row, words.confirmed)
    trouble = ""
    if until is None:
        trouble = tr("Nobody has looked at these on the provider's page yet. Look before you rely.")
    elif until < today:
        trouble = tr("It is more than half a year since these were looked at.")
    looked = [row.checked_on, *(e.on for e in words.confirmed if e.country == row.country)]
    return CrisisRow(
        row.country,
        speech.country(row.country),
        (
            tr("Emergency: {numbers}").format(numbers=", ".join(row.emergency)),
            *(lines_text((line,), speech) for line in row.lines),
        ),
        _date(max(looked)),
        row.source,
        trouble,
        home,
    )


def _date(day: date) -> str:
    short = QLocale.FormatType.ShortFormat
    return QLocale().toString(QDate(day.year, day.month, day.day), short)


def _places(settings: Settings, zone: ZoneInfo, drafts: PlaceDrafts) -> tuple[PlaceRow, ...]:
    try:
        texts = place_texts(
            settings.words, settings.hours, settings.channels, zone, settings.language
        )
    except BoundaryError:
        return ()  # the findings beside the texts say why
    speech = tongue(settings.words.language or settings.language)
    rows = []
    for each in texts:
        own = settings.words.place_text(each.place)
        draft, trouble = drafts.get(each.place, ("", ""))
        rows.append(
            PlaceRow(
                each.place.value,
                *_named(each.place, each.text),
                each.done,
                draft or own or speech.place(each.place.value),
                own is not None,
                trouble,
            )
        )
    return tuple(rows)


def _colleague(colleague: Colleague | None, speech: Tongue) -> ColleagueRow:
    if colleague is None:
        return ColleagueRow(says=tr("Nobody is named."))
    says = cover_text(colleague, speech)
    if not says:
        says = tr("Nobody is named until there is a name, a number and their consent.")
    else:
        says = tr("Your text for an absence then says: {text}").format(text=says)
    return ColleagueRow(
        colleague.name,
        colleague.number,
        colleague.credential,
        colleague.hours,
        colleague.region,
        colleague.consented,
        says,
    )


def _named(place: Place, text: str) -> tuple[str, str, str]:
    name, size = place_name(place)
    return name, text, size


def _sorter(settings: Settings, now: datetime, zone: ZoneInfo) -> tuple[SorterRow, ...]:
    found = columns(settings.words, settings.hours, now, zone, settings.language)
    names = {Side.EMERGENCY: tr("Emergency"), Side.ROUTINE: tr("Routine")}
    return tuple(SorterRow(e.side.value, names[e.side], e.lines, e.then) for e in found)


def _country(code: str) -> str:
    territory = QLocale.codeToTerritory(code.partition("-")[0])
    name = QLocale.territoryToString(territory) or code
    return name if "-" not in code else f"{name} ({code.partition('-')[2]})"


def _second(pair: tuple[str, str]) -> str:
    return pair[1]
