"""Microphone, camera and screen share by PipeWire: one long-lived `pw-dump --monitor`.

It speaks when the graph changes and is silent otherwise, so that an idle hour costs nothing.
When it ends, or can't be started, everything is unknown, and it is tried again later.
"""

from __future__ import annotations

import codecs
import os
from datetime import timedelta

from PySide6.QtCore import QObject

from boundary.senses.graph import Documents, Graph
from boundary.senses.program import AGAIN, Program
from boundary.senses.sense import Heard, Part, State
from boundary.senses.states import States

PROGRAM = "pw-dump"


class PipeWire(QObject):
    """The PipeWire sense.

    *sees_shares*: every shared screen goes through PipeWire, which is so under Wayland. On X11
    a screen is taken without it, so that there a share that was never seen stays unknown.
    """

    def __init__(
        self, program: str = PROGRAM, again: timedelta = AGAIN, *, sees_shares: bool = True
    ) -> None:
        super().__init__()
        self._sees_shares = sees_shares
        self._states = States(Part.MICROPHONE, Part.CAMERA, Part.SHARE)
        self._program = Program(program, "--monitor", again=again)
        self._program.said.connect(self._read)
        self._program.ended.connect(self._ended)
        self._forget()

    def start(self, heard: Heard) -> None:
        """Begin to watch the graph."""
        self._states.start(heard)
        self._program.start()

    def state(self, part: Part) -> State:
        """Return what is known of *part*."""
        return self._states.of(part)

    def attend(self, near: bool) -> None:
        """Try again at once where nothing is known; the graph itself speaks unasked."""
        if near:
            self._program.hurry()

    def stop(self) -> None:
        """End the watching program."""
        self._states.stop()
        self._program.stop()
        self._forget()

    def _forget(self) -> None:
        self._graph = Graph(frozenset({os.getpid()}))
        self._documents = Documents()
        self._text = codecs.getincrementaldecoder("utf-8")("replace")

    def _read(self, news: bytes) -> None:
        try:
            documents = self._documents.feed(self._text.decode(news))
        except ValueError:
            self._program.end()
            return
        for changes in documents:
            self._graph.update(changes)
        if documents:
            self._program.is_well()
            self._tell()

    def _tell(self) -> None:
        if self._graph.serves_sound():
            self._states.set(Part.MICROPHONE, _state(self._graph.microphone()))
        else:
            self._states.set(Part.MICROPHONE, State.UNKNOWN)
        self._states.set(Part.CAMERA, _state(self._graph.camera()))
        share = _state(self._graph.share())
        if share is State.ON or self._sees_shares or self.state(Part.SHARE) is not State.UNKNOWN:
            self._states.set(Part.SHARE, share)

    def _ended(self) -> None:
        self._forget()
        self._states.lose()


def _state(is_on: bool) -> State:
    return State.ON if is_on else State.OFF
