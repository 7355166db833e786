"""Sessions: which appointments are client work, by rule.

The first rule that fits decides, and says why in a stable code: what can't be a session, then
what she has taught (`rules`), then words and looks (`title_words`). The title is read here, in
memory, and goes no further.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from boundary.calendars.occurrence import Occurrence
from boundary.clock import Span, instant_text
from boundary.schedule.kinds import CLIENT_WORK, Kind
from boundary.schedule.rules import RULES_VERSION, Rule, first_fit
from boundary.schedule.title_words import (
    away_word,
    client_word,
    is_code,
    is_initials,
    kind_word,
    own_time_word,
    void_word,
)

__all__ = [
    "CLIENT_WORK",
    "RULES_VERSION",
    "Kind",
    "Session",
    "classify",
    "session_key",
    "sessions_of",
]


@dataclass(frozen=True, slots=True)
class Session:
    """An appointment as the therapist means it, client work or what stands beside it.

    `why` is the stable code of the rule that decided its kind ("word:lunch", "rule:2"). The
    title may name a client and `link` opens a room: memory only, both. `zone` is the IANA name
    of the zone whose wall clock its series keeps; "" for what stands alone or was moved.
    `trusted`: its calendar's sessions end as booked.
    """

    key: str
    span: Span
    kind: Kind
    why: str = ""
    calendar: int = 0
    all_day: bool = False
    title: str = field(default="", repr=False, compare=False)
    link: str | None = field(default=None, repr=False, compare=False)
    zone: str = field(default="", compare=False)
    trusted: bool = False

    @property
    def is_lunch(self) -> bool:
        return self.kind is Kind.OWN_TIME and self.why.endswith(":lunch")


def session_key(uid: str, recurrence_id: datetime | None) -> str:
    """Return the key of an occurrence, the same on every machine.

    The first 16 hex digits of SHA-256 over the UTF-8 of *uid*, a line feed, and the
    recurrence id as `YYYY-MM-DDTHH:MM:SSZ` (empty for none).
    """
    stamp = "" if recurrence_id is None else instant_text(recurrence_id)
    return hashlib.sha256(f"{uid}\n{stamp}".encode()).hexdigest()[:16]


_SHORTEST, _LONGEST = timedelta(minutes=20), timedelta(minutes=120)


def classify(
    occurrence: Occurrence,
    *,
    all_sessions: bool = False,
    rules: Sequence[Rule] = (),
    key: bytes | None = None,
) -> tuple[Kind, str]:
    """Return what *occurrence* is to a therapist, and the code of the rule that says so.

    In order: what does not take place, whole days (never a session), the *rules* learned for
    its calendar, time marked as free or tentative, the words of each kind, and last what looks
    like a client in 20 to 120 minutes. *all_sessions* says that its calendar holds sessions
    only, so that the rest of it counts too. *key* opens the rules that go by an exact title.
    """
    title = occurrence.title.strip()
    if occurrence.cancelled:
        return Kind.VOID, "status:cancelled"
    if word := void_word(title):
        return Kind.VOID, word
    if occurrence.all_day:
        return _whole_day(occurrence, title)
    if learned := first_fit(occurrence, rules, key):
        return learned
    if occurrence.transparent:
        return Kind.OWN_TIME, own_time_word(title) or "transparent"
    if occurrence.tentative:
        return Kind.HOLD, "status:tentative"
    if by_word := kind_word(title):
        return by_word
    if _SHORTEST <= occurrence.span.length <= _LONGEST:
        if why := _like_a_client(title):
            return Kind.SESSION, why
        if all_sessions:
            return Kind.SESSION, "calendar"
    return Kind.UNKNOWN, "no_rule"


def sessions_of(
    occurrences: Iterable[Occurrence],
    *,
    all_sessions: Collection[int] = (),
    rules: Mapping[int, Sequence[Rule]] | None = None,
    key: bytes | None = None,
    trust_end: Collection[int] = (),
) -> tuple[Session, ...]:
    """Return the *occurrences* as she means them, in their order, without what is void.

    *all_sessions* has the positions of the calendars that hold sessions only, *rules* what was
    learned for each by position; *key* is as in `classify`. *trust_end* has the positions of
    those whose sessions end as booked.
    """
    learned = rules or {}
    sessions: dict[str, Session] = {}
    for occurrence in occurrences:
        kind, why = classify(
            occurrence,
            all_sessions=occurrence.calendar in all_sessions,
            rules=learned.get(occurrence.calendar, ()),
            key=key,
        )
        if kind is Kind.VOID:
            continue
        name = session_key(occurrence.uid, occurrence.recurrence_id)
        if name in sessions:
            # Some record systems give two appointments one UID: their starts tell them apart.
            name = session_key(occurrence.uid, occurrence.span.start)
        regular = occurrence.recurrence_id == occurrence.span.start
        sessions[name] = Session(
            key=name,
            span=occurrence.span,
            kind=kind,
            why=why,
            calendar=occurrence.calendar,
            all_day=occurrence.all_day,
            title=occurrence.title,
            link=occurrence.link,
            zone=occurrence.zone if regular else "",
            trusted=occurrence.calendar in trust_end,
        )
    return tuple(sessions.values())


def _whole_day(occurrence: Occurrence, title: str) -> tuple[Kind, str]:
    if word := away_word(title):
        return Kind.AWAY, word
    if occurrence.away:
        return Kind.AWAY, "status:out-of-office"
    return Kind.OWN_TIME, "all_day"


def _like_a_client(title: str) -> str:
    if is_initials(title):
        return "initials"
    if is_code(title):
        return "code"
    return client_word(title)
