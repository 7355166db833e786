"""Her mailboxes while Boundary runs: looked at in good time, on a thread of their own.

Whatever happens, a start, a wake, an edit, a passing breakpoint, ends in one look at a mailbox,
and a look that finds nothing changed writes nothing. What came of it is told as values; how it
reads is `boundary.mail.status`. A mailbox in trouble costs its own line and nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import random
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from boundary.app.worker import Worker
from boundary.clock import system_zone
from boundary.errors import BoundaryError
from boundary.mail.accounts import OUTBOX, Tools, anchor_of, mailbox_of, said_once, wanted_of
from boundary.mail.attending import Attending
from boundary.mail.intents import Choice, owner_mark
from boundary.mail.keeper import Keeper
from boundary.mail.looks import Tries, Trigger, next_look
from boundary.mail.mailbox import Limits, Mailbox
from boundary.mail.manual import ManualMailbox, Task
from boundary.mail.outcome import Outcome, Standing
from boundary.mail.preview_box import NotesFile
from boundary.mail.reply import Wanted
from boundary.mail.responder import Responder

if TYPE_CHECKING:
    from boundary.settings import Settings
    from boundary.settings.mail import ReplyAccount

log = logging.getLogger(__name__)

Build = Callable[["ReplyAccount", tuple[str, ...], Tools, str], Mailbox]
"""As `mailbox_of`."""

LONGEST = timedelta(minutes=15)
"""A timer of Qt knows no sleep of the machine: it is asked again at least this often."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look at a mailbox brought."""

    outcome: Outcome
    limits: Limits
    wanted: Wanted


@dataclass(slots=True)
class _Box:
    """One account: its keeper once it is made, and how it stands."""

    account: ReplyAccount
    mailbox: Mailbox | None = None
    keeper: Keeper | None = None
    looked: Looked | None = None
    trouble: BoundaryError | None = None
    tries: Tries = field(default_factory=Tries)
    due: datetime | None = None
    busy: bool = False
    again: bool = False
    attending: Attending | None = None

    def leave(self) -> None:
        """Answer nobody from here any more."""
        if self.attending is not None:
            self.attending.stop()
            self.attending = None


class Mailing(QObject):
    """Keeps the mailboxes of her settings from `begin` to `end`."""

    changed = Signal()
    """How a mailbox stands may be another by now."""
    _responder_said = Signal(str, object)

    def __init__(self, build: Build = mailbox_of, *, spread: Callable[[], float] = random) -> None:
        super().__init__()
        self._build = build
        self._spread = spread
        self._worker: Worker | None = None
        self._settings: Settings | None = None
        self._tools: Tools | None = None
        self._boxes: dict[str, _Box] = {}
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
        keeper = box.keeper
        wanted = box.looked.wanted if box.looked is not None else Wanted()
        if on:
            self._do(box, keeper.resume)
        else:
            self._do(box, lambda: keeper.off(wanted))

    # one mailbox

    def _take(self, settings: Settings) -> None:
        """Have a box for each account: those that stayed as they were go on."""
        before, self._boxes = self._boxes, {}
        for account in settings.mail.accounts:
            box = before.get(account.name)
            if box is not None and box.account == account:
                self._boxes[account.name] = before.pop(account.name)
            else:
                self._boxes[account.name] = _Box(account)
        for gone in before.values():
            gone.leave()

    def _look(self, box: _Box) -> None:
        if box.busy:
            box.again = True
            return
        settings, tools = self._settings, self._tools
        if settings is None or tools is None:
            return
        now, zone, keeper, mailbox = tools.clock.now(), system_zone(), box.keeper, box.mailbox

        def work() -> tuple[Mailbox, Keeper, Looked]:
            owner = owner_mark(NotesFile(tools.profile / OUTBOX))
            there = mailbox or self._build(box.account, settings.mail.blocked, tools, owner)
            keeps = keeper or Keeper(
                there, tools.shelf, box.account.name, owner, tools.clock, lasting=tools.lasting
            )
            anchor = anchor_of(box.account, settings, tools.shelf, now, note=True)
            wanted = wanted_of(settings, there.limits, now, zone, anchor)
            return there, keeps, Looked(keeps.settle(wanted), there.limits, wanted)

        box.busy = True
        self._work().do(
            work,
            lambda found: self._looked(box, *found),
            lambda trouble: self._failed(box, trouble),
        )

    def _looked(self, box: _Box, mailbox: Mailbox, keeper: Keeper, looked: Looked) -> None:
        if self._tools is None:
            return
        box.mailbox, box.keeper, box.looked, box.trouble = mailbox, keeper, looked, None
        box.tries = box.tries.after(looked.outcome)
        if looked.outcome.recovered is not None:
            log.info("a change of a mailbox had been cut off: %s", looked.outcome.recovered)
        log.info("mailbox %s: %s", looked.limits.route, looked.outcome.standing)
        self._attend(box, mailbox)
        self._plan(box, looked.wanted)
        self._landed(box)

    def _failed(self, box: _Box, trouble: BoundaryError) -> None:
        """It could not even be asked: no secret, no text, no store."""
        log.info("a mailbox could not be looked at")
        box.trouble = trouble
        if self._tools is None:
            return
        outcome = Outcome(Standing.TROUBLE, self._tools.clock.now(), trouble=trouble)
        box.tries = box.tries.after(outcome)
        self._plan(box, box.looked.wanted if box.looked is not None else Wanted())
        self._landed(box)

    def _plan(self, box: _Box, wanted: Wanted) -> None:
        if self._tools is not None:
            box.due = next_look(self._tools.clock.now(), wanted, box.tries, self._spread())

    def _attend(self, box: _Box, mailbox: Mailbox) -> None:
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

    def _landed(self, box: _Box) -> None:
        box.busy = False
        if box.again:
            box.again = False
            self._look(box)
        self._wait()
        self.changed.emit()

    def _do(self, box: _Box, work: Callable[[], object]) -> None:
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
