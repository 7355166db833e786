"""Less motion is asked of the desktop's portal; who does not say has no wish."""

from __future__ import annotations

from typing import Any

import pytest

from boundary.app.motion import wants_less_motion
from boundary.bus import BusError, Service


class Portal:
    """A bus on which the portal answers *answer*, or nobody does."""

    def __init__(self, answer: tuple[Any, ...] | None) -> None:
        self._answer = answer
        self.asked: tuple[Any, ...] = ()

    def call(
        self, _service: Service, _method: str, _signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        self.asked = body
        if self._answer is None:
            raise BusError("Nobody answers.", "Nothing.")
        return self._answer

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("answer", "wish"),
    [
        ((("u", 1),), True),
        ((("u", 0),), False),
        ((("v", ("u", 1)),), True),
        ((), None),
        (None, None),
    ],
)
def test_the_portal_is_heeded(answer: tuple[Any, ...] | None, wish: bool | None) -> None:
    assert wants_less_motion(Portal(answer), "linux") is wish


def test_it_is_asked_for_motion_alone() -> None:
    portal = Portal((("u", 1),))
    wants_less_motion(portal, "linux")
    assert portal.asked == ("org.freedesktop.appearance", "reduced-motion")
