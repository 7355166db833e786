"""Sample values for the windows that look back: an ordinary month without a name in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from boundary.reflection.commitments import FREE, MONTHLY, TWO_WEEKLY, Commitment
from boundary.reflection.door import DoorDay
from boundary.reflection.ladder import Page, Row, Rung, rung_words
from boundary.reflection.signs import Noticed, Sign
from boundary.reflection.summary import SummaryLine
from boundary.ui.commitments_view import AgendaRow, AskRow, CommitmentRow, CommitmentsView
from boundary.ui.help_words import HelpNumber, HelpView
from boundary.ui.monthly_review import MonthlyView, OwnLine
from boundary.ui.plot_view import PlotPoint, PlotView, Shape, waiting_words
from boundary.ui.practices_page import PlanView
from boundary.ui.summary_window import SummaryView
from boundary.ui.weekly_review import WeeklyView

ENERGY = (6, 7, 5, 6, None, None, 7, 8, 6, 4, 5, None, None, 6, 7, 7, 3, 4, None, None, 6, 7, 8, 7,
          9, None, None, 7, 6, 7)  # fmt: skip
KEPT = ((14, 24), (18, 26), (11, 23), (20, 25), (22, 24), (9, 12), (17, 25), (24, 25))
LOAD = (21.5, 24.0, 19.0, 26.5, 23.0, 11.0, 25.0, 27.5)
TIGHT = (2, 4, 1, 6, 3, 0, 2, 1)
WEEKS = ("Sep 28", "Oct 5", "Oct 12", "Oct 19", "Oct 26", "Nov 2", "Nov 9", "Nov 16")


def energy_plot() -> PlotView:
    points = tuple(
        PlotPoint(
            f"Nov {day}",
            value,
            f"November {day}: {value}" if value else f"November {day}: nothing noted",
            (str(value) if value else "",),
        )
        for day, value in enumerate(ENERGY, 1)
    )
    return PlotView(
        "energy",
        Shape.BAND,
        "What was in the tank",
        "Mostly between 6 and 7. Two days stood lower, one higher.",
        points,
        low=1,
        high=10,
        foot="empty",
        top="full",
        band=(6, 7),
        key="The band is your usual range. An open dot lies outside it.",
        headings=("Day", "Energy"),
    )


def kept_plot() -> PlotView:
    points = tuple(
        PlotPoint(week, kept, f"{week}: {kept} of {most}", (str(kept), str(most)), most)
        for week, (kept, most) in zip(WEEKS, KEPT, strict=True)
    )
    return PlotView(
        "kept",
        Shape.PARTS,
        "Breaks you kept",
        "135 of 184 gaps in eight weeks, 24 of 25 in the last one.",
        points,
        high=26,
        key="Solid is what you kept, the outline what there was.",
        headings=("Week of", "Kept", "Gaps"),
    )


def load_plot() -> PlotView:
    points = tuple(
        PlotPoint(week, hours, f"{week}: {hours:g} hours", (f"{hours:g}",))
        for week, hours in zip(WEEKS, LOAD, strict=True)
    )
    return PlotView(
        "load",
        Shape.COLUMNS,
        "Hours with people",
        "27.5 hours last week. Your own middle of eight weeks is 23.5.",
        points,
        high=30,
        key="Each column is a week, the line your own middle.",
        middle=23.5,
        middle_words="your middle: 23.5",
        headings=("Week of", "Hours"),
    )


def tight_plot() -> PlotView:
    points = tuple(
        PlotPoint(week, count, f"{week}: {count} without a pause", (str(count),))
        for week, count in zip(WEEKS, TIGHT, strict=True)
    )
    return PlotView(
        "tight",
        Shape.STROKES,
        "Sessions that touched",
        "One in the last week, six in the week of October 19.",
        points,
        high=6,
        key="Each stroke is one.",
        headings=("Week of", "Without a pause"),
    )


def waiting_plot() -> PlotView:
    return PlotView("energy", Shape.BAND, "What was in the tank", "", waiting=waiting_words(6, 10))


def month_view() -> MonthlyView:
    return MonthlyView(
        "November",
        (energy_plot(), kept_plot(), load_plot(), tight_plot()),
        notices=(
            "Steadier again: three days at or above your usual.",
            "Supervision was last held on October 28.",
        ),
        lines=("No time off is planned in the next 90 days.",),
        words=(
            OwnLine("Friday, November 7", "The slow hour that turned out to matter."),
            OwnLine("Friday, November 14", "Laughing together at the end."),
        ),
    )


def week_view() -> WeeklyView:
    return WeeklyView(
        fulfilment=7,
        moment="The slow hour that turned out to matter.",
        signs=((Sign.TIRED, Noticed.BIT), (Sign.CLOCK, Noticed.NONE)),
        tightest="Tuesday, November 25 is the tightest: two joins without a pause.",
        ahead=("Supervision is on Thursday at 4:00.",),
        notice="Lunch was at the screen on four of five days. Shall a place be looked for?",
        offers=(("lunch_keeper", "Look for a place"),),
        intention="Leave the last ten minutes of Thursday free.",
    )


def help_view() -> HelpView:
    return HelpView(
        "United States",
        (HelpNumber("911", "Emergency"),),
        (HelpNumber("988", "988 Lifeline", "Call or text, at any hour."),),
        "Checked on November 21, 2026.",
    )


def plan_view() -> PlanView:
    rungs = tuple(Rung)
    rows = tuple(Row(rung, *rung_words(rung)) for rung in rungs)
    on = (
        replace(rows[0], count="18 of 24 gaps this month"),
        replace(rows[1], count="8 of 10 days"),
    )
    return PlanView(
        Page(on, rows[2], rows[3:], offered=True), "Leave the last ten minutes of Thursday free."
    )


def commitments_view() -> CommitmentsView:
    return CommitmentsView(
        rows=(
            CommitmentRow(
                Commitment.SUPERVISION,
                "Supervision",
                "Last held on November 12. The next is on Thursday at 4:00.",
                TWO_WEEKLY,
                noted="Held today.",
            ),
            CommitmentRow(
                Commitment.PEER_GROUP,
                "Peer group",
                "45 days since the last. Shall a time be looked for?",
                MONTHLY,
                slots=(
                    "Wednesday at 12:30, free in four of four weeks",
                    "Friday at 2:00, free in three of four weeks",
                ),
            ),
            CommitmentRow(Commitment.PERSONAL_THERAPY, "Own time", "", FREE, masked=True),
        ),
        more=(
            (Commitment.BUDDY, "Buddy"),
            (Commitment.CLASS, "Class"),
            (Commitment.LEARNING, "Learning"),
            (Commitment.TIME_OFF, "Time off"),
        ),
        asks=(
            AskRow(
                "0:word:consult",
                "Something in your calendar comes four times and may be a peer group. Is it?",
                Commitment.PEER_GROUP,
            ),
        ),
        conflicts=("Thursday 4:00: a session lies over Supervision.",),
        agenda=(AgendaRow("1", "Endings, and how I postpone them."),),
        budget=1500,
        budget_line="900 of 1500 are left for your development this year.",
    )


def door_days() -> tuple[DoorDay, ...]:
    monday = date(2026, 11, 23)
    bars = ((538, 590), (598, 650), (778, 830))
    days = [DoorDay(monday + timedelta(days=n), bars) for n in range(4)]
    return (*days, DoorDay(monday + timedelta(days=4), ((538, 710),)))


def summary_view() -> SummaryView:
    return SummaryView(
        "September 1 to November 30, 2026",
        (
            SummaryLine("breaks", "Breaks between sessions: 135 of 184 gaps.", 135, 184),
            SummaryLine("shutdown", "Days closed on purpose: 41 of 52.", 41, 52),
            SummaryLine("commitment:supervision", "Supervision: 6 times.", 6),
            SummaryLine("time_off", "7 workdays off.", 7),
            SummaryLine(
                "strategy:reset_breath",
                "Two minutes between sessions. One long breath out before the next person comes.",
            ),
        ),
    )
