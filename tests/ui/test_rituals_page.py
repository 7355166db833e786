"""The rituals page: it shows a repertoire and tells the new one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from boundary.rituals.own import OwnRitual, gap_rituals
from boundary.rituals.repertoire import Repertoire
from boundary.rituals.variants import Variant
from boundary.ui.ritual_editor import RitualEditor
from boundary.ui.rituals_page import RitualsPage
from boundary.ui.step_list import StepList
from boundary.ui.theme import LIGHT

Show = Callable[..., RitualsPage]

TEA = OwnRitual("reset_breath", "Tea", ("close_call", "water"))


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Return a builder of a page that shows a repertoire."""

    def show(repertoire: Repertoire | None = None, *, still: bool = False) -> RitualsPage:
        page = RitualsPage(LIGHT)
        qtbot.addWidget(page)
        page.setMinimumSize(400, 300)  # as in its window; a bare platform can't follow a layout
        page.show_rituals(repertoire or Repertoire(), still)
        page.show()
        return page

    return show


def button(page: RitualsPage, words: str) -> QAbstractButton:
    return next(
        b
        for b in page.findChildren(QAbstractButton)
        if words in (b.text(), b.accessibleName()) and b.isVisible()
    )


def said(page: RitualsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def editor_of(page: RitualsPage, name: str) -> RitualEditor:
    button(page, f"Change {name}").click()
    return page.findChildren(RitualEditor)[-1]


@pytest.mark.parametrize(
    ("words", "variant"),
    [
        ("I stay in my chair", Variant.SEATED),
        ("Leave my breath alone", Variant.NO_BREATH_FOCUS),
        ("Others can see me", Variant.NO_PRIVATE_SPACE),
        ("I use a screen reader", Variant.SCREEN_READER),
    ],
)
def test_a_box_is_a_variant(shown: Show, qtbot: QtBot, words: str, variant: Variant) -> None:
    page = shown()
    with qtbot.waitSignal(page.changed, timeout=1000) as told:
        button(page, words).click()

    assert told.args == ["rituals", Repertoire(variants=frozenset({variant}))]


def test_two_boxes_are_two_variants(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    button(page, "I stay in my chair").click()
    with qtbot.waitSignal(page.changed, timeout=1000) as told:
        button(page, "Others can see me").click()

    both = frozenset({Variant.SEATED, Variant.NO_PRIVATE_SPACE})
    assert told.args == ["rituals", Repertoire(variants=both)]


def test_less_motion_is_the_setting_of_the_windows(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    with qtbot.waitSignal(page.changed, timeout=1000) as told:
        button(page, "Less motion").click()

    assert told.args == ["reduced_motion", True]


def test_what_is_set_is_shown(shown: Show) -> None:
    page = shown(Repertoire(variants=frozenset({Variant.SEATED})), still=True)

    assert button(page, "I stay in my chair").isChecked()
    assert button(page, "Less motion").isChecked()
    assert not button(page, "Others can see me").isChecked()


def test_showing_changes_nothing(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    with qtbot.assertNotEmitted(page.changed):
        page.show_rituals(Repertoire((TEA,), frozenset(Variant)), True)


def test_every_ritual_of_a_gap_can_be_changed(shown: Show) -> None:
    page = shown()
    names = {b.accessibleName() for b in page.findChildren(QAbstractButton)}

    assert {f"Change {each.title}" for each in gap_rituals()} <= names


def test_a_ritual_has_its_lengths(shown: Show) -> None:
    assert "At least 0:48, as a rule 1:31, at most 6:05." in said(shown())


def test_lengths_follow_the_variants(shown: Show) -> None:
    page = shown()
    button(page, "Leave my breath alone").click()

    assert "At least 0:23, as a rule 0:43, at most 1:30." in said(page)


def test_another_ritual_can_come_first_in_its_size(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    with qtbot.waitSignal(page.changed, timeout=1000) as told:
        button(page, "Rest for the eyes").click()

    assert told.args == ["rituals", Repertoire().preferring("reset_eyes")]


def test_one_ritual_comes_first_in_each_size(shown: Show) -> None:
    page = shown(Repertoire().preferring("ten_seated"))
    first = [r.text() for r in page.findChildren(QRadioButton) if r.isChecked() and r.isVisible()]

    assert first == ["A breath between", "Clear and return", "Ten minutes, seated", "A real rest"]


def test_the_control_she_is_on_keeps_its_focus(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    with qtbot.waitExposed(page):
        page.activateWindow()
    button(page, "Rest for the eyes").setFocus()
    button(page, "Rest for the eyes").click()
    focused = QApplication.focusWidget()

    assert isinstance(focused, QRadioButton)
    assert focused.text() == "Rest for the eyes"


def test_a_ritual_of_hers_goes_by_her_name_and_says_so(shown: Show) -> None:
    page = shown(Repertoire((TEA,)))

    assert button(page, "Change Tea").isVisible()
    assert "At least 0:23, as a rule 0:45, at most 1:40. Changed by you." in said(page)


def test_a_ritual_that_variants_leave_nothing_of_says_that_it_comes_as_it_came(shown: Show) -> None:
    light = OwnRitual("reset_breath", "", ("daylight",))
    page = shown(Repertoire((light,), frozenset({Variant.SCREEN_READER})))

    assert any(words.endswith("it comes as it came.") for words in said(page))


def test_what_is_saved_in_the_editor_is_told(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    editor = editor_of(page, "A breath between")
    steps = editor.findChild(StepList)
    assert steps is not None
    QTest.keyClick(steps, Qt.Key.Key_Delete)
    with qtbot.waitSignal(page.changed, timeout=1000) as told:
        next(b for b in editor.findChildren(QAbstractButton) if b.text() == "Save").click()

    assert told.args == ["rituals", Repertoire().holding(editor.draft)]


def test_what_is_tried_in_the_editor_is_told(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    editor = editor_of(page, "A breath between")
    with qtbot.waitSignal(page.preview_wanted, timeout=1000) as told:
        next(b for b in editor.findChildren(QAbstractButton) if b.text() == "Try it").click()

    assert told.args == [editor.draft]


def test_the_editor_can_be_opened_again(shown: Show) -> None:
    page = shown()
    editor_of(page, "A breath between").reject()

    assert editor_of(page, "On the threshold").draft.id == "threshold"


def test_every_control_has_a_name(shown: Show) -> None:
    buttons = shown().findChildren(QAbstractButton)

    assert [b for b in buttons if not (b.accessibleName() or b.text())] == []
