"""The microphone by PulseAudio: one long-lived `pactl subscribe`, and a list when it speaks."""

from __future__ import annotations

import os
import re
from datetime import timedelta

from PySide6.QtCore import QObject

from boundary.senses.program import AGAIN, Program
from boundary.senses.question import Question
from boundary.senses.sense import Heard, Part, State
from boundary.senses.states import States

PROGRAM = "pactl"


def recorded(listed: str, ours: frozenset[int] = frozenset()) -> bool:
    """Tell from *listed*, the words of `pactl list` in English, whether some program but *ours*
    records from a source that is no monitor and has not paused.
    """
    monitors = {
        block.split(maxsplit=1)[0]
        for block in _blocks(listed, "Source #")
        if re.search(r"^\s*Monitor of Sink: (?!n/a)", block, flags=re.MULTILINE)
    }
    for block in _blocks(listed, "Source Output #"):
        source = re.search(r"^\s*Source: (\S+)", block, flags=re.MULTILINE)
        corked = re.search(r"^\s*Corked: yes", block, flags=re.MULTILINE)
        process = re.search(r'application\.process\.id = "(\d{1,10})"', block)
        if corked or (source and source[1] in monitors):
            continue
        if process is None or int(process[1]) not in ours:
            return True
    return False


def _blocks(listed: str, head: str) -> list[str]:
    """Return what follows each *head* at the start of a line, up to the next empty line."""
    pieces = re.split(rf"^{head}(?=\d)", listed, flags=re.MULTILINE)[1:]
    return [piece.split("\n\n", maxsplit=1)[0] for piece in pieces]


class Pulse(QObject):
    """The PulseAudio sense."""

    def __init__(self, program: str = PROGRAM, again: timedelta = AGAIN) -> None:
        super().__init__()
        self._states = States(Part.MICROPHONE)
        self._question = Question(program, "list")
        self._question.answered.connect(self._answered)
        self._is_new = True
        self._program = Program(program, "subscribe", again=again)
        self._program.began.connect(self._began)
        self._program.said.connect(self._noticed)
        self._program.ended.connect(self._ended)

    def start(self, heard: Heard) -> None:
        """Begin to listen to the sound server's own notices."""
        self._states.start(heard)
        self._program.start()

    def state(self, part: Part) -> State:
        """Return what is known of *part*."""
        return self._states.of(part)

    def attend(self, near: bool) -> None:
        """Try again at once where nothing is known; the server itself speaks unasked."""
        if near:
            self._program.hurry()

    def stop(self) -> None:
        """End both programs."""
        self._states.stop()
        self._program.stop()
        self._question.drop()

    def _began(self) -> None:
        self._is_new = True
        self._question.ask()

    def _noticed(self, notices: bytes) -> None:
        """Ask when a source, what records from it or the server changed.

        A question makes a notice of its own, of a `client`, which must not have it ask again;
        but the first notice of all shows that from now on none is missed.
        """
        if self._is_new or b" on source" in notices or b" on server" in notices:
            self._is_new = False
            self._question.ask()

    def _answered(self, listed: str | None) -> None:
        if listed is None:
            self._states.lose()
            return
        self._program.is_well()
        is_on = recorded(listed, frozenset({os.getpid()}))
        self._states.set(Part.MICROPHONE, State.ON if is_on else State.OFF)

    def _ended(self) -> None:
        self._question.drop()
        self._states.lose()
