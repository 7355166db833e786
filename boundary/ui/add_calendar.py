"""The window in which she adds a calendar: four ways, one look, then it is hers.

The window is handed an `AddView` and tells what she entered, once; looking, keeping and signing
in are not its business. Esc closes it and forgets what was entered.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.add_calendar_forms import (
    AddressForm,
    Choose,
    FileForm,
    Form,
    LoginForm,
    SignInForm,
    choose_path,
)
from boundary.ui.add_calendar_view import WAYS, AddView, Stage, Way, shortened, way_words
from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.fact_row import empty, fact_layout, plain_label
from boundary.ui.page_parts import indented, page_layout, said
from boundary.ui.theme import APART, MARGIN, NEAR, TIGHT, WIDE, Palette, mark, scale

SIZE = QSize(600, 720)
LEAST = QSize(520, 440)

MOST_LETTERS = 40
"""Of a calendar's name beside its tick: a box can't be broken into lines."""


class AddCalendarWindow(QWidget):
    """Shows an `AddView`, and one of four forms before.

    `address_given(text)`, `path_given(path)`, `login_given(LoginEntry)` and
    `sign_in_given(SignInEntry)` each begin a look. `stopped`: not this one after all. `accepted`
    has the positions of the calendars to read (those ticked; `()` for the one that was found).
    `session_only`: go on without the keyring. `closed` follows whatever way it went.
    """

    address_given = Signal(str)
    path_given = Signal(str)
    login_given = Signal(object)
    sign_in_given = Signal(object)
    stopped = Signal()
    accepted = Signal(object)
    session_only = Signal()
    closed = Signal()

    def __init__(
        self,
        colours: Palette,
        parent: QWidget | None = None,
        *,
        choose: Choose = choose_path,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Add a calendar"))
        self.setAccessibleName(tr("Add a calendar"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "paper")
        self._colours = colours
        self._view = AddView()
        self._boxes: list[QCheckBox] = []
        self._ways = QButtonGroup(self)
        self._address, self._file = AddressForm(), FileForm(choose)
        self._login, self._sign_in = LoginForm(), SignInForm()
        self._forms: dict[Way, Form] = {
            Way.ADDRESS: self._address,
            Way.FILE: self._file,
            Way.LOGIN: self._login,
            Way.SIGN_IN: self._sign_in,
        }
        self._pages = QStackedWidget()
        self._scrolls = [CalmScroll(page, colours) for page in (self._entry(), self._found())]
        for scroll in self._scrolls:
            self._pages.addWidget(scroll)
        # It scrolls: what stands below has its height first.
        self._pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._state = plain_label("second", wraps=True)
        self._trouble = QVBoxLayout()

        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._pages, 1)
        below = QVBoxLayout()
        below.setContentsMargins(MARGIN, NEAR, MARGIN, APART)
        below.setSpacing(NEAR)
        below.addWidget(self._state)
        below.addLayout(self._trouble)
        below.addLayout(self._without_keyring())
        below.addLayout(self._foot())
        whole.addLayout(below)
        letters = scale()
        self.setMinimumSize(
            round(LEAST.width() * letters), round(LEAST.height() * (1 + letters) / 2)
        )
        self.resize(round(SIZE.width() * letters), SIZE.height())
        self._ways.button(0).setChecked(True)
        self._way_chosen()
        self._address.address.setFocus()

    @property
    def way(self) -> Way:
        """The way she chose."""
        return WAYS[self._ways.checkedId()]

    def show_add(self, view: AddView) -> None:
        """Show *view*; what she entered or ticked stays."""
        before, self._view = self._view, view
        looking = view.stage is Stage.LOOKING
        if not looking:
            self._pages.setCurrentIndex(1 if view.stage is Stage.FOUND else 0)
        if view.stage is Stage.FOUND:
            self._fill(view)
        elif not looking:
            self._boxes = []  # ticks are kept through a look, not from account to account
        self._pages.setEnabled(not looking)
        self._state.setText(view.sentence if looking else "")
        self._state.setVisible(looking)
        empty(self._trouble)
        told = ""
        if view.trouble is not None:
            told = f"{view.trouble.title} {view.trouble.second}"
            self._trouble.addLayout(fact_layout(view.trouble, self._colours))
        self._accept.setAccessibleDescription(told)  # read out where the focus comes back
        self._only_now.setVisible(view.session_only)
        self._leave.setText(_LEAVE[view.stage]())
        self._show_accept()
        self._focus(before)

    def recolour(self, colours: Palette) -> None:
        """Show it in *colours* from now on; the sheet is the application's."""
        self._colours = colours
        for scroll in self._scrolls:
            scroll.recolour(colours)
        self.show_add(self._view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Forget what was entered."""
        for form in self._forms.values():
            form.clear()
        super().closeEvent(event)
        self.closed.emit()

    # what it is made of

    def _entry(self) -> QWidget:
        page = QWidget()
        inside = page_layout(page, tr("Add a calendar"))
        inside.setSpacing(0)
        inside.addWidget(said(tr("I read when your sessions start and end. I never keep a name.")))
        for number, way in enumerate(WAYS):
            name, more = way_words(way)
            button = QRadioButton(name)
            button.setAccessibleName(name)
            button.setAccessibleDescription(more)
            self._ways.addButton(button, number)
            inside.addSpacing(TIGHT)
            inside.addWidget(button)
            inside.addWidget(indented(more))
            form = self._forms[way]
            form.setContentsMargins(WIDE + NEAR, 0, 0, 0)
            form.edited.connect(self._show_accept)
            form.entered.connect(self._entered)
            inside.addWidget(form)
        inside.addStretch(1)
        self._ways.idToggled.connect(lambda _number, _on: self._way_chosen())
        self._file.path_given.connect(self.path_given)
        return page

    def _found(self) -> QWidget:
        page = QWidget()
        inside = page_layout(page, tr("Found"))
        self._sentence = plain_label("", wraps=True)
        inside.addWidget(self._sentence)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        inside.addLayout(self._rows)
        inside.addStretch(1)
        return page

    def _foot(self) -> QHBoxLayout:
        self._leave = QPushButton()
        self._leave.clicked.connect(self._left)
        self._accept = QPushButton()
        self._accept.clicked.connect(self._accepted)
        foot = QHBoxLayout()
        foot.setSpacing(TIGHT)
        foot.addWidget(self._leave)
        foot.addStretch(1)
        foot.addWidget(self._accept)
        return foot

    def _without_keyring(self) -> QHBoxLayout:
        self._only_now = QPushButton(tr("Keep it until I quit"))
        self._only_now.setAccessibleDescription(
            tr("Without the keyring: after a restart, add the calendar again.")
        )
        self._only_now.clicked.connect(self.session_only)
        line = QHBoxLayout()
        line.addWidget(self._only_now)
        line.addStretch(1)
        return line

    # what changes

    def _fill(self, view: AddView) -> None:
        self._sentence.setText(view.sentence)
        ticked = [box.isChecked() for box in self._boxes]
        empty(self._rows)
        kept = len(ticked) == len(view.rows)
        self._boxes = []
        for number, row in enumerate(view.rows):
            box = QCheckBox(shortened(row.name, MOST_LETTERS).replace("&", "&&"))
            box.setToolTip(escape(row.name))
            box.setAccessibleName(row.name)
            box.setAccessibleDescription(row.trouble)
            box.setChecked(ticked[number] if kept else row.ticked)
            box.clicked.connect(lambda _on: self._show_accept())
            self._boxes.append(box)
            self._rows.addWidget(box)
            if row.trouble:
                self._rows.addWidget(indented(row.trouble))

    def _way_chosen(self) -> None:
        for way, form in self._forms.items():
            form.setVisible(way is self.way)
        self.show_add(AddView())
        scroll = self._scrolls[0]
        page = scroll.widget()
        if page is not None and (layout := page.layout()) is not None:
            layout.activate()  # the form has its place before it is scrolled to
        scroll.ensureWidgetVisible(self._forms[self.way], 0, NEAR)

    def _show_accept(self) -> None:
        form = self._forms[self.way]
        found = self._view.stage is Stage.FOUND
        several = len(self._boxes) > 1 and found
        words = form.accept_words
        if found:
            words = tr("Read these") if several else tr("Read it")
        ready = (not self._boxes or any(self._ticked())) if found else form.complete
        self._accept.setText(words)
        self._accept.setVisible(bool(words) and self._view.stage is not Stage.LOOKING)
        self._accept.setEnabled(ready)
        mark(self._accept, "filled" if ready else "")

    def _focus(self, before: AddView) -> None:
        """Put the focus where she goes on, when the stage has changed."""
        if before.stage is self._view.stage:
            return
        match self._view.stage:
            case Stage.LOOKING:
                self._leave.setFocus()
            case Stage.FOUND:
                (self._boxes[0] if self._boxes else self._accept).setFocus()
            case Stage.ENTRY:
                ways = self._ways.button(self._ways.checkedId())
                (self._accept if self._accept.isEnabled() else ways).setFocus()

    def _ticked(self) -> list[bool]:
        return [box.isChecked() for box in self._boxes]

    # what she does

    def _left(self) -> None:
        if self._view.stage is Stage.ENTRY:
            self.close()
        else:
            self.stopped.emit()

    def _entered(self) -> None:
        if self._accept.isEnabled() and self._view.stage is Stage.ENTRY:
            self._accepted()

    def _accepted(self) -> None:
        if self._view.stage is Stage.FOUND:
            self.accepted.emit(tuple(n for n, on in enumerate(self._ticked()) if on))
            return
        match self.way:
            case Way.ADDRESS:
                self.address_given.emit(self._address.address.text())
            case Way.LOGIN:
                self.login_given.emit(self._login.entry)
            case Way.SIGN_IN:
                self.sign_in_given.emit(self._sign_in.entry)


_LEAVE: dict[Stage, Callable[[], str]] = {
    Stage.ENTRY: lambda: tr("Close"),
    Stage.LOOKING: lambda: tr("Stop"),
    Stage.FOUND: lambda: tr("Back"),
}
"""What the button says that leaves a stage."""
