"""What holds for the tests of the app: no window outlives its test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.days import LIVED


@pytest.fixture(autouse=True)
def nothing_left_standing() -> Iterator[None]:
    """Take down what a day leaves on the screen, fading or not."""
    yield
    while LIVED:
        LIVED.pop().show.stage.clear(at_once=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let Qt say, here alone, what its off-screen platform has not got."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))
