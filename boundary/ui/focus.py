"""The focus ring: 2 px wide, 2 px off the control, shown only to those who use the keyboard.

A sheet cannot draw outside a control, so the ring is a widget of its own laid around it. Leave
buttons `ROOM` px to the edge of their parent, or the ring is cut.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

WIDTH = 2
OFFSET = 2
ROOM = WIDTH + OFFSET
RADIUS = 10

OWN_COLOUR = "focus_colour"
"""The property of a window that is on other paper than the rest: the colour of its rings."""


class FocusRing(QWidget):
    """The ring around one button; it follows the button and takes no clicks."""

    def __init__(self, button: QAbstractButton, colour: str) -> None:
        super().__init__(button.parentWidget())
        self._button = button
        self._colour = QColor(colour)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.installEventFilter(self)
        self._lay()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._lay()
        elif event.type() == QEvent.Type.Hide:
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour, WIDTH))
        half = WIDTH / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS, RADIUS
        )

    def _lay(self) -> None:
        self.setGeometry(self._button.geometry().adjusted(-ROOM, -ROOM, ROOM, ROOM))
        self.raise_()
        self.show()


class FocusRings(QObject):
    """Keeps at most one ring in an application: around the button that Space would press."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._colour = ""
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._move)

    def recolour(self, colour: str) -> None:
        """Draw rings in *colour* from the next change of focus on."""
        self._colour = colour

    def _move(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is not None:
            self._ring.deleteLater()
            self._ring = None
        if isinstance(new, QAbstractButton) and not new.isWindow() and _by_keyboard(new):
            own = new.window().property(OWN_COLOUR)
            self._ring = FocusRing(new, own or self._colour)


def _by_keyboard(widget: QWidget) -> bool:
    """Tell whether she has walked *widget*'s window with keys (Tab, arrows)."""
    return widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def follow_focus(app: QApplication, colour: str) -> None:
    """Show focus rings of *colour* in *app*; called again, only the colour changes."""
    rings = app.findChild(FocusRings) or FocusRings(app)
    rings.recolour(colour)
