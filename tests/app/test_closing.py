"""The shutdown under way: what is asked, kept, let go and gone on with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from boundary.app.closing_memory import (
    COURSE,
    MEMORY,
    PROGRESS,
    Memory,
    memory_of,
    progress_of,
    steps_of,
)
from boundary.errors import StoreError
from boundary.journal.entries import MemoryEntries
from boundary.reflection.entries import Entry, Item
from boundary.schedule.policy import ShutdownForm
from boundary.ui import theme
from boundary.ui.column import Column
from boundary.ui.shutdown_words import ReplyFact, default_phrase
from boundary.ui.theme import DARK, LIGHT
from tests.app.evenings import DAY, GREEN, OPEN, begun, closed, evening

STANDARD, LIGHT_FORM, SHORT = ShutdownForm.STANDARD, ShutdownForm.LIGHT, ShutdownForm.SHORT
NONE = ReplyFact("none", actions=(("hours", "Set my hours"), ("mail", "Add a mailbox")))


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Dress the application, and leave no shutdown standing."""
    theme.apply(qapp, LIGHT, letters=1.0)
    yield
    while OPEN:
        OPEN.pop().closing.clear(at_once=True)


def buttons(window: Column) -> list[QPushButton]:
    """Return the buttons that are shown, from the top."""
    return [b for b in window.findChildren(QPushButton) if b.isVisible()]


def said(window: Column) -> list[str]:
    """Return the words of every label that is shown."""
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def steps(form: ShutdownForm = SHORT, memory: Memory | None = None, **more: bool) -> str:
    """Return the steps of *form*, joined."""
    one = steps_of(
        form,
        memory or Memory(),
        DAY,
        light="green",
        owed=more.get("owed", False),
        notes=more.get("notes", True),
        heavy=more.get("heavy", False),
    )
    return " ".join(one)


def test_the_short_form_is_five_screens() -> None:
    assert steps() == "reply notes_slot energy put_away phrase"


def test_the_light_form_has_no_lists_and_no_notes() -> None:
    assert steps(LIGHT_FORM) == "reply tomorrow inbox energy word good put_away phrase"


def test_the_standard_form_has_everything() -> None:
    known = Memory(lists="calm")
    assert steps(STANDARD, known) == (
        "reply tomorrow loops notes_slot inbox energy word good put_away phrase"
    )


def test_what_lists_do_is_asked_before_the_first_list() -> None:
    assert "lists loops" in steps(STANDARD)


def test_a_list_that_wakes_her_never_comes_again() -> None:
    assert "loops" not in steps(STANDARD, Memory(lists="wake"))


def test_notes_are_no_step_where_none_are_open() -> None:
    assert "notes_slot" not in steps(notes=False)


def test_what_is_owed_comes_right_behind_the_reply() -> None:
    assert steps(owed=True).startswith("reply owed ")


def test_a_heavy_day_asks_for_less_and_for_one_person() -> None:
    assert steps(STANDARD, heavy=True) == "reply tomorrow inbox energy word tell put_away phrase"


def test_her_own_order_goes_before_the_form() -> None:
    own = ("put_away", "energy", "nonsense", "energy")
    assert steps_of(SHORT, Memory(), DAY, light="green", own=own) == (
        "reply", "put_away", "energy", "phrase",
    )  # fmt: skip


def test_her_closing_words_are_asked_for_once_on_the_second_evening() -> None:
    assert "own_phrase" in steps(memory=Memory(closings=1))
    assert "own_phrase" not in steps(memory=Memory(closings=2, phrase_asked=True))


def test_one_good_thing_rests_after_its_course() -> None:
    after = Memory(good=COURSE, good_last=DAY - timedelta(days=1))
    assert "good" not in steps(LIGHT_FORM, after)


def test_one_good_thing_comes_again_when_it_has_rested() -> None:
    after = Memory(good=COURSE, good_last=DAY - timedelta(days=60))
    assert "good" in steps(LIGHT_FORM, after)
    assert after.asked_good(DAY).good == 1


@pytest.mark.parametrize("value", [None, 3, {}, {"lists": 4, "good_last": "x", "closings": -1}])
def test_a_memory_that_cannot_be_read_is_as_if_never_asked(value: object) -> None:
    assert memory_of(value) == Memory()


@pytest.mark.parametrize(
    "value",
    [
        None,
        {"day": "x", "steps": ["reply"], "at": 0},
        {"day": "2026-12-01", "steps": ["sing"], "at": 0},
        {"day": "2026-12-01", "steps": ["reply"], "at": 1},
    ],
)
def test_progress_that_cannot_be_read_begins_anew(value: object) -> None:
    assert progress_of(value) is None


def test_a_memory_comes_back_as_it_was() -> None:
    memory = Memory(3, "calm", "Enough.", True, True, 2, DAY)
    assert memory_of(memory.plain()) == memory


