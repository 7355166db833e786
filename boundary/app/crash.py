"""What went wrong, for her to read before she gives it to anyone: kinds, places and times.

Where the program falls over below Python, the interpreter writes the names of its functions
into a file beside the log; a file that is there at the start is the sign of a fall. The report
is made when she asks for it, from that file and the log, and goes nowhere by itself.
"""

from __future__ import annotations

import faulthandler
import os
import platform
import re
from contextlib import suppress
from pathlib import Path
from typing import IO

from boundary import __version__

FALLEN = "boundary.log.fall"
"""Written to while a run lasts, and gone with its end. `boundary erase` knows it by its name."""

BEFORE = "boundary.log.fell"
"""What the last run that fell has left."""

MOST_LINES = 60
"""Of the log: the newest."""

_HIDDEN = (
    (re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+"), "<address>"),
    (re.compile(r"\S+@\S+"), "<address>"),
    (re.compile(r"\"[^\"]*\"|'[^']*'"), "<words>"),
)
"""The log holds none of these; what a library may have let slip is taken out all the same."""


class Falls:
    """Watches for a fall from its making to `close`; *folder* is the log's, None for nowhere.

    `fell` tells whether the run before did not come to its end.
    """

    def __init__(self, folder: Path | None) -> None:
        self.fell = False
        self._folder = folder
        self._file: IO[str] | None = None
        if folder is not None:
            with suppress(OSError):
                self._watch(folder)

    def close(self) -> None:
        """The run has come to its end."""
        if self._file is None or self._folder is None:
            return
        if faulthandler.is_enabled():
            faulthandler.disable()
        self._file.close()
        self._file = None
        with suppress(OSError):
            (self._folder / FALLEN).unlink(missing_ok=True)

    def _watch(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / FALLEN
        if path.exists() and path.stat().st_size > 0:
            self.fell = True
            path.replace(folder / BEFORE)
        descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        self._file = os.fdopen(descriptor, "w", encoding="utf-8")
        if not faulthandler.is_enabled():
            faulthandler.enable(self._file, all_threads=False)


def report(folder: Path | None) -> str:
    """Return the report: this program and machine in a few words, the last fall, the log's end."""
    lines = [*_machine(), ""]
    for name, title, most in (
        (BEFORE, "Where the last run fell:", MOST_LINES),
        ("boundary.log", "The end of the log:", MOST_LINES),
    ):
        found = _end_of(folder / name, most) if folder is not None else []
        if found:
            lines += [title, *found, ""]
    return "\n".join(lines).rstrip() + "\n"


def _machine() -> list[str]:
    from PySide6 import __version__ as qt

    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "")
    kind = os.environ.get("XDG_SESSION_TYPE", "")
    return [
        f"Boundary {__version__}, Python {platform.python_version()}, PySide6 {qt}",
        " ".join(word for word in (system, desktop, kind) if word),
    ]


def _end_of(path: Path, most: int) -> list[str]:
    """Return the last lines of *path*, without what might be an address, a path of hers, a name."""
    try:
        text = path.read_text("utf-8", errors="replace")
    except OSError:
        return []
    home = str(Path.home())
    return [_plain(line.replace(home, "~")) for line in text.splitlines()[-most:]]


def _plain(line: str) -> str:
    if line.lstrip().startswith("File "):  # the interpreter's own: a file of the program
        return line
    for pattern, stand_in in _HIDDEN:
        line = pattern.sub(stand_in, line)
    return line
