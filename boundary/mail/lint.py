"""The check of the words: what a reply must say, and what it must never say.

A reply goes to whoever writes, a partner or an employer among them, so it may confirm nothing
about anyone (ACA Code of Ethics 2014, B.1; the HHS guidance on messages limits them in the same
way). An error keeps a new text from being set; what is set already is not taken away. The words
lie in `resources/replies`, the words for people are looked for in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

from boundary.language import tr
from boundary.mail.choices import Form, OwnPlace, Place, Words
from boundary.mail.crisis import Row, Status, crisis_table, good_until
from boundary.mail.templates import LANGUAGES, Tongue, fields_in, template_problems, tongue
from boundary.mail.words import row_of


class Level(StrEnum):
    """Whether a finding keeps a text from being set."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a text: `code` for programs, `sentence` for her, `found` the words meant."""

    level: Level
    code: str
    sentence: str
    found: str = field(default="", repr=False)
    form: Form | None = None
    place: Place | None = None


WORD_CODES = ("client", "intimate", "diagnosis", "joke", "promise", "reason")
_FIELD = re.compile(r"\{[^}\n]*\}")
_PHONE = re.compile(r"(?<![\w{])\+?\d[\d \-./()]{5,}\d")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)


def lint(
    template: str,
    form: Form,
    words: Words,
    zone: ZoneInfo,
    today: date,
    language: str | None = None,
    subject: str = "",
) -> tuple[Finding, ...]:
    """Return what is wrong with *template* for *form*, errors first.

    *zone* is that of the hours, *today* her local date, *language* the program's, for words
    without one.
    """
    speech = tongue(words.language or language)
    found = [
        *(
            Finding(Level.ERROR, "field", sentence, form=form)
            for sentence in template_problems(template, form)
        ),
        *_forbidden(template, speech, form),
        *_forbidden(subject, speech, form),
        *_missing(template, form, words, speech, zone),
        *_private(template, form, words, zone),
        *numbers_findings(words, zone, today),
    ]
    if "{" in subject or "}" in subject:
        found.append(
            Finding(
                Level.ERROR, "subject", tr("A subject has no fields: it is the same always."),
                form=form,
            )
        )  # fmt: skip
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda finding: finding.level is not Level.ERROR))


def lint_all(
    words: Words, zone: ZoneInfo, today: date, language: str | None = None
) -> tuple[Finding, ...]:
    """Return the findings of all four texts, hers where she wrote one; errors first."""
    speech = tongue(words.language or language)
    found = [
        finding
        for form in Form
        for finding in lint(
            words.text(form, speech),
            form,
            words,
            zone,
            today,
            language,
            words.subject(form, speech),
        )
    ]
    for own in words.own_places:
        found += lint_place(own, words, zone, language)
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda finding: finding.level is not Level.ERROR))


def lint_place(
    own: OwnPlace, words: Words, zone: ZoneInfo, language: str | None = None
) -> tuple[Finding, ...]:
    """Return what is wrong with her own text for a place; it needs no more than the number."""
    speech = tongue(words.language or language)
    found = [
        *(
            Finding(Level.ERROR, "field", sentence, place=own.place)
            for sentence in template_problems(own.text)
        ),
        *(replace(each, place=own.place) for each in _forbidden(own.text, speech, None)),
        *(replace(each, place=own.place) for each in _private(own.text, None, words, zone)),
    ]
    if not fields_in(own.text) & {"danger", "emergency"}:
        sentence = tr("Name the emergency number: {field}.").format(field="{danger}")
        found.append(Finding(Level.ERROR, "danger", sentence, place=own.place))
    return tuple(found)


def may_be_set(findings: tuple[Finding, ...]) -> bool:
    """Tell whether a text with these findings may be set on a mailbox."""
    return all(finding.level is not Level.ERROR for finding in findings)


def numbers_findings(words: Words, zone: ZoneInfo, today: date) -> Iterator[Finding]:
    """Yield what is wrong with the numbers of her country and of those abroad."""
    row = row_of(words, zone)
    if row is None:
        yield Finding(
            Level.ERROR, "country", tr("Choose a country, so that the right numbers are named.")
        )
    others = [crisis_table()[code] for code in words.abroad if code in crisis_table()]
    for each in (row, *others):
        if each is not None:
            yield from _stale(each, words, today)
    for code in words.abroad:
        if code not in crisis_table():
            yield Finding(
                Level.WARNING,
                "abroad",
                tr("No numbers are known for {country}.").format(country=code),
            )


def _stale(row: Row, words: Words, today: date) -> Iterator[Finding]:
    until = good_until(row, words.confirmed)
    if until is None and row.status is Status.RECALLED:
        yield Finding(
            Level.ERROR,
            "checked",
            tr(
                "Nobody has checked the numbers for {country} yet. Compare them with {page}."
            ).format(country=row.country, page=row.source),
        )
    elif until is not None and today > until:
        yield Finding(
            Level.ERROR,
            "checked",
            tr(
                "The numbers for {country} were last checked over 180 days ago."
                " Compare them with {page}."
            ).format(country=row.country, page=row.source),
        )


