"""Everything that Boundary has of her, gone: with a list of what went, and of what could not.

The keyring comes first: without its key, what lies on the disk, or in a copy of the disk that
nobody thinks of, is noise. Then the files of the profile, each known by its name: what is not
Boundary's stays where it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import rmtree
from urllib.parse import unquote

from boundary.errors import BoundaryError, SecretsError
from boundary.keys import STORE_KEY, Keys
from boundary.language import tr

TITLES_KEY = "titles"
"""The entry with the key under which the titles of her rules are hashed."""

SENT_KEY = "mail.sent"
"""The entry with the key under which the responder hides whom it answered."""

_FILES = (
    "boundary.db*", "settings.json*", ".settings.json.*", "control.sock", "running.lock",
    "backups/boundary-*.db", "backups/unfinished.db*", "log/boundary.log*",
)  # fmt: skip
_FOLDERS = ("responder", "outbox", "cache", "backups", "log")
_NAMED = re.compile(r"\"keyring:([A-Za-z0-9._-]+)\"")
_BEHIND = re.compile(r"[a-z]+://([^/]+)/")
_OURS_ALONE = frozenset({"responder", "outbox", "cache"})


@dataclass(frozen=True, slots=True)
class Erased:
    """What went, and what is left, each as a line for her."""

    gone: tuple[str, ...]
    left: tuple[str, ...]


def erase(
    profile: Path,
    keys: Keys,
    *,
    mailboxes: Iterable[Callable[[], str]] = (),
    logs: Path | None = None,
) -> Erased:
    """Delete all that Boundary keeps of this *profile*; it must not be running.

    Each of *mailboxes* gives one mailbox back what it held before, and returns a line about it;
    they come first, while there are passwords. *logs* is the folder of the log where it lies
    elsewhere. What can't be done is told, and the rest is done all the same.
    """
    gone: list[str] = []
    left: list[str] = []
    steps: list[Callable[[], Iterable[str]]] = [partial(_one, each) for each in mailboxes]
    steps += [
        lambda: _forget_secrets(profile, keys),
        lambda: _delete_files(profile, left),
        lambda: _delete_logs(logs, left),
    ]
    for step in steps:
        try:
            gone.extend(step())
        except BoundaryError as error:
            left.append(str(error))
    return Erased(tuple(gone), tuple(left))


def _one(step: Callable[[], str]) -> tuple[str]:
    return (step(),)


def secret_names(profile: Path, keys: Keys) -> tuple[str, ...]:
    """Return the entries of the keyring that this *profile* uses, those of its accounts too.

    Raises SecretsError.
    """
    try:
        text = (profile / "settings.json").read_text(encoding="utf-8")
    except (OSError, ValueError):
        text = ""  # no settings: the entries that each profile has are left
    names = {STORE_KEY, TITLES_KEY, SENT_KEY, *_NAMED.findall(text)}
    for name in tuple(names):
        behind = _BEHIND.match(keys.get(name) or "")
        if behind:
            names.add(f"account:{unquote(behind[1])}")
    for name in tuple(names):
        names.update(_pieces(name, keys.get(name)))
    return tuple(sorted(names))


def _pieces(name: str, text: str | None) -> Iterator[str]:
    """Give the entries that a long secret was cut into (`accounts.vault`)."""
    try:
        match json.loads(text or "null"):
            case {"mark": str(mark), "pieces": int(count)} if 0 < count <= 100:
                for number in range(count):
                    yield f"{name}:{mark}:{number}"
    except ValueError:
        return


def _forget_secrets(profile: Path, keys: Keys) -> list[str]:
    there = [name for name in secret_names(profile, keys) if keys.get(name) is not None]
    for name in there:
        keys.delete(name)
    if any(keys.get(name) is not None for name in there):
        raise SecretsError(
            tr("The keyring keeps what it was told to forget."),
            tr("Delete the entries of Boundary in it by hand."),
        )
    return [tr("keyring: {name}").format(name=name) for name in there]


def _delete_files(profile: Path, left: list[str]) -> list[str]:
    gone: list[str] = []
    for name in sorted(_OURS_ALONE):
        if (profile / name).is_dir() and not (profile / name).is_symlink():
            try:
                rmtree(profile / name)
            except OSError as error:
                left.append(f"{name}/ ({error.strerror or type(error).__name__})")
            else:
                gone.append(f"{name}/")
    for pattern in _FILES:
        for path in sorted(profile.glob(pattern)):
            _delete(path, profile, gone, left)
    for name in _FOLDERS:
        _delete_empty(profile / name)
    _delete_empty(profile)
    return gone


def _delete_logs(logs: Path | None, left: list[str]) -> list[str]:
    gone: list[str] = []
    if logs is not None and logs.is_dir():
        for path in sorted(logs.glob("boundary.log*")):
            _delete(path, logs.parent, gone, left)
        _delete_empty(logs)
    return gone


def _delete(path: Path, above: Path, gone: list[str], left: list[str]) -> None:
    try:
        path.unlink()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        left.append(f"{path.relative_to(above).as_posix()} ({reason})")
    else:
        gone.append(path.relative_to(above).as_posix())


def _delete_empty(folder: Path) -> None:
    """Delete *folder* where nothing is left in it; what is hers there stays."""
    if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
        folder.rmdir()
