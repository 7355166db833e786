"""A plot with its title, its sentence, and the same numbers as a table that a button opens."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from boundary.language import tr
from boundary.ui.fact_row import plain_label
from boundary.ui.plot import Plot
from boundary.ui.plot_view import PlotView
from boundary.ui.theme import APART, BODY, HAIR, NEAR, TIGHT, WIDE, Palette, mark, scale

ROWS = 8
"""As many rows are seen at once; the others scroll."""


class PlotPanel(QFrame):
    """Shows a `PlotView` on a card; before there is anything to draw, one sentence."""

    def __init__(self, view: PlotView, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "card")
        self._view = view
        self.setAccessibleName(view.title)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(APART, WIDE + HAIR, APART, WIDE)
        inside.setSpacing(TIGHT)
        title = plain_label("title", wraps=True)
        title.setText(view.title)
        said = plain_label("second", wraps=True)
        said.setText(view.waiting if view.empty else view.sentence)
        inside.addWidget(title)
        inside.addWidget(said)
        self._plot: Plot | None = None
        self._table: QTableWidget | None = None
        if view.empty:
            return
        self._plot = Plot(view, colours)
        self._pointed = plain_label("small", wraps=True)
        self._pointed.setText(view.key)
        self._plot.pointed.connect(lambda words: self._pointed.setText(words or view.key))
        self._button = QPushButton(tr("As numbers"))
        self._button.setAccessibleName(tr("As numbers: {title}").format(title=view.title))
        mark(self._button, "text")
        self._button.clicked.connect(self._turn)
        inside.addSpacing(TIGHT)
        inside.addWidget(self._plot)
        inside.addWidget(self._pointed)
        inside.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self.recolour(colours)

    @property
    def plot(self) -> Plot | None:
        """The picture, if there is one."""
        return self._plot

    @property
    def table(self) -> QTableWidget | None:
        """The numbers, once she opened them."""
        return self._table

    def recolour(self, colours: Palette) -> None:
        """Draw in *colours* from now on."""
        self._colours = colours
        if self._plot is not None:
            self._plot.recolour(colours)
        if self._table is not None:
            self._table.setStyleSheet(_sheet(colours))

    def _turn(self) -> None:
        """Open the table, or close it; the focus goes into what was opened."""
        if self._table is None:
            self._table = self._new_table()
            layout = self.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.addSpacing(NEAR)
            layout.addWidget(self._table)
        opens = self._table.isHidden() or self._button.text() == tr("As numbers")
        self._table.setVisible(opens)
        words = tr("Only the picture") if opens else tr("As numbers")
        self._button.setText(words)
        self._button.setAccessibleName(
            tr("{what}: {title}").format(what=words, title=self._view.title)
        )
        if opens:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_table(self) -> QTableWidget:
        view = self._view
        table = QTableWidget(len(view.points), len(view.headings))
        table.setAccessibleName(view.title)
        table.setAccessibleDescription(view.sentence)
        table.setHorizontalHeaderLabels(list(view.headings))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for row, point in enumerate(reversed(view.points)):
            for column, words in enumerate((point.label, *point.cells)):
                table.setItem(row, column, QTableWidgetItem(words))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        high = round(BODY.line * scale()) + TIGHT
        table.verticalHeader().setDefaultSectionSize(high)
        table.verticalHeader().setMinimumSectionSize(high)
        table.setFixedHeight(high * (min(len(view.points), ROWS) + 1) + TIGHT)
        table.setStyleSheet(_sheet(self._colours))
        return table


def _sheet(colours: Palette) -> str:
    return _SHEET.format(
        card=colours.card,
        ink=colours.ink,
        second=colours.second,
        hairline=colours.hairline,
        wash=colours.rest_wash,
        focus=colours.focus,
        border=colours.border,
    )


_SHEET = """
QTableWidget {{ background: {card}; border: 1px solid {hairline}; border-radius: 8px;
    outline: none; selection-background-color: {wash}; selection-color: {ink}; }}
QTableWidget:focus {{ border: 2px solid {focus}; }}
QTableWidget::item {{ padding: 0 8px; }}
QHeaderView {{ background: {card}; }}
QHeaderView::section {{ background: {card}; color: {second}; border: none;
    border-bottom: 1px solid {hairline}; padding: 4px 8px; font-weight: 400; }}
QScrollBar:vertical {{ background: {card}; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {border}; min-height: 36px; margin: 2px 4px;
    border-radius: 2px; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical {{ background: {card}; }}
"""
