"""The settings: pages on the left, one page on the right, every change at once, and undone.

The window is handed a `SettingsView` and says what she chose with `changed(name, value)`; what
a setting means and where it is kept is not its business. Only pages that work are here. Ctrl+F
searches, Ctrl+Z undoes, Esc closes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.rituals.repertoire import Repertoire
from boundary.ui.calendars_page import CalendarsPage, SourceRow
from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.fact_row import plain_label
from boundary.ui.levels_part import Levels
from boundary.ui.ritual_editor import PREP
from boundary.ui.rituals_page import RitualsPage
from boundary.ui.settings_pages import AppearancePage, PracticesPage
from boundary.ui.settings_search import Column, Entry, entries_of, hits
from boundary.ui.theme import MARGIN, NEAR, TIGHT, Palette, mark, scale

SIZE = QSize(1240, 800)
LEAST = QSize(600, 320)
LIST_WIDTH = 208
WIDEST = 840
"""Of a page of sentences: a wider line is hard to read."""

MOST_UNDONE = 50
"""Changes that can be undone, one after the other."""


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The settings as they are. `sources` has a row for each calendar.

    `level` is "L0" to "L3", `end_by` "senses", "key" or "calendar", `notes` minutes (0, 5, 10),
    `theme` "system", "light" or "dark". `trouble` is what is wrong with their file, and the remedy.
    `prep` is what is kept free before a start; `hotkey_trouble` why that key is not to be had.
    `levels` are pairs of a practice and the level of its own; `language` is "" for the system's.
    """

    sources: tuple[SourceRow, ...] = ()
    level: str = "L1"
    end_by: str = "senses"
    notes: int = 5
    theme: str = "system"
    reduced_motion: bool = False
    digits: bool = False
    language: str = ""
    trouble: str = ""
    rituals: Repertoire = field(default_factory=Repertoire)
    prep: timedelta = PREP
    hotkey: str = ""
    hotkey_trouble: str = ""
    levels: Levels = ()


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
    with the keys as they are written; undoing tells it once more, as it was before. `try_wanted`
    carries an `OwnRitual` to play. `add_wanted` asks to add a calendar, `forget_wanted(position)`
    to no longer read one; `source_changed`, `sign_in_wanted` and `preview_wanted` are those of
    `CalendarsPage`. `first_run_wanted` asks for the four pages of the beginning.
    """

    changed = Signal(str, object)
    add_wanted = Signal()
    forget_wanted = Signal(int)
    source_changed = Signal(int, str, bool)
    sign_in_wanted = Signal(int)
    preview_wanted = Signal()
    try_wanted = Signal(object)
    first_run_wanted = Signal()
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

        self._view = view
        self._undone: list[tuple[str, object]] = []
        self._column = Column()
        self._column.setFixedWidth(round(LIST_WIDTH * (1 + scale()) / 2))
        self._list = self._column.pages
        self._pages = QStackedWidget()
        for name, page in (
            (tr("Calendars"), self._calendars),
            (tr("Practices"), self._practices),
            (tr("Rituals"), self._rituals),
            (tr("Appearance"), self._appearance),
        ):
            page.setAccessibleName(name)
            page.setMaximumWidth(round(WIDEST * scale()))
            self._list.addItem(name)
            self._pages.addWidget(CalmScroll(page, colours))
        self._later: dict[int, Callable[[], QWidget]] = {}
        self._words: dict[int, str] = {}
        self._colours = colours
        self._list.currentRowChanged.connect(self._open_page)
        self._list.setCurrentRow(0)
        self.recolour(colours)

        self._calendars.add_wanted.connect(self.add_wanted)
        self._calendars.forget_wanted.connect(self.forget_wanted)
        self._calendars.source_changed.connect(self.source_changed)
        self._calendars.sign_in_wanted.connect(self.sign_in_wanted)
        self._calendars.preview_wanted.connect(self.preview_wanted)
        self._column.searched.connect(self._search)
        self._column.chosen.connect(self._go_to)
        self._column.first_run_wanted.connect(self.first_run_wanted)
        self._practices.changed.connect(self._change)
        self._rituals.changed.connect(self._change)
        self._rituals.preview_wanted.connect(self.try_wanted)
        self._appearance.changed.connect(self._change)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self._find)
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self.undo)

        self._trouble = plain_label("trouble", wraps=True)
        self._trouble.setContentsMargins(MARGIN, NEAR, MARGIN, NEAR)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._trouble)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self._column)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._pages, 1)
        right.addWidget(self._undo_line())
        both.addLayout(right, 1)
        whole.addLayout(both, 1)
        self.setMinimumSize(LEAST)
        self.resize(round(SIZE.width() * (1 + scale()) / 2), SIZE.height())
        self.show_settings(view)
        self._list.setFocus()

    def show_settings(self, view: SettingsView) -> None:
        """Show *view*; nothing is emitted for it."""
        self._view = view
        self._trouble.setText(view.trouble)
        self._trouble.setVisible(bool(view.trouble))
        self._calendars.show_sources(view.sources)
        self._practices.show_practices(view.level, view.end_by, view.notes)
        self._practices.show_levels(view.levels)
        self._practices.show_hotkey(view.hotkey, view.hotkey_trouble)
        self._rituals.show_rituals(view.rituals, view.reduced_motion, view.prep)
        self._appearance.show_appearance(
            view.theme, view.reduced_motion, view.digits, view.language
        )

    def add_page(self, name: str, make: Callable[[], QWidget], words: str = "") -> None:
        """Add the page *name*, which *make* makes once she opens it; *words* find it before.

        A page that draws its own colours has `recolour(colours)`.
        """
        row = self._list.count()
        self._later[row] = make
        self._words[row] = words
        empty = QWidget()
        empty.setAccessibleName(name)
        self._list.addItem(name)
        self._pages.addWidget(CalmScroll(empty, self._colours))

    def open_page(self, name: str) -> None:
        """Open the page *name*; nothing if there is none."""
        for row in range(self._list.count()):
            if self._list.item(row).text() == name:
                self._list.setCurrentRow(row)

    def undo(self) -> None:
        """Tell the last change once more, as it was before."""
        if self._undone:
            name, before = self._undone.pop()
            self.changed.emit(name, before)
        self._show_undo()

    def _change(self, name: str, value: object) -> None:
        before = getattr(self._view, name)
        self.changed.emit(name, value)
        if before != value:
            self._undone = [*self._undone, (name, before)][-MOST_UNDONE:]
        self._show_undo()

    def _undo_line(self) -> QWidget:
        self._told = plain_label("second")
        self._undo = QPushButton(tr("Undo"))
        self._undo.clicked.connect(self.undo)
        self._undo_row = QWidget()
        row = QHBoxLayout(self._undo_row)
        row.setContentsMargins(MARGIN, TIGHT, MARGIN, NEAR)
        row.setSpacing(NEAR)
        row.addWidget(self._told, 1)
        row.addWidget(self._undo)
        self._undo_row.hide()
        return self._undo_row

    def _show_undo(self) -> None:
        self._undo_row.setVisible(bool(self._undone))
        if self._undone:
            words = changed_words(self._undone[-1][0])
            self._told.setText(words)
            self._undo.setAccessibleName(tr("Undo: {change}").format(change=words))

    def _find(self) -> None:
        self._column.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _search(self, text: str) -> None:
        self._column.show_hits(hits(text, self._entries()))

    def _entries(self) -> Iterator[Entry]:
        for row in range(self._list.count()):
            name, scroll = self._list.item(row).text(), self._pages.widget(row)
            yield Entry(row, name, "", self._words.get(row, ""))
            if row not in self._later and isinstance(scroll, CalmScroll):
                page = scroll.widget()
                assert page is not None, "every page has its widget"
                yield from entries_of(row, name, page)

    def _go_to(self, entry: Entry) -> None:
        """Open the page of *entry*, and bring what was found into sight."""
        self._list.setCurrentRow(entry.row)
        scroll, target = self._pages.widget(entry.row), entry.widget
        if not isinstance(scroll, CalmScroll):
            return
        target = target or scroll.widget() or scroll
        scroll.ensureWidgetVisible(target, 0, MARGIN)
        entered = target if isinstance(target, QAbstractButton) else target.nextInFocusChain()
        if entered is not None:
            entered.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_page(self, row: int) -> None:
        make = self._later.pop(row, None)
        if make is not None:
            page = make()
            page.setAccessibleName(self._list.item(row).text())
            scroll = self._pages.widget(row)
            assert isinstance(scroll, CalmScroll)
            scroll.setWidget(page)
            room = page.minimumSizeHint().width() + self._column.width() + MARGIN
            if room > self.width():
                self.resize(room, self.height())
        self._pages.setCurrentIndex(row)

    def recolour(self, colours: Palette) -> None:
        """Show the list of pages in *colours* from now on; the rest is the application's sheet."""
        self._column.recolour(colours)
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


def changed_words(name: str) -> str:
    """Return what was changed, by the *name* of the setting."""
    return {
        "level": tr("Changed: how a break comes to you."),
        "levels": tr("Changed: how one of them comes to you."),
        "end_by": tr("Changed: how the end of a session is known."),
        "notes": tr("Changed: how long notes take."),
        "theme": tr("Changed: light or dark."),
        "reduced_motion": tr("Changed: how much moves."),
        "language": tr("Changed: the language, from the next start on."),
        "digits": tr("Changed: whether time is shown in digits."),
        "rituals": tr("Changed: your rituals."),
        "hotkey": tr("Changed: the key that lets everything go."),
    }.get(name, tr("Changed."))
