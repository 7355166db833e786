"""High contrast: every pair that is drawn, and the wish of the desktop followed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from boundary.ui import system_look
from boundary.ui.system_look import HIGH_DARK, HIGH_LIGHT, colours_for
from boundary.ui.theme import DARK, LIGHT, Palette
from tests.ui.test_theme import PAIRS, contrast

TEXT = 4.5
MORE = 7.0


@pytest.mark.parametrize("colours", [HIGH_LIGHT, HIGH_DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("one", "other", "least"), PAIRS)
def test_every_pair_is_as_clear_as_in_the_usual_palettes(
    colours: Palette, one: str, other: str, least: float
) -> None:
    assert contrast(getattr(colours, one), getattr(colours, other)) >= least


@pytest.mark.parametrize("colours", [HIGH_LIGHT, HIGH_DARK], ids=["light", "dark"])
@pytest.mark.parametrize("role", ["ink", "second", "trouble", "lamp_text", "rest", "border"])
def test_what_is_read_has_seven_to_one(colours: Palette, role: str) -> None:
    for ground in ("paper", "card"):
        assert contrast(getattr(colours, role), getattr(colours, ground)) >= MORE


@pytest.mark.parametrize("colours", [HIGH_LIGHT, HIGH_DARK], ids=["light", "dark"])
def test_even_hairlines_can_be_seen(colours: Palette) -> None:
    assert contrast(colours.hairline, colours.paper) >= TEXT


@pytest.mark.parametrize(("dark", "usual"), [(False, LIGHT), (True, DARK)])
def test_without_a_wish_the_colours_are_the_usual_ones(
    qapp: QApplication, dark: bool, usual: Palette
) -> None:
    assert colours_for(qapp, dark=dark) is usual


@pytest.mark.parametrize(("dark", "high"), [(False, HIGH_LIGHT), (True, HIGH_DARK)])
def test_a_wish_for_contrast_is_followed(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, dark: bool, high: Palette
) -> None:
    monkeypatch.setattr(system_look, "wants_contrast", lambda _app: True)
    assert colours_for(qapp, dark=dark) is high
