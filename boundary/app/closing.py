"""A shutdown under way: its steps in her order, each answer kept at once.

It can end at any instant, by Esc, by a session that begins or by a crash, and goes on where it
was: the journal remembers the step, the store has her words. What ends the day is that her
closing words were reached; the window then goes by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from boundary.app.closing_memory import (
    MEMORY,
    MORE,
    PROGRESS,
    Memory,
    Progress,
    memory_of,
    progress_of,
    steps_of,
    with_more,
    without,
)
from boundary.app.opening import let_go
from boundary.language import tr
from boundary.reflection.entries import Entry, Item
from boundary.reflection.identifiers import identifiers, question
from boundary.schedule.policy import ShutdownForm
from boundary.ui import placing
from boundary.ui.arch_light import light_at
from boundary.ui.shutdown_words import (
    LONGEST_PHRASE,
    NOT_SET_UP,
    Asked,
    ReplyFact,
    Tomorrow,
    shutdown_pages,
)

if TYPE_CHECKING:
    from boundary.app.asking import Asking
    from boundary.app.keeping import Keeping
    from boundary.journal import Journal
    from boundary.ui.column import Column
    from boundary.ui.step_page import Page

log = logging.getLogger(__name__)

LETS_GO = frozenset({"hours", "mail", "sign_in"})
"""What opens another window: the shutdown waits where it is."""

_WORDS = {"word": Item.STATE, "good": Item.GOOD_THING}


@dataclass(frozen=True, slots=True)
class Evening:
    """What the day knows when it closes: the local *day*, the *form* she chose or her *own* order.

    *owed* is the day's last question with its answers, *owed_says* what stands under each.
    """

    day: date
    zone: tzinfo
    reply: ReplyFact
    tomorrow: Tomorrow
    form: ShutdownForm = ShutdownForm.SHORT
    own: tuple[str, ...] = ()
    twelve: bool = False
    owed: tuple[str, tuple[tuple[str, str], ...]] | None = None
    owed_says: tuple[tuple[str, str], ...] = ()
    notes: bool = True
    heavy: bool = False
    stray: int = 0


def no_titles() -> Iterable[str]:
    """Stand in for a calendar whose titles nobody has."""
    return ()


class Closing(QObject):
    """Runs one shutdown at a time in its own window."""

    closed = Signal()
    """Her closing words have come: the day is closed."""
    over = Signal()
    """The window has gone by itself."""
    left = Signal()
    """She let go before; it goes on where it was."""
    wanted = Signal(str)
    """What a button of the reply's screen asks for: `look`, `hours`, `mail`, `sign_in`..."""
    owed = Signal(str)
    """Her answer to what is owed, by the id it was given with."""

    def __init__(
        self,
        journal: Journal,
        keeping: Keeping,
        titles: Callable[[], Iterable[str]] = no_titles,
        *,
        language: str = "en",
    ) -> None:
        super().__init__()
        self._journal = journal
        self._keeping = keeping
        self._titles = titles
        self._language = language
        self._reduced = False
        self.asking: Asking | None = None
        """What may be asked and told beside the shutdown's own steps."""
        self._evening: Evening | None = None
        self._progress: Progress | None = None
        self._window: Column | None = None
        self._loops = 0

    @property
    def window(self) -> Column | None:
        """The window that stands, if one does."""
        return self._window

    def wear(self, *, reduced_motion: bool) -> None:
        """Move so from the next window on; the paper is dark whatever the theme."""
        self._reduced = reduced_motion

    def unfinished(self, day: date) -> bool:
        """Tell whether a shutdown of *day* stood on the screen when the program ended."""
        progress = progress_of(self._journal.recall(PROGRESS))
        return progress is not None and progress.day == day and progress.running

    def begin(self, evening: Evening, *, take_focus: bool = True) -> None:
        """Begin the shutdown of *evening*, or go on with it where it was."""
        from boundary.ui.shutdown_window import shutdown_window

        self.clear(at_once=True)
        self._evening = evening
        self._progress = self._progress_of(evening)
        if evening.reply.light == NOT_SET_UP:
            self._remember(replace(self.memory, setup_offered=True))
        window = shutdown_window(reduced_motion=self._reduced)
        window.next_wanted.connect(self._next)
        window.back_wanted.connect(self._back)
        window.answered.connect(self._answered)
        window.wanted.connect(self._wanted)
        window.left.connect(self._left)
        window.gone.connect(self._gone)
        self._window = window
        window.make_room(self._pages())
        self._show()
        screen = placing.quiet_screen(QGuiApplication.screens(), None)
        window.appear(screen, take_focus=take_focus)

    def renew(self, reply: ReplyFact) -> None:
        """Show the reply as it stands by now, where its screen is open."""
        if self._evening is None:
            return
        self._evening = replace(self._evening, reply=reply)
        if self._window is not None and self._running().step == "reply":
            self._show()

    def refresh(self) -> None:
        """Show the present step anew, with what is known of it by now."""
        if self._window is not None and not self._running().done:
            self._show()

    def clear(self, *, at_once: bool = False) -> None:
        """Take the window down; what was typed is kept and it goes on another time."""
        window, self._window = self._window, None
        if window is None:
            return
        if window.body is not None:
            window.body.settle()
        let_go(window, at_once=at_once)

    @property
    def memory(self) -> Memory:
        """What was asked once and for all."""
        return memory_of(self._journal.recall(MEMORY))

    # where she is

    def _progress_of(self, evening: Evening) -> Progress:
        """Return where tonight's shutdown stands, remembered from now on."""
        kept = progress_of(self._journal.recall(PROGRESS))
        if kept is not None and kept.day == evening.day and not kept.done:
            for step in MORE:
                if self._more(step) is None:
                    kept = without(kept, step)
            return self._went(replace(kept, running=True))
        steps = steps_of(
            evening.form,
            self.memory,
            evening.day,
            light=evening.reply.light,
            own=evening.own,
            owed=evening.owed is not None,
            notes=evening.notes,
            heavy=evening.heavy,
        )
        if "good" in steps:
            self._remember(self.memory.asked_good(evening.day))
        return self._went(Progress(evening.day, steps))

    def _running(self) -> Progress:
        assert self._progress is not None
        return self._progress

    def _went(self, progress: Progress) -> Progress:
        self._progress = progress
        self._journal.remember(PROGRESS, progress.plain())
        return progress

    def _remember(self, memory: Memory) -> None:
        self._journal.remember(MEMORY, memory.plain())

    def _pages(self) -> tuple[Page, ...]:
        assert self._evening is not None
        evening, progress = self._evening, self._running()
        kept = self._keeping.between(evening.day, evening.day)
        held = {step: e.text for step, item in _WORDS.items() for e in kept if e.item is item}
        held |= {e.name: e.text for e in kept if e.item is Item.PARKED}
        loops = tuple(e.text for e in kept if e.item is Item.LOOP)
        self._loops = len(loops)
        asked = Asked(
            evening.reply,
            evening.tomorrow,
            evening.zone,
            evening.twelve,
            energy=next((e.value for e in kept if e.item is Item.ENERGY), None),
            held=held,
            chosen=progress.chosen,
            loops=loops,
            owed=evening.owed,
            owed_says=evening.owed_says,
            stray=evening.stray,
            phrase=self.memory.phrase,
            more={s: page for s in MORE if s in progress.steps and (page := self._more(s))},
        )
        return shutdown_pages(progress.steps, asked)

    def _show(self) -> None:
        from boundary.ui.shutdown_window import PHRASE_MS

        progress, window = self._running(), self._window
        if window is None:
            return
        light = light_at(progress.at, len(progress.steps))
        page = self._pages()[progress.at]
        ends = progress.step == "phrase"
        window.show_page(
            page, light, back=progress.at > 0 and not ends, goes_after=PHRASE_MS if ends else None
        )
        log.info("shutdown step %s", progress.step)
        if self.asking is not None and progress.step in MORE:
            self.asking.seen(progress.step, progress.day)
        if ends:
            self._close()

    def _close(self) -> None:
        """Her closing words stand there: the day is closed, whatever becomes of the window."""
        if self._running().done:
            return
        self._went(replace(self._running(), running=False, done=True))
        memory = self.memory
        self._remember(replace(memory, closings=memory.closings + 1))
        self.closed.emit()

    # what she does

    def _more(self, step: str) -> Page | None:
        """Return the page of *step*, one of `MORE`; None where it is not wanted."""
        if self.asking is None or self._evening is None:
            return None
        return self.asking.page(step, self._evening.day)

    def _take_in_more(self) -> None:
        """Take in what is asked and told beside her steps, once it is known how she is."""
        progress = self._running()
        ready = progress.step == "energy" or "energy" not in progress.steps
        if self.asking is None or not ready or progress.done:
            return
        grown = with_more(progress, self.asking.evening(progress.day))
        if grown != progress and self._window is not None:
            self._went(grown)
            self._window.make_room(self._pages())

    def _next(self) -> None:
        self._take_in_more()
        progress = self._running()
        if progress.step == "own_phrase":
            self._remember(replace(self.memory, phrase_asked=True))
        if progress.at + 1 < len(progress.steps):
            self._went(replace(progress, at=progress.at + 1))
            self._show()

    def _back(self) -> None:
        progress = self._running()
        if progress.at > 0 and not progress.done:
            self._went(replace(progress, at=progress.at - 1))
            self._show()

    def _left(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            window.deleteLater()
        self._went(replace(self._running(), running=False))
        self.left.emit()

    def _gone(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            let_go(window, at_once=False)
        self.over.emit()

    def _wanted(self, what: str) -> None:
        if what in LETS_GO and self._window is not None:
            self._window.close()
        self.wanted.emit(what)

    def _answered(self, step: str, answer: object) -> None:
        assert self._evening is not None
        day = self._evening.day
        match step, answer:
            case "energy", int(level):
                self._keeping.keep(Entry(day, Item.ENERGY, level))
            case "word" | "good", str(words):
                self._words(Entry(day, _WORDS[step], text=words))
            case "tomorrow", str(words):
                self._words(Entry(day, Item.PARKED, 0, words, "tomorrow"))
            case "loops", tuple(rows):
                entries = [
                    Entry(day, Item.LOOP, 0, row, str(n)) for n, row in enumerate(rows, start=1)
                ]
                self._keeping.keep(*entries)
                self._ask(rows[-1] if rows else "")
            case "own_phrase", str(words):
                self._remember(replace(self.memory, phrase=words[:LONGEST_PHRASE]))
            case _, str(id):
                self._chose(step, id)
        self._say_trouble()

    def _chose(self, step: str, id: str) -> None:
        progress = self._running()
        self._went(replace(progress, chosen={**progress.chosen, step: id}))
        if step == "owed":
            self.owed.emit(id)
        elif step == "lists":
            self._lists(id)
        elif step in MORE and self.asking is not None:
            self.asking.answered(step, id, progress.day)
        elif step == "notes_slot":
            self._notes(id)

    def _lists(self, id: str) -> None:
        """A list that wakes her is left out from now on, tonight too."""
        progress = self._running()
        self._remember(replace(self.memory, lists=id))
        rest = [s for s in progress.steps if s != "loops"]
        if id == "calm":
            rest.insert(rest.index("lists") + 1, "loops")
        self._went(replace(progress, steps=tuple(rest)))

    def _notes(self, id: str) -> None:
        assert self._evening is not None
        said = {
            "before": tr("Notes, before the first session"),
            "gap": tr("Notes, in the first free gap"),
        }.get(id, "")
        entry = Entry(self._evening.day, Item.PARKED, 0, said, "notes")
        (self._keeping.keep if said else self._keeping.drop)(entry)

    def _words(self, entry: Entry) -> None:
        """Keep her words, or forget them where she took them back; ask about what names someone."""
        (self._keeping.keep if entry.text else self._keeping.drop)(entry)
        self._ask(entry.text)

    def _ask(self, words: str) -> None:
        found = identifiers(words, self._titles(), language=self._language)
        if found and self._window is not None:
            self._window.say(question(found), asks=True)

    def _say_trouble(self) -> None:
        trouble = self._keeping.trouble
        if trouble is not None and self._window is not None:
            words = tr("Not kept yet. {title}").format(title=trouble.title)
            self._window.say(words, asks=True)
