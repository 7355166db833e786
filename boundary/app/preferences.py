"""Preferences: her settings while Boundary runs, and what is wrong with their file.

A file that can't be read is never replaced without a copy beside it, and one of a newer
Boundary is not replaced at all: what she changes then holds until the program ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from boundary.clock import system_zone
from boundary.errors import BoundaryError
from boundary.profile import settings_path
from boundary.rituals.repertoire import Repertoire
from boundary.schedule.policy import EndBy, Level, OwnLevel, Policy, Practice
from boundary.schedule.rules import Rule
from boundary.settings import CalendarSource, Settings, Theme, load, save

FIRST_WEEK = timedelta(days=7)

SAMPLE_LEVEL = Level.HOLD
"""The sample practice shows the firmest form that stays in one window."""


class Preferences:
    """The settings of *profile*, or the sample's own where *demo* keeps nothing.

    `trouble` says why the file can't be read or written, and is None again once it can.
    """

    def __init__(self, profile: Path, *, demo: bool = False) -> None:
        self._path = settings_path(profile)
        self._demo = demo
        self.trouble: BoundaryError | None = None
        self.settings = Settings()
        if not demo:
            try:
                self.settings = load(self._path)
            except BoundaryError as error:
                self.trouble = error

    @property
    def sampled(self) -> bool:
        """Whether the sample practice is what runs: nothing of hers is configured yet.

        Where her settings can't be read there is a practice of hers, only it is not known:
        then the day goes on as the store last had it.
        """
        return self._demo or (not self.settings.calendars and self.trouble is None)

    def policy(self, today: date) -> Policy:
        """Return how the local day *today* is planned: with ease in the first week."""
        if self.sampled:
            return replace(self.settings.policy, level=SAMPLE_LEVEL)
        started = self.settings.started
        easy = started is not None and today < started + FIRST_WEEK
        return replace(self.settings.policy, easy=easy)

    @property
    def zone(self) -> ZoneInfo:
        """Her zone: what the sample practice runs in may be another one."""
        zone = self.settings.zone
        return ZoneInfo(zone) if zone else system_zone()

    @property
    def mailed(self) -> Settings:
        """Her settings, in which the sample practice has a folder for a mailbox."""
        if not self.sampled:
            return self.settings
        from boundary.app.post import with_preview

        return with_preview(self.settings)

    def put(self, settings: Settings) -> None:
        """Keep *settings*, all of them: a page has made them of those before."""
        if self.sampled:
            from boundary.app.post import without_preview

            settings = without_preview(settings)
        self._keep(settings)

    def change(self, name: str, value: object) -> None:
        """Set what the settings window calls *name*; ValueError for what it has not."""
        changed, policy, look = self.settings, self.settings.policy, self.settings.appearance
        match name:
            case "level":
                policy = replace(policy, level=Level(str(value)))
            case "levels" if isinstance(value, tuple):
                own = {Practice(practice): OwnLevel(level) for practice, level in value}
                policy = policy.with_own_levels(own)
            case "end_by":
                policy = replace(policy, end_by=EndBy(str(value)))
            case "notes" if isinstance(value, int):
                policy = replace(policy, notes=timedelta(minutes=value))
            case "theme":
                look = replace(look, theme=Theme(str(value)))
            case "reduced_motion":
                look = replace(look, reduced_motion=bool(value))
            case "digits":
                look = replace(look, digits=bool(value))
            case "language":
                changed = replace(changed, language=str(value) or None)
            case "rituals" if isinstance(value, Repertoire):
                changed = replace(changed, rituals=value)
            case "hotkey":
                changed = replace(changed, hotkey=str(value))
            case _:
                raise ValueError(f"no setting {name}")
        self._keep(replace(changed, policy=policy, appearance=look))

    def add_calendar(self, path: str, today: date) -> None:
        """Read the calendar in the file *path* too; the first one begins her first week."""
        sources = (*self.settings.calendars, CalendarSource(path))
        started = self.settings.started or today
        self._keep(replace(self.settings, calendars=sources, started=started))

    def forget_calendar(self, position: int) -> None:
        """Read the calendar at *position* (from 0) no longer."""
        before = self.settings.calendars
        left = before[:position] + before[position + 1 :]
        self._keep(replace(self.settings, calendars=left))

    def change_calendar(self, position: int, name: str, on: bool) -> None:
        """Set `all_sessions` or `trust_end` of the calendar at *position*."""
        source = self.settings.calendars[position]
        match name:
            case "all_sessions":
                self._put(position, replace(source, all_sessions=on))
            case "trust_end":
                self._put(position, replace(source, trust_end=on))
            case _:
                raise ValueError(f"no setting {name} of a calendar")

    def learn(self, rules: Mapping[int, tuple[Rule, ...]]) -> None:
        """Keep *rules*, by the position of their calendar, in the place of those before."""
        calendars = tuple(
            replace(source, rules=rules.get(position, ()))
            for position, source in enumerate(self.settings.calendars)
        )
        self._keep(replace(self.settings, calendars=calendars))

    def _put(self, position: int, source: CalendarSource) -> None:
        before = self.settings.calendars
        calendars = (*before[:position], source, *before[position + 1 :])
        self._keep(replace(self.settings, calendars=calendars))

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        if self._demo:
            return
        try:
            save(self._path, settings)
        except BoundaryError as error:
            self.trouble = error
        else:
            self.trouble = None
