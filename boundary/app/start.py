"""The start: which Boundary this is, where it can be shown, and what ends it.

One copy a profile: a second start raises Today in the first. Without a display the sample day
is played on the terminal instead. The tray comes before everything else: until its icon is
shown as little as possible is imported, and the day is laid out behind it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from boundary.profile import profile_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QApplication

    from boundary.app.app import App
    from boundary.app.mishaps import Mishaps
    from boundary.clock import Clock
    from boundary.control import ControlServer
    from boundary.ui.tray import Tray

AFTER_TRAY = 40
"""Milliseconds: the day is laid out once the panel has had its answers and drawn the icon."""


def start(*, demo: bool, speed: float, background: bool) -> int:
    """Run until she quits; return the exit code. BoundaryError where the profile is shut."""
    if not _has_display():
        from boundary.app.terminal import play

        play()
        return 0
    with ExitStack() as stack:
        stack.enter_context(_holding_signals())
        profile = profile_folder()
        if demo:
            from tempfile import TemporaryDirectory

            profile = Path(stack.enter_context(TemporaryDirectory(prefix="boundary-")))
        return _Start(profile, demo=demo, speed=speed, background=background).run()


def _has_display() -> bool:
    """Tell whether there is a screen to draw on; a platform named by hand is taken at its word."""
    if os.environ.get("QT_QPA_PLATFORM") or sys.platform in ("win32", "darwin"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    if not os.environ.get("DISPLAY"):
        return False
    from boundary.x11 import look_at_x11

    return look_at_x11() is not None


class _Start:
    """One start on *profile*, from the lock to the end of the event loop."""

    def __init__(self, profile: Path, *, demo: bool, speed: float, background: bool) -> None:
        self._profile = profile
        self._demo = demo
        self._speed = speed
        self._background = background
        self._app: App | None = None

    def run(self) -> int:
        """Run until she quits, or raise Today in the copy that runs already."""
        from boundary.control import ControlServer, NotRunningError, ask

        control = ControlServer(self._profile, self._asked)
        if not control.claim():
            try:
                ask(self._profile, "raise")
            except NotRunningError:
                return 0  # it is only just starting, and will show itself
            return 0
        qt = _application()
        _speak(qt, self._profile)
        from boundary.app.mishaps import Mishaps
        from boundary.ui import theme
        from boundary.ui.tray import Tray

        tray = Tray(dark_panel=theme.is_dark(qt))
        tray.show()
        with Mishaps() as mishaps, _quitting_on_signals(qt):
            code = self._lead(qt, tray, control, mishaps)
        control.close()
        return code

    def _lead(self, qt: QApplication, tray: Tray, control: ControlServer, mishaps: Mishaps) -> int:
        from PySide6.QtCore import QTimer

        mishaps.came.connect(lambda: qt.exit(1) if self._app is None else None)
        QTimer.singleShot(AFTER_TRAY, lambda: self._lay_out(qt, tray, control, mishaps))
        code = qt.exec()
        if self._app is not None:
            self._app.close()
        elif code != 0:
            raise RuntimeError("the day could not be laid out")
        return code

    def _lay_out(
        self, qt: QApplication, tray: Tray, control: ControlServer, mishaps: Mishaps
    ) -> None:
        from boundary.app.app import App

        app = App(qt, self._profile, _clock(self._speed), control, tray, demo=self._demo)
        mishaps.came.connect(app.mistaken)
        app.start(background=self._background)
        self._app = app

    def _asked(self, verb: str, arguments: Mapping[str, object]) -> Mapping[str, object]:
        assert self._app is not None, "nothing listens before the day is laid out"
        return self._app.asked(verb, arguments)


def _application() -> QApplication:
    """Return Qt's application, with its import hook taken out again.

    Shiboken replaces `import` to look for `from __feature__ import`, which nobody here uses,
    and for that reads the source of every module that is imported after it and keeps it in
    memory: a third of our start and 10 MiB.
    """
    import builtins

    from PySide6.QtCore import QLoggingCategory
    from PySide6.QtWidgets import QApplication

    # What Qt's own tray says where there can be none; all else is for the log.
    QLoggingCategory.setFilterRules("qt.core.qobject.connect.warning=false")
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
    qt = QApplication([])
    qt.setApplicationName("boundary")
    qt.setApplicationDisplayName("Boundary")
    qt.setDesktopFileName("org.boundary.Boundary")
    qt.setQuitOnLastWindowClosed(False)
    return qt


def _speak(qt: QApplication, profile: Path) -> None:
    """Speak her language, or the system's: our sentences, Qt's own few, days and numbers.

    The region, and with it the first weekday, stays the machine's. What a window says is settled
    when it is built, so that another language begins with the next start.
    """
    from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator

    from boundary.errors import BoundaryError
    from boundary.language import WRITTEN, best, right_to_left, use
    from boundary.profile import settings_path
    from boundary.resources import resource
    from boundary.settings import load

    try:
        chosen = load(settings_path(profile)).language
    except BoundaryError:
        chosen = None  # what is wrong with the settings is told in Today
    system = QLocale.system()
    language = best([chosen] if chosen else system.uiLanguages())
    spoken = QLocale(language).language()
    if spoken != system.language():
        QLocale.setDefault(QLocale(spoken, system.territory()))
    if language == WRITTEN:
        return
    use(language, resource("languages"))
    theirs = QTranslator(qt)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if theirs.load(f"qtbase_{language}", folder):
        qt.installTranslator(theirs)
    if right_to_left():
        qt.setLayoutDirection(Qt.LayoutDirection.RightToLeft)


def _clock(speed: float) -> Clock:
    from boundary.clock import ScaledClock, SystemClock

    system = SystemClock()
    return system if speed == 1.0 else ScaledClock(system.now(), speed)


@contextmanager
def _holding_signals() -> Iterator[None]:
    """Keep the signals that end us waiting until the event loop can leave in order.

    Else one that comes early leaves the demo's folder behind.
    """
    import signal

    if sys.platform == "win32":
        yield
        return
    ending = {signal.SIGINT, signal.SIGTERM}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ending)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _quitting_on_signals(qt: QApplication) -> Iterator[None]:
    """Quit on SIGINT and SIGTERM: a socket wakes the event loop, nothing is polled."""
    import signal
    import socket

    from PySide6.QtCore import QSocketNotifier

    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    theirs.setblocking(False)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)

    def woken() -> None:
        ours.recv(64)
        qt.quit()

    notifier.activated.connect(woken)
    before = signal.set_wakeup_fd(theirs.fileno())
    caught = (signal.SIGINT, signal.SIGTERM)
    kept = [signal.signal(number, lambda _number, _frame: None) for number in caught]
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, caught)
    try:
        yield
    finally:
        for number, handler in zip(caught, kept, strict=True):
            signal.signal(number, handler)
        signal.set_wakeup_fd(before)
        notifier.setEnabled(False)
        ours.close()
        theirs.close()
