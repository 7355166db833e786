"""What a server with Sieve answers, by the scripts that it holds, and all of hers to be kept."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from hashlib import sha256

from boundary.language import tr
from boundary.mail.mailbox import Found, MailError, Observed
from boundary.mail.sieve_combined import combined_in
from boundary.mail.sieve_install import (
    HOURS,
    MASTER,
    OURS,
    Conflict,
    Held,
    bytes_of,
    conflict,
    hers,
    in_force,
    is_master,
    running,
)
from boundary.mail.sieve_label import Label, label_of, span_of


def observed(held: Held) -> Observed:
    """Return what a server that holds *held* answers with."""
    original = original_of(held)
    found = beside(held)
    mixed = combined_in(held)
    if mixed is not None or in_force(held):
        ours = mixed.ours if mixed is not None else held.scripts[HOURS]
        label = label_of(ours)
        mark = _edited(ours) if label is None else label.mark
        if found and mark:
            return Observed(Found.BESIDE, mark, _owner(label), original, span_of(ours))
        if mark:
            return Observed(Found.SET, mark, _owner(label), original, span_of(ours))
    if found.answers or not found.known:
        return Observed(Found.SET, _edited(running(held)), "", original)
    return Observed(Found.NOTHING, original=original)


def original_of(held: Held) -> bytes:
    """Return all that is hers in *held*, to be kept; b"" for nothing at all."""
    scripts = {name: raw for name, raw in held.scripts.items() if not is_ours(held, name)}
    mixed = combined_in(held)
    active = mixed.name if mixed is not None else hers(held)
    if not scripts and not active:
        return b""
    texts = {name: b64encode(scripts[name]).decode() for name in sorted(scripts)}
    return json.dumps({"active": active, "scripts": texts}, sort_keys=True).encode()


def held_of(original: bytes) -> Held:
    """Return what `original_of` kept. MailError if it can't be read."""
    if not original:
        return Held()
    try:
        kept = json.loads(original)
        scripts = {str(name): b64decode(text) for name, text in kept["scripts"].items()}
        return Held(scripts, str(kept["active"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MailError(
            tr("What was kept of your filters can't be read."),
            tr("Nothing was changed on the server. Choose your active filter in your webmail."),
        ) from error


def beside(held: Held) -> Conflict:
    """Return what of hers answers or refuses as well."""
    mixed = combined_in(held)
    if mixed is None:
        return conflict(held)
    return conflict(Held({**held.scripts, MASTER: bytes_of(mixed.text)}, MASTER))


def is_ours(held: Held, name: str) -> bool:
    """Tell whether the script *name* is one that Boundary made, and nothing of hers is in it."""
    if name not in held.scripts:
        return False
    if name == MASTER:
        text = held.text(MASTER)
        return is_master(text) or combined_in(held, inactive=True) is not None
    return name in OURS


def _edited(raw: bytes) -> str:
    return f"other-{sha256(raw).hexdigest()[:16]}"


def _owner(label: Label | None) -> str:
    return "" if label is None else label.owner
