"""The page of hours and her settings: what it shows of them, and what each change makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import QLocale

from boundary.clock import Span
from boundary.errors import BoundaryError
from boundary.language import tr
from boundary.schedule.hours import (
    Away,
    Region,
    SpecialDay,
    WallSpan,
    WeeklyHours,
    open_windows,
)
from boundary.schedule.hours_ahead import close_now, open_for, with_override, zone_of
from boundary.schedule.hours_channels import Channel as Kept
from boundary.schedule.hours_channels import Channels
from boundary.schedule.hours_holidays import holidays_of, with_holidays
from boundary.schedule.hours_proposed import proposed_away
from boundary.schedule.sessions import Session
from boundary.ui.hours_view import (
    Channel,
    ChannelHours,
    HoursView,
    Special,
    SpecialKind,
    override_at,
)

if TYPE_CHECKING:
    from boundary.settings import Settings

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

Change = Callable[[WeeklyHours], WeeklyHours]


def hours_view(
    settings: Settings,
    now: datetime,
    zone: ZoneInfo,
    *,
    twelve: bool,
    ahead: Iterable[Session] = (),
) -> HoursView:
    """Return what the page shows at *now* (UTC); *zone* is the machine's.

    *ahead* is what her calendars hold: absences in it are proposed.
    """
    year = now.astimezone(zone).year
    channels, trouble = [], ""
    for channel in Channel:
        hours = hours_of(settings, channel)
        holidays: tuple[SpecialDay, ...] = ()
        if hours.holidays is not None:
            try:
                holidays = holidays_of(hours.holidays, year - 1, year + 1)
            except BoundaryError as error:
                trouble = f"{error.title} {error.remedy}"
        channels.append(ChannelHours(channel, hours, holidays))
    region = settings.hours.holidays
    return HoursView(
        now,
        zone,
        tuple(channels),
        first_day=QLocale().firstDayOfWeek().value - 1,
        twelve=twelve,
        zones=_zones(),
        regions=_regions(),
        region=region_code(region),
        trouble=trouble,
        proposed=tuple(
            (
                Special(each.away.first, each.away.last, SpecialKind.AWAY, each.away.why),
                each.still_booked,
            )
            for each in proposed_away(ahead, settings.hours, now.astimezone(zone).date(), zone)
        ),
    )


def hours_of(settings: Settings, channel: Channel) -> WeeklyHours:
    """Return the hours of *channel*, which are those of mail where it has none of its own."""
    return settings.channels.hours(Kept(channel.value), settings.hours)


def with_hours(settings: Settings, channel: Channel, change: Change) -> Settings:
    """Return *settings* with the hours of *channel* as *change* makes them."""
    hours = change(hours_of(settings, channel))
    if channel is Channel.MAIL:
        return replace(settings, hours=hours)
    own = {name: getattr(settings.channels, name) for name in ("phone", "portal", "text")}
    return replace(settings, channels=Channels(**{**own, channel.value: hours}))


def week_set(week: tuple[tuple[WallSpan, ...], ...]) -> Change:
    """Open in *week*, Monday first."""
    return lambda hours: replace(hours, week=week)


def zone_set(name: str) -> Change:
    """Go by the zone *name*, "" for the machine's."""
    return lambda hours: replace(hours, zone=name or None)


def special_added(special: Special) -> Change:
    """Keep *special*, over what else is on its days."""

    def change(hours: WeeklyHours) -> WeeklyHours:
        if special.kind is SpecialKind.AWAY:
            away = Away(special.first, special.last, special.why)
            rest = tuple(each for each in hours.away if each != away)
            return replace(hours, away=(*rest, away))
        days = _days(special)
        kept = tuple(each for each in hours.exceptions if each.day not in days)
        spans = special.spans if special.kind is SpecialKind.OTHER else ()
        added = tuple(SpecialDay(day, spans, special.why) for day in sorted(days))
        return replace(hours, exceptions=tuple(sorted((*kept, *added), key=lambda e: e.day)))

    return change


def special_removed(special: Special) -> Change:
    """Let the days of *special* be as their weekday again; a public holiday stays one."""

    def change(hours: WeeklyHours) -> WeeklyHours:
        if special.kind is SpecialKind.AWAY:
            return replace(
                hours,
                away=tuple(
                    each
                    for each in hours.away
                    if (each.first, each.last) != (special.first, special.last)
                ),
            )
        days = _days(special)
        return replace(
            hours, exceptions=tuple(each for each in hours.exceptions if each.day not in days)
        )

    return change


def replying_set(windows: tuple[WallSpan, ...]) -> Change:
    """Answer in *windows*, by the wall clock of any day; nothing closes outside them."""
    return lambda hours: replace(hours, reply_windows=windows)


def region_set(code: str) -> Change:
    """Keep the public holidays of the region *code* ("US", "DE-BY"; "" for none)."""
    country, _, part = code.partition("-")
    region = Region(country, part or None) if country else None
    return lambda hours: replace(hours, holidays=region)


def override_set(now: datetime, zone: ZoneInfo, *, opens: bool) -> Change:
    """Open for one more hour at *now* (UTC), or close until the window of now would have ended."""

    def change(hours: WeeklyHours) -> WeeklyHours:
        known = with_holidays(hours, Span(now, now + DAY))
        if not opens:
            closing = close_now(known, now, zone)
            return hours if closing is None else with_override(hours, closing, now)
        under_way = open_windows(known, Span(now, now + DAY), zone_of(known, zone))
        start = under_way[0].end if under_way and under_way[0].start <= now else now
        return with_override(hours, open_for(start, HOUR), now)

    return change


def override_ended(now: datetime) -> Change:
    """Take back what she said on the spot and what holds at *now* (UTC)."""

    def change(hours: WeeklyHours) -> WeeklyHours:
        held = override_at(hours, now)
        return replace(hours, overrides=tuple(each for each in hours.overrides if each != held))

    return change


def region_code(region: Region | None) -> str:
    """Return *region* as the page calls it."""
    if region is None:
        return ""
    return f"{region.country}-{region.subdivision}" if region.subdivision else region.country


def _days(special: Special) -> set[date]:
    length = (special.last - special.first).days
    return {special.first + timedelta(days=n) for n in range(length + 1)}


@cache
def _zones() -> tuple[str, ...]:
    """Return the zones to choose from, without the historical and technical ones."""
    continents = (
        "Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/",
        "Indian/", "Pacific/",
    )  # fmt: skip
    return tuple(sorted(name for name in available_timezones() if name.startswith(continents)))


@cache
def _regions() -> tuple[tuple[str, str], ...]:
    """Return the regions whose public holidays are known, with their names in her language."""
    from holidays import list_supported_countries

    found = []
    for country, parts in list_supported_countries(include_aliases=False).items():
        name = QLocale.territoryToString(QLocale.codeToTerritory(country)) or country
        found.append((country, name))
        found += [(f"{country}-{part}", f"{name}: {part}") for part in parts]
    return (("", tr("no country")), *sorted(found, key=lambda pair: pair[1]))
