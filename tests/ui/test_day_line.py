"""The day's line: what stands on it, where, and how it is walked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from boundary.clock import Span, day_span
from boundary.schedule.blocks import BlockKind
from boundary.schedule.contact import How
from boundary.schedule.sessions import Kind
from boundary.ui.day_line import DayLine, Spot
from boundary.ui.day_marks import Mark, Piece, joins_of, marks_of
from boundary.ui.day_scale import HOUR_PX, Scale, Wish, place, shown_for
from boundary.ui.day_view import day_view, hour_ticks
from boundary.ui.theme import DARK, LIGHT, MARGIN, Palette
from tests.ui.days import DAY, ZONE, at, block, full_day, glance, life, plan, span

PREP = timedelta(minutes=2)
Line = Callable[..., DayLine]


def marks(*lives: object, now: str = "8:00", **rest: object) -> tuple[Mark, ...]:
    return marks_of(plan(*lives, **rest), at(now), PREP)  # type: ignore[arg-type]


def pieces(found: tuple[Mark, ...]) -> list[Piece]:
    return [mark.piece for mark in found if mark.piece is not Piece.OWN_TIME]


@pytest.fixture
def line(qtbot: QtBot) -> Line:
    """Return a builder of a line, 980 px wide, that shows the full day at 13:24."""

    def build(colours: Palette = LIGHT, *, vertical: bool = False) -> DayLine:
        made = DayLine(colours)
        qtbot.addWidget(made)
        made.set_vertical(vertical)
        made.show_day(day_view(full_day(), glance("free"), at("13:24"), twelve=True))
        made.resize(980, made.sizeHint().height())
        made.show()
        return made

    return build


def focused(line: DayLine) -> str:
    """Return what is read aloud of the block that has the focus."""
    spot = line.focusWidget()
    assert isinstance(spot, Spot)
    return spot.accessibleName()


def pixel(image: QImage, where: QPoint) -> str:
    return image.pixelColor(where).name().upper()


def scale_of(line: DayLine) -> Scale:
    scale = line.scale()
    assert scale is not None
    return scale


def test_prep_lies_before_a_session() -> None:
    assert pieces(marks(life("9:00", "9:50"))) == [Piece.PREP, Piece.SESSION]


def test_prep_gives_way_to_the_session_before() -> None:
    found = marks(life("9:00", "9:50"), life("9:51", "10:40"))
    assert [m.span for m in found if m.piece is Piece.PREP][1] == span("9:50", "9:51")


def test_a_session_that_ran_over_says_until_when() -> None:
    found = marks(life("9:00", "9:50", lived_until="9:56", how=How.SENSES))
    session = next(m for m in found if m.piece is Piece.SESSION)
    assert (session.label, session.over) == ("ran to 9:56", timedelta(minutes=6))


def test_a_session_without_a_known_end_grows_with_now() -> None:
    found = marks(life("9:00", "9:50", how=How.LIVE), now="9:57")
    assert next(m for m in found if m.piece is Piece.SESSION).span == span("9:00", "9:57")


def test_a_session_that_did_not_happen_leaves_its_slot() -> None:
    found = marks(life("9:00", "9:50", lived_until="9:00", how=How.CANCELLED))
    assert (found[0].piece, found[0].span) == (Piece.FREED, span("9:00", "9:50"))


def test_a_commitment_is_one_mark_though_plan_and_calendar_have_it() -> None:
    found = marks(
        life("12:00", "13:00", kind=Kind.PROFESSIONAL, why="word:supervision"),
        blocks=[block(BlockKind.COMMITMENT, "12:00", "13:00")],
    )
    assert [m.label for m in found if m.piece is Piece.COMMITMENT] == ["Supervision"]


def test_an_appointment_of_unknown_kind_has_no_label() -> None:
    found = marks(life("12:00", "13:00", kind=Kind.UNKNOWN))
    assert [m.label for m in found if m.piece is Piece.UNSURE] == [""]


def test_a_break_carries_the_minutes_taken() -> None:
    rest = block(BlockKind.MICRO_BREAK, "9:50", "9:53", taken=timedelta(minutes=2))
    found = marks(life("9:00", "9:50"), blocks=[rest])
    assert next(m for m in found if m.piece is Piece.BREAK).taken == timedelta(minutes=2)


def test_a_day_away_is_all_hers() -> None:
    assert [m.span for m in marks(away=True)] == [day_span(DAY, ZONE)]


def test_a_tight_join_stands_where_the_session_before_ends() -> None:
    day = plan(life("9:00", "9:50", key="a"), life("9:50", "10:40"), crowded=["a"])
    assert [join.at for join in joins_of(day)] == [at("9:50")]


def test_every_block_but_prep_can_be_heard() -> None:
    found = marks_of(full_day(), at("13:24"), PREP)
    assert [m for m in found if not m.spoken and m.piece is not Piece.PREP] == []


def test_a_short_day_is_filled_with_the_hours_after_it() -> None:
    shown, hour = shown_for(span("8:00", "17:00"), day_span(DAY, ZONE), 900)
    assert (shown, hour) == (span("8:00", "20:30"), HOUR_PX)


def test_a_late_day_is_filled_with_the_hours_before_it() -> None:
    shown, _ = shown_for(span("16:00", "23:00"), day_span(DAY, ZONE), 900)
    assert shown == Span(at("11:30"), day_span(DAY, ZONE).end)


def test_a_long_day_has_shorter_hours() -> None:
    assert shown_for(span("6:00", "21:00"), day_span(DAY, ZONE), 900)[1] == 60


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2025, 3, 9), 23), (date(2025, 11, 2), 25), (DAY, 24)]
)
def test_a_day_has_as_many_hours_as_its_clocks_had(day: date, hours: int) -> None:
    assert len(hour_ticks(day_span(day, ZONE), ZONE)) == hours + 1


def test_the_hour_that_was_skipped_is_not_on_the_line() -> None:
    labels = [t.label for t in hour_ticks(day_span(date(2025, 3, 9), ZONE), ZONE)]
    assert labels[:4] == ["0:00", "1:00", "3:00", "4:00"]


def test_labels_do_not_touch() -> None:
    first, second = place([Wish(0, 20, 60), Wish(30, 80, 60)], [], (0, 400), 6)
    assert first is not None
    assert second is not None
    assert second >= first + 60 + 6


def test_a_label_without_room_beside_its_block_is_left_out() -> None:
    assert place([Wish(100, 110, 80)], [(0, 300)], (0, 400), 6) == [None]


def test_sessions_are_solid_where_they_are_on_the_clock(line: Line) -> None:
    made = line()
    scale = scale_of(made)
    middle = QPoint(round(scale.along(at("9:25"))), round(scale.top + 36))
    assert pixel(made.grab().toImage(), middle) == LIGHT.session_fill


def test_the_lamp_stands_at_now(line: Line) -> None:
    made = line(DARK)
    scale = scale_of(made)
    middle = QPoint(round(scale.along(at("13:24"))), round(scale.top + 36))
    assert pixel(made.grab().toImage(), middle) == DARK.lamp


def test_an_hour_is_seventy_two_pixels(line: Line) -> None:
    scale = scale_of(line())
    assert (scale.along(at("8:00")), scale.along(at("9:00"))) == (MARGIN, MARGIN + 72)


def test_a_line_that_runs_down_has_the_hours_of_the_day_alone(line: Line) -> None:
    scale = scale_of(line(vertical=True))
    assert (scale.shown.start, scale.hour) == (at("8:00"), HOUR_PX)


def test_the_keyboard_enters_at_the_block_of_now(line: Line) -> None:
    made = line()
    made.enter()
    assert focused(made) == "Session, 1:00 to 1:50."


@pytest.mark.parametrize(
    ("key", "heard"),
    [
        (Qt.Key.Key_Right, "A short break, 1:50 to 1:53."),
        (Qt.Key.Key_Down, "A short break, 1:50 to 1:53."),
        (Qt.Key.Key_Left, "Lunch, 12:00 to 12:45."),
        (Qt.Key.Key_Home, "Opening the day, 8:50 to 8:51."),
        (Qt.Key.Key_End, "Personal, 5:30 to 6:10."),
    ],
)
def test_arrows_walk_the_blocks(line: Line, key: Qt.Key, heard: str) -> None:
    made = line()
    made.enter()
    QTest.keyClick(made.focusWidget(), key)
    assert focused(made) == heard


def test_a_tight_join_is_walked_too(line: Line) -> None:
    made = line()
    names = [spot.accessibleName() for spot in made.findChildren(Spot)]
    assert "Tight at 2:50: no room between the two." in names


def test_walking_ends_at_the_last_block(line: Line) -> None:
    made = line()
    made.enter()
    QTest.keyClick(made.focusWidget(), Qt.Key.Key_End)
    QTest.keyClick(made.focusWidget(), Qt.Key.Key_Right)
    assert focused(made) == "Personal, 5:30 to 6:10."


def test_tab_finds_one_block_only(line: Line) -> None:
    spots = line().findChildren(Spot)
    assert sum(spot.focusPolicy() == Qt.FocusPolicy.TabFocus for spot in spots) == 1


def test_the_focus_stays_on_its_block_when_the_minute_passes(line: Line) -> None:
    made = line()
    made.enter()
    made.show_day(day_view(full_day(), glance("free"), at("13:25"), twelve=True))
    assert focused(made) == "Session, 1:00 to 1:50."


def test_the_focused_block_has_a_ring(line: Line, qtbot: QtBot) -> None:
    made = line()
    made.enter()
    spot = made.focusWidget()
    assert spot is not None
    made.activateWindow()
    qtbot.waitUntil(spot.hasFocus)
    ring = QColor(LIGHT.focus)
    image = made.grab().toImage()
    assert image.pixelColor(spot.x() + spot.width() // 2, spot.y() + 1) == ring


def test_blocks_that_are_gone_leave_no_spot(line: Line, qtbot: QtBot) -> None:
    made = line()
    made.show_day(day_view(plan(), glance("free"), at("9:00")))
    qtbot.waitUntil(lambda: made.findChildren(Spot) == [])
