"""Builders of hours as the pages show them: an ordinary week with a holiday in it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from boundary.schedule.hours import DEFAULT_WEEK
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
THANKSGIVING = Special(date(2026, 11, 26), date(2026, 11, 26), SpecialKind.HOLIDAY, "Thanksgiving")
AWAY = Special(date(2026, 12, 21), date(2027, 1, 3), SpecialKind.AWAY)
SUNDAY = 6
WEEK = Painted.of(DEFAULT_WEEK)
SHORT_FRIDAY = WEEK.with_closed(4, (13 * 60, 17 * 60))


def grid_view(
    painted: Painted = WEEK, special: tuple[Special, ...] = (), *, twelve: bool = False
) -> GridView:
    """Return a week from Sunday on, looked at on its Tuesday at 13:24."""
    ghost = answers(painted, special, NOW, ZONE)
    return GridView(painted, shown_week(TODAY, SUNDAY), NOW, ZONE, special, ghost, twelve)


def hours_view(
    painted: Painted = SHORT_FRIDAY,
    special: tuple[Special, ...] = (THANKSGIVING, AWAY),
    *,
    twelve: bool = True,
) -> HoursView:
    """Return the hours of mail and of the phone."""
    return HoursView(
        now=NOW,
        zone=ZONE,
        channels=(
            ChannelHours(Channel.MAIL, painted.week()),
            ChannelHours(Channel.PHONE, Painted().with_open(0, (540, 600)).week(), "Europe/Berlin"),
            ChannelHours(Channel.PORTAL, painted.week()),
            ChannelHours(Channel.TEXT, Painted().week()),
        ),
        special=special,
        first_day=SUNDAY,
        twelve=twelve,
        zones=("America/New_York", "Europe/Berlin"),
        regions=(("", "None"), ("US", "United States"), ("DE-BY", "Germany, Bavaria")),
        region="US",
    )
