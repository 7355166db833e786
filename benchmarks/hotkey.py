"""How fast the key clears the screen: `python -m benchmarks.hotkey [--quick] [--json]`.

On a test desktop with two screens a break holds both of them; the key is pressed through the X
server, and another program (`presser.py`) watches there until no window of ours is left. What
lies between is the real way: the grab, the day, the stage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from statistics import median, quantiles

from PySide6.QtCore import QEventLoop, QProcess, QTimer
from PySide6.QtWidgets import QApplication

from boundary.schedule.policy import Level
from boundary.senses.hotkey import Hotkey
from boundary.ui import theme
from boundary.ui.theme import LIGHT
from tests.app.days import LIVED, Lived, ended_at
from tests.desktop import DesktopError, Parts, desktop

ROUNDS = 50
SETTLE = 300
"""Milliseconds that windows may take to be on the screen before the key is pressed."""


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _held() -> Lived:
    """Return a day in which a break holds every screen."""
    lived = ended_at("9:50", Level.GUARD)
    lived.until("9:50:22")
    lived.show.choose("take")
    _wait(SETTLE)
    return lived


def _windows(lived: Lived) -> list[int]:
    """Return the ids of the windows that stand."""
    stage = lived.show.stage
    papers = stage.guard.papers if stage.guard is not None else ()
    standing = [*papers, *([stage.ritual] if stage.ritual is not None else [])]
    return [int(window.winId()) for window in standing if window.isVisible()]


def measure(rounds: int) -> tuple[int, list[float]]:
    """Clear the screens so many times; return how many windows stood, and the milliseconds."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, LIGHT, letters=1.0)
    presser = QProcess()
    presser.start(sys.executable, ["-m", "benchmarks.presser"])
    presser.waitForStarted()
    took: list[float] = []
    stood = 0
    for _ in range(rounds):
        lived = _held()
        hotkey = Hotkey()
        trouble = hotkey.grab()
        if trouble is not None:
            raise trouble
        hotkey.pressed.connect(lambda show=lived.show: show.choose("clinical_need"))
        ids = _windows(lived)
        stood = len(ids)
        answered = QEventLoop()
        presser.readyReadStandardOutput.connect(answered.quit)
        presser.write((" ".join(str(id) for id in ids) + "\n").encode())
        answered.exec()
        took.append(float(bytes(presser.readAllStandardOutput().data())))
        hotkey.release()
        lived.show.close()
        LIVED.clear()
    presser.closeWriteChannel()
    presser.waitForFinished()
    return stood, took


def main(words: Sequence[str]) -> int:
    """Read the command line, measure and print; return the exit code (69: no desktop here)."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.hotkey", description=__doc__)
    reader.add_argument("--quick", action="store_true", help="10 rounds instead of 50")
    reader.add_argument("--json", action="store_true", help="every number, as one JSON document")
    reader.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = reader.parse_args(words)
    if not asked.inside:
        try:
            with desktop(Parts(tray=None, notify=None, keyring=False, screens=2)) as place:
                return place.run(sys.executable, "-m", "benchmarks.hotkey", "--inside", *words)
        except DesktopError as trouble:
            print(f"benchmarks: {trouble}", file=sys.stderr)
            return 69
    stood, took = measure(10 if asked.quick else ROUNDS)
    if asked.json:
        print(json.dumps({"windows": stood, "clear_ms": took}))
    else:
        late = quantiles(took, n=100, method="inclusive")[98]
        print(f"the key clears {stood} windows, {len(took)} times:", end=" ")
        print(f"median {median(took):.1f} ms, p99 {late:.1f} ms, worst {max(took):.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
