"""The one place of colours, type, space and motion: warm paper, ink, an arch with a light in it.

All lengths are logical pixels, all times milliseconds. A palette names what a colour is for,
never what it looks like, so a widget written for the light theme is right in the dark one.
Widgets say what they are with `mark(widget, "second")`; the one sheet does the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours (`#RRGGBB`) by role; `hairline` and `own_time` are decoration and never inform alone.

    Large session blocks are `session_fill` with a 1 px `session_edge`; the lamp is a disc of
    `lamp` outlined with `lamp_text` (in the dark the two are one).
    """

    paper: str
    card: str
    ink: str
    second: str
    border: str
    hairline: str
    session: str
    session_edge: str
    session_fill: str
    rest: str
    rest_wash: str
    own_time: str
    commitment: str
    lamp_text: str
    lamp: str
    trouble: str
    focus: str


LIGHT = Palette(
    paper="#F6F3EC",
    card="#FFFDF8",
    ink="#22292B",
    second="#566063",
    border="#85806F",
    hairline="#D9D3C6",
    session="#4A5578",
    session_edge="#4A5578",
    session_fill="#4A5578",
    rest="#2E6B57",
    rest_wash="#DCEAE2",
    own_time="#EADFC8",
    commitment="#7A4A6B",
    lamp_text="#8A5200",
    lamp="#E8A33D",
    trouble="#A33A2A",
    focus="#1F5FBF",
)

DARK = Palette(
    paper="#171B1E",
    card="#20262A",
    ink="#ECE7DC",
    second="#A9AFAB",
    border="#7F878B",
    hairline="#343C40",
    session="#8E9BCB",
    session_edge="#8E9BCB",
    session_fill="#5E6887",
    rest="#7FC4A8",
    rest_wash="#20382F",
    own_time="#3A3322",
    commitment="#CF9BC0",
    lamp_text="#F0B65A",
    lamp="#F0B65A",
    trouble="#F08A76",
    focus="#9CC2FF",
)


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """A size of letters and the height of its lines."""

    size: int
    line: int


SMALL = TypeStyle(13, 18)
BODY = TypeStyle(15, 22)
DISPLAY = TypeStyle(28, 34)
CLOCK = TypeStyle(44, 52)

REGULAR = 400
STRONG = 600

HAIR, TIGHT, NEAR, WIDE, APART, MARGIN = 4, 8, 12, 16, 24, 40
RADIUS_CONTROL = 8
RADIUS_CARD = 14
RADIUS_BAR = 6
TARGET = 36

APPEAR_MS = 220
LEAVE_MS = 140
STEP_MS = 300
RISE = 8


def palette(dark: bool) -> Palette:
    """Return the dark palette or the light one."""
    return DARK if dark else LIGHT


def is_dark(app: QApplication) -> bool:
    """Tell whether the desktop asks for dark; one that does not say is taken as light.

    Ask again whenever `app.styleHints().colorSchemeChanged` speaks.
    """
    return app.styleHints().colorScheme() is Qt.ColorScheme.Dark


def text_scale() -> float:
    """Return how much larger than usual she set her desktop's letters, from 1.0 to 2.0.

    Usual goes up to 15 px (GNOME's 11 pt); a smaller system font does not shrink ours.
    """
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return min(max(QFontInfo(system).pixelSize() / BODY.size, 1.0), 2.0)


def font(style: TypeStyle, weight: int = REGULAR, *, tabular: bool = False) -> QFont:
    """Return her system's UI font in *style*, scaled with the application's own font.

    *tabular* figures are all equally wide, so that a running clock does not tremble.
    """
    face = QFont(QApplication.font())
    face.setPixelSize(round(style.size * scale()))
    face.setWeight(QFont.Weight(weight))
    if tabular:
        face.setFeature(QFont.Tag("tnum"), 1)
    return face


def scale() -> float:
    """Return the scale of letters that `apply` set; 1.0 before it ran."""
    pixels = QApplication.font().pixelSize()
    return pixels / BODY.size if pixels > 0 else 1.0


