"""What the pages of the settings are made of: a title on top, and sentences under it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from boundary.ui.fact_row import plain_label
from boundary.ui.theme import APART, MARGIN, NEAR, TIGHT, WIDE


def page_layout(page: QWidget, title: str) -> QVBoxLayout:
    """Return the layout of *page*, its title already in it."""
    inside = QVBoxLayout(page)
    inside.setContentsMargins(MARGIN, APART, MARGIN, APART)
    inside.setSpacing(APART)
    heading = plain_label("display", wraps=True)
    heading.setText(title)
    inside.addWidget(heading)
    return inside


def said(text: str) -> QLabel:
    """Return the sentence *text* in the second colour."""
    label = plain_label("second", wraps=True)
    label.setText(text)
    return label


def indented(text: str) -> QLabel:
    """Return *text* small, under the words of a radio button or a box to tick."""
    label = plain_label("small", wraps=True)
    label.setText(text)
    label.setContentsMargins(WIDE + NEAR, 0, 0, TIGHT)
    return label
