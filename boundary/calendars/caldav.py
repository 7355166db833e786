"""CalDAV: a calendar on a server, kept here as a mirror and brought up to date before each read.

By sync-collection (RFC 6578) where the server has it, by comparing ETags where not; what changed
is fetched in portions, and a conversation that breaks off goes on from there the next time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from boundary.calendars.caldav_client import DavAnswer, DavClient, Login
from boundary.calendars.caldav_xml import CAL, CS, DAV, multiget, sync_collection
from boundary.calendars.ics import MOST_BYTES, Problem, Reading, read_ics, too_large
from boundary.calendars.mirror import Item, Mirror, mirror_of
from boundary.calendars.protocol import NEARBY, Parse, SourceKind, WaitError
from boundary.calendars.web import Net, Web
from boundary.clock import Span
from boundary.errors import CalendarError
from boundary.language import tr, trn

if TYPE_CHECKING:
    import httpx

PORTION = 50
"""How many appointments are fetched at once."""

MOST_ROUNDS = 200
"""How often a server may say that there is more to its list of changes."""

PATIENCE = timedelta(minutes=3)
"""For one read: the first one of an account of many years takes its time."""

WAITING = timedelta(minutes=2)
"""For one answer: a small server looks through all of a calendar before it says a word."""

# What servers say that have no sync-collection, or no longer know a token: RFC 6578 section 3.2
# names 403, 409 and 412; the others were seen.
_NO_SYNC = (400, 403, 405, 409, 410, 412, 415, 422, 501)
_INSUFFICIENT = 507
_GONE = frozenset({404, 410})


class CalDav:
    """The calendar at *address* (its collection's, from `find_calendars`), as a `Calendar`.

    *plain* is what `plain()` gave before: without it the first read fetches everything.
    """

    kind = SourceKind.CALDAV

    def __init__(
        self,
        address: str,
        login: Login,
        *,
        plain: Mapping[str, Any] | None = None,
        net: Net | None = None,
        parse: Parse = read_ics,
    ) -> None:
        self._login = login
        self._mirror = mirror_of(address, plain)
        self._net = net or Net(patience=PATIENCE, waiting=WAITING)
        self._parse = parse
        self._auth: httpx.Auth | None = None
        self.every = NEARBY

    def read(self, span: Span, zone: ZoneInfo) -> Reading:
        self.every = NEARBY
        try:
            self._refresh()
        except WaitError as error:
            self.every = max(NEARBY, error.wait)
            raise
        reading = self._parse(self._mirror.ics(), span, zone)
        torn = self._mirror.torn
        return replace(reading, problems=(_torn(torn), *reading.problems)) if torn else reading

    def plain(self) -> dict[str, Any]:
        """Return what is known, as plain values with titles in them: for the encrypted store."""
        return self._mirror.plain()

    def _refresh(self) -> None:
        with Web(self._net) as web:
            client = DavClient(web, self._login, self._mirror.address, self._net.clock, self._auth)
            refresh(client, self._mirror)
            self._auth = client.auth


def refresh(client: DavClient, mirror: Mirror) -> None:
    """Make *mirror* what the server has.

    Raises CalendarError; what had been fetched until then is kept, and asked for no more.
    """
    if mirror.syncs and _sync(client, mirror):
        return
    _compare(client, mirror)
    mirror.syncs = False


@dataclass(slots=True)
class _Changes:
    """The resources that changed since a token, with their ETags, and those that are gone."""

    token: str
    etags: dict[str, str] = field(default_factory=dict)
    gone: dict[str, None] = field(default_factory=dict)

    def take(self, answer: DavAnswer, mirror: Mirror) -> bool:
        """Take in what *answer* lists; tell whether that is all."""
        whole = True
        for entry in answer.says.entries:
            if entry.status == _INSUFFICIENT:
                whole = False
            elif mirror.key(entry.href).endswith("/"):
                continue  # the collection itself
            elif entry.status in _GONE:
                self.etags.pop(entry.href, None)
                self.gone[entry.href] = None
            else:
                self.gone.pop(entry.href, None)
                self.etags[entry.href] = entry.text(f"{DAV}getetag")
        self.token = answer.says.token
        return whole


def _sync(client: DavClient, mirror: Mirror) -> bool:
    """Bring *mirror* up to date by sync-collection; tell whether the server can do that."""
    for start in dict.fromkeys((mirror.token, "")):
        changes = _changes(client, mirror, start)
        if changes is None:
            continue
        _fetch(client, mirror, changes.etags)
        if start:
            for href in changes.gone:
                mirror.drop(href)
        else:
            mirror.keep_only(list(changes.etags))
        mirror.token = changes.token
        return True
    return False


def _changes(client: DavClient, mirror: Mirror, start: str) -> _Changes | None:
    """Return what changed since the token *start*, None if the server does not know it."""
    changes = _Changes(start)
    for _ in range(MOST_ROUNDS):
        body = sync_collection(changes.token)
        answer = client.report(mirror.address, 0, body, bear=_NO_SYNC)
        if answer.status != 207 or not answer.says.token:
            return None
        if changes.take(answer, mirror):
            return changes
    raise _partly()


def _compare(client: DavClient, mirror: Mirror) -> None:
    """Bring *mirror* up to date by the ETags of all that is there."""
    ctag = _ctag(client.propfind(mirror.address, 0, [f"{CS}getctag"]))
    if ctag and ctag == mirror.ctag:
        return
    names = [f"{DAV}getetag", f"{DAV}resourcetype"]
    there = {
        entry.href: entry.text(f"{DAV}getetag")
        for entry in client.propfind(mirror.address, 1, names).says.entries
        if entry.status == 200 and not entry.has(f"{DAV}resourcetype", f"{DAV}collection")
    }
    _fetch(client, mirror, there)
    mirror.keep_only(list(there))
    mirror.ctag = ctag


def _ctag(answer: DavAnswer) -> str:
    return next((entry.text(f"{CS}getctag") for entry in answer.says.entries), "")


def _fetch(client: DavClient, mirror: Mirror, etags: Mapping[str, str]) -> None:
    """Fetch those of the resources in *etags* that *mirror* does not have as they are now."""
    wanted = [href for href, etag in etags.items() if mirror.differs(href, etag)]
    room = MOST_BYTES - sum(len(item.ics) for item in mirror.items.values())
    for first in range(0, len(wanted), PORTION):
        portion = wanted[first : first + PORTION]
        missing = {mirror.key(href): href for href in portion}
        answer = client.report(mirror.address, 1, multiget(portion))
        for entry in answer.says.entries:
            href = missing.pop(mirror.key(entry.href), None)
            if href is None:
                continue  # nobody asked for it
            known = mirror.items.get(mirror.key(href))
            room += len(known.ics) if known else 0
            if entry.status in _GONE:
                mirror.drop(href)
                continue
            etag = entry.text(f"{DAV}getetag") or etags[href]
            item = Item.of(href, etag, entry.text(f"{CAL}calendar-data"))
            room -= len(item.ics)
            if room < 0:
                raise too_large()
            mirror.put(item)
        if missing:
            raise _partly()


def _partly() -> CalendarError:
    return CalendarError(
        tr("The calendar's server sent a part of the calendar only."),
        tr("It is tried again by itself."),
    )


def _torn(count: int) -> Problem:
    title = trn(
        "One entry of the calendar arrived damaged.",
        "{count} entries of the calendar arrived damaged.",
        count,
    )
    remedy = tr("The others are shown. Open the calendar where you keep it and save it again.")
    return Problem(0, title.format(count=count), remedy)
