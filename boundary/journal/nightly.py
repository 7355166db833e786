"""What is done for the store once a day: a copy of it, and then what is too old goes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from boundary.journal.backup import back_up, is_due
from boundary.journal.retention import Forgotten, forget_old


def nightly(store: Path, key: bytes, now: datetime) -> Forgotten:
    """Copy *store* if the day of *now* (UTC) has no copy yet, then delete what is too old.

    Nothing is deleted that no copy was made of. Any thread may call it while the store is in
    use; slow (disk). Raises StoreError.
    """
    if is_due(store, now):
        back_up(store, key, now)
    return forget_old(store, key, now)
