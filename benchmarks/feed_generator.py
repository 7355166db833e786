"""Feeds as an EHR, Google and Outlook write them, of any size and the same at every run.

The manners differ in what costs time: an EHR lists single events in UTC; Google repeats in
IANA zones and carries descriptions; Outlook adds its own zone names, a dozen lines of its own
to each event, alarms and HTML. In the last two about seven events of ten are single, one is a
weekly series and two move an instance of one, over eight years around `DAY`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from random import Random
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")
DAY = date(2026, 11, 24)
"""The day that is read: a Tuesday with sessions in every feed."""

_FIRST = date(2019, 1, 7)
_DAYS = 2930
_LENGTH = timedelta(minutes=50)
_NOTE = (
    "Join the session from a quiet room. Your link is https://video.example/room/{number:07d} and "
    "opens five minutes before the start. If the picture stops\\, reload the page\\; if the sound "
    "stops\\, leave and come back.\\nReschedule at least a day ahead.\\n"
)
_ZONE_LINES = """\
BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16011104T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010311T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE"""


class Manner(StrEnum):
    """Who writes the feed."""

    EHR = "ehr"
    GOOGLE = "google"
    OUTLOOK = "outlook"


def feed(manner: Manner, events: int, seed: int = 20261124) -> bytes:
    """Return a calendar of *events* VEVENTs in the given *manner*."""
    writer = _Writer(manner, Random(f"{seed} {manner} {events}"))
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{manner}//generated//EN"]
    if writer.zone_name:
        head += _ZONE_LINES.format(name=writer.zone_name).split("\n")
    lines = [*head, *writer.events(events), "END:VCALENDAR"]
    return ("\r\n".join(_folded(line) for line in lines) + "\r\n").encode()


class _Writer:
    """Makes up events, one after another."""

    def __init__(self, manner: Manner, chance: Random) -> None:
        self._manner = manner
        self._chance = chance
        self._number = 0
        self.zone_name = {
            Manner.EHR: "",
            Manner.GOOGLE: "America/New_York",
            Manner.OUTLOOK: "Eastern Standard Time",
        }[manner]

    def events(self, count: int) -> Iterator[str]:
        """Yield the lines of *count* events."""
        left = count
        while left:
            if self._manner is not Manner.EHR and left > 4 and self._chance.random() < 0.136:
                moved = min(self._chance.choice((0, 1, 1, 2, 2, 4)), left - 1)
                yield from self._series(moved)
                left -= 1 + moved
            else:
                yield from self._event(self._start(), self._uid())
                left -= 1

    def _start(self) -> datetime:
        day = _FIRST + timedelta(days=self._chance.randrange(_DAYS))
        return datetime.combine(day, time(self._chance.randrange(8, 19)))

    def _uid(self) -> str:
        self._number += 1
        mark = self._chance.getrandbits(96)
        if self._manner is Manner.OUTLOOK:
            return (
                f"040000008200E00074C5B7101A82E008{self._number:08X}{mark:024X}000000000010000000"
            )
        if self._manner is Manner.GOOGLE:
            return f"{mark:024x}{self._number:06d}@google.com"
        return f"appointment-{self._number}-{mark:024x}"

    def _series(self, moved: int) -> Iterator[str]:
        start, uid = self._start(), self._uid()
        weeks = self._chance.randrange(8, 60)
        last = self._local(start + timedelta(weeks=weeks)).astimezone(UTC)
        rule = f"FREQ=WEEKLY;BYDAY={start.strftime('%a')[:2].upper()}"
        if self._chance.random() < 0.93:
            rule += f";UNTIL={last:%Y%m%dT%H%M%SZ}"
        picked = self._chance.sample(range(1, weeks), moved + self._chance.randrange(3))
        lines = [f"RRULE:{rule}"]
        lines += [self._moment("EXDATE", start + timedelta(weeks=week)) for week in picked[moved:]]
        yield from self._event(start, uid, *lines)
        for week in picked[:moved]:
            instance = start + timedelta(weeks=week)
            shift = timedelta(hours=self._chance.choice((-24, -2, -1, 1, 2, 24, 48)))
            yield from self._event(instance + shift, uid, self._moment("RECURRENCE-ID", instance))

    def _local(self, moment: datetime) -> datetime:
        return moment.replace(tzinfo=ZONE)

    def _moment(self, name: str, moment: datetime) -> str:
        if not self.zone_name:
            return f"{name}:{self._local(moment).astimezone(UTC):%Y%m%dT%H%M%SZ}"
        return f"{name};TZID={self.zone_name}:{moment:%Y%m%dT%H%M%S}"

    def _event(self, start: datetime, uid: str, *lines: str) -> Iterator[str]:
        initials = "".join(self._chance.choices("ABCDEFGHJKLMNPRSTW", k=2))
        yield "BEGIN:VEVENT"
        yield self._moment("DTSTART", start)
        yield self._moment("DTEND", start + _LENGTH)
        yield from lines
        yield f"UID:{uid}"
        yield "DTSTAMP:20261120T081502Z"
        yield f"SUMMARY:{initials[0]}.{initials[1]}."
        yield from self._rest()
        yield "END:VEVENT"

    def _rest(self) -> Iterator[str]:
        note = _NOTE.format(number=self._number)
        match self._manner:
            case Manner.EHR:
                yield "STATUS:CONFIRMED"
                yield f"URL:https://video.example/room/{self._number:07d}"
            case Manner.GOOGLE:
                yield "CREATED:20240105T101112Z"
                yield "LAST-MODIFIED:20260105T101112Z"
                yield f"DESCRIPTION:{note}"
                yield f"LOCATION:https://video.example/room/{self._number:07d}"
                yield "SEQUENCE:0"
                yield "STATUS:CONFIRMED"
                yield "TRANSP:OPAQUE"
            case Manner.OUTLOOK:
                yield f"DESCRIPTION:{note}"
                yield "X-ALT-DESC;FMTTYPE=text/html:<html><body><p>Online</p></body></html>"
                yield "CLASS:PUBLIC"
                yield "TRANSP:OPAQUE"
                yield "STATUS:CONFIRMED"
                yield "SEQUENCE:0"
                yield "LOCATION;LANGUAGE=en-US:Online"
                yield "X-MICROSOFT-CDO-APPT-SEQUENCE:0"
                yield "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"
                yield "X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY"
                yield "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE"
                yield "X-MICROSOFT-DISALLOW-COUNTER:FALSE"
                yield "BEGIN:VALARM"
                yield "DESCRIPTION:REMINDER"
                yield "TRIGGER;RELATED=START:-PT15M"
                yield "ACTION:DISPLAY"
                yield "END:VALARM"


def _folded(line: str) -> str:
    """Fold an ASCII *line* at 75 characters (RFC 5545 section 3.1)."""
    if len(line) <= 75:
        return line
    pieces = [line[:75], *(line[at : at + 74] for at in range(75, len(line), 74))]
    return "\r\n ".join(pieces)
