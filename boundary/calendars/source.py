"""Calendars by their address: a file or a feed, one or several, each failing alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname
from zoneinfo import ZoneInfo

from boundary.calendars.files import File, Folder, read_file
from boundary.calendars.ics import Problem, Reading, order, read_ics
from boundary.calendars.occurrence import Occurrence
from boundary.calendars.protocol import Calendar, Parse
from boundary.clock import Span
from boundary.errors import CalendarError

_FEEDS = frozenset({"http", "https", "webcal", "webcals"})


@dataclass(frozen=True, slots=True)
class CalendarsRead:
    """One answer from several calendars: `failed` has the error of each that gave none."""

    reading: Reading
    failed: tuple[CalendarError, ...] = ()


def calendar_at(address: str, *, parse: Parse = read_ics) -> Calendar:
    """Return the calendar at *address*: a file's or folder's path, file:, http(s): or webcal:.

    Nothing is read yet. What lies at a path now decides whether it is a folder. *parse* makes
    a reading of its text.
    """
    path = local_path(address)
    if path is None:
        from boundary.calendars.feed import Feed

        return Feed(address, parse=parse)
    return Folder(path, parse=parse) if _is_folder(path) else File(path, parse=parse)


def fetch(address: str) -> bytes:
    """Return the bytes of the calendar at *address*: a path, file:, http(s): or webcal: one.

    At most 50 MB; CalendarError (without the address) for whatever stands in the way.
    """
    path = local_path(address)
    from boundary.calendars.feed import fetch_feed

    return fetch_feed(address) if path is None else read_file(path)


def local_path(address: str) -> Path | None:
    """Return the path that *address* means, or None if it is a feed's."""
    scheme = address.partition(":")[0].lower() if "://" in address else ""
    if scheme in _FEEDS or address.lower().startswith(("webcal:", "webcals:")):
        return None
    if scheme == "file":
        return Path(url2pathname(unquote(urlsplit(address).path)))
    return Path(address)


def _is_folder(path: Path) -> bool:
    try:
        return path.expanduser().is_dir()
    except (OSError, ValueError, RuntimeError):
        return False  # reading it as a file says what is wrong


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
    get: Callable[[str], bytes] | None = None,
) -> CalendarsRead:
    """Do what `read_calendars` does, and return the errors as they came beside the answer.

    *get* fetches the bytes of an address; without it each is read as what it is.
    """
    if get is None:
        return read_all([calendar_at(address) for address in addresses], span, zone)
    asks = [partial(_read_bytes, get, address) for address in addresses]
    return _collected(asks, span, zone)


def read_all(calendars: Sequence[Calendar], span: Span, zone: ZoneInfo) -> CalendarsRead:
    """Return what all *calendars* say of *span*, each session once, each carrying its position.

    One that fails becomes a problem with its position and the others go on.
    """
    return _collected([calendar.read for calendar in calendars], span, zone)


def _read_bytes(get: Callable[[str], bytes], address: str, span: Span, zone: ZoneInfo) -> Reading:
    return read_ics(get(address), span, zone)


def _collected(
    reads: Sequence[Callable[[Span, ZoneInfo], Reading]], span: Span, zone: ZoneInfo
) -> CalendarsRead:
    occurrences: list[Occurrence] = []
    problems: list[Problem] = []
    failed: list[CalendarError] = []
    floating = False
    for position, read in enumerate(reads):
        try:
            reading = read(span, zone)
        except CalendarError as error:
            failed.append(error)
            problems.append(Problem(position, error.title, error.remedy))
            continue
        occurrences.extend(replace(one, calendar=position) for one in reading.occurrences)
        problems.extend(replace(one, calendar=position) for one in reading.problems)
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
