"""The help window: help for herself, what is good to know, and why one would take a break.

It is offline, it asks nothing, and it shows the same whatever she noted. A number is large and
can be copied; nothing is dialled and nothing is opened.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.chip_row import ChipRow
from boundary.ui.fact_row import plain_label
from boundary.ui.focus import ROOM
from boundary.ui.help_words import (
    HelpNumber,
    HelpPage,
    HelpView,
    Section,
    barriers,
    opening_words,
    own_people,
    page_name,
    resources,
    unknown_place_words,
)
from boundary.ui.page_parts import said
from boundary.ui.theme import APART, HAIR, MARGIN, NEAR, TIGHT, WIDE, Palette, mark, scale

SIZE = QSize(680, 640)


class HelpWindow(QWidget):
    """Shows a `HelpView` and the pages that depend on nothing. Esc closes."""

    closed = Signal()
    guide_wanted = Signal()
    """She wants to read the guide; there is a button only where *guide* says that there is one."""

    def __init__(
        self,
        view: HelpView,
        colours: Palette,
        parent: QWidget | None = None,
        *,
        guide: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Help"))
        self.setAccessibleName(tr("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "paper")
        self._colours = colours
        self._pages = QStackedWidget()
        self._scrolls: list[CalmScroll] = []
        for page in (_for_me(view), _page(resources()), _page(barriers())):
            scroll = CalmScroll(page, colours)
            self._scrolls.append(scroll)
            self._pages.addWidget(scroll)
        names = tuple((page, page_name(page)) for page in HelpPage)
        self._names = ChipRow(tr("Pages"), names)
        self._names.chosen.connect(self._open)
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, APART, MARGIN, 0)
        top.addWidget(self._names, 1)
        if guide:
            open_guide = QPushButton(tr("Open the guide"))
            open_guide.clicked.connect(lambda _on: self.guide_wanted.emit())
            top.addWidget(open_guide)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(top)
        whole.addWidget(self._pages, 1)
        self.setMinimumSize(400, 360)
        self.resize(round(SIZE.width() * (1 + scale()) / 2), SIZE.height())

    def open_page(self, page: HelpPage) -> None:
        """Show *page*."""
        self._names.choose(page)
        self._pages.setCurrentIndex(list(HelpPage).index(page))

    @property
    def page(self) -> HelpPage:
        """The page that is shown."""
        return list(HelpPage)[self._pages.currentIndex()]

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        for scroll in self._scrolls:
            scroll.recolour(colours)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, page: object) -> None:
        if isinstance(page, HelpPage):
            self.open_page(page)


def _for_me(view: HelpView) -> QWidget:
    page, inside = _empty_page()
    inside.addWidget(said(opening_words()))
    if view.emergency:
        inside.addLayout(_heading(tr("In danger, right now")))
        for number in view.emergency:
            inside.addWidget(_number(number, large=True))
    else:
        words = plain_label("", wraps=True)
        words.setText(unknown_place_words())
        inside.addWidget(words)
    if view.lines:
        inside.addLayout(_heading(tr("Somebody to talk to")))
        for number in view.lines:
            inside.addWidget(_number(number))
    if view.checked:
        note = plain_label("small", wraps=True)
        note.setText(
            tr("{place}. {checked}").format(place=view.place, checked=view.checked)
            if view.place
            else view.checked
        )
        inside.addWidget(note)
    inside.addLayout(_section(own_people()))
    inside.addStretch(1)
    return page


def _page(sections: tuple[Section, ...]) -> QWidget:
    page, inside = _empty_page()
    for section in sections:
        inside.addLayout(_section(section))
    inside.addStretch(1)
    return page


def _empty_page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    inside = QVBoxLayout(page)
    inside.setContentsMargins(MARGIN, WIDE, MARGIN, APART)
    inside.setSpacing(APART)
    return page, inside


def _heading(title: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(TIGHT)
    heading = plain_label("title", wraps=True)
    heading.setText(title)
    column.addWidget(heading)
    return column


def _section(section: Section) -> QVBoxLayout:
    column = _heading(section.title)
    for sentence in section.sentences:
        words = plain_label("", wraps=True)
        words.setText(sentence)
        column.addWidget(words)
    for point in section.points:
        line = QHBoxLayout()
        line.setSpacing(NEAR)
        dot = plain_label("second")
        dot.setText("\u2013")
        dot.setFixedWidth(round(NEAR * scale()))
        words = plain_label("", wraps=True)
        words.setText(point)
        line.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        column.addLayout(line)
    return column


def _number(number: HelpNumber, *, large: bool = False) -> QWidget:
    card = QFrame()
    mark(card, "card")
    row = QHBoxLayout(card)
    row.setSpacing(WIDE)
    words = QVBoxLayout()
    words.setSpacing(HAIR)
    digits = plain_label("display" if large else "title", wraps=True)
    digits.setText(number.number)
    words.addWidget(digits)
    about = tr("{name}. {how}").format(name=number.name, how=number.how)
    if not number.how or not number.name:
        about = number.name or number.how
    if about:
        name = plain_label("second", wraps=True)
        name.setText(about)
        words.addWidget(name)
    copy = QPushButton(tr("Copy"))
    copy.setAccessibleName(tr("Copy {number}").format(number=number.number))
    copy.clicked.connect(lambda: _copy(copy, number.number))
    row.addLayout(words, 1)
    row.addWidget(copy, 0, Qt.AlignmentFlag.AlignVCenter)
    row.setContentsMargins(APART, NEAR, WIDE + ROOM, NEAR)
    return card


def _copy(button: QPushButton, number: str) -> None:
    QGuiApplication.clipboard().setText(number)
    button.setText(tr("Copied"))
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(button, tr("Copied")))
