"""The mirror of a CalDAV calendar: each of its resources as last seen, and up to where. Pure.

Servers leave out sessions when they are asked for a stretch of time (those that were moved into
it) or unroll recurrences wrongly, so all of a calendar is kept here and unrolled by ourselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from boundary.calendars.ics import MOST_BYTES, too_large

VERSION = 1
"""Of `Mirror.plain`; another one is forgotten, and the calendar read anew."""

_EMPTY = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True)
class Item:
    """A resource: `href` as the server writes it, its ETag, and the iCalendar text.

    `ics` is "" where it holds no appointment (a task); `torn` where it is no whole calendar.
    """

    href: str = field(repr=False)
    etag: str = field(repr=False)
    ics: str = field(repr=False)
    torn: bool = False

    @classmethod
    def of(cls, href: str, etag: str, data: str) -> Item:
        """Return what is worth keeping of *data*, the text of the resource at *href*."""
        text = data.strip().removeprefix("\ufeff")
        upper = text.upper()
        if "BEGIN:VCALENDAR" not in upper or not upper.endswith("END:VCALENDAR"):
            return cls(href, etag, "", torn=True)
        return cls(href, etag, text if "BEGIN:VEVENT" in upper else "")


@dataclass(slots=True)
class Mirror:
    """What is known of the collection at `address`.

    `token` is where the next sync begins ("" at the very start), `syncs` whether the server
    can do that at all; `ctag` is by what one that can't tells that nothing changed.
    """

    address: str = field(repr=False)
    token: str = field(default="", repr=False)
    ctag: str = field(default="", repr=False)
    syncs: bool = True
    items: dict[str, Item] = field(default_factory=dict, repr=False)

    def key(self, href: str) -> str:
        """Return by what the resource at *href* is known, however it is spelled."""
        path = urlsplit(urljoin(self.address, href)).path
        return "/".join(quote(unquote(part), safe="") for part in path.split("/"))

    def differs(self, href: str, etag: str) -> bool:
        """Tell whether the resource at *href* is not the one known under *etag*."""
        known = self.items.get(self.key(href))
        return known is None or not etag or known.etag != etag

    def put(self, item: Item) -> None:
        """Keep *item*, over the one that was there."""
        self.items[self.key(item.href)] = item

    def drop(self, href: str) -> None:
        """Forget the resource at *href*."""
        self.items.pop(self.key(href), None)

    def keep_only(self, hrefs: list[str]) -> None:
        """Forget every resource but those at *hrefs*."""
        listed = {self.key(href) for href in hrefs}
        self.items = {key: item for key, item in self.items.items() if key in listed}

    @property
    def torn(self) -> int:
        """How many resources are no whole calendar."""
        return sum(item.torn for item in self.items.values())

    def ics(self) -> bytes:
        """Return all appointments as one iCalendar stream; CalendarError beyond 50 MB."""
        data = _EMPTY + "".join(f"{item.ics}\r\n" for item in self.items.values()).encode()
        if len(data) > MOST_BYTES:
            raise too_large()
        return data

    def plain(self) -> dict[str, Any]:
        """Return it as plain values. They hold titles: for the encrypted store alone."""
        return {
            "version": VERSION,
            "address": self.address,
            "token": self.token,
            "ctag": self.ctag,
            "syncs": self.syncs,
            "items": [[i.href, i.etag, i.ics, i.torn] for i in self.items.values()],
        }


def mirror_of(address: str, plain: Mapping[str, Any] | None = None) -> Mirror:
    """Return the mirror that `plain` gave for *address*, an empty one where it is another's."""
    mirror = Mirror(address)
    if plain is None or (plain.get("version"), plain.get("address")) != (VERSION, address):
        return mirror
    mirror.token, mirror.ctag = str(plain["token"]), str(plain["ctag"])
    mirror.syncs = bool(plain["syncs"])
    for href, etag, ics, torn in plain["items"]:
        mirror.put(Item(href, etag, ics, torn))
    return mirror
