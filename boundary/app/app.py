"""The composition root: every object of the tray app is built, connected and closed here.

Start order is part of the design: tray, then the day from what is known, then APScheduler,
then the keyring and the store on the worker. Whatever is missing is told in Today, and the
day goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from boundary.app.belonging import Belonging
from boundary.app.calendar_keys import CalendarKeys
from boundary.app.day import Day
from boundary.app.engine import Engine
from boundary.app.greeting import Greeting
from boundary.app.locking import Locking
from boundary.app.logs import Log, log_folder
from boundary.app.minutes import Minutes
from boundary.app.mirroring import Mirroring
from boundary.app.post import Post
from boundary.app.preferences import Preferences
from boundary.app.reflecting import looking_back
from boundary.app.show import Show
from boundary.app.teaching import Teaching
from boundary.app.tidy import begin_tidying, end_tidying, tidy
from boundary.app.tray_words import say_to
from boundary.app.windows import Windows
from boundary.app.worker import Worker
from boundary.clock import Clock
from boundary.control import ControlServer
from boundary.errors import BoundaryError
from boundary.journal.lock import LockableKeys
from boundary.keys import Keyring, Keys, SessionKeys
from boundary.language import tr
from boundary.profile import store_path
from boundary.ui.tray import Tray

if TYPE_CHECKING:
    from boundary.app.adding import Adding
    from boundary.settings import CalendarSource
    from boundary.ui.day_view import DayView
    from boundary.ui.health_words import SourceHealth

log = logging.getLogger(__name__)

AFTER_TODAY = 50
"""Milliseconds: APScheduler is imported once Today has been painted."""


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
        logs = None if demo else log_folder()
        self._log = Log(logs)
        self._worker = Worker(self)
        ring: Keys = SessionKeys() if demo else Keyring()
        self._keys = LockableKeys(ring)
        self._calendar_keys = CalendarKeys(self._keys)
        self._teaching = Teaching(self._worker, self._keys)
        self._adding: Adding | None = None
        self._mistake: BoundaryError | None = None
        self._minutes = Minutes(clock)
        self._beginning = QTimer(self, singleShot=True, interval=AFTER_TODAY)
        self._beginning.timeout.connect(lambda: self.day.begin())
        self.preferences = Preferences(profile, demo=demo)
        self.control = control
        self._mirror = Mirroring(lambda: self.day.show.ends.keeping)
        self.windows = Windows(qt, self.preferences.settings, tray, self._view)
        self.day: Day = self._new_day()
        store = store_path(profile)
        self.locking = Locking(ring, self._keys, store, self._worker, lambda: self.engine)
        self.belonging = Belonging(self.asked, self._worker, self.locking, logs)
        self.post = Post(
            self.preferences,
            self._calendar_keys,
            profile,
            clock,
            self._mail_edited,
            twelve=self.show.twelve,
            ahead=lambda: self.day.sessions,
        )
        self.reflecting = looking_back(self.preferences, clock, self.windows, self._open_settings)
        self.greeting = Greeting(self, profile, self._keys, self._calendar_keys, clock, demo=demo)
        self.greeting.anew.connect(self._begin_anew)
        self._connect_windows()
        self._connect_calendars()
        self._connect_day()

    def start(self, *, background: bool) -> None:
        """Bring the day to the present, and show Today unless *background*."""
        self.engine.tick()
        if not background or not self.windows.tray.available():
            self.windows.open_today()
        self.greeting.begin(background=background)
        self.control.listen()
        self.belonging.begin()
        self._beginning.start()

    def close(self) -> None:
        """Let go of everything, in the opposite order; closing twice is fine."""
        if self._closed:
            return
        self._closed = True
        self._beginning.stop()
        self._minutes.follow(False)
        self.reflecting.close()
        self.day.end()
        self.post.close()
        self._teaching.close()
        if self._adding is not None:
            self._adding.close()
        for part in (self.greeting, self.belonging, self.windows, self.control):
            part.close()
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

    def _new_day(self) -> Day:
        windows = self.windows
        return Day(
            self._profile,
            self._clock,
            self.preferences,
            self._calendar_keys,
            self._worker,
            self._teaching,
            windows.tray.show_shape,
            windows.colours,
        )

    def _restart_day(self) -> None:
        """Begin again under other calendars: the sample ends, her own day begins."""
        self.day.end()
        self.day = self._new_day()
        self._connect_day()
        self.engine.tick()
        tidy(thoroughly=True)
        self.day.begin()
        self._show_settings()

    @property
    def engine(self) -> Engine:
        """The engine of the day under way."""
        return self.day.engine

    @property
    def show(self) -> Show:
        """The show of the day under way."""
        return self.day.show

    # the connections

    def _connect_windows(self) -> None:
        windows, tray = self.windows, self.windows.tray
        tray.today_wanted.connect(windows.open_today)
        say_to(tray, lambda: self.show)
        tray.settings_wanted.connect(self._open_settings)
        tray.join.connect(lambda: self.day.join())
        tray.quit_wanted.connect(self._qt.quit)
        windows.chosen.connect(self._chosen)
        windows.changed.connect(self._changed)
        windows.preview_wanted.connect(self._teach)
        windows.try_wanted.connect(lambda own: self.show.beside.try_out(own))
        windows.recoloured.connect(self._recolour)
        windows.today_seen.connect(self._minutes.follow)
        self._minutes.passed.connect(windows.show_day)
        self.locking.unlocked.connect(lambda: self.day.open_again())

    def _connect_calendars(self) -> None:
        windows, chosen, anew = self.windows, self.preferences, self._begin_anew
        windows.forget_wanted.connect(self._forget)
        windows.sign_in_wanted.connect(lambda _at: self._add_calendar())
        windows.source_changed.connect(
            lambda at, name, on: anew(lambda: chosen.change_calendar(at, name, on))
        )
        self.post.changed.connect(windows.show_day)
        self._teaching.learned.connect(lambda rules: anew(lambda: chosen.learn(rules)))

    def _connect_day(self) -> None:
        self.day.ticked.connect(self._show_day)
        self.reflecting.attend(self.day)
        self.day.shelved.connect(lambda shelf, lasts: self.post.shelved(shelf, lasting=lasts))
        self.day.woken.connect(self.post.look)
        self.show.ends.join(self.post, self._open_settings)
        self._recolour()

    def _recolour(self) -> None:
        look = self.preferences.settings.appearance
        self._teaching.recolour(self.windows.colours)
        if self._adding is not None:
            self._adding.recolour(self.windows.colours)
        self.show.stage.wear(
            self.windows.colours, reduced_motion=look.reduced_motion, digits=look.digits
        )
        self.show.ends.wear(self.windows.colours, reduced_motion=look.reduced_motion)

    # what is shown

    def _show_day(self) -> None:
        now = self._clock.now()
        situation = self.engine.today.situation(now)
        tray = self.windows.tray
        tray.show_with_someone(any(s.start <= now and s.lasts_past(now) for s in situation.company))
        tray.show_paused(any(s.start <= now and s.lasts_past(now) for s in situation.pauses))
        tray.show_join(self.day.look())
        self.windows.show_day()
        self.locking.look()
        tidy()

    def _view(self) -> DayView:
        from boundary.app.seen import Around, day_seen

        reader, now = self.day.reader, self._clock.now()
        troubles = (
            self._mistake,
            self.preferences.trouble,
            self.control.trouble,
            self.belonging.trouble,
            *self.day.troubles,
            *self.post.troubles,
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
            ahead=self.day.sessions,
            mirror=self._mirror.line(self._date(), self.preferences.settings.hours),
        )
        return self.reflecting.shown(day_seen(self.engine.today, now, around))

    # what she asks for

    def _chosen(self, choice: str) -> None:
        match choice:
            case "settings":
                self._open_settings()
            case "add_calendar":
                self._add_calendar()
            case "quit":
                self._qt.quit()
            case _ if not self.reflecting.chose(choice):
                self.show.choose(choice)

    def _open_settings(self, page: str = "") -> None:
        chosen = self.preferences
        self.windows.hotkey_trouble = self.day.hotkey_trouble
        more = (*self.post.pages(), *self.reflecting.pages(), *self.belonging.pages())
        more += self.greeting.pages()
        self.windows.open_settings(chosen.settings, chosen.trouble, self._healths(), more, page)

    def _show_settings(self) -> None:
        chosen = self.preferences
        self.windows.show_settings(chosen.settings, chosen.trouble, self._healths())

    def _healths(self) -> tuple[SourceHealth, ...]:
        """Return how each calendar does now, for the page that lists them."""
        if self.day.reader is None:
            return ()
        from boundary.ui.health_words import source_healths

        now, zone = self._clock.now(), self.engine.zone
        return source_healths(
            self.day.reader.healths, now, zone, workday=self._workday(), twelve=self.show.twelve
        )

    def _workday(self) -> bool:
        return bool(self.preferences.settings.hours.on(self._date()))

    def _changed(self, name: str, value: object) -> None:
        if name == "hotkey" and not self._takes_hotkey(str(value)):
            return
        self.preferences.change(name, value)
        self.windows.wear(self.preferences.settings)
        self._recolour()
        self._show_settings()
        self.engine.today.change(
            self._clock.now(),
            policy=self.preferences.policy(self._date()),
            repertoire=self.preferences.settings.rituals,
        )
        self.engine.tick()

    def _mail_edited(self) -> None:
        """Her hours may be others by now."""
        self.day.change_hours()
        self._show_settings()

    def _takes_hotkey(self, keys: str) -> bool:
        """Take *keys* for the hotkey; where they are not to be had the old ones stay, and why."""
        trouble = self.day.rekey(keys)
        self.windows.hotkey_trouble = trouble
        if trouble is not None:
            self._show_settings()
        return trouble is None

    def _add_calendar(self) -> None:
        """Let her add a calendar, whichever way she has it."""
        if self._adding is None:
            import webbrowser

            from boundary.app.adding import Adding

            self._adding = Adding(self._calendar_keys, self._clock, webbrowser.open)
            self._adding.added.connect(lambda sources, _lasting: self._added(sources))
        hosts = self.preferences.settings.link_hosts
        self._adding.open(self.preferences.zone, self.windows.colours, hosts)

    def _added(self, sources: Sequence[CalendarSource]) -> None:
        def add() -> None:
            for source in sources:
                self.preferences.add_calendar(source.address, self._date())

        self._begin_anew(add)

    def _forget(self, position: int) -> None:
        """Read a calendar no longer, and delete what the keyring held for it."""
        gone = self.preferences.settings.calendars[position]
        self._begin_anew(lambda: self.preferences.forget_calendar(position))
        left, keys, clock = self.preferences.settings.calendars, self._calendar_keys, self._clock

        def work() -> None:
            from boundary.accounts import Accounts
            from boundary.app.kept_address import let_go

            let_go(gone, left, keys, Accounts(keys, clock))

        self._worker.do(work, lambda _done: None, self._told)

    def _told(self, trouble: BoundaryError) -> None:
        """Tell in Today of something that went wrong beside the day."""
        self._mistake = trouble
        self.windows.show_day()

    def _begin_anew(self, change: Callable[[], None]) -> None:
        """Begin the day again under what *change* makes of the calendars."""
        change()
        self._restart_day()

    def _teach(self) -> None:
        """Ask which of the next two weeks are sessions."""
        if self.day.reader is not None:
            settings, now, zone = self.preferences.settings, self._clock.now(), self.engine.zone
            colours, twelve = self.windows.colours, self.show.twelve
            self._teaching.open(self.day.reader, settings, now, zone, colours, twelve=twelve)

    def _date(self) -> date:
        return self._clock.now().astimezone(self.preferences.zone).date()

    def asked(self, verb: str, arguments: Mapping[str, object]) -> Mapping[str, object]:
        """Answer the command line: the same path as the tray's."""
        match verb:
            case "raise":
                self.raise_today()
            case "quit":
                QTimer.singleShot(0, self._qt.quit)
            case _:
                return self.day.answer(verb, arguments)
        return self.day.answer("status", {})
