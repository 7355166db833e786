"""Searching the settings: the words of every page, and the column that finds them.

A page that was not opened yet is found by its name and the words it was added with; nothing is
made for a search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.theme import APART, NEAR, TARGET, TIGHT, Palette, mark, scale

MOST = 40
"""Hits that are listed; whoever has more types another letter."""

_TITLES = ("title", "display")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its *words* on the page at *row*, and where the focus goes."""

    row: int
    page: str
    words: str
    more: str = ""
    widget: QWidget | None = field(default=None, compare=False)

    @property
    def told(self) -> str:
        """How it is listed."""
        if not self.words or self.words == self.page:
            return self.page
        return tr("{page}: {words}").format(page=self.page, words=self.words)


def entries_of(row: int, page: str, widget: QWidget) -> Iterator[Entry]:
    """Yield what can be found on *widget*, the page called *page* at *row*."""
    for part in widget.findChildren(QWidget):
        if part.isHidden():
            continue
        if isinstance(part, QAbstractButton) and part.text():
            yield Entry(row, page, part.text(), part.accessibleDescription(), part)
        elif isinstance(part, QLabel) and part.property("kind") in _TITLES and part.text():
            yield Entry(row, page, part.text(), "", part)


def hits(text: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the *entries* in which every word of *text* begins or lies within a word.

    Those that have it in what is listed come before those that have it in what explains them.
    """
    wanted = text.casefold().split()
    if not wanted:
        return ()
    near, far, seen = [], [], set()
    for entry in entries:
        told = entry.told.casefold()
        if told in seen:
            continue
        if all(word in told for word in wanted):
            near.append(entry)
        elif all(word in f"{told} {entry.more.casefold()}" for word in wanted):
            far.append(entry)
        else:
            continue
        seen.add(told)
    return tuple([*near, *far][:MOST])


class _Found(QListWidget):
    """The list of hits: Enter opens one."""

    opened = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentRow())
        else:
            super().keyPressEvent(event)


class _Box(QLineEdit):
    """The field: Down goes to the hits, Enter opens the first, Esc empties it first."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class Column(QWidget):
    """The left side of the settings: search, the pages or what was found, and the first run.

    `searched(text)` asks for hits, shown with `show_hits`; `chosen(entry)` opens one.
    """

    searched = Signal(str)
    chosen = Signal(object)
    first_run_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("column")
        self.pages = QListWidget()
        self.pages.setAccessibleName(tr("Pages"))
        self.found = _Found()
        self.found.setAccessibleName(tr("Found"))
        self._hits: tuple[Entry, ...] = ()
        for each in (self.pages, self.found):
            each.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setWordWrap(True)
        self.found.hide()
        self.box = _Box()
        self.box.setPlaceholderText(tr("Search"))
        self.box.setAccessibleName(tr("Search the settings"))
        self._again = QPushButton(tr("First run again"))
        self._again.setAccessibleDescription(tr("Goes through the four pages once more."))
        mark(self._again, "text")
        self._again.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._again.clicked.connect(self.first_run_wanted)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(TIGHT, NEAR, TIGHT, APART)
        inside.setSpacing(TIGHT)
        inside.addWidget(self.box)
        inside.addWidget(self.pages, 1)
        inside.addWidget(self.found, 1)
        inside.addWidget(self._again)
        self.box.textChanged.connect(self.searched)
        self.box.down.connect(self._go_down)
        self.box.returnPressed.connect(lambda: self._open(0))
        self.found.opened.connect(self._open)
        self.found.itemClicked.connect(lambda item: self._open(self.found.row(item)))

    def show_hits(self, found: Sequence[Entry]) -> None:
        """List *found* in the place of the pages, or the pages while nothing is searched."""
        self._hits = tuple(found)
        self.found.clear()
        for entry in found:
            self.found.addItem(entry.told)
        if not found:
            self.found.addItem(tr("Nothing is called that."))
        searching = bool(self.box.text().strip())
        self.found.setVisible(searching)
        self.pages.setVisible(not searching)

    def recolour(self, colours: Palette) -> None:
        """Draw it in *colours* from now on."""
        roles = {name: getattr(colours, name) for name in _ROLES}
        self.setStyleSheet(_SHEET.format(target=round(TARGET * (1 + scale()) / 2), **roles))

    def _go_down(self) -> None:
        listed = self.pages if self.found.isHidden() else self.found
        listed.setFocus(Qt.FocusReason.TabFocusReason)
        listed.setCurrentRow(max(listed.currentRow(), 0))

    def _open(self, number: int) -> None:
        if 0 <= number < len(self._hits):
            entry = self._hits[number]
            self.box.clear()
            self.chosen.emit(entry)


_ROLES = ("card", "hairline", "rest_wash", "ink", "focus")
_SHEET = """
#column {{ background: {card}; border: none; border-right: 1px solid {hairline}; }}
QListWidget {{ background: {card}; border: none; outline: none; }}
QListWidget::item {{ min-height: {target}px; padding: 0 8px; border-radius: 8px; color: {ink};
    border: 2px solid transparent; }}
QListWidget::item:selected {{ background: {rest_wash}; color: {ink}; }}
QListWidget::item:selected:focus {{ border-color: {focus}; }}
"""
