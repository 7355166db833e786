"""The composition root: every object of the tray app is built, connected and closed here.

Start order is part of the design: tray, then the day from what is known, then APScheduler,
then the keyring and the store on the worker. Whatever is missing is told in Today, and the
day goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from boundary.app.engine import Engine
from boundary.app.reader import Reader, kept, read_kept
from boundary.app.show import Show
from boundary.app.windows import Windows
from boundary.app.worker import Worker
from boundary.clock import Clock, instant_text, system_zone
from boundary.control import ControlServer
from boundary.errors import BoundaryError
from boundary.journal import Journal, MemoryJournal, QueuedJournal, open_journal
from boundary.keys import Keyring, Keys, SessionKeys, store_key
from boundary.profile import settings_path, store_path
from boundary.schedule.policy import EndBy, Level, Policy
from boundary.schedule.sessions import Session
from boundary.settings import CalendarSource, Settings, Theme, load, save
from boundary.simulation.sample import sample_around

log = logging.getLogger(__name__)

FIRST_WEEK = timedelta(days=7)
SAMPLE_LEVEL = Level.HOLD
"""The sample practice shows the firmest form that stays in one window."""

AFTER_TRAY = 50
"""Milliseconds: APScheduler is imported once the tray has been painted."""


class App(QObject):
    """Boundary, running: one profile, one day, one tray."""

    def __init__(
        self,
        qt: QApplication,
        profile: Path,
        clock: Clock,
        control: ControlServer,
        *,
        demo: bool = False,
    ) -> None:
        super().__init__()
        self._qt = qt
        self._profile = profile
        self._clock = clock
        self._demo = demo
        self._worker = Worker(self)
        self._keys: Keys = SessionKeys() if demo else Keyring()
        self._reader: Reader | None = None
        self._settings_trouble: BoundaryError | None = None
        self.settings = self._load()
        self.control = control
        self.windows = Windows(qt, self.settings)
        self.engine = self._new_engine()
        self.show = Show(self.engine, self.windows.show_shape, self.windows.colours)
        self._connect_windows()
        self._connect_day()

    @property
    def sampled(self) -> bool:
        """Whether the sample practice is what runs: nothing of hers is configured yet."""
        return self._demo or not self.settings.calendars

    def start(self, *, background: bool) -> None:
        """Show the tray, and Today unless *background*; the rest follows when it is painted."""
        self.windows.tray.show()
        self.engine.tick()
        if not background or not self.windows.tray.available():
            self.windows.open_today()
        self.control.listen()
        QTimer.singleShot(AFTER_TRAY, self._after_tray)

    def close(self) -> None:
        """Let go of everything, in the opposite order."""
        if self._reader is not None:
            self._reader.close()
        self.show.close()
        self.engine.close()
        self.engine.journal.close()
        self.windows.close()
        self.control.close()
        self._worker.close()

    def raise_today(self) -> None:
        """Bring Today forward: what a second start asks for."""
        self.windows.open_today()

    # the parts

    def _load(self) -> Settings:
        if self._demo:
            return Settings(policy=replace(Policy(), level=SAMPLE_LEVEL))
        try:
            return load(settings_path(self._profile))
        except BoundaryError as error:
            self._settings_trouble = error
            return Settings()

    def _new_engine(self) -> Engine:
        now = self._clock.now()
        zone = ZoneInfo(self.settings.zone) if self.settings.zone else system_zone()
        if not self.sampled:
            policy = self._eased(self.settings.policy, zone)
            return Engine(self._clock, zone, policy, self.settings.hours, QueuedJournal())
        sample = sample_around(now, zone)
        policy = replace(self.settings.policy, level=SAMPLE_LEVEL)
        hours, journal = self.settings.hours, MemoryJournal()
        engine = Engine(self._clock, sample.zone, policy, hours, journal, sample.life)
        engine.begin(sample.sessions)
        return engine

    def _eased(self, policy: Policy, zone: ZoneInfo) -> Policy:
        started = self.settings.started
        today = self._clock.now().astimezone(zone).date()
        return replace(policy, easy=started is not None and today < started + FIRST_WEEK)

    def _after_tray(self) -> None:
        from boundary.schedule.timers import QtTimers

        timers = QtTimers(self._clock)
        timers.came.connect(self.engine.tick)
        self.engine.wait_with(timers)
        if not self.sampled:
            self._open_store()
            self._read_calendars()

    def _open_store(self) -> None:
        path = store_path(self._profile)
        keys = self._keys

        def work() -> Journal:
            return open_journal(path, store_key(keys, path))

        self._worker.do(work, self._store_opened, self._store_failed)

    def _store_opened(self, journal: Journal) -> None:
        queued = self.engine.journal
        if not isinstance(queued, QueuedJournal):
            journal.close()
            return
        queued.opened(journal)
        if self._reader is None or self._reader.health.read_at is None:
            self.engine.begin(read_kept(journal.recall("sessions")))
        self.engine.restore()

    def _store_failed(self, trouble: BoundaryError) -> None:
        if isinstance(self.engine.journal, QueuedJournal):
            self.engine.journal.failed(trouble)
        log.warning("the store is not open: %s", trouble.title)
        self._show_day()

    def _read_calendars(self) -> None:
        reader = Reader(
            self.settings.calendars, self._keys, self._clock, self.engine.zone, self._worker
        )
        reader.came.connect(self._calendars_came)
        reader.failed.connect(self._calendars_failed)
        self._reader = reader
        reader.start()

    def _calendars_came(self, sessions: tuple[object, ...]) -> None:
        known = [s for s in sessions if isinstance(s, Session)]
        self.engine.heard(known)
        self.engine.journal.remember("sessions", kept(known))
        self.engine.today.trouble("", self._clock.now())
        self.engine.tick()

    def _calendars_failed(self) -> None:
        self.engine.today.trouble("feed_failed", self._clock.now())
        self.engine.tick()

    def _restart_day(self) -> None:
        """Begin again under other calendars: the sample ends, her own day begins."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        self.show.close()
        self.engine.close()
        self.engine.journal.close()
        self.engine = self._new_engine()
        self.show = Show(self.engine, self.windows.show_shape, self.windows.colours)
        self._connect_day()
        self.engine.tick()
        self._after_tray()

    # the connections

    def _connect_windows(self) -> None:
        windows, tray = self.windows, self.windows.tray
        tray.today_wanted.connect(windows.open_today)
        tray.clinical_need.connect(lambda: self.show.choose("clinical_need"))
        tray.ended.connect(lambda: self.show.choose("ended"))
        tray.with_someone.connect(
            lambda on: self.show.choose("with_someone" if on else "with_someone_over")
        )
        tray.pause_half_hour.connect(lambda: self.show.pause(timedelta(minutes=30)))
        tray.pause_until_tomorrow.connect(lambda: self.show.pause_until_tomorrow())
        tray.pause_until_told.connect(lambda: self.show.pause(None))
        tray.resume.connect(lambda: self.show.choose("resume"))
        tray.one_breath.connect(lambda: self.show.one_breath())
        tray.settings_wanted.connect(lambda: windows.open_settings(self.settings))
        tray.quit_wanted.connect(self._qt.quit)
        windows.chosen.connect(self._chosen)
        windows.changed.connect(self._changed)
        windows.file_chosen.connect(self._add_calendar)
        windows.forget_wanted.connect(self._forget_calendar)
        windows.recoloured.connect(self._recolour)

    def _connect_day(self) -> None:
        self.engine.ticked.connect(self._show_day)
        self._recolour()

    def _recolour(self) -> None:
        look = self.settings.appearance
        self.show.stage.wear(
            self.windows.colours, reduced_motion=look.reduced_motion, digits=look.digits
        )

    def _show_day(self) -> None:
        health = self._reader.health if self._reader is not None else None
        troubles = [
            trouble
            for trouble in (
                self._settings_trouble,
                health.trouble if health is not None else None,
                getattr(self.engine.journal, "trouble", None),
                self.control.trouble,
            )
            if trouble is not None
        ]
        self.windows.show_day(
            self.engine.today,
            self._clock.now(),
            twelve=self.show.twelve,
            sampled=self.sampled,
            read_at=health.read_at if health is not None else None,
            troubles=troubles,
        )

    # what she asks for

    def _chosen(self, choice: str) -> None:
        match choice:
            case "settings":
                self.windows.open_settings(self.settings)
            case "add_calendar":
                self.windows.choose_file()
            case "quit":
                self._qt.quit()
            case _:
                self.show.choose(choice)

    def _changed(self, name: str, value: object) -> None:
        policy, look = self.settings.policy, self.settings.appearance
        match name:
            case "level":
                policy = replace(policy, level=Level(str(value)))
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
            case _:
                raise ValueError(f"no setting {name}")
        self._save(replace(self.settings, policy=policy, appearance=look))
        self.windows.wear(self.settings)
        self._recolour()
        self.engine.today.change(self._clock.now(), policy=self._eased(policy, self.engine.zone))
        self.engine.tick()

    def _add_calendar(self, path: str) -> None:
        started = self.settings.started or self._clock.now().astimezone(self.engine.zone).date()
        sources = (*self.settings.calendars, CalendarSource(path))
        self._save(replace(self.settings, calendars=sources, started=started))
        self._restart_day()
        self.windows.open_settings(self.settings, only_refresh=True)

    def _forget_calendar(self, position: int) -> None:
        sources = list(self.settings.calendars)
        if position < len(sources):
            del sources[position]
        self._save(replace(self.settings, calendars=tuple(sources)))
        self._restart_day()
        self.windows.open_settings(self.settings, only_refresh=True)

    def _save(self, settings: Settings) -> None:
        self.settings = settings
        self._settings_trouble = None
        if self._demo:
            return
        try:
            save(settings_path(self._profile), settings)
        except BoundaryError as error:
            self._settings_trouble = error

    def asked(self, verb: str, arguments: Mapping[str, object]) -> Mapping[str, object]:
        """Answer the command line: the same path as the tray's."""
        verbs: dict[str, Callable[[], None]] = {
            "raise": self.raise_today,
            "ended": lambda: self.show.choose("ended"),
            "resume": lambda: self.show.choose("resume"),
            "clinical-need": lambda: self.show.choose("clinical_need"),
            "quit": lambda: QTimer.singleShot(0, self._qt.quit),
        }
        if verb == "pause":
            seconds = arguments.get("seconds")
            length = timedelta(seconds=seconds) if isinstance(seconds, int) else None
            self.show.pause(length)
        elif verb in verbs:
            verbs[verb]()
        glance = self.engine.today.glance(self._clock.now())
        return {
            "state": glance.tray,
            "why": glance.why,
            "since": instant_text(glance.since) if glance.since else None,
            "until": instant_text(glance.until) if glance.until else None,
            "sentence": self.windows.why(glance, self.engine.zone, twelve=self.show.twelve),
        }
