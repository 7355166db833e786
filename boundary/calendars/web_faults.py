"""What a calendar's server can do to us, in words: each fault of the network and its remedy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from boundary.calendars.protocol import WaitError
from boundary.errors import CalendarError
from boundary.language import tr

LONGEST_WAIT = timedelta(days=1)
"""The most that a server's wish to be left alone is granted."""

USUAL_WAIT = timedelta(minutes=15)
"""What is granted where it does not say how long."""


def busy(status: int, headers: Mapping[str, str], now: datetime) -> CalendarError | None:
    """Return the error of a server that can't answer now (429 and 500 on); None for another status.

    It is a WaitError where the server says for how long (Retry-After, RFC 9110 section 10.2.3),
    and for 429 always. *now* is UTC.
    """
    if status != 429 and status < 500:
        return None
    wait = _asked_wait(headers.get("Retry-After", ""), now)
    if status == 429:
        return WaitError(
            tr("The calendar's server asks for patience."),
            tr("It is tried again later, by itself."),
            USUAL_WAIT if wait is None else wait,
        )
    title = tr("The calendar's server has trouble of its own.")
    remedy = tr("It is tried again by itself.")
    return CalendarError(title, remedy) if wait is None else WaitError(title, remedy, wait)


def _asked_wait(text: str, now: datetime) -> timedelta | None:
    text = text.strip()
    if text.isdecimal():
        return timedelta(seconds=min(int(text[:9]), LONGEST_WAIT.total_seconds()))
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta(0)), LONGEST_WAIT)


def slow() -> CalendarError:
    """The answer does not come, or does not end."""
    return CalendarError(
        tr("The calendar's server takes too long."),
        tr("It is tried again by itself. If this stays, check the network."),
    )


def no_address() -> CalendarError:
    """What was given can't be asked at all."""
    return CalendarError(
        tr("This is not an address of a calendar."),
        tr("It begins with https:// or webcal://. Copy it from your calendar's settings."),
    )


def leads_nowhere() -> CalendarError:
    """Redirects without end, or one that leaves https."""
    return CalendarError(
        tr("The calendar's address leads nowhere."),
        tr("Copy the address again from your calendar's settings."),
    )


def elsewhere() -> CalendarError:
    """The server points to a host that must not see the password."""
    return CalendarError(
        tr("The calendar's server points to another one, which was not given your password."),
        tr("If your calendar is kept by another provider, enter that provider's address."),
    )


def unreachable(certificate: bool) -> CalendarError:
    """No connection, because of the *certificate* or of anything before it."""
    if certificate:
        return CalendarError(
            tr("The calendar's server can't prove who it is."),
            tr("Check the date and time of this computer, then the address."),
        )
    return CalendarError(
        tr("The calendar's server can't be reached."),
        tr("Check the network, then the address."),
    )


def broke_off() -> CalendarError:
    """The connection ended in the middle, or what came is not HTTP."""
    return CalendarError(
        tr("The calendar's server broke off."),
        tr("It is tried again by itself. If this stays, check the address and the network."),
    )


def damaged() -> CalendarError:
    """What was packed can't be unpacked."""
    return CalendarError(
        tr("The calendar arrived damaged."),
        tr("It is tried again by itself. If this stays, check the address."),
    )
