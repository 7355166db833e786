"""The rituals in the settings: what suits her, and what a break of each size is made of.

The page is handed a `Repertoire` and tells the new one with every change.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.rituals.own import OwnRitual, gap_rituals
from boundary.rituals.repertoire import Repertoire
from boundary.rituals.ritual import Ritual, Tier
from boundary.ui.fact_row import empty, plain_label
from boundary.ui.page_parts import indented, page_layout, said
from boundary.ui.ritual_editor import PREP, RitualEditor
from boundary.ui.ritual_words import lengths_text, tier_words, variant_words
from boundary.ui.theme import NEAR, TIGHT, WIDE, Palette, mark


class RitualsPage(QWidget):
    """Variants as boxes to tick, and the rituals of a gap by the size of break.

    `changed("rituals", Repertoire)` and `changed("reduced_motion", bool)`; `preview_wanted`
    carries the `OwnRitual` that the editor wants tried.
    """

    changed = Signal(str, object)
    preview_wanted = Signal(object)

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours = colours
        self._repertoire = Repertoire()
        self._prep = PREP
        self._editor: RitualEditor | None = None
        page = page_layout(self, tr("Rituals"))
        page.addWidget(said(tr("What a break is made of. No ritual makes a sound.")))
        boxes = QVBoxLayout()
        boxes.setSpacing(0)
        title = plain_label("title", wraps=True)
        title.setText(tr("In every ritual"))
        boxes.addWidget(title)
        self._variants = {variant: QCheckBox(words) for variant, words, _ in variant_words()}
        for variant, _words, more in variant_words():
            box = self._variants[variant]
            box.setAccessibleDescription(more)
            box.clicked.connect(
                lambda on, variant=variant: self._tell(self._repertoire.with_variant(variant, on))
            )
            boxes.addWidget(box)
            boxes.addWidget(indented(more))
        self._still = QCheckBox(tr("Less motion"))
        self._still.clicked.connect(lambda on: self.changed.emit("reduced_motion", on))
        boxes.addWidget(self._still)
        boxes.addWidget(indented(tr("A bar fills instead of the ring. The same as in Appearance.")))
        page.addLayout(boxes)
        self._sizes = QVBoxLayout()
        self._sizes.setSpacing(WIDE)
        page.addLayout(self._sizes)
        page.addStretch(1)
        self._fill()

    def show_rituals(
        self, repertoire: Repertoire, reduced_motion: bool, prep: timedelta = PREP
    ) -> None:
        """Show *repertoire*; nothing is emitted, and the control she is on keeps its focus."""
        for variant, box in self._variants.items():
            box.setChecked(variant in repertoire.variants)
        self._still.setChecked(reduced_motion)
        self._prep = prep
        if repertoire != self._repertoire:
            self._repertoire = repertoire
            self._refill()

    def recolour(self, colours: Palette) -> None:
        """Open editors in *colours* from now on, and draw an open one in them."""
        self._colours = colours
        if self._editor is not None:
            self._editor.recolour(colours)

    def _tell(self, repertoire: Repertoire) -> None:
        self._repertoire = repertoire
        self._refill()
        self.changed.emit("rituals", repertoire)

    def _refill(self) -> None:
        focused = self.focusWidget()
        self._fill()
        if focused is not None:
            self._focus(focused.accessibleName())

    def _focus(self, name: str) -> None:
        for button in self.findChildren(QAbstractButton):
            if name and button.accessibleName() == name and button.isVisible():
                button.setFocus()

    def _fill(self) -> None:
        empty(self._sizes)
        for tier, rituals in groupby(gap_rituals(), key=lambda ritual: ritual.tier):
            card = self._card(tier, list(rituals))
            self._sizes.addWidget(card)
            card.show()  # now, not when the layout comes to it: the focus goes back at once

    def _card(self, tier: Tier, rituals: list[Ritual]) -> QFrame:
        """Return the rituals of one size; where there are several, one of them comes first."""
        card = QFrame()
        card.setAccessibleName(tier_words(tier))
        mark(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(WIDE, NEAR, WIDE, NEAR)
        inside.setSpacing(TIGHT)
        title = plain_label("title", wraps=True)
        title.setText(tier_words(tier))
        inside.addWidget(title)
        group = QButtonGroup(card)
        for each in rituals:
            inside.addLayout(self._row(each.id, group if len(rituals) > 1 else None))
        return card

    def _row(self, id: str, group: QButtonGroup | None) -> QHBoxLayout:
        ritual = self._repertoire.ritual(id)
        own = self._repertoire.own_ritual(id)
        name = own.title or ritual.title
        words = QVBoxLayout()
        words.setSpacing(0)
        second = plain_label("small", wraps=True)
        second.setText(self._second(id, ritual))
        if group is None:
            title = plain_label("", wraps=True)
            title.setText(name)
            words.addWidget(title)
        else:
            first = QRadioButton(name)
            first.setAccessibleName(tr("{name} comes first").format(name=name))
            first.setAccessibleDescription(second.text())
            first.setChecked(self._repertoire.first(ritual.tier) == id)
            first.clicked.connect(lambda _on: self._tell(self._repertoire.preferring(id)))
            group.addButton(first)
            words.addWidget(first)
            second.setContentsMargins(WIDE + NEAR, 0, 0, 0)
        words.addWidget(second)
        change = QPushButton(tr("Change…"))
        change.setAccessibleName(tr("Change {name}").format(name=name))
        change.clicked.connect(lambda _on: self._open(id))
        line = QHBoxLayout()
        line.setSpacing(TIGHT)
        line.addLayout(words, 1)
        line.addWidget(change)
        return line

    def _second(self, id: str, ritual: Ritual) -> str:
        """Return how long *ritual* takes, and what she did to it."""
        lengths = lengths_text(ritual)
        if self._repertoire.is_set_aside(id):
            return tr("{lengths}. With what is ticked above, it comes as it came.").format(
                lengths=lengths
            )
        if self._repertoire.is_own(id):
            return tr("{lengths}. Changed by you.").format(lengths=lengths)
        return tr("{lengths}.").format(lengths=lengths)

    def _open(self, id: str) -> None:
        editor = RitualEditor(
            self._repertoire, id, self._colours, prep=self._prep, parent=self.window()
        )
        editor.saved.connect(self._keep)
        editor.preview_wanted.connect(self.preview_wanted)
        editor.finished.connect(self._closed)
        self._editor = editor
        editor.open()

    def _keep(self, own: OwnRitual) -> None:
        self._tell(self._repertoire.holding(own))

    def _closed(self) -> None:
        if self._editor is not None:
            self._editor.deleteLater()
            self._editor = None
