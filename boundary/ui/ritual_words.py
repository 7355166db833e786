"""What the rituals page and the editor say: lengths, sizes of break, and what is wrong. Pure."""

from __future__ import annotations

from datetime import timedelta

from boundary.language import tr, trn
from boundary.rituals.own import (
    MOST_STEPS,
    MOST_TITLE,
    SPARE,
    OwnRitual,
    made,
    made_step,
    problems,
    room,
)
from boundary.rituals.repertoire import Repertoire
from boundary.rituals.ritual import SECOND, Ritual, Step, Tier
from boundary.rituals.variants import Variant, varied
from boundary.ui.numbers import MINUTE, in_words


def tier_words(tier: Tier) -> str:
    """Return what size of break *tier* is, as the head of a list."""
    return {
        Tier.T1: tr("Under a minute and a half"),
        Tier.T2: tr("Up to four minutes"),
        Tier.T5: tr("Four to eight minutes"),
        Tier.T10: tr("Eight to thirteen minutes"),
        Tier.T15: tr("Thirteen minutes and more"),
        Tier.ANY: tr("After a crisis"),
    }[tier]


def variant_words() -> tuple[tuple[Variant, str, str], ...]:
    """Return each variant in her words, and what it changes."""
    return (
        (
            Variant.SEATED,
            tr("I stay in my chair"),
            tr("Nothing asks you to stand, walk or leave the room."),
        ),
        (
            Variant.NO_BREATH_FOCUS,
            tr("Leave my breath alone"),
            tr("Feet, hands and eyes instead, whatever the reason."),
        ),
        (
            Variant.NO_PRIVATE_SPACE,
            tr("Others can see me"),
            tr("Nothing that would look odd from across the room."),
        ),
        (
            Variant.SCREEN_READER,
            tr("I use a screen reader"),
            tr("No step asks you to look at something. Each one is read aloud."),
        ),
    )


def digits(length: timedelta) -> str:
    """Return *length* in minutes and seconds: "1:31"."""
    minutes, seconds = divmod(length // SECOND, 60)
    return tr("{minutes}:{seconds:02d}").format(minutes=minutes, seconds=seconds)


def lengths_text(ritual: Ritual) -> str:
    """Return how long *ritual* takes: the least, what is usual, the most."""
    return tr("At least {least}, as a rule {ideal}, at most {longest}").format(
        least=digits(ritual.least), ideal=digits(ritual.ideal), longest=digits(ritual.longest)
    )


def gap_text(ritual: Ritual, prep: timedelta) -> str:
    """Return the smallest gap, in whole minutes with its *prep*, that *ritual* fits."""
    whole = -(-(ritual.least + SPARE + prep) // MINUTE)
    return trn(
        "Fits a gap of {n} minute, the time before the next start included.",
        "Fits a gap of {n} minutes, the time before the next start included.",
        whole,
    ).format(n=in_words(whole))


def step_text(step: Step, *, own: bool, optional: bool) -> str:
    """Return the second line of *step*: how long it takes, whose it is, if it may be left out."""
    if step.shortest == step.longest:
        length = digits(step.ideal)
    else:
        length = tr("{least} to {longest}").format(
            least=digits(step.shortest), longest=digits(step.longest)
        )
    parts = [length]
    if own:
        parts.append(tr("in your words"))
    if optional:
        parts.append(tr("left out where time is short"))
    return tr(" · ").join(parts)


def seen(own: OwnRitual, repertoire: Repertoire) -> Ritual:
    """Return *own* as the variants of *repertoire* leave it, too long or not."""
    return varied(made(own), repertoire.variants)


def trouble_words(own: OwnRitual, repertoire: Repertoire) -> str:
    """Return the first thing that keeps *own* from being kept, "" where nothing does."""
    fields = {problem.field for problem in problems(own)}
    if not own.steps:
        return tr("A ritual has at least one step.")
    if len(own.steps) > MOST_STEPS:
        return tr("At most {most} steps.").format(most=in_words(MOST_STEPS))
    if any(field.endswith(".text") for field in fields):
        return tr("Write what your own step says, in one line.")
    if "title" in fields:
        return tr("The name is one line of at most {most} characters.").format(most=MOST_TITLE)
    if "optional" in fields:
        return tr("One step has to stay where time is short.")
    whole = seen(own, repertoire)
    if len(whole.steps) == len(whole.optional):
        return tr("With what you ticked for all rituals, no step is left that has to stay.")
    most = room(whole.tier)
    if most is not None and whole.least > most:
        return tr(
            "Too long by {over} for the shortest break of its size. Take a step out, "
            "or let one be left out."
        ).format(over=digits(whole.least - most))
    return tr("Something in it can't be kept.") if fields else ""


def step_of(own: OwnRitual, id: str) -> Step:
    """Return the step *id* of *own*, with words to show where she has written none yet."""
    step = made_step(own, id)
    if step.text:
        return step
    return Step(id, tr("Your own words"), step.shortest, step.ideal, step.longest)
