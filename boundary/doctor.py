"""The doctor: what Boundary finds on this machine, and what to do about what is missing.

Every check stands alone, asks for no more than a second or two and never changes, unlocks or
starts anything that was not already on offer. What it prints may be pasted into a report, so
no address, path, device name or title is ever part of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from boundary.bus import SessionBus
from boundary.desk import Check, Machine, desktop_checks, ill, well
from boundary.errors import SettingsError
from boundary.language import tr, trn
from boundary.settings import KEYRING, load

__all__ = ["Check", "Machine", "checks", "document", "this_machine"]

PLAIN_HEADER = b"SQLite format 3\0"
"""How a database that is *not* encrypted begins (sqlite.org/fileformat.html, 1.3)."""


def this_machine(settings: Path | None = None, store: Path | None = None) -> Machine:
    """Return the real machine, with her profile at *settings* and *store* or where it belongs."""
    from platformdirs import user_data_path

    profile = user_data_path("boundary", appauthor=False)
    return Machine(
        settings=settings or profile / "settings.json",
        store=store or profile / "boundary.db",
        environ=os.environ,
        bus=SessionBus(),
    )


def checks(machine: Machine | None = None) -> tuple[Check, ...]:
    """Look at everything Boundary leans on, in a fixed order; raise nothing for what is missing."""
    machine = machine or this_machine()
    try:
        return (
            *desktop_checks(machine),
            _store(machine),
            _calendars(machine),
        )
    finally:
        machine.bus.close()


def document(found: Iterable[Check]) -> dict[str, list[dict[str, str | bool]]]:
    """Return *found* as the JSON document of `boundary doctor --json`."""
    return {
        "checks": [
            {"name": check.name, "ok": check.ok, "found": check.found, "remedy": check.remedy}
            for check in found
        ]
    }


def _store(machine: Machine) -> Check:
    """Look at the file from outside: it is opened by the running program alone."""
    try:
        with machine.store.open("rb") as file:
            header = file.read(len(PLAIN_HEADER))
        mode = machine.store.stat().st_mode
    except FileNotFoundError:
        return _no_store(machine.store)
    except OSError:
        return ill(
            "store",
            tr("The store can't be read."),
            tr("See that the profile folder and the file in it belong to you."),
        )
    if header == PLAIN_HEADER:
        return ill(
            "store",
            tr("The store is not encrypted."),
            tr("Move the file away; Boundary makes a new, encrypted one."),
        )
    if machine.platform != "win32" and mode & 0o077:
        return ill(
            "store",
            tr("Others on this machine may read the store."),
            tr("Make the file readable for you alone (mode 600)."),
        )
    if not os.access(machine.store, os.W_OK):
        return ill(
            "store",
            tr("The store can't be written."),
            tr("See that the profile folder and the file in it belong to you."),
        )
    return well("store", tr("The store is there, encrypted and yours alone."))


def _no_store(store: Path) -> Check:
    """Tell whether one could be made: in the nearest folder above it that is there."""
    folder = next((folder for folder in store.parents if folder.exists()), None)
    if folder is not None and folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return well("store", tr("There is no store yet; the first start makes one."))
    return ill(
        "store",
        tr("There is no store, and none can be made."),
        tr("See that your home folder and its data folder belong to you."),
    )


def _calendars(machine: Machine) -> Check:
    try:
        sources = load(machine.settings).calendars
    except SettingsError as error:
        return ill("calendars", error.title, error.remedy)
    if not sources:
        return ill(
            "calendars",
            tr("No calendar is chosen."),
            tr("Choose one in the settings; without one Boundary plays its sample day."),
        )
    files = [source.address for source in sources if not source.address.startswith(KEYRING)]
    unread = sum(not os.access(Path(address).expanduser(), os.R_OK) for address in files)
    if unread:
        return ill(
            "calendars",
            trn(
                "{count} calendar file can't be read.",
                "{count} calendar files can't be read.",
                unread,
            ).format(count=unread),
            tr("See that the file is still where it was when you chose it."),
        )
    count = len(sources)
    return well(
        "calendars",
        trn("{count} calendar is chosen.", "{count} calendars are chosen.", count).format(
            count=count
        ),
    )
