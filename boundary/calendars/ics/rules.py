"""RRULE: repaired, refused where it could run for ever, and shortened where it is long.

dateutil walks a rule from its first date on; a rule that fires each second, or never, would
keep it busy for minutes. The grammar is RFC 5545 section 3.3.10.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from boundary.calendars.ics.values import Stamp, parse_stamp

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PERIODS = {"DAILY": timedelta(days=1), "WEEKLY": timedelta(weeks=1)}
_NUMBERS = {
    "BYSECOND": (0, 60),
    "BYMINUTE": (0, 59),
    "BYHOUR": (0, 23),
    "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYMONTH": (1, 12),
    "BYSETPOS": (-366, 366),
}
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_MOST_A_DAY = 24
_MOST_COUNTED = 40_000


class TooOftenError(ValueError):
    """A rule that fires more than once an hour: no appointment does."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A sound RRULE by its parts; `until` (UTC, or a date at midnight) is kept apart."""

    parts: dict[str, str]
    until: datetime | None = None

    def text(self, whole_days: bool) -> str:
        """Return it as RRULE text, UNTIL in the form that its series needs."""
        parts = dict(self.parts)
        if self.until is not None and "COUNT" not in parts:
            form = "%Y%m%d" if whole_days else "%Y%m%dT%H%M%SZ"
            parts["UNTIL"] = self.until.strftime(form)
        return ";".join(f"{name}={value}" for name, value in parts.items())


