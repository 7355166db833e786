"""The page of the reply: its texts, what a stranger receives, numbers, places, and the sorter.

It is handed a `ReplyView` and tells each change at once. Everyone receives the same words.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr, trn
from boundary.ui.calm_fields import calm
from boundary.ui.fact_row import plain_label
from boundary.ui.flow import FlowLayout
from boundary.ui.page_parts import page_layout, said
from boundary.ui.preview_reply import PreviewReply
from boundary.ui.reply_colleague import LONGEST, ColleaguePart
from boundary.ui.reply_editor import ReplyEditor
from boundary.ui.reply_parts import WIDEST, Numbers, Sorter
from boundary.ui.reply_places import Places
from boundary.ui.reply_view import Received, ReplyView
from boundary.ui.theme import NEAR, TIGHT, Palette, mark, scale

MOST_DAYS = 5


class ReplyPage(QWidget):
    """Shows a `ReplyView`.

    `text_changed(id, subject, text)`, `reset_wanted(id)`, `response_changed(business days)`;
    `preview_wanted(instant)` and `test_wanted(instant)` in UTC, answered with `show_received`;
    `country_chosen`, `abroad_added`, `abroad_removed` and `numbers_checked` with a country's
    code; `place_ticked(id, on)`, `place_worded(id, words)` ("" for ours); `sorter_changed(id,
    lines)`; `language_changed(code)` ("" for the program's), `name_changed(name)`;
    `colleague_changed(ColleagueRow)`.
    """

    text_changed = Signal(str, str, str)
    reset_wanted = Signal(str)
    response_changed = Signal(int)
    preview_wanted = Signal(object)
    test_wanted = Signal(object)
    country_chosen = Signal(str)
    abroad_added = Signal(str)
    abroad_removed = Signal(str)
    numbers_checked = Signal(str)
    place_ticked = Signal(str, bool)
    place_worded = Signal(str, str)
    sorter_changed = Signal(str, object)
    language_changed = Signal(str)
    name_changed = Signal(str)
    colleague_changed = Signal(object)

    def __init__(self, view: ReplyView, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("The reply"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "paper")
        self._editor = ReplyEditor(view.texts, colours)
        self._preview = PreviewReply(view.now, view.zone, colours, twelve=view.twelve)
        self._numbers = Numbers(colours)
        self._places = Places(colours)
        self._colleague = ColleaguePart()
        self._language = QComboBox()
        self._language.setAccessibleName(tr("Language of the replies"))
        self._name = QLineEdit()
        self._name.setAccessibleName(tr("Your name, for {field}").format(field="{name}"))
        self._name.setMaxLength(LONGEST)
        self._sorter = Sorter()
        self._days = QSpinBox()
        self._days.setRange(1, MOST_DAYS)
        self._days.setAccessibleName(tr("Business days until you answer"))
        calm(self._days)
        self._days.valueChanged.connect(self._change_days)
        self._days_words = QLabel()
        self._showing = False
        self._lay_out()
        self._connect()
        self.show_reply(view)

    @property
    def previewed(self) -> object:
        """The instant (UTC) that the preview looks at."""
        return self._preview.instant

    def show_reply(self, view: ReplyView) -> None:
        """Show *view*; nothing is emitted, and what she is typing stays."""
        self._showing = True
        self._days.setValue(view.response_days)
        self._days_words.setText(trn("business day", "business days", view.response_days))
        self._showing = False
        self._editor.show_texts(view.texts, view.lint)
        self._preview.show_test(view.tests, view.test_says)
        self._numbers.show_numbers(view.crisis, view.countries)
        self._places.show_places(view.places)
        self._colleague.show_colleague(view.colleague)
        if self._language.count() != len(view.languages):
            self._language.clear()
            for code, name in view.languages:
                self._language.addItem(name, code)
        self._language.setCurrentIndex(self._language.findData(view.language))
        if not (self._name.hasFocus() and self._name.isModified()):
            self._name.setText(view.name)
        self._sorter.show_sorter(view.sorter)

    def show_received(self, received: Received | None) -> None:
        """Show what a stranger receives at the picked instant; None: no reply goes out."""
        self._preview.show_received(received)

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        for part in (self._editor, self._preview, self._numbers, self._places):
            part.recolour(colours)

    def _lay_out(self) -> None:
        page = page_layout(self, tr("The reply"))
        page.addWidget(
            said(tr("Everyone who writes outside your hours receives the same words, by itself."))
        )
        page.addWidget(self._editor)
        days = QHBoxLayout()
        days.setSpacing(TIGHT)
        days.addWidget(QLabel(tr("You usually answer within")))
        days.addWidget(self._days)
        days.addWidget(self._days_words)
        days.addStretch(1)
        page.addLayout(days)
        page.addLayout(self._speaking())
        sections: tuple[tuple[str, str, QWidget], ...] = (
            (
                tr("What a stranger receives"),
                tr("Pick any moment. This is exactly what goes out then."),
                self._preview,
            ),
            (
                tr("Numbers for help"),
                tr("They go into every text. Look at them twice a year, on the provider's page."),
                self._numbers,
            ),
            (
                tr("A colleague while you are away"),
                tr("Named in the text for an absence alone, and only once they have agreed."),
                self._colleague,
            ),
            (
                tr("Places people write to you"),
                tr("The same words, cut to size. Tick a place once they stand there."),
                self._places,
            ),
            (
                tr("Emergency or routine"),
                tr("In your own words, a line each, for you alone. Nothing reads your messages."),
                self._sorter,
            ),
        )
        for title, more, part in sections:
            page.addLayout(_section(title, more, part))
        page.addStretch(1)

    def _speaking(self) -> FlowLayout:
        """Return the row of the language, and of her name."""
        row = FlowLayout()
        for field in (self._language, self._name):
            words = QLabel(field.accessibleName())
            mark(words, "second")
            field.setMaximumWidth(round(WIDEST * scale()))
            row.addWidget(words)
            row.addWidget(field)
        calm(self._language)
        return row

    def _connect(self) -> None:
        self._language.activated.connect(
            lambda place: self.language_changed.emit(self._language.itemData(place))
        )
        self._name.editingFinished.connect(self._change_name)
        self._colleague.changed.connect(self.colleague_changed)
        self._places.worded.connect(self.place_worded)
        self._editor.changed.connect(self.text_changed)
        self._editor.reset_wanted.connect(self.reset_wanted)
        self._preview.wanted.connect(self.preview_wanted)
        self._preview.test_wanted.connect(self.test_wanted)
        self._numbers.country_chosen.connect(self.country_chosen)
        self._numbers.abroad_added.connect(self.abroad_added)
        self._numbers.abroad_removed.connect(self.abroad_removed)
        self._numbers.checked.connect(self.numbers_checked)
        self._places.ticked.connect(self.place_ticked)
        self._sorter.changed.connect(self.sorter_changed)

    def _change_name(self) -> None:
        if self._name.isModified():
            self._name.setModified(False)
            self.name_changed.emit(self._name.text().strip())

    def _change_days(self, days: int) -> None:
        self._days_words.setText(trn("business day", "business days", days))
        if not self._showing:
            self.response_changed.emit(days)


def _section(title: str, more: str, part: QWidget) -> QVBoxLayout:
    heading = plain_label("title", wraps=True)
    heading.setText(title)
    section = QVBoxLayout()
    section.setSpacing(NEAR)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(heading)
    words.addWidget(said(more))
    section.addLayout(words)
    section.addWidget(part)
    return section
