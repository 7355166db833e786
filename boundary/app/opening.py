"""An opening under way: what was parked, the room, the day's shape, a breath.

One that was cut off goes on where it was on the same morning.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from boundary.reflection.entries import Entry, Item
from boundary.ui import placing
from boundary.ui.arch_light import light_at
from boundary.ui.opening_words import Morning, opening_pages

if TYPE_CHECKING:
    from boundary.app.asking import Asking
    from boundary.app.keeping import Keeping
    from boundary.journal import Journal
    from boundary.ui.column import Column
    from boundary.ui.step_page import Page
    from boundary.ui.theme import Palette

PROGRESS = "opening"
"""The name under which the journal has how far it came."""

GONE_MS = 400
LAST_EVENINGS = timedelta(days=14)
"""What was parked longer ago is not brought up any more."""


@dataclass(frozen=True, slots=True)
class Opens:
    """What the day knows when it opens: the local *day*, its *steps*, the *words* of the pages.

    *sit* is how long she sits, where the steps have it.
    """

    day: date
    steps: tuple[str, ...]
    words: Morning
    sit: timedelta = timedelta(minutes=5)


class Opening(QObject):
    """Runs one opening at a time in its own window."""

    opened = Signal()
    """The last step is behind her: the day is open."""
    left = Signal()
    """She let go before."""

    def __init__(self, journal: Journal, keeping: Keeping, colours: Palette) -> None:
        super().__init__()
        self._journal = journal
        self._keeping = keeping
        self._colours = colours
        self._reduced = False
        self.asking: Asking | None = None
        """What may be asked beside the opening's own steps."""
        self._opens: Opens | None = None
        self._at = 0
        self._parked: tuple[Entry, ...] = ()
        self._window: Column | None = None

    @property
    def window(self) -> Column | None:
        """The window that stands, if one does."""
        return self._window

    def wear(self, colours: Palette, *, reduced_motion: bool) -> None:
        """Use these colours and this motion from the next window on."""
        self._colours, self._reduced = colours, reduced_motion

    def begin(self, opens: Opens, *, take_focus: bool = True) -> None:
        """Begin the opening of *opens*, or go on with it where it was; parked words come first."""
        from boundary.ui.opening_window import opening_window

        self.clear(at_once=True)
        self._parked = self._open_words(opens.day)
        more = self._more(opens.day)
        steps = (*(("parked",) if self._parked else ()), *more, *opens.steps)
        parked = tuple(entry.text for entry in self._parked)
        words = replace(opens.words, parked=parked, more=more)
        self._opens = replace(opens, steps=steps, words=words)
        self._at = self._where(self._opens)
        window = opening_window(self._colours, reduced_motion=self._reduced)
        window.next_wanted.connect(self._next)
        window.back_wanted.connect(self._back)
        window.answered.connect(self._answered)
        window.left.connect(self._left)
        window.gone.connect(self._next)
        self._window = window
        window.make_room(self._pages())
        self._show()
        screen = placing.quiet_screen(QGuiApplication.screens(), None)
        window.appear(screen, take_focus=take_focus)

    def clear(self, *, at_once: bool = False) -> None:
        """Take the window down; it goes on where it was if it comes again."""
        window, self._window = self._window, None
        if window is not None:
            let_go(window, at_once=at_once)

    def _open_words(self, day: date) -> tuple[Entry, ...]:
        """Return what was parked on the evenings before and never shown."""
        known = self._keeping.between(day - LAST_EVENINGS, day - timedelta(days=1))
        return tuple(e for e in known if e.item in (Item.PARKED, Item.LOOP) and e.value == 0)

    def _more(self, day: date) -> dict[str, Page]:
        """Return the pages of what she wants to be asked in the morning, by their steps."""
        if self.asking is None:
            return {}
        pages = {step: self.asking.page(step, day) for step in self.asking.morning(day)}
        return {step: page for step, page in pages.items() if page is not None}

    def _answered(self, step: str, answer: object) -> None:
        if self.asking is not None and self._opens is not None and isinstance(answer, str):
            self.asking.answered(step, answer, self._opens.day)

    def _where(self, opens: Opens) -> int:
        """Return the index of the step at which the opening of this day was."""
        kept = self._journal.recall(PROGRESS)
        if not isinstance(kept, dict) or kept.get("day") != opens.day.isoformat():
            return 0
        step = kept.get("step")
        return opens.steps.index(step) if step in opens.steps else 0

    def _pages(self) -> tuple[Page, ...]:
        assert self._opens is not None
        return opening_pages(self._opens.steps, self._opens.words)

    def _show(self) -> None:
        assert self._opens is not None
        steps, window = self._opens.steps, self._window
        if window is None:
            return
        step = steps[self._at]
        self._journal.remember(PROGRESS, {"day": self._opens.day.isoformat(), "step": step})
        level = light_at(len(steps) - 1 - self._at, len(steps))
        sits = int(self._opens.sit.total_seconds() * 1000) if step == "sit_mindful" else None
        window.show_page(
            self._pages()[self._at],
            level,
            back=self._at > 0,
            goes_after=sits,
            light_over=sits,
        )

    def _next(self) -> None:
        assert self._opens is not None
        if self._opens.steps[self._at] == "parked":
            self._keeping.keep(*(replace(entry, value=1) for entry in self._parked))
        if self._at + 1 < len(self._opens.steps):
            self._at += 1
            self._show()
            return
        self._journal.remember(PROGRESS, None)
        self.clear()
        self.opened.emit()

    def _back(self) -> None:
        if self._at > 0:
            self._at -= 1
            self._show()

    def _left(self) -> None:
        self.clear()
        self.left.emit()


def let_go(window: Column, *, at_once: bool) -> None:
    """Have *window* leave and destroy it then: it fades only while somebody holds it."""
    if at_once:
        window.hide()
    fades = window.isVisible()
    window.leave()
    QTimer.singleShot(GONE_MS if fades else 0, lambda: window.deleteLater())
