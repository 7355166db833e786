"""Sessions: which appointments are client work, by rule.

The first rule that fits decides, and says why in a stable code. Rules go by whole words:
"Breakfast" is no break, "Microsoft Teams" no team, "Clarice" not continuing education. The
title is read here, in memory, and goes no further.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from boundary.calendars.occurrence import Occurrence
from boundary.clock import Span, instant_text


class Kind(StrEnum):
    """What an occurrence is to a therapist."""

    SESSION = "session"
    COUPLES = "couples"
    GROUP = "group"
    INTAKE = "intake"
    CRISIS = "crisis"
    HOLD = "hold"
    OWN_TIME = "own-time"
    PROFESSIONAL = "professional"
    PERSONAL = "personal"
    AWAY = "away"
    VOID = "void"
    UNKNOWN = "unknown"


CLIENT_WORK = frozenset({Kind.SESSION, Kind.COUPLES, Kind.GROUP, Kind.INTAKE, Kind.CRISIS})
"""The kinds that are contact with clients."""


@dataclass(frozen=True, slots=True)
class Session:
    """An appointment as the therapist means it, client work or what stands beside it.

    `why` is the stable code of the rule that decided its kind ("word:lunch"). The title may
    name a client: memory only.
    """

    key: str
    span: Span
    kind: Kind
    why: str = ""
    calendar: int = 0
    all_day: bool = False
    title: str = field(default="", repr=False, compare=False)

    @property
    def is_lunch(self) -> bool:
        return self.kind is Kind.OWN_TIME and self.why == "word:lunch"


def session_key(uid: str, recurrence_id: datetime | None) -> str:
    """Return the key of an occurrence, the same on every machine.

    The first 16 hex digits of SHA-256 over the UTF-8 of *uid*, a line feed, and the
    recurrence id as `YYYY-MM-DDTHH:MM:SSZ` (empty for none).
    """
    stamp = "" if recurrence_id is None else instant_text(recurrence_id)
    return hashlib.sha256(f"{uid}\n{stamp}".encode()).hexdigest()[:16]


RULES_VERSION = 1
"""Of the rules below; what was kept under another version is read again."""

_SHORTEST, _LONGEST = timedelta(minutes=20), timedelta(minutes=120)

# Each word by its code; the patterns are whole words, with the forms they take.
_AWAY_WORDS = {
    "ooo": r"ooo|out[ -]of[ -](?:the[ -])?office|away",
    "vacation": r"vacations?|urlaub|ferien|vacaciones|vacances|f[ée]rias|ferie|vakantie",
    "holiday": r"holidays?|feiertag|feriado|festivo|jour f[ée]ri[ée]",
    "leave": r"leave|cong[ée]s?|parental|maternity|paternity|elternzeit|sabbatical",
    "time-off": r"pto|time[ -]off|days?[ -]off|off[ -](?:work|today)|toil|libre|frei",
    "sick": r"sick|krank|enfermedad|malade",
}

_KIND_WORDS: tuple[tuple[Kind, Mapping[str, str]], ...] = (
    (
        Kind.HOLD,
        {
            "hold": r"holds?",
            "tentative": r"tentative",
            "blocked": r"block(?:ed)?",
            "busy": r"busy",
            "tbd": r"tbd",
        },
    ),
    (
        Kind.OWN_TIME,
        {
            "lunch": r"lunch(?:es)?|lunchtime|mittag(?:spause|essen)?|almuerzo|d[ée]jeuner",
            "break": r"breaks?",
            "admin": r"admin|administration|administrative",
            "notes": r"notes?",
            "paperwork": r"paperwork",
            "buffer": r"buffers?",
            "prep": r"prep",
        },
    ),
    (
        Kind.PROFESSIONAL,
        {
            "supervision": r"supervisions?|supervisor|supervisee",
            "consult": r"consults?|consultations?|consulting",
            "peer": r"peers?",
            "team": r"team",
            "staff": r"staff",
            "training": r"trainings?",
            "cpd": r"cpd",
            "ce": r"ces?|ceus?",
        },
    ),
    (
        Kind.PERSONAL,
        {
            "own-therapy": r"(?:my|own) therap(?:y|ist)",
            "personal": r"personal",
            "gym": r"gym",
            "school": r"school",
            "dentist": r"dentist",
        },
    ),
    (
        Kind.INTAKE,
        {
            "intake": r"intakes?|90791",
            "evaluation": r"evals?|evaluations?",
            "assessment": r"assessments?",
        },
    ),
    (
        Kind.COUPLES,
        {
            "couple": r"couples?",
            "family": r"family|families",
            "conjoint": r"conjoint|9084[67]",
        },
    ),
    (Kind.GROUP, {"group": r"groups?|90853"}),
    (Kind.CRISIS, {"crisis": r"crisis|90839"}),
)

_SESSION_WORDS = {
    "appointment": r"appointments?|appts?\.?",
    "session": r"sessions?|9083[247]",
    "client": r"clients?",
    "telehealth": r"telehealth|teletherapy",
    "zoom": r"zoom",
    "doxy": r"doxy(?:\.me)?",
}

_VOID_WORDS = {
    "cancelled": r"cancell?ed|cx|late[ -]cancel(?:l?ed|lation)?",
    "no-show": r"no[- ]?show|dna",
    "rescheduled": r"rescheduled",
}


def _whole(words: Mapping[str, str], frame: str = "{}") -> Mapping[str, re.Pattern[str]]:
    return MappingProxyType(
        {
            code: re.compile(frame.format(rf"(?<!\w)(?:{forms})(?!\w)"), re.IGNORECASE)
            for code, forms in words.items()
        }
    )


# At the start ("[Cancelled] A.K."), or set off at the end ("A.K. (no show)").
_VOID = _whole(_VOID_WORDS, r"^\W*{0}|[(\[\u2013-]\s*{0}\s*[)\]]?$")
_AWAY = _whole(_AWAY_WORDS)
_KINDS = tuple((kind, _whole(words)) for kind, words in _KIND_WORDS)
_OWN_TIME = next(words for kind, words in _KINDS if kind is Kind.OWN_TIME)
_SESSION = _whole(_SESSION_WORDS)
_INITIALS = re.compile(r"[A-Z]\.? ?[A-Z]\.?|(?:[A-Z]\. ?){3}")
_CODE = re.compile(r"[A-Z]{1,3}-?\d{2,6}")


def classify(occurrence: Occurrence, *, all_sessions: bool = False) -> tuple[Kind, str]:
    """Return what *occurrence* is to a therapist, and the code of the rule that says so.

    In order: what does not take place, whole days and free time (never a session), the words
    of each kind, and last what looks like a client in 20 to 120 minutes. *all_sessions* says
    that its calendar holds sessions only, so that the rest of it counts too.
    """
    title = occurrence.title.strip()
    if occurrence.cancelled:
        return Kind.VOID, "status:cancelled"
    if word := _find(_VOID, title):
        return Kind.VOID, word
    if occurrence.all_day:
        return _whole_day(occurrence, title)
    if occurrence.transparent:
        return Kind.OWN_TIME, _find(_OWN_TIME, title) or "transparent"
    if occurrence.tentative:
        return Kind.HOLD, "status:tentative"
    for kind, words in _KINDS:
        if word := _find(words, title):
            return kind, word
    if _SHORTEST <= occurrence.span.length <= _LONGEST:
        if why := _like_a_client(title):
            return Kind.SESSION, why
        if all_sessions:
            return Kind.SESSION, "calendar"
    return Kind.UNKNOWN, "no_rule"


def sessions_of(
    occurrences: Iterable[Occurrence], *, all_sessions: Collection[int] = ()
) -> tuple[Session, ...]:
    """Return the *occurrences* as she means them, in their order, without what is void.

    *all_sessions* has the positions of the calendars that hold sessions only.
    """
    sessions: dict[str, Session] = {}
    for occurrence in occurrences:
        kind, why = classify(occurrence, all_sessions=occurrence.calendar in all_sessions)
        if kind is Kind.VOID:
            continue
        key = session_key(occurrence.uid, occurrence.recurrence_id)
        if key in sessions:
            # Some record systems give two appointments one UID: their starts tell them apart.
            key = session_key(occurrence.uid, occurrence.span.start)
        sessions[key] = Session(
            key=key,
            span=occurrence.span,
            kind=kind,
            why=why,
            calendar=occurrence.calendar,
            all_day=occurrence.all_day,
            title=occurrence.title,
        )
    return tuple(sessions.values())


def _find(words: Mapping[str, re.Pattern[str]], title: str) -> str:
    for code, pattern in words.items():
        if pattern.search(title):
            return f"word:{code}"
    return ""


def _whole_day(occurrence: Occurrence, title: str) -> tuple[Kind, str]:
    if word := _find(_AWAY, title):
        return Kind.AWAY, word
    if occurrence.away:
        return Kind.AWAY, "status:out-of-office"
    return Kind.OWN_TIME, "all_day"


def _like_a_client(title: str) -> str:
    if _INITIALS.fullmatch(title):
        return "initials"
    if _CODE.fullmatch(title):
        return "code"
    return _find(_SESSION, title)
