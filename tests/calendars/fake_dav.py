"""A CalDAV server in memory, as a transport of httpx, that can be made to fail as servers do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

import httpx

from boundary.calendars.caldav import CalDav
from boundary.calendars.caldav_client import Login
from boundary.calendars.web import Net
from tests.calendars.builders import NEW_YORK, calendar, event, starts, window

ROOT = "https://dav.practice.example"
HOME = "/maya/"
PLACE = f"{HOME}work/"
LOGIN = Login("maya", "correct horse")
BASIC = "Basic bWF5YTpjb3JyZWN0IGhvcnNl"

Handler = Callable[[httpx.Request], httpx.Response]


def multistatus(*responses: str, token: str = "") -> httpx.Response:
    """Return an answer of *responses*, with a sync token where one is given."""
    end = f"<sync-token>{escape(token)}</sync-token>" if token else ""
    text = (
        '<?xml version="1.0" encoding="utf-8"?><multistatus xmlns="DAV:"'
        ' xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:CS="http://calendarserver.org/ns/">'
        f"{''.join(responses)}{end}</multistatus>"
    )
    return xml(text.encode())


def xml(data: bytes, status: int = 207) -> httpx.Response:
    """Return the answer *data*, as a stream: as it comes from a network."""
    return httpx.Response(status, content=iter([data]))


def found(href: str, *props: str) -> str:
    """Return the response for a resource that has *props*, as XML."""
    return (
        f"<response><href>{escape(href)}</href><propstat><prop>{''.join(props)}</prop>"
        "<status>HTTP/1.1 200 OK</status></propstat></response>"
    )


def gone(href: str, status: str = "404 Not Found") -> str:
    """Return the response for a resource of which there is only a status."""
    return f"<response><href>{escape(href)}</href><status>HTTP/1.1 {status}</status></response>"


@dataclass
class FakeDav:
    """A server with one calendar at PLACE; `answer` is its handler.

    `syncs`: it has sync-collection. `page`: how many changes it tells at once. `forgets`: the
    status with which it refuses every token that it gave (None: it knows them). `first`: what
    answers before all else, where it gives an answer. `asked` has "METHOD what" of each request.
    """

    items: dict[str, str] = field(default_factory=dict)
    syncs: bool = True
    page: int = 1000
    forgets: int | None = None
    without_etags: bool = False
    spell: Callable[[str], str] = str
    first: Callable[[httpx.Request], httpx.Response | None] = lambda _: None
    asked: list[str] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    _log: list[str] = field(default_factory=list)

    def put(self, name: str, data: bytes) -> None:
        """Write the resource *name*."""
        self.items[name] = data.decode()
        self._log.append(name)

    def delete(self, name: str) -> None:
        """Delete the resource *name*."""
        del self.items[name]
        self._log.append(name)

    def calendar(self, plain: dict[str, object] | None = None) -> CalDav:
        """Return the source that reads it."""
        return CalDav(ROOT + PLACE, LOGIN, plain=plain, net=self.net)

    @property
    def net(self) -> Net:
        return Net(transport=httpx.MockTransport(self.answer))

    @property
    def fetched(self) -> list[int]:
        """How many resources each portion asked for."""
        return [int(what.split()[2]) for what in self.asked if what.startswith("REPORT multiget")]

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer *request*."""
        body = request.content.decode()
        self.requests.append(request)
        if given := self.first(request):
            self.asked.append(f"{request.method} refused")
            return given
        if request.method == "PROPFIND":
            self.asked.append(f"PROPFIND {request.headers['Depth']}")
            return self._listed() if request.headers["Depth"] == "1" else self._itself()
        if "multiget" in body:
            hrefs = [unescape(href) for href in re.findall("<D:href>(.*?)</D:href>", body)]
            self.asked.append(f"REPORT multiget {len(hrefs)}")
            return multistatus(*map(self._whole, hrefs))
        since = re.findall("<D:sync-token>(.*?)</D:sync-token>", body)[0]
        self.asked.append(f"REPORT sync {since}".strip())
        return self._changes(since)

    def _tag(self, name: str) -> str:
        number = len(self._log) - self._log[::-1].index(name)
        return "" if self.without_etags else f'<getetag>"{number}"</getetag>'

    def _itself(self) -> httpx.Response:
        return multistatus(found(PLACE, f"<CS:getctag>{len(self._log)}</CS:getctag>"))

    def _listed(self) -> httpx.Response:
        own = found(PLACE, "<resourcetype><collection/></resourcetype>")
        rows = [found(PLACE + name, self._tag(name), "<resourcetype/>") for name in self.items]
        return multistatus(own, *rows)

    def _whole(self, href: str) -> str:
        name = href.removeprefix(PLACE)
        if name not in self.items:
            return gone(href)
        data = f"<C:calendar-data>{escape(self.items[name])}</C:calendar-data>"
        return found(self.spell(href), self._tag(name), data)

    def _changes(self, since: str) -> httpx.Response:
        if not self.syncs:
            return httpx.Response(501)
        if since and self.forgets:
            return httpx.Response(self.forgets)
        start = int(since.rpartition("/")[2]) if since else 0
        changed = self._log[start : start + self.page]
        end = start + len(changed)
        rows = [
            found(PLACE + name, self._tag(name)) if name in self.items else gone(PLACE + name)
            for name in dict.fromkeys(changed)
            if since or name in self.items
        ]
        if end < len(self._log):
            rows.append(gone(PLACE, "507 Insufficient Storage"))
        return multistatus(*rows, token=f"https://dav.practice.example/sync/{end}")


def with_one(**how: Any) -> FakeDav:
    """Return a server with one appointment, in `one.ics`; *how* it is, as for FakeDav."""
    server = FakeDav(**how)
    server.put("one.ics", calendar(event()))
    return server


def seen(source: CalDav) -> list[str]:
    """Return when the day's occurrences start."""
    return starts(source.read(window(), NEW_YORK))
