"""A page that scrolls when it must: down only, with a bar as quiet as a hairline."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from boundary.ui.theme import WIDE, Palette

_BAR = """
QScrollBar:vertical {{ background: {paper}; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {border}; min-height: 36px; margin: 2px 4px;
    border-radius: 2px; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical {{ background: {paper}; }}
"""


class CalmScroll(QScrollArea):
    """Shows *page* as wide as itself; the keyboard goes to the page, never to the bar.

    What the keyboard comes to is brought into sight. Qt does so within a page alone: a control
    that is entered from outside would stay where it had scrolled to.
    """

    def __init__(self, page: QWidget, colours: Palette) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)
        self.recolour(colours)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._bring_into_sight)

    def recolour(self, colours: Palette) -> None:
        """Draw the bar in *colours* from now on."""
        self.verticalScrollBar().setStyleSheet(
            _BAR.format(paper=colours.paper, border=colours.border)
        )

    def _bring_into_sight(self, _old: QWidget | None, new: QWidget | None) -> None:
        page = self.widget()
        if new is None or page is None or not page.isAncestorOf(new):
            return
        if new.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            self.ensureWidgetVisible(new, 0, WIDE)
