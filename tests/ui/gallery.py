"""Every window of Boundary with sample values: what accessibility, boxes and pictures go through.

A window joins by a function in a module `tests/ui/pictures_*.py` whose name ends in `_windows`
or `_pages`: it takes the palette (or nothing, where a window has colours of its own) and yields
each window with the name of its picture. Nothing else lists windows.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QAbstractAnimation, QCoreApplication, QEvent, Qt, QTimeLine
from PySide6.QtWidgets import QApplication, QWidget

from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.theme import Palette, scale

INHALED = 2000
"""Milliseconds into a breath: half-way in."""

Maker = Callable[..., Iterable[tuple[str, QWidget]]]


def makers() -> dict[str, Maker]:
    """Return what makes windows, each function under its name."""
    found: dict[str, Maker] = {}
    for path in sorted(Path(__file__).parent.glob("pictures_*.py")):
        module = import_module(f"tests.ui.{path.stem}")
        for name, each in vars(module).items():
            own = inspect.isfunction(each) and each.__module__ == module.__name__
            if own and not name.startswith("_") and name.endswith(("_windows", "_pages")):
                found[name] = each
    return found


def windows(colours: Palette, only: str | None = None) -> Iterator[tuple[str, QWidget]]:
    """Yield each window in *colours* with its name; of the maker *only* where one is named.

    Whoever takes a window closes it (`let_go`).
    """
    for name, make in makers().items():
        if only in (None, name):
            yield from make(colours) if inspect.signature(make).parameters else make()


def settle(window: QWidget) -> None:
    """Show *window* as it is when all its motion is over."""
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.show()
    QApplication.processEvents()
    for motion in window.findChildren(QAbstractAnimation):
        motion.setCurrentTime(motion.totalDuration())
        motion.stop()
    for line in window.findChildren(QTimeLine):
        line.stop()
        line.setCurrentTime(INHALED)
    QApplication.processEvents()


def as_high_as(page: QWidget, colours: Palette, width: int) -> CalmScroll:
    """Return *page* as the settings show it, *width* logical pixels wide and all of it seen."""
    scroll = CalmScroll(page, colours)
    scroll.resize(round(width * scale()), 1)
    settle(scroll)
    scroll.resize(scroll.width(), page.height())
    scroll.hide()
    return scroll


def let_go(window: QWidget) -> None:
    """Delete *window* now."""
    window.hide()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
