"""The hotkey on Wayland: the desktop's own portal, org.freedesktop.portal.GlobalShortcuts.

No program may take a key there; it asks, and the desktop asks her. So `grab` says at once only
that there is no such portal, and `refused` says later that she or the desktop declined. jeepney,
because QtDBus can't send a list of structures from Python. Source: the portal's documentation,
version 1. Tested against a mock of it; never run on a Wayland desktop.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from boundary.language import tr
from boundary.senses.chord import Chord, HotkeyError, Modifier

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection  # type: ignore[import-untyped]

PORTAL = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
REQUEST = "org.freedesktop.portal.Request"
SHORTCUT = "clinical-need"
PATIENCE = 2.0
"""Seconds for an answer that needs no person."""

_MODIFIERS = {
    Modifier.CTRL: "CTRL",
    Modifier.ALT: "ALT",
    Modifier.SHIFT: "SHIFT",
    Modifier.SUPER: "LOGO",
}
_KEYS = {"PageUp": "Page_Up", "PageDown": "Page_Down"}


def trigger(chord: Chord) -> str:
    """Return *chord* as the shortcuts specification of freedesktop.org writes it."""
    key = _KEYS.get(chord.key, chord.key)
    key = key.lower() if len(key) == 1 or key == "Space" else key
    return "+".join([*(word for held, word in _MODIFIERS.items() if held in chord.modifiers), key])


class PortalHotkey(QObject):
    """A key that the desktop hands on; the desktop may choose another than was wished for."""

    pressed = Signal()
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._line: DBusConnection | None = None
        self._notifier: QSocketNotifier | None = None
        self._signals: deque[Any] = deque()
        self._chord: Chord | None = None
        self._session = ""

    def grab(self, chord: Chord) -> HotkeyError | None:
        """Ask the desktop for *chord*; what is wrong is returned, or told by `refused` later."""
        from jeepney.io.blocking import open_dbus_connection
        from jeepney.wrappers import DBusErrorResponse  # type: ignore[import-untyped]

        self.release()
        self._chord = chord
        try:
            self._line = open_dbus_connection("SESSION", auth_timeout=PATIENCE)
            self._listen(SHORTCUTS, "Activated")
            self._listen(REQUEST, "Response")
            self._call(
                "CreateSession", "a{sv}", {**_token("open"), **_token("session", "session_")}
            )
        except (OSError, KeyError, ValueError, RuntimeError, DBusErrorResponse):
            # No bus, an address that can't be read, no portal, no such part of it, no answer.
            self.release()
            return _not_here()
        self._notifier = QSocketNotifier(self._line.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._heed()
        return None

    def release(self) -> None:
        """Hang up: the portal ends the session of a program that is gone."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._line is not None:
            self._line.close()
            self._line = None
        self._signals.clear()
        self._session = ""

    def _listen(self, interface: str, member: str) -> None:
        from jeepney import MatchRule, message_bus  # type: ignore[import-untyped]

        assert self._line is not None
        rule = MatchRule(type="signal", sender=PORTAL, interface=interface, member=member)
        self._line.send_and_get_reply(message_bus.AddMatch(rule), timeout=PATIENCE)
        # What arrives comes from the portal's unique name, which only the bus knows.
        here = MatchRule(type="signal", interface=interface, member=member)
        self._line.filter(here, queue=self._signals)

    def _call(self, method: str, signature: str, *body: object) -> None:
        from jeepney import DBusAddress, new_method_call
        from jeepney.wrappers import unwrap_msg

        assert self._line is not None
        address = DBusAddress(PATH, PORTAL, SHORTCUTS)
        message = new_method_call(address, method, signature, body)
        unwrap_msg(self._line.send_and_get_reply(message, timeout=PATIENCE))

    def _read(self) -> None:
        """Take in what came, without waiting."""
        try:
            while self._line is not None:
                self._line.recv_messages(timeout=0)
        except TimeoutError:
            self._heed()
        except (OSError, ValueError, RuntimeError):
            self._decline()

    def _heed(self) -> None:
        from jeepney import HeaderFields

        while self._signals:
            signal = self._signals.popleft()
            fields = signal.header.fields
            if fields[HeaderFields.member] == "Activated":
                if signal.body[:2] == (self._session, SHORTCUT):
                    self.pressed.emit()
                continue
            word = fields[HeaderFields.path].rpartition("/")[2]
            code, results = signal.body
            if word in (_name("open"), _name("bind")) and code != 0:
                self._decline()
            elif word == _name("open"):
                self._bind(str(results.get("session_handle", ("s", ""))[1]))

    def _bind(self, session: str) -> None:
        """Ask for the key itself, in the session that was opened; here she may be asked."""
        from jeepney.wrappers import DBusErrorResponse

        assert self._chord is not None
        self._session = session
        what = {
            "description": ("s", tr("Pause for clinical need")),
            "preferred_trigger": ("s", trigger(self._chord)),
        }
        try:
            self._call(
                "BindShortcuts", "oa(sa{sv})sa{sv}",
                session, [(SHORTCUT, what)], "", _token("bind"),
            )  # fmt: skip
        except (OSError, ValueError, RuntimeError, DBusErrorResponse):
            self._decline()

    def _decline(self) -> None:
        self.release()
        self.refused.emit(
            HotkeyError(
                tr("The desktop gave no hotkey."),
                tr("Allow it in the desktop's settings for shortcuts, or use the tray's menu."),
            )
        )


def _name(what: str) -> str:
    return f"boundary_{what}"


def _token(what: str, kind: str = "") -> dict[str, tuple[str, str]]:
    """Return the option that names a request, or with *kind* the session."""
    return {f"{kind}handle_token": ("s", _name(what))}


def _not_here() -> HotkeyError:
    return HotkeyError(
        tr("This desktop gives no program a hotkey."),
        tr("Bind a key to `boundary clinical-need` in the desktop's own settings."),
    )
