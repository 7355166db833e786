"""Builders of hours as the pages show them: an ordinary week with a holiday in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from boundary.schedule.hours import DEFAULT_WEEK, Away, SpecialDay, WeeklyHours
from boundary.ui.hours_model import Painted
from boundary.ui.hours_view import (
    Channel,
    ChannelHours,
    GridView,
    HoursView,
    Special,
    SpecialKind,
    answers,
    shown_week,
)

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 24, 18, 24, tzinfo=UTC)
TODAY = date(2026, 11, 24)
HOLIDAY = SpecialDay(date(2026, 11, 26), (), "Thanksgiving")
THANKSGIVING = Special(HOLIDAY.day, HOLIDAY.day, SpecialKind.HOLIDAY, "Thanksgiving")
AWAY = Away(date(2026, 12, 21), date(2027, 1, 3))
SUNDAY = 6
WEEK = Painted.of(DEFAULT_WEEK)
SHORT_FRIDAY = WEEK.with_closed(4, (13 * 60, 17 * 60))
MORNING = Painted().with_open(0, (540, 600))


def grid_view(
    painted: Painted = WEEK, special: tuple[Special, ...] = (), *, twelve: bool = False
) -> GridView:
    """Return a week from Sunday on, looked at on its Tuesday at 13:24."""
    hours = WeeklyHours(ZONE.key, painted.week())
    ghost = answers(hours, NOW, ZONE)
    return GridView(painted, shown_week(TODAY, SUNDAY), NOW, ZONE, special, ghost, twelve)


def hours_view(mail: WeeklyHours | None = None, *, twelve: bool = True) -> HoursView:
    """Return the hours of every channel; those of *mail* may be given."""
    usual = WeeklyHours(None, SHORT_FRIDAY.week(), away=(AWAY,))
    return HoursView(
        now=NOW,
        zone=ZONE,
        channels=(
            ChannelHours(Channel.MAIL, mail or usual, (HOLIDAY,)),
            ChannelHours(Channel.PHONE, WeeklyHours("Europe/Berlin", MORNING.week())),
            ChannelHours(Channel.PORTAL, usual),
            ChannelHours(Channel.TEXT, replace(usual, week=Painted().week())),
        ),
        first_day=SUNDAY,
        twelve=twelve,
        zones=("America/New_York", "Europe/Berlin"),
        regions=(("", "None"), ("US", "United States"), ("DE-BY", "Germany, Bavaria")),
        region="US",
    )
