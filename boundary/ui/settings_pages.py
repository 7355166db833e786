"""The pages of the settings window: practices, appearance (`calendars_page` has the third).

Each is shown its values and tells changes; words say what a choice does, not what it is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from boundary.language import NAMES, tr
from boundary.ui.fact_row import plain_label
from boundary.ui.hotkey_field import HotkeyField
from boundary.ui.levels_part import Levels, LevelsPart
from boundary.ui.numbers import minutes_text, sentence
from boundary.ui.page_parts import indented, page_layout, said
from boundary.ui.theme import TIGHT


class Choice(QWidget):
    """One question with a few answers, each a radio button; `chosen` carries the answer's value."""

    chosen = Signal(object)

    def __init__(self, question: str, answers: Sequence[tuple[object, str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(question)
        self._group = QButtonGroup(self)
        self._values = [value for value, _, _ in answers]
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        title = plain_label("title", wraps=True)
        title.setText(question)
        inside.addWidget(title)
        for number, (_, answer, more) in enumerate(answers):
            button = QRadioButton(answer)
            button.setAccessibleName(answer)
            button.setAccessibleDescription(more)
            self._group.addButton(button, number)
            inside.addWidget(button)
            if more:
                inside.addWidget(indented(more))
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    def choose(self, value: object) -> None:
        """Mark the answer of *value*; nothing is emitted."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)

    def enter(self) -> None:
        """Take the focus on the answer that is marked."""
        marked = self._group.checkedButton()
        if marked is not None:
            marked.setFocus(Qt.FocusReason.TabFocusReason)


class PracticesPage(QWidget):
    """How firmly a break is held, how the end of a session is known, how long notes take."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        page = page_layout(self, tr("Practices"))
        self._level = Choice(
            tr("How should a break come to you?"),
            (
                ("L0", tr("Only in the tray"), tr("The arch changes its shape. Nothing opens.")),
                ("L1", tr("A small card"), tr("It waits in a corner and folds away by itself.")),
                ("L2", tr("It begins by itself"), tr("One window, a moment after the end.")),
                ("L3", tr("On every screen"), tr("Setting it aside takes a longer press.")),
            ),
        )
        self._end_by = Choice(
            tr("How do I know that a session has ended?"),
            (
                (
                    "senses",
                    tr("Microphone and camera are off"),
                    tr("Read as on or off only. What is said or seen is never read."),
                ),
                ("key", tr("I say so"), tr("“Ended” in the menu of the tray.")),
                (
                    "calendar",
                    tr("My sessions end on time"),
                    tr("A card without words, three minutes after the booked end."),
                ),
            ),
        )
        minutes = [(n, sentence(minutes_text(timedelta(minutes=n))), "") for n in (5, 10)]
        self._notes = Choice(
            tr("How long do notes take between sessions?"),
            ((0, tr("I write them later"), ""), *minutes),
        )
        for name, choice in (
            ("level", self._level),
            ("end_by", self._end_by),
            ("notes", self._notes),
        ):
            choice.chosen.connect(lambda value, name=name: self.changed.emit(name, value))
            page.addWidget(choice)
        self._levels = LevelsPart()
        self._levels.changed.connect(lambda levels: self.changed.emit("levels", levels))
        page.insertWidget(page.indexOf(self._level) + 1, self._levels)
        self._hotkey = HotkeyField()
        self._hotkey.chosen.connect(lambda keys: self.changed.emit("hotkey", keys))
        page.addLayout(self._key_row())
        page.addStretch(1)

    def _key_row(self) -> QVBoxLayout:
        row = QVBoxLayout()
        row.setSpacing(TIGHT)
        title = plain_label("title", wraps=True)
        title.setText(tr("Which key lets everything go?"))
        row.addWidget(title)
        row.addWidget(
            said(
                tr(
                    "Wherever you are, it takes every window of mine away and pauses for "
                    "clinical need."
                )
            )
        )
        row.addWidget(self._hotkey)
        return row

    def show_hotkey(self, keys: str, trouble: str) -> None:
        """Show the key that lets everything go, and why it is not to be had."""
        self._hotkey.show_keys(keys, trouble)

    def show_levels(self, levels: Levels) -> None:
        """Mark what has a level of its own."""
        self._levels.show_levels(levels)

    def show_practices(self, level: str, end_by: str, notes: int) -> None:
        """Mark the present choices."""
        self._level.choose(level)
        self._end_by.choose(end_by)
        self._notes.choose(notes)


class AppearancePage(QWidget):
    """Light or dark, motion, digits, language."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        page = page_layout(self, tr("Appearance"))
        self._theme = Choice(
            tr("Light or dark?"),
            (
                ("system", tr("As the desktop is"), ""),
                ("light", tr("Light"), ""),
                ("dark", tr("Dark"), ""),
            ),
        )
        self._theme.chosen.connect(lambda value: self.changed.emit("theme", value))
        self._still = QCheckBox(tr("Less motion"))
        self._digits = QCheckBox(tr("Show the time left in digits"))
        self._still.clicked.connect(lambda on: self.changed.emit("reduced_motion", on))
        self._digits.clicked.connect(lambda on: self.changed.emit("digits", on))
        page.addWidget(self._theme)
        checks = QVBoxLayout()
        checks.setSpacing(0)
        checks.addWidget(self._still)
        checks.addWidget(indented(tr("Windows don't rise, and a bar fills instead of the ring.")))
        checks.addWidget(self._digits)
        page.addLayout(checks)
        self._language = Choice(
            tr("Which language?"),
            (
                ("", tr("As the system speaks"), ""),
                *((code, name, "") for code, name in NAMES.items()),
            ),
        )
        self._language.chosen.connect(lambda value: self.changed.emit("language", value))
        page.addWidget(self._language)
        page.addWidget(said(tr("From the next start on.")))
        page.addStretch(1)

    def show_appearance(
        self, theme: str, reduced_motion: bool, digits: bool, language: str
    ) -> None:
        """Mark the present choices; *language* is "" for that of the system."""
        self._language.choose(language)
        self._theme.choose(theme)
        self._still.setChecked(reduced_motion)
        self._digits.setChecked(digits)
