"""The app lock: her own passphrase around the store's key, so that it is a lock and no dialog.

While it is on, the keyring holds the key only as the passphrase wraps it; without the
passphrase, or the recovery key, nothing opens the store. The wrapping: argon2id (RFC 9106)
makes two keys of the passphrase and a fresh salt. One is used once, to mask the store's key,
which is as long; the other proves that nothing was changed.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from hmac import new as hmac
from secrets import token_bytes

from boundary.errors import StoreError
from boundary.keys import KEY_BYTES, LOCKED, STORE_KEY, Keys
from boundary.language import tr

SHORTEST = 8
"""Characters of a passphrase."""

_SALT = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at the passphrase costs: passes, memory in KiB, lanes.

    The default is the second that RFC 9106 (section 4) recommends: 64 MiB, about 0.1 s.
    """

    passes: int = 3
    memory: int = 64 * 1024
    lanes: int = 4


_MOST = Cost(64, 4 * 1024 * 1024, 64)
"""More than this nobody wrote: an entry that says so was tampered with."""


class WrongPassphraseError(StoreError):
    """Another passphrase opens it."""


class LockableKeys:
    """*keys*, and the store's key for as long as the program runs once it was unlocked.

    All that asks `keys.store_key` for it, the day, the copies, the mail, then has it.
    """

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._key: str | None = None

    def unlock(self, passphrase: str) -> None:
        """Open the lock for this run; errors as for `unlock`. Slow (about 0.1 s, 64 MiB)."""
        self._key = unlock(self._keys, passphrase).hex()

    def lock(self) -> None:
        """Forget the key; what is open stays open."""
        self._key = None

    def get(self, name: str) -> str | None:
        if name == STORE_KEY and self._key is not None:
            return self._key
        return self._keys.get(name)

    def set(self, name: str, secret: str) -> None:
        if name == STORE_KEY:
            self._key = None
        self._keys.set(name, secret)

    def delete(self, name: str) -> None:
        if name == STORE_KEY:
            self._key = None
        self._keys.delete(name)


def is_locked(keys: Keys) -> bool:
    """Tell whether a passphrase is needed. Raises SecretsError."""
    return (keys.get(STORE_KEY) or "").startswith(LOCKED)


def lock(keys: Keys, key: bytes, passphrase: str, cost: Cost | None = None) -> None:
    """Wrap the store's *key* in *keys* with *passphrase*, in place of the key itself.

    What was wrapped is opened again before the bare key is let go. StoreError for a passphrase
    that is too short; SecretsError.
    """
    if len(passphrase) < SHORTEST:
        raise StoreError(
            tr("This passphrase is too short."),
            tr("Take at least {count} characters; four words are better.").format(count=SHORTEST),
        )
    wrapped = _wrap(key, passphrase, cost or Cost())
    if _unwrap(wrapped, passphrase) != key:
        raise ValueError("what was wrapped does not open")
    keys.set(STORE_KEY, wrapped)


def unlock(keys: Keys, passphrase: str) -> bytes:
    """Return the store's key; the lock stays on. Slow (about 0.1 s, 64 MiB).

    WrongPassphraseError, StoreError where there is no lock, SecretsError.
    """
    wrapped = keys.get(STORE_KEY) or ""
    if not wrapped.startswith(LOCKED):
        raise _no_lock()
    return _unwrap(wrapped, passphrase)


def remove_lock(keys: Keys, passphrase: str) -> None:
    """Keep the bare key in *keys* again; errors as for `unlock`."""
    keys.set(STORE_KEY, unlock(keys, passphrase).hex())


def _wrap(key: bytes, passphrase: str, cost: Cost) -> str:
    salt = token_bytes(_SALT)
    mask, proof = _stretched(passphrase, salt, cost)
    masked = bytes(one ^ other for one, other in zip(key, mask, strict=True))
    head = f"{LOCKED}1:{cost.passes}:{cost.memory}:{cost.lanes}:{_text(salt)}:{_text(masked)}"
    return f"{head}:{_text(hmac(proof, head.encode(), sha256).digest())}"


def _unwrap(wrapped: str, passphrase: str) -> bytes:
    head, _, tag = wrapped.rpartition(":")
    try:
        version, passes, memory, lanes, salt, masked = head.removeprefix(LOCKED).split(":")
        cost = Cost(int(passes), int(memory), int(lanes))
        data = b64decode(masked, validate=True)
        given = b64decode(tag, validate=True)
        salted = b64decode(salt, validate=True)
    except (ValueError, Base64Error):
        raise _strange() from None
    fair = cost.passes <= _MOST.passes and cost.memory <= _MOST.memory and cost.lanes <= _MOST.lanes
    if version != "1" or len(data) != KEY_BYTES or not fair:
        raise _strange()
    mask, proof = _stretched(passphrase, salted, cost)
    if not compare_digest(hmac(proof, head.encode(), sha256).digest(), given):
        raise WrongPassphraseError(
            tr("This is not the passphrase."),
            tr("Try again. The recovery key opens the store too."),
        )
    return bytes(one ^ other for one, other in zip(data, mask, strict=True))


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> tuple[bytes, bytes]:
    """Return the mask and the key of the proof, as long as the store's key each."""
    from unicodedata import normalize

    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    text = normalize("NFC", passphrase).encode()
    size = 2 * KEY_BYTES
    try:
        made = hash_secret_raw(text, salt, cost.passes, cost.memory, cost.lanes, size, Type.ID)
    except HashingError:  # no such cost
        raise _strange() from None
    return made[:KEY_BYTES], made[KEY_BYTES:]


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _no_lock() -> StoreError:
    return StoreError(tr("There is no lock."), tr("The store opens without a passphrase."))


def _strange() -> StoreError:
    return StoreError(
        tr("The lock in your keyring is not as Boundary wrote it."),
        tr("The recovery key opens the store."),
    )
