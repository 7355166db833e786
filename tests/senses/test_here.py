"""The senses of this machine."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pytestqt.qtbot import QtBot

from boundary.senses.here import senses_here
from boundary.senses.sense import Part, State
from tests.senses.contract import Ear


@pytest.mark.skipif(sys.platform != "linux", reason="the paths are those of Linux")
def test_where_nothing_is_installed_nothing_is_claimed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    senses, ear = senses_here(), Ear()
    senses.start(ear)
    senses.attend(True)
    qtbot.wait(1)
    found = [senses.state(part) for part in (Part.SHARE, Part.LOCK, Part.SLEEP)]
    senses.stop()

    assert found == [State.UNKNOWN] * 3


def test_the_senses_of_other_systems_are_not_loaded() -> None:
    script = (
        "import sys; from boundary.senses.here import senses_here; senses_here();"
        "print([m for m in sys.modules if m.startswith('boundary.senses.')"
        " and m.split('.')[2].split('_')[0] in ('windows', 'macos', 'hotkey', 'consent')])"
    )
    run = subprocess.run((sys.executable, "-c", script), capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"
