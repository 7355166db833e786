"""The settings as a value; its defaults are those of a new profile."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from boundary.mail.choices import Words
from boundary.rituals.repertoire import Repertoire
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.hours_channels import Channels
from boundary.schedule.policy import Policy
from boundary.schedule.rules import Rule
from boundary.settings.mail import MailSettings

VERSION = 1
"""Of the document; a higher one is refused and left as it is."""

KEYRING = "keyring:"
"""What an address begins with when the rest names an entry of the keyring."""

HOTKEY = "Ctrl+Alt+Space"
"""The key that lets everything go, as it comes: no layout types anything with it."""


class Theme(StrEnum):
    """Which colours the windows wear."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class CalendarSource:
    """A calendar: a file's path, or `keyring:NAME` for an address that is kept secret.

    `all_sessions`: every timed appointment on it is client work. `trust_end`: they end as
    booked. `rules` is what she taught about it, the first that fits first.
    """

    address: str = field(repr=False)
    all_sessions: bool = False
    trust_end: bool = False
    rules: tuple[Rule, ...] = ()

    @property
    def secret(self) -> str | None:
        """The entry of the keyring that holds the address, or None for a file."""
        return self.address.removeprefix(KEYRING) if self.address.startswith(KEYRING) else None


@dataclass(frozen=True, slots=True)
class Appearance:
    """How the windows look and move; `digits` shows the time left in figures from the start."""

    theme: Theme = Theme.SYSTEM
    reduced_motion: bool = False
    digits: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything she chose. `zone` and `language` None: as the machine has them.

    `started` is the local date of her first day with Boundary, from which the first week's
    ease is counted; None where that is not known. `link_hosts` are hosts of her own where
    calls are joined, such as `portal.example.org` (`calendars.links.Pattern`). `hours` are
    those of mail, `channels` those of everything else. `hotkey` lets everything go, wherever
    she is.
    """

    version: int = VERSION
    zone: str | None = None
    language: str | None = None
    calendars: tuple[CalendarSource, ...] = ()
    policy: Policy = field(default_factory=Policy)
    hours: WeeklyHours = field(default_factory=WeeklyHours)
    appearance: Appearance = field(default_factory=Appearance)
    started: date | None = None
    link_hosts: tuple[str, ...] = ()
    rituals: Repertoire = field(default_factory=Repertoire)
    hotkey: str = HOTKEY
    channels: Channels = field(default_factory=Channels)
    words: Words = field(default_factory=Words)
    mail: MailSettings = field(default_factory=MailSettings)

    @property
    def rules(self) -> dict[int, tuple[Rule, ...]]:
        """What she taught, by the position of the calendar."""
        return {
            position: source.rules for position, source in enumerate(self.calendars) if source.rules
        }

    @property
    def all_sessions(self) -> tuple[int, ...]:
        """The positions of the calendars that hold sessions only."""
        return tuple(n for n, source in enumerate(self.calendars) if source.all_sessions)

    @property
    def trust_end(self) -> tuple[int, ...]:
        """The positions of the calendars whose sessions end as booked."""
        return tuple(n for n, source in enumerate(self.calendars) if source.trust_end)
