"""The page of communication hours: the sentence, the week, the list, who answers, special days.

It is handed a `HoursView` and tells every change at once, each of which can be undone. Narrow,
the list lies under the grid. Only mail has a reply; the other channels' hours feed her texts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.schedule.hours import WEEKDAYS, WallSpan
from boundary.ui.calm_fields import calm
from boundary.ui.chip_row import ChipRow
from boundary.ui.fact_row import empty, plain_label
from boundary.ui.flow import FlowLayout
from boundary.ui.focus import ROOM
from boundary.ui.hours_answers import AnswerList, KeyHints
from boundary.ui.hours_copy import CopyDay
from boundary.ui.hours_grid import HoursGrid
from boundary.ui.hours_list import DayList
from boundary.ui.hours_model import History, Painted, wall_minutes
from boundary.ui.hours_replying import ReplyWindows
from boundary.ui.hours_special import SpecialDays
from boundary.ui.hours_view import (
    Channel,
    ChannelHours,
    GridView,
    HoursView,
    Special,
    SpecialKind,
    answers,
    override_at,
    shown_week,
    special_on,
    zone_of,
)
from boundary.ui.hours_words import (
    answer_words,
    channel_words,
    override_words,
    second_sentence,
    sentence,
    windows_text,
)
from boundary.ui.theme import APART, MARGIN, NEAR, TIGHT, Palette, mark, scale

BESIDE = 300
"""The least width of what lies beside the grid."""
WIDEST_ZONE = 320


class HoursPage(QWidget):
    """Shows the hours of each channel and tells changes, always with their channel.

    `week_changed(channel, windows of each weekday, Monday first)`, `zone_changed(channel, IANA
    name or "" for that of the machine)`, `special_added` and `special_removed` `(channel,
    Special)`, `region_changed(code)`, `replying_changed(channel, reply windows)`.
    `override_wanted(channel, opens)`: open for one more hour, or close now;
    `override_ended(channel)` takes it back.
    """

    week_changed = Signal(object, object)
    zone_changed = Signal(object, str)
    special_added = Signal(object, object)
    special_removed = Signal(object, object)
    region_changed = Signal(str)
    replying_changed = Signal(object, object)
    override_wanted = Signal(object, bool)
    override_ended = Signal(object)

    def __init__(self, view: HoursView, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Communication hours"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "paper")
        self._view = view
        self._channel = view.channels[0].channel
        self._histories = {
            each.channel: History(Painted.of(each.hours.week)) for each in view.channels
        }
        self._sentence = plain_label("display", wraps=True)
        self._second = plain_label("second", wraps=True)
        self._trouble = plain_label("trouble", wraps=True)
        self._chips = ChipRow(
            tr("Way to write to you"),
            [(each.channel, channel_words(each.channel)) for each in view.channels],
        )
        self._zone = QComboBox()
        self._zones: tuple[str, ...] = ()
        calm(self._zone)
        self._grid = HoursGrid(self._grid_view(), colours)
        self._list = DayList(view.first_day, colours)
        self._answers = AnswerList(colours)
        self._hints = KeyHints(colours)
        self._special = SpecialDays(colours, twelve=view.twelve)
        self._undo = _button(tr("Undo"), self._go_back)
        self._redo = _button(tr("Redo"), self._go_on)
        self._copy = CopyDay(lambda: self._grid.current_day, lambda: self._view.first_day)
        self._replying = ReplyWindows(twelve=view.twelve)
        self._now_says = plain_label("", wraps=True)
        self._now_buttons = FlowLayout()
        self._chosen_row = self._choosing()
        self._both = self._lay_out()
        self._connect()
        self.show_hours(view)

    def show_hours(self, view: HoursView) -> None:
        """Show *view*; nothing is emitted. What she can undo stays where the week is the same."""
        self._view = view
        for each in view.channels:
            painted = Painted.of(each.hours.week)
            history = self._histories.get(each.channel)
            if history is None or history.present != painted:
                self._histories[each.channel] = History(painted)
        self._trouble.setText(view.trouble)
        self._trouble.setVisible(bool(view.trouble))
        self._show_zone()
        self._show_override()
        self._special.show_special(
            self._of.special,
            self._today,
            regions=view.regions,
            region=view.region,
            proposed=view.proposed if self._channel is Channel.MAIL else (),
        )
        self._replying.show_windows(self._of.hours.reply_windows)
        self._replying.setVisible(self._channel is Channel.MAIL)
        self._show_week(self._painted)

    def open_day(self, day: int) -> None:
        """Open weekday *day* (Monday 0) of the list for changing."""
        self._list.open_day(day)

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        for part in (self._grid, self._list, self._answers, self._hints, self._special):
            part.recolour(colours)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self._grid.minimumWidth() + round(BESIDE * scale()) + MARGIN * 3
        wide = self.width() >= needed
        direction = QBoxLayout.Direction
        for both in (self._both, self._chosen_row):
            both.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    @property
    def _of(self) -> ChannelHours:
        """The hours of the chosen channel, as they were shown."""
        return next(each for each in self._view.channels if each.channel is self._channel)

    @property
    def _painted(self) -> Painted:
        return self._histories[self._channel].present

    @property
    def _hours_zone(self) -> ZoneInfo:
        return zone_of(self._of.hours, self._view.zone)

    @property
    def _today(self) -> date:
        return self._view.now.astimezone(self._hours_zone).date()

    def _lay_out(self) -> QBoxLayout:
        """Lay everything out; return the layout of the grid and what is beside it."""
        head = QVBoxLayout()
        head.setSpacing(TIGHT)
        for label in (self._sentence, self._second, self._trouble):
            head.addWidget(label)
        left = QVBoxLayout()
        left.setSpacing(TIGHT)
        left.addWidget(self._grid)
        left.addWidget(self._hints)
        left.addStretch(1)
        hairline = QFrame()
        mark(hairline, "line")
        buttons = FlowLayout()
        for button in (self._undo, self._redo, self._copy):
            buttons.addWidget(button)
        buttons.setContentsMargins(ROOM, 0, ROOM, 0)
        right = QVBoxLayout()
        right.setSpacing(NEAR)
        for part in (self._list, hairline, self._answers):
            right.addWidget(part)
        right.addLayout(buttons)
        right.addStretch(1)
        both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        both.setSpacing(APART)
        both.addLayout(left, 3)
        both.addLayout(right, 2)
        now = QVBoxLayout()
        now.setSpacing(TIGHT)
        now.addWidget(self._now_says)
        now.addLayout(self._now_buttons)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(MARGIN, APART, MARGIN, APART)
        inside.setSpacing(APART)
        inside.addLayout(head)
        inside.addLayout(self._chosen_row)
        inside.addLayout(both)
        inside.addLayout(now)
        inside.addWidget(self._replying)
        inside.addWidget(self._special)
        inside.addStretch(1)
        return both

    def _choosing(self) -> QBoxLayout:
        """Return the row of channels, and the zone their times are in."""
        in_zone = FlowLayout()
        words = QLabel(tr("Times in"))
        mark(words, "second")
        self._zone.setAccessibleName(tr("Time zone of these hours"))
        self._zone.setMaximumWidth(round(WIDEST_ZONE * scale()))
        in_zone.addWidget(words)
        in_zone.addWidget(self._zone)
        self._zone.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._zone.setMinimumContentsLength(12)
        both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        both.setSpacing(NEAR)
        both.addWidget(self._chips, 1)
        both.addLayout(in_zone)
        return both

    def _connect(self) -> None:
        self._chips.chosen.connect(self._choose)
        self._zone.activated.connect(self._change_zone)
        self._grid.previewed.connect(self._say)
        self._grid.painted.connect(self._do)
        self._grid.undo_wanted.connect(self._go_back)
        self._grid.redo_wanted.connect(self._go_on)
        self._list.chosen.connect(self._grid.choose_day)
        self._list.changed.connect(self._type)
        self._special.added.connect(lambda each: self.special_added.emit(self._channel, each))
        self._special.removed.connect(lambda each: self.special_removed.emit(self._channel, each))
        self._special.opened.connect(self._open_holiday)
        self._special.region_changed.connect(self.region_changed)
        self._replying.changed.connect(lambda each: self.replying_changed.emit(self._channel, each))
        self._copy.wanted.connect(
            lambda source, targets: self._do(self._painted.with_copy(source, targets))
        )

    def _choose(self, channel: Channel) -> None:
        self._channel = channel
        self._list.open_day(None)
        self.show_hours(self._view)

    def _do(self, painted: Painted) -> None:
        if self._histories[self._channel].do(painted):
            self._tell()

    def _go_back(self) -> None:
        if self._histories[self._channel].undo():
            self._tell()

    def _go_on(self) -> None:
        if self._histories[self._channel].redo():
            self._tell()

    def _tell(self) -> None:
        self._show_week(self._painted)
        self.week_changed.emit(self._channel, self._painted.week())

    def _type(self, day: int, walls: tuple[WallSpan, ...]) -> None:
        self._do(self._painted.with_day(day, walls))

    def _open_holiday(self, special: Special) -> None:
        """Keep the usual hours on a holiday."""
        spans = self._painted.week()[special.first.weekday()]
        own = replace(special, kind=SpecialKind.OTHER, spans=spans)
        self.special_added.emit(self._channel, own)

    def _change_zone(self, place: int) -> None:
        self.zone_changed.emit(self._channel, self._zone.itemData(place))

    def _show_zone(self) -> None:
        chosen = self._of.hours.zone or ""
        zones = (self._view.zone.key, *self._view.zones)
        if self._zone.findData(chosen) < 0 or self._zones != zones:
            self._zones = zones
            self._zone.clear()
            here = tr("{zone} (this computer)").format(zone=self._view.zone.key)
            self._zone.addItem(here, "")
            for name in self._view.zones:
                self._zone.addItem(name, name)
        place = self._zone.findData(chosen)
        if place < 0:
            self._zone.addItem(chosen, chosen)
            place = self._zone.count() - 1
        self._zone.setCurrentIndex(place)

    def _show_override(self) -> None:
        """Offer what can be said on the spot, or say what was."""
        empty(self._now_buttons)
        zone, twelve = self._hours_zone, self._view.twelve
        held = override_at(self._of.hours, self._view.now)
        if held is not None:
            self._now_says.setText(override_words(held, zone, twelve=twelve))
            back = _button(tr("Take back"), lambda: self.override_ended.emit(self._channel))
            self._now_buttons.addWidget(back)
        self._now_says.setVisible(held is not None)
        if held is not None:
            return
        opening = _button(
            tr("Open for one more hour"), lambda: self.override_wanted.emit(self._channel, True)
        )
        closing = _button(tr("Close now"), lambda: self.override_wanted.emit(self._channel, False))
        for button in (opening, closing):
            self._now_buttons.addWidget(button)

    def _show_week(self, painted: Painted) -> None:
        self._grid.show_week(self._grid_view())
        self._say(painted)
        history = self._histories[self._channel]
        self._undo.setEnabled(history.can_undo)
        self._redo.setEnabled(history.can_redo)

    def _say(self, painted: Painted) -> None:
        """Say *painted* in words, also while she is still dragging."""
        twelve = self._view.twelve
        special = self._of.special
        self._sentence.setText(
            sentence(self._channel, painted, first_day=self._view.first_day, twelve=twelve)
        )
        self._second.setText(
            second_sentence(self._channel, painted, special, self._today, twelve=twelve)
        )
        week = painted.week()
        says, quiet = [""] * WEEKDAYS, set()
        for day in shown_week(self._today, self._view.first_day):
            number = day.weekday()
            found = special_on(day, special)
            says[number] = windows_text(tuple(map(wall_minutes, week[number])), twelve=twelve)
            if found is not None and not found.spans:
                says[number] = found.why or tr("closed")
            if not week[number] or (found is not None and not found.spans):
                quiet.add(number)
        self._list.show_days(week, says, quiet=frozenset(quiet), twelve=twelve)
        hours = replace(self._of.effective, week=week)
        found_answers = answers(hours, self._view.now, self._view.zone)
        zone = self._hours_zone
        self._answers.show_answers(
            [
                (*answer_words(each, self._view.now, zone, twelve=twelve), each.yours)
                for each in found_answers
            ]
        )

    def _grid_view(self) -> GridView:
        painted = self._painted
        hours = replace(self._of.effective, week=painted.week())
        return GridView(
            painted,
            shown_week(self._today, self._view.first_day),
            self._view.now,
            self._hours_zone,
            self._of.special,
            answers(hours, self._view.now, self._view.zone),
            self._view.twelve,
        )


def _button(words: str, does: Callable[[], None]) -> QPushButton:
    button = QPushButton(words)
    button.clicked.connect(lambda _on: does())
    return button
