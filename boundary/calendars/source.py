"""Calendars by their address: a file or a feed, one or several, each failing alone."""

from __future__ import annotations

import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname
from zoneinfo import ZoneInfo

from boundary.calendars.feed import fetch_feed
from boundary.calendars.ics import MOST_BYTES, Problem, Reading, order, read_ics, too_large
from boundary.calendars.occurrence import Occurrence
from boundary.clock import Span
from boundary.errors import CalendarError
from boundary.language import tr

_FEEDS = frozenset({"http", "https", "webcal", "webcals"})


@dataclass(frozen=True, slots=True)
class CalendarsRead:
    """One answer from several calendars: `failed` has the error of each that gave none."""

    reading: Reading
    failed: tuple[CalendarError, ...] = ()


def fetch(address: str) -> bytes:
    """Return the bytes of the calendar at *address*: a path, file:, http(s): or webcal: one.

    At most 50 MB; CalendarError (without the address) for whatever stands in the way.
    """
    scheme = address.partition(":")[0].lower() if "://" in address else ""
    if scheme in _FEEDS or address.lower().startswith(("webcal:", "webcals:")):
        return fetch_feed(address)
    if scheme == "file":
        return _read_file(Path(url2pathname(unquote(urlsplit(address).path))))
    return _read_file(Path(address))


def _read_file(path: Path) -> bytes:
    try:
        path = path.expanduser()
        if not stat.S_ISREG(path.stat().st_mode):
            raise CalendarError(
                tr("This is not a file with a calendar."),
                tr("Choose a file that ends in .ics."),
            )
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise CalendarError(
            tr("The calendar file is not there."),
            tr("It may have been moved: choose it again."),
        ) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise CalendarError(
            tr("The calendar file can't be opened."),
            tr("Check that you may read it, or choose another."),
        ) from error
    if len(data) > MOST_BYTES:
        raise too_large()
    return data


def read_calendars(addresses: Sequence[str], span: Span, zone: ZoneInfo) -> Reading:
    """Return what all the calendars at *addresses* say of *span*, each session once.

    A calendar that fails becomes a problem with its position and the others go on. *zone* is
    the viewer's; see `read_ics`.
    """
    return read_each(addresses, span, zone).reading


def read_each(
    addresses: Sequence[str],
    span: Span,
    zone: ZoneInfo,
    *,
    get: Callable[[str], bytes] = fetch,
) -> CalendarsRead:
    """Do what `read_calendars` does, and return the errors as they came beside the answer.

    *get* fetches the bytes of an address.
    """
    occurrences: list[Occurrence] = []
    problems: list[Problem] = []
    failed: list[CalendarError] = []
    floating = False
    for position, address in enumerate(addresses):
        try:
            reading = read_ics(get(address), span, zone, calendar=position)
        except CalendarError as error:
            failed.append(error)
            problems.append(Problem(position, error.title, error.remedy))
            continue
        occurrences.extend(reading.occurrences)
        problems.extend(reading.problems)
        floating = floating or reading.floating
    reading = Reading(tuple(once(occurrences)), tuple(problems), floating)
    return CalendarsRead(reading, tuple(failed))


def once(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """Return *occurrences* in order, one that stands in two calendars only once.

    It is the same by UID and recurrence id, or else by start, end and title; the first
    calendar's stays. Two alike within one calendar are two: it may be a double booking.
    """
    by_id: dict[tuple[str, object], int] = {}
    by_look: dict[tuple[Span, str], int] = {}
    kept = []
    for one in sorted(occurrences, key=lambda one: one.calendar):
        identity = (one.uid, one.recurrence_id)
        look = (one.span, " ".join(one.title.casefold().split()))
        first = by_id.setdefault(identity, one.calendar)
        same = by_look.setdefault(look, one.calendar)
        if first == same == one.calendar:
            kept.append(one)
    return sorted(kept, key=order)
