"""The Run key of Windows. Written from the documentation, never run."""

from __future__ import annotations

import subprocess
import sys
import winreg
from collections.abc import Sequence

assert sys.platform == "win32"

RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
VALUE = "Boundary"


def run_value() -> str | None:
    """Return the line that starts Boundary at sign-in, None if there is none."""
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
            return str(winreg.QueryValueEx(key, VALUE)[0])
    except FileNotFoundError:
        return None


def set_run_value(words: Sequence[str]) -> None:
    """Start *words* at sign-in. OSError where the registry refuses."""
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
        line = subprocess.list2cmdline(list(words))
        winreg.SetValueEx(key, VALUE, 0, winreg.REG_SZ, line)


def delete_run_value() -> None:
    """Start nothing at sign-in. OSError where the registry refuses."""
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY, access=winreg.KEY_SET_VALUE) as key:
            winreg.DeleteValue(key, VALUE)
    except FileNotFoundError:
        return
