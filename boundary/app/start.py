"""The start: which Boundary this is, where it can be shown, and what ends it.

One copy a profile: a second start raises Today in the first. Without a display the sample day
is played on the terminal instead.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from boundary.clock import Clock, ScaledClock, SystemClock
from boundary.profile import profile_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

log = logging.getLogger(__name__)


def start(*, demo: bool, speed: float, background: bool) -> int:
    """Run until she quits; return the exit code. BoundaryError where the profile is shut."""
    if not _has_display():
        from boundary.app.terminal import play

        play()
        return 0
    with ExitStack() as stack:
        profile = profile_folder()
        if demo:
            profile = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="boundary-")))
        return _run(profile, _clock(speed), demo=demo, background=background)


def _clock(speed: float) -> Clock:
    system = SystemClock()
    return system if speed == 1.0 else ScaledClock(system.now(), speed)


def _has_display() -> bool:
    """Tell whether there is a screen to draw on; a platform named by hand is taken at its word."""
    if os.environ.get("QT_QPA_PLATFORM") or sys.platform in ("win32", "darwin"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    from boundary.x11 import look_at_x11

    return bool(os.environ.get("DISPLAY")) and look_at_x11() is not None


def _run(profile: Path, clock: Clock, *, demo: bool, background: bool) -> int:
    from boundary.control import ControlServer, NotRunningError, ask

    control = ControlServer(profile, lambda verb, arguments: app.asked(verb, arguments))
    if not control.claim():
        try:
            ask(profile, "raise")
        except NotRunningError:
            log.info("the first copy is only just starting")
        return 0
    from PySide6.QtWidgets import QApplication

    from boundary.app.app import App

    qt = QApplication([])
    qt.setApplicationName("boundary")
    qt.setApplicationDisplayName("Boundary")
    qt.setDesktopFileName("boundary")
    qt.setQuitOnLastWindowClosed(False)
    app = App(qt, profile, clock, control, demo=demo)
    with _quitting_on_signals(qt):
        app.start(background=background)
        code = qt.exec()
    app.close()
    return code


@contextmanager
def _quitting_on_signals(qt: QApplication) -> Iterator[None]:
    """Quit on SIGINT and SIGTERM: a socket wakes the event loop, nothing is polled."""
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
    try:
        yield
    finally:
        for number, handler in zip(caught, kept, strict=True):
            signal.signal(number, handler)
        signal.set_wakeup_fd(before)
        notifier.setEnabled(False)
        ours.close()
        theirs.close()
