"""A level of its own for one kind of practice, beside the general one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from boundary.language import tr
from boundary.schedule.policy import OwnLevel, Practice
from boundary.ui.calm_fields import calm
from boundary.ui.fact_row import plain_label
from boundary.ui.focus import ROOM
from boundary.ui.page_parts import said
from boundary.ui.theme import NEAR, TIGHT, scale

WIDEST = 320
CARDS = (OwnLevel.GENERAL, OwnLevel.AMBIENT, OwnLevel.NUDGE)
"""What opens and closes the day never begins by itself."""

Levels = tuple[tuple[str, str], ...]
"""Pairs of a practice and its level, both by the words of the settings document."""


class LevelsPart(QWidget):
    """A choice for each practice. `changed(Levels)` with all of them."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Different for one of them?"))
        self._boxes: dict[Practice, QComboBox] = {}
        title = plain_label("title", wraps=True)
        title.setText(self.accessibleName())
        rows = QGridLayout()
        rows.setHorizontalSpacing(NEAR)
        rows.setVerticalSpacing(TIGHT)
        rows.setColumnStretch(1, 1)
        for number, practice in enumerate(Practice):
            box = QComboBox()
            box.setAccessibleName(practice_words(practice))
            box.setMaximumWidth(round(WIDEST * scale()))
            box.setMinimumContentsLength(12)
            calm(box)
            words = QLabel(practice_words(practice))
            words.setWordWrap(True)
            words.setBuddy(box)
            box.activated.connect(lambda _place: self.changed.emit(self._chosen()))
            self._boxes[practice] = box
            rows.addWidget(words, number, 0)
            rows.addWidget(box, number, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, ROOM, ROOM)
        inside.setSpacing(TIGHT)
        inside.addWidget(title)
        inside.addWidget(said(tr("A card for the short ones, perhaps, and firmer for the rest.")))
        inside.addLayout(rows)
        self.show_levels(())

    def show_levels(self, levels: Levels) -> None:
        """Mark *levels*; a practice that is not among them is held as all are."""
        given = dict(levels)
        for practice, box in self._boxes.items():
            own = OwnLevel(given.get(practice.value, OwnLevel.GENERAL.value))
            box.clear()
            for each in _offered(practice, own):
                box.addItem(level_words(each), each.value)
            box.setCurrentIndex(box.findData(own.value))

    def _chosen(self) -> Levels:
        return tuple(
            (practice.value, str(box.currentData())) for practice, box in self._boxes.items()
        )


def practice_words(practice: Practice) -> str:
    """Return what *practice* is called in the settings."""
    return {
        Practice.MICRO_BREAK: tr("The short pause"),
        Practice.TRANSITION: tr("The break between sessions"),
        Practice.OPENING: tr("The opening of the day"),
        Practice.SHUTDOWN: tr("The close of the day"),
    }[practice]


def level_words(level: OwnLevel) -> str:
    """Return what *level* does, in a few words."""
    return {
        OwnLevel.GENERAL: tr("As above"),
        OwnLevel.AMBIENT: tr("Only in the tray"),
        OwnLevel.NUDGE: tr("A small card"),
        OwnLevel.HOLD: tr("It begins by itself"),
        OwnLevel.GUARD: tr("On every screen"),
    }[level]


def _offered(practice: Practice, own: OwnLevel) -> Sequence[OwnLevel]:
    if practice in (Practice.OPENING, Practice.SHUTDOWN) and own in CARDS:
        return CARDS
    return tuple(OwnLevel)
