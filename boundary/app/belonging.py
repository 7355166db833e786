"""Belonging to her computer: the bus, the page of the lock, the report of a fall."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from boundary.app.crash import Falls, report
from boundary.app.worker import Worker
from boundary.errors import BoundaryError
from boundary.language import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from boundary.app.dbus_control import DBusControl
    from boundary.app.locking import Locking
    from boundary.app.updates import Versions
    from boundary.control import Handle
    from boundary.ui.crash_window import CrashWindow
    from boundary.ui.lock_page import LockPage, LockView
    from boundary.ui.theme import Palette


class Belonging(QObject):
    """What Boundary is on this machine, from `begin` to `close`.

    *handle* answers the verbs; *logs* is the log's folder, None where nothing is kept: then the
    name on the bus is left to another copy too.
    """

    def __init__(self, handle: Handle, worker: Worker, locking: Locking, logs: Path | None) -> None:
        super().__init__()
        self._handle = handle
        self._worker = worker
        self._locking = locking
        self._logs = logs
        self._falls = Falls(logs)
        self._bus: DBusControl | None = None
        self._page: LockPage | None = None
        self._report: CrashWindow | None = None
        self._versions: Versions | None = None
        self._trouble: BoundaryError | None = None
        locking.changed.connect(self._show)

    @property
    def trouble(self) -> BoundaryError | None:
        """What she has to know of the run before."""
        if not self._falls.fell:
            return None
        return BoundaryError(
            tr("Boundary stopped by itself last time."),
            tr("Your day was not lost. Settings, Lock has a report that you can read."),
        )

    def begin(self) -> None:
        """Hear the verbs on the bus."""
        if self._logs is None:
            return
        from boundary.app.dbus_control import DBusControl

        self._bus = DBusControl(self._handle)
        self._bus.listen()

    def close(self) -> None:
        """Let go of the bus and of the windows."""
        if self._bus is not None:
            self._bus.close()
        if self._report is not None:
            self._report.close()
        self._locking.close()
        self._falls.close()

    def pages(self) -> tuple[tuple[str, Callable[[Palette], QWidget]], ...]:
        """Return the page of the settings, with its id; made when it is opened."""
        return (("lock", self._made),)

    def _made(self, _colours: Palette) -> QWidget:
        from boundary.app.updates import versions
        from boundary.ui.lock_page import LockPage

        page = LockPage()
        page.lock_wanted.connect(self._locking.set)
        page.unlock_wanted.connect(self._locking.ask)
        page.unlocking_wanted.connect(self._locking.remove)
        page.key_wanted.connect(self._locking.show_key)
        page.report_wanted.connect(self.read_report)
        self._page = page
        self._show()
        self._locking.learn()
        self._worker.do(versions, self._know, self._failed)
        return page

    def read_report(self) -> None:
        """Show the report of what went wrong."""
        from boundary.ui.crash_window import CrashWindow

        if self._report is not None:
            self._report.close()
        window = CrashWindow(report(self._logs))
        window.closed.connect(window.deleteLater)
        window.closed.connect(self._report_closed)
        self._report = window
        window.show()
        window.raise_()
        window.activateWindow()

    def _report_closed(self) -> None:
        self._report = None

    def _know(self, versions: Versions) -> None:
        self._versions = versions
        self._show()

    def _failed(self, trouble: BoundaryError) -> None:
        self._trouble = trouble
        self._show()

    def _show(self) -> None:
        if self._page is not None:
            self._page.show_lock(self._view())

    def _view(self) -> LockView:
        from boundary.ui.lock_page import LockView

        troubles = (self._trouble, self._locking.trouble)
        return LockView(
            locks=self._locking.locks,
            is_open=self._locking.is_open,
            key_shown=self._locking.key_shown,
            version=version_sentence(self._versions) if self._versions is not None else "",
            trouble=" ".join(str(trouble) for trouble in troubles if trouble is not None),
        )


def version_sentence(versions: Versions) -> str:
    """Return which Boundary this is, and whether there is another."""
    this = tr("This is Boundary {version}.").format(version=versions.running)
    if versions.restart:
        more = tr("{version} is installed: quit and start again to use it.")
        return f"{this} {more.format(version=versions.installed)}"
    if versions.waits:
        more = tr("{version} waits in your package manager.")
        return f"{this} {more.format(version=versions.offered)}"
    return this
