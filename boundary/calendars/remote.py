"""What the calendars behind an account share: the stretch they keep, and their faults in words.

Google and Microsoft expand recurrence themselves and tell changes since the last look, each for
a fixed stretch of time. The stretch is asked for wider than the day's horizon, so that it has to
be read whole about once a week and not with every passing minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from boundary.accounts.door import ApiError, PatienceError
from boundary.accounts.errors import SignInNeeded
from boundary.calendars.ics import Reading, order
from boundary.calendars.ics.trouble import Tally, Trouble
from boundary.calendars.occurrence import Occurrence
from boundary.calendars.protocol import SignInError, WaitError
from boundary.clock import Clock, Span
from boundary.errors import BoundaryError, CalendarError
from boundary.language import tr

MOST_EVENTS = 50_000
MOST_PAGES = 200

WHOLE_EVERY = timedelta(hours=6)
"""How long changes alone are believed: what they might leave out is seen by then."""

_SWITCHED_OFF = frozenset({"accessNotConfigured", "SERVICE_DISABLED"})
"""Google's words where the client's project has no Calendar API."""

_EDGE = timedelta(days=1)
_AHEAD = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Listed:
    """A calendar that an account has: `name` is shown while she chooses, and not kept."""

    id: str = field(repr=False)
    name: str = field(repr=False)
    main: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a calendar was asked for: whole days are laid on the midnights of `zone`.

    `ends` is the clock's monotonic count from which on it has to be read whole again.
    """

    span: Span
    zone: ZoneInfo
    ends: float

    def covers(self, span: Span, zone: ZoneInfo, clock: Clock) -> bool:
        """Tell whether it still holds all of *span*, with the whole days at its edges."""
        needed = _edged(span)
        return (
            clock.monotonic() < self.ends
            and self.zone.key == zone.key
            and self.span.start <= needed.start
            and needed.end <= self.span.end
        )


def stretch_for(span: Span, zone: ZoneInfo, clock: Clock) -> Stretch:
    """Return what to ask for where *span* is wanted now, and later ones in the days to come.

    A day wider at both ends: a server lays whole days on its own midnights.
    """
    edged = _edged(span)
    ends = clock.monotonic() + WHOLE_EVERY.total_seconds()
    return Stretch(Span(edged.start, edged.end + _AHEAD), zone, ends)


def _edged(span: Span) -> Span:
    return Span(span.start - _EDGE, span.end + _EDGE)


def whole_days(first: date, last: date, zone: ZoneInfo) -> Span:
    """Return the days from *first* until before *last*, one at least, as they are in *zone*."""
    last = max(last, first + timedelta(days=1))
    start, end = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (first, last))
    return Span(start, end)


@contextmanager
def as_calendar_errors() -> Iterator[None]:
    """Translate what an account or the keyring says into what a calendar's reader expects."""
    try:
        yield
    except CalendarError:
        raise
    except SignInNeeded as error:
        raise SignInError(error.title, error.remedy) from error
    except PatienceError as error:
        raise WaitError(error.title, error.remedy, error.wait) from error
    except ApiError as error:
        raise CalendarError(*_words(error.status, error.codes, error.name)) from error
    except BoundaryError as error:
        raise CalendarError(error.title, error.remedy) from error


def _words(status: int, codes: frozenset[str], name: str) -> tuple[str, str]:
    """Return title and remedy for an API's no, where it is about a calendar."""
    if codes & _SWITCHED_OFF:
        return (
            tr("{service} says that the calendar interface is switched off.").format(service=name),
            tr("Switch on the Calendar API where you made the client id; see docs/accounts.md."),
        )
    if status == 403:
        return (
            tr("{service} does not show this calendar to you.").format(service=name),
            tr("Ask whoever owns it to share it with its details, or choose another."),
        )
    if status in (404, 410):
        return (
            tr("{service} has this calendar no more.").format(service=name),
            tr("Choose the calendar again in Settings."),
        )
    if status >= 500:
        return (
            tr("{service} has trouble of its own.").format(service=name),
            tr("It is tried again by itself."),
        )
    return (
        tr("{service} gave no calendar (HTTP {status}).").format(service=name, status=status),
        tr("It is tried again by itself. If this stays, sign in again."),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """An event of an API: what takes place, or what is wrong with it, or both."""

    occurrence: Occurrence | None
    trouble: Trouble | None = None


def reading_of(events: Iterable[Found], span: Span, zone: ZoneInfo) -> Reading:
    """Return what the *events* say of *span*, their troubles counted."""
    tally = Tally()
    found = []
    for event in events:
        if event.trouble is not None:
            tally.add(event.trouble)
        if event.occurrence is not None and event.occurrence.span.overlaps(span):
            found.append(event.occurrence)
    return Reading(tuple(sorted(found, key=order)), tally.problems(0, zone.key))


def between(start: datetime, end: datetime) -> tuple[Span, Trouble | None]:
    """Return the span of two instants (UTC), of no length where the end is before the start."""
    if end < start:
        return Span(start, start), Trouble.BACKWARDS
    return Span(start, end), None


def text_of(item: Mapping[str, Any], name: str) -> str:
    """Return the text *name* of *item*, "" where there is none."""
    value = item.get(name)
    return value if isinstance(value, str) else ""


def list_of(item: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the objects in the list *name* of *item*."""
    value = item.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def dict_of(item: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the object *name* of *item*, an empty one where there is none."""
    value = item.get(name)
    return value if isinstance(value, dict) else {}


def too_much() -> CalendarError:
    """Return the error for a calendar that does not end."""
    return CalendarError(
        tr("The calendar holds more appointments than can be read."),
        tr("Choose a calendar with fewer, or move what is not yours to another."),
    )
