"""Acts: what the day does, in the order in which it does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from boundary.clock import Span, instant_text
from boundary.schedule.offers import Offer


@dataclass(frozen=True, slots=True)
class Act:
    """At *at* (UTC) *what* is done, for the stable reason *why*.

    `act` is one of tray, tick, card, panel, break, enough, aftercare, close, opening,
    shutdown, say, and arm, which says *during* when (UTC) the mailbox answers. `visible`
    tells whether it puts a window, a card or a notification on a screen. A break at its start
    has `taken` None and at its end the time that counts.
    """

    at: datetime
    act: str
    what: str
    visible: bool
    why: str
    key: str = ""
    offer: Offer | None = None
    floor: timedelta | None = None
    offered: timedelta | None = None
    taken: timedelta | None = None
    debt: timedelta | None = None
    during: Span | None = None

    def document(self) -> dict[str, object]:
        """Return the act as `boundary simulate` prints it: instants as text, whole seconds."""
        found: dict[str, object] = {
            "at": instant_text(self.at),
            "act": self.act,
            "what": self.what,
            "visible": self.visible,
            "why": self.why,
        }
        for name, length in (
            ("floor_s", self.floor),
            ("offer_s", self.offered),
            ("taken_s", self.taken),
            ("debt_s", self.debt),
        ):
            if length is not None:
                found[name] = int(length.total_seconds())
        if self.during is not None:
            found["during"] = {
                "start": instant_text(self.during.start),
                "end": instant_text(self.during.end),
            }
        return found
