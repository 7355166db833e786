"""The ritual editor: a draft that is put in order by keys, by buttons and by dragging."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from boundary.rituals.library import rituals, step
from boundary.rituals.own import MOST_STEPS, OwnRitual, OwnStep, as_it_came, gap_steps
from boundary.rituals.repertoire import Repertoire
from boundary.rituals.variants import Variant
from boundary.ui.ritual_editor import RitualEditor
from boundary.ui.ritual_words import gap_text, lengths_text, tier_words, variant_words
from boundary.ui.step_list import StepList
from boundary.ui.theme import DARK, LIGHT

Open = Callable[..., RitualEditor]

BREATH = ("close_call", "leave_frame", "pace6", "set_down", "intention")


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Return a builder of an editor, on "A breath between" unless told otherwise."""

    def build(id: str = "reset_breath", repertoire: Repertoire | None = None) -> RitualEditor:
        editor = RitualEditor(repertoire or Repertoire(), id, LIGHT)
        qtbot.addWidget(editor)
        editor.show()
        return editor

    return build


def steps_of(editor: RitualEditor) -> StepList:
    found = editor.findChild(StepList)
    assert found is not None
    return found


def button(editor: RitualEditor, words: str) -> QAbstractButton:
    return next(b for b in editor.findChildren(QAbstractButton) if b.text() == words)


def field(editor: RitualEditor, name: str) -> QLineEdit:
    return next(f for f in editor.findChildren(QLineEdit) if f.accessibleName() == name)


def menu_of(editor: RitualEditor) -> QMenu:
    found = editor.findChildren(QMenu)
    return next(menu for menu in found if menu.actions())


def seconds(editor: RitualEditor) -> QSpinBox:
    found = editor.findChild(QSpinBox)
    assert found is not None
    return found


def said(editor: RitualEditor) -> list[str]:
    return [label.text() for label in editor.findChildren(QLabel) if label.isVisible()]


def choose(editor: RitualEditor, row: int) -> StepList:
    found = steps_of(editor)
    found.setCurrentRow(row)
    return found


def alt(editor: RitualEditor, row: int, key: Qt.Key) -> None:
    QTest.keyClick(choose(editor, row), key, Qt.KeyboardModifier.AltModifier)


def test_it_begins_with_the_ritual_as_it_is(opened: Open) -> None:
    assert opened().draft == as_it_came("reset_breath")


@pytest.mark.parametrize(
    ("row", "key", "steps"),
    [
        (2, Qt.Key.Key_Up, ("close_call", "pace6", "leave_frame", "set_down", "intention")),
        (2, Qt.Key.Key_Down, ("close_call", "leave_frame", "set_down", "pace6", "intention")),
        (0, Qt.Key.Key_Up, BREATH),
        (4, Qt.Key.Key_Down, BREATH),
    ],
)
def test_alt_and_an_arrow_move_a_step(
    opened: Open, row: int, key: Qt.Key, steps: tuple[str, ...]
) -> None:
    editor = opened()
    alt(editor, row, key)

    assert editor.draft.steps == steps


def test_the_step_that_moved_stays_chosen(opened: Open) -> None:
    editor = opened()
    alt(editor, 2, Qt.Key.Key_Up)

    assert steps_of(editor).currentRow() == 1


def test_the_buttons_move_a_step_too(opened: Open) -> None:
    editor = opened()
    choose(editor, 1)
    button(editor, "Later").click()
    button(editor, "Later").click()
    button(editor, "Earlier").click()

    assert editor.draft.steps[2] == "leave_frame"


def test_the_first_step_goes_no_earlier(opened: Open) -> None:
    editor = opened()
    choose(editor, 0)

    assert not button(editor, "Earlier").isEnabled()


def test_a_step_can_be_dragged(opened: Open, qtbot: QtBot) -> None:
    editor = opened()
    model = steps_of(editor).model()
    with qtbot.waitSignal(steps_of(editor).ordered, timeout=1000):
        model.moveRow(QModelIndex(), 4, QModelIndex(), 0)

    assert editor.draft.steps == ("intention", *BREATH[:4])


def test_space_leaves_a_step_out_first_where_time_is_short(opened: Open) -> None:
    editor = opened()
    QTest.keyClick(choose(editor, 4), Qt.Key.Key_Space)

    assert "intention" in editor.draft.optional


