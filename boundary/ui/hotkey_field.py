"""A field that learns a key by its being pressed: the one that works wherever she is.

It takes the next chord that is one and says why it takes no other. Where Ctrl and Alt together
type a character (on many keyboards that is AltGr), that chord is left to her typing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from boundary.language import tr
from boundary.senses.chord import HotkeyError, Modifier, parse_chord
from boundary.ui.fact_row import plain_label
from boundary.ui.theme import TIGHT, mark

_NAMES = {
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_Insert: "Insert",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_PageUp: "PageUp",
    Qt.Key.Key_PageDown: "PageDown",
    Qt.Key.Key_Pause: "Pause",
}
_HELD = frozenset(
    {
        Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
        Qt.Key.Key_Super_L, Qt.Key.Key_Super_R,
    }
)  # fmt: skip
_MODIFIERS = (
    (Qt.KeyboardModifier.ControlModifier, Modifier.CTRL),
    (Qt.KeyboardModifier.AltModifier, Modifier.ALT),
    (Qt.KeyboardModifier.ShiftModifier, Modifier.SHIFT),
    (Qt.KeyboardModifier.MetaModifier, Modifier.SUPER),
)


def written(event: QKeyEvent, platform: str = sys.platform) -> str | None:
    """Return the chord of *event* as it is written, None for a key that no hotkey ends in."""
    key = Qt.Key(event.key())
    name = _NAMES.get(key)
    if name is None and (
        Qt.Key.Key_A <= key <= Qt.Key.Key_Z or Qt.Key.Key_0 <= key <= Qt.Key.Key_9
    ):
        name = chr(key)
    if name is None and Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12:
        name = f"F{key - Qt.Key.Key_F1 + 1}"
    if name is None:
        return None
    held = {modifier for flag, modifier in _MODIFIERS if event.modifiers() & flag}
    if platform == "darwin":  # Qt calls Command Control there, and Control Meta
        swapped = {Modifier.CTRL: Modifier.SUPER, Modifier.SUPER: Modifier.CTRL}
        held = {swapped.get(modifier, modifier) for modifier in held}
    return "+".join([*(modifier.value for modifier in Modifier if modifier in held), name])


def types(event: QKeyEvent) -> bool:
    """Tell whether *event* types a character on her keyboard though Ctrl and Alt are held."""
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    text = event.text().strip()
    return event.modifiers() & both == both and bool(text) and text.isprintable()


class _KeyButton(QPushButton):
    """A button that, while it *waits*, hands on each key instead of heeding it."""

    def __init__(self, press: Callable[[QKeyEvent], None], give_up: Callable[[], None]) -> None:
        super().__init__()
        self._hand_on = press
        self._give_up = give_up
        self.waits = False

    def event(self, event: QEvent) -> bool:
        """Keep a key that is waited for from being a shortcut."""
        if self.waits and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.waits:
            self._hand_on(event)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.waits:
            self._give_up()


class HotkeyField(QWidget):
    """Shows the key that is used, and takes another when she presses one."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._keys = ""
        self._button = _KeyButton(self._press, self._rest)
        self._button.clicked.connect(self._ask)
        self._told = plain_label("trouble", wraps=True)
        self._told.hide()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(TIGHT)
        line = QHBoxLayout()
        line.addWidget(self._button)
        line.addStretch(1)
        inside.addLayout(line)
        inside.addWidget(self._told)
        self.show_keys("")

    def show_keys(self, keys: str, trouble: str = "") -> None:
        """Show that *keys* are used, and what is wrong with them; nothing is emitted."""
        self._keys = keys
        if not self._button.waits:
            self._rest(trouble)

    def _ask(self) -> None:
        self._button.waits = True
        self._button.setText(tr("Press the keys… (Esc keeps {keys})").format(keys=self._keys))
        self._button.setAccessibleName(self._button.text())
        self._tell("")

    def _rest(self, trouble: str = "") -> None:
        self._button.waits = False
        self._button.setText(self._keys or tr("No key"))
        self._button.setAccessibleName(tr("Change the key {keys}").format(keys=self._keys))
        self._tell(trouble)

    def _press(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._rest()
        elif event.key() not in _HELD and not event.isAutoRepeat():
            self._take(event)

    def _take(self, event: QKeyEvent) -> None:
        keys = written(event)
        if keys is None:
            self._tell(tr("Another key, please: a letter, a digit, Space or F1 to F12."))
        elif types(event):
            self._tell(tr("Your keyboard types a character with that. Another one, please."))
        else:
            try:
                chord = parse_chord(keys)
            except HotkeyError as error:
                self._tell(str(error))
                return
            self._rest()
            self.chosen.emit(str(chord))

    def _tell(self, trouble: str) -> None:
        self._told.setText(trouble)
        self._told.setVisible(bool(trouble))
        mark(self._told, "trouble")
