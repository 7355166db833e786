"""Long secrets in a keyring of short ones.

Windows holds about 1,200 characters an entry, and a refresh token of Microsoft's may be longer:
a text is kept in pieces. The entry that names them is written last, so that a crash between two
writes leaves the old text whole.
"""

from __future__ import annotations

import json
from secrets import token_hex

from boundary.keys import Keys

PIECE = 1000
"""Characters of a text in one entry."""

_MOST_PIECES = 100


class Vault:
    """One text under *name* in *keys*; every method may raise SecretsError."""

    def __init__(self, keys: Keys, name: str) -> None:
        self._keys = keys
        self._name = name

    def get(self) -> str | None:
        """Return the text, or None where there is none or not all of it."""
        head = self._head()
        if head is None:
            return None
        pieces = [self._keys.get(place) for place in self._places(*head)]
        return None if None in pieces else "".join(piece or "" for piece in pieces)

    def set(self, text: str) -> None:
        """Keep *text*, over what was there."""
        old = self._head()
        mark = token_hex(4)
        pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)] or [""]
        for place, piece in zip(self._places(mark, len(pieces)), pieces, strict=True):
            self._keys.set(place, piece)
        self._keys.set(self._name, json.dumps({"mark": mark, "pieces": len(pieces)}))
        self._drop(old)

    def delete(self) -> None:
        """Forget the text."""
        old = self._head()
        self._keys.delete(self._name)
        self._drop(old)

    def _drop(self, head: tuple[str, int] | None) -> None:
        for place in self._places(*head) if head else ():
            self._keys.delete(place)

    def _head(self) -> tuple[str, int] | None:
        try:
            match json.loads(self._keys.get(self._name) or "null"):
                case {"mark": str(mark), "pieces": int(count)} if 0 < count <= _MOST_PIECES:
                    return mark, count
        except ValueError:
            return None
        return None

    def _places(self, mark: str, count: int) -> list[str]:
        return [f"{self._name}:{mark}:{number}" for number in range(count)]
