"""Emergency numbers and crisis lines by country, and how long they may be relied on.

The table is data (`resources/crisis.toml`), each row with its source and the day it was
checked. A row is good for 180 days; a row that was only recalled lends its crisis lines to no
text before the therapist has confirmed them. Emergency numbers are always said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from boundary.resources import resource

if TYPE_CHECKING:
    from boundary.mail.choices import Confirmed
    from boundary.mail.templates import Tongue

GOOD_FOR = timedelta(days=180)
"""How long a checked or confirmed row is relied on; a choice of this project."""


class Status(StrEnum):
    """How a row is known."""

    SEEN = "seen"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class Line:
    """A crisis line: to call, to text, or both; `limited`: not at every hour."""

    number: str
    name: str = ""
    text: bool = False
    only_text: bool = False
    word: str = ""
    option: str = ""
    limited: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What helps in one country (ISO 3166 code; GB-NIR: Northern Ireland)."""

    country: str
    emergency: tuple[str, ...]
    lines: tuple[Line, ...]
    source: str
    checked_on: date
    status: Status


@cache
def crisis_table() -> Mapping[str, Row]:
    """Return every row by its country."""
    import tomllib

    tables = tomllib.loads(resource("crisis.toml").read_text(encoding="utf-8"))
    return MappingProxyType({code: _row(code, entry) for code, entry in tables.items()})


def _row(code: str, entry: Mapping[str, Any]) -> Row:
    return Row(
        country=code,
        emergency=tuple(entry["emergency"]),
        lines=tuple(Line(**line) for line in entry["lines"]),
        source=entry["source"],
        checked_on=entry["checked_on"],
        status=Status(entry["status"]),
    )


def usable(row: Row, confirmed: Iterable[Confirmed]) -> bool:
    """Tell whether the crisis lines of *row* may stand in a text: seen, or confirmed by her."""
    return row.status is Status.SEEN or any(each.country == row.country for each in confirmed)


def good_until(row: Row, confirmed: Iterable[Confirmed]) -> date | None:
    """Return the last date on which *row* is relied on; None for a row that never was seen."""
    days = [each.on for each in confirmed if each.country == row.country]
    if row.status is Status.SEEN:
        days.append(row.checked_on)
    return max(days) + GOOD_FOR if days else None


@cache
def country_of(zone: str) -> str | None:
    """Return the country (ISO 3166) of an IANA *zone*, or None where the zone has no one country.

    Read from the table that comes with the zones themselves.
    """
    from importlib.resources import files

    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        entry = line.split("\t")
        if len(entry) >= 3 and entry[2] == zone:
            return entry[0]
    return None


def danger_text(row: Row | None, tongue: Tongue, *, short: bool = False) -> str:
    """Return the sentence with the emergency number, or with "the local one" without a row."""
    name = "danger" if row else "danger_unknown"
    pattern: str = tongue.data["numbers"][f"{name}_short" if short else name]
    return pattern.format(emergency=emergency_text(row, tongue) if row else "")


def emergency_text(row: Row, tongue: Tongue) -> str:
    """Return the emergency numbers as "112 or 999"."""
    joined: str = tongue.data["numbers"]["or"].join(row.emergency)
    return joined


def support_text(row: Row, tongue: Tongue, *, short: bool = False) -> str:
    """Return the sentence with the crisis lines of *row*; *short*: the first, without its name."""
    said = tongue.data["numbers"]
    if short:
        first: str = said["support_short"]
        return first.format(lines=_line(replace(row.lines[0], name=""), tongue))
    limited = any(line.limited for line in row.lines)
    pattern: str = said["support" if limited else "support_always"]
    return pattern.format(lines=lines_text(row.lines, tongue))


def abroad_text(row: Row, tongue: Tongue, *, lines: bool) -> str:
    """Return the line for people in another country; without *lines*: its emergency number."""
    said = tongue.data["numbers"]
    pattern: str = said["abroad" if lines else "abroad_bare"]
    return pattern.format(
        country=tongue.country(row.country),
        emergency=emergency_text(row, tongue),
        lines=lines_text(row.lines, tongue),
    )


def lines_text(lines: Iterable[Line], tongue: Tongue) -> str:
    """Return crisis lines as "call or text 988 (988 Lifeline) or ..."."""
    joined: str = tongue.data["numbers"]["or"].join(_line(line, tongue) for line in lines)
    return joined


def _line(line: Line, tongue: Tongue) -> str:
    said: dict[str, str] = tongue.data["numbers"]
    number = line.number
    if line.option:
        number = said["option"].format(number=number, option=line.option)
    if line.word:
        how = said["text_word"].format(word=line.word, number=number)
    elif line.only_text:
        how = said["text"].format(number=number)
    else:
        how = said["both" if line.text else "call"].format(number=number)
    named = line.name and line.name != line.number
    return said["named"].format(how=how, name=line.name) if named else how
