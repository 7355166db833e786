"""What the reviews and the lunch keeper say of the calendar. Pure: no Qt, no names."""

from __future__ import annotations

from datetime import tzinfo

from boundary.clock import Span
from boundary.language import tr, trn
from boundary.schedule.lunch_keeper import LunchPlace
from boundary.schedule.reviews import Tightest
from boundary.ui.numbers import clock_text, day_text, in_words, sentence


def slot_words(slot: Span | None, zone: tzinfo, *, twelve: bool = False) -> str:
    """Return where the weekly review has room, as a sentence."""
    if slot is None:
        return tr("No gap is long enough for the weekly review. Open it whenever you like.")
    return tr("{day} has room for the weekly review at {time}.").format(
        day=day_text(slot.start.astimezone(zone).date()),
        time=clock_text(slot.start, zone, twelve=twelve),
    )


def tightest_words(tightest: Tightest | None) -> str:
    """Return what is said of the tightest day, "" where there is none."""
    if tightest is None:
        return ""
    day = day_text(tightest.day)
    if tightest.joins:
        return sentence(
            trn(
                "{day} is the tightest: {n} join without a pause.",
                "{day} is the tightest: {n} joins without a pause.",
                tightest.joins,
            ).format(day=day, n=in_words(tightest.joins))
        )
    return trn(
        "{day} is the fullest: {n} session, each with its pause.",
        "{day} is the fullest: {n} sessions, each with its pause.",
        tightest.sessions,
    ).format(day=day, n=in_words(tightest.sessions))


def lunch_words(place: LunchPlace, zone: tzinfo, *, twelve: bool = False) -> str:
    """Return the lunch keeper's line."""
    values = {
        "day": day_text(place.span.start.astimezone(zone).date()),
        "start": clock_text(place.span.start, zone, twelve=twelve),
        "end": clock_text(place.span.end, zone, twelve=twelve),
    }
    if place.only:
        return tr("{day} has no lunch. {start} to {end} is the only place.").format(**values)
    return tr("{day} has no lunch. {start} to {end} has room.").format(**values)
