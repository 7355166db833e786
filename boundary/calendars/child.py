"""Calendars read in a short-lived child of this same program.

Seconds of pure Python would starve the breathing ring of the interpreter, and what a large feed
takes in memory would stay with a program that runs all day. Small calendars go the same way: one
path, the same limits for a small file that repeats a million times, and the libraries are never
loaded here. What it costs, a tenth of a second, is paid only for a calendar that has changed.

A child that is too slow, too large or dies costs its own calendars and nothing else.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread, Timer
from typing import IO
from zoneinfo import ZoneInfo

from boundary.calendars.ics import Reading
from boundary.calendars.serve import MOST_ANSWER, OUT_OF_MEMORY
from boundary.calendars.wire import Answer, Question, read_answer, write_question
from boundary.clock import Span
from boundary.errors import CalendarError
from boundary.language import tr

log = logging.getLogger(__name__)

VERB = "--read-calendars"
"""What the program is asked with to be such a child: no word of the command line."""

PATIENCE = timedelta(seconds=60)
MEMORY = 1 << 30
"""Bytes of address space; 50 MB of calendar, the most that is read, need a third of it."""


def own_command() -> list[str]:
    """Return the words that start this program again: frozen, it is its own interpreter."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "boundary"]


@dataclass(frozen=True, slots=True)
class Child:
    """Reads calendars somewhere else: a `Parse` that takes time, and no room here.

    *hosts* is as in `read_ics`, *language* as in `Question`; the rest are its limits and, for
    tests, the words that start it.
    """

    hosts: tuple[str, ...] = ()
    language: tuple[str, str] | None = None
    patience: timedelta = PATIENCE
    memory: int = MEMORY
    command: tuple[str, ...] | None = None

    def __call__(self, data: bytes, span: Span, zone: ZoneInfo) -> Reading:
        """Return what `read_ics` would; CalendarError too where the child fails."""
        answer = self.many([data], span, zone)[0]
        if isinstance(answer, CalendarError):
            raise answer
        return answer

    def many(self, calendars: Sequence[bytes], span: Span, zone: ZoneInfo) -> list[Answer]:
        """Return what each of *calendars* says, or its error, all read by one child.

        CalendarError where the child fails. Blocks until it has ended.
        """
        question = Question(tuple(calendars), span, zone, self.hosts, self.language)
        text = self._ask(question)
        try:
            answers = read_answer(text)
        except (ValueError, LookupError, TypeError) as error:
            raise _broken() from error
        if len(answers) != len(calendars):
            raise _broken()
        return answers

    def _ask(self, question: Question) -> bytes:
        seconds = self.patience.total_seconds()
        limits = [str(int(seconds) + 1), str(self.memory)]
        loud = bool(os.environ.get("BOUNDARY_TRACEBACK"))
        try:
            process = subprocess.Popen(
                [*(self.command or own_command()), VERB, *limits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # What it might say of a mistake could hold a title.
                stderr=None if loud else subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise CalendarError(
                tr("Boundary can't start the part of itself that reads calendars."),
                tr("What was read before stays. Start Boundary again, or install it again."),
            ) from error
        with process:
            return _converse(process, question, seconds)


def _converse(process: subprocess.Popen[bytes], question: Question, seconds: float) -> bytes:
    """Return the answer of *process*; it has ended or is killed when this returns."""
    assert process.stdin is not None
    assert process.stdout is not None
    late: list[bool] = []

    def too_late() -> None:
        late.append(True)
        process.kill()

    watch = Timer(seconds, too_late)
    watch.daemon = True
    writer = Thread(target=_write, args=(question, process.stdin), daemon=True)
    watch.start()
    writer.start()
    try:
        text = process.stdout.read(MOST_ANSWER + 1)
        if len(text) > MOST_ANSWER:
            process.kill()
        code = process.wait()
    finally:
        process.kill()
        watch.cancel()
        writer.join()
    if late:
        raise _too_slow()
    if code == OUT_OF_MEMORY or len(text) > MOST_ANSWER:
        raise _too_much()
    if code != 0:
        log.warning("reading a calendar ended with code %s", code)
        raise _broken()
    return text


def _write(question: Question, out: IO[bytes]) -> None:
    with suppress(OSError), out:  # it ended without listening; its exit code tells
        write_question(question, out)


def _too_slow() -> CalendarError:
    return CalendarError(
        tr("The calendar takes too long to read."),
        tr("What was read before stays. Choose fewer years where you export it."),
    )


def _too_much() -> CalendarError:
    return CalendarError(
        tr("The calendar needs more memory than it may have."),
        tr("What was read before stays. Choose fewer years where you export it."),
    )


def _broken() -> CalendarError:
    return CalendarError(
        tr("Reading the calendar broke off."),
        tr("What was read before stays, and it is tried again. If this stays, export it again."),
    )
