"""A guard: PySide6 must not lose references to the None that all of Python shares.

PySide6 6.12.0 on Python 3.11 drops one reference to it with every call that returns nothing;
after some thousands of calls the interpreter aborts. Short runs never see it, so it is counted
here. From Python 3.12 on None is immortal and can't be lost.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

CALLS = 1000
NOISE = 50
"""How far the count may move by itself: the interpreter's frames and caches come and go."""


def test_a_thousand_calls_that_return_nothing_lose_no_reference_to_none() -> None:
    item = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        item.setObjectName("x")

    assert abs(sys.getrefcount(None) - before) < NOISE
