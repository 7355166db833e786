"""Fields of dates, times, numbers and choices that keep still and have room.

A page that scrolls under the wheel must not change what happens to lie under the pointer: such a
field takes the wheel only while she is in it. Fields of dates are drawn as those of times are,
which the one sheet does.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from boundary.ui.theme import TARGET, Palette, scale

LEFT_ROOM = 6


class _Still(QObject):
    """Leaves the wheel to the page while its field has no focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Wheel
            and isinstance(watched, QWidget)
            and not watched.hasFocus()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def calm(field: QWidget) -> None:
    """Let *field* change by the wheel only while she is in it, and keep its text off the edge."""
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(_Still(field))
    for line in field.findChildren(QLineEdit):
        line.setTextMargins(LEFT_ROOM, 0, 0, 0)


def date_sheet(colours: Palette) -> str:
    """Return the sheet for every `QDateEdit` in a widget, in *colours*."""
    inner = round(TARGET * (1 + scale()) / 2) - 2
    return _SHEET.format(
        card=colours.card,
        ink=colours.ink,
        border=colours.border,
        focus=colours.focus,
        target=inner,
        target_focus=inner - 2,
    )


_SHEET = """
QDateEdit {{ background: {card}; color: {ink}; border: 1px solid {border}; border-radius: 8px;
    padding: 0 8px; min-height: {target}px; }}
QDateEdit:focus {{ border: 2px solid {focus}; min-height: {target_focus}px; padding: 0 7px; }}
QDateEdit QLineEdit {{ min-height: 0; padding: 0 0 0 8px; border: none; }}
QDateEdit::up-button, QDateEdit::down-button {{ width: 20px; border: none;
    background: transparent; margin: 2px; }}
QDateEdit::up-arrow {{ width: 0; height: 0; border: 4px solid {card}; border-top-width: 0;
    border-bottom: 5px solid {ink}; }}
QDateEdit::down-arrow {{ width: 0; height: 0; border: 4px solid {card}; border-bottom-width: 0;
    border-top: 5px solid {ink}; }}
"""
