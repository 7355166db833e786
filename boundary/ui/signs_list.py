"""The list of signs: three headings, a sentence a sign, and three answers, none beforehand.

It is for noticing and is never added up; a list half filled is a whole answer.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from boundary.reflection.signs import Noticed, Sign, noticed_words, sign_groups, sign_words
from boundary.ui.fact_row import plain_label
from boundary.ui.open_row import OpenRow
from boundary.ui.theme import NEAR, WIDE, scale

BESIDE = 600
"""From this width on the answers stand beside the sentences (at ordinary letters)."""


class SignsList(QWidget):
    """The twelve signs with the *answers* of the week so far.

    `noticed(sign, answer)` when she answers; the answer is None where she took it back.
    """

    noticed = Signal(object, object)

    def __init__(self, answers: Mapping[Sign, Noticed], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[Sign, OpenRow] = {}
        self._lines: list[QBoxLayout] = []
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for number, (heading, signs) in enumerate(sign_groups()):
            if number:
                inside.addSpacing(WIDE)
            title = plain_label("title", wraps=True)
            title.setText(heading)
            inside.addWidget(title)
            for sign in signs:
                words = plain_label("", wraps=True)
                words.setText(sign_words(sign))
                line = QBoxLayout(QBoxLayout.Direction.TopToBottom)
                line.setSpacing(0)
                line.addWidget(words, 1)
                line.addWidget(self._row(sign, answers.get(sign)))
                self._lines.append(line)
                inside.addLayout(line)

    @property
    def answers(self) -> Mapping[Sign, Noticed]:
        """What is answered by now."""
        given = ((sign, row.value) for sign, row in self._rows.items())
        return {sign: value for sign, value in given if isinstance(value, Noticed)}

    def row(self, sign: Sign) -> OpenRow:
        """Return the row of *sign*."""
        return self._rows[sign]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= BESIDE * scale()
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        for line in self._lines:
            if line.direction() != way:
                line.setDirection(way)
                line.setSpacing(NEAR if beside else 0)

    def _row(self, sign: Sign, answer: Noticed | None) -> OpenRow:
        row = OpenRow(sign_words(sign), tuple((each, noticed_words(each)) for each in Noticed))
        row.choose(answer)
        row.chosen.connect(lambda value: self.noticed.emit(sign, value))
        self._rows[sign] = row
        return row
