"""Days, times and hours as a stranger reads them, in the language of the reply.

The names are data (`resources/replies`), not the machine's locale: a reply is compiled once
and sent from elsewhere, so it may not depend on what is installed here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from boundary.clock import Span
    from boundary.mail.templates import Tongue
    from boundary.schedule.hours import WallSpan, WeeklyHours


def day_text(day: date, tongue: Tongue, *, with_year: bool = False) -> str:
    """Return *day* as "Monday 23 November", with the year where it would be unclear."""
    names = tongue.data["date"]
    pattern: str = names["day_with_year" if with_year else "day"]
    return pattern.format(
        weekday=names["weekdays"][day.weekday()],
        day=names["first"] if day.day == 1 else day.day,
        month=names["months"][day.month - 1],
        year=day.year,
    )


def time_text(wall: time, tongue: Tongue) -> str:
    """Return *wall* as "9:00 am", "9:00 Uhr", "9:00" or "9 h"."""
    names = tongue.data["date"]
    twelve = names["clock"] == "12"
    hour = (wall.hour - 1) % 12 + 1 if twelve else wall.hour
    pattern: str = names["full" if wall.minute else "round"]
    text = pattern.format(hour=hour, minute=f"{wall.minute:02}")
    return f"{text} {'am' if wall.hour < 12 else 'pm'}" if twelve else text


def opening_text(opening: datetime, zone: ZoneInfo, tongue: Tongue, since: datetime) -> str:
    """Return *opening* as "Monday 23 November at 9:00 am (EST)", for a window from *since*.

    Both UTC. The year is told where the day lies half a year ahead or more.
    """
    local = opening.astimezone(zone)
    names = tongue.data["date"]
    pattern: str = names["opening_at_one" if local.hour == 1 else "opening"]
    return pattern.format(
        day=day_text(local.date(), tongue, with_year=(opening - since).days > 180),
        time=time_text(local.time(), tongue),
        zone=offset_text(opening, zone, tongue),
    )


def offset_text(instant: datetime, zone: ZoneInfo, tongue: Tongue) -> str:
    """Return the zone's short name at *instant*: "EST", "MEZ", "UTC+3" where it has no letters."""
    local = instant.astimezone(zone)
    short = local.tzname() or ""
    if short.isalpha():
        name: str = tongue.data["date"]["abbreviations"].get(short, short)
        return name
    minutes = int((local.utcoffset() or (local - local)).total_seconds()) // 60
    sign = "+" if minutes >= 0 else "-"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"


def zone_text(zone: ZoneInfo, tongue: Tongue) -> str:
    """Return what people call *zone* all year: "Eastern Time", "Lisbon time"."""
    named: dict[str, str] = tongue.data["zones"]
    if zone.key in named:
        return named[zone.key]
    city = zone.key.rpartition("/")[2].replace("_", " ")
    pattern: str = tongue.data["date"]["zone_by_city"]
    return pattern.format(city=city)


def windows_text(windows: Iterable[WallSpan], tongue: Tongue) -> str:
    """Return the windows of a day as "9:00 am to 12:00 pm and 2:00 pm to 5:00 pm"."""
    names = tongue.data["date"]
    said = []
    for window in sorted(windows, key=lambda each: each.start):
        if window.start == window.end:
            said.append(str(names["all_day"]))
            continue
        end = names["midnight"] if window.end == time() else time_text(window.end, tongue)
        said.append(_range(time_text(window.start, tongue), end, names["window"]))
    joined: str = names["and"].join(said)
    return joined


def week_text(hours: WeeklyHours, zone: ZoneInfo, tongue: Tongue) -> str:
    """Return the week as "Monday to Friday 9:00 am to 5:00 pm (Eastern Time)".

    *zone* is that of the hours; a week without windows is one of announced days. Days
    beside each other with the same windows are one piece.
    """
    names = tongue.data["date"]
    pieces = []
    for windows, days in groupby(range(7), key=lambda day: hours.week[day]):
        if not windows:
            continue
        known = list(days)
        pattern: str = names["week_day" if len(known) == 1 else "week_days"]
        said = pattern.format(
            weekday=names["weekdays"][known[0]], last=names["weekdays"][known[-1]]
        )
        line: str = names["week_line"]
        pieces.append(line.format(days=said, windows=windows_text(windows, tongue)))
    whole: str = names["week_all"]
    return whole.format(week="; ".join(pieces) or names["week_none"], zone=zone_text(zone, tongue))


def openings_text(windows: Iterable[Span], zone: ZoneInfo, tongue: Tongue) -> str:
    """Return open *windows* (UTC) as one line for each day on which any begins."""
    names = tongue.data["date"]
    pattern: str = names["window_day"]
    local = [(each.start.astimezone(zone), each.end.astimezone(zone)) for each in windows]
    lines = []
    for day, spans in groupby(local, key=lambda each: each[0].date()):
        said = [
            _range(
                time_text(start.time(), tongue),
                names["midnight"] if end.time() == time() else time_text(end.time(), tongue),
                names["window"],
            )
            for start, end in spans
        ]
        lines.append(pattern.format(day=day_text(day, tongue), windows=names["and"].join(said)))
    return "\n".join(lines)


def _range(start: str, end: str, pattern: str) -> str:
    """Return "9:00 bis 17:00 Uhr": a word that both ends share is said once."""
    if start.endswith(" Uhr") and end.endswith(" Uhr"):
        start = start.removesuffix(" Uhr")
    return pattern.format(**{"from": start, "to": end})
