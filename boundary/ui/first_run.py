"""The first run: four pages, each of which she may skip, and Back always works.

The window shows values and tells what she did; looking at calendars, keeping what she chose and
grabbing keys are not its business. Enter goes on, Alt+Left goes back, Esc leaves it for later.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.add_calendar_forms import Choose, choose_path
from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.fact_row import plain_label
from boundary.ui.first_run_breath import BreathPage
from boundary.ui.first_run_pages import CalendarPage, EndsPage, KeyPage
from boundary.ui.first_run_words import (
    CalendarView,
    EndsView,
    KeyView,
    Page,
    page_title,
    place_words,
)
from boundary.ui.preview_view import PreviewView
from boundary.ui.preview_window import PreviewWindow
from boundary.ui.theme import APART, MARGIN, TIGHT, Palette, mark, scale

SIZE = QSize(820, 720)
LEAST = QSize(560, 400)

BEFORE = {Page.ENDS: Page.CALENDAR, Page.KEY: Page.ENDS, Page.BREATH: Page.KEY}
AFTER = {Page.CALENDAR: Page.ENDS, Page.ENDS: Page.KEY, Page.KEY: Page.BREATH}


class SessionsPage(PreviewWindow):
    """The preview as a page: with the way back, and "Just watch first"."""

    back = Signal()
    watch = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc and Enter to the window that it is a page of."""
        event.ignore()

    @property
    def accept_button(self) -> QPushButton:
        """What says that these are her sessions."""
        return self._accept

    def show_preview(self, view: PreviewView) -> None:
        """Show *view*; an empty calendar can be hers too."""
        super().show_preview(view)
        words = tr("These are my sessions") if view.rows else tr("Read it from now on")
        self._accept.setText(words)
        self._accept.setEnabled(True)

    def enter(self) -> None:
        """Take the focus on the first tick, or on what goes on where there is none."""
        first = self._rows[0].tick if self._rows else self._accept
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _foot(self) -> QHBoxLayout:
        back, watch = QPushButton(tr("Back")), QPushButton(tr("Just watch first"))
        watch.setAccessibleDescription(tr("The arch changes its shape, and nothing opens."))
        self._accept = QPushButton(tr("These are my sessions"))
        mark(self._accept, "filled")
        back.clicked.connect(self.back)
        watch.clicked.connect(self.watch)
        self._accept.clicked.connect(self.done)
        foot = QHBoxLayout()
        foot.setSpacing(TIGHT)
        foot.addWidget(back)
        foot.addStretch(1)
        foot.addWidget(watch)
        foot.addWidget(self._accept)
        return foot


