"""Plain series: daily and weekly ones, reckoned instead of walked.

Nearly all that a practice repeats is weekly. For such a rule the dates follow by counting
weeks, without the library's objects and without a step for each week since the start; whatever
is less plain goes to the library. The grammar and the meaning of WKST are RFC 5545's, section
3.3.10.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from boundary.calendars.ics.event import Event
from boundary.calendars.ics.rules import WEEKDAYS, Rule
from boundary.clock import Span

_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "BYDAY", "WKST"})
_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_LONGEST = timedelta(days=3660)


def is_plain(master: Event, overrides: Sequence[Event], rules: Sequence[Rule]) -> bool:
    """Tell whether `plain_starts` knows the series of *master*.

    One rule by days or weeks that holds its own first date, no further dates, and overrides
    that move single instances and stay what they are: timed or whole days.
    """
    if len(rules) != 1 or master.extras:
        return False
    if any(event.and_future or event.all_day != master.all_day for event in overrides):
        return False
    parts = rules[0].parts
    if not parts.keys() <= _PARTS:
        return False
    if parts["FREQ"] == "DAILY":
        return "BYDAY" not in parts
    if parts["FREQ"] != "WEEKLY":
        return False
    given = parts["BYDAY"].split(",") if "BYDAY" in parts else []
    own = WEEKDAYS[master.start.day.weekday()]
    return not given or (own in given and all(day in WEEKDAYS for day in given))


def plain_starts(master: Event, rule: Rule, span: Span, room: timedelta) -> Iterator[datetime]:
    """Yield the starts (aware, in the series' zone) of the instances that may touch *span*.

    *room* is added on both sides. Instances that are excepted or overridden are among them; a
    whole day is its midnight in UTC.
    """
    length = timedelta(days=master.length.days) + master.length.rest
    first = (span.start - room - min(length, _LONGEST)).date()
    last = (span.end + room).date()
    clock, zone = (time(), UTC) if master.all_day else (master.start.clock, master.home)
    assert clock is not None
    until = None if "COUNT" in rule.parts else rule.until
    for day in _days(master.start.day, rule, first, last):
        start = datetime.combine(day, clock, zone)
        if until is not None and start.astimezone(UTC) > until:
            return
        yield start


def _days(start: date, rule: Rule, first: date, last: date) -> Iterator[date]:
    """Yield the dates of *rule* from *first* to *last*, both counted in."""
    parts = rule.parts
    weekly = parts["FREQ"] == "WEEKLY"
    offsets, base = [0], start
    if weekly:
        week_start = WEEKDAYS.index(parts.get("WKST", "MO"))
        into_week = (start.weekday() - week_start) % 7
        given = parts["BYDAY"].split(",") if "BYDAY" in parts else [WEEKDAYS[start.weekday()]]
        offsets = sorted({(WEEKDAYS.index(day) - week_start) % 7 for day in given})
        base = start - timedelta(days=into_week)
    period = int(parts.get("INTERVAL", "1")) * (_WEEK if weekly else _DAY)
    early = sum(base + offset * _DAY < start for offset in offsets)
    most = int(parts["COUNT"]) if "COUNT" in parts else None
    turn = max(0, (first - base).days // period.days)
    while True:
        for place, offset in enumerate(offsets):
            day = base + turn * period + offset * _DAY
            number = turn * len(offsets) + place - early
            if day > last or (most is not None and number >= most):
                return
            if day >= first and number >= 0:
                yield day
        turn += 1
