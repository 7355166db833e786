"""A day in windows, lived by hand off screen: what comes, and what takes it away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QPushButton

from boundary.rituals.own import OwnRitual, as_it_came
from boundary.schedule.facts import FactKind
from boundary.schedule.policy import Level
from boundary.ui.hold_button import HoldButton
from tests.app.days import MORNING, Lived, at, begun, ended_at

pytestmark = pytest.mark.usefixtures("qapp")


def card_title(lived: Lived) -> str:
    card = lived.show.stage.card
    assert card is not None
    return card.accessibleName()


def choices_of(lived: Lived) -> list[str]:
    card = lived.show.stage.card
    assert card is not None
    return [each.accessibleName() for each in card.findChildren(QPushButton)]


def test_no_card_comes_while_nothing_proves_that_the_session_is_over() -> None:
    lived = begun()
    lived.until("9:57")
    assert lived.show.stage.card is None


def test_a_card_comes_once_the_end_is_believed() -> None:
    lived = ended_at("9:50")
    lived.until("9:50:20")
    assert lived.did("card") == [("09:50:20", "card", "break")]


def test_the_card_names_what_is_left_until_prep() -> None:
    lived = ended_at("9:50")
    lived.until("9:50:20")
    assert card_title(lived) == "Eight minutes until prep"


def test_a_microphone_that_opens_again_takes_the_card_down_at_once() -> None:
    lived = ended_at("9:50")
    lived.until("9:50:25")
    card = lived.show.stage.card
    lived.engine.add(FactKind.MIC_OPEN)
    assert card is not None
    assert not card.isVisible()


def test_a_pause_for_clinical_need_leaves_no_window() -> None:
    lived = ended_at("9:50")
    lived.until("9:50:25")
    lived.show.choose("take")
    ritual = lived.show.stage.ritual
    lived.show.choose("clinical_need")
    assert ritual is not None
    assert not ritual.isVisible()
    assert lived.show.stage.ritual is None


def test_a_pause_for_clinical_need_ends_a_breath_that_was_taken_beside_the_day() -> None:
    lived = begun()
    lived.show.beside.one_breath()
    assert lived.show.stage.ritual is not None
    lived.show.choose("clinical_need")
    assert lived.show.stage.ritual is None


def test_a_pause_beats_everything() -> None:
    lived = ended_at("9:50")
    lived.until("9:50:25")
    lived.show.pause(timedelta(minutes=30))
    lived.until("10:05")
    assert lived.show.stage.card is None
    assert lived.shapes[-1] == "paused"


def test_an_ignored_card_folds_to_a_thread() -> None:
    lived = ended_at("9:50")
    lived.until("9:51:10")
    assert lived.show.stage.card is not None
    assert lived.show.stage.card.folded


def test_the_thread_goes_at_prep() -> None:
    lived = ended_at("9:50")
    lived.until("9:58")
    assert lived.show.stage.card is None


def test_a_thread_that_is_opened_names_what_is_left_by_then() -> None:
    lived = ended_at("9:50")
    lived.until("9:54")
    assert lived.show.stage.card is not None
    lived.show.stage.card.unfold()
    assert card_title(lived) == "Four minutes until prep"


def test_an_opened_thread_goes_when_the_microphone_opens() -> None:
    lived = ended_at("9:50")
    lived.until("9:54")
    card = lived.show.stage.card
    assert card is not None
    card.unfold()
    lived.engine.add(FactKind.MIC_OPEN)
    assert not card.isVisible()


def test_a_break_that_is_taken_counts_from_the_end_of_the_session() -> None:
    lived = ended_at("9:50")
    lived.until("9:50:30")
    lived.show.choose("take")
    lived.until("9:52")
    lived.show.stage.left.emit()
    assert lived.acts[-1].act == "tray"
    assert [a.taken for a in lived.acts if a.taken is not None] == [timedelta(minutes=2)]


def test_where_she_chose_so_the_break_begins_by_itself() -> None:
    lived = ended_at("9:50", Level.HOLD)
    lived.until("9:50:45")
    assert lived.did("panel", "break")[-1][1] == "break"
    assert lived.show.stage.ritual is not None


def test_what_begins_by_itself_takes_no_focus() -> None:
    lived = ended_at("9:50", Level.HOLD)
    lived.until("9:50:45")
    ritual = lived.show.stage.ritual
    assert ritual is not None
    assert not ritual.isActiveWindow()


def test_enough_is_said_when_the_offer_has_been_had() -> None:
    lived = ended_at("9:50")
    lived.until("9:50:30")
    lived.show.choose("take")
    offer = lived.engine.today.situation(lived.clock.now()).running()
    assert offer is not None
    assert offer.enough is not None
    lived.until(f"{offer.enough:%H:%M:%S}")
    assert lived.did("enough") == [(f"{offer.enough:%H:%M:%S}", "enough", offer.block.ritual)]


def test_to_go_after_enough_ends_the_break() -> None:
    lived = ended_at("9:50")
    lived.until("9:50:30")
    lived.show.choose("take")
    lived.until("9:53:30")
    lived.show.stage.finished.emit()
    assert lived.engine.today.situation(lived.clock.now()).running() is None
    assert lived.show.stage.ritual is None


def test_to_stay_after_enough_goes_on_until_prep() -> None:
    lived = ended_at("9:50")
    lived.until("9:50:30")
    lived.show.choose("take")
    lived.until("9:53:30")
    lived.show.stage._stay()
    lived.until("9:57:59")
    assert lived.shapes[-1] == "in_break"
    lived.until("9:58")
    assert lived.show.stage.ritual is None


def test_a_break_can_be_put_off_from_the_card() -> None:
    lived = ended_at("9:50")
    lived.until("9:50:30")
    lived.show.choose("postpone")
    assert lived.show.stage.card is None
    lived.until("9:52:30")
    assert lived.did("card")[-1] == ("09:52:30", "card", "break")


def test_a_break_can_be_put_off_by_five_minutes_with_a_button() -> None:
    lived = ended_at("9:50")
    lived.until("9:50:30")
    assert "In five minutes" in choices_of(lived)


def test_five_minutes_are_five_minutes() -> None:
    lived = ended_at("9:50")
    lived.until("9:50:30")
    lived.show.choose("postpone:5")
    lived.until("9:55:30")
    assert lived.did("card")[-1] == ("09:55:30", "card", "break")


def test_where_the_floor_would_no_longer_fit_there_is_no_such_button() -> None:
    lived = ended_at("9:50")
    lived.until("9:50:30")
    lived.show.choose("postpone:5")
    lived.until("9:55:30")
    assert "In five minutes" not in choices_of(lived)


def test_an_early_end_asks_what_happened() -> None:
    lived = ended_at("9:20")
    lived.until("9:25")
    assert card_title(lived) == "Ended early, or nobody came?"


def test_nobody_came_takes_the_minutes_out_of_the_contact() -> None:
    lived = ended_at("9:20")
    lived.until("9:25")
    lived.show.choose("nobody_came")
    lives = lived.engine.today.plan(lived.clock.now()).lives
    assert not lives[0].contact


def test_after_nobody_came_the_card_asks_what_the_slot_is_for() -> None:
    lived = ended_at("9:20")
    lived.until("9:25")
    lived.show.choose("nobody_came")
    assert card_title(lived).startswith("This slot is free")


def test_to_reach_out_first_closes_the_card_and_runs_nothing() -> None:
    lived = ended_at("9:20")
    lived.until("9:25")
    lived.show.choose("reach_out")
    assert lived.show.stage.card is None
    assert lived.engine.today.situation(lived.clock.now()).running() is None


def test_to_rest_after_an_early_end_begins_the_break() -> None:
    lived = ended_at("9:20")
    lived.until("9:25")
    lived.show.choose("rest")
    assert lived.show.stage.ritual is not None


def test_what_runs_without_a_window_is_shown_again_when_she_goes_on() -> None:
    lived = ended_at("9:50")
    lived.until("9:50:30")
    lived.show.choose("take")
    lived.show.stage.clear_ritual(at_once=True)
    lived.show.choose("go_on")
    assert lived.show.stage.ritual is not None


def aftercare() -> Lived:
    """Return a morning in which aftercare is offered: a need that her "ended" has released."""
    lived = begun()
    lived.tell("9:00", FactKind.MIC_OPEN)
    lived.tell("9:10", FactKind.CLINICAL_NEED)
    lived.tell("9:20", FactKind.MIC_CLOSED)
    lived.tell("9:21", FactKind.ENDED)
    lived.until("9:27")
    return lived


def test_aftercare_is_offered_after_a_clinical_need() -> None:
    assert card_title(aftercare()) == "No hurry."


@pytest.mark.parametrize("choice", ["reach", "record", "not_now"])
def test_aftercare_closes_with_a_word(choice: str) -> None:
    lived = aftercare()
    lived.show.choose(choice)
    assert lived.show.stage.card is None
    assert lived.show.stage.ritual is None


def test_to_ground_plays_and_counts_nothing() -> None:
    lived = aftercare()
    before = len(lived.engine.today.facts)
    lived.show.choose("ground")
    lived.show.stage.left.emit()
    assert lived.show.stage.ritual is None
    assert not [f for f in lived.engine.today.facts[before:] if f.kind is FactKind.BREAK_OVER]


def test_one_breath_is_not_to_be_had_over_a_session() -> None:
    lived = begun()
    lived.tell("9:00", FactKind.MIC_OPEN)
    lived.until("9:10")
    lived.show.beside.one_breath()
    assert lived.show.stage.ritual is None


def test_a_breath_beside_a_break_that_she_takes_on_her_feet_does_not_end_it() -> None:
    lived = ended_at("9:50")
    lived.until("9:50:30")
    lived.show.choose("up")
    lived.show.beside.one_breath()
    lived.show.stage.left.emit()
    assert lived.engine.today.situation(lived.clock.now()).running() is not None


def test_until_tomorrow_means_her_midnight() -> None:
    lived = begun()
    lived.show.pause_until_tomorrow()
    assert lived.engine.today.glance(lived.clock.now()).until == at("0:00", day=2)


def test_a_new_day_begins_without_the_old_one_s_facts() -> None:
    lived = ended_at("9:50")
    lived.until("9:52")
    lived.tell("10:00", FactKind.MIC_OPEN)
    lived.tell("10:50", FactKind.MIC_CLOSED)
    lived.until("23:59")
    lived.clock.set(at("0:01", day=2))
    lived.engine.tick()
    assert not [f for f in lived.engine.today.facts if f.at < at("0:00", day=2)]


def test_a_show_that_is_closed_shows_nothing_more() -> None:
    lived = ended_at("9:50")
    lived.show.close()
    lived.until("9:51")
    assert lived.show.stage.card is None


def test_a_break_on_every_screen_takes_a_longer_press_to_set_aside() -> None:
    lived = ended_at("9:50", Level.GUARD)
    lived.until("9:50:22")
    card = lived.show.stage.card
    assert card is not None
    assert isinstance(card._aside, HoldButton)


def test_a_break_in_one_window_is_set_aside_with_a_click() -> None:
    lived = ended_at("9:50", Level.HOLD)
    lived.until("9:50:22")
    card = lived.show.stage.card
    assert card is not None
    assert not isinstance(card._aside, HoldButton)


def test_where_she_chose_so_the_break_covers_the_screen() -> None:
    lived = ended_at("9:50", Level.GUARD)
    lived.until("9:50:30")
    assert lived.show.stage.guard is not None


def test_a_microphone_that_opens_uncovers_the_screen_at_once() -> None:
    lived = ended_at("9:50", Level.GUARD)
    lived.until("9:50:40")
    ritual = lived.show.stage.ritual
    lived.engine.add(FactKind.MIC_OPEN)
    assert ritual is not None
    assert not ritual.isVisible()
    assert lived.show.stage.guard is None


def test_a_window_that_stays_empty_is_told_in_the_tray() -> None:
    lived = ended_at("9:50", Level.GUARD)
    lived.until("9:50:40")
    ritual = lived.show.stage.ritual
    assert ritual is not None
    lived.show.stage._watchdog.blank.emit()
    assert not ritual.isVisible()
    assert lived.shapes[-1] == "trouble"
    assert lived.show.trouble is not None


def test_a_break_whose_window_stayed_empty_is_over() -> None:
    lived = ended_at("9:50", Level.GUARD)
    lived.until("9:50:40")
    ritual = lived.show.stage.ritual
    assert ritual is not None
    lived.show.stage._watchdog.blank.emit()
    assert lived.engine.today.situation(lived.clock.now()).running() is None


def tried() -> OwnRitual:
    """Return a ritual of one step of her own."""
    own = as_it_came("reset_breath").adding_own(0)
    return own.with_own(replace(own.own_steps[0], text="Look at the tree."))


def test_trying_a_ritual_plays_the_real_window() -> None:
    lived = begun("8:00")
    lived.show.beside.try_out(tried())
    ritual = lived.show.stage.ritual
    assert ritual is not None
    assert ritual._steps[0].text == "Look at the tree."


def test_trying_a_ritual_counts_nothing() -> None:
    lived = begun("8:00")
    before = lived.engine.today.facts
    lived.show.beside.try_out(tried())
    lived.show.stage.left.emit()
    assert lived.engine.today.facts == before


def test_no_ritual_is_tried_over_an_open_microphone() -> None:
    lived = begun()
    lived.tell("9:00", FactKind.MIC_OPEN)
    lived.show.beside.try_out(tried())
    assert lived.show.stage.ritual is None


def test_at_prep_the_tray_alone_has_the_shape_of_a_session() -> None:
    lived = begun("8:50")
    lived.until("8:57:59")
    assert lived.shapes[-1:] != ["in_session"]
    lived.until("8:58")
    assert lived.shapes[-1] == "in_session"
    assert lived.show.stage.card is None


def test_the_sign_of_prep_goes_with_its_session() -> None:
    lived = begun("8:50")
    lived.until("8:58")
    lived.engine.heard(MORNING[1:])
    assert lived.shapes[-1] == "quiet"


def test_the_sign_of_prep_becomes_the_session() -> None:
    lived = begun("8:50")
    lived.until("9:01")
    assert lived.shapes[-1] == "in_session"
