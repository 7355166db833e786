"""Looking at the inbox while a closed window lasts, on a thread of its own.

Outside closed windows there is no connection at all. A line that breaks is taken up again,
later each time; where it went on, messages that came in between are answered too.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from threading import Event, Lock, Thread

from boundary.clock import Clock
from boundary.errors import BoundaryError
from boundary.mail.inbox import Inbox, Place
from boundary.mail.mailbox import MailSignInError
from boundary.mail.responder import Responder, too_many

log = logging.getLogger(__name__)

LONGEST = timedelta(minutes=10)
"""The longest wait outside closed windows: the hours or the clock may have been changed."""

FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(minutes=10)
SIGN_IN_PAUSE = timedelta(minutes=30)
"""With a wrong password, asking more often would only get her locked out."""

RETRY = timedelta(minutes=1)
"""After which a reply that could not be sent is tried again."""

LEAVE = 3.0
"""Seconds that `stop` waits for the thread; one that still dials ends with the program."""


def _nobody(_trouble: BoundaryError | None) -> None:
    """Hear nothing."""


class Attending:
    """Hands what arrives to *responder*, from `start` to `stop`.

    *told* hears of each change of `trouble` (None: all is well), on the thread that looks.
    """

    def __init__(
        self,
        responder: Responder,
        clock: Clock,
        told: Callable[[BoundaryError | None], None] = _nobody,
    ) -> None:
        self._responder = responder
        self._clock = clock
        self._told = told
        self._stopping = Event()
        self._wake = Event()
        self._guard = Lock()
        self._inbox: Inbox | None = None
        self._place: Place | None = None
        self._pause = FIRST_PAUSE
        self._broken = False
        self._cut = False
        self._thread = Thread(target=self._run, name="responder", daemon=True)
        self.trouble: BoundaryError | None = None
        self.looking = Event()
        """Set while the inbox is open and what arrives is seen."""

    def start(self) -> None:
        """Begin; at most once."""
        self._thread.start()

    def look_again(self) -> None:
        """Take the line up anew: the machine woke, has its network back, or the hours changed."""
        self._pause = FIRST_PAUSE
        self._interrupt()

    def stop(self) -> None:
        """End at once, whatever it waits for."""
        self._stopping.set()
        self._interrupt()
        if self._thread.is_alive():
            self._thread.join(LEAVE)

    def _interrupt(self) -> None:
        self._wake.set()
        with self._guard:
            if self._inbox is not None:
                self._cut = True
                self._inbox.interrupt()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            wait = self._turn()
            if not self._stopping.is_set():
                self._wake.wait(wait.total_seconds())

    def _turn(self) -> timedelta:
        """Attend to the window under way, if one is; return how long to wait then."""
        self._cut = False
        try:
            now = self._clock.now()
            if self._responder.due(now) is None:
                self._place = None
                begins = self._responder.next_window(now)
                self._say(None)
                return min(self._clock.until(begins), LONGEST) if begins else LONGEST
            self._attend()
        except BoundaryError as error:
            if self._stopping.is_set() or self._cut:
                return timedelta(0)
            if isinstance(error, MailSignInError):
                self._say(error)
                return SIGN_IN_PAUSE
            if self._broken:  # lines break now and then: one that is taken up again is no news
                self._say(error)
            self._broken = True
            pause, self._pause = self._pause, min(2 * self._pause, LONGEST_PAUSE)
            return pause
        finally:
            self.looking.clear()
        return timedelta(0)

    def _attend(self) -> None:
        """Answer what arrives until the window ends or somebody interrupts."""
        inbox = self._responder.inbox()
        with self._guard:
            self._inbox, self._cut = inbox, False
        try:
            with inbox:
                place = inbox.open()
                if self._place is None or self._place.validity != place.validity:
                    self._place = place
                while self._is_on():
                    self._pause, self._broken = FIRST_PAUSE, False
                    self._look(inbox)
        finally:
            with self._guard:
                self._inbox = None

    def _look(self, inbox: Inbox) -> None:
        assert self._place is not None
        self._responder.try_again()
        arrived, place = inbox.since(self._place)
        for each in arrived:
            self._responder.answer(each)
        self._place = place
        sending = self._responder.sending
        self._say(too_many() if self._responder.is_stopped() else sending)
        reply = self._responder.due(self._clock.now())
        if reply is None or not self._is_on():
            return
        most = self._clock.until(reply.during.end)
        self.looking.set()
        inbox.wait(min(most, RETRY) if sending else most, self._wake.wait)

    def _is_on(self) -> bool:
        if self._stopping.is_set() or self._wake.is_set():
            return False
        return self._responder.due(self._clock.now()) is not None

    def _say(self, trouble: BoundaryError | None) -> None:
        if (self.trouble and str(self.trouble)) != (trouble and str(trouble)):
            self.trouble = trouble
            log.info("the responder has %s", "a trouble" if trouble else "no trouble")
            self._told(trouble)