def test_the_box_says_whether_a_step_may_be_left_out(opened: Open) -> None:
    editor = opened()
    box = editor.findChild(QCheckBox)
    assert box is not None
    choose(editor, 1)

    assert box.isChecked()
    box.click()
    assert "leave_frame" not in editor.draft.optional


def test_delete_takes_a_step_out(opened: Open) -> None:
    editor = opened()
    QTest.keyClick(choose(editor, 1), Qt.Key.Key_Delete)

    assert editor.draft.steps == ("close_call", *BREATH[2:])


def test_a_step_of_the_library_is_added_after_the_chosen_one(opened: Open) -> None:
    editor = opened()
    choose(editor, 0)
    menu = menu_of(editor)
    next(a for a in menu.actions() if a.text() == step("water").text).trigger()

    assert editor.draft.steps[:2] == ("close_call", "water")


def test_what_is_in_the_ritual_is_not_offered_again(opened: Open) -> None:
    editor = opened()
    menu = menu_of(editor)

    assert step("pace6").text not in [action.text() for action in menu.actions()]


def test_a_full_ritual_takes_no_more_steps(opened: Open) -> None:
    editor = opened()
    for _ in range(MOST_STEPS - len(BREATH)):
        button(editor, "Add a step of my own").click()

    assert not button(editor, "Add a step of my own").isEnabled()
    assert not button(editor, "Add a step").isEnabled()


def test_a_step_of_her_own_has_her_words_and_seconds(opened: Open) -> None:
    editor = opened()
    choose(editor, 1)
    button(editor, "Add a step of my own").click()
    QTest.keyClicks(field(editor, "What my step says"), "Fill the kettle.")
    seconds(editor).setValue(45)

    assert editor.draft.steps[2] == "reset_breath.1"
    assert editor.draft.own_steps == (OwnStep("reset_breath.1", "Fill the kettle.", 45),)


def test_the_fields_for_a_step_of_her_own_are_there_only_for_one(opened: Open) -> None:
    editor = opened()

    assert not field(editor, "What my step says").isVisible()


def test_a_step_without_words_can_not_be_kept(opened: Open) -> None:
    editor = opened()
    button(editor, "Add a step of my own").click()

    assert "Write what your own step says, in one line." in said(editor)
    assert not button(editor, "Save").isEnabled()
    assert not button(editor, "Try it").isEnabled()


def test_a_ritual_that_is_too_long_says_by_how_much(opened: Open) -> None:
    editor = opened()
    button(editor, "Add a step of my own").click()
    QTest.keyClicks(field(editor, "What my step says"), "Tea.")
    seconds(editor).setValue(60)

    assert any(words.startswith("Too long by 0:28") for words in said(editor))


def test_a_ritual_without_steps_can_not_be_kept(opened: Open) -> None:
    editor = opened()
    for _ in BREATH:
        button(editor, "Take out").click()

    assert "A ritual has at least one step." in said(editor)
    assert not button(editor, "Take out").isEnabled()


def test_one_step_has_to_stay(opened: Open) -> None:
    editor = opened("threshold")
    for row in (0, 2, 3):
        QTest.keyClick(choose(editor, row), Qt.Key.Key_Space)

    assert "One step has to stay where time is short." in said(editor)


def test_variants_count_for_what_is_left(opened: Open) -> None:
    only_seated = Repertoire(variants=frozenset({Variant.SEATED}))
    away = OwnRitual("ten", "", ("toilet", "water"), frozenset({"water"}))
    editor = opened("ten", only_seated.holding(away))

    assert "With what you ticked for all rituals, no step is left that has to stay." in said(editor)


def test_the_lengths_follow_every_change(opened: Open) -> None:
    editor = opened()
    assert "At least 0:48, as a rule 1:31, at most 6:05" in said(editor)
    QTest.keyClick(choose(editor, 2), Qt.Key.Key_Delete)

    assert "At least 0:08, as a rule 0:31, at most 1:05" in said(editor)


def test_it_says_which_gap_it_fits(opened: Open) -> None:
    words = "Fits a gap of three minutes, the time before the next start included."
    assert words in said(opened())


