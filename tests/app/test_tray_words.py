"""What the tray's menu says reaches the day as a card's button does."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from boundary.app.tray_words import say_to
from boundary.schedule.facts import FactKind
from boundary.ui.tray import Tray
from tests.app.days import Lived, begun


def said(qapp: QApplication) -> tuple[Tray, Lived]:
    """Return a tray that speaks to a day at noon, its sessions over."""
    assert qapp is not None
    lived = begun()
    lived.tell("9:50", FactKind.ENDED, "a")
    lived.tell("10:50", FactKind.ENDED, "b")
    lived.until("12:00")
    tray = Tray()
    say_to(tray, lambda: lived.show)
    return tray, lived


def kinds(lived: Lived) -> list[FactKind]:
    return [fact.kind for fact in lived.engine.today.facts]


def test_a_clinical_need_is_written_down(qapp: QApplication) -> None:
    tray, lived = said(qapp)
    tray.clinical_need.emit()
    assert FactKind.CLINICAL_NEED in kinds(lived)


def test_a_pause_is_written_down(qapp: QApplication) -> None:
    tray, lived = said(qapp)
    tray.pause_half_hour.emit()
    assert FactKind.PAUSE in kinds(lived)


def test_the_evening_journal_opens_on_the_prompt_of_the_day(qapp: QApplication) -> None:
    tray, lived = said(qapp)
    tray.journal_wanted.emit()
    journaling = lived.show.ends._journaling
    assert journaling is not None
    assert journaling.window is not None
    lived.show.ends.clear(at_once=True)


def test_no_journal_opens_over_contact(qapp: QApplication) -> None:
    tray, lived = said(qapp)
    lived.engine.add(FactKind.MIC_OPEN)
    tray.journal_wanted.emit()
    assert lived.show.ends._journaling is None
