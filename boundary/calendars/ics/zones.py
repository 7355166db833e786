"""Time-zone names as calendars write them, and the zones they mean.

A zone known by its IANA name beats the VTIMEZONE that comes with the file: some producers
still send rules of 2006. A VTIMEZONE is used only for a name that is nobody's, and belongs
to its own file alone: "Customized Time Zone" means something else in every feed.
"""

from __future__ import annotations

import functools
import json
import re
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from boundary.calendars.ics.custom import custom_zone
from boundary.calendars.ics.trouble import Tally
from boundary.calendars.ics.values import parse_offset
from boundary.resources import resource

_UTC_NAMES = frozenset({"utc", "gmt", "z", "zulu", "etc/utc", "tzone://microsoft/utc"})
_OFFSET = re.compile(r"(?:utc|gmt)?[ ]?([+-]\d\d?(?::?\d\d)?)", re.IGNORECASE)
_DISPLAY = re.compile(r"\((?:utc|gmt)[^)]*\)[ ]*(.*)", re.IGNORECASE)
_LOCATION = re.compile(r"\nX-LIC-LOCATION[^:\n]*:([^\n]*)")


class Zones:
    """The zones of one calendar: by name, from its own VTIMEZONEs (*texts*), else *viewer*.

    A name that nobody knows is read in the viewer's zone and counted in *tally*, so that it
    is told and never guessed in silence.
    """

    def __init__(self, texts: dict[str, str], viewer: ZoneInfo, tally: Tally) -> None:
        self._texts = texts
        self._viewer = viewer
        self._tally = tally
        self._known: dict[str, tzinfo] = {}

    def get(self, name: str) -> tzinfo | None:
        """Return the zone that *name* (a TZID) means; None only for an empty one."""
        name = name.strip().strip('"')
        if not name:
            return None
        if name not in self._known:
            zone = _public(name) or self._own(name) or _displayed(name)
            if zone is None:
                self._tally.unknown_zone(name)
            self._known[name] = zone or self._viewer
        return self._known[name]

    def floating(self, name: str) -> tzinfo:
        """Return the zone for times that name none: X-WR-TIMEZONE *name* if it is one."""
        if not name:
            return self._viewer
        return _public(name) or self._own(name) or _displayed(name) or self._viewer

    def _own(self, name: str) -> tzinfo | None:
        text = self._texts.get(name)
        if text is None:
            return None
        if place := _LOCATION.search(text):
            zone = _public(place[1].strip())
            if zone is not None:
                return zone
        return _custom(text)


def zone_name(zone: tzinfo) -> str:
    """Return the IANA name of *zone*; "" for one that only its own file knows."""
    if isinstance(zone, ZoneInfo):
        return zone.key
    return "UTC" if zone is UTC else ""


@functools.lru_cache(maxsize=256)
def _public(name: str) -> tzinfo | None:
    """Return the zone of an IANA, Windows or vendor-prefixed IANA *name*."""
    if name.lower() in _UTC_NAMES:
        return UTC
    parts = name.strip("/").split("/")
    for first in range(len(parts)):
        if zone := _iana("/".join(parts[first:])):
            return zone
    return _windows(name) or _windows(re.sub(r"[ ]\d$", "", name)) or _fixed(name)


def _iana(name: str) -> ZoneInfo | None:
    if not re.fullmatch(r"[A-Za-z0-9_+/-]+", name):
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        known = _iana_names().get(name.lower())
        return ZoneInfo(known) if known else None


@functools.cache
def _iana_names() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


def _windows(name: str) -> tzinfo | None:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    known = WINDOWS_TO_OLSON.get(name)
    return ZoneInfo(known) if known else None


def _fixed(name: str) -> tzinfo | None:
    """Return the zone of a bare offset ("UTC+02:00"): it has no summer time to get wrong."""
    found = _OFFSET.fullmatch(name)
    if not found:
        return None
    sign, digits = found[1][0], found[1][1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    if int(hours) > 14 or int(minutes) > 59:
        return None
    return parse_offset(f"{sign}{hours.zfill(2)}{minutes}")


def _displayed(name: str) -> tzinfo | None:
    """Return the zone of a name as Outlook shows it: "(UTC-08:00) Pacific Time (US & Canada)"."""
    found = _DISPLAY.fullmatch(name)
    words = (found[1] if found else name).lower().replace("&", "and").strip()
    known = _display_names().get(" ".join(words.split()))
    return ZoneInfo(known) if known else None


@functools.cache
def _display_names() -> dict[str, str]:
    names: dict[str, str] = json.loads(resource("outlook-display-zones.json").read_text("utf-8"))
    return names


@functools.lru_cache(maxsize=64)
def _custom(text: str) -> tzinfo | None:
    """Return the zone that the VTIMEZONE *text* defines, None if it defines none.

    It is known by its own text: one feed's zone never stands in for the next one's.
    """
    try:
        return custom_zone(text)
    except (ValueError, OverflowError):
        # Broken rules: the name is unknown, and said to be.
        return None
