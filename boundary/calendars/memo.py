"""A calendar's text that has not changed is not read again.

Servers stamp every event anew with each answer (DTSTAMP), so what changed is told by the text
without those lines. What a text says also depends on the zone rules of this machine, the
viewer's zone, the stretch of time, and the rules that tell sessions: all of them are in the key
under which an answer is known.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

from boundary.calendars.ics import Reading
from boundary.calendars.protocol import Parse, parse_each
from boundary.clock import Span, midnight
from boundary.errors import CalendarError

VERSION = 1
"""Of how calendars are read: another one, and what was kept is read anew."""

BEHIND = timedelta(days=1)
AHEAD = timedelta(days=45)
_WEEK = timedelta(days=7)

_PIECE = 1 << 20
_STAMPS = re.compile(rb"\nDTSTAMP[^\n]*")

Answer = Reading | CalendarError


class Memo:
    """A `Parse` for one calendar, in front of another that does the work.

    *rules* marks what sessions are told by (`schedule.rules.rules_mark`). `key` is that of the
    last answer. `is_kept` says that the last text is the one known from the store (`keep`): then
    nothing was parsed, and the reading that was given is empty.
    """

    def __init__(self, parse: Parse, rules: str) -> None:
        self._parse = parse
        self._rules = rules
        self._raw = ""
        self._answers: list[Answer] = []
        self._kept = ""
        self.key = ""
        self.is_kept = False

    def keep(self, key: str) -> None:
        """Say that the store has what the text with *key* says; "" that it has nothing."""
        self._kept = key

    def forget(self) -> None:
        """Parse the next text, known or not."""
        self._raw = self._kept = self.key = ""
        self._answers = []

    def __call__(self, data: bytes, span: Span, zone: ZoneInfo) -> Reading:
        """Return what *data* says; CalendarError is not remembered."""
        answer = self.many([data], span, zone)[0]
        if isinstance(answer, CalendarError):
            self.forget()
            raise answer
        return answer

    def many(self, texts: Sequence[bytes], span: Span, zone: ZoneInfo) -> list[Answer]:
        """Return what each of *texts* says, or its error: parsed if one has changed."""
        raw = _raw_mark(texts, span, zone)
        if raw == self._raw:
            return self._answers
        key = answer_key(texts, span, zone, self._rules)
        if key != self.key or not self._answers:
            self.is_kept = key == self._kept
            self._answers = self._new_answers(texts, span, zone)
        self._raw, self.key = raw, key
        return self._answers

    def _new_answers(self, texts: Sequence[bytes], span: Span, zone: ZoneInfo) -> list[Answer]:
        self._raw = self.key = ""  # an error below leaves nothing known
        self._answers = []
        if self.is_kept:
            return [Reading(()) for _ in texts]
        return parse_each(self._parse, texts, span, zone)


def horizon(now: datetime, zone: ZoneInfo) -> Span:
    """Return the days that are read and kept: one behind and 45 ahead, as they are in *zone*.

    It moves on Mondays, so that a calendar that stays as it is is read once a week; to reach
    as far on a Sunday it is six days longer.
    """
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    return Span(midnight(monday - BEHIND, zone), midnight(monday + AHEAD + _WEEK, zone))


def answer_key(texts: Sequence[bytes], span: Span, zone: ZoneInfo, rules: str) -> str:
    """Return what *texts*, read of *span* for a viewer in *zone*, are known by."""
    mark = hashlib.sha256()
    for part in (str(VERSION), tz_version(), zone.key, _text(span), rules):
        mark.update(f"{part}\n".encode())
    for text in texts:
        own = hashlib.sha256()
        for piece in _pieces(text):
            own.update(_STAMPS.sub(b"", piece))
        mark.update(own.digest())
    return mark.hexdigest()[:32]


@functools.cache
def tz_version() -> str:
    """Return the release of the zone rules in use ("2026b"), "" if nobody knows it."""
    for folder in TZPATH:
        try:
            with (Path(folder) / "tzdata.zi").open(encoding="utf-8") as rules:
                first = rules.readline()
        except (OSError, UnicodeDecodeError):
            continue
        return first.removeprefix("# version").strip()
    try:
        return str(import_module("tzdata").IANA_VERSION)
    except ImportError:
        return ""


def _pieces(text: bytes) -> Iterator[bytes]:
    """Yield *text* cut before line ends: the interpreter is ours alone while one is searched.

    At one blow 50 MB would hold up the breathing ring for several frames.
    """
    start = 0
    while start < len(text):
        end = text.find(b"\n", start + _PIECE)
        end = len(text) if end == -1 else end
        yield text[start:end]
        start = end


def _raw_mark(texts: Sequence[bytes], span: Span, zone: ZoneInfo) -> str:
    mark = hashlib.sha256(f"{zone.key}\n{_text(span)}\n".encode())
    for text in texts:
        mark.update(len(text).to_bytes(8, "big"))
        mark.update(text)
    return mark.hexdigest()


def _text(span: Span) -> str:
    return f"{span.start.isoformat()}/{span.end.isoformat()}"
