"""The reader: her calendars, read on the worker, last good kept, told as sessions or trouble."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from boundary.app.worker import Worker
from boundary.calendars.occurrence import Occurrence
from boundary.clock import Clock, Span, instant_text, parse_instant
from boundary.errors import BoundaryError
from boundary.keys import Keys
from boundary.language import tr
from boundary.schedule.sessions import Kind, Session
from boundary.settings import CalendarSource

BEHIND = timedelta(days=1)
AHEAD = timedelta(days=14)
EVERY = timedelta(minutes=10)
"""How often calendars are read again."""


@dataclass(frozen=True, slots=True)
class Health:
    """How reading goes: when it last went well, and what is wrong now (each None if never)."""

    read_at: datetime | None = None
    trouble: BoundaryError | None = None


@dataclass(frozen=True, slots=True)
class _Fetched:
    sessions: tuple[Session, ...]
    trouble: BoundaryError | None


class Reader(QObject):
    """Reads *sources* now and then; `came` has the sessions.

    A calendar that can't be read keeps its last good occurrences, and `failed` says so too.
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
    ) -> None:
        super().__init__()
        self._sources = tuple(sources)
        self._keys = keys
        self._clock = clock
        self._zone = zone
        self._worker = worker
        self._busy = False
        self._last: dict[int, list[Occurrence]] = {}
        self.health = Health()
        self._again = QTimer(self)
        self._again.setInterval(int(EVERY.total_seconds() * 1000))
        self._again.timeout.connect(self.read)

    def start(self) -> None:
        """Read now, and again and again."""
        self._again.start()
        self.read()

    def close(self) -> None:
        """Read no more."""
        self._again.stop()

    def read(self) -> None:
        """Read all calendars, unless they are being read."""
        if self._busy or not self._sources:
            return
        self._busy = True
        now = self._clock.now()
        self._worker.do(lambda: self._fetch(now), self._landed, self._broke)

    def _fetch(self, now: datetime) -> _Fetched:
        """Read each calendar by itself (on the worker): one that fails keeps what it had."""
        from boundary.calendars.ics import order
        from boundary.calendars.source import once, read_each
        from boundary.schedule.sessions import sessions_of

        span = Span(now - BEHIND, now + AHEAD)
        troubles: list[BoundaryError] = []
        for position, source in enumerate(self._sources):
            read = read_each([self._address(source)], span, self._zone)
            if read.failed:
                troubles.append(read.failed[0])
            else:
                self._last[position] = [
                    replace(occurrence, calendar=position)
                    for occurrence in read.reading.occurrences
                ]
        if len(troubles) == len(self._sources):
            raise troubles[0]
        every = sorted((o for last in self._last.values() for o in last), key=order)
        positions = [n for n, source in enumerate(self._sources) if source.all_sessions]
        sessions = sessions_of(once(every), all_sessions=positions)
        return _Fetched(sessions, troubles[0] if troubles else None)

    def _address(self, source: CalendarSource) -> str:
        if source.secret is None:
            return source.address
        address = self._keys.get(source.secret)
        if address is None:
            raise BoundaryError(
                tr("The address of a calendar is not in your keyring."),
                tr("Add the calendar again in Settings."),
            )
        return address

    def _landed(self, fetched: _Fetched) -> None:
        self._busy = False
        self.health = Health(self._clock.now(), fetched.trouble)
        self.came.emit(fetched.sessions)
        if fetched.trouble is not None:
            self.failed.emit()

    def _broke(self, trouble: BoundaryError) -> None:
        self._busy = False
        self.health = Health(self.health.read_at, trouble)
        self.failed.emit()


def kept(sessions: Sequence[Session]) -> list[dict[str, object]]:
    """Return *sessions* as the store keeps them: times, kinds and keys, never a title."""
    return [
        {
            "key": s.key,
            "start": instant_text(s.span.start),
            "end": instant_text(s.span.end),
            "kind": s.kind.value,
            "why": s.why,
            "all_day": s.all_day,
        }
        for s in sessions
    ]


def read_kept(value: object) -> tuple[Session, ...]:
    """Return the sessions of `kept`; () where there are none."""
    if not isinstance(value, list):
        return ()
    return tuple(
        Session(
            item["key"],
            Span(parse_instant(item["start"]), parse_instant(item["end"])),
            Kind(item["kind"]),
            item["why"],
            all_day=item["all_day"],
        )
        for item in value
    )
