"""The day's ends: the shutdown, the opening, the journal and the parked thought, joined to Today.

Today says when, and is told when one is done; the windows say what she answered. Nothing of it
is loaded before the first of them comes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from boundary.app.keeping import Keeping
from boundary.schedule.blocks import BlockKind
from boundary.schedule.policy import ShutdownForm

if TYPE_CHECKING:
    from boundary.app.asking import Asking
    from boundary.app.closing import Closing
    from boundary.app.engine import Engine
    from boundary.app.journaling import Journaling, Parking
    from boundary.app.opening import Opening
    from boundary.app.post import Post
    from boundary.journal.entries import Entries
    from boundary.schedule.sessions import Session
    from boundary.ui.shutdown_words import ReplyFact
    from boundary.ui.theme import Palette

log = logging.getLogger(__name__)


class Ends(QObject):
    """The windows of *engine*'s day at its two ends.

    Handed over by whoever knows them: `sessions` as far ahead as the calendars are read, a
    crisis's `numbers`, her `own` order of the shutdown's steps, her `language`. `keeping` takes
    her words into the store.
    """

    chosen = Signal(str)
    """An answer that is Today's to take, by the id of a card's choice."""

    def __init__(self, engine: Engine, colours: Palette, *, twelve: bool) -> None:
        super().__init__()
        self.keeping = Keeping()
        self.sessions: Callable[[], Iterable[Session]] = tuple
        self.numbers = ""
        self.own: tuple[str, ...] = ()
        self.language = "en"
        self.new_asking: Callable[[], Asking | None] = lambda: None
        """Makes what may be asked and told at the ends beside their own steps."""
        self._engine = engine
        self._colours = colours
        self._reduced = False
        self._twelve = twelve
        self._post: Post | None = None
        self._open_page: Callable[[str], None] | None = None
        self._closing: Closing | None = None
        self._opening: Opening | None = None
        self._journaling: Journaling | None = None
        self._parking: Parking | None = None

    @property
    def closing(self) -> Closing:
        """The shutdown, under way or not."""
        if self._closing is None:
            from boundary.app.closing import Closing

            closing = Closing(
                self._engine.journal, self.keeping, self._titles, language=self.language
            )
            closing.closed.connect(self._closed)
            closing.left.connect(self._let_go)
            closing.owed.connect(self.chosen)
            closing.wanted.connect(self._wanted)
            closing.asking = self.new_asking()
            self._closing = closing
        self._closing.wear(reduced_motion=self._reduced)
        return self._closing

    @property
    def opening(self) -> Opening:
        """The opening, under way or not."""
        if self._opening is None:
            from boundary.app.opening import Opening

            opening = Opening(self._engine.journal, self.keeping, self._colours)
            opening.opened.connect(self._opened)
            opening.left.connect(self._opened)
            opening.asking = self.new_asking()
            self._opening = opening
        self._opening.wear(self._colours, reduced_motion=self._reduced)
        return self._opening

    def opened(self, entries: Entries) -> None:
        """Keep her words in *entries* from now on, and go on where the last run was cut off."""
        log.info("the store of her words is open")
        self.keeping.opened(entries)
        if self._closing is not None:
            self._closing.refresh()
        self.resume()

    def join(self, post: Post, open_page: Callable[[str], None]) -> None:
        """Ask *post* how the mailboxes stand; *open_page* opens `hours` or `mail`."""
        self._post, self._open_page = post, open_page
        post.changed.connect(self.renew)

    def wear(self, colours: Palette, *, reduced_motion: bool) -> None:
        """Use these colours and this motion from the next window on."""
        self._colours, self._reduced = colours, reduced_motion

    def shut_down(self, form: ShutdownForm, *, take_focus: bool) -> None:
        """Begin the shutdown in *form*, or go on with it where it was."""
        from boundary.app.evening import evening_of

        now = self._engine.now()
        evening = evening_of(
            self._engine.today.situation(now),
            self._sessions(),
            now,
            form,
            self._reply(),
            own=self.own,
            twelve=self._twelve,
        )
        self.closing.begin(evening, take_focus=take_focus)

    def renew(self) -> None:
        """Show how the mailboxes stand by now, where the shutdown speaks of them."""
        if self._closing is not None and self._closing.window is not None:
            self._closing.renew(self._reply())

    def open_day(self, *, take_focus: bool = True) -> None:
        """Begin the opening that the plan has, if it has one."""
        from boundary.app.evening import opening_of

        today, now = self._engine.today, self._engine.now()
        plan = today.plan(now)
        block = plan.block(BlockKind.OPENING)
        if block is not None and block.steps:
            opens = opening_of(plan, block, today.repertoire, twelve=self._twelve)
            self.opening.begin(opens, take_focus=take_focus)

    def write(self, prompt: tuple[str, str]) -> None:
        """Begin the evening journal on *prompt* (id and sentence); not over contact."""
        from boundary.app.journaling import Journaling

        if self._forbidden():
            return
        if self._journaling is None:
            self._journaling = Journaling(self.keeping, self._colours)
        self._journaling.wear(self._colours, reduced_motion=self._reduced)
        now = self._engine.now()
        self._journaling.begin(self._engine.today.plan(now).day, prompt)

    def park(self) -> None:
        """Ask for one thought and keep it for tomorrow: all there is once the day is closed."""
        from boundary.app.journaling import Parking

        if self._forbidden():
            return
        if self._parking is None:
            self._parking = Parking(self.keeping, self._titles, language=self.language)
        self._parking.begin(self._engine.today.plan(self._engine.now()).day)

    def resume(self) -> None:
        """Go on with the shutdown that stood on the screen when the program ended."""
        now, today = self._engine.now(), self._engine.today
        situation = today.situation(now)
        if today.standing is not None or situation.closed or self._forbidden():
            return
        if self.closing.unfinished(situation.plan.day):
            log.info("a shutdown goes on")
            today.shut_down(now)

    def clear(self, *, at_once: bool = False) -> None:
        """Take everything down; what was typed is kept."""
        for one in (self._closing, self._opening, self._journaling):
            if one is not None:
                one.clear(at_once=at_once)
        if self._parking is not None:
            self._parking.clear()

    def _reply(self) -> ReplyFact:
        """Return how the mailboxes stand; nothing is said of them where nobody can tell."""
        from boundary.app.evening import reply_fact
        from boundary.ui.shutdown_words import OFF, ReplyFact

        if self._post is None:
            return ReplyFact(OFF)
        return reply_fact(self._post.statuses, self.numbers)

    def _wanted(self, what: str) -> None:
        """Do what a button of the reply's screen asks for."""
        if what == "look" and self._post is not None:
            self._post.look("network")
        elif self._open_page is not None:
            self._open_page(what)

    def _forbidden(self) -> bool:
        now = self._engine.now()
        return self._engine.today.situation(now).forbids(now) is not None

    def _sessions(self) -> tuple[Session, ...]:
        """Return the calendars' sessions, or those of the day where nobody handed them over."""
        known = tuple(self.sessions())
        return known or self._engine.today.plan(self._engine.now()).sessions

    def _titles(self) -> tuple[str, ...]:
        """Return the titles of the day's appointments; they go nowhere."""
        plan = self._engine.today.plan(self._engine.now())
        return tuple(session.title for session in plan.sessions if session.title)

    def _closed(self) -> None:
        self._engine.today.finish(self._engine.now())
        self._engine.tick()

    def _let_go(self) -> None:
        standing = self._engine.today.standing
        if standing is not None and standing.what == "shutdown":
            self._engine.today.skip(self._engine.now())
            self._engine.tick()

    def _opened(self) -> None:
        standing = self._engine.today.standing
        if standing is not None and standing.what == "opening":
            self._engine.today.finish(self._engine.now())
            self._engine.tick()