def test_the_reply_shows_first_as_a_fact() -> None:
    one = begun()
    page = one.window.page
    assert page is not None
    assert (page.id, page.title, page.go) == ("reply", "The reply is set.", "Good")


def test_the_whole_short_form_goes_by_enter_alone() -> None:
    one = begun()
    seen = [one.step]
    while one.step != "phrase":
        one.enter()
        seen.append(one.step)
    assert seen == ["reply", "notes_slot", "energy", "put_away", "phrase"]
    assert one.told == ["closed"]


def test_the_light_goes_down_step_by_step_until_it_is_out() -> None:
    one = begun()
    levels = [one.window.light.level]
    while one.step != "phrase":
        one.enter()
        levels.append(one.window.light.level)
    assert levels[0] == 1.0
    assert levels[-1] == 0.0
    assert levels == sorted(levels, reverse=True)


def test_the_window_goes_by_itself_after_her_closing_words(qtbot: QtBot) -> None:
    one = begun()
    one.to("phrase")
    with qtbot.waitSignal(one.closing.over, timeout=20_000):
        one.enter()
    assert one.closing.window is None


def test_a_key_of_a_number_chooses_the_energy_and_nought_is_ten() -> None:
    one = begun()
    one.to("energy")
    one.press(Qt.Key.Key_7)
    assert one.kept(Item.ENERGY) == [(7, "")]
    one.press(Qt.Key.Key_0)
    assert one.kept(Item.ENERGY) == [(10, "")]


def test_energy_may_be_left_out() -> None:
    one = begun()
    one.to("put_away")
    assert one.kept(Item.ENERGY) == []


def test_backspace_goes_back_to_what_was_chosen() -> None:
    one = begun()
    one.to("energy")
    one.press(Qt.Key.Key_4, Qt.Key.Key_Return, Qt.Key.Key_Backspace)
    assert one.step == "energy"
    page = one.window.page
    assert page is not None
    assert getattr(page.body, "value", None) == 4


def test_backspace_on_the_first_screen_stays_there() -> None:
    one = begun()
    one.press(Qt.Key.Key_Backspace)
    assert one.step == "reply"


def test_esc_lets_go_at_once() -> None:
    one = begun()
    one.to("energy")
    one.press(Qt.Key.Key_Escape)
    assert one.closing.window is None
    assert one.told == ["left"]


def test_what_was_let_go_goes_on_where_it_was() -> None:
    one = begun()
    one.to("energy")
    one.press(Qt.Key.Key_Escape)
    one.closing.begin(evening())
    assert one.step == "energy"


def test_what_was_let_go_does_not_come_back_by_itself() -> None:
    one = begun()
    one.press(Qt.Key.Key_Escape)
    assert not one.again().closing.unfinished(DAY)


@pytest.mark.parametrize("step", steps(STANDARD, Memory(closings=1)).split()[:-1])
def test_after_a_crash_each_step_is_there_again(step: str) -> None:
    one = begun(STANDARD, memory=Memory(closings=1))
    one.to(step)
    after = one.again()
    assert after.closing.unfinished(DAY)
    after.closing.begin(evening(STANDARD))
    assert after.step == step


def test_a_closed_day_does_not_come_back_after_a_crash() -> None:
    one = begun()
    one.to("phrase")
    assert not one.again().closing.unfinished(DAY)


def test_another_day_begins_anew() -> None:
    one = begun()
    one.to("energy")
    one.press(Qt.Key.Key_Escape)
    one.closing.begin(evening(day=DAY + timedelta(days=1)))
    assert one.step == "reply"


def test_words_are_kept_before_she_goes_on(qtbot: QtBot) -> None:
    one = begun(LIGHT_FORM)
    one.to("tomorrow")
    one.type("ask about the room key")
    qtbot.waitUntil(lambda: one.kept(Item.PARKED) == [(0, "ask about the room key")])
    assert one.step == "tomorrow"


def test_words_are_kept_when_she_lets_go() -> None:
    one = begun(LIGHT_FORM)
    one.to("word")
    one.type("tired")
    one.press(Qt.Key.Key_Escape)
    assert one.kept(Item.STATE) == [(None, "tired")]


def test_words_she_takes_back_are_forgotten() -> None:
    one = begun(LIGHT_FORM)
    one.to("word")
    one.type("no")
    one.press(Qt.Key.Key_Return, Qt.Key.Key_Backspace)
    one.press(*[Qt.Key.Key_Backspace] * 2, Qt.Key.Key_Return)
    assert one.kept(Item.STATE) == []


def test_a_thread_is_kept_with_its_when_and_an_empty_line_goes_on() -> None:
    one = begun(STANDARD, memory=Memory(lists="calm"))
    one.to("loops")
    one.type("order the forms")
    one.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert one.kept(Item.LOOP) == [(0, "order the forms: This week")]
    one.enter()
    assert one.step == "notes_slot"


