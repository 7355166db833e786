"""The composition root: every object of the tray app is built, connected and closed here.

Start order is part of the design: tray, then the day from what is known, then APScheduler,
then the keyring and the store on the worker. Whatever is missing is told in Today, and the
day goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from boundary.app.answers import answer
from boundary.app.engine import MINUTE, Engine
from boundary.app.logs import Log, log_folder
from boundary.app.preferences import Preferences
from boundary.app.show import Show
from boundary.app.teaching import Teaching
from boundary.app.tidy import begin_tidying, end_tidying, tidy
from boundary.app.windows import Windows
from boundary.app.worker import Worker
from boundary.clock import Clock, system_zone
from boundary.control import ControlServer
from boundary.errors import BoundaryError
from boundary.journal import Journal, MemoryJournal, QueuedJournal, open_journal
from boundary.keys import Keyring, Keys, SessionKeys, store_key
from boundary.language import tr
from boundary.profile import store_path
from boundary.schedule.sessions import Session
from boundary.ui.tray import Tray

if TYPE_CHECKING:
    from boundary.app.live import Live
    from boundary.app.reader import Reader
    from boundary.ui.day_view import DayView
    from boundary.ui.health_words import SourceHealth

log = logging.getLogger(__name__)

AFTER_TODAY = 50
"""Milliseconds: APScheduler is imported once Today has been painted."""

STORE_PATIENCE = 3000
"""Milliseconds that the calendars wait for the store: it knows what was put to her already."""

SHORTEST = 250
"""Milliseconds: Today is not brought up to date more often, however fast the clock runs."""


class App(QObject):
    """Boundary, running: one profile, one day, one tray."""

    def __init__(
        self,
        qt: QApplication,
        profile: Path,
        clock: Clock,
        control: ControlServer,
        tray: Tray,
        *,
        demo: bool = False,
    ) -> None:
        super().__init__()
        begin_tidying()
        self._closed = False
        self._qt = qt
        self._profile = profile
        self._clock = clock
        self._log = Log(None if demo else log_folder())
        self._worker = Worker(self)
        self._keys: Keys = SessionKeys() if demo else Keyring()
        self._teaching = Teaching(self._worker, self._keys)
        self._reader: Reader | None = None
        self._live: Live | None = None
        self._held: tuple[Session, ...] | None = None
        self._settled = False
        self._mistake: BoundaryError | None = None
        self._minute = QTimer(self, singleShot=True)
        self._minute.timeout.connect(self._pass_minute)
        self._beginning = QTimer(self, singleShot=True, interval=AFTER_TODAY)
        self._beginning.timeout.connect(self._begin_day)
        self._patience = QTimer(self, singleShot=True, interval=STORE_PATIENCE)
        self._patience.timeout.connect(self._settle)
        self.preferences = Preferences(profile, demo=demo)
        self.control = control
        self.windows = Windows(qt, self.preferences.settings, tray, self._view)
        self.engine = self._new_engine()
        self.show = Show(self.engine, self.windows.tray.show_shape, self.windows.colours)
        self._connect_windows()
        self._connect_calendars()
        self._connect_day()

    def start(self, *, background: bool) -> None:
        """Bring the day to the present, and show Today unless *background*."""
        self.engine.tick()
        if not background or not self.windows.tray.available():
            self.windows.open_today()
        self.control.listen()
        self._beginning.start()

    def close(self) -> None:
        """Let go of everything, in the opposite order; closing twice is fine."""
        if self._closed:
            return
        self._closed = True
        for timer in (self._minute, self._beginning, self._patience):
            timer.stop()
        self._end_day()
        self._teaching.close()
        self.windows.close()
        self.control.close()
        self._worker.close()
        self._log.close()
        end_tidying()

    def raise_today(self) -> None:
        """Bring Today forward: what a second start asks for."""
        self.windows.open_today()

    def mistaken(self) -> None:
        """Say in Today that a mistake of ours was caught; the day goes on."""
        self._mistake = BoundaryError(
            tr("Boundary made a mistake of its own; the day goes on."),
            tr("If something looks wrong, quit and start it again. Nothing of yours is lost."),
        )
        self.windows.show_day()

    # the day's parts

    def _new_engine(self) -> Engine:
        settings = self.preferences.settings
        zone = ZoneInfo(settings.zone) if settings.zone else system_zone()
        now = self._clock.now()
        policy = self.preferences.policy(now.astimezone(zone).date())
        if not self.preferences.sampled:
            return Engine(self._clock, zone, policy, settings.hours, QueuedJournal())
        from boundary.simulation.sample import sample_around

        sample = sample_around(now, zone)
        journal = MemoryJournal()
        engine = Engine(self._clock, sample.zone, policy, settings.hours, journal, sample.life)
        engine.begin(sample.sessions)
        return engine

    def _begin_day(self) -> None:
        from boundary.app.live import Live
        from boundary.schedule.timers import QtTimers

        timers = QtTimers(self._clock)
        timers.came.connect(self.engine.tick)
        self.engine.wait_with(timers)
        sampled = self.preferences.sampled
        self._live = Live(self.engine, lambda: self.show.choose("clinical_need"), sampled=sampled)
        self._live.start()
        if not sampled:
            self._settled = False
            self._open_store()
            self._read_calendars()

    def _end_day(self) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        self.show.close()
        self.engine.close()
        self.engine.journal.close()

    def _restart_day(self) -> None:
        """Begin again under other calendars: the sample ends, her own day begins."""
        self._end_day()
        self.engine = self._new_engine()
        self.show = Show(self.engine, self.windows.tray.show_shape, self.windows.colours)
        self._connect_day()
        self.engine.tick()
        tidy(thoroughly=True)
        self._begin_day()
        self._show_settings()

    def _open_store(self) -> None:
        path, keys, journal = store_path(self._profile), self._keys, self.engine.journal
        assert isinstance(journal, QueuedJournal)

        def work() -> Journal:
            return open_journal(path, store_key(keys, path))

        self._worker.do(
            work,
            lambda opened: self._store_opened(journal, opened),
            lambda trouble: self._store_failed(journal, trouble),
        )
        self._patience.start()

    def _store_opened(self, journal: QueuedJournal, opened: Journal) -> None:
        if journal is not self.engine.journal:
            opened.close()  # of a day that has begun anew since
            return
        from boundary.app.reader import read_kept

        journal.opened(opened)
        known = self._held
        if known is None and (self._reader is None or self._reader.health.read_at is None):
            known = read_kept(journal.recall("sessions"))
        self._open_shelf()
        self._held, self._settled = None, True
        self._patience.stop()
        self.engine.restore(known or ())
        if self._live is not None:
            self._live.catch_up(self.engine.today.facts)
        self.show.settle()
        tidy(thoroughly=True)

    def _open_shelf(self) -> None:
        """Let the reader keep in the store what calendars say, once there are both."""
        journal = self.engine.journal
        if self._reader is not None and isinstance(journal, QueuedJournal) and journal.is_open:
            self._reader.open_shelf(journal)

    def _store_failed(self, journal: QueuedJournal, trouble: BoundaryError) -> None:
        journal.failed(trouble)
        log.warning("the store is not open")
        self._settle()
        self.windows.show_day()

    def _settle(self) -> None:
        """Go on without the store: what the calendars said in the meantime holds now."""
        held, self._held = self._held, None
        self._settled = True
        self._patience.stop()
        if held is not None:
            self.engine.heard(held)

    def _read_calendars(self) -> None:
        self._teaching.key_for(self.preferences.settings, self._read_by)

    def _read_by(self, rules_key: bytes | None) -> None:
        """Read the calendars; *rules_key* opens the rules that go by an exact title."""
        from boundary.app.reader import Reader

        if self._reader is not None:
            return  # the day has begun anew since the key was asked for
        settings = self.preferences.settings
        reader = Reader(
            settings.calendars,
            self._keys,
            self._clock,
            self.engine.zone,
            self._worker,
            hosts=settings.link_hosts,
            rules_key=rules_key,
        )
        reader.came.connect(self._calendars_came)
        reader.failed.connect(self._calendars_failed)
        self._reader = reader
        self._open_shelf()
        reader.start()

    def _calendars_came(self, sessions: tuple[Session, ...]) -> None:
        from boundary.app.reader import kept

        self.engine.journal.remember("sessions", kept(sessions))
        self.engine.today.trouble("", self._clock.now())
        self._teaching.go_on()
        self._show_settings()
        if self._settled:
            self.engine.heard(sessions)
        else:
            self._held = sessions
        self.engine.tick()

    def _calendars_failed(self) -> None:
        self._show_settings()
        self.engine.today.trouble("feed_failed", self._clock.now())
        self.engine.tick()

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
        tray.settings_wanted.connect(self._open_settings)
        tray.join.connect(self._join)
        tray.quit_wanted.connect(self._qt.quit)
        windows.chosen.connect(self._chosen)
        windows.changed.connect(self._changed)
        windows.preview_wanted.connect(self._teach)
        windows.recoloured.connect(self._recolour)
        windows.today_seen.connect(self._follow_minutes)

    def _connect_calendars(self) -> None:
        windows, chosen, anew = self.windows, self.preferences, self._begin_anew
        windows.file_chosen.connect(
            lambda path: anew(lambda: chosen.add_calendar(path, self._date()))
        )
        windows.forget_wanted.connect(lambda at: anew(lambda: chosen.forget_calendar(at)))
        windows.source_changed.connect(
            lambda at, name, on: anew(lambda: chosen.change_calendar(at, name, on))
        )
        self._teaching.learned.connect(lambda rules: anew(lambda: chosen.learn(rules)))

    def _connect_day(self) -> None:
        self.engine.ticked.connect(self._show_day)
        self._recolour()

    def _recolour(self) -> None:
        look = self.preferences.settings.appearance
        self._teaching.recolour(self.windows.colours)
        self.show.stage.wear(
            self.windows.colours, reduced_motion=look.reduced_motion, digits=look.digits
        )

    # what is shown

    def _show_day(self) -> None:
        now = self._clock.now()
        situation = self.engine.today.situation(now)
        tray = self.windows.tray
        tray.show_with_someone(any(s.start <= now and s.lasts_past(now) for s in situation.company))
        tray.show_paused(any(s.start <= now and s.lasts_past(now) for s in situation.pauses))
        if self._live is not None:
            sessions = self._reader.sessions if self._reader is not None else ()
            tray.show_join(self._live.look(sessions, now, twelve=self.show.twelve))
        self.windows.show_day()
        tidy()

    def _view(self) -> DayView:
        from boundary.app.seen import Around, day_seen

        reader, now = self._reader, self._clock.now()
        troubles = (
            self._mistake,
            self.preferences.trouble,
            getattr(self.engine.journal, "trouble", None),
            self.control.trouble,
            self._live.trouble if self._live is not None else None,
        )
        around = Around(
            twelve=self.show.twelve,
            tray=self.windows.tray.available(),
            sampled=self.preferences.sampled,
            on_stage=self.show.stage.ritual is not None,
            workday=self._workday(),
            healths=reader.healths if reader is not None else (),
            problems=reader.problems if reader is not None else (),
            troubles=tuple(trouble for trouble in troubles if trouble is not None),
            ahead=self._reader.sessions if self._reader is not None else (),
        )
        return day_seen(self.engine.today, now, around)

    def _follow_minutes(self, seen: bool) -> None:
        """Let Today's now-line and sentences pass with the minutes, only while it is seen."""
        if not seen:
            self._minute.stop()
        elif not self._minute.isActive():
            self._await_minute()

    def _await_minute(self) -> None:
        now = self._clock.now()
        following = now.replace(second=0, microsecond=0) + MINUTE
        wait = self._clock.until(following) / timedelta(milliseconds=1)
        self._minute.start(max(int(wait) + 1, SHORTEST))

    def _pass_minute(self) -> None:
        self.windows.show_day()
        self._await_minute()

    # what she asks for

    def _chosen(self, choice: str) -> None:
        match choice:
            case "settings":
                self._open_settings()
            case "add_calendar":
                self.windows.choose_file()
            case "quit":
                self._qt.quit()
            case _:
                self.show.choose(choice)

    def _open_settings(self) -> None:
        chosen = self.preferences
        self.windows.open_settings(chosen.settings, chosen.trouble, self._healths())

    def _show_settings(self) -> None:
        chosen = self.preferences
        self.windows.show_settings(chosen.settings, chosen.trouble, self._healths())

    def _healths(self) -> tuple[SourceHealth, ...]:
        """Return how each calendar does now, for the page that lists them."""
        if self._reader is None:
            return ()
        from boundary.ui.health_words import source_healths

        now, zone = self._clock.now(), self.engine.zone
        return source_healths(
            self._reader.healths, now, zone, workday=self._workday(), twelve=self.show.twelve
        )

    def _workday(self) -> bool:
        return bool(self.preferences.settings.hours.on(self._date()))

    def _changed(self, name: str, value: object) -> None:
        self.preferences.change(name, value)
        self.windows.wear(self.preferences.settings)
        self._recolour()
        self._show_settings()
        self.engine.today.change(self._clock.now(), policy=self.preferences.policy(self._date()))
        self.engine.tick()

    def _begin_anew(self, change: Callable[[], None]) -> None:
        """Begin the day again under what *change* makes of the calendars."""
        change()
        self._restart_day()

    def _teach(self) -> None:
        """Ask which of the next two weeks are sessions."""
        if self._reader is not None:
            settings, now, zone = self.preferences.settings, self._clock.now(), self.engine.zone
            colours, twelve = self.windows.colours, self.show.twelve
            self._teaching.open(self._reader, settings, now, zone, colours, twelve=twelve)

    def _join(self) -> None:
        if self._live is not None:
            self._live.join()

    def _date(self) -> date:
        return self._clock.now().astimezone(self.engine.zone).date()

    def asked(self, verb: str, arguments: Mapping[str, object]) -> Mapping[str, object]:
        """Answer the command line: the same path as the tray's."""
        match verb:
            case "raise":
                self.raise_today()
            case "quit":
                QTimer.singleShot(0, self._qt.quit)
            case _:
                return answer(self.show, verb, arguments)
        return answer(self.show, "status", {})
