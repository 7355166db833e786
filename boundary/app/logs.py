"""The log: one small file of what the day did and when, in keys and times.

Only our own loggers write to it: a library may name the addresses that it asks. Where the
folder can't be written there is no log, and nothing else changes.
"""

from __future__ import annotations

import logging
import os
import re
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

MOST_BYTES = 256 * 1024
"""After this the file is put aside as `boundary.log.1`, over the one before."""

_FORM = "%(asctime)s %(levelname).1s %(name)s %(message)s"
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


class _PrivateFile(RotatingFileHandler):
    """A log that only she can read, and that keeps a full disk to itself."""

    def _open(self):  # type: ignore[no-untyped-def]
        with suppress(FileExistsError):
            os.close(os.open(self.baseFilename, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        return super()._open()

    def handleError(self, _record: logging.LogRecord) -> None:  # noqa: N802
        """Say nothing: there is no better place to say it."""


def log_folder() -> Path:
    """Return the folder of the log: the system's for such, or the named profile's own."""
    from platformdirs import user_log_path

    named = os.environ.get("BOUNDARY_PROFILE")
    return Path(named) / "log" if named else user_log_path("boundary", appauthor=False)


class Log:
    """Has what we log written to *folder* from its making to `close`, or to nowhere.

    What Qt would print goes there too, without what stands in quotation marks.
    """

    def __init__(self, folder: Path | None) -> None:
        self._nothing = logging.NullHandler()
        self._handler: logging.Handler = logging.NullHandler()
        if folder is not None:
            with suppress(OSError):
                self._handler = _opened(folder)
        logging.getLogger().addHandler(self._nothing)  # else warnings go to stderr
        ours = logging.getLogger("boundary")
        ours.setLevel(logging.INFO)
        ours.addHandler(self._handler)
        self._before = qInstallMessageHandler(_qt_said)

    def close(self) -> None:
        """Write nothing more."""
        qInstallMessageHandler(self._before)
        logging.getLogger("boundary").removeHandler(self._handler)
        logging.getLogger().removeHandler(self._nothing)
        self._handler.close()


def _opened(folder: Path) -> logging.Handler:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = _PrivateFile(
        folder / "boundary.log", maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter(_FORM))
    return handler


def _qt_said(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
        return
    words = _QUOTED.sub("...", message)
    logging.getLogger("boundary.qt").warning("%s: %s", context.category or "default", words)
