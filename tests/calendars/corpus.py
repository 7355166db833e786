"""The corpus: small calendars with one lesson each, and what they should say."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from boundary.calendars.occurrence import Occurrence
from boundary.clock import Span, instant_text, parse_instant

FOLDER = Path(__file__).parents[1] / "data" / "calendars"


@dataclass(frozen=True, slots=True)
class Case:
    """One calendar and its answer; `error` is part of a title where there is none."""

    name: str
    lesson: str
    zone: str = "America/New_York"
    span: tuple[str, str] = ("2026-11-23T05:00:00Z", "2026-11-30T05:00:00Z")
    expect: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    error: str = ""
    floating: bool = field(default=False)

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.ics"

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()

    @property
    def window(self) -> Span:
        return Span(parse_instant(self.span[0]), parse_instant(self.span[1]))

    @property
    def viewer(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


def cases() -> list[Case]:
    """Return every case, in the order of `expected.toml`."""
    document = tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))
    return [
        Case(name, **{key: _value(value) for key, value in case.items()})
        for name, case in document.items()
    ]


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def line(one: Occurrence) -> str:
    """Return *one* as `expected.toml` writes it."""
    mark = "-" if one.recurrence_id is None else instant_text(one.recurrence_id)
    uid = "*" if one.uid.startswith("boundary-") else one.uid
    flags = "".join(
        letter
        for letter, set_ in zip(
            "DXTF", (one.all_day, one.cancelled, one.tentative, one.transparent), strict=True
        )
        if set_
    )
    parts = [uid, mark, instant_text(one.span.start), instant_text(one.span.end), flags]
    return " ".join(part for part in parts if part)