def _forbidden(template: str, speech: Tongue, form: Form | None) -> Iterator[Finding]:
    text = _FIELD.sub(" ", template)
    sentences = {
        "client": tr("This word tells that people who write are known here."),
        "intimate": tr("This speaks to one person; the reply goes to everyone."),
        "diagnosis": tr("A diagnosis has no place in a reply."),
        "joke": tr("Someone in need may read this; leave the joke out."),
        "promise": tr("This promises an answer sooner than your hours do."),
        "reason": tr("Why or where you are away is nobody's business."),
    }
    for code in WORD_CODES:
        languages = LANGUAGES if code == "client" else (speech.code,)
        for match in _listed(code, languages).finditer(text):
            yield Finding(Level.ERROR, code, sentences[code], match[0], form)
    for match in _named(speech.code).finditer(text):
        yield Finding(
            Level.ERROR, "name", tr("A greeting by name fits only one person."), match[0], form
        )


def _missing(
    template: str, form: Form, words: Words, speech: Tongue, zone: ZoneInfo
) -> Iterator[Finding]:
    names = fields_in(template)
    text = _FIELD.sub(" ", template)
    row = row_of(words, zone)
    has = {
        "thanks": bool(_said("thanks", speech.code).search(text)),
        "automatic": bool(_said("automatic", speech.code).search(text)),
        "hours": "hours" in names or {"openings", "zone"} <= names,
        "opening": bool(names & {"opening", "openings"}),
        "unwatched": bool(_said("unwatched", speech.code).search(text)),
        "emergency": bool(_said("emergency", speech.code).search(text)),
        "danger": bool(names & {"danger", "emergency"}) or _has_number(text, row, lines=False),
        "support": "support" in names or _has_number(text, row, lines=True),
    }
    sentences = {
        "thanks": tr("Begin with a neutral thank you."),
        "automatic": tr("Say that the reply is automatic."),
        "hours": tr("Say your hours with their zone: {field}.").format(field="{hours}"),
        "opening": tr("Say when messages are read again: {field}.").format(field="{opening}"),
        "unwatched": tr("Say that nobody watches the inbox meanwhile."),
        "emergency": tr("Say that it is not for emergencies."),
        "danger": tr("Name the emergency number: {field}.").format(field="{danger}"),
        "support": tr("Name a crisis line: {field}.").format(field="{support}"),
    }
    for code, there in has.items():
        if not there:
            yield Finding(Level.ERROR, code, sentences[code], form=form)
    if form is Form.AWAY and not names & {"to", "opening"}:
        yield Finding(Level.ERROR, "return", tr("Say the day of your return."), form=form)
    if words.abroad and "abroad" not in names:
        yield Finding(
            Level.WARNING,
            "one_country",
            tr(
                "Only one country's numbers are named, and people write from others: {field}."
            ).format(field="{abroad}"),
            form=form,
        )
    elif not words.abroad and "elsewhere" not in names:
        yield Finding(
            Level.WARNING,
            "elsewhere",
            tr("Someone may write from another country: {field}.").format(field="{elsewhere}"),
            form=form,
        )


def _private(template: str, form: Form | None, words: Words, zone: ZoneInfo) -> Iterator[Finding]:
    colleague = words.colleague
    if colleague is not None and not colleague.consented:
        if any(part and part in template for part in (colleague.name, colleague.number)):
            yield Finding(
                Level.ERROR, "consent", tr("Your colleague has not agreed to be named."), form=form
            )
        elif form is Form.AWAY and "cover" in fields_in(template):
            yield Finding(
                Level.WARNING,
                "consent",
                tr("Your colleague is left out until you say that you asked."),
                form=form,
            )
    row = row_of(words, zone)
    known = {_digits(number) for number in _numbers(row)}
    known |= {_digits(colleague.number)} if colleague else set()
    for match in _PHONE.finditer(template):
        if _digits(match[0]) not in known:
            yield Finding(
                Level.WARNING,
                "number",
                tr("This number is in no list of yours. A private number is called at night."),
                match[0],
                form,
            )
    for match in _LINK.finditer(template):
        yield Finding(
            Level.WARNING, "link", tr("A page may tell what your work is."), match[0], form
        )


def _has_number(text: str, row: Row | None, *, lines: bool) -> bool:
    if row is None:
        return False
    wanted = [line.number for line in row.lines] if lines else list(row.emergency)
    plain = re.sub(r"(?<=\d)[ \-./]+(?=\d)", "", text)
    return any(re.search(rf"(?<!\d){_digits(number)}(?!\d)", plain) for number in wanted)


def _numbers(row: Row | None) -> list[str]:
    return [] if row is None else [*row.emergency, *(line.number for line in row.lines)]


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


@cache
def _listed(code: str, languages: tuple[str, ...]) -> re.Pattern[str]:
    words = [word for each in languages for word in tongue(each).data["lint"][code]]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


@cache
def _named(language: str) -> re.Pattern[str]:
    return re.compile("|".join(tongue(language).data["lint"]["greeting"]))


@cache
def _said(element: str, language: str) -> re.Pattern[str]:
    return re.compile("|".join(tongue(language).data["lint"][element]), re.IGNORECASE)
