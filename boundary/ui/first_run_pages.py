"""The pages of the first run: her calendar, how ends are known, the key and the arch.

Each is shown values and tells what she did; the minute of breath is in `first_run_breath`, the
preview in `first_run`.
"""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.add_calendar_forms import Choose, choose_path
from boundary.ui.arch import SIZES, Shape, draw_shape
from boundary.ui.fact_row import empty, fact_layout, plain_label
from boundary.ui.first_run_words import (
    CalendarView,
    EndsView,
    KeyView,
    Page,
    employer_words,
    key_words,
    page_title,
    placing_steps,
    read_words,
    sensed_words,
    where_words,
    whole_without,
)
from boundary.ui.flow import FlowLayout
from boundary.ui.hotkey_field import HotkeyField
from boundary.ui.numbers import minutes_text, sentence
from boundary.ui.page_parts import page_layout, said
from boundary.ui.settings_pages import Choice
from boundary.ui.theme import HAIR, NEAR, TIGHT, WIDE, Palette, mark

STRIP = QSize(120, 40)
"""The piece of a panel in which the arch is shown."""


class CalendarPage(QWidget):
    """Her calendar, in whichever way she has it.

    `address_given(text)` and `path_given(path)` begin a look; `other_wanted` opens the other
    ways, `sample_wanted` goes on with the sample practice, `session_only` without the keyring.
    """

    address_given = Signal(str)
    path_given = Signal(str)
    other_wanted = Signal()
    sample_wanted = Signal()
    session_only = Signal()
    edited = Signal()

    def __init__(self, colours: Palette, *, choose: Choose = choose_path) -> None:
        super().__init__()
        self._colours = colours
        self._choose = choose
        self._view = CalendarView()
        page = page_layout(self, page_title(Page.CALENDAR))
        page.setSpacing(WIDE)
        page.addWidget(said(tr("I read when your sessions start and end. I never keep a name.")))
        self._read = plain_label("title", wraps=True)
        page.addWidget(self._read)
        page.addLayout(self._address_part())
        self._state = plain_label("second", wraps=True)
        page.addWidget(self._state)
        self._trouble = QVBoxLayout()
        page.addLayout(self._trouble)
        self._only_now = QPushButton(tr("Keep it until I quit"))
        self._only_now.setAccessibleDescription(
            tr("Without the keyring: after a restart, add the calendar again.")
        )
        self._only_now.clicked.connect(self.session_only)
        page.addWidget(self._only_now, 0, Qt.AlignmentFlag.AlignLeft)
        page.addLayout(self._ways())
        page.addStretch(1)
        page.addLayout(self._employer_part())
        self.show_calendar(CalendarView())

    @property
    def text(self) -> str:
        """What she pasted."""
        return self.address.text().strip()

    def enter(self) -> None:
        """Take the focus where she begins."""
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget what was pasted."""
        self.address.clear()

    def show_calendar(self, view: CalendarView) -> None:
        """Show *view*; what she pasted stays."""
        self._view = view
        looking = bool(view.looking)
        self._read.setText(read_words(view.read) if view.read else "")
        self._read.setVisible(bool(view.read))
        self._state.setText(view.looking)
        self._state.setVisible(looking)
        for part in (self.address, *self._buttons):
            part.setEnabled(not looking)
        empty(self._trouble)
        if view.trouble is not None:
            self._trouble.addLayout(fact_layout(view.trouble, self._colours))
            self.address.setAccessibleDescription(f"{view.trouble.title} {view.trouble.second}")
        self._only_now.setVisible(view.session_only)

    def recolour(self, colours: Palette) -> None:
        """Draw what went wrong in *colours* from now on."""
        self._colours = colours
        self.show_calendar(self._view)

    def _address_part(self) -> QVBoxLayout:
        name = plain_label("title")
        name.setText(tr("Its secret address"))
        self.address = QLineEdit()
        self.address.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.address.setAccessibleName(tr("Secret address of your calendar"))
        self.address.setPlaceholderText("https://…  webcal://…")
        name.setBuddy(self.address)
        self.address.textChanged.connect(lambda _text: self.edited.emit())
        more = plain_label("small", wraps=True)
        more.setText(
            tr(
                "Your calendar's settings have it, often under sharing. It is kept in your "
                "keyring: whoever has it can read the calendar."
            )
        )
        part = QVBoxLayout()
        part.setSpacing(HAIR)
        for widget in (name, self.address, more):
            part.addWidget(widget)
        return part

    def _ways(self) -> QVBoxLayout:
        title = plain_label("title")
        title.setText(tr("Or another way"))
        row = FlowLayout()
        self._buttons = []
        for words, act in (
            (tr("Choose a file…"), self._ask),
            (tr("Sign in…"), self.other_wanted.emit),
            (tr("Show me the sample day"), self.sample_wanted.emit),
        ):
            button = QPushButton(words)
            button.clicked.connect(lambda _on, act=act: act())
            self._buttons.append(button)
            row.addWidget(button)
        part = QVBoxLayout()
        part.setSpacing(TIGHT)
        part.addWidget(title)
        part.addLayout(row)
        return part

    def _ask(self) -> None:
        path = self._choose(self, False)
        if path:
            self.path_given.emit(path)

    def _employer_part(self) -> QVBoxLayout:
        self._employer = QCheckBox(tr("This computer belongs to my employer"))
        self._notice = QFrame()
        mark(self._notice, "card")
        inside = QVBoxLayout(self._notice)
        inside.setContentsMargins(WIDE, NEAR, WIDE, NEAR)
        inside.setSpacing(TIGHT)
        for line in employer_words():
            label = plain_label("", wraps=True)
            label.setText(line)
            inside.addWidget(label)
        self._notice.hide()
        self._employer.toggled.connect(self._notice.setVisible)
        part = QVBoxLayout()
        part.setSpacing(TIGHT)
        part.addWidget(self._employer)
        part.addWidget(self._notice)
        return part


class EndsPage(QWidget):
    """How the end of a session is known, and how long notes take. `values` has her answers."""

    def __init__(self) -> None:
        super().__init__()
        page = page_layout(self, page_title(Page.ENDS))
        self._by = Choice(
            tr("How do I know that a session has ended?"),
            (
                (
                    "senses",
                    tr("Microphone and camera are off"),
                    tr("It lets me stay silent until you have really finished."),
                ),
                ("key", tr("I say so"), tr("“Ended” in the menu of the arch, or in Today.")),
                (
                    "calendar",
                    tr("My sessions end on time"),
                    tr("A wordless dot, three minutes after the booked end."),
                ),
            ),
        )
        self._sensed = said("")
        five, ten = (sentence(minutes_text(timedelta(minutes=n))) for n in (5, 10))
        self._notes = Choice(
            tr("How long do notes take between sessions?"),
            ((0, tr("I write them later"), ""), (5, five, ""), (10, ten, "")),
        )
        self._answers: dict[str, object] = {}
        self._chosen = False
        self._by.chosen.connect(self._choose)
        self._notes.chosen.connect(lambda value: self._answers.update(notes=value))
        for part in (self._by, self._sensed, self._notes):
            page.addWidget(part)
        page.addStretch(1)

    @property
    def values(self) -> tuple[tuple[str, object], ...]:
        """What she chose, or left as it was marked: names of settings with their values."""
        return tuple(self._answers.items())

    def show_ends(self, view: EndsView) -> None:
        """Show *view*; an answer that she gave already stays."""
        self._sensed.setText(sensed_words(view.senses))
        self._sensed.setToolTip(view.sensed)
        if not self._chosen:
            self._answers["end_by"] = view.end_by
        self._answers.setdefault("notes", view.notes)
        self._by.choose(self._answers["end_by"])
        self._notes.choose(self._answers["notes"])

    def enter(self) -> None:
        """Take the focus on the answer that is marked."""
        self._by.enter()

    def _choose(self, value: object) -> None:
        self._chosen = True
        self._answers["end_by"] = value


class PanelPiece(QWidget):
    """The arch, as it stands in a panel."""

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        self.setFixedSize(STRIP)
        self.setAccessibleName(tr("The arch, as it stands in your panel"))

    def recolour(self, colours: Palette) -> None:
        """Draw it in *colours* from now on."""
        self._colours = colours
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._colours.hairline))
        painter.setBrush(QColor(self._colours.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        measures = next(each for each in SIZES if each.size == 22)
        painter.translate((self.width() - 22) / 2, (self.height() - 22) / 2)
        draw_shape(painter, Shape.QUIET, measures, QColor(self._colours.ink))


class KeyPage(QWidget):
    """The key that lets everything go, tried; and the arch, seen or brought into sight.

    `keys_chosen(keys)`: she wants another key.
    """

    keys_chosen = Signal(str)

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._view: KeyView | None = None
        page = page_layout(self, page_title(Page.KEY))
        page.setSpacing(WIDE)
        page.addWidget(
            said(
                tr(
                    "Wherever you are, this key takes every window of mine away and pauses for "
                    "clinical need."
                )
            )
        )
        self._field = HotkeyField()
        self._field.chosen.connect(self.keys_chosen)
        page.addWidget(self._field)
        self._heard = plain_label("title", wraps=True)
        page.addWidget(self._heard)
        page.addSpacing(NEAR)
        self._piece = PanelPiece(colours)
        page.addWidget(self._piece)
        self._where = plain_label("title", wraps=True)
        page.addWidget(self._where)
        page.addLayout(self._answers())
        self._steps = plain_label("", wraps=True)
        page.addWidget(self._steps)
        page.addStretch(1)

    def show_key(self, view: KeyView) -> None:
        """Show *view*."""
        self._view = view
        self._field.show_keys(view.keys, view.trouble)
        self._heard.setText(key_words(view))
        self._heard.setVisible(not view.trouble)
        self._where.setText(where_words(view.desktop))
        if view.tray is False:
            self._no.setChecked(True)
        self._answer()

    def recolour(self, colours: Palette) -> None:
        """Draw the arch in *colours* from now on."""
        self._piece.recolour(colours)

    def _answers(self) -> FlowLayout:
        row = FlowLayout()
        self._yes, self._no = QPushButton(tr("Yes, I see it")), QPushButton(tr("No"))
        for button, other in ((self._yes, self._no), (self._no, self._yes)):
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _on, other=other: other.setChecked(False))
            button.clicked.connect(lambda _on: self._answer())
            row.addWidget(button)
        return row

    def _answer(self) -> None:
        lines: tuple[str, ...] = ()
        if self._yes.isChecked():
            lines = (tr("Good. A left click on it opens Today, and never does anything else."),)
        elif self._no.isChecked() and self._view is not None:
            steps = placing_steps(self._view.desktop)
            numbered = [
                tr("{n}. {step}").format(n=n, step=step) for n, step in enumerate(steps, start=1)
            ]
            lines = (*numbered, "", whole_without())
        self._steps.setText("\n".join(lines))
        self._steps.setVisible(bool(lines))
