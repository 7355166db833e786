"""The words of the help pages: all of them are here, and none of them is fetched from anywhere.

Own wording throughout. What is said of compassion fatigue is general knowledge, told so that she
can name what she notices; it is no diagnosis, and no answer of hers changes a word of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from boundary.language import tr


class HelpPage(StrEnum):
    """The pages of the help window."""

    FOR_ME = "for_me"
    RESOURCES = "resources"
    WHY = "why"


@dataclass(frozen=True, slots=True)
class HelpNumber:
    """A *number* to call or text, who answers there, and *how* (a word to text, an option)."""

    number: str
    name: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class HelpView:
    """What depends on where she is: her country's name, its numbers, and since when they hold.

    Without a known country both are empty, and the page says where else to look.
    """

    place: str = ""
    emergency: tuple[HelpNumber, ...] = ()
    lines: tuple[HelpNumber, ...] = ()
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A *title*, sentences under it, and *points* that stand as a list."""

    title: str
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


def page_name(page: HelpPage) -> str:
    """Return what *page* is called."""
    return {
        HelpPage.FOR_ME: tr("Help for me"),
        HelpPage.RESOURCES: tr("Good to know"),
        HelpPage.WHY: tr("Why take this?"),
    }[page]


def opening_words() -> str:
    """Return what stands over the numbers."""
    return tr(
        "You need no reason to be here. This page knows nothing of what you noted, and nobody "
        "learns that you opened it."
    )


def unknown_place_words() -> str:
    """Return what stands in the place of numbers where her country is not known."""
    return tr(
        "I don't know which country you are in. Your local emergency number helps at once; "
        "choose your country under Reply, and its lines stand here."
    )


def own_people() -> Section:
    """Return who else there may be, whatever happened."""
    return Section(
        tr("People you may already have"),
        points=(
            tr("A colleague: “Tough hour, no details. Do you have five minutes?”"),
            tr("Your supervisor, before the next regular date."),
            tr("Your own therapist, or the doctor you trust."),
            tr("Somebody at home who may just sit with you."),
        ),
    )


def resources() -> tuple[Section, ...]:
    """Return the page of what is good to know."""
    return (
        Section(
            tr("Compassion fatigue: what it is"),
            (
                tr(
                    "Caring for people who suffer uses something up. It can show as dullness, "
                    "short temper, broken sleep, or relief when somebody cancels."
                ),
                tr(
                    "It often comes quickly, it can follow from listening alone, and it tends to "
                    "ease with rest, with company and with fewer hard hours in a row."
                ),
            ),
        ),
        Section(
            tr("What it is not"),
            (
                tr("Not a weakness, and not a sign that you chose the wrong work."),
                tr(
                    "Not the same as burnout, which grows slowly out of too much work and too "
                    "little say in it. The two can come together."
                ),
                tr(
                    "Not something that a program can find. If it stays, a person who knows the "
                    "field can look at it with you."
                ),
            ),
        ),
        Section(
            tr("Finding a therapist as a therapist"),
            (tr("Words that find people who see colleagues:"),),
            (
                tr("therapist for therapists"),
                tr("compassion fatigue, caregiver stress, secondary trauma"),
                tr("supervision and consultation, clinician wellness"),
            ),
        ),
        Section(
            tr("Five questions for a first call"),
            (tr("Many offer a short call before a first session. Bring these:"),),
            (
                tr("How often do you work with people in our profession?"),
                tr("How do you handle it if we know the same people?"),
                tr("What is your way of working, and what would the first three sessions hold?"),
                tr("Can we meet early, late or by video, and what happens if I must move a date?"),
                tr("What is kept in your notes, and who could ever read them?"),
            ),
        ),
        Section(
            tr("Peers"),
            (
                tr(
                    "A group of three or four, once a month, an hour, the same day each time, is "
                    "enough. Your association, a former course or one colleague is a beginning."
                ),
                tr("Begin with a round in which nobody advises. End with one thing each."),
            ),
        ),
    )


def barriers() -> tuple[Section, ...]:
    """Return one calm sentence for each thing that speaks against a break."""
    return (
        Section(
            tr("“It feels selfish.”"),
            (tr("The next person meets whoever walks out of this gap; the rest is for both."),),
        ),
        Section(
            tr("“If I do it, I should do it properly.”"),
            (tr("One breath by an open window is a whole break; good enough is the measure."),),
        ),
        Section(
            tr("“Helping is what gives me energy.”"),
            (tr("It does, and it draws on the same well; a pause lets it fill."),),
        ),
        Section(
            tr("“My clients come first.”"),
            (tr("They do, and the two minutes before them are part of their hour."),),
        ),
        Section(
            tr("“Nobody else can carry this.”"),
            (tr("You carry your part well; some of it was never yours alone to carry."),),
        ),
        Section(
            tr("“It isn't that bad.”"),
            (tr("Then this is the cheapest moment for it: small breaks work best on good days."),),
        ),
        Section(
            tr("“I could finish something in that time.”"),
            (tr("You could; the note takes less long after a breath, and so does the evening."),),
        ),
    )