class FirstRunWindow(QWidget):
    """Shows one page after the other.

    `address_given`, `path_given`, `other_wanted`, `sample_wanted` and `session_only` are those of
    `CalendarPage`; `ticked` and `kind_chosen` those of the preview. `accepted(watching)`: these
    are her sessions; `preview_left` that she went back from them. `changed(name, value)` is a
    setting; `page_shown(page)` comes with every page. `finished` when she is through, `closed`
    however it went.
    """

    address_given = Signal(str)
    path_given = Signal(str)
    other_wanted = Signal()
    sample_wanted = Signal()
    session_only = Signal()
    ticked = Signal(int, bool)
    kind_chosen = Signal(int, str)
    accepted = Signal(bool)
    preview_left = Signal()
    changed = Signal(str, object)
    page_shown = Signal(object)
    finished = Signal()
    closed = Signal()

    def __init__(
        self,
        colours: Palette,
        *,
        reduced_motion: bool = False,
        choose: Choose = choose_path,
    ) -> None:
        super().__init__()
        self.setWindowTitle(tr("Welcome to Boundary"))
        self.setAccessibleName(tr("Welcome to Boundary"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "paper")
        self._colours = colours
        self._page = Page.CALENDAR
        self._read = 0
        self._looking = False
        self.calendar = CalendarPage(colours, choose=choose)
        self.ends = EndsPage()
        self.key = KeyPage(colours)
        self.breath = BreathPage(colours, reduced_motion=reduced_motion)
        self.sessions: SessionsPage | None = None
        self._pages = QStackedWidget()
        self._scrolls = {
            page: CalmScroll(widget, colours)
            for page, widget in (
                (Page.CALENDAR, self.calendar),
                (Page.ENDS, self.ends),
                (Page.KEY, self.key),
                (Page.BREATH, self.breath),
            )
        }
        for scroll in self._scrolls.values():
            self._pages.addWidget(scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self._new_foot())
        self._connect()
        letters = scale()
        self.setMinimumSize(LEAST)
        self.resize(
            round(SIZE.width() * (1 + (letters - 1) / 3)),
            round(SIZE.height() * (1 + (letters - 1) / 5)),
        )
        self._show(Page.CALENDAR)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._page

    def show_calendar(self, view: CalendarView) -> None:
        """Show *view* on the first page."""
        self._read, self._looking = view.read, bool(view.looking)
        self.calendar.show_calendar(view)
        self._show_foot()

    def show_ends(self, view: EndsView) -> None:
        """Show *view* on the second page."""
        self.ends.show_ends(view)

    def show_key(self, view: KeyView) -> None:
        """Show *view* on the third page."""
        self.key.show_key(view)

    def show_sessions(self, view: PreviewView) -> None:
        """Show what a calendar holds, for her to tick; again after each tick."""
        if self.sessions is not None:
            self.sessions.show_preview(view)
            return
        page = SessionsPage(view, self._colours)
        page.ticked.connect(self.ticked)
        page.kind_chosen.connect(self.kind_chosen)
        page.done.connect(lambda: self._accept(watching=False))
        page.watch.connect(lambda: self._accept(watching=True))
        page.back.connect(self.go_back)
        self.sessions = page
        self._pages.addWidget(page)
        self._show(Page.SESSIONS)

    def go_on(self) -> None:
        """Go on to the page after this one, or be through."""
        if self._page in AFTER:
            self._show(AFTER[self._page])
        elif self._page is Page.SESSIONS:
            self._leave_sessions()
            self._show(Page.ENDS)
        else:
            self.finished.emit()

    def go_back(self) -> None:
        """Go back to the page before this one."""
        if self._page is Page.SESSIONS:
            self._leave_sessions()
            self.preview_left.emit()
            self._show(Page.CALENDAR)
        elif self._page in BEFORE:
            self._show(BEFORE[self._page])

    def go_back_to_calendar(self) -> None:
        """Show the first page again, though she did not ask for it."""
        self._leave_sessions()
        self._show(Page.CALENDAR)

    def recolour(self, colours: Palette) -> None:
        """Show it in *colours* from now on; the sheet is the application's."""
        self._colours = colours
        for scroll in self._scrolls.values():
            scroll.recolour(colours)
        self.calendar.recolour(colours)
        self.key.recolour(colours)
        if self.sessions is not None:
            self.sessions.recolour(colours)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.close()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter()
            case _:
                super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Forget what was pasted, and every title."""
        self.breath.leave()
        self.calendar.clear()
        self._leave_sessions()
        super().closeEvent(event)
        self.closed.emit()

    # what it is made of

    def _connect(self) -> None:
        calendar = self.calendar
        calendar.address_given.connect(self.address_given)
        calendar.path_given.connect(self.path_given)
        calendar.other_wanted.connect(self.other_wanted)
        calendar.sample_wanted.connect(self._sample)
        calendar.session_only.connect(self.session_only)
        calendar.edited.connect(self._show_foot)
        self.key.keys_chosen.connect(lambda keys: self.changed.emit("hotkey", keys))
        self.breath.began.connect(self._show_foot)
        self.breath.over.connect(self._show_foot)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.go_back)

    def _new_foot(self) -> QWidget:
        self._back = QPushButton(tr("Back"))
        self._place = plain_label("small")
        self._skip = QPushButton(tr("Skip"))
        self._next = QPushButton()
        self._back.clicked.connect(self.go_back)
        self._skip.clicked.connect(self.go_on)
        self._next.clicked.connect(self._do)
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(MARGIN, TIGHT, MARGIN, APART)
        row.setSpacing(TIGHT)
        row.addWidget(self._back)
        row.addWidget(self._place)
        row.addStretch(1)
        row.addWidget(self._skip)
        row.addWidget(self._next)
        return self._foot

    # what changes

    def _show(self, page: Page) -> None:
        if self._page is Page.BREATH:
            self.breath.leave()
        self._page = page
        shown = self.sessions if page is Page.SESSIONS else self._scrolls[page]
        assert shown is not None, "the preview is made before it is shown"
        self._pages.setCurrentWidget(shown)
        self._foot.setVisible(page is not Page.SESSIONS)
        self._place.setText(place_words(page))
        self._show_foot()
        self._enter_page()
        focused = self.focusWidget()
        if isinstance(shown, CalmScroll) and shown.isAncestorOf(focused):
            shown.ensureWidgetVisible(focused, 0, APART)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, page_title(page)))
        self.page_shown.emit(page)

    def _enter_page(self) -> None:
        """Put the focus where she begins."""
        match self._page:
            case Page.CALENDAR:
                self.calendar.enter()
            case Page.SESSIONS if self.sessions is not None:
                self.sessions.enter()
            case Page.ENDS:
                self.ends.enter()
            case Page.BREATH:
                self.breath.enter()
            case _:
                self._next.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_foot(self) -> None:
        on_calendar = self._page is Page.CALENDAR
        pasted = on_calendar and bool(self.calendar.text)
        words = tr("Go on")
        if on_calendar:
            words = tr("Look at it") if pasted or not self._read else tr("Go on")
        elif self._page is Page.BREATH:
            words = tr("Open my day")
        ready = not self._looking and (not on_calendar or pasted or bool(self._read))
        self._next.setText(words)
        self._next.setEnabled(ready)
        mark(self._next, "filled" if ready else "")
        self._back.setVisible(not on_calendar)
        self._skip.setVisible(self._page is not Page.BREATH)

    def _leave_sessions(self) -> None:
        """Let the preview go, and every title with it."""
        page, self.sessions = self.sessions, None
        if page is not None:
            self._pages.removeWidget(page)
            page.deleteLater()

    # what she does

    def _enter(self) -> None:
        """Press the button that has the focus, or the one that goes on."""
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        elif isinstance(focused, QAbstractButton | QLineEdit) or focused is None:
            main = self.sessions.accept_button if self.sessions is not None else self._next
            if main.isEnabled():
                main.click()

    def _do(self) -> None:
        if self._page is Page.CALENDAR and self.calendar.text:
            self.address_given.emit(self.calendar.text)
            return
        if self._page is Page.ENDS:
            for name, value in self.ends.values:
                self.changed.emit(name, value)
        self.go_on()

    def _sample(self) -> None:
        self.sample_wanted.emit()
        self._show(Page.ENDS)

    def _accept(self, *, watching: bool) -> None:
        self.breath.watch(watching)
        self.accepted.emit(watching)
