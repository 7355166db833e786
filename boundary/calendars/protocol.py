"""What every calendar source is, whatever it reads from: a file, a feed, a server.

A source only ever reads. It answers whole or not at all: what is missing from a `Reading` that
came without an error is missing from the calendar, so that a vanished appointment is a cancelled
one. Everything that stands in the way is a `CalendarError`, without the source's address.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Protocol, runtime_checkable
from zoneinfo import ZoneInfo

from boundary.calendars.ics import Reading
from boundary.clock import Span
from boundary.errors import CalendarError

NEARBY = timedelta(minutes=3)
"""How soon a source on this machine, or one that is asked for changes only, may be read again."""

Parse = Callable[[bytes, Span, ZoneInfo], Reading]
"""What makes a reading of an iCalendar text: `read_ics`, or something that runs it elsewhere."""


@runtime_checkable
class ParseMany(Protocol):
    """A `Parse` that can take several texts at once, which may cost less than one by one."""

    def many(
        self, texts: Sequence[bytes], span: Span, zone: ZoneInfo
    ) -> Sequence[Reading | CalendarError]:
        """Return what each text says, or its error. CalendarError if none could be read."""
        ...


def parse_each(
    parse: Parse, texts: Sequence[bytes], span: Span, zone: ZoneInfo
) -> list[Reading | CalendarError]:
    """Return what *parse* makes of each of *texts*, or its error, in their order."""
    given: object = parse
    if isinstance(given, ParseMany):
        return list(given.many(texts, span, zone))
    return [_parsed(parse, text, span, zone) for text in texts]


def _parsed(parse: Parse, text: bytes, span: Span, zone: ZoneInfo) -> Reading | CalendarError:
    try:
        return parse(text, span, zone)
    except CalendarError as error:
        return error


class SourceKind(StrEnum):
    """What a calendar is read from."""

    FILE = "file"
    FOLDER = "folder"
    FEED = "feed"
    CALDAV = "caldav"
    GOOGLE = "google"
    MICROSOFT = "microsoft"


class Calendar(Protocol):
    """One source of appointments."""

    @property
    def kind(self) -> SourceKind:
        """What it reads from."""
        ...

    @property
    def every(self) -> timedelta:
        """How long to leave it alone after the last read, whether that went well or not."""
        ...

    def read(self, span: Span, zone: ZoneInfo) -> Reading:
        """Return what it says of *span*, as `read_ics` does, all of it as calendar 0.

        *zone* is the viewer's. May take long: not for the thread of the windows. Raises
        CalendarError; the next read starts afresh from what is known by then.
        """
        ...


class WaitError(CalendarError):
    """A server asks to be left alone for *wait*."""

    def __init__(self, title: str, remedy: str, wait: timedelta) -> None:
        super().__init__(title, remedy)
        self.wait = wait


class SignInError(CalendarError):
    """A server wants another name or password: trying again by itself would not help."""