def mark(widget: QWidget, kind: str) -> None:
    """Give *widget* a kind of the sheet, also while it is shown.

    Labels: `second`, `small`, `title`, `display`, `clock`, `trouble`, `lamp`. Buttons: none
    (an outline), `rest` (equal choices), `filled` (at most one a screen), `text`, `chip` (one
    of several in a row), `chooser` (a chip that opens them; it paints its own signs).
    Frames: `card`, `line` (a hairline). Anything: `paper`.
    """
    widget.setProperty("kind", kind)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def apply(app: QApplication, colours: Palette, letters: float | None = None) -> None:
    """Dress *app*: Fusion, palette, font, sheet and the focus ring.

    *letters* scales the type; without it the desktop's own setting does. May be called again.
    """
    from boundary.ui.focus import follow_focus  # a widget class: the tray comes before it

    app.setStyle(QStyleFactory.create("Fusion"))
    face = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    face.setPixelSize(round(BODY.size * (text_scale() if letters is None else letters)))
    app.setFont(face)
    app.setPalette(_qt_palette(colours))
    app.setStyleSheet(stylesheet(colours, scale()))
    follow_focus(app, colours.focus)


def _qt_palette(colours: Palette) -> QPalette:
    """Translate *colours* for the parts that no sheet reaches (dialogs, menus, selections)."""
    role = QPalette.ColorRole
    result = QPalette()
    wanted: Mapping[QPalette.ColorRole, str] = {
        role.Window: colours.paper,
        role.WindowText: colours.ink,
        role.Base: colours.card,
        role.AlternateBase: colours.paper,
        role.Text: colours.ink,
        role.Button: colours.card,
        role.ButtonText: colours.ink,
        role.BrightText: colours.trouble,
        role.ToolTipBase: colours.card,
        role.ToolTipText: colours.ink,
        role.PlaceholderText: colours.second,
        role.Highlight: colours.rest,
        role.HighlightedText: colours.card,
        role.Accent: colours.rest,
        role.Link: colours.focus,
        role.LinkVisited: colours.focus,
    }
    for name, colour in wanted.items():
        result.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.second))
    return result


def stylesheet(colours: Palette, letters: float = 1.0) -> str:
    """Return the one sheet for *colours*, its type scaled by *letters*."""
    values = {name: getattr(colours, name) for name in Palette.__slots__}
    for name, style in (("small", SMALL), ("body", BODY), ("display", DISPLAY), ("clock", CLOCK)):
        values[f"{name}_px"] = round(style.size * letters)
    target = round(TARGET * (1 + letters) / 2)
    values |= {
        "target": target - 2,
        "target_focus": target - 4,
        "radius": RADIUS_CONTROL,
        "radius_card": RADIUS_CARD,
    }
    return _SHEET.substitute(values)


