"""What goes between Boundary and the child that reads calendars: a question, an answer.

The question is one line of JSON and then the calendars' bytes; the answer is one JSON document.
Titles and links are in it: it exists in a pipe and in memory, never in a file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import IO, Any
from zoneinfo import ZoneInfo

from boundary.calendars.ics import Problem, Reading
from boundary.calendars.occurrence import Occurrence
from boundary.clock import Span
from boundary.errors import CalendarError

LONGEST_TITLE = 1000
"""Characters of a title that are sent back: more would only let one event fill the pipe."""

Answer = Reading | CalendarError
_NAMES = tuple(each.name for each in fields(Occurrence))


@dataclass(frozen=True, slots=True)
class Question:
    """Calendars to read, each by itself, as `read_ics` takes them.

    `language` is the one she speaks and the folder of its catalogues, as `language.use` takes
    them; None for English.
    """

    calendars: tuple[bytes, ...] = field(repr=False)
    span: Span
    zone: ZoneInfo
    hosts: tuple[str, ...] = ()
    language: tuple[str, str] | None = None


def write_question(question: Question, out: IO[bytes]) -> None:
    """Write *question*; the calendars go out one by one, never copied into one."""
    head = {
        "span": _span(question.span),
        "zone": question.zone.key,
        "hosts": question.hosts,
        "language": question.language,
        "sizes": [len(data) for data in question.calendars],
    }
    out.write(json.dumps(head).encode() + b"\n")
    for data in question.calendars:
        out.write(data)


def read_question(source: IO[bytes]) -> Question:
    """Read what `write_question` wrote; EOFError if the asker went away in the middle."""
    line = source.readline()
    if not line.endswith(b"\n"):
        raise EOFError("no question")
    head = json.loads(line)
    calendars = []
    for size in head["sizes"]:
        data = source.read(size)
        if len(data) < size:
            raise EOFError("half a question")
        calendars.append(data)
    language = head["language"]
    return Question(
        tuple(calendars),
        _read_span(head["span"]),
        ZoneInfo(head["zone"]),
        tuple(head["hosts"]),
        None if language is None else (language[0], language[1]),
    )


def answer_text(answers: Sequence[Answer]) -> bytes:
    """Return *answers*, one a calendar in the order of the question, as they are sent back."""
    return json.dumps([_plain(answer) for answer in answers], separators=(",", ":")).encode()


def read_answer(text: bytes) -> list[Answer]:
    """Read what `answer_text` gave; ValueError or LookupError if it is anything else."""
    return [_answer(each) for each in json.loads(text)]


def _plain(answer: Answer) -> dict[str, Any]:
    if isinstance(answer, CalendarError):
        return {"title": answer.title, "remedy": answer.remedy}
    return {
        "occurrences": [
            [_value(getattr(one, name)) for name in _NAMES]
            for one in map(_shortened, answer.occurrences)
        ],
        "problems": [[each.title, each.remedy] for each in answer.problems],
        "floating": answer.floating,
    }


def _shortened(one: Occurrence) -> Occurrence:
    return one if len(one.title) <= LONGEST_TITLE else replace(one, title=one.title[:LONGEST_TITLE])


def _value(value: object) -> object:
    if isinstance(value, Span):
        return _span(value)
    return value.isoformat() if isinstance(value, datetime) else value


def _span(span: Span) -> list[str]:
    return [span.start.isoformat(), span.end.isoformat()]


def _answer(plain: dict[str, Any]) -> Answer:
    if "occurrences" not in plain:
        return CalendarError(plain["title"], plain["remedy"])
    return Reading(
        tuple(_occurrence(row) for row in plain["occurrences"]),
        tuple(Problem(0, title, remedy) for title, remedy in plain["problems"]),
        plain["floating"],
    )


def _occurrence(row: list[Any]) -> Occurrence:
    values = dict(zip(_NAMES, row, strict=True))
    mark = values["recurrence_id"]
    values["recurrence_id"] = None if mark is None else datetime.fromisoformat(mark)
    values["span"] = _read_span(values["span"])
    return Occurrence(**values)


def _read_span(given: list[str]) -> Span:
    return Span(datetime.fromisoformat(given[0]), datetime.fromisoformat(given[1]))
