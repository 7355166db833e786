"""The one locator of what ships beside the code: rituals, icons, style, translations.

The files lie in `resources/` of a checkout and in `boundary/_resources` of an installed wheel
and of a frozen program, which unpacks itself into the folder that PyInstaller names
`sys._MEIPASS`. They are plain files everywhere; a wheel is never run from inside its archive.
"""

from __future__ import annotations

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path of a file or folder that ships with Boundary: `resource("rituals")`.

    Read only. Raises FileNotFoundError, with the name as it was asked for, where it is missing:
    a fault of the installation, not of the world.
    """
    path = _root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"Boundary's own {'/'.join(parts) or 'resources'} is missing")
    return path


def guide() -> Path | None:
    """Return the first page of the user guide, for a browser without a network.

    It is `guide/index.html` among the resources of an installed program, and `docs/site` of a
    checkout after `make docs`; None where it was not built.
    """
    root = _root()
    for page in (root / "guide" / "index.html", root.parent / "docs" / "site" / "index.html"):
        if page.is_file():
            return page
    return None


def _root() -> Path:
    """Return the folder of all resources for the way this program was started."""
    unpacked: str | None = getattr(sys, "_MEIPASS", None)
    if unpacked is not None:
        return Path(unpacked) / "boundary" / "_resources"
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"
