"""Where a session's call is joined: known by its service, in the order in which fields tell.

An address counts only if its host (whole labels) and its path are those of a service for
calls, or of a host that she named herself; the fields that exist for calls alone are taken
at their word. A link opens a room with a client in it: it stays in memory and is never
shown or logged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qs, urlsplit

MOST_TEXT = 20_000
"""Characters of one field that are looked at; an invitation has some thousands."""

MOST_URL = 4_000
_MOST_WRAPPINGS = 8

FIELDS = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
    "URL",
    "LOCATION",
    "DESCRIPTION",
    "X-ALT-DESC",
)
"""The fields that may hold a link, those that mean it most first."""

LINK_FIELDS = frozenset(FIELDS)

_FOR_CALLS = frozenset(FIELDS[:4])
"""Fields that hold nothing but the address of a call (RFC 7986 section 5.11, vendors' own)."""

_URL = re.compile(r"https?://[^\s<>\"'\\^`{|}]+", re.IGNORECASE)
_TRAILING = ".,;:!?)>]}'\""
_PATTERN = re.compile(
    r"(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9](/[^\s?#]*)?",
    re.IGNORECASE,
)

# A host and its subdomains, and what its path begins with; from public pages of each service
# and from the table of MeetingBar (Apache-2.0), as facts.
_SERVICES: tuple[tuple[str, str], ...] = (
    *(
        (host, r"/(?:(?:j|s|w|my|webinar)/\w|wc/(?:join/)?\w)")
        for host in ("zoom.us", "zoom.com", "zoom.com.cn", "zoom-x.de", "zoomgov.com")
    ),
    ("zm.page", r"/?"),
    ("meet.google.com", r"/(?:_meet/|lookup/)?\w[\w-]{2}"),
    ("teams.microsoft.com", r"/(?:l/meetup-join|meet)/\w"),
    ("teams.microsoft.us", r"/(?:l/meetup-join|meet)/\w"),
    ("teams.live.com", r"/meet/\w"),
    ("webex.com", r"/(?:[\w.-]+/j\.php|(?:meet|join)/\w|webappng/sites/|wbxmjs/joinservice/)"),
    ("doxy.me", r"/\w"),
    ("video.simplepractice.com", r"/\w"),
    ("therapyportal.com", r"/p/[\w-]+/telehealth"),
    ("theranest.com", r"/.*(?:telehealth|video|virtual)"),
    ("vsee.me", r"/u/\w"),
    ("vsee.com", r"/(?:u|c|s)/\w"),
    ("app.thera-link.com", r"/\w"),
    *(
        (host, r"/.*(?:video|online_appointment|telehealth)")
        for host in ("janeapp.com", "janeapp.co.uk", "janeapp.com.au")
    ),
    ("telehealth.kareo.com", r"/visit/\w"),
    ("whereby.com", r"/\w"),
    ("meet.goto.com", r"/\w"),
    ("gotomeeting.com", r"/join/\w"),
    ("v.ringcentral.com", r"/join/\w"),
    ("meet.jit.si", r"/\w"),
    ("8x8.vc", r"/\w"),
    ("facetime.apple.com", r"/join"),
    ("meet.proton.me", r"/join/"),
    ("signal.link", r"/call/"),
    ("chime.aws", r"/\d"),
    ("app.cal.com", r"/video/\w"),
    ("intakeq.com", r"/.*(?:video|telehealth)"),
)
# Pages of these hosts that are not rooms.
_NOT_ROOMS = re.compile(
    r"/(?:blog|pricing|features|about|login|sign-?in|sign-?up|account|help|support|terms|privacy|"
    r"download|information|product)(?:/|$)",
    re.IGNORECASE,
)
_SERVICES_BY_HOST = {host: re.compile(path, re.IGNORECASE) for host, path in _SERVICES}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an event, its text unescaped; `features` is what a CONFERENCE is for."""

    name: str
    text: str = field(repr=False)
    features: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A host of her own where calls are joined: `portal.example.org`, with a path if she likes.

    `*.example.org` is every host under it. The path is a beginning: `/room` fits `/room/7`.
    """

    host: str
    path: str = ""
    under: bool = False

    def fits(self, url: SplitResult) -> bool:
        host = (url.hostname or "").rstrip(".")
        same = host.endswith(f".{self.host}") if self.under else host == self.host
        return same and url.path.startswith(self.path)


def parse_pattern(text: str) -> Pattern:
    """Read a host pattern; ValueError for anything that is not a host and perhaps a path."""
    plain = text.strip().removeprefix("https://").removeprefix("http://")
    if not _PATTERN.fullmatch(plain):
        raise ValueError("not a host")
    host, slash, path = plain.partition("/")
    under = host.startswith("*.")
    return Pattern(host.removeprefix("*.").lower(), (slash + path).rstrip("*"), under)


def find_link(fields: Iterable[Field], hosts: Sequence[str] = ()) -> str | None:
    """Return the address at which the call of an event is joined, None where none is told.

    The first field in the order of `FIELDS` that has one decides; within a field the longest
    (it carries the room's password). *hosts* are her own patterns, see `Pattern`; one that
    can't be read is passed over.
    """
    given = sorted(
        (each for each in fields if each.text and each.name in LINK_FIELDS),
        key=lambda each: (FIELDS.index(each.name), "VIDEO" not in each.features.upper()),
    )
    if not any("://" in each.text for each in given):
        return None
    own = tuple(_patterns(hosts))
    for each in given:
        found = [
            url
            for url in _addresses(each.text)
            if (each.name in _FOR_CALLS and _is_call(each)) or is_room(url, own)
        ]
        if found:
            return max(found, key=len)
    return None


def is_room(address: str, own: Sequence[Pattern] = ()) -> bool:
    """Tell whether *address* is a room of a known service, or on one of her *own* hosts."""
    url = _split(address)
    if url is None:
        return False
    if any(pattern.fits(url) for pattern in own):
        return True
    labels = (url.hostname or "").rstrip(".").split(".")
    for first in range(len(labels) - 1):
        path = _SERVICES_BY_HOST.get(".".join(labels[first:]))
        if path is not None:
            return bool(path.match(url.path or "/")) and not _NOT_ROOMS.match(url.path)
    return False


def unwrapped(address: str) -> str:
    """Return the address inside a wrapper (Outlook's SafeLinks, Google's), itself without one.

    Wrappers lie in each other at times, and a malformed one may lie in itself: after eight
    it is left as it is.
    """
    for _ in range(_MOST_WRAPPINGS):
        url = _split(address)
        inner = None if url is None else _wrapped(url)
        if inner is None:
            return address
        address = inner
    return address


def _is_call(each: Field) -> bool:
    """Tell whether a field for calls is for one that is seen or heard (RFC 7986 section 6.3)."""
    if not each.features:
        return True
    return bool({"VIDEO", "AUDIO", "SCREEN"} & set(each.features.upper().split(",")))


def _addresses(text: str) -> list[str]:
    plain = text[:MOST_TEXT].replace("&amp;", "&")  # no more: "&para=" is no pilcrow
    found = (unwrapped(_trimmed(match[0])) for match in _URL.finditer(plain))
    return [address for address in found if _split(address) is not None]


def _trimmed(address: str) -> str:
    """Return *address* without the punctuation of the sentence around it."""
    return address.rstrip(_TRAILING)


def _wrapped(url: SplitResult) -> str | None:
    """Return what *url* wraps, None if it is no wrapper."""
    host = url.hostname or ""
    if host.endswith(".safelinks.protection.outlook.com"):
        names: tuple[str, ...] = ("url",)
    elif host in ("google.com", "www.google.com") and url.path == "/url":
        names = ("q", "url")
    else:
        return None
    try:
        query = parse_qs(url.query, max_num_fields=50)
    except ValueError:
        return None
    return next((query[name][0] for name in names if name in query), None)


def _split(address: str) -> SplitResult | None:
    """Return the parts of *address*, None if it is not one of the web that can be opened."""
    if len(address) > MOST_URL:
        return None
    try:
        url = urlsplit(address)
        _ = url.port
    except ValueError:
        return None
    if url.scheme not in ("http", "https") or not url.hostname or "@" in url.netloc:
        return None
    return url


def _patterns(hosts: Sequence[str]) -> Iterable[Pattern]:
    for text in hosts:
        try:
            yield parse_pattern(text)
        except ValueError:
            continue
