"""The senses of this machine; those of other systems are never loaded."""

from __future__ import annotations

import sys

from boundary.senses.sense import Sense
from boundary.senses.together import Together


def senses_here() -> Sense:
    """Return all that can be sensed here: on an unknown system nothing, which stays unknown."""
    senses: Sense = Together(())
    if sys.platform == "win32":
        from boundary.senses.windows import windows_senses

        senses = windows_senses()
    elif sys.platform == "darwin":
        from boundary.senses.macos import macos_senses

        senses = macos_senses()
    elif sys.platform == "linux":
        from boundary.senses.linux import linux_senses

        senses = linux_senses()
    return senses
