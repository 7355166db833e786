"""Her mailboxes while Boundary runs: looked at in good time, on a thread of their own.

Whatever happens, a start, a wake, an edit, a passing breakpoint, ends in one look at a mailbox,
and a look that finds nothing changed writes nothing. What came of it is told as values; how it
reads is `boundary.mail.status`. A mailbox in trouble costs its own line and nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from random import random
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from boundary.app.mail_box import Box, Build, Looked
from boundary.app.worker import Worker
from boundary.clock import system_zone
from boundary.errors import BoundaryError
from boundary.language import tr
from boundary.mail.accounts import (
    Tools,
    anchor_of,
    let_go,
    mailbox_of,
    said_once,
    wanted_of,
)
from boundary.mail.attending import Attending
from boundary.mail.intents import Choice
from boundary.mail.keeper import Keeper
from boundary.mail.looks import Tries, Trigger, next_look
from boundary.mail.mailbox import Mailbox
from boundary.mail.manual import ManualMailbox, Task
from boundary.mail.outcome import Outcome, Standing
from boundary.mail.reply import Wanted
from boundary.mail.responder import Responder

if TYPE_CHECKING:
    from boundary.settings import Settings
    from boundary.settings.mail import ReplyAccount

log = logging.getLogger(__name__)

LONGEST = timedelta(minutes=15)
"""A timer of Qt knows no sleep of the machine: it is asked again at least this often."""


class Mailing(QObject):
    """Keeps the mailboxes of her settings from `begin` to `end`."""

    changed = Signal()
    """How a mailbox stands may be another by now."""
    told = Signal(object)
    """A `BoundaryError` of a mailbox that is no longer kept."""
    _responder_said = Signal(str, object)

    def __init__(self, build: Build = mailbox_of, *, spread: Callable[[], float] = random) -> None:
        super().__init__()
        self._build = build
        self._spread = spread
        self._worker: Worker | None = None
        self._settings: Settings | None = None
        self._tools: Tools | None = None
        self._boxes: dict[str, Box] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._pass)
        self._responder_said.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def begin(self, settings: Settings, tools: Tools) -> None:
        """Keep the mailboxes of *settings*, made and noted with *tools*."""
        self._tools, self._settings = tools, settings
        self._take(settings)
        self.look(Trigger.START)

    @property
    def begun(self) -> bool:
        """Whether there is a shelf for notes, so that mailboxes are kept."""
        return self._tools is not None

    def edit(self, settings: Settings) -> None:
        """Hours, words or accounts have changed: whatever follows from it follows now."""
        if self._tools is None:
            return
        self._settings = settings
        self._take(settings)
        self.look(Trigger.EDIT)
        self.changed.emit()

    def end(self) -> None:
        """Look no more. What the servers hold stays as it is: they answer without us."""
        self._timer.stop()
        for box in self._boxes.values():
            box.leave()
        self._boxes.clear()
        self._tools = None
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def look(self, trigger: Trigger) -> None:
        """Look at every mailbox that *trigger* is a reason for."""
        if self._tools is None:
            return
        now = self._tools.clock.now()
        for box in self._boxes.values():
            if box.attending is not None:
                box.attending.look_again()
            if box.tries.allows(trigger, now):
                self._look(box)

    @property
    def troubles(self) -> tuple[BoundaryError, ...]:
        """What is in the way of the mailboxes, each thing once."""
        outcomes = [box.looked.outcome.trouble for box in self._boxes.values() if box.looked]
        return said_once([*outcomes, *(box.trouble for box in self._boxes.values())])

    @property
    def boxes(self) -> tuple[tuple[ReplyAccount, Looked | None, BoundaryError | None], ...]:
        """Each account, with what the last look brought and why there was none, if so."""
        return tuple((box.account, box.looked, box.trouble) for box in self._boxes.values())

    def answer(self, name: str, choice: Choice) -> None:
        """Say *choice* to the question that the mailbox *name* asks; nothing if it asks none."""
        box = self._boxes.get(name)
        if box is None or box.keeper is None or box.looked is None:
            return
        keeper, question = box.keeper, box.looked.outcome.question
        if question is not None:
            self._do(box, lambda: keeper.answer(question, choice))

    def typed(self, name: str) -> None:
        """She says that she has typed what the mailbox *name*, kept by hand, shall hold."""
        box = self._boxes.get(name)
        if box is not None and isinstance(box.mailbox, ManualMailbox):
            self._do(box, box.mailbox.done)

    def by_hand(self, name: str) -> Task | None:
        """Return what she is to type for the mailbox *name*, None if nothing."""
        box = self._boxes.get(name)
        return (
            box.mailbox.task if box is not None and isinstance(box.mailbox, ManualMailbox) else None
        )

    def switch(self, name: str, *, on: bool) -> None:
        """Keep the mailbox *name* again, or leave the server as it was found."""
        box = self._boxes.get(name)
        if box is None or box.keeper is None:
            return
        keeper, wanted = box.keeper, box.wanted
        if on:
            self._do(box, keeper.resume)
        else:
            self._do(box, lambda: keeper.off(wanted))

    def forget(self, name: str, gone: Callable[[], None]) -> None:
        """Leave the server of the mailbox *name* as it was found, then call *gone* to drop it.

        Where the server can't be left so the mailbox stays and says why; asked once more, it is
        dropped as it is. Its password or permission is deleted last.
        """
        box, tools = self._boxes.get(name), self._tools
        if box is None or tools is None:
            gone()
            return
        if box.stuck:
            self._drop(box, gone)
            return
        keeper_of, wanted = box.maker(self._build, tools, self._blocked), box.wanted

        def work() -> Keeper:
            _, keeper = keeper_of()
            outcome = keeper.off(wanted)
            if outcome.trouble is not None:
                raise outcome.trouble
            return keeper

        def left(keeper: Keeper) -> None:
            self._drop(box, gone)
            # An account of this name that she adds one day is not off from the start.
            self._work().do(keeper.resume, lambda _none: None, self.told.emit)

        box.leave()
        box.leaving = True
        self._work().do(work, left, lambda trouble: self._stuck(box, trouble))

    def let_go(self, account: ReplyAccount) -> None:
        """Delete what opened *account*, which is kept no more, unless it opens another one."""
        tools = self._tools
        left = self._settings.mail.accounts if self._settings is not None else ()
        if tools is not None and all(each.secret != account.secret for each in left):
            keys, clock = tools.keys, tools.clock
            self._work().do(
                lambda: let_go(account, keys, clock), lambda _none: None, self.told.emit
            )

    # one mailbox

    def _drop(self, box: Box, gone: Callable[[], None]) -> None:
        """Keep *box* no longer."""
        box.leaving = True
        gone()
        self.let_go(box.account)

    def _stuck(self, box: Box, trouble: BoundaryError) -> None:
        """Say that the reply could not be taken away, and what she may do then."""
        log.info("a mailbox could not be left as it was found")
        box.leaving, box.stuck = False, True
        box.trouble = BoundaryError(
            tr("The reply could not be taken away: {why}").format(why=trouble.title),
            tr("{remedy} Or press Forget again: the account goes, and its reply stays.").format(
                remedy=trouble.remedy
            ),
        )
        self.changed.emit()

    def _take(self, settings: Settings) -> None:
        """Have a box for each account: those that stayed as they were go on."""
        before, self._boxes = self._boxes, {}
        for account in settings.mail.accounts:
            box = before.get(account.name)
            if box is not None and box.account == account:
                self._boxes[account.name] = before.pop(account.name)
            else:
                self._boxes[account.name] = Box(account)
        for gone in before.values():
            gone.leave()

    def _look(self, box: Box) -> None:
        if box.busy:
            box.again = True
            return
        settings, tools = self._settings, self._tools
        if settings is None or tools is None or box.leaving:
            return
        now, zone = tools.clock.now(), system_zone()
        keeper_of = box.maker(self._build, tools, self._blocked)

        def work() -> tuple[Mailbox, Keeper, Looked]:
            there, keeps = keeper_of()
            anchor = anchor_of(box.account, settings, tools.shelf, now, note=True)
            wanted = wanted_of(settings, there.limits, now, zone, anchor)
            return there, keeps, Looked(keeps.settle(wanted), there.limits, wanted)

        box.busy = True
        self._work().do(
            work,
            lambda found: self._looked(box, *found),
            lambda trouble: self._failed(box, trouble),
        )

    @property
    def _blocked(self) -> tuple[str, ...]:
        return self._settings.mail.blocked if self._settings is not None else ()

    def _looked(self, box: Box, mailbox: Mailbox, keeper: Keeper, looked: Looked) -> None:
        if self._tools is None:
            return
        box.mailbox, box.keeper, box.looked = mailbox, keeper, looked
        if not box.stuck or looked.outcome.trouble is None:
            box.trouble, box.stuck = None, False
        box.tries = box.tries.after(looked.outcome)
        if looked.outcome.recovered is not None:
            log.info("a change of a mailbox had been cut off: %s", looked.outcome.recovered)
        log.info("mailbox %s: %s", looked.limits.route, looked.outcome.standing)
        self._attend(box, mailbox)
        self._plan(box, looked.wanted)
        self._landed(box)

    def _failed(self, box: Box, trouble: BoundaryError) -> None:
        """It could not even be asked: no secret, no text, no store."""
        log.info("a mailbox could not be looked at")
        if not box.stuck:
            box.trouble = trouble
        if self._tools is None:
            return
        outcome = Outcome(Standing.TROUBLE, self._tools.clock.now(), trouble=trouble)
        box.tries = box.tries.after(outcome)
        self._plan(box, box.wanted)
        self._landed(box)

    def _plan(self, box: Box, wanted: Wanted) -> None:
        if self._tools is not None:
            box.due = next_look(self._tools.clock.now(), wanted, box.tries, self._spread())

    def _attend(self, box: Box, mailbox: Mailbox) -> None:
        """Have the responder answer while it is armed, and only then."""
        if self._tools is None or not isinstance(mailbox, Responder) or box.looked is None:
            return
        armed = box.looked.outcome.standing in (Standing.ARMED, Standing.UNCONFIRMED)
        if armed and box.attending is None:
            name = box.account.name
            box.attending = Attending(
                mailbox, self._tools.clock, lambda trouble: self._responder_said.emit(name, trouble)
            )
            box.attending.start()
        elif not armed:
            box.leave()

    def _hear(self, name: str, trouble: object) -> None:
        """Take note of how answering from here goes; it is told from the responder's thread."""
        box = self._boxes.get(name)
        if box is not None:
            box.trouble = trouble if isinstance(trouble, BoundaryError) else None
            self.changed.emit()

    def _landed(self, box: Box) -> None:
        box.busy = False
        if box.again:
            box.again = False
            self._look(box)
        self._wait()
        self.changed.emit()

    def _do(self, box: Box, work: Callable[[], object]) -> None:
        """Do *work* after whatever is under way, then look."""

        def then(_result: object) -> None:
            box.tries = Tries()
            self._look(box)

        self._work().do(work, then, lambda trouble: self._failed(box, trouble))

    # time

    def _pass(self) -> None:
        if self._tools is None:
            return
        now = self._tools.clock.now()
        for box in self._boxes.values():
            if box.due is not None and box.due <= now:
                box.due = None
                self._look(box)
        self._wait()

    def _wait(self) -> None:
        dues = [box.due for box in self._boxes.values() if box.due is not None]
        if not dues or self._tools is None:
            self._timer.stop()
            return
        wait = min(self._tools.clock.until(min(dues)), LONGEST)
        self._timer.start(max(int(wait / timedelta(milliseconds=1)) + 1, 1))

    def _work(self) -> Worker:
        if self._worker is None:
            self._worker = Worker(self)
        return self._worker
