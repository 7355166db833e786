"""The hotkey on X11: a passive grab on a connection of our own, with no polling."""

from __future__ import annotations

import os

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from boundary.language import tr
from boundary.senses.chord import Chord, HotkeyError
from boundary.senses.xcb import (
    BAD_ACCESS,
    KEY_PRESS,
    KEY_RELEASE,
    LOCKS,
    MAPPING_KEYBOARD,
    MAPPING_NOTIFY,
    Display,
    KeyEvent,
    keysym,
    modifiers,
)


class X11Hotkey(QObject):
    """A key of the X server that DISPLAY names."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._display: Display | None = None
        self._notifier: QSocketNotifier | None = None
        self._chord: Chord | None = None
        self._released_at = -1

    def grab(self, chord: Chord) -> HotkeyError | None:
        """Take *chord*; return what is wrong if it can't be had."""
        self.release()
        if not os.environ.get("DISPLAY"):
            return _no_display()
        try:
            self._display = Display()
        except OSError:
            return _no_display()
        self._chord = chord
        trouble = self._take()
        if trouble is not None:
            self.release()
            return trouble
        self._notifier = QSocketNotifier(
            self._display.descriptor(), QSocketNotifier.Type.Read, self
        )
        self._notifier.activated.connect(self._read)
        self._read()
        return None

    def release(self) -> None:
        """Let the key go."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._display is not None:
            self._display.close()
            self._display = None

    def _take(self) -> HotkeyError | None:
        """Grab the key wherever the layout of the moment has it."""
        assert self._display is not None
        assert self._chord is not None
        keycodes = self._display.keycodes(keysym(self._chord))
        if not keycodes:
            return HotkeyError(
                tr("Your keyboard has no {keys}.").format(keys=self._chord),
                tr("Choose another hotkey."),
            )
        for keycode in keycodes:
            for lock in LOCKS:
                error = self._display.grab(keycode, modifiers(self._chord) | lock)
                if error == BAD_ACCESS:
                    return HotkeyError(
                        tr("Another program has {keys}.").format(keys=self._chord),
                        tr("Choose another hotkey, or take it from that program."),
                    )
                if error:
                    return _no_display()
        return None

    def _read(self) -> None:
        display = self._display
        if display is None:
            return
        events = list(display.events())
        for event in events:
            self._heed(event)
        if display is not self._display:
            return  # let go of by whoever heard the press
        if not display.is_well():
            self.release()
        elif any(_is_new_layout(event) for event in events):
            display.ungrab_all()
            self._take()

    def _heed(self, event: KeyEvent) -> None:
        """Tell a press once: a held key repeats as a release and a press of the same instant."""
        if event.response_type == KEY_RELEASE:
            self._released_at = event.time
        elif event.response_type == KEY_PRESS and event.time != self._released_at:
            self.pressed.emit()


def _is_new_layout(event: KeyEvent) -> bool:
    """Tell whether *event* says that keys moved: its request is where a press has its time."""
    return (event.response_type, event.time & 0xFF) == (MAPPING_NOTIFY, MAPPING_KEYBOARD)


def _no_display() -> HotkeyError:
    return HotkeyError(
        tr("No X server takes a hotkey."),
        tr("The menu of the tray icon and `boundary clinical-need` do the same."),
    )
