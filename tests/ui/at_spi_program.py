"""A program for the test of what a screen reader sees: it shows windows of the gallery.

    python -m tests.ui.at_spi_program MAKER    the windows of a maker, until its input ends
    python -m tests.ui.at_spi_program --steps  a ritual; each line of input is the next step

It prints "shown" once all stands on the screen.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from boundary.ui import theme
from boundary.ui.ritual_window import RitualWindow
from boundary.ui.theme import LIGHT
from tests.ui.gallery import windows
from tests.ui.pictures_day import STEPS

WHAT = 1


def main(what: str) -> int:
    """Show *what*, and follow what is written to us."""
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    theme.apply(app, LIGHT, 1.0)
    ritual = RitualWindow(LIGHT)
    shown: list[QWidget] = [ritual]
    if what == "--steps":
        ritual.show_steps(STEPS, 0)
    else:
        shown = [window for _name, window in windows(LIGHT, what)]
    for window in shown:
        window.show()
    step = 0

    def told() -> None:
        nonlocal step
        if not sys.stdin.readline():
            app.quit()
            return
        step += 1
        ritual.show_steps(STEPS, step % len(STEPS))

    written = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, app)
    written.activated.connect(told)
    QTimer.singleShot(0, lambda: print("shown", flush=True))
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[WHAT]))
