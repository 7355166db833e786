"""A hotkey as it is written: `Ctrl+Alt+Space`. Pure.

The keys are those that every keyboard has under the same name. A key that types a letter is
allowed only beside Ctrl, Alt or Super, because alone it would be taken from every other program.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from boundary.errors import BoundaryError
from boundary.language import tr

DEFAULT = "Ctrl+Alt+Space"


class HotkeyError(BoundaryError):
    """A hotkey can't be had: it is taken, badly written, or this desktop gives none."""


class Modifier(StrEnum):
    """A key that is held while another is pressed."""

    CTRL = "Ctrl"
    ALT = "Alt"
    SHIFT = "Shift"
    SUPER = "Super"


_OTHER_NAMES = {
    "control": Modifier.CTRL,
    "option": Modifier.ALT,
    "meta": Modifier.SUPER,
    "win": Modifier.SUPER,
    "cmd": Modifier.SUPER,
}
_MODIFIERS = {modifier.value.casefold(): modifier for modifier in Modifier} | _OTHER_NAMES
_FREE_ALONE = frozenset({"Pause", *(f"F{n}" for n in range(1, 13))})
KEYS = frozenset(
    {"Space", "Escape", "Home", "End", "Insert", "Delete", "PageUp", "PageDown", *_FREE_ALONE}
    | {chr(code) for code in (*range(ord("A"), ord("Z") + 1), *range(ord("0"), ord("9") + 1))}
)
"""The keys that a hotkey may end in."""

_KEYS = {key.casefold(): key for key in KEYS}


@dataclass(frozen=True, slots=True)
class Chord:
    """A *key* of `KEYS` pressed while *modifiers* are held."""

    modifiers: frozenset[Modifier]
    key: str

    def __str__(self) -> str:
        held = [modifier.value for modifier in Modifier if modifier in self.modifiers]
        return "+".join([*held, self.key])


def parse_chord(written: str) -> Chord:
    """Return the chord that *written* names, in any case; HotkeyError if it names none."""
    *held, last = (word.strip().casefold() for word in written.split("+"))
    key = _KEYS.get(last)
    modifiers = frozenset(_MODIFIERS[word] for word in held if word in _MODIFIERS)
    if key is None or any(word not in _MODIFIERS for word in held):
        raise HotkeyError(
            tr("That is no hotkey."),
            tr("Write it like {example}.").format(example=DEFAULT),
        )
    if key not in _FREE_ALONE and not modifiers - {Modifier.SHIFT}:
        raise HotkeyError(
            tr("That key alone would be taken from every other program."),
            tr("Add Ctrl, Alt or Super to it."),
        )
    return Chord(modifiers, key)
