"""The pictures of the day's ends, each step of them, for `tests/screenshots.py`.

Nothing in them is a name or the present time. The shutdown is dark whatever the theme.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from boundary.ui.arch_light import light_at
from boundary.ui.journal_window import journal_window
from boundary.ui.journal_words import length_page, prompt_page
from boundary.ui.opening_window import opening_window
from boundary.ui.opening_words import Morning, opening_pages
from boundary.ui.park_window import ParkWindow
from boundary.ui.shutdown_window import shutdown_window
from boundary.ui.shutdown_words import Asked, ReplyFact, Tomorrow, shutdown_pages
from boundary.ui.step_page import Page
from boundary.ui.theme import Palette

GREEN = ReplyFact(
    "green",
    "Set in Gmail until Wednesday 9:00, checked 2 min ago.",
    ("Gmail answers the same person once in 4 days, so keep the numbers in your signature too.",),
    numbers="988",
)
AMBER = ReplyFact(
    "amber",
    "Could not confirm what your mailbox holds.",
    ("Look at the automatic reply in your mail's own settings.",),
    actions=(("look", "Look again"),),
)
RED = ReplyFact(
    "red",
    "Not set on your server yet.",
    ("The server asks for a new sign-in.",),
    actions=(("sign_in", "Sign in"),),
)
NONE = ReplyFact("none", actions=(("hours", "Set my hours"), ("mail", "Add a mailbox")))
TOMORROW = Tomorrow(
    datetime(2026, 12, 2, 9, 0, tzinfo=UTC), datetime(2026, 12, 2, 14, 50, tzinfo=UTC), 1
)
EVERY = (
    "reply", "owed", "tomorrow", "lists", "loops", "notes_slot", "inbox", "energy", "word",
    "good", "tell", "put_away", "own_phrase", "phrase",
)  # fmt: skip
"""Every step that there is, in the order of the longest shutdown."""


def asked(reply: ReplyFact = GREEN) -> Asked:
    """Return an evening on which something was answered on every step."""
    return Asked(
        reply,
        TOMORROW,
        UTC,
        energy=5,
        held={"tomorrow": "Ask about the room key", "good": "The walk at noon"},
        chosen={"inbox": "emergency", "notes_slot": "before", "lists": "wake"},
        loops=("Order the forms: Tomorrow", "Ask the lab for its hours: This week"),
        owed=(
            "Five minutes are owed to you.",
            (("leave", "Leave at 17:10"), ("buffer", "A buffer tomorrow"), ("let_go", "Let it go")),
        ),
    )


def pages(reply: ReplyFact = GREEN) -> tuple[Page, ...]:
    """Return the page of every step."""
    return shutdown_pages(EVERY, asked(reply))


def shutdown_windows() -> Iterator[tuple[str, QWidget]]:
    """Yield the window on each step, with the name of its picture, sized to be drawn."""
    every = pages()
    for number, page in enumerate(every):
        yield f"shutdown-{page.id}", on_page(page, light_at(number, len(every)), back=number > 0)
    for name, reply in (("amber", AMBER), ("red", RED), ("none", NONE)):
        page = replace(pages(reply)[0])
        yield f"shutdown-reply-{name}", on_page(page, 1.0, back=False)


def opening_windows(colours: Palette) -> Iterator[tuple[str, QWidget]]:
    """Yield the window of the opening on each step, in *colours*."""
    steps = ("parked", "workspace", "shape", "sit_mindful", "sigh", "intention")
    morning = Morning(
        "Six sessions, joins of ten minutes, lunch at 12:00, supervision at 16:00.",
        2,
        1,
        ("Ask about the room key", "Notes, before the first session"),
        "Sit and notice. When the mind leaves, come back.",
        "In, a little more in, and a long way out.",
        "How would you like to arrive? One word is plenty.",
    )
    every = opening_pages(steps, morning)
    for number, page in enumerate(every):
        window = opening_window(colours, reduced_motion=True)
        window.make_room(every)
        window.show_page(page, light_at(len(every) - 1 - number, len(every)), back=number > 0)
        yield f"opening-{page.id}", window


def journal_windows(colours: Palette) -> Iterator[tuple[str, QWidget]]:
    """Yield the evening journal's two screens, and the line for a thought, in *colours*."""
    prompt = prompt_page("What went well today, and what was your part in it?", "The walk at noon.")
    for page, light in ((length_page(), 1.0), (prompt, 0.5)):
        window = journal_window(colours, reduced_motion=True)
        window.make_room((length_page(), prompt))
        window.show_page(page, light, back=page is prompt)
        yield f"journal-{page.id}", window
    parking = ParkWindow()
    parking.field.setText("Ask about the room key")
    yield "park", parking
    kept = ParkWindow()
    kept.kept()
    yield "park-kept", kept


def on_page(page: Page, light: float, *, back: bool) -> QWidget:
    """Return a window that shows *page*."""
    window = shutdown_window(reduced_motion=True)
    window.make_room((page,))
    window.show_page(page, light, back=back)
    return window
