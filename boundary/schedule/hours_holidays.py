"""Public holidays as special days: the one place where a library knows the calendars of regions.

The library is imported when a region is first asked for, because most of its weight is the
calendars of countries nobody here lives in.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from boundary.clock import Span
from boundary.language import tr
from boundary.schedule.hours import Region, SpecialDay, WeeklyHours
from boundary.schedule.hours_ahead import HoursError


def holidays_of(region: Region, first: int, last: int) -> tuple[SpecialDay, ...]:
    """Return the public holidays of *region* in the years *first* to *last*, in their order.

    The days on which they are kept, each with its name there. Raises HoursError for a region
    whose holidays are not known.
    """
    return _holidays(region.country, region.subdivision, first, last)


@cache
def _holidays(
    country: str, subdivision: str | None, first: int, last: int
) -> tuple[SpecialDay, ...]:
    from holidays import country_holidays

    try:
        known = country_holidays(country, subdiv=subdivision, years=range(first, last + 1))
    except NotImplementedError:
        raise HoursError(
            tr("The public holidays of this region are not known."),
            tr("Choose another region, or enter the days yourself."),
        ) from None
    return tuple(SpecialDay(day, (), name) for day, name in sorted(known.items()))


def with_holidays(hours: WeeklyHours, span: Span) -> WeeklyHours:
    """Return *hours* with the public holidays of the years around *span* as closed days.

    Her own exceptions, and days of an absence, stay as they are. Raises HoursError for a region
    whose holidays are not known.
    """
    if hours.holidays is None:
        return hours
    found = holidays_of(hours.holidays, span.start.year - 1, span.end.year + 1)
    added = tuple(
        each
        for each in found
        if hours.special(each.day) is None and hours.absence(each.day) is None
    )
    return replace(hours, exceptions=(*hours.exceptions, *added))
