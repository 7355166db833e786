"""The occurrence cache: what a calendar said, kept from one start to the next without a name.

A row has when an appointment starts and ends, what it was taken for and why, and its session
key, which is a hash. Titles and links are not in it. To know a session again that stands in
two calendars, a row keeps its *look*: a keyed hash of time and title, whose key lies in the
store beside it and tells nothing about a title to who has not opened the store.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from boundary.calendars.ics import Problem
from boundary.calendars.occurrence import Occurrence
from boundary.clock import Span, instant_text, parse_instant
from boundary.schedule.rules import Rule
from boundary.schedule.sessions import Kind, Session, classify, session_key, sessions_of


@dataclass(frozen=True, slots=True)
class Row:
    """One appointment of a calendar, void ones too: they hide their copies in other calendars."""

    session: Session
    look: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What one calendar said at its last complete reading.

    `key` is what its text is known by (`memo.answer_key`, "" where it has none), `read_at`
    (UTC) when it was last found to say so, `linked` whether one of its sessions has a link:
    then only its text has it.
    """

    key: str
    read_at: datetime
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """By what appointments are told apart: see `sessions.classify`; *looks* keys the looks."""

    looks: bytes
    all_sessions: bool = False
    rules: tuple[Rule, ...] = ()
    key: bytes | None = None


def rows_of(occurrences: Sequence[Occurrence], telling: Telling) -> tuple[Row, ...]:
    """Return the *occurrences* of one calendar as rows, titles and links still in memory."""
    position = occurrences[0].calendar if occurrences else 0
    sessions = sessions_of(
        occurrences,
        all_sessions=(position,) if telling.all_sessions else (),
        rules={position: telling.rules},
        key=telling.key,
    )
    rows = [Row(each, _look(each.span, each.title, telling.looks)) for each in sessions]
    live = {row.session.key for row in rows}
    for one in occurrences:
        kind, why = classify(one)
        key = session_key(one.uid, one.recurrence_id)
        if kind is Kind.VOID and key not in live:
            void = Session(key, one.span, kind, why, one.calendar, one.all_day)
            rows.append(Row(void, _look(one.span, one.title, telling.looks)))
    return tuple(rows)


def merged(calendars: Mapping[int, Iterable[Row]]) -> tuple[Session, ...]:
    """Return the sessions of all *calendars*, by position, each once, in order of time.

    One that stands in two is the first calendar's: it is the same by its key, or else by time
    and title. Two alike within one calendar are two: it may be a double booking.
    """
    by_key: dict[str, int] = {}
    by_look: dict[str, int] = {}
    found = []
    for position in sorted(calendars):
        for row in calendars[position]:
            first = by_key.setdefault(row.session.key, position)
            same = by_look.setdefault(row.look, position)
            if first == same == position and row.session.kind is not Kind.VOID:
                found.append(replace(row.session, calendar=position))
    return tuple(sorted(found, key=lambda each: (each.span.start, each.calendar, each.key)))


def _look(span: Span, title: str, key: bytes) -> str:
    words = " ".join(title.casefold().split())
    text = f"{instant_text(span.start)} {instant_text(span.end)} {words}"
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:16]


def plain_session(session: Session) -> dict[str, object]:
    """Return *session* as the store keeps it: times, kind and key, never a title or a link."""
    return {
        "key": session.key,
        "start": instant_text(session.span.start),
        "end": instant_text(session.span.end),
        "kind": session.kind.value,
        "why": session.why,
        "all_day": session.all_day,
        "zone": session.zone,
        "trusted": session.trusted,
    }


def session_of(plain: Mapping[str, Any]) -> Session:
    """Return the session of `plain_session`."""
    return Session(
        plain["key"],
        Span(parse_instant(plain["start"]), parse_instant(plain["end"])),
        Kind(plain["kind"]),
        plain["why"],
        all_day=plain["all_day"],
        zone=plain.get("zone", ""),
        trusted=plain.get("trusted", False),
    )


def plain_kept(kept: Kept) -> dict[str, object]:
    """Return *kept* as values that JSON can hold."""
    return {
        "key": kept.key,
        "read_at": instant_text(kept.read_at),
        "linked": kept.linked,
        "problems": [[each.title, each.remedy] for each in kept.problems],
        "rows": [plain_session(row.session) | {"look": row.look} for row in kept.rows],
    }


def kept_of(plain: object) -> Kept | None:
    """Return what `plain_kept` gave; None for anything else, as another version may write."""
    if not isinstance(plain, dict):
        return None
    try:
        return Kept(
            plain["key"],
            parse_instant(plain["read_at"]),
            tuple(Row(session_of(each), each["look"]) for each in plain["rows"]),
            tuple(Problem(0, title, remedy) for title, remedy in plain["problems"]),
            plain["linked"],
        )
    except (KeyError, TypeError, ValueError):
        return None
