"""What a shutdown remembers: how far tonight's has come, and what was asked once and for all.

Both are small values of the journal, read back with care: a store may have been imported. The
only words of hers among them are her closing words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from boundary.rituals.library import ritual
from boundary.schedule.policy import ShutdownForm
from boundary.ui.shutdown_words import LONGEST_PHRASE, NOT_SET_UP, OFF

PROGRESS, MEMORY = "closing", "closings"
"""The names under which the journal has them."""

COURSE = 14
"""Evenings on which one good thing is asked for before it rests: after ten to fifteen the use of
it wears off (trials of "three good things" for health workers)."""

COURSE_RESTS = timedelta(days=60)

STEPS = (
    "tomorrow", "loops", "notes_slot", "inbox", "energy", "word", "good", "tell", "put_away",
)  # fmt: skip
"""The steps that a shutdown of her own may have, in any order, each once."""

MORE = ("moved", "company", "notice")
"""What may be asked or told beside them; see `asking`."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What lasts over the evenings: how many *closings*, what lists do to her, her *phrase*.

    *good* counts the evenings of the present course, *good_last* is the last of them.
    """

    closings: int = 0
    lists: str = ""
    phrase: str = field(default="", repr=False)
    phrase_asked: bool = False
    setup_offered: bool = False
    good: int = 0
    good_last: date | None = None

    def plain(self) -> dict[str, object]:
        """Return it as the journal remembers it."""
        last = self.good_last.isoformat() if self.good_last is not None else ""
        return {
            "closings": self.closings,
            "lists": self.lists,
            "phrase": self.phrase,
            "phrase_asked": self.phrase_asked,
            "setup_offered": self.setup_offered,
            "good": self.good,
            "good_last": last,
        }

    def asks_good(self, day: date) -> bool:
        """Tell whether one good thing is asked for on *day*: the course runs, or has rested."""
        if self.good < COURSE or self.good_last is None:
            return True
        return day - self.good_last >= COURSE_RESTS or day == self.good_last

    def asked_good(self, day: date) -> Memory:
        """Return it once one good thing was asked for on *day*."""
        if day == self.good_last:
            return self
        rested = self.good >= COURSE
        return replace(self, good=1 if rested else self.good + 1, good_last=day)


@dataclass(frozen=True, slots=True)
class Progress:
    """Tonight's shutdown of the local *day*: its *steps*, the one she is *at*, her answers.

    *running* tells that it stood on the screen; *done* that her closing words have come.
    """

    day: date
    steps: tuple[str, ...]
    at: int = 0
    chosen: Mapping[str, str] = field(default_factory=dict)
    running: bool = True
    done: bool = False

    @property
    def step(self) -> str:
        """The step she is at."""
        return self.steps[self.at]

    def plain(self) -> dict[str, object]:
        """Return it as the journal remembers it."""
        return {
            "day": self.day.isoformat(),
            "steps": list(self.steps),
            "at": self.at,
            "chosen": dict(self.chosen),
            "running": self.running,
            "done": self.done,
        }


def memory_of(value: object) -> Memory:
    """Read what the journal remembered; what can't be read is as if never asked."""
    if not isinstance(value, dict):
        return Memory()
    return Memory(
        closings=_count(value.get("closings")),
        lists=value["lists"] if value.get("lists") in ("calm", "wake") else "",
        phrase=str(value.get("phrase") or "")[:LONGEST_PHRASE],
        phrase_asked=value.get("phrase_asked") is True,
        setup_offered=value.get("setup_offered") is True,
        good=_count(value.get("good")),
        good_last=_day(value.get("good_last")),
    )


def progress_of(value: object) -> Progress | None:
    """Read tonight's progress; None for what can't be read or names a step that is no more."""
    if not isinstance(value, dict):
        return None
    day, steps, at = _day(value.get("day")), value.get("steps"), _count(value.get("at"))
    known = {*STEPS, *MORE, "reply", "owed", "lists", "own_phrase", "phrase"}
    if day is None or not isinstance(steps, list) or not known.issuperset(map(str, steps)):
        return None
    if not 0 <= at < len(steps):
        return None
    chosen = value.get("chosen")
    answers = {str(k): str(v) for k, v in chosen.items()} if isinstance(chosen, dict) else {}
    running, done = value.get("running") is True, value.get("done") is True
    return Progress(day, tuple(map(str, steps)), at, answers, running, done)


def steps_of(
    form: ShutdownForm,
    memory: Memory,
    day: date,
    *,
    light: str,
    own: tuple[str, ...] = (),
    owed: bool = False,
    notes: bool = True,
    heavy: bool = False,
) -> tuple[str, ...]:
    """Return the steps of a shutdown on the local *day*, in her *own* order where she has one.

    *light* is the reply's: its screen is first, and left out where she turned it off or has seen
    the offer to set it up. A *heavy* day asks for less: no lists, no good thing, one person to
    tell instead.
    """
    middle = [step for step in own if step in STEPS] or _of_form(form, heavy=heavy)
    if heavy:
        middle = ["tell" if step == "good" else step for step in middle if step != "loops"]
    elif "good" in middle and not memory.asks_good(day):
        middle.remove("good")
    if not notes and "notes_slot" in middle:
        middle.remove("notes_slot")
    if "loops" in middle:
        if memory.lists == "wake":
            middle.remove("loops")
        elif not memory.lists:
            middle.insert(middle.index("loops"), "lists")
    quiet = light == OFF or (light == NOT_SET_UP and memory.setup_offered)
    first = [] if quiet else ["reply"]
    first += ["owed"] if owed else []
    asks = memory.closings > 0 and not memory.phrase_asked and light != NOT_SET_UP
    last = ["own_phrase", "phrase"] if asks else ["phrase"]
    return (*first, *dict.fromkeys(middle), *last)


def with_more(progress: Progress, more: tuple[str, ...]) -> Progress:
    """Return *progress* with the steps *more* ahead: behind the energy, or before the room's."""
    new = [step for step in more if step in MORE and step not in progress.steps]
    steps = list(progress.steps)
    before = "put_away" if "put_away" in steps else "phrase"
    at = steps.index("energy") + 1 if "energy" in steps else steps.index(before)
    at = max(at, progress.at + 1)
    return replace(progress, steps=(*steps[:at], *new, *steps[at:]))


def without(progress: Progress, gone: str) -> Progress:
    """Return *progress* without the step *gone*."""
    if gone not in progress.steps:
        return progress
    place = progress.steps.index(gone)
    steps = (*progress.steps[:place], *progress.steps[place + 1 :])
    return replace(progress, steps=steps, at=progress.at - (progress.at > place))


def _of_form(form: ShutdownForm, *, heavy: bool) -> list[str]:
    """Return what lies between the reply and her closing words."""
    chosen = ShutdownForm.SHORT if form is ShutdownForm.NONE else form
    if heavy and chosen is ShutdownForm.STANDARD:
        chosen = ShutdownForm.LIGHT
    found = []
    for step in ritual(chosen.value).steps:
        if step.id not in ("arm_reply", "phrase"):
            found.append(step.id)
        if step.id == "energy" and chosen is not ShutdownForm.SHORT:
            found.append("word")
    return found


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
