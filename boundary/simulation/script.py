"""Scripts of life: what happens to her, one JSON line an event.

`at` is a local `HH:MM[:SS]` (on the first simulated day), a local `YYYY-MM-DDTHH:MM[:SS]`,
or an instant. `event` is one of `EVENTS`; `key` names a session where it matters, `minutes`
goes with take, postpone and pause, `seconds` with clock_jump, `zone` with zone, `calendar`
(a path, from the script's folder) with calendar.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from boundary.clock import is_zone
from boundary.errors import SettingsError
from boundary.language import tr
from boundary.schedule.facts import FactKind
from boundary.schedule.owed import OwedChoice

FACTS = {
    name: FactKind(name)
    for name in (
        "started", "ended", "no_show", "cancelled", "with_someone", "with_someone_over", "heavy",
        "clinical_need", "resume", "mic_open", "mic_closed", "camera_open", "camera_closed",
        "share_on", "share_off", "lock", "unlock", "sleep", "wake", "untouched",
    )
}  # fmt: skip
"""The events that are facts as they stand."""

ANSWERS = frozenset({"take", "skip", "postpone", "notes_first", "up", "shutdown", *OwedChoice})
"""The events that answer what is offered; at one instant they come last."""

WORLD = frozenset(
    {"pause", "zone", "clock_jump", "feed_failed", "feed_back", "calendar", "restart", "quit"}
)
A_WEEK = 7 * 24 * 3600
"""Seconds: no clock jumps further in a script."""

EVENTS = frozenset(FACTS) | ANSWERS | WORLD


@dataclass(frozen=True, slots=True)
class Event:
    """At *at* (UTC) *name* happens, with what goes with it."""

    at: datetime
    name: str
    key: str = ""
    minutes: float | None = None
    seconds: float | None = None
    zone: str = ""
    calendar: str = ""


def read_script(path: Path, first: date, zone: ZoneInfo) -> tuple[Event, ...]:
    """Read the script at *path*; SettingsError names every line that is wrong at once."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            tr("The script of life can't be read."), tr("Check that the file is there.")
        ) from error
    events: list[Event] = []
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            events.append(_event(json.loads(line), first, zone, path.parent))
        except (ValueError, TypeError, OverflowError) as error:
            problems.append(f"line {number}: {error}")
    if problems:
        raise SettingsError(
            tr("The script of life has mistakes: {problems}").format(problems="; ".join(problems)),
            tr("Each line is an object with “at” and “event”; docs/simulate.md lists them."),
            tuple(problems),
        )
    return tuple(sorted(events, key=lambda event: event.at))


def _event(line: object, first: date, zone: ZoneInfo, folder: Path) -> Event:
    if not isinstance(line, dict):
        raise ValueError("not an object")
    unknown = line.keys() - {"at", "event", "key", "minutes", "seconds", "zone", "calendar"}
    if unknown:
        raise ValueError(f"unknown field {min(unknown)!r}")
    name = line.get("event")
    if not isinstance(name, str) or name not in EVENTS:
        raise ValueError(f"unknown event {name!r}")
    at = line.get("at")
    if not isinstance(at, str):
        raise ValueError("no “at”")
    new_zone = _text(line, "zone")
    if name == "zone" and not is_zone(new_zone):
        raise ValueError(f"unknown zone {new_zone!r}")
    if name == "clock_jump" and not isinstance(line.get("seconds"), int | float):
        raise ValueError("clock_jump needs “seconds”")
    calendar = _text(line, "calendar")
    if name == "calendar" and not calendar:
        raise ValueError("calendar needs “calendar”")
    return Event(
        _instant(at, first, zone),
        name,
        _text(line, "key"),
        _number(line, "minutes"),
        _number(line, "seconds"),
        new_zone,
        str(folder / calendar) if calendar else "",
    )


def _text(line: dict[str, object], name: str) -> str:
    value = line.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"{name} is not text")
    return value


def _number(line: dict[str, object], name: str) -> float | None:
    value = line.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{name} is not a number")
    if name == "minutes" and not 0 <= value <= 24 * 60:
        raise ValueError("minutes lie between 0 and a day")
    if name == "seconds" and not -A_WEEK <= value <= A_WEEK:
        raise ValueError("seconds lie within a week, back or ahead")
    return float(value)


def _instant(text: str, first: date, zone: ZoneInfo) -> datetime:
    if "T" not in text:
        return datetime.combine(first, time.fromisoformat(text), zone).astimezone(UTC)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC)
