"""Numbers, lengths and clock times as a person reads them. Pure: no Qt, no clock.

Numbers up to twelve are words and larger ones digits; clock times are hers (12 or 24 hours,
her zone) and never carry seconds.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from boundary.language import tr, trn

MINUTE = timedelta(minutes=1)


def in_words(number: int) -> str:
    """Return *number* (0 or more) as a word up to twelve, as digits above."""
    words = (
        tr("zero"),
        tr("one"),
        tr("two"),
        tr("three"),
        tr("four"),
        tr("five"),
        tr("six"),
        tr("seven"),
        tr("eight"),
        tr("nine"),
        tr("ten"),
        tr("eleven"),
        tr("twelve"),
    )
    return words[number] if 0 <= number < len(words) else str(number)


def sentence(text: str) -> str:
    """Return *text* with its first letter large, whatever word was filled in there."""
    return text[:1].upper() + text[1:]


def whole_minutes(length: timedelta) -> int:
    """Return *length* in minutes, rounded half up and never below 0.

    A card that comes 20 seconds after the end still speaks of the eight minutes that began.
    """
    return max(0, (length + MINUTE / 2) // MINUTE)


def minutes_text(length: timedelta) -> str:
    """Return *length* as "eight minutes", "one minute" or "33 minutes"."""
    count = whole_minutes(length)
    return trn("{n} minute", "{n} minutes", count).format(n=in_words(count))


def clock_text(instant: datetime, zone: tzinfo, *, twelve: bool = False) -> str:
    """Return the wall time of *instant* in *zone* as "17:00", or "5:00" where *twelve*.

    A day's line shows whether it is morning, so twelve-hour times carry no am or pm.
    """
    local = instant.astimezone(zone)
    hour = (local.hour % 12 or 12) if twelve else local.hour
    return f"{hour}:{local.minute:02}"


def twelve_hours(time_format: str) -> bool:
    """Tell whether *time_format* (as `QLocale.timeFormat` spells it: "h:mm AP") has halves."""
    return "a" in time_format.lower()


def day_text(day: date) -> str:
    """Return *day* as "Tuesday, November 25"."""
    weekdays = (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )
    months = (
        tr("January"),
        tr("February"),
        tr("March"),
        tr("April"),
        tr("May"),
        tr("June"),
        tr("July"),
        tr("August"),
        tr("September"),
        tr("October"),
        tr("November"),
        tr("December"),
    )
    return tr("{weekday}, {month} {day}").format(
        weekday=weekdays[day.weekday()], month=months[day.month - 1], day=day.day
    )


def listed(parts: tuple[str, ...]) -> str:
    """Return *parts* as one run of words: "lunch at 12:00, supervision at 16:00"."""
    return tr(", ").join(parts)
