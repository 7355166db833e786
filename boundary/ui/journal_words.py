"""The words of the evening journal: how long, then one prompt. Pure."""

from __future__ import annotations

from boundary.language import tr
from boundary.ui.step_page import Choices, Page, Writing

LENGTHS = (5, 15)
"""Minutes of an evening journal."""


def length_page(chosen: str = "5") -> Page:
    """Return the question how long it may take; the shorter is there to be taken."""
    options = (("5", tr("Five minutes")), ("15", tr("Fifteen minutes")))
    second = tr("One question. It stays here, locked away.")
    return Page("length", tr("How long tonight?"), second, Choices(options, chosen), go=tr("Next"))


def prompt_page(prompt: str, text: str = "") -> Page:
    """Return the page of *prompt*, with her *text* so far."""
    second = tr("No names. When the light is out, it is enough.")
    return Page("prompt", prompt, second, Writing(text), go=tr("That is all"))


def enough_words() -> str:
    """Return what is said when the light is out; nothing ends by itself."""
    return tr("That is enough. Stay, or go.")
