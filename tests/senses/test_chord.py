"""How a hotkey is written."""

from __future__ import annotations

import pytest

from boundary.senses.chord import DEFAULT, Chord, HotkeyError, Modifier, parse_chord
from boundary.senses.xcb import keysym, modifiers

CTRL, ALT, SHIFT, SUPER = Modifier.CTRL, Modifier.ALT, Modifier.SHIFT, Modifier.SUPER


@pytest.mark.parametrize(
    ("written", "held", "key"),
    [
        (DEFAULT, {CTRL, ALT}, "Space"),
        ("ctrl + ALT + space", {CTRL, ALT}, "Space"),
        ("Control+b", {CTRL}, "B"),
        ("Cmd+Shift+7", {SUPER, SHIFT}, "7"),
        ("F9", set(), "F9"),
        ("Shift+Pause", {SHIFT}, "Pause"),
    ],
)
def test_a_hotkey_is_read_in_any_case(written: str, held: set[Modifier], key: str) -> None:
    assert parse_chord(written) == Chord(frozenset(held), key)


@pytest.mark.parametrize(
    "written", ["", "+", "Ctrl", "Ctrl+", "Ctrl+Alt", "Hyper+A", "Ctrl+Ä", "Ctrl+F13", "Ctrl++"]
)
def test_what_names_no_key_is_refused(written: str) -> None:
    with pytest.raises(HotkeyError, match="no hotkey"):
        parse_chord(written)


@pytest.mark.parametrize("written", ["A", "Space", "Shift+A", "Escape"])
def test_a_key_that_others_need_is_refused_alone(written: str) -> None:
    with pytest.raises(HotkeyError, match="every other program"):
        parse_chord(written)


def test_a_hotkey_is_written_back_in_one_order() -> None:
    assert str(parse_chord("super+shift+alt+ctrl+x")) == "Ctrl+Alt+Shift+Super+X"


@pytest.mark.parametrize(
    ("written", "symbol", "mask"),
    [(DEFAULT, 0x20, 12), ("Super+B", 0x62, 64), ("F1", 0xFFBE, 0), ("Shift+F12", 0xFFC9, 1)],
)
def test_a_hotkey_has_a_symbol_and_a_mask_of_x(written: str, symbol: int, mask: int) -> None:
    chord = parse_chord(written)

    assert (keysym(chord), modifiers(chord)) == (symbol, mask)