def parse_rule(text: str, start: Stamp, home: tzinfo) -> Rule:
    """Read an RRULE for a series that starts at *start* in the zone *home*.

    UNTIL may be written as a date (then that day counts whole) or as local time; both become
    UTC. TooOftenError for rules below an hour, ValueError for what can't be read.
    """
    parts: dict[str, str] = {}
    for part in text.upper().replace(" ", "").strip(";").split(";"):
        name, equals, value = part.partition("=")
        if not equals or name in parts:
            raise ValueError("a rule with a broken part")
        if value and not name.startswith("X-"):
            parts[name] = value
    frequency = parts.get("FREQ", "")
    if frequency in ("SECONDLY", "MINUTELY"):
        raise TooOftenError(frequency)
    if frequency not in ("HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise ValueError("a rule without a frequency")
    if parts.get("RSCALE", "GREGORIAN") == "GREGORIAN" and parts.get("SKIP", "OMIT") == "OMIT":
        parts.pop("RSCALE", None)
        parts.pop("SKIP", None)
    until = parts.pop("UNTIL", "")
    _mend_numbers(parts)
    _check(parts, frequency)
    if parts.get("COUNT") == "0":
        # Nothing but the start: as good as a rule that ended before it began again.
        parts["COUNT"] = "1"
    return Rule(parts, _until(until, start, home) if until else None)


def _mend_numbers(parts: dict[str, str]) -> None:
    if "COUNT" in parts:
        count = int(parts["COUNT"])
        if count < 0:
            del parts["COUNT"]
        else:
            parts["COUNT"] = str(min(count, _MOST_COUNTED))
    if "INTERVAL" in parts and int(parts["INTERVAL"]) < 1:
        del parts["INTERVAL"]
    if parts.get("WKST", "MO") not in WEEKDAYS:
        del parts["WKST"]


def _until(text: str, start: Stamp, home: tzinfo) -> datetime:
    stamp = parse_stamp(text, None)
    if start.clock is None:
        return datetime.combine(stamp.day, time(), UTC)
    if stamp.clock is None:
        stamp = Stamp(stamp.day, time(23, 59, 59))
    return stamp.wall(home).astimezone(UTC)


def _check(parts: dict[str, str], frequency: str) -> None:
    """ValueError for parts out of range, TooOftenError for more than 24 a day."""
    lists = {name: _numbers(name, parts[name]) for name in _NUMBERS if name in parts}
    if "BYDAY" in parts and not all(_DAY.fullmatch(day) for day in parts["BYDAY"].split(",")):
        raise ValueError("a rule with an unknown weekday")
    _check_places(parts, frequency)
    hours = 24 if frequency == "HOURLY" else 1
    if "BYHOUR" in lists:
        hours = len(lists["BYHOUR"])
    if hours * len(lists.get("BYMINUTE", {0})) * len(lists.get("BYSECOND", {0})) > _MOST_A_DAY:
        raise TooOftenError("BYSECOND")
    by_date = lists.keys() & {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"}
    if frequency == "HOURLY" and (by_date or "BYMONTH" in lists):
        raise ValueError("an hourly rule by date")
    if frequency in ("DAILY", "WEEKLY") and by_date & {"BYYEARDAY", "BYWEEKNO"}:
        raise ValueError("a rule by parts that its frequency does not have")
    if by_date and not _can_match(lists, parts, frequency):
        raise ValueError("a rule that never comes true")


def _check_places(parts: dict[str, str], frequency: str) -> None:
    """ValueError for the sixth Monday of a month and its like: dateutil would seek it long."""
    most = 53 if frequency == "YEARLY" and "BYMONTH" not in parts else 5
    for day in parts.get("BYDAY", "MO").split(","):
        place = day[:-2]
        if place and not 1 <= abs(int(place)) <= most:
            raise ValueError("a rule with a weekday that no month has")


def _numbers(name: str, text: str) -> set[int]:
    least, most = _NUMBERS[name]
    numbers = {int(number) for number in text.split(",") if number}
    zero = 0 in numbers and least < 0
    if zero or not numbers or min(numbers) < least or max(numbers) > most:
        raise ValueError("a rule with a number out of range")
    return numbers


def _can_match(lists: dict[str, set[int]], parts: dict[str, str], frequency: str) -> bool:
    """Tell whether some day in 28 years (all pairs of weekday and date) fits the rule."""
    times = len(lists.get("BYHOUR", {0})) * len(lists.get("BYMINUTE", {0}))
    most = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}[frequency] * times
    if all(abs(place) > most for place in lists.get("BYSETPOS", {1})):
        return False
    weekdays = {day[-2:] for day in parts["BYDAY"].split(",")} if "BYDAY" in parts else None
    first = date(2000, 1, 1)
    return any(_fits(first + timedelta(days=number), lists, weekdays) for number in range(28 * 366))


def _fits(day: date, lists: dict[str, set[int]], weekdays: set[str] | None) -> bool:
    if "BYMONTH" in lists and day.month not in lists["BYMONTH"]:
        return False
    if weekdays is not None and WEEKDAYS[day.weekday()] not in weekdays:
        return False
    if "BYMONTHDAY" in lists:
        last = ((day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day
        if not lists["BYMONTHDAY"] & {day.day, day.day - last - 1}:
            return False
    if "BYYEARDAY" in lists:
        number, last = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
        if not lists["BYYEARDAY"] & {number, number - last - 1}:
            return False
    return True


def skip_ahead(rule: Rule, start: date, before: date) -> int:
    """Return how many days a plain series may start later and still fall on the same dates.

    *start* is its first date, *before* one that the first instance wanted does not precede.
    Only for daily and weekly rules without a count, whose every period holds the first
    date's own weekday: there the later start is an instance itself.
    """
    period = _PERIODS.get(rule.parts["FREQ"])
    plain = rule.parts.keys() <= {"FREQ", "INTERVAL", "BYDAY", "WKST"}
    if period is None or not plain:
        return 0
    if "BYDAY" in rule.parts and WEEKDAYS[start.weekday()] not in rule.parts["BYDAY"].split(","):
        return 0
    if rule.parts["FREQ"] == "DAILY" and "BYDAY" in rule.parts:
        return 0
    step = period.days * int(rule.parts.get("INTERVAL", "1"))
    return max(0, (before - start).days) // step * step