def test_a_list_that_wakes_her_is_left_out_tonight_too() -> None:
    one = begun(STANDARD)
    one.to("lists")
    one.press(Qt.Key.Key_2, Qt.Key.Key_Return)
    assert one.step == "notes_slot"
    assert memory_of(one.journal.recall(MEMORY)).lists == "wake"


def test_notes_get_their_time_in_the_opening() -> None:
    one = begun()
    one.to("notes_slot")
    one.press(Qt.Key.Key_2)
    assert one.kept(Item.PARKED) == [(0, "Notes, before the first session")]
    one.press(Qt.Key.Key_1)
    assert one.kept(Item.PARKED) == []


def test_what_is_owed_is_answered_once() -> None:
    one = closed()
    owed = ("Five minutes are owed to you.", (("owed:leave", "Leave now"), ("owed:let_go", "Go")))
    one.closing.begin(replace(evening(), owed=owed))
    one.to("owed")
    one.press(Qt.Key.Key_2)
    assert one.told == ["owed:let_go"]


def test_a_name_in_her_words_is_asked_about_and_kept(qtbot: QtBot) -> None:
    one = begun(LIGHT_FORM)
    one.to("tomorrow")
    one.type("write to Xenia")
    assert one.window.body is not None
    one.window.body.settle()
    qtbot.waitUntil(lambda: "This looks like a name. Keep it?" in said(one.window))
    assert one.kept(Item.PARKED) == [(0, "write to Xenia")]


def test_closing_words_of_her_own_end_the_day() -> None:
    one = begun(memory=Memory(closings=1))
    one.to("own_phrase")
    one.press(Qt.Key.Key_End, *[Qt.Key.Key_Backspace] * len(default_phrase()))
    one.type("Enough for today.")
    one.to("phrase")
    page = one.window.page
    assert page is not None
    assert page.title == "Enough for today."


def test_a_held_backspace_empties_the_line_and_stays(qapp: QApplication) -> None:
    one = begun(LIGHT_FORM)
    one.to("word")
    kind = QKeyEvent.Type.KeyPress
    held = QKeyEvent(kind, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, autorep=True)
    qapp.sendEvent(one.focus(), held)
    assert one.step == "word"


def test_her_own_closing_words_are_the_last_thing_said() -> None:
    one = begun(memory=Memory(closings=1, phrase="That was enough."))
    one.to("phrase")
    page = one.window.page
    assert page is not None
    assert page.title == "That was enough."


def test_without_a_mailbox_the_first_shutdown_offers_hours_and_mail() -> None:
    one = begun(reply=NONE)
    assert [button.text() for button in buttons(one.window)][:2] == [
        "Set my hours",
        "Add a mailbox",
    ]


def test_without_a_mailbox_the_second_shutdown_says_nothing_of_it() -> None:
    one = begun(reply=NONE, memory=Memory(setup_offered=True))
    assert one.step == "notes_slot"


def test_setting_hours_lets_the_shutdown_wait() -> None:
    one = begun(reply=NONE)
    buttons(one.window)[0].click()
    assert one.told == ["left", "hours"]


def test_looking_again_stays_and_shows_what_came_of_it() -> None:
    one = begun(reply=ReplyFact("red", "Not set.", actions=(("look", "Look again"),)))
    buttons(one.window)[0].click()
    assert one.told == ["look"]
    one.closing.renew(GREEN)
    page = one.window.page
    assert page is not None
    assert page.title == "The reply is set."


def test_the_paper_is_dark_whatever_the_theme() -> None:
    one = begun()
    at = one.window.grab().toImage().pixelColor(20, 40)
    assert at.name().upper() == DARK.paper


class FullEntries(MemoryEntries):
    """A store that takes nothing while it is full."""

    full = True

    def note(self, *entries: Entry) -> None:
        if self.full:
            raise StoreError("The disk is full.", "Make room.")
        super().note(*entries)


def test_a_full_disk_is_said_and_what_waits_is_kept_with_the_next_answer() -> None:
    entries = FullEntries()
    one = closed(entries=entries)
    one.closing.begin(evening(LIGHT_FORM))
    one.to("word")
    one.type("tired")
    one.enter()
    one.press(Qt.Key.Key_Backspace)
    entries.full = False
    one.to("good")
    one.type("the walk")
    one.enter()
    assert one.kept(Item.STATE) == [(None, "tired")]
    assert one.kept(Item.GOOD_THING) == [(None, "the walk")]


def test_the_journal_holds_none_of_her_words_but_the_closing_ones() -> None:
    one = begun(STANDARD)
    one.to("tomorrow")
    one.type("the room key")
    one.to("phrase")
    assert "room key" not in str(one.journal.recall(PROGRESS)) + str(one.journal.recall(MEMORY))
