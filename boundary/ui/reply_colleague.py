"""Who takes urgent calls while she is away: asked for once, and named only with their consent."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from boundary.language import tr
from boundary.ui.fact_row import plain_label
from boundary.ui.focus import ROOM
from boundary.ui.reply_view import ColleagueRow
from boundary.ui.theme import HAIR, TIGHT, mark, scale

LONGEST = 120
"""Letters of a line, as in the settings document."""
WIDEST = 420


class ColleaguePart(QWidget):
    """Shows a `ColleagueRow`; `changed(ColleagueRow)` when she leaves a field, or ticks."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("A colleague while you are away"))
        self._row = ColleagueRow()
        self._lines = {
            "name": self._line(tr("Name")),
            "credential": self._line(tr("Credential, such as LCSW")),
            "number": self._line(tr("Number to call")),
            "hours": self._line(tr("When they can be reached")),
            "region": self._line(tr("Where they are licensed")),
        }
        self._consent = QCheckBox(tr("They have agreed to be named"))
        self._consent.clicked.connect(lambda _on: self._tell())
        self._says = plain_label("small", wraps=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(ROOM, 0, ROOM, ROOM)
        inside.setSpacing(HAIR)
        for line in self._lines.values():
            words = QLabel(line.accessibleName())
            mark(words, "small")
            words.setBuddy(line)
            inside.addWidget(words)
            inside.addWidget(line)
            inside.addSpacing(HAIR)
        inside.addSpacing(TIGHT)
        inside.addWidget(self._consent)
        inside.addWidget(self._says)

    def show_colleague(self, row: ColleagueRow) -> None:
        """Show *row*; nothing is emitted, and what she is typing stays."""
        self._row = row
        for name, line in self._lines.items():
            if not (line.hasFocus() and line.isModified()):
                line.setText(getattr(row, name))
        self._consent.setChecked(row.consented)
        self._consent.setEnabled(bool(row.name and row.number))
        self._says.setText(row.says)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setMaxLength(LONGEST)
        line.setMaximumWidth(round(WIDEST * scale()))
        line.editingFinished.connect(self._tell)
        line.textEdited.connect(lambda _text: self._fit())
        return line

    def _fit(self) -> None:
        """Let her tick once there is somebody to name."""
        filled = all(self._lines[name].text().strip() for name in ("name", "number"))
        self._consent.setEnabled(filled)

    def _tell(self) -> None:
        typed = {name: line.text().strip() for name, line in self._lines.items()}
        there = bool(typed["name"] and typed["number"])
        row = ColleagueRow(
            **typed, consented=there and self._consent.isChecked(), says=self._row.says
        )
        if row != self._row:
            self.changed.emit(row)
