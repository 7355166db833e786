"""Teaching: the preview in which she ticks what is a session, from its opening to its rules.

The key of exact titles comes from the keyring, on the worker; where there is none, the preview
goes on without and says which rows can't be told apart. Titles live as long as the window.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from secrets import token_bytes
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from boundary.app.worker import Worker
from boundary.calendars.occurrence import Occurrence
from boundary.clock import Span
from boundary.errors import BoundaryError
from boundary.keys import KEY_BYTES, Keys
from boundary.schedule.learning import Draft, candidates
from boundary.schedule.rules import Meaning
from boundary.settings import Settings

if TYPE_CHECKING:
    from boundary.ui.preview_window import PreviewWindow
    from boundary.ui.theme import Palette

log = logging.getLogger(__name__)

TITLE_KEY = "titles"
"""The name of the key under which titles are hashed (`schedule.rules`)."""

SHOWN = timedelta(days=14)

PATIENCE = 2000
"""Milliseconds that the preview waits for titles that are not in memory."""


class Titles(Protocol):
    """What is used of the reader: occurrences with their titles, and a wish to have them."""

    @property
    def occurrences(self) -> Sequence[Occurrence]: ...

    def want_titles(self) -> None: ...


def title_key(keys: Keys, *, make: bool = False) -> bytes | None:
    """Return the key of exact titles, None where there is none (and it is not to be made).

    Slow: it asks the keyring, whose SecretsError is let through.
    """
    written = keys.get(TITLE_KEY)
    if written is None and make:
        written = token_bytes(KEY_BYTES).hex()
        keys.set(TITLE_KEY, written)
        written = keys.get(TITLE_KEY)
    try:
        key = bytes.fromhex(written or "")
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES else None


class Teaching(QObject):
    """Opens the preview and makes rules of her ticks.

    `learned` carries the rules by position of calendar, once she has said that these are her
    sessions; the rules that are not hers any more are left out.
    """

    learned = Signal(object)

    def __init__(self, worker: Worker, keys: Keys) -> None:
        super().__init__()
        self._worker = worker
        self._keys = keys
        self._window: PreviewWindow | None = None
        self._draft = Draft.begun(())
        self._waiting: Callable[[], None] | None = None

    def key_for(self, settings: Settings, then: Callable[[bytes | None], None]) -> None:
        """Call *then* with the key of exact titles, at once with None where no rule needs it."""
        if any(rule.title for rules in settings.rules.values() for rule in rules):
            self._ask(then, make=False)
        else:
            then(None)

    def open(
        self,
        reader: Titles,
        settings: Settings,
        now: datetime,
        zone: ZoneInfo,
        colours: Palette,
        *,
        twelve: bool,
    ) -> None:
        """Show the two weeks from *now* (UTC) on, once *reader* has their titles."""
        if self._window is not None:
            self._window.raise_()
            self._window.activateWindow()
            return

        def show(key: bytes | None) -> None:
            near = Span(now, now + SHOWN)
            rows = candidates(
                (one for one in reader.occurrences if near.contains(one.span.start)),
                zone,
                all_sessions=settings.all_sessions,
                rules=settings.rules,
                key=key,
            )
            self._show(Draft.begun(rows, settings.rules), zone, colours, twelve=twelve)

        def wait(key: bytes | None) -> None:
            self._waiting = lambda: show(key)
            reader.want_titles()
            QTimer.singleShot(PATIENCE, self.go_on)

        self._ask(wait, make=True)

    def go_on(self) -> None:
        """Show the preview that waits for titles: the calendars have come, or take too long."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def recolour(self, colours: Palette) -> None:
        """Show the window, if there is one, in *colours*."""
        if self._window is not None:
            self._window.recolour(colours)

    def close(self) -> None:
        """Close the window, if there is one."""
        self._waiting = None
        if self._window is not None:
            self._window.close()

    def _ask(self, then: Callable[[bytes | None], None], *, make: bool) -> None:
        def without(_trouble: BoundaryError) -> None:
            log.warning("no key for exact titles")
            then(None)

        self._worker.do(lambda: title_key(self._keys, make=make), then, without)

    def _show(self, draft: Draft, zone: ZoneInfo, colours: Palette, *, twelve: bool) -> None:
        from boundary.ui.preview_view import preview_view
        from boundary.ui.preview_window import PreviewWindow

        if self._window is not None:
            return
        self._draft = draft
        window = PreviewWindow(preview_view(draft, zone, twelve=twelve), colours)

        def take(changed: Draft) -> None:
            self._draft = changed
            window.show_preview(preview_view(changed, zone, twelve=twelve))

        window.ticked.connect(lambda row, on: take(self._draft.tick(row, on)))
        window.kind_chosen.connect(lambda row, kind: take(self._draft.choose(row, Meaning(kind))))
        window.done.connect(self._done)
        window.closed.connect(self._closed)
        self._window = window
        window.show()
        window.raise_()
        window.activateWindow()

    def _done(self) -> None:
        rules = self._draft.learned().rules
        self.close()
        self.learned.emit(rules)

    def _closed(self) -> None:
        """Let the window go, and every title with it."""
        window, self._window = self._window, None
        self._draft = Draft.begun(())
        if window is not None:
            window.deleteLater()
