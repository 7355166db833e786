"""The evening journal, and a thought parked after the day is closed.

Each has a window of its own; what she writes goes into the store at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from boundary.app.opening import let_go
from boundary.language import tr
from boundary.reflection.entries import Entry, Item, free_name
from boundary.reflection.identifiers import identifiers, question
from boundary.ui import placing
from boundary.ui.journal_words import enough_words, length_page, prompt_page

if TYPE_CHECKING:
    from boundary.app.keeping import Keeping
    from boundary.ui.column import Column
    from boundary.ui.park_window import ParkWindow
    from boundary.ui.theme import Palette

MINUTE_MS = 60_000


class Journaling(QObject):
    """One evening's journal: how long, one prompt, and the light that goes down meanwhile."""

    over = Signal()
    """She is done, or let go; what she wrote is kept."""

    def __init__(self, keeping: Keeping, colours: Palette) -> None:
        super().__init__()
        self._keeping = keeping
        self._colours = colours
        self._reduced = False
        self._day: date | None = None
        self._prompt = ("", "")
        self._minutes = 5
        self._window: Column | None = None
        self._enough = QTimer(self, singleShot=True)
        self._enough.timeout.connect(self._say_enough)

    @property
    def window(self) -> Column | None:
        """The window that stands, if one does."""
        return self._window

    def wear(self, colours: Palette, *, reduced_motion: bool) -> None:
        """Use these colours and this motion from the next window on."""
        self._colours, self._reduced = colours, reduced_motion

    def begin(self, day: date, prompt: tuple[str, str]) -> None:
        """Begin the journal of the local *day* on *prompt*, a stable id and its sentence."""
        from boundary.ui.journal_window import journal_window

        self.clear(at_once=True)
        self._day, self._prompt = day, prompt
        window = journal_window(self._colours, reduced_motion=self._reduced)
        window.next_wanted.connect(self._next)
        window.back_wanted.connect(self._back)
        window.answered.connect(self._answered)
        window.left.connect(self._over)
        self._window = window
        window.make_room((length_page(), prompt_page(prompt[1])))
        self._back()
        window.appear(placing.quiet_screen(QGuiApplication.screens(), None))

    def clear(self, *, at_once: bool = False) -> None:
        """Take the window down; what was typed is kept."""
        self._enough.stop()
        window, self._window = self._window, None
        if window is None:
            return
        if window.body is not None:
            window.body.settle()
        let_go(window, at_once=at_once)

    def _entry(self, text: str) -> Entry:
        assert self._day is not None
        return Entry(self._day, Item.JOURNAL, self._minutes, text, self._prompt[0])

    def _next(self) -> None:
        window = self._window
        if window is None or window.page is None:
            return
        if window.page.id == "prompt":
            self._over()
            return
        assert self._day is not None
        kept = self._keeping.between(self._day, self._day)
        text = next((e.text for e in kept if e.place == self._entry("").place), "")
        length = self._minutes * MINUTE_MS
        window.show_page(prompt_page(self._prompt[1], text), 1.0, back=True)
        window.light.set_level(0.0, length)
        self._enough.start(length)

    def _back(self) -> None:
        self._enough.stop()
        if self._window is not None:
            self._window.show_page(length_page(str(self._minutes)), 1.0, back=False)

    def _answered(self, page: str, answer: object) -> None:
        text = str(answer)
        if page == "length":
            self._minutes = int(text)
            return
        (self._keeping.keep if text else self._keeping.drop)(self._entry(text))
        trouble = self._keeping.trouble
        if trouble is not None and self._window is not None:
            words = tr("Not kept yet. {title}").format(title=trouble.title)
            self._window.say(words, asks=True)

    def _say_enough(self) -> None:
        if self._window is not None:
            self._window.say(enough_words(), asks=False)

    def _over(self) -> None:
        self.clear()
        self.over.emit()


class Parking(QObject):
    """One thought after the day is closed: kept for tomorrow's opening, then quiet again."""

    over = Signal()

    def __init__(
        self, keeping: Keeping, titles: Callable[[], Iterable[str]], *, language: str = "en"
    ) -> None:
        super().__init__()
        self._keeping = keeping
        self._titles = titles
        self._language = language
        self._asked = ""
        self._day: date | None = None
        self._window: ParkWindow | None = None

    @property
    def window(self) -> ParkWindow | None:
        """The window that stands, if one does."""
        return self._window

    def begin(self, day: date) -> None:
        """Ask for one thought on the evening of the local *day*."""
        from boundary.ui.park_window import ParkWindow

        self.clear()
        self._day, self._asked = day, ""
        window = ParkWindow()
        window.parked.connect(self._park)
        window.left.connect(self._over)
        window.gone.connect(self._over)
        self._window = window
        window.appear(placing.quiet_screen(QGuiApplication.screens(), None))

    def clear(self) -> None:
        """Take the window down."""
        window, self._window = self._window, None
        if window is not None:
            window.leave()
            QTimer.singleShot(0, lambda: window.deleteLater())

    def _park(self, words: str) -> None:
        """Keep *words*; what may name somebody is asked about once, and kept on a second Enter."""
        assert self._day is not None
        if self._window is None:
            return
        found = identifiers(words, self._titles(), language=self._language)
        if found and words != self._asked:
            self._asked = words
            self._window.say(question(found))
            return
        known = self._keeping.between(self._day, self._day)
        name = free_name(known, self._day, Item.PARKED)
        self._keeping.keep(Entry(self._day, Item.PARKED, 0, words, name))
        trouble = self._keeping.trouble
        if trouble is not None:
            self._window.say(tr("Not kept yet. {title}").format(title=trouble.title))
            return
        self._window.kept()

    def _over(self) -> None:
        self.clear()
        self.over.emit()
