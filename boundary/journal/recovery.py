"""The recovery key: the store's key as a person can write it down and type it in.

It opens the store, and every copy of it, on any machine. 56 letters and digits in eight groups,
in Crockford's alphabet (no I, L, O or U): a letter that looks like a digit is read as that
digit, and a slip of the pen is noticed.
"""

from __future__ import annotations

from base64 import b32decode, b32encode
from hashlib import sha256

from boundary.errors import StoreError
from boundary.keys import KEY_BYTES
from boundary.language import tr

_GROUP = 7
_CHECK = 3
_THEIRS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_OURS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_WRITTEN = str.maketrans(_THEIRS, _OURS)
_READ = str.maketrans(_OURS + "OIL", _THEIRS + _THEIRS[0] + _THEIRS[1] * 2)


def recovery_key(key: bytes) -> str:
    """Return the store's *key* (32 bytes) as it is written down."""
    text = b32encode(key + _check(key)).decode("ascii").translate(_WRITTEN)
    return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def read_recovery_key(text: str) -> bytes:
    """Return the store's key from what she typed; spaces, dashes and case don't count.

    StoreError where it is none, or has a slip in it.
    """
    letters = "".join(text.upper().replace("-", " ").split())
    if set(letters) <= set(_OURS) | set("OIL") and len(letters) == 56:
        data = b32decode(letters.translate(_READ))
        key, check = data[:KEY_BYTES], data[KEY_BYTES:]
        if check == _check(key):
            return key
    raise StoreError(
        tr("This is not the recovery key."),
        tr("It has eight groups of seven letters and digits. Look for a slip and try again."),
    )


def _check(key: bytes) -> bytes:
    return sha256(b"Boundary's recovery key" + key).digest()[:_CHECK]
