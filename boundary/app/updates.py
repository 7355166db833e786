"""Whether a newer Boundary is here or waits, as this machine's package manager has it.

Nobody on the network is asked: dpkg and apt answer from the lists that they keep, and a wheel
from its own metadata. Slow (a tenth of a second), so for the worker.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from boundary import __version__
from boundary.desk import run

PACKAGE = "boundary"


@dataclass(frozen=True, slots=True)
class Versions:
    """This program's version, the one that is installed by now and the one that could be.

    The last two are None where no package manager knows Boundary.
    """

    running: str
    installed: str | None = None
    offered: str | None = None

    @property
    def restart(self) -> bool:
        """Whether another version was installed under this one."""
        return self.installed is not None and self.installed != self.running

    @property
    def waits(self) -> bool:
        """Whether the package manager offers another than is installed."""
        return self.offered is not None and self.offered != self.installed


def versions(ask: Callable[..., bytes | None] = run, running: str = __version__) -> Versions:
    """Return what the package manager knows; raises nothing where there is none."""
    if sys.platform == "linux" and getattr(sys, "frozen", False):
        found = _policy(ask("env", "LC_ALL=C", "apt-cache", "policy", PACKAGE))
        return Versions(running, found.get("Installed"), found.get("Candidate"))
    return Versions(running, _of_wheel())


def _policy(said: bytes | None) -> dict[str, str]:
    """Read the answer of `apt-cache policy`, in the plain locale."""
    found: dict[str, str] = {}
    for line in (said or b"").decode("utf-8", errors="replace").splitlines():
        name, _, value = line.strip().partition(": ")
        if name in ("Installed", "Candidate") and value.strip() not in ("", "(none)"):
            found[name] = value.strip()
    return found


def _of_wheel() -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return None
