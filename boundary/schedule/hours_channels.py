"""The ways people reach her, each with hours of its own where she wants them.

Only mail has a mailbox that answers by itself. The hours of phone, portal and texts go into
words: the voicemail's script, the texts she pastes elsewhere, and Today.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from boundary.schedule.hours import WeeklyHours


class Channel(StrEnum):
    """A way people reach her."""

    MAIL = "mail"
    PHONE = "phone"
    PORTAL = "portal"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Channels:
    """The hours of each channel but mail; None: as mail."""

    phone: WeeklyHours | None = None
    portal: WeeklyHours | None = None
    text: WeeklyHours | None = None

    def hours(self, channel: Channel, mail: WeeklyHours) -> WeeklyHours:
        """Return the hours of *channel*, which are those of *mail* where it has none."""
        own = {Channel.PHONE: self.phone, Channel.PORTAL: self.portal, Channel.TEXT: self.text}
        return own.get(channel) or mail