def test_a_new_name_is_kept(opened: Open, qtbot: QtBot) -> None:
    editor = opened()
    name = field(editor, "Name of the ritual")
    name.selectAll()
    QTest.keyClicks(name, "Kettle time")
    with qtbot.waitSignal(editor.saved, timeout=1000) as told:
        button(editor, "Save").click()

    assert told.args is not None
    assert told.args[0].title == "Kettle time"


def test_an_empty_name_is_the_usual_one(opened: Open) -> None:
    editor = opened(repertoire=Repertoire((OwnRitual("reset_breath", "Tea", BREATH),)))
    name = field(editor, "Name of the ritual")
    name.selectAll()
    QTest.keyClick(name, Qt.Key.Key_Delete)

    assert editor.draft.title == ""


def test_saving_tells_the_draft_and_closes(opened: Open, qtbot: QtBot) -> None:
    editor = opened()
    QTest.keyClick(choose(editor, 0), Qt.Key.Key_Delete)
    with qtbot.waitSignal(editor.saved, timeout=1000) as told:
        button(editor, "Save").click()

    assert told.args == [editor.draft]
    assert not editor.isVisible()


@pytest.mark.parametrize("way", ["Esc", "Cancel"])
def test_leaving_keeps_nothing(opened: Open, qtbot: QtBot, way: str) -> None:
    editor = opened()
    QTest.keyClick(choose(editor, 0), Qt.Key.Key_Delete)
    with qtbot.assertNotEmitted(editor.saved):
        if way == "Esc":
            QTest.keyClick(steps_of(editor), Qt.Key.Key_Escape)
        else:
            button(editor, way).click()

    assert not editor.isVisible()


def test_enter_in_a_field_keeps_nothing(opened: Open, qtbot: QtBot) -> None:
    editor = opened()
    with qtbot.assertNotEmitted(editor.saved):
        QTest.keyClick(field(editor, "Name of the ritual"), Qt.Key.Key_Return)

    assert editor.isVisible()


def test_trying_it_tells_the_draft_and_stays(opened: Open, qtbot: QtBot) -> None:
    editor = opened()
    with qtbot.waitSignal(editor.preview_wanted, timeout=1000) as told:
        button(editor, "Try it").click()

    assert told.args == [editor.draft]
    assert editor.isVisible()


def test_it_can_be_had_as_it_came(opened: Open) -> None:
    hers = OwnRitual("reset_breath", "Tea", ("close_call", "water"))
    editor = opened(repertoire=Repertoire((hers,)))
    button(editor, "As it came").click()

    assert editor.draft == as_it_came("reset_breath")
    assert field(editor, "Name of the ritual").text() == "A breath between"


def test_every_control_has_a_name(opened: Open) -> None:
    editor = opened()
    button(editor, "Add a step of my own").click()
    named: list[str] = [steps_of(editor).accessibleName()]
    named += [b.accessibleName() or b.text() for b in editor.findChildren(QPushButton)]
    named += [seconds(editor).accessibleName()]

    assert all(named)


def test_a_step_is_read_with_its_place(opened: Open) -> None:
    item = steps_of(opened()).item(1)

    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "2 of 5: Turn away from the camera. Let your face rest. "
        "0:05 to 0:20 · left out where time is short"
    )


def test_tab_leaves_the_list(opened: Open, qtbot: QtBot) -> None:
    editor = opened()
    with qtbot.waitExposed(editor):
        editor.activateWindow()
    steps_of(editor).setFocus()
    QTest.keyClick(steps_of(editor), Qt.Key.Key_Tab)

    assert editor.focusWidget() is not steps_of(editor)


def test_it_can_be_drawn_in_the_dark(opened: Open) -> None:
    editor = opened()
    editor.recolour(DARK)

    assert DARK.card in steps_of(editor).styleSheet()


@pytest.mark.parametrize("id", [id for id, each in rituals().items() if each.tier != "day"])
def test_every_ritual_of_a_gap_has_words_for_its_size_and_lengths(id: str) -> None:
    whole = Repertoire().ritual(id)

    assert tier_words(whole.tier)
    assert lengths_text(whole)
    assert gap_text(whole, whole.least)


def test_every_variant_has_words() -> None:
    assert [variant for variant, _words, _more in variant_words()] == list(Variant)


def test_the_library_has_more_steps_than_a_ritual_takes() -> None:
    assert len(gap_steps()) > MOST_STEPS
