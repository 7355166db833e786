"""The child's side: read one question, answer it, end.

It may use only so much time, memory and room in the pipe, and it steps back on the processor,
because a breathing ring may be on the screen meanwhile.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path

from boundary.calendars.ics import read_ics
from boundary.calendars.wire import Answer, Question, answer_text, read_question
from boundary.errors import CalendarError
from boundary.language import use

MOST_ANSWER = 64_000_000
"""Bytes of an answer."""

OUT_OF_MEMORY = 3
"""The exit code of a child that met its limit."""

_NICER = 5


def serve(seconds: int, memory: int) -> int:
    """Answer the question on stdin on stdout; return the exit code (0: answered).

    *seconds* of processor time and *memory* in bytes are its limits, where the system has such.
    """
    _limit(seconds, memory)
    # It ends before its garbage could matter, and a feed makes objects by the hundred thousand.
    gc.disable()
    try:
        text = answer_text(_answers(read_question(sys.stdin.buffer)))
    except MemoryError:
        return OUT_OF_MEMORY
    except EOFError:
        return 1
    if len(text) > MOST_ANSWER:
        return OUT_OF_MEMORY
    with suppress(BrokenPipeError):  # the asker went away
        sys.stdout.buffer.write(text)
        sys.stdout.buffer.flush()
    return 0


def _answers(question: Question) -> list[Answer]:
    if question.language is not None:
        name, folder = question.language
        use(name, Path(folder))
    return [_answer(data, question) for data in question.calendars]


def _answer(data: bytes, question: Question) -> Answer:
    try:
        return read_ics(data, question.span, question.zone, hosts=question.hosts)
    except CalendarError as error:
        return error


def _limit(seconds: int, memory: int) -> None:
    """Set the limits that the system offers; a core dump would write titles into a file."""
    if hasattr(os, "nice"):
        os.nice(_NICER)
    try:
        import resource
    except ImportError:
        return  # Windows: the asker's patience is the limit
    for name, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
    ):
        with suppress(ValueError, OSError):  # already below, or not offered here
            resource.setrlimit(name, (most, most))
