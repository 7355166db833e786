"""The one reply of a host that holds a single one: armed ahead, and true for as long as it is on.

The lid may shut before closing time, and stay shut past the next opening. Silence from then on
would leave someone in need with nothing; a reply in an open hour costs her a smile. So unless she
wants it exact, the reply stays on for a while with a text that is true at any hour.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from boundary.clock import Span
from boundary.mail.choices import Arming, Form, Words
from boundary.mail.reply import Reply
from boundary.mail.spoken import openings_text
from boundary.mail.templates import tongue
from boundary.mail.words import filled, replies_for, standing
from boundary.schedule.hours import DAY, WeeklyHours, closed_windows, open_windows
from boundary.schedule.hours_ahead import next_closed, zone_of
from boundary.schedule.hours_wall import SECOND

STAY_ON = timedelta(days=14)
"""How long a reply that is always true stays on by itself; never longer."""


def one_window(
    hours: WeeklyHours,
    words: Words,
    now: datetime,
    zone: ZoneInfo,
    language: str | None = None,
) -> Reply | None:
    """Return what a host that holds a single reply is given at *now* (UTC); None: never closed.

    It is the closed window of now, or the next one. With `Arming.STAY_ON` it goes on for
    14 days and lists the open hours up to the first after them instead of one opening, so that
    it stays true if this computer is off. An absence is always exact: it is long, and its text
    names the return. Zone, language and errors as `replies_for`.
    """
    window = next_closed(hours, now, zone)
    if window is None:
        return None
    (exact,) = replies_for((window,), words, hours, zone, language)
    if words.arming is Arming.EXACT or window.away is not None:
        return exact
    own_zone = zone_of(hours, zone)
    during = Span(exact.during.start, exact.during.start + STAY_ON)
    if during.end <= exact.during.end:
        return exact
    speech = tongue(words.language or language)
    fields = standing(words, hours, own_zone, speech)
    ahead = _openings(hours, Span(exact.during.end, during.end), own_zone)
    fields["openings"] = openings_text(ahead, own_zone, speech)
    frame = filled(words, Form.ALWAYS, speech, fields)
    return Reply(during, words.subject(Form.ALWAYS, speech), frame)


def _openings(hours: WeeklyHours, span: Span, zone: ZoneInfo) -> tuple[Span, ...]:
    """Return the windows that begin in *span*, as long as they are, and the next one after it."""
    (after,) = closed_windows(hours, Span(span.end, span.end + SECOND), zone) or (None,)
    last = span.end if after is None or after.next_open is None else after.next_open + SECOND
    wide = open_windows(hours, Span(span.start, last + 2 * DAY), zone)
    return tuple(each for each in wide if each.start < last)
