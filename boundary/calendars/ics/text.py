"""The text of a calendar file: decoded, unfolded and laid out, nothing decided yet.

Everything here works on one long string by position, because a feed may hold 50,000
events of which a day needs ten. Lines are folded by bytes (RFC 5545 section 3.1), so they
are joined before they are decoded: a fold may lie inside a character.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from boundary.errors import CalendarError
from boundary.language import tr

# Names in lower case, or spaces after BEGIN:VEVENT, as a few programs write them.
_LOWER = re.compile(r"\n[A-Z0-9-]*+[a-z]")
_ROUGH = re.compile(r"\n(?:BEGIN|END)(?!:[A-Z0-9-]*+\n)")
_NAME = re.compile(r"^([A-Za-z0-9-]+)[ \t]*(?=[;:])", re.MULTILINE)
_FRAME = re.compile(r"^(BEGIN|END):[ \t]*([A-Za-z0-9-]+)[ \t]*$", re.MULTILINE)
_ZONE_ID = re.compile(r"\nTZID[^:\n]*:([^\n]*)")
_BEGIN = "\nBEGIN:VEVENT\n"
_END = "\nEND:VEVENT\n"
_BEGIN_ZONE = "\nBEGIN:VTIMEZONE\n"
_END_ZONE = "\nEND:VTIMEZONE\n"
_SOMETHING = re.compile(r"[^\n\t \x00]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One VCALENDAR within `text` (from `start` to `end`): its zones and its zone's name.

    `zones` has the VTIMEZONE texts by TZID; `zone_name` is X-WR-TIMEZONE or "".
    """

    text: str
    start: int
    end: int
    zones: dict[str, str]
    zone_name: str

    def events(self) -> Iterator[tuple[int, int] | None]:
        """Yield where each event's lines lie in `text`, None for one that does not end.

        `text[start]` is the line feed before the first line, `text[end]` the one after the
        last.
        """
        text, whole = self.text, self.end + 1  # the last line feed belongs to both
        position = text.find(_BEGIN, self.start, whole)
        while position != -1:
            first = position + len(_BEGIN) - 1
            following = text.find(_BEGIN, first, whole)
            last = text.find(_END, first, whole)
            if last == -1 or -1 < following < last:
                yield None
            else:
                yield first, last
            position = following


def read_sheets(data: bytes) -> list[Sheet]:
    """Return the calendars in *data*.

    CalendarError if it is empty, a web page, no calendar at all, or cut off: an answer that
    is not whole must never pass for an empty day.
    """
    text = f"\n{_unfold(data)}\n"
    if not _SOMETHING.search(text):
        raise CalendarError(
            tr("The calendar came back empty."),
            tr("Export it again, or copy its address again from your calendar's settings."),
        )
    if _LOWER.search(text) or _ROUGH.search(text):
        text = _NAME.sub(lambda name: name[1].upper(), text)
        text = _FRAME.sub(lambda frame: f"{frame[1]}:{frame[2].upper()}", text)
    begun = text.count("\nBEGIN:VCALENDAR\n")
    if not begun:
        raise _no_calendar(text)
    if text.count("\nEND:VCALENDAR\n") < begun:
        raise CalendarError(
            tr("The calendar is cut off before its end."),
            tr("It is read again by itself. If this stays, export it again."),
        )
    return list(_sheets(text))


def _unfold(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\r" in data:
        bare = data.translate(None, b"\r")
        if len(data) - len(bare) == data.count(b"\r\n"):
            data = bare
        else:
            # A second carriage return comes from files sent through a text mode twice.
            data = data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        del bare
    data = data.replace(b"\n ", b"").replace(b"\n\t", b"")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _no_calendar(text: str) -> CalendarError:
    if re.search(r"<(?:!doctype|html|head|body)\b", text[:5000], re.IGNORECASE):
        return CalendarError(
            tr("A web page came instead of a calendar."),
            tr("Copy the address again: it is the secret or subscription address, ending in .ics."),
        )
    return CalendarError(
        tr("This is not a calendar."),
        tr("Choose a file that ends in .ics, or the address that your calendar gives for one."),
    )


def _sheets(text: str) -> Iterator[Sheet]:
    start = text.find("\nBEGIN:VCALENDAR\n")
    while start != -1:
        following = text.find("\nBEGIN:VCALENDAR\n", start + 1)
        end = len(text) - 1 if following == -1 else following
        yield Sheet(text, start, end, dict(_zones(text, start, end)), _zone_name(text, start, end))
        start = following


def _zones(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    begun = text.find(_BEGIN_ZONE, start, end)
    while begun != -1:
        ended = text.find(_END_ZONE, begun, end + 1)
        if ended == -1:
            return
        zone = text[begun : ended + len(_END_ZONE)]
        if name := _ZONE_ID.search(zone):
            yield name[1].strip(), zone.strip("\n")
        begun = text.find(_BEGIN_ZONE, ended, end)


def _zone_name(text: str, start: int, end: int) -> str:
    found = text.find("\nX-WR-TIMEZONE", start, end)
    if found == -1:
        return ""
    line = text[found + 1 : text.index("\n", found + 1)]
    return line.partition(":")[2].strip()
