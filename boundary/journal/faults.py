"""What the disk and SQLCipher say, in words: every fault of the store is translated here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from boundary.errors import StoreError
from boundary.language import tr

# SQLite's primary result codes (sqlite.org/rescode.html).
_PERM, _BUSY, _LOCKED, _READONLY, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 3, 5, 6, 8, 11, 13, 14, 26


class DamagedError(StoreError):
    """The store's file is not whole any more: a page, its end or its beginning."""


class WrongKeyError(StoreError):
    """The file is no store at all, or another key's."""


@contextmanager
def speaking_to_the_store() -> Iterator[None]:
    """Translate what SQLCipher and the file system say into StoreError."""
    try:
        from sqlcipher3.dbapi2 import DatabaseError  # type: ignore[import-untyped]
    except ImportError as error:
        raise StoreError(
            tr("The encrypted store is missing from this installation."),
            tr("Install Boundary again. Until then, what happens is kept in memory."),
        ) from error
    try:
        yield
    except DatabaseError as error:
        raise _said(error) from error
    except OSError as error:
        raise StoreError(
            tr("The store's folder can't be used ({reason}).").format(
                reason=error.strerror or type(error).__name__
            ),
            tr("Check its permissions. Until then, what happens is kept in memory."),
        ) from error


def _said(error: Exception) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == _NOTADB:
        return WrongKeyError(
            tr("The store does not open with the key in your keyring."),
            tr("Unlock the keyring it was made with, or put back a copy. It was not changed."),
        )
    if code == _CORRUPT:
        return damaged()
    if code == 0 and str(error) == "database or disk is full":  # copying tells no code
        code = _FULL
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    title, remedy = {
        _FULL: (tr("The disk is full."), tr("Free some space.")),
        _READONLY: (tr("The store can't be written."), tr("Check its permissions.")),
        _CANTOPEN: (tr("The store can't be opened."), tr("Check the permissions of its folder.")),
        _PERM: (tr("The store can't be opened."), tr("Check the permissions of its folder.")),
        _BUSY: (tr("Another program holds the store."), tr("Close it.")),
        _LOCKED: (tr("Another program holds the store."), tr("Close it.")),
    }.get(code, (tr("The store can't be used ({name})."), tr("Check the disk.")))
    waits = tr("Until then, what happens is kept in memory.")
    return StoreError(title.format(name=name), f"{remedy} {waits}")


def damaged() -> DamagedError:
    """Return what is said of a store that is not whole."""
    return DamagedError(
        tr("The store is damaged."),
        tr("Put back a copy of it. It was not changed; what happens is kept in memory."),
    )


def newer() -> StoreError:
    """Return what is said of a store that this Boundary is too old for."""
    return StoreError(
        tr("The store was written by a newer Boundary."),
        tr("Update Boundary. The store was not changed."),
    )
