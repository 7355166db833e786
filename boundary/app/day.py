"""The day under way: engine and stage, the store, the calendars, the senses.

A day begins anew when the calendars change; what is then still on its way to the old one is
let go. Store and calendars wait for the senses' first answer, so that nothing is ever shown
over a call under way; the calendars wait a moment for the store too, which knows what was put
to her already.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from boundary.app.beckon import Beckon
from boundary.app.engine import Engine
from boundary.app.preferences import Preferences
from boundary.app.show import Show
from boundary.app.teaching import Teaching
from boundary.app.tidy import tidy
from boundary.app.worker import Worker
from boundary.clock import Clock, Span, system_zone
from boundary.errors import BoundaryError
from boundary.journal import Journal, MemoryJournal, QueuedJournal, open_journal
from boundary.journal.shared import SharedJournal
from boundary.keys import Keys, store_key
from boundary.profile import store_path
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.sessions import Session
from boundary.senses.idle import untouched
from boundary.settings import Settings

if TYPE_CHECKING:
    from boundary.app.live import Live
    from boundary.app.reader import Reader
    from boundary.app.tending import Tending
    from boundary.ui.theme import Palette

log = logging.getLogger(__name__)

CARD_PLACE = "card_place"
"""Under which the store remembers where cards lie: two logical pixels of the whole desktop."""

AHEAD = timedelta(days=60)
"""How far ahead public holidays matter to the day."""

STORE_PATIENCE = 3000
"""Milliseconds that the calendars wait for the store."""


class Day(QObject):
    """One practice's day: the sample's, or her own from her calendars."""

    shelved = Signal(object, bool)
    """There is a shelf for small values (`mail.intents.Shelf`) now, which lasts or does not."""
    woken = Signal(str)
    """The machine woke (`wake`), was unlocked (`unlock`) or has its `network` back."""
    ticked = Signal()
    """What is shown of the day may have changed."""

    def __init__(
        self,
        profile: Path,
        clock: Clock,
        preferences: Preferences,
        keys: Keys,
        worker: Worker,
        teaching: Teaching,
        show_shape: Callable[[str], None],
        colours: Palette,
    ) -> None:
        super().__init__()
        self._profile = profile
        self._clock = clock
        self._preferences = preferences
        self._keys = keys
        self._worker = worker
        self._teaching = teaching
        self._held: tuple[Session, ...] | None = None
        self._settled = False
        self._live: Live | None = None
        self._tending: Tending | None = None
        self._patience = QTimer(self, singleShot=True, interval=STORE_PATIENCE)
        self._patience.timeout.connect(self._settle)
        self.reader: Reader | None = None
        self._trying: Callable[[], None] | None = None
        self.sampled = preferences.sampled
        self.engine = self._new_engine()
        self.show = Show(self.engine, show_shape, colours)
        self._beckon = Beckon(worker)
        self.show.ends.sessions = lambda: self.sessions
        self.show.stage.beckoned.connect(self._beckon.show)
        self.show.stage.placed.connect(self._keep_place)
        self.engine.ticked.connect(self.ticked)

    @property
    def troubles(self) -> tuple[BoundaryError, ...]:
        """What is wrong with the store, the hotkey and the windows, in words for her."""
        found = (
            self.show.trouble,
            getattr(self.engine.journal, "trouble", None),
            self._tending.trouble if self._tending is not None else None,
            self.hotkey_trouble,
        )
        return tuple(trouble for trouble in found if trouble is not None)

    @property
    def hotkey_trouble(self) -> BoundaryError | None:
        """Why the key that lets everything go is not to be had, if it is not."""
        return self._live.trouble if self._live is not None else None

    @property
    def sessions(self) -> tuple[Session, ...]:
        """What her calendars hold, as far ahead as they are read."""
        return tuple(self.reader.sessions) if self.reader is not None else ()

    def begin(self) -> None:
        """Let timers, senses, store and calendars in, once Today has been painted."""
        from boundary.app.live import Live
        from boundary.schedule.timers import QtTimers

        timers = QtTimers(self._clock)
        timers.came.connect(self.engine.tick)
        self.engine.wait_with(timers)
        self._live = Live(
            self.engine,
            self._let_go,
            sampled=self.sampled,
            keys=self._preferences.settings.hotkey,
        )
        self._live.awake.connect(self._look_again)
        self._live.knowing.connect(self._open)
        self._live.start()

    def end(self) -> None:
        """Take everything down and let go; what still comes is not heard."""
        self._patience.stop()
        if self._live is not None:
            self._live.stop()
            self._live = None
        if self.reader is not None:
            self.reader.close()
            self.reader = None
        self.show.close()
        self.show.ends.keeping.close()
        self.engine.close()
        self.engine.journal.close()

    def look(self) -> str | None:
        """Look closely while a session is near; return the tray's "Join 10:00", if there is one."""
        if self._live is None:
            return None
        return self._live.look(self.sessions, self._clock.now(), twelve=self.show.twelve)

    def rekey(self, keys: str) -> BoundaryError | None:
        """Use *keys* as the hotkey; return why not, if they are not to be had."""
        return self._live.rekey(keys) if self._live is not None else None

    def try_key(self, heard: Callable[[], None] | None) -> None:
        """Tell *heard* of the hotkey instead of heeding it, while she tries it; None ends that."""
        self._trying = heard

    def join(self) -> None:
        """Open the call that the tray names by its hour."""
        if self._live is not None:
            self._live.join()

    def answer(self, verb: str, arguments: Mapping[str, object]) -> Mapping[str, object]:
        """Answer the command line about this day."""
        from boundary.app.answers import answer

        return answer(self.show, verb, arguments)

    def _let_go(self) -> None:
        """Heed the hotkey."""
        if self._trying is not None:
            self._trying()
        else:
            self.show.choose("clinical_need")

    def _new_engine(self) -> Engine:
        settings = self._preferences.settings
        zone = ZoneInfo(settings.zone) if settings.zone else system_zone()
        now = self._clock.now()
        policy = self._preferences.policy(now.astimezone(zone).date())
        if not self.sampled:
            return Engine(
                self._clock,
                zone,
                policy,
                self._hours(settings, now),
                QueuedJournal(),
                repertoire=settings.rituals,
                untouched=untouched,
            )
        from boundary.simulation.sample import sample_around

        sample = sample_around(now, zone)
        engine = Engine(
            self._clock,
            sample.zone,
            policy,
            settings.hours,
            MemoryJournal(),
            sample.life,
            settings.rituals,
        )
        engine.begin(sample.sessions)
        return engine

    def _hours(self, settings: Settings, now: datetime) -> WeeklyHours:
        """Return her hours with the public holidays that she keeps, as far as they are known."""
        if settings.hours.holidays is None:
            return settings.hours
        from boundary.schedule.hours_holidays import with_holidays

        try:
            return with_holidays(settings.hours, Span(now, now + AHEAD))
        except BoundaryError:
            return settings.hours  # the page of hours and the mailboxes say what is wrong

    def change_hours(self) -> None:
        """Go on under the hours that the settings have by now."""
        now = self._clock.now()
        hours = self._hours(self._preferences.settings, now)
        self.engine.today.change(now, hours=hours)
        self.engine.tick()

    def _look_again(self, why: str) -> None:
        """Look at the calendars out of turn, each within what its source allows."""
        self.woken.emit(why)
        if self.reader is not None:
            from boundary.calendars.refresh import Why

            self.reader.look_again(Why(why))

    def _open(self) -> None:
        """Open store and calendars: from now on there may be something to show."""
        if not self.sampled:
            self._open_store()
            self._teaching.key_for(self._preferences.settings, self._read_by)
        else:
            from boundary.journal.entries import MemoryEntries

            self.show.ends.opened(MemoryEntries())
            self.shelved.emit(MemoryJournal(), True)

    def open_again(self) -> None:
        """Open the store once more: its key is to be had by now."""
        if not self.sampled and self._live is not None:
            self._open_store()

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
        if self._live is None:
            opened.close()  # the day has ended since
            return
        from boundary.app.reader import read_kept

        shared = SharedJournal(opened)
        journal.opened(shared)
        self._open_entries()
        self._recall_place()
        known = self._held
        if known is None and (self.reader is None or self.reader.health.read_at is None):
            known = read_kept(journal.recall("sessions"))
        self._open_shelf()
        self._held, self._settled = None, True
        self._patience.stop()
        self.engine.restore(known or ())
        self._live.catch_up(self.engine.today.facts)
        self.show.settle()
        self._tend()
        self.shelved.emit(shared, True)
        tidy(thoroughly=True)

    def _open_entries(self) -> None:
        """Let what she writes at the day's ends into the store."""
        from boundary.journal.entries import StoredEntries, open_entries

        path, keys, ends = store_path(self._profile), self._keys, self.show.ends

        def opened(entries: StoredEntries) -> None:
            if self._live is None:
                entries.close()  # the day has ended since
            else:
                ends.opened(entries)

        self._worker.do(
            lambda: open_entries(path, store_key(keys, path)), opened, ends.keeping.refused
        )

    def _tend(self) -> None:
        """Have the store copied once a day from now on, and what is too old deleted."""
        from boundary.app.tending import Tending

        store = store_path(self._profile)
        self._tending = Tending(store, self._keys, self._clock, self._worker)
        self.engine.ticked.connect(self._tending.look)

    def _keep_place(self, at: QPoint) -> None:
        self.engine.journal.remember(CARD_PLACE, [at.x(), at.y()])

    def _recall_place(self) -> None:
        """Put cards where she left the last one, in this run or in an earlier one."""
        match self.engine.journal.recall(CARD_PLACE):
            case [int(x), int(y)]:
                self.show.stage.remember_place(QPoint(x, y))

    def _open_shelf(self) -> None:
        """Let the reader keep in the store what calendars say, once there are both."""
        journal = self.engine.journal
        if self.reader is not None and isinstance(journal, QueuedJournal) and journal.is_open:
            self.reader.open_shelf(journal)

    def _store_failed(self, journal: QueuedJournal, trouble: BoundaryError) -> None:
        journal.failed(trouble)
        log.warning("the store is not open")
        if self._live is not None:
            self._settle()
            self.shelved.emit(MemoryJournal(), False)
            self.ticked.emit()

    def _settle(self) -> None:
        """Go on without the store: what the calendars said in the meantime holds now."""
        held, self._held = self._held, None
        self._settled = True
        self._patience.stop()
        if held is not None:
            self.engine.heard(held)

    def _read_by(self, rules_key: bytes | None) -> None:
        """Read the calendars; *rules_key* opens the rules that go by an exact title."""
        from boundary.app.reader import Reader

        if self.reader is not None or self._live is None:
            return  # the day has ended, or begun anew, since the key was asked for
        settings = self._preferences.settings
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
        self.reader = reader
        self._open_shelf()
        reader.start()

    def _calendars_came(self, sessions: tuple[Session, ...]) -> None:
        from boundary.app.reader import kept

        self.engine.journal.remember("sessions", kept(sessions))
        self.engine.today.trouble("", self._clock.now())
        self._teaching.go_on()
        if self._settled:
            self.engine.heard(sessions)
        else:
            self._held = sessions
        self.engine.tick()

    def _calendars_failed(self) -> None:
        self.engine.today.trouble("feed_failed", self._clock.now())
        self.engine.tick()
