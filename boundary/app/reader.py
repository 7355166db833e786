"""The reader: her calendars, looked at when it is time, told as sessions or trouble.

The slow part runs on the worker and mostly in a child; here it is only decided when to look, and
what came is kept. See `calendars.refresh` for how often, `sources` for what is kept meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from boundary.app.shelf import Memory, Shelf
from boundary.app.sources import Found, Opener, Source, opener
from boundary.app.worker import Worker
from boundary.calendars.cache import Telling, merged, plain_session, session_of
from boundary.calendars.child import Child
from boundary.calendars.health import Health
from boundary.calendars.ics import Problem
from boundary.calendars.memo import horizon
from boundary.calendars.occurrence import Occurrence
from boundary.calendars.protocol import Parse
from boundary.calendars.refresh import CALM, Why
from boundary.clock import Clock, Span
from boundary.errors import BoundaryError
from boundary.keys import Keys
from boundary.schedule.rules import rules_mark
from boundary.schedule.sessions import CLIENT_WORK, Session
from boundary.settings import CalendarSource

SETTLE = timedelta(seconds=1)
"""How long a file has to be left alone before it is read: a program may be writing it."""


class Reader(QObject):
    """Looks at *sources* when it is time; `came` has the sessions of all of them.

    A calendar that can't be read keeps its last good sessions, and `failed` says so too.
    *hosts* are her own for calls, *rules_key* opens rules that go by an exact title; *parse* and
    *open_calendar* stand in for the child and the world, in tests.
    """

    came = Signal(tuple)
    failed = Signal()

    def __init__(
        self,
        sources: Sequence[CalendarSource],
        keys: Keys,
        clock: Clock,
        zone: ZoneInfo,
        worker: Worker,
        *,
        hosts: Sequence[str] = (),
        rules_key: bytes | None = None,
        parse: Parse | None = None,
        open_calendar: Opener | None = None,
    ) -> None:
        super().__init__()
        self._clock = clock
        self._zone = zone
        self._worker = worker
        self._rules_key = rules_key
        reads = parse or Child(tuple(hosts))
        opens = open_calendar or opener(keys, clock, tuple(hosts))
        keyed = rules_key is not None
        self._sources = [
            Source(n, each, opens, reads, _mark(each, hosts, keyed=keyed))
            for n, each in enumerate(sources)
        ]
        self._shelf = Shelf(self._sources)
        self.sessions: tuple[Session, ...] = ()
        """What all calendars said at their last good reading."""
        self._busy = False
        self._wanted: set[int] = set()
        self._changed: set[str] = set()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.read)
        self._settling = QTimer(self, singleShot=True)
        self._settling.setInterval(int(SETTLE / timedelta(milliseconds=1)))
        self._settling.timeout.connect(self._files_changed)
        self._watcher: QFileSystemWatcher | None = None

    @property
    def healths(self) -> tuple[Health, ...]:
        """How each calendar does, by its position."""
        return tuple(source.health for source in self._sources)

    @property
    def health(self) -> Health:
        """How reading goes as a whole: as old as its oldest part, and the first trouble."""
        read = [health.read_at for health in self.healths if health.read_at is not None]
        troubles = [health.trouble for health in self.healths if health.trouble is not None]
        return Health(min(read, default=None), troubles[0] if troubles else None)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong inside the calendars at their last good reading, by position."""
        return tuple(
            replace(problem, calendar=each.position)
            for each in self._sources
            if each.kept is not None
            for problem in each.kept.problems
        )

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """What was read since the start, titles and all; memory only (see `want_titles`)."""
        return tuple(one for source in self._sources for one in source.occurrences)

    def start(self) -> None:
        """Look at everything now, and from then on when it is time."""
        self._watch()
        self.read()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._settling.stop()
        self._watcher = None

    def open_shelf(self, memory: Memory) -> None:
        """Begin from what the store has of calendars that were not read yet, and keep in it."""
        if self._shelf.open(memory):
            for source in self._sources:
                source.tell_again(self._telling(source))
            self._merge()

    def read(self) -> None:
        """Look at the calendars for which it is time."""
        now = self._clock.now()
        for source in self._sources:
            source.pace = source.pace.clock_jumped(now)
        near = self._near()
        self._look(each for each in self._sources if each.pace.due_at(now, near) <= now)

    def look_again(self, why: Why) -> None:
        """Look out of turn where that makes sense: after a sleep, with the network back."""
        now = self._clock.now()
        self._look(each for each in self._sources if each.pace.allows(now, why))

    def want_titles(self) -> None:
        """Read every text anew, so that `occurrences` has its titles: the preview shows them."""
        for source in self._sources:
            if not source.occurrences:
                source.forget_text()
        self.look_again(Why.ASKED)

    def _look(self, sources: Iterable[Source]) -> None:
        self._wanted |= {source.position for source in sources}
        if self._busy:
            return  # what lands next looks at them too
        if not self._wanted:
            self._wait()
            return
        positions, self._wanted = sorted(self._wanted), set()
        self._busy = True
        self._timer.stop()
        now = self._clock.now()
        span = horizon(now, self._zone)
        asked = [(self._sources[n], self._telling(self._sources[n])) for n in positions]

        def work() -> list[Found]:
            return [each.look(span, self._zone, now, telling) for each, telling in asked]

        self._worker.do(work, lambda found: self._landed(positions, found), self._broke)

    def _landed(self, positions: Sequence[int], found: Sequence[Found]) -> None:
        self._busy = False
        now = self._clock.now()
        pairs = list(zip(positions, found, strict=True))
        changed = [self._sources[n].take(each, now) for n, each in pairs]
        if any(each.kept is not None for each in found):
            self._merge()
        good = any(each.trouble is None for each in found)
        if good:
            self._shelf.write(now, changed=any(changed))
            self.came.emit(self.sessions)
        if self.health.trouble is not None:
            self.failed.emit()
        self._watch()
        self._look(())

    def _merge(self) -> None:
        trusted = {each.position for each in self._sources if each.source.trust_end}
        found = merged({each.position: each.kept.rows for each in self._sources if each.kept})
        self.sessions = tuple(replace(one, trusted=one.calendar in trusted) for one in found)

    def _broke(self, trouble: BoundaryError) -> None:
        raise AssertionError("a look keeps its troubles to itself") from trouble

    def _wait(self) -> None:
        """Wait for the next calendar whose time comes."""
        now, near = self._clock.now(), self._near()
        due = min((each.pace.due_at(now, near) for each in self._sources), default=None)
        if due is not None:
            wait = min(self._clock.until(due), CALM) / timedelta(milliseconds=1)
            self._timer.start(int(wait) + 1)

    def _near(self) -> list[Span]:
        return [each.span for each in self.sessions if each.kind in CLIENT_WORK]

    def _telling(self, source: Source) -> Telling:
        given = source.source
        return Telling(self._shelf.looks, given.all_sessions, given.rules, self._rules_key)

    def _watch(self) -> None:
        """Watch the files and folders; one that was replaced has to be found again."""
        paths = {str(path) for each in self._sources if (path := _there(each.path)) is not None}
        if not paths:
            return
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(self._file_changed)
            self._watcher.directoryChanged.connect(self._file_changed)
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if fresh := sorted(paths - watched):
            self._watcher.addPaths(fresh)

    def _file_changed(self, path: str) -> None:
        self._changed.add(path)
        self._settling.start()

    def _files_changed(self) -> None:
        changed, self._changed = self._changed, set()
        now = self._clock.now()
        heard = [each for each in self._sources if str(_there(each.path)) in changed]
        for each in heard:
            each.reopen()
        self._look(each for each in heard if each.pace.allows(now, Why.CHANGED))
        self._watch()


def _there(path: Path | None) -> Path | None:
    """Return *path* if it can be watched."""
    if path is None:
        return None
    try:
        path = path.expanduser().absolute()
        return path if path.exists() else None
    except (OSError, RuntimeError, ValueError):
        return None  # reading it says what is wrong


def _mark(source: CalendarSource, hosts: Collection[str], *, keyed: bool) -> str:
    """Return a mark of what *source* is told by; without the key, exact titles tell nothing."""
    mark = rules_mark({0: source.rules}, (0,) if source.all_sessions else (), hosts)
    return f"{mark} keyed" if keyed else mark


def kept(sessions: Sequence[Session]) -> list[dict[str, object]]:
    """Return *sessions* as the store keeps them: times, kinds and keys, never a title."""
    return [plain_session(session) for session in sessions]


def read_kept(value: object) -> tuple[Session, ...]:
    """Return the sessions of `kept`; () where there are none."""
    return tuple(session_of(item) for item in value) if isinstance(value, list) else ()
