"""The XML of CalDAV: what is asked, and what comes back, read without trust. Pure.

RFC 4918 (WebDAV), 4791 (CalDAV), 5397 (current principal), 6578 (sync-collection). An answer
with a DOCTYPE is refused, so that there are no entities to swell; its elements are counted and
its depth is limited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from boundary.errors import CalendarError
from boundary.language import tr

DAV = "{DAV:}"
CAL = "{urn:ietf:params:xml:ns:caldav}"
CS = "{http://calendarserver.org/ns/}"
"""Calendar Server's own: where a collection's "ctag" comes from."""

MOST_ELEMENTS = 1_000_000
"""A list of 100,000 appointments has two thirds of it."""

MOST_DEPTH = 64

_OPEN = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<{name} xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
    ' xmlns:CS="http://calendarserver.org/ns/">'
)
_PREFIXES = {DAV: "D:", CAL: "C:", CS: "CS:"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a server says of one resource: `status` of it as a whole, `props` those it has."""

    href: str = field(repr=False)
    status: int
    props: dict[str, Element] = field(repr=False)

    def text(self, name: str) -> str:
        """Return the text of the property *name*, "" where there is none."""
        found = self.props.get(name)
        return "" if found is None else (found.text or "").strip()

    def hrefs(self, name: str) -> list[str]:
        """Return the addresses in the property *name*."""
        found = self.props.get(name)
        return [] if found is None else _hrefs(found)

    def has(self, name: str, inner: str) -> bool:
        """Tell whether the property *name* holds an element *inner*."""
        found = self.props.get(name)
        return found is not None and found.find(inner) is not None


@dataclass(frozen=True, slots=True)
class Multistatus:
    """The answer to PROPFIND and REPORT; `token` is that of a sync, "" without one."""

    entries: tuple[Entry, ...]
    token: str = ""


def propfind(names: Iterable[str]) -> bytes:
    """Return the body that asks for the properties *names* (`{namespace}name`)."""
    return _body("D:propfind", _prop(names))


def sync_collection(token: str) -> bytes:
    """Return the body that asks what changed since *token* (RFC 6578), "" for everything."""
    return _body(
        "D:sync-collection",
        f"<D:sync-token>{escape(token)}</D:sync-token><D:sync-level>1</D:sync-level>",
        _prop([f"{DAV}getetag"]),
    )


def multiget(hrefs: Iterable[str]) -> bytes:
    """Return the body that asks for the appointments at *hrefs* (RFC 4791 section 7.9)."""
    wanted = "".join(f"<D:href>{escape(href)}</D:href>" for href in hrefs)
    return _body("C:calendar-multiget", _prop([f"{DAV}getetag", f"{CAL}calendar-data"]), wanted)


def _body(name: str, *parts: str) -> bytes:
    return f"{_OPEN.format(name=name)}{''.join(parts)}</{name}>".encode()


def _prop(names: Iterable[str]) -> str:
    return f"<D:prop>{''.join(map(_empty, names))}</D:prop>"


def _empty(name: str) -> str:
    space, _, local = name.rpartition("}")
    return f"<{_PREFIXES[space + '}']}{local}/>"


def read_multistatus(data: bytes) -> Multistatus:
    """Return what a server answered; CalendarError if *data* is not such an answer."""
    root = _parse(data)
    if root.tag != f"{DAV}multistatus":
        raise _senseless()
    entries = tuple(entry for response in root.iter(f"{DAV}response") for entry in _read(response))
    return Multistatus(entries, (root.findtext(f"{DAV}sync-token") or "").strip())


def _read(response: Element) -> Iterator[Entry]:
    """Yield the entry of *response*; one that is but a status may be for several resources."""
    props: dict[str, Element] = {}
    for propstat in response.findall(f"{DAV}propstat"):
        if _status(propstat) == 200:
            props.update(
                {each.tag: each for prop in propstat.findall(f"{DAV}prop") for each in prop}
            )
    for href in _hrefs(response):
        yield Entry(href, _status(response), props)


def _hrefs(parent: Element) -> list[str]:
    """Return the addresses in *parent*; CalendarError for one that is no address at all."""
    found = [(href.text or "").strip() for href in parent.findall(f"{DAV}href")]
    try:
        return [text for text in found if text and urlsplit(text)]
    except ValueError:
        raise _senseless() from None


def _status(parent: Element) -> int:
    """Return the number in the status line of *parent*; 200 where it has none."""
    line = (parent.findtext(f"{DAV}status") or "HTTP/1.1 200").split()
    return int(line[1]) if len(line) > 1 and line[1].isdecimal() else 0


def _parse(data: bytes) -> Element:
    parser = XMLParser(target=_Builder())
    try:
        parser.feed(data)
        root = parser.close()
    except (ParseError, _RefusedError, ValueError, LookupError):
        # ValueError and LookupError are for an encoding that nobody knows.
        raise _senseless() from None
    if not isinstance(root, Element):
        raise _senseless()
    return root


class _RefusedError(Exception):
    """The XML is not what an honest server sends."""


class _Builder(TreeBuilder):
    """Builds the tree, and stops where it grows beyond all reason."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._count = 0

    def doctype(self, *_: str | None) -> None:
        """Refuse a document that defines anything: called by XMLParser at `<!DOCTYPE`."""
        raise _RefusedError

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > MOST_DEPTH or self._count > MOST_ELEMENTS:
            raise _RefusedError
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def _senseless() -> CalendarError:
    return CalendarError(
        tr("The calendar's server gave an answer that makes no sense."),
        tr("It is tried again by itself. If this stays, check that the address is a CalDAV one."),
    )
