"""The day's ends and Today: what a shutdown closes, and what answers after it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from boundary.app.seen import offered
from boundary.schedule.facts import FactKind
from tests.app.days import Lived, begun


def shut(qapp: QApplication) -> Lived:
    """Return a day whose shutdown has just begun, the calendar's sessions over."""
    assert qapp is not None
    lived = begun()
    lived.tell("9:50", FactKind.ENDED, "a")
    lived.tell("10:50", FactKind.ENDED, "b")
    lived.until("12:00")
    lived.show.choose("close")
    return lived


def press(lived: Lived, key: Qt.Key) -> None:
    window = lived.show.ends.closing.window
    assert window is not None
    focused: QWidget | None = window.focusWidget()
    QTest.keyClick(window if focused is None else focused, key)


def close(lived: Lived) -> None:
    """Press Enter until her closing words are there."""
    while not lived.engine.today.situation(lived.clock.now()).closed:
        press(lived, Qt.Key.Key_Return)


def test_her_closing_words_close_the_day_and_stand_a_while(qapp: QApplication) -> None:
    lived = shut(qapp)
    close(lived)
    window = lived.show.ends.closing.window
    assert lived.shapes[-1] == "closed"
    assert window is not None
    assert window.page is not None
    assert window.page.id == "phrase"


def test_esc_leaves_the_day_open(qapp: QApplication) -> None:
    lived = shut(qapp)
    press(lived, Qt.Key.Key_Escape)
    assert lived.engine.today.standing is None
    assert not lived.engine.today.situation(lived.clock.now()).closed


def test_a_pause_for_clinical_need_takes_the_shutdown_away_at_once(qapp: QApplication) -> None:
    lived = shut(qapp)
    lived.engine.add(FactKind.CLINICAL_NEED)
    assert lived.show.ends.closing.window is None


def test_a_microphone_that_opens_takes_the_shutdown_away(qapp: QApplication) -> None:
    lived = shut(qapp)
    lived.engine.add(FactKind.MIC_OPEN)
    assert lived.show.ends.closing.window is None


def test_a_closed_day_answers_to_a_parked_thought_alone(qapp: QApplication) -> None:
    lived = shut(qapp)
    close(lived)
    offer = offered(lived.engine.today, lived.clock.now(), on_stage=False)
    assert offer is not None
    assert [id for id, _ in offer.choices] == ["park"]
