"""What a test may step aside for on a person's machine, and never where CI=true."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def step_aside(why: str) -> NoReturn:
    """Skip this test because of *why*; fail it under CI=true, where a missing part is a fault."""
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)
