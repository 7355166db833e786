"""The app lock in the running program: asking for her passphrase, setting one, taking it away.

The keyring and argon2id are slow: all of it happens on the worker. While it is locked the day
goes on; she is asked once, never while somebody may be with her, and whenever she wants.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from boundary.app.engine import Engine
from boundary.app.worker import Worker
from boundary.clock import instant_text
from boundary.errors import BoundaryError
from boundary.journal import QueuedJournal
from boundary.journal.lock import LockableKeys, is_locked, lock, remove_lock
from boundary.keys import STORE_KEY, Keys, LockedError, store_key

if TYPE_CHECKING:
    from boundary.ui.lock_window import Asking, LockWindow

KEY_SHOWN = "recovery_key_shown"
"""Under which the store remembers that she has seen the recovery key."""


class Locking(QObject):
    """The lock of the store at *store*, whose key is in *ring*; *keys* opens it for this run."""

    unlocked = Signal()
    """The store can be opened now."""
    changed = Signal()
    """How it stands may be another by now."""

    def __init__(
        self, ring: Keys, keys: LockableKeys, store: Path, worker: Worker,
        engine: Callable[[], Engine],
    ) -> None:  # fmt: skip
        super().__init__()
        self._ring = ring
        self._keys = keys
        self._store = store
        self._worker = worker
        self._engine = engine
        self._window: LockWindow | None = None
        self._asked = False
        self.locks: bool | None = None
        """Whether a passphrase is needed; None until the keyring has answered."""
        self.trouble: BoundaryError | None = None

    @property
    def is_open(self) -> bool:
        """Whether the store is open, so that its key is at hand."""
        journal = self._engine().journal
        return isinstance(journal, QueuedJournal) and journal.is_open

    @property
    def key_shown(self) -> bool:
        """Whether she has seen the recovery key."""
        return self.is_open and self._engine().journal.recall(KEY_SHOWN) is not None

    def close(self) -> None:
        """Take the window away."""
        if self._window is not None:
            self._window.close()

    def look(self) -> None:
        """Ask for the passphrase once, if it is wanted, and nobody may be with her."""
        engine = self._engine()
        if self._asked or not isinstance(getattr(engine.journal, "trouble", None), LockedError):
            return
        now = engine.now()
        if engine.today.situation(now).forbids(now) is None:
            self.ask()

    def learn(self) -> None:
        """Ask the keyring whether there is a lock."""
        self._do(lambda: is_locked(self._ring), self._learned)

    def ask(self) -> None:
        """Ask for the passphrase that opens the store."""
        from boundary.ui.lock_window import Asking

        self._asked = True
        window = self._opened(Asking.OPEN)
        window.given.connect(lambda typed: self._try(lambda: self._keys.unlock(typed), self._open))
        window.recovery_given.connect(
            lambda typed: self._try(lambda: self._bare(typed), self._open)
        )

    def set(self) -> None:
        """Show the recovery key, if she never saw it, and ask for a passphrase."""
        self._with_key(self._set)

    def remove(self) -> None:
        """Ask for the passphrase, and take the lock away."""
        from boundary.ui.lock_window import Asking

        window = self._opened(Asking.REMOVE)
        window.given.connect(
            lambda typed: self._try(lambda: remove_lock(self._ring, typed), self._settled)
        )

    def show_key(self) -> None:
        """Show the recovery key, and remember that she has seen it."""
        self._with_key(self._show)

    # with the store's key

    def _set(self, key: bytes) -> None:
        from boundary.journal.recovery import recovery_key
        from boundary.ui.lock_window import Asking

        shown = self.key_shown
        window = self._opened(Asking.SET, "" if shown else recovery_key(key))

        def work(passphrase: str) -> None:
            lock(self._ring, key, passphrase)
            self._keys.unlock(passphrase)

        def done(_none: None) -> None:
            if not shown:
                self._note_shown()
            self._settled(None)

        window.given.connect(lambda typed: self._try(lambda: work(typed), done))

    def _show(self, key: bytes) -> None:
        from boundary.journal.recovery import recovery_key
        from boundary.ui.lock_window import Asking

        self._opened(Asking.SHOW, recovery_key(key))
        self._note_shown()
        self.changed.emit()

    def _note_shown(self) -> None:
        engine = self._engine()
        engine.journal.remember(KEY_SHOWN, instant_text(engine.now()))

    def _with_key(self, then: Callable[[bytes], None]) -> None:
        if self.is_open:
            self._do(lambda: store_key(self._keys, self._store), then)

    def _bare(self, typed: str) -> None:
        """Keep the key that was written down in place of the lock, if it opens the store."""
        from boundary.journal import open_journal
        from boundary.journal.recovery import read_recovery_key

        key = read_recovery_key(typed)
        open_journal(self._store, key).close()
        self._ring.set(STORE_KEY, key.hex())

    # what is the same for all

    def _opened(self, asking: Asking, recovery: str = "") -> LockWindow:
        from boundary.ui.lock_window import LockWindow

        self.close()
        window = LockWindow(asking, recovery)
        window.closed.connect(self._gone)
        self._window = window
        window.show()
        window.raise_()
        window.activateWindow()
        return window

    def _gone(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            window.deleteLater()

    def _try(self, work: Callable[[], None], then: Callable[[None], None]) -> None:
        """Do *work* with what she typed; the window says what is wrong with it."""
        window = self._window

        def done(result: None) -> None:
            if window is not None and window is self._window:
                window.close()
            then(result)

        def failed(trouble: BoundaryError) -> None:
            if window is not None and window is self._window:
                window.show_trouble(str(trouble))

        self._worker.do(work, done, failed)

    def _do(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._worker.do(work, then, self._failed)

    def _learned(self, locks: bool) -> None:
        self.locks, self.trouble = locks, None
        self.changed.emit()

    def _failed(self, trouble: BoundaryError) -> None:
        self.trouble = trouble
        self.changed.emit()

    def _open(self, _none: None) -> None:
        self.unlocked.emit()
        self.learn()

    def _settled(self, _none: None) -> None:
        self.learn()
