"""What holds for the tests of the app: no window outlives its test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.app.days import LIVED


@pytest.fixture(autouse=True)
def nothing_left_standing() -> Iterator[None]:
    """Take down what a day leaves on the screen, fading or not."""
    yield
    while LIVED:
        LIVED.pop().show.stage.clear(at_once=True)
