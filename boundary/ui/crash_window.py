"""The report of what went wrong: she reads all of it before she copies it, and sends it herself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFontDatabase, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from boundary.language import tr
from boundary.ui.fact_row import plain_label
from boundary.ui.theme import MARGIN, NEAR, SMALL, mark, scale

SIZE = QSize(640, 480)


class CrashWindow(QWidget):
    """Shows *report*, as it would be copied; Esc closes."""

    closed = Signal()

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = tr("A report, for you to read")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "paper")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        inside.setSpacing(NEAR)
        heading = plain_label("display", wraps=True)
        heading.setText(title)
        inside.addWidget(heading)
        says = plain_label("second", wraps=True)
        says.setText(
            tr(
                "This is all of it: kinds, places in the program, and times. It goes nowhere by "
                "itself. Copy it if you want to show it to somebody."
            )
        )
        inside.addWidget(says)
        self._text = QPlainTextEdit(report)
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self._text.setStyleSheet(
            f'font-family: "{family}", monospace; font-size: {round(SMALL.size * scale())}px'
        )
        self._text.setAccessibleName(tr("The report"))
        inside.addWidget(self._text, 1)
        foot = QHBoxLayout()
        foot.setSpacing(NEAR)
        self._copy = QPushButton(tr("Copy"))
        self._copy.clicked.connect(self._copied)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        foot.addWidget(self._copy)
        foot.addWidget(close)
        foot.addStretch(1)
        inside.addLayout(foot)
        self.resize(SIZE * scale())
        self._text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
        self._copy.setText(tr("Copied"))
