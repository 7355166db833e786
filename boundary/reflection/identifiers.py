"""What in her own words may tell who a client is: it asks, and never keeps her from writing.

Private notes can be asked for by a court in some places, and a name in them is a client's. So
what looks like a name, a date of birth, a telephone number or an address is pointed at, once,
and hers to leave or change. The titles of the day are compared in memory and go nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from boundary.language import tr


class Trace(StrEnum):
    """What a passage looks like."""

    TITLE = "title"
    EMAIL = "email"
    BIRTH = "birth"
    PHONE = "phone"
    CODE = "code"
    INITIALS = "initials"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Found:
    """From *start* to *end* the text looks like *trace*; the passage stays in memory."""

    trace: Trace
    start: int
    end: int
    passage: str = field(default="", repr=False)


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19\d\d|20[0-4]\d)"
_PATTERNS = (
    (
        Trace.EMAIL,
        re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
    ),
    (
        Trace.BIRTH,
        re.compile(
            rf"(?<![\d/.-])(?:{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}([-/.])\d{{1,2}}\1"
            rf"(?:{_YEAR}|\d\d))(?![\d/-])"
            rf"|\b\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of )?{_MONTH}\.?,? {_YEAR}\b"
            rf"|\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}\b"
            rf"|\b(?:born|dob|d\.o\.b\.)\W{{0,3}}(?:in |on )?\d[\d /.-]*",
            re.IGNORECASE,
        ),
    ),
    (Trace.PHONE, re.compile(r"(?<![\w.])\+?\(?\d(?:[ \-./()]{0,2}\d){6,14}(?!\w)")),
    (Trace.CODE, re.compile(r"(?<!\w)[A-Z]{1,3}-?\d{2,6}(?!\w)")),
    (
        Trace.INITIALS,
        re.compile(r"(?<![\w.])(?:[A-Z]\. ?){1,3}[A-Z](?:\.|(?!\w))|(?<![\w.])[A-Z] [A-Z](?!\w)"),
    ),
)
_CAPITALISED = re.compile(r"(?<![\w'\u2019@.-])[^\W\d_][\w'\u2019-]*")
_SENTENCE_ENDS = frozenset('.:;?\u2026\n"\u201c(\u2013\u2014-')
_KNOWN_WORDS = """
    i i'm i'll i'd i've monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december christmas
    easter boundary zoom teams english german french spanish american british european god
    act cbt dbt emdr ifs
"""
_COMMON_WORDS = """
    appointment session client telehealth zoom doxy lunch break admin notes supervision
    consult consultation group couple couples family intake team call phone video follow
    initial first new with and the for hold busy blocked tentative online office private
    therapy therapist peer training personal crisis paperwork buffer prep review weekly
    monthly from room home cancelled rescheduled assessment evaluation individual
"""
_KNOWN = frozenset(_KNOWN_WORDS.split())
_COMMON = frozenset(_COMMON_WORDS.split())
_WORDS = re.compile(r"[^\W\d_][\w'\u2019-]*")
_NOUNS_ARE_CAPITALISED = frozenset({"de", "lb", "nds"})


def identifiers(
    text: str, titles: Iterable[str] = (), *, language: str = "en"
) -> tuple[Found, ...]:
    """Return the passages of *text* that may tell who somebody is, in their order.

    *titles* are those of the day's appointments, in memory. Words that merely look like names
    are not asked about in a *language* that writes every noun with a capital.
    """
    found = list(_of_titles(text, titles))
    for trace, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            found.append(_found(trace, match))
    if language.partition("-")[0].partition("_")[0] not in _NOUNS_ARE_CAPITALISED:
        found.extend(_like_names(text))
    kept: list[Found] = []
    taken = bytearray(len(text))
    for one in found:  # the surest first: what a passage is called is the first that fits
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def question(found: Iterable[Found]) -> str:
    """Return what is asked of her, "" where nothing was found: one line, whatever there is."""
    traces = {one.trace for one in found}
    if not traces:
        return ""
    if len(traces) > 1:
        return tr("Parts of this may tell who somebody is. Keep them?")
    return {
        Trace.TITLE: tr("This stands in a title of your calendar. Keep it?"),
        Trace.EMAIL: tr("This looks like an e-mail address. Keep it?"),
        Trace.BIRTH: tr("This looks like a date of birth. Keep it?"),
        Trace.PHONE: tr("This looks like a telephone number. Keep it?"),
        Trace.CODE: tr("This looks like a client code. Keep it?"),
        Trace.INITIALS: tr("These look like initials. Keep them?"),
        Trace.NAME: tr("This looks like a name. Keep it?"),
    }[traces.pop()]


def _of_titles(text: str, titles: Iterable[str]) -> Iterator[Found]:
    for title in titles:
        plain = title.strip()
        wanted = [plain, *(w for w in _WORDS.findall(plain) if len(w) >= 3)]
        for words in dict.fromkeys(wanted):
            if len(words) < 2 or all(w in _COMMON for w in _WORDS.findall(words.casefold())):
                continue
            for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE):
                yield _found(Trace.TITLE, match)


def _like_names(text: str) -> Iterator[Found]:
    """Yield the capitalised words that no sentence begins with and no calendar explains."""
    for match in _CAPITALISED.finditer(text):
        word = match[0]
        plain = word.casefold().replace("\u2019", "'").removesuffix("'s")
        if not word[0].isupper() or word.isupper() or plain in _KNOWN:
            continue
        if not _begins_a_sentence(text, match.start()):
            yield _found(Trace.NAME, match)


def _begins_a_sentence(text: str, start: int) -> bool:
    place = start - 1
    while place >= 0 and text[place].isspace() and text[place] != "\n":
        place -= 1
    return place < 0 or text[place] in _SENTENCE_ENDS


def _found(trace: Trace, match: re.Match[str]) -> Found:
    return Found(trace, match.start(), match.end(), match[0])
