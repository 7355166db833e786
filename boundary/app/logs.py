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


def write_log(folder: Path | None) -> logging.Handler:
    """Have what we log written to *folder* from now on, or to nowhere; return what writes it.

    What Qt would print goes there too, without what stands in quotation marks.
    """
    logging.getLogger().addHandler(logging.NullHandler())  # else warnings go to stderr
    ours = logging.getLogger("boundary")
    ours.setLevel(logging.INFO)
    handler: logging.Handler = logging.NullHandler()
    if folder is not None:
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handler = _PrivateFile(
                folder / "boundary.log", maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8"
            )
            handler.setFormatter(logging.Formatter(_FORM))
    ours.addHandler(handler)
    qInstallMessageHandler(_qt_said)
    return handler


def end_log(handler: logging.Handler) -> None:
    """Write nothing more to what `write_log` returned."""
    qInstallMessageHandler(None)
    logging.getLogger("boundary").removeHandler(handler)
    handler.close()


def _qt_said(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
        return
    words = _QUOTED.sub("...", message)
    logging.getLogger("boundary.qt").warning("%s: %s", context.category or "default", words)
