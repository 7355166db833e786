"""The profile: where her settings and store live."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path


def profile_folder() -> Path:
    """Return the folder of the profile; `BOUNDARY_PROFILE` names another."""
    named = os.environ.get("BOUNDARY_PROFILE")
    return Path(named) if named else user_data_path("boundary", appauthor=False)


def settings_path(folder: Path | None = None) -> Path:
    """Return where the settings document is."""
    return (folder or profile_folder()) / "settings.json"


def store_path(folder: Path | None = None) -> Path:
    """Return where the encrypted store is."""
    return (folder or profile_folder()) / "boundary.db"