_SHEET = Template("""
QWidget { color: $ink; font-size: ${body_px}px; }
QMainWindow, QDialog, QWidget[kind="paper"], QScrollArea > QWidget > QWidget
    { background: $paper; }
QScrollArea > QWidget > QWidget[kind="list"] { background: $card; }
QScrollArea { background: $paper; border: none; }

QLabel { background: transparent; }
QLabel[kind="second"] { color: $second; }
QLabel[kind="small"] { color: $second; font-size: ${small_px}px; }
QLabel[kind="title"] { font-weight: 600; }
QLabel[kind="display"] { font-size: ${display_px}px; }
QLabel[kind="clock"] { font-size: ${clock_px}px; }
QLabel[kind="trouble"] { color: $trouble; }
QLabel[kind="lamp"] { color: $lamp_text; font-weight: 600; }

QFrame[kind="card"] { background: $card; border: 1px solid $hairline;
    border-radius: ${radius_card}px; }
QFrame[kind="line"] { background: $hairline; border: none; max-height: 1px; min-height: 1px; }

QPushButton { background: transparent; border: 1px solid $border; border-radius: ${radius}px;
    min-height: ${target}px; padding: 0 16px; outline: none; }
QPushButton:hover { background: $card; border-color: $ink; }
QPushButton:pressed, QPushButton:checked { background: $rest_wash; border-color: $rest; }
QPushButton:disabled { color: $second; border-color: $hairline; }
QPushButton[kind="rest"] { background: $rest_wash; border-color: $rest; padding: 0 13px;
    font-size: ${small_px}px; }
QPushButton[kind="rest"]:hover { border-color: $ink; }
QPushButton[kind="rest"]:pressed { background: $card; }
QPushButton[kind="filled"] { background: $rest; border-color: $rest; color: $card; }
QPushButton[kind="filled"]:hover { border-color: $ink; }
QPushButton[kind="text"] { border: none; background: transparent; color: $second;
    padding: 0 8px; min-height: ${target}px; font-size: ${small_px}px; }
QPushButton[kind="text"]:hover { color: $ink; }
QPushButton[kind="chip"] { background: $card; padding: 0 11px; font-size: ${small_px}px; }
QPushButton[kind="chip"]:checked { border: 2px solid $session; padding: 0 10px;
    min-height: ${target_focus}px; font-weight: 600; }
QPushButton[kind="chooser"] { background: $card; padding: 0 36px 0 34px; text-align: left;
    font-size: ${small_px}px; }
QPushButton[kind="chooser"]:hover { border-color: $ink; }

QLineEdit, QPlainTextEdit, QSpinBox, QTimeEdit, QComboBox { background: $card; color: $ink;
    border: 1px solid $border; border-radius: ${radius}px; padding: 0 8px; }
QLineEdit, QSpinBox, QTimeEdit, QComboBox { min-height: ${target}px; }
QPlainTextEdit { padding: 8px; }
QSpinBox::up-button, QTimeEdit::up-button, QSpinBox::down-button, QTimeEdit::down-button
    { width: 20px; border: none; background: transparent; margin: 2px; }
QComboBox::drop-down { width: 24px; border: none; }
QSpinBox::up-arrow, QTimeEdit::up-arrow { width: 0; height: 0; border: 4px solid $card;
    border-top-width: 0; border-bottom: 5px solid $ink; }
QSpinBox::down-arrow, QTimeEdit::down-arrow, QComboBox::down-arrow { width: 0; height: 0;
    border: 4px solid $card; border-bottom-width: 0; border-top: 5px solid $ink; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $border;
    selection-background-color: $rest_wash; selection-color: $ink; }

QCheckBox, QRadioButton { min-height: ${target}px; spacing: 8px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: 10px; height: 10px; padding: 4px;
    border: 1px solid $border; border-radius: 3px; background: $card; }
QRadioButton::indicator { border-radius: 10px; }
QCheckBox::indicator:checked { border-color: $rest; background: $rest; background-clip: content; }
QRadioButton::indicator:checked { border-color: $rest; background: qradialgradient(cx: 0.5,
    cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, stop: 0.52 $rest, stop: 0.58 $card); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $focus;
    padding: 3px; }
QLineEdit:focus, QSpinBox:focus, QTimeEdit:focus, QComboBox:focus { border: 2px solid $focus;
    min-height: ${target_focus}px; padding: 0 7px; }
QPlainTextEdit:focus { border: 2px solid $focus; padding: 7px; }
QSpinBox QLineEdit, QTimeEdit QLineEdit { min-height: 0; padding: 0 0 0 8px; border: none; }

QMenu { background: $card; border: 1px solid $hairline; padding: 4px; }
QMenu::item { padding: 8px 16px 8px 28px; border-radius: 6px; }
QMenu::item:selected { background: $rest_wash; color: $ink; }
QMenu::item:disabled { color: $second; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QToolTip { background: $card; color: $ink; border: 1px solid $border; padding: 4px 8px; }
""")
