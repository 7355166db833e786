"""What the tray's menu says to the day: the same path as a key, a card or the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from boundary.app.show import Show
    from boundary.ui.tray import Tray


def say_to(tray: Tray, show: Callable[[], Show]) -> None:
    """Let the words of *tray* reach the day under way, which *show* returns."""
    tray.clinical_need.connect(lambda: show().choose("clinical_need"))
    tray.ended.connect(lambda: show().choose("ended"))
    tray.with_someone.connect(
        lambda on: show().choose("with_someone" if on else "with_someone_over")
    )
    tray.pause_half_hour.connect(lambda: show().pause(timedelta(minutes=30)))
    tray.pause_until_tomorrow.connect(lambda: show().pause_until_tomorrow())
    tray.pause_until_told.connect(lambda: show().pause(None))
    tray.resume.connect(lambda: show().choose("resume"))
    tray.one_breath.connect(lambda: show().beside.one_breath())
    tray.journal_wanted.connect(lambda: _write(show()))


def _write(show: Show) -> None:
    """Open the evening journal on the one prompt of her day."""
    from boundary.reflection.prompts import prompt_of, prompt_words

    now = show.engine.now()
    prompt = prompt_of(show.engine.today.plan(now).day)
    show.ends.write((prompt.value, prompt_words(prompt)))
