"""The settings: pages on the left, one page on the right, every change at once.

The window is handed a `SettingsView` and says what she chose with `changed(name, value)`; what
a setting means and where it is kept is not its business. Only pages that work are here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.rituals.repertoire import Repertoire
from boundary.ui.calendars_page import CalendarsPage, SourceRow
from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.fact_row import plain_label
from boundary.ui.ritual_editor import PREP
from boundary.ui.rituals_page import RitualsPage
from boundary.ui.settings_pages import AppearancePage, PracticesPage
from boundary.ui.theme import MARGIN, NEAR, Palette, mark, scale

SIZE = QSize(720, 660)
LEAST = QSize(480, 320)
LIST_WIDTH = 184


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The settings as they are. `sources` has a row for each calendar.

    `level` is "L0" to "L3", `end_by` "senses", "key" or "calendar", `notes` minutes (0, 5, 10),
    `theme` "system", "light" or "dark". `trouble` is what is wrong with their file, and the remedy.
    `prep` is what is kept free before a start; `hotkey_trouble` why that key is not to be had.
    """

    sources: tuple[SourceRow, ...] = ()
    level: str = "L1"
    end_by: str = "senses"
    notes: int = 5
    theme: str = "system"
    reduced_motion: bool = False
    digits: bool = False
    trouble: str = ""
    rituals: Repertoire = field(default_factory=Repertoire)
    prep: timedelta = PREP
    hotkey: str = ""
    hotkey_trouble: str = ""


@runtime_checkable
class Recoloured(Protocol):
    """A page that draws in colours of its own."""

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        ...


class SettingsWindow(QWidget):
    """Shows a `SettingsView` and tells each change.

    `changed(name, value)`: `level`, `end_by` and `theme` with a str, `notes` with an int of
    minutes, `reduced_motion` and `digits` with a bool, `rituals` with a `Repertoire`, `hotkey`
    with the keys as they are written. `try_wanted` carries an `OwnRitual` to play. `add_wanted`
    asks to add a calendar, `forget_wanted(position)` to no longer read one; `source_changed`,
    `sign_in_wanted` and `preview_wanted` are those of `CalendarsPage`. Esc closes.
    """

    changed = Signal(str, object)
    add_wanted = Signal()
    forget_wanted = Signal(int)
    source_changed = Signal(int, str, bool)
    sign_in_wanted = Signal(int)
    preview_wanted = Signal()
    try_wanted = Signal(object)
    closed = Signal()

    def __init__(self, view: SettingsView, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.setAccessibleName(tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "paper")
        self._calendars = CalendarsPage(colours)
        self._practices = PracticesPage()
        self._rituals = RitualsPage(colours)
        self._appearance = AppearancePage()

        self._list = QListWidget()
        self._list.setAccessibleName(tr("Pages"))
        self._list.setFixedWidth(round(LIST_WIDTH * (1 + scale()) / 2))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages = QStackedWidget()
        for name, page in (
            (tr("Calendars"), self._calendars),
            (tr("Practices"), self._practices),
            (tr("Rituals"), self._rituals),
            (tr("Appearance"), self._appearance),
        ):
            page.setAccessibleName(name)
            self._list.addItem(name)
            self._pages.addWidget(CalmScroll(page, colours))
        self._later: dict[int, Callable[[], QWidget]] = {}
        self._colours = colours
        self._list.currentRowChanged.connect(self._open_page)
        self._list.setCurrentRow(0)
        self.recolour(colours)

        self._calendars.add_wanted.connect(self.add_wanted)
        self._calendars.forget_wanted.connect(self.forget_wanted)
        self._calendars.source_changed.connect(self.source_changed)
        self._calendars.sign_in_wanted.connect(self.sign_in_wanted)
        self._calendars.preview_wanted.connect(self.preview_wanted)
        self._practices.changed.connect(self.changed)
        self._rituals.changed.connect(self.changed)
        self._rituals.preview_wanted.connect(self.try_wanted)
        self._appearance.changed.connect(self.changed)

        self._trouble = plain_label("trouble", wraps=True)
        self._trouble.setContentsMargins(MARGIN, NEAR, MARGIN, NEAR)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._trouble)
        both = QHBoxLayout()
        both.addWidget(self._list)
        both.addWidget(self._pages, 1)
        whole.addLayout(both, 1)
        self.setMinimumSize(LEAST)
        self.resize(round(SIZE.width() * (1 + scale()) / 2), SIZE.height())
        self.show_settings(view)

    def show_settings(self, view: SettingsView) -> None:
        """Show *view*; nothing is emitted for it."""
        self._trouble.setText(view.trouble)
        self._trouble.setVisible(bool(view.trouble))
        self._calendars.show_sources(view.sources)
        self._practices.show_practices(view.level, view.end_by, view.notes)
        self._practices.show_hotkey(view.hotkey, view.hotkey_trouble)
        self._rituals.show_rituals(view.rituals, view.reduced_motion, view.prep)
        self._appearance.show_appearance(view.theme, view.reduced_motion, view.digits)

    def add_page(self, name: str, make: Callable[[], QWidget]) -> None:
        """Add the page *name*, which *make* makes once she opens it.

        A page that draws its own colours has `recolour(colours)`.
        """
        self._later[self._list.count()] = make
        empty = QWidget()
        empty.setAccessibleName(name)
        self._list.addItem(name)
        self._pages.addWidget(CalmScroll(empty, self._colours))

    def _open_page(self, row: int) -> None:
        make = self._later.pop(row, None)
        if make is not None:
            page = make()
            page.setAccessibleName(self._list.item(row).text())
            scroll = self._pages.widget(row)
            assert isinstance(scroll, CalmScroll)
            scroll.setWidget(page)
            room = page.minimumSizeHint().width() + self._list.width() + MARGIN
            if room > self.width():
                self.resize(room, self.height())
        self._pages.setCurrentIndex(row)

    def recolour(self, colours: Palette) -> None:
        """Show the list of pages in *colours* from now on; the rest is the application's sheet."""
        self._list.setStyleSheet(_LIST.format(**{n: getattr(colours, n) for n in _ROLES}))
        self._colours = colours
        for index in range(self._pages.count()):
            scroll = self._pages.widget(index)
            if isinstance(scroll, CalmScroll):
                scroll.recolour(colours)
                page: object = scroll.widget()
                if isinstance(page, Recoloured):
                    page.recolour(colours)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            self.closed.emit()
        else:
            super().keyPressEvent(event)


_ROLES = ("card", "hairline", "rest_wash", "ink", "focus")
_LIST = """
QListWidget {{ background: {card}; border: none; border-right: 1px solid {hairline};
    padding: 16px 8px; outline: none; }}
QListWidget::item {{ min-height: 36px; padding: 0 8px; border-radius: 8px; color: {ink};
    border: 2px solid transparent; }}
QListWidget::item:selected {{ background: {rest_wash}; color: {ink}; }}
QListWidget::item:selected:focus {{ border-color: {focus}; }}
"""
