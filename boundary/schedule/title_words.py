"""What titles say: words by their code, whole words only, and the shapes of initials and codes.

"Breakfast" is no break, "Microsoft Teams" no team, "Clarice" not continuing education. Every
answer is a code from a closed list, never a piece of the title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from boundary.schedule.kinds import Kind

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


def void_word(title: str) -> str:
    """Return the code of the word that says *title* does not take place, "" without one."""
    return _find(_VOID, title)


def away_word(title: str) -> str:
    """Return the code of the word for a day away, "" without one."""
    return _find(_AWAY, title)


def own_time_word(title: str) -> str:
    """Return the code of the word for her own time, "" without one."""
    return _find(_OWN_TIME, title)


def kind_word(title: str) -> tuple[Kind, str] | None:
    """Return the kind that a word of *title* means, and the word's code; None without one.

    The first kind in the order of the list wins, not the first word.
    """
    for kind, words in _KINDS:
        if word := _find(words, title):
            return kind, word
    return None


def client_word(title: str) -> str:
    """Return the code of a word for client work of no special kind, "" without one."""
    return _find(_SESSION, title)


def is_initials(title: str) -> bool:
    """Tell whether *title* is initials and nothing else: "A.K.", "A K", "A.B.K."."""
    return bool(_INITIALS.fullmatch(title))


def is_code(title: str) -> bool:
    """Tell whether *title* is a client code and nothing else: "C-0142", "ABC12"."""
    return bool(_CODE.fullmatch(title))


def word_codes() -> frozenset[str]:
    """Return every code that a word of a timed appointment can have ("word:lunch", ...)."""
    tables = [*(words for _, words in _KINDS), _SESSION]
    return frozenset(f"word:{code}" for words in tables for code in words)


def _find(words: Mapping[str, re.Pattern[str]], title: str) -> str:
    for code, pattern in words.items():
        if pattern.search(title):
            return f"word:{code}"
    return ""
