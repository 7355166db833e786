"""Microphone and camera by the books that Windows keeps, as far as no Windows is needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from boundary.senses.consent import Consent, Use, filetime, in_use
from boundary.senses.sense import Part, State
from tests.senses.contract import Contract

BOOTED = datetime(2026, 12, 1, 8, tzinfo=UTC)
AFTER = filetime(BOOTED + timedelta(hours=1))
BEFORE = filetime(BOOTED - timedelta(hours=1))


class FakeRegistry:
    """Books that a test writes."""

    def __init__(self) -> None:
        self.kept: dict[str, list[Use]] | None = {}
        self.changed: Callable[[], None] | None = None

    def uses(self, device: str) -> list[Use] | None:
        return None if self.kept is None else self.kept.get(device, [])

    def booted(self) -> datetime:
        return BOOTED

    def watch(self, changed: Callable[[], None]) -> None:
        self.changed = changed

    def unwatch(self) -> None:
        self.changed = None

    def write(self, device: str, *uses: Use) -> None:
        """Write *uses* of *device* into the books, and say so."""
        assert self.kept is not None
        self.kept[device] = list(uses)
        if self.changed is not None:
            self.changed()


class ConsentRig:
    """A computer with one program that uses its camera."""

    part = Part.CAMERA

    def __init__(self) -> None:
        self._registry = FakeRegistry()
        self.sense = Consent(self._registry)

    def turn(self, on: bool) -> None:
        self._registry.write("webcam", Use(AFTER, 0 if on else AFTER + 1))

    def vanish(self) -> None:
        self._registry.kept = None


class TestConsent(Contract):
    @pytest.fixture
    def rig(self) -> ConsentRig:
        return ConsentRig()


def test_a_filetime_counts_from_1601() -> None:
    assert filetime(datetime(1970, 1, 1, tzinfo=UTC)) == 116444736000000000


@pytest.mark.parametrize(
    ("uses", "state"),
    [
        (None, State.UNKNOWN),
        ([], State.OFF),
        ([Use(AFTER, AFTER + 5)], State.OFF),
        ([Use(AFTER, 0)], State.ON),
        ([Use(BEFORE, BEFORE + 5), Use(AFTER, 0)], State.ON),
        ([Use(0, 0)], State.OFF),
    ],
)
def test_a_use_without_a_stop_is_under_way(uses: list[Use] | None, state: State) -> None:
    assert in_use(uses, BOOTED) is state


def test_a_use_from_before_the_start_of_the_computer_is_stale() -> None:
    assert in_use([Use(BEFORE, 0)], BOOTED) is State.OFF


def test_a_sense_that_stopped_watches_no_books() -> None:
    registry = FakeRegistry()
    sense = Consent(registry)
    sense.start(lambda _part, _state: None)
    sense.stop()

    assert registry.changed is None
