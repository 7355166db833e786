"""Where the secrets of calendars are: the keyring, or memory where she chose that for one.

Only those of calendars and accounts: the store's key is never kept in memory by this choice.
"""

from __future__ import annotations

from boundary.keys import Keys, SessionKeys


class CalendarKeys:
    """The keyring as `Keys`, except for what she wants to keep until the program ends only."""

    def __init__(self, keyring: Keys) -> None:
        self._keyring = keyring
        self._memory = SessionKeys()
        self._marks: frozenset[str] = frozenset()

    def keep_here(self, mark: str) -> None:
        """Keep every secret with *mark* in its name in memory from now on, and nowhere else."""
        self._marks |= {mark}

    def get(self, name: str) -> str | None:
        return self._of(name).get(name)

    def set(self, name: str, secret: str) -> None:
        self._of(name).set(name, secret)

    def delete(self, name: str) -> None:
        self._of(name).delete(name)

    def _of(self, name: str) -> Keys:
        return self._memory if any(mark in name for mark in self._marks) else self._keyring
