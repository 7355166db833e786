"""After a break was set aside at a firm level: five chips, and no need to touch one."""

from __future__ import annotations

import pytest

from boundary.app.reasons import STANDS, reasons_view
from boundary.schedule.facts import FactKind, SkipReason
from boundary.schedule.policy import Level
from tests.app.days import Lived, ended_at

pytestmark = pytest.mark.usefixtures("qapp")


def skipped(level: Level, choice: str = "skip") -> Lived:
    """Return a morning whose first card was set aside."""
    lived = ended_at("9:50", level)
    lived.until("9:50:22")
    lived.show.choose(choice)
    return lived


def reasons(lived: Lived) -> list[int | str]:
    return [f.value for f in lived.engine.today.facts if f.kind is FactKind.SKIP]


@pytest.mark.parametrize("level", [Level.HOLD, Level.GUARD])
def test_at_a_firm_level_a_skip_asks_why(level: Level) -> None:
    card = skipped(level).show.stage.card
    assert card is not None
    assert card.accessibleName() == "Set aside."


def test_a_small_card_is_set_aside_without_a_question() -> None:
    assert skipped(Level.NUDGE).show.stage.card is None


def test_she_who_closes_the_card_is_asked_nothing() -> None:
    assert skipped(Level.GUARD, "close_card").show.stage.card is None


def test_the_break_is_let_go_before_any_answer() -> None:
    assert reasons(skipped(Level.GUARD)) == [""]


def test_every_reason_is_a_chip() -> None:
    chips = [choice.id.removeprefix("reason:") for choice in reasons_view().choices]
    assert chips == [reason.value for reason in SkipReason]


def test_a_reason_is_written_down() -> None:
    lived = skipped(Level.GUARD)
    lived.show.choose("reason:client_need")
    assert reasons(lived)[-1] == "client_need"
    assert lived.show.stage.card is None


def test_the_chips_go_by_themselves() -> None:
    lived = skipped(Level.GUARD)
    lived.show._reasons._going.timeout.emit()
    assert lived.show.stage.card is None
    assert STANDS <= 15000


def test_closing_the_chips_is_no_second_skip() -> None:
    lived = skipped(Level.GUARD)
    lived.show.choose("close_card")
    assert reasons(lived) == [""]
    assert lived.show.stage.card is None


def test_a_microphone_that_opens_takes_the_chips_away_at_once() -> None:
    lived = skipped(Level.GUARD)
    card = lived.show.stage.card
    lived.engine.add(FactKind.MIC_OPEN)
    assert card is not None
    assert not card.isVisible()


def test_a_tick_leaves_the_chips_where_they_are() -> None:
    lived = skipped(Level.GUARD)
    lived.until("9:50:30")
    assert lived.show.stage.card is not None
