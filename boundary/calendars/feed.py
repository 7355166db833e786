"""Calendar feeds: an address, asked politely and read again only where it has changed."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from boundary.calendars.ics import Reading, read_ics
from boundary.calendars.protocol import Parse, SourceKind, WaitError
from boundary.calendars.web import Answer, Net, Web
from boundary.calendars.web_faults import busy
from boundary.clock import Clock, Span
from boundary.errors import CalendarError
from boundary.language import tr

if TYPE_CHECKING:
    import httpx

POLITE = timedelta(minutes=10)
"""A feed is asked no more often, whatever it says."""

SELDOM = timedelta(hours=1)
"""A feed is asked at least as often: a session that was moved matters within the hour."""

_ACCEPT = "text/calendar, text/plain;q=0.5, */*;q=0.1"
_MAX_AGE = re.compile(r"\bmax-age=\"?(\d{1,9})", re.IGNORECASE)
# RFC 7986 section 5.7, and what was used before it. Both stand in the calendar's head.
_REFRESH = re.compile(
    rb"^(?:X-PUBLISHED-TTL|REFRESH-INTERVAL)[^:\r\n]*:"
    rb"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?\r?$",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server tells that a feed is unchanged: ETag and Last-Modified, as it wrote them."""

    etag: str = ""
    modified: str = ""

    def headers(self) -> dict[str, str]:
        """Return the headers of a question for changes only."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """A feed's bytes, None if they are as before; and how to ask the next time, and when."""

    data: bytes | None = field(repr=False)
    validators: Validators
    every: timedelta


def ask_feed(
    address: str, known: Validators | None = None, *, net: Net | None = None
) -> FeedAnswer:
    """Return the feed at *address* (http, https, webcal), or that it still is the one *known*.

    Raises CalendarError; WaitError if the server asks to be left alone.
    """
    known = known or Validators()
    net = net or Net()
    with Web(net) as web:
        answer = web.ask(
            "GET", _web_address(address), headers={"Accept": _ACCEPT, **known.headers()}
        )
    every = _every(answer)
    if answer.status == 304 and known != Validators():
        return FeedAnswer(None, known, every)
    if answer.status != 200:
        raise busy(answer.status, answer.headers, net.clock.now()) or _refused(answer.status)
    found = Validators(answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))
    return FeedAnswer(answer.data, found, every)


def fetch_feed(
    address: str, *, clock: Clock | None = None, transport: httpx.BaseTransport | None = None
) -> bytes:
    """Return the bytes of the feed at *address*, changed or not; CalendarError if there are none.

    *transport* stands in for the network, *clock* for the patience, in tests.
    """
    net = Net(transport=transport)
    answer = ask_feed(address, net=net if clock is None else replace(net, clock=clock))
    return answer.data or b""


class Feed:
    """The feed at an address, as a `Calendar`; what was read is kept, packed, for the next time."""

    kind = SourceKind.FEED

    def __init__(self, address: str, *, net: Net | None = None, parse: Parse = read_ics) -> None:
        self._address = address
        self._net = net
        self._parse = parse
        self._known = Validators()
        self._packed = b""
        self._said: tuple[Span, ZoneInfo, Reading] | None = None
        self._usual = POLITE
        self.every = POLITE

    def read(self, span: Span, zone: ZoneInfo) -> Reading:
        self.every = self._usual
        try:
            answer = ask_feed(self._address, self._known, net=self._net)
        except WaitError as error:
            self.every = max(POLITE, error.wait)
            raise
        if answer.data is None:
            return self._again(span, zone)
        self.every = self._usual = answer.every
        reading = self._parse(answer.data, span, zone)
        # Only now: a login page must not be what "unchanged" means the next time.
        self._known = answer.validators
        self._packed = zlib.compress(answer.data, 1) if self._known != Validators() else b""
        self._said = (span, zone, reading)
        return reading

    def _again(self, span: Span, zone: ZoneInfo) -> Reading:
        """Return what the feed, unchanged, says: as it said it, or read anew for another span."""
        if self._said is None or self._said[:2] != (span, zone):
            self._said = (span, zone, self._parse(zlib.decompress(self._packed), span, zone))
        return self._said[2]


def _web_address(address: str) -> str:
    scheme, colon, rest = address.partition(":")
    return f"https:{rest}" if colon and scheme.lower() in ("webcal", "webcals") else address


def _every(answer: Answer) -> timedelta:
    """Return how long the feed may stay unasked, by its own word and within our limits."""
    asked = [timedelta(0)]
    if found := _MAX_AGE.search(answer.headers.get("Cache-Control", "")):
        asked.append(timedelta(seconds=int(found[1])))
    if written := _REFRESH.search(answer.data[:_HEAD]):
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in written.groups())
        asked.append(
            timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
        )
    return min(max(POLITE, *asked), SELDOM)


def _refused(status: int) -> CalendarError:
    if status in (401, 403):
        return CalendarError(
            tr("The calendar's server refused the address."),
            tr("It may have been renewed: copy it again from your calendar's settings."),
        )
    if status in (404, 410):
        return CalendarError(
            tr("There is no calendar at this address any more."),
            tr("Copy the address again from your calendar's settings."),
        )
    return CalendarError(
        tr("The calendar's server gave no calendar (HTTP {status}).").format(status=status),
        tr("Copy the address again from your calendar's settings."),
    )
