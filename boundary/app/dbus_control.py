"""The same verbs on the desktop's message bus: org.boundary.Boundary1, for keys and scripts.

Every method answers as the control socket does, one document of JSON in a string; what is
refused is one with a `title` and a `remedy`. Where there is no bus, or another copy has the
name, there is no service, and nothing else changes.

    gdbus call --session --dest org.boundary.Boundary1 --object-path /org/boundary/Boundary1 \\
        --method org.boundary.Boundary1.Pause 1800
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import ClassInfo, QObject, Slot
from PySide6.QtDBus import QDBusConnection

from boundary.control import LONGEST_PAUSE, Handle, Verb
from boundary.errors import BoundaryError
from boundary.language import tr

log = logging.getLogger(__name__)

NAME = "org.boundary.Boundary1"
PATH = "/org/boundary/Boundary1"

_spoken: Any = ClassInfo
"""A decorator, whatever its stub says."""


@_spoken({"D-Bus Interface": NAME})
class DBusControl(QObject):
    """Hears the verbs on the session bus, between `listen` and `close`; on the Qt thread."""

    def __init__(self, handle: Handle, bus: QDBusConnection | None = None) -> None:
        super().__init__()
        self._handle = handle
        self._bus = bus or QDBusConnection.sessionBus()
        self.listens = False

    def listen(self) -> None:
        """Take the name; without a bus, or where it is taken, `listens` stays False."""
        if not self._bus.isConnected():
            return
        slots = QDBusConnection.RegisterOption.ExportAllSlots
        if not self._bus.registerService(NAME):
            log.info("the name on the bus is taken")
            return
        self.listens = self._bus.registerObject(PATH, self, slots)

    def close(self) -> None:
        """Let go of the name."""
        if self.listens:
            self._bus.unregisterObject(PATH)
            self._bus.unregisterService(NAME)
            self.listens = False

    @Slot(result=str)
    def Raise(self) -> str:  # noqa: N802 - as a method is called on the bus
        """Bring Today forward."""
        return self._answer(Verb.RAISE)

    @Slot(result=str)
    def Ended(self) -> str:  # noqa: N802
        """Say that the session has ended."""
        return self._answer(Verb.ENDED)

    @Slot(int, result=str)
    def Pause(self, seconds: int) -> str:  # noqa: N802
        """Pause for *seconds*; 0 is until `Resume`."""
        if not 0 <= seconds <= LONGEST_PAUSE:
            return json.dumps(
                {
                    "title": tr("That is no length of a pause."),
                    "remedy": tr("Give seconds, at most a week of them."),
                }
            )
        return self._answer(Verb.PAUSE, {"seconds": seconds or None})

    @Slot(result=str)
    def Resume(self) -> str:  # noqa: N802
        """End a pause."""
        return self._answer(Verb.RESUME)

    @Slot(result=str)
    def ClinicalNeed(self) -> str:  # noqa: N802
        """Take everything down at once."""
        return self._answer(Verb.CLINICAL_NEED)

    @Slot(bool, result=str)
    def WithSomeone(self, is_so: bool) -> str:  # noqa: N802
        """Say that somebody is with her, or no longer."""
        return self._answer(Verb.WITH_SOMEONE, {"over": not is_so})

    @Slot(result=str)
    def OneBreath(self) -> str:  # noqa: N802
        """Take one breath."""
        return self._answer(Verb.ONE_BREATH)

    @Slot(result=str)
    def Shutdown(self) -> str:  # noqa: N802
        """Close the day now."""
        return self._answer(Verb.SHUTDOWN)

    @Slot(result=str)
    def Status(self) -> str:  # noqa: N802
        """Say how things are."""
        return self._answer(Verb.STATUS)

    @Slot(result=str)
    def Why(self) -> str:  # noqa: N802
        """Say why nothing, or what, is shown now."""
        return self._answer(Verb.WHY)

    @Slot(result=str)
    def Quit(self) -> str:  # noqa: N802
        """End the program."""
        return self._answer(Verb.QUIT)

    def _answer(self, verb: Verb, arguments: Mapping[str, object] | None = None) -> str:
        try:
            return json.dumps(self._handle(verb, arguments or {}))
        except BoundaryError as error:
            return json.dumps({"title": error.title, "remedy": error.remedy})
