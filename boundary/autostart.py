"""Beginning with the session of the desktop: one file or registry value of hers, on or off.

Linux: an entry of the XDG Autostart Specification in her own folder, never the system's.
Windows: a value of the user's Run key. macOS: a LaunchAgent. The latter two are written from the
documentation and were never run.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from boundary.errors import BoundaryError
from boundary.language import tr

NAME = "org.boundary.Boundary"


def own_words(argv0: str | None = None) -> tuple[str, ...]:
    """Return the words that start this program in the background, by absolute paths.

    *argv0* is how it was called, `sys.argv[0]` if not given. An interpreter is named only where
    there is no program of its own beside it.
    """
    if getattr(sys, "frozen", False):
        return (sys.executable, "run", "--background")
    called = Path(argv0 if argv0 is not None else sys.argv[0])
    beside = Path(sys.executable).parent / "boundary"
    for program in (called, beside):
        if program.is_absolute() and program.name == "boundary" and os.access(program, os.X_OK):
            return (str(program), "run", "--background")
    return (sys.executable, "-m", "boundary", "run", "--background")


def starts_itself(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether Boundary begins with her desktop's session."""
    if sys.platform == "win32":
        from boundary.autostart_windows import run_value

        return run_value() is not None
    return _file(environment).is_file()


def start_itself(
    words: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ
) -> None:
    """Begin with her session from the next time on, by *words* (default: `own_words`).

    BoundaryError where the place cannot be written. May be repeated.
    """
    words = tuple(words or own_words())
    try:
        if sys.platform == "win32":
            from boundary.autostart_windows import set_run_value

            set_run_value(words)
            return
        path = _file(environment)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = _agent(words) if sys.platform == "darwin" else desktop_entry(words)
        fresh = path.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise _refused() from error


def start_itself_no_more(environment: Mapping[str, str] = os.environ) -> None:
    """Begin with her session no more. BoundaryError where the place cannot be written."""
    try:
        if sys.platform == "win32":
            from boundary.autostart_windows import delete_run_value

            delete_run_value()
        else:
            _file(environment).unlink(missing_ok=True)
    except OSError as error:
        raise _refused() from error


def desktop_entry(words: Sequence[str]) -> str:
    """Return the desktop entry that runs *words* (Desktop Entry Specification 1.5, Exec key)."""
    return "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            "Name=Boundary",
            f"Exec={' '.join(_quoted(word) for word in words)}",
            "Icon=org.boundary.Boundary",
            "Terminal=false",
            "X-GNOME-Autostart-enabled=true",
            "X-GNOME-Autostart-Delay=5",
            "",
        )
    )


def _quoted(word: str) -> str:
    """Quote *word* as the Exec key asks: double quotes, four characters escaped, `%` doubled.

    The value of a key is unescaped once before the quotes are read, so a backslash is four.
    """
    word = word.replace("%", "%%")
    if word == shlex.quote(word):
        return word
    for character in ("\\", '"', "`", "$"):
        word = word.replace(character, "\\" + character)
    return '"' + word.replace("\\", "\\\\") + '"'


def _file(environment: Mapping[str, str]) -> Path:
    home = Path(environment.get("HOME") or Path.home())
    if sys.platform == "darwin":
        return home / "Library" / "LaunchAgents" / f"{NAME}.plist"
    named = environment.get("XDG_CONFIG_HOME", "")
    folder = Path(named) if named and Path(named).is_absolute() else home / ".config"
    return folder / "autostart" / f"{NAME}.desktop"


def _agent(words: Sequence[str]) -> str:
    """Return the LaunchAgent (launchd.plist(5)) that runs *words* once at sign-in."""
    import plistlib

    agent = {"Label": NAME, "ProgramArguments": list(words), "RunAtLoad": True}
    return plistlib.dumps(agent).decode()


def _refused() -> BoundaryError:
    return BoundaryError(
        tr("Boundary can't be set to start by itself."),
        tr("The place where your desktop looks for it can't be written. Start Boundary by hand."),
    )
