"""From settings to what her mailbox should hold, and to what a stranger would receive."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from boundary.clock import Span
from boundary.mail.reply import Reply, Wanted
from boundary.mail.single import one_window
from boundary.mail.words import replies_within
from boundary.schedule.hours_holidays import with_holidays

if TYPE_CHECKING:
    from boundary.settings import Settings


def wanted_within(settings: Settings, span: Span, zone: ZoneInfo) -> Wanted:
    """Return the replies of all closed windows that reach into *span* (UTC), each whole.

    *zone* is the machine's, for hours without one. Raises HoursError for hours that can't be
    used, WordsError for a text that can't be filled in.
    """
    hours = with_holidays(settings.hours, span)
    return Wanted(replies_within(hours, settings.words, span, zone, settings.language))


def wanted_single(settings: Settings, now: datetime, zone: ZoneInfo) -> Wanted:
    """Return what a host that holds a single reply is given at *now* (UTC).

    Zone and errors as `wanted_within`.
    """
    hours = with_holidays(settings.hours, Span(now, now + timedelta(days=366)))
    reply = one_window(hours, settings.words, now, zone, settings.language)
    return Wanted(() if reply is None else (reply,))


def reply_at(settings: Settings, instant: datetime, zone: ZoneInfo) -> Reply | None:
    """Return what anyone who writes at *instant* (UTC) receives; None while it is open.

    Zone and errors as `wanted_within`.
    """
    found = wanted_within(settings, Span(instant, instant), zone).replies
    return next((reply for reply in found if reply.during.contains(instant)), None)
