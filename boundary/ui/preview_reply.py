"""What a stranger would receive at any instant she picks: subject and text, or nothing at all.

She picks a day and a time by the clock of the hours; the instant is told in UTC. A wall time
that comes twice is taken the first time.
"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.calm_fields import calm, date_sheet
from boundary.ui.fact_row import plain_label
from boundary.ui.focus import ROOM
from boundary.ui.reply_view import Received
from boundary.ui.theme import HAIR, NEAR, TIGHT, WIDE, Palette, mark

_READ = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)
TONIGHT = 22
"""The hour with which the preview begins: closed for nearly everyone."""


class PreviewReply(QWidget):
    """Asks with `wanted(instant)` (UTC) and shows what comes. `test_wanted(instant)`."""

    wanted = Signal(object)
    test_wanted = Signal(object)

    def __init__(
        self, now: datetime, zone: ZoneInfo, colours: Palette, *, twelve: bool = False
    ) -> None:
        super().__init__()
        self.setAccessibleName(tr("What a stranger receives"))
        self._zone = zone
        tonight = now.astimezone(zone)
        self._day = QDateEdit(QDate(tonight.year, tonight.month, tonight.day))
        self._time = QTimeEdit(QTime(TONIGHT, 0))
        self._day.setAccessibleName(tr("Day of the message"))
        self._day.setDisplayFormat("ddd d MMM yyyy")
        self._time.setAccessibleName(tr("Time of the message"))
        self._time.setDisplayFormat("h:mm AP" if twelve else "H:mm")
        for edit in (self._day, self._time):
            calm(edit)
            edit.setKeyboardTracking(False)
            edit.dateTimeChanged.connect(lambda _at: self.wanted.emit(self.instant))
        self._subject = plain_label("title", wraps=True)
        self._body = plain_label("", wraps=True)
        self._during = plain_label("small", wraps=True)
        flag = Qt.TextInteractionFlag
        self._body.setTextInteractionFlags(
            flag.TextSelectableByMouse | flag.TextSelectableByKeyboard
        )
        self._card = QFrame()
        mark(self._card, "card")
        self._test = QPushButton(tr("Send me a test"))
        self._test.clicked.connect(lambda _on: self.test_wanted.emit(self.instant))
        self._test_says = plain_label("small", wraps=True)
        self._lay_out()
        self.recolour(colours)

    @property
    def instant(self) -> datetime:
        """What she picked, in UTC."""
        day, at = self._day.date(), self._time.time()
        wall = datetime(
            day.year(), day.month(), day.day(), at.hour(), at.minute(), tzinfo=self._zone
        )
        return wall.astimezone(UTC)

    def pick(self, instant: datetime) -> None:
        """Look at *instant* (UTC)."""
        local = instant.astimezone(self._zone)
        self._day.setDate(QDate(local.year, local.month, local.day))
        self._time.setTime(QTime(local.hour, local.minute))

    def show_received(self, received: Received | None) -> None:
        """Show what is *received* at the picked instant; None: nothing is sent."""
        if received is None:
            self._subject.setText(tr("No reply goes out then."))
            self._body.setText(tr("Your hours are open: the message waits for you."))
            self._during.setText("")
        else:
            self._subject.setText(received.subject)
            self._body.setText(received.body.strip("\n"))
            self._during.setText(received.during)
        self._during.setVisible(received is not None and bool(received.during))

    def show_test(self, can: bool, says: str) -> None:
        """Offer a test if one *can* be sent, and say how the last one went."""
        self._test.setVisible(can)
        self._test_says.setText(says)
        self._test_says.setVisible(bool(says))

    def recolour(self, colours: Palette) -> None:
        """Draw the field of the day in *colours* from now on."""
        self.setStyleSheet(date_sheet(colours))

    def _lay_out(self) -> None:
        at = QLabel(tr("at"))
        mark(at, "second")
        pick = QHBoxLayout()
        pick.setSpacing(TIGHT)
        for part in (self._day, at, self._time):
            pick.addWidget(part)
        pick.addStretch(1)
        letter = QVBoxLayout(self._card)
        letter.setContentsMargins(WIDE, NEAR, WIDE, NEAR)
        letter.setSpacing(TIGHT)
        for label in (self._subject, self._body, self._during):
            letter.addWidget(label)
        test = QHBoxLayout()
        test.setContentsMargins(ROOM, 0, 0, 0)
        test.setSpacing(NEAR)
        test.addWidget(self._test)
        test.addWidget(self._test_says, 1)
        test.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(NEAR)
        inside.addLayout(pick)
        inside.addWidget(self._card)
        inside.addSpacing(HAIR)
        inside.addLayout(test)
