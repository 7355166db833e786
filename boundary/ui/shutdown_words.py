"""The words of the shutdown: each step as a page. Pure.

The ids of the steps are stable: `reply`, `owed`, `tomorrow`, `lists`, `loops`, `notes_slot`,
`inbox`, `energy`, `word`, `good`, `tell`, `put_away`, `own_phrase`, `phrase`. What is asked is
short and asked once; nothing here counts, compares or reminds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo

from boundary.language import tr, trn
from boundary.ui.numbers import clock_text, in_words, sentence
from boundary.ui.step_page import Choices, Line, Page, Panel, Scale, Threads

LONGEST_PHRASE = 72
"""Characters: two or three lines in display size."""

NOT_SET_UP = "none"
"""The light of a reply that there is no mailbox for."""

OFF = "off"
"""The light of a reply that she turned off: her own choice, and nothing to say."""


@dataclass(frozen=True, slots=True)
class ReplyFact:
    """How tonight's reply stands: *light* ("green", "amber", "red", "none", "off") and sentences.

    *numbers* are those of a crisis, to be copied into a signature; *actions* are buttons.
    """

    light: str
    second: str = ""
    lines: tuple[str, ...] = ()
    numbers: str = field(default="", repr=False)
    actions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tomorrow:
    """The next day of work: its first *start*, a *tight* join, joins with no room (UTC).

    *day* is its name where it is not tomorrow, else "". Without a *start* there is nothing.
    """

    start: datetime | None = None
    tight: datetime | None = None
    crowded: int = 0
    day: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the pages of one shutdown say and hold by now.

    *held* are her words so far, by step; *chosen* the ids of answers, by step; *loops* the open
    threads; *stray* events lie in the time off that begins; *owed* is a title and its answers;
    *more* has pages of steps beside those of a shutdown.
    """

    reply: ReplyFact
    tomorrow: Tomorrow
    zone: tzinfo
    twelve: bool = False
    energy: int | None = None
    held: Mapping[str, str] = field(default_factory=dict, repr=False)
    chosen: Mapping[str, str] = field(default_factory=dict)
    loops: tuple[str, ...] = field(default=(), repr=False)
    owed: tuple[str, tuple[tuple[str, str], ...]] | None = None
    owed_says: tuple[tuple[str, str], ...] = ()
    stray: int = 0
    phrase: str = field(default="", repr=False)
    more: Mapping[str, Page] = field(default_factory=dict, repr=False)


def shutdown_pages(steps: Sequence[str], asked: Asked) -> tuple[Page, ...]:
    """Return the pages of *steps*, in their order; KeyError for a step that there is not."""
    pages = []
    for number, id in enumerate(steps):
        last = number + 1 < len(steps) and steps[number + 1] == "phrase"
        go = tr("Turn off the light") if last else tr("Next")
        if id == "reply" and not last:
            go = _reply_go(asked.reply)
        pages.append(_page(id, asked, go, alone="tomorrow" not in steps))
    return tuple(pages)


def default_phrase() -> str:
    """Return the closing words of one who has none of her own."""
    return tr("I did what today could hold.")


def tomorrow_words(tomorrow: Tomorrow, zone: tzinfo, *, twelve: bool) -> str:
    """Return "Tomorrow begins at 9:00; the tight join is 2:50." and that this is all."""
    parts = []
    if tomorrow.start is None:
        parts.append(tr("Tomorrow has no sessions."))
    else:
        begins = clock_text(tomorrow.start, zone, twelve=twelve)
        day = tomorrow.day or tr("Tomorrow")
        if tomorrow.tight is not None:
            tight = clock_text(tomorrow.tight, zone, twelve=twelve)
            said = tr("{day} begins at {time}; the tight join is {tight}.")
            parts.append(said.format(day=day, time=begins, tight=tight))
        else:
            parts.append(tr("{day} begins at {time}.").format(day=day, time=begins))
    if tomorrow.crowded:
        said = trn("{n} join has no room.", "{n} joins have no room.", tomorrow.crowded)
        parts.append(sentence(said.format(n=in_words(tomorrow.crowded))))
    parts.append(tr("Nothing more is asked of you tonight."))
    return " ".join(parts)


def _page(id: str, asked: Asked, go: str, *, alone: bool) -> Page:
    match id:
        case "reply":
            return _reply(asked.reply, go)
        case "owed":
            return _owed(asked, go)
        case "tomorrow":
            return _tomorrow(asked, go)
        case "lists":
            return _lists(asked, go)
        case "loops":
            return _loops(asked, go)
        case "notes_slot":
            return _notes(asked, go)
        case "inbox":
            return _inbox(asked, go)
        case "energy":
            second = tr("For you alone. It stays here.")
            return Page(id, tr("How much is left in you?"), second, Scale(asked.energy), go=go)
        case "word":
            line = Line(asked.held.get(id, ""), tr("Kept."), 60)
            return Page(id, tr("One word for today?"), tr("Any word. It stays here."), line, go=go)
        case "good":
            line = Line(asked.held.get(id, ""), tr("Kept."))
            second = tr("Small is fine. Your part in it counts too.")
            return Page(id, tr("One good thing?"), second, line, go=go)
        case "tell":
            second = tr("A heavy day is lighter with one person. Leave out details.")
            return Page(id, tr("Who can you tell?"), second, go=go)
        case "put_away":
            second = tr("Cover the camera, lamp off, then out of the room.")
            foot = tomorrow_words(asked.tomorrow, asked.zone, twelve=asked.twelve) if alone else ""
            return Page(id, tr("Put the room away."), second, foot=foot, go=go)
        case "own_phrase":
            line = Line(asked.phrase or default_phrase(), tr("Kept."), LONGEST_PHRASE)
            second = tr("You will read them each evening. Change them, or leave them.")
            return Page(id, tr("Your closing words?"), second, line, go=go)
        case "phrase":
            return Page(id, asked.phrase or default_phrase())
    return replace(asked.more[id], go=go)


def _reply_go(reply: ReplyFact) -> str:
    match reply.light:
        case "green":
            return tr("Good")
        case "none":
            return tr("Not today")
    return tr("Leave it for now")


def _reply(reply: ReplyFact, go: str) -> Page:
    title = {
        "green": tr("The reply is set."),
        "amber": tr("The reply needs a look."),
        "red": tr("The reply is not set."),
        NOT_SET_UP: tr("No reply yet."),
        OFF: tr("The reply is off."),
    }[reply.light]
    second = reply.second
    if reply.light == NOT_SET_UP:
        second = tr("Your hours and one mailbox, and your evenings answer for themselves.")
    light = reply.light if reply.light in ("amber", "red") else ""
    panel = Panel(reply.lines, light, reply.numbers, reply.actions)
    shown = panel.lines or panel.copies or panel.actions
    return Page("reply", title, second, panel if shown else None, go=go)


def _owed(asked: Asked, go: str) -> Page:
    title, answers = asked.owed or ("", ())
    choices = Choices(answers, asked.chosen.get("owed", ""), asked.owed_says)
    return Page("owed", title, tr("Said once, then it is settled."), choices, go=go)


def _tomorrow(asked: Asked, go: str) -> Page:
    line = Line(asked.held.get("tomorrow", ""), tr("Kept for tomorrow."))
    foot = tomorrow_words(asked.tomorrow, asked.zone, twelve=asked.twelve)
    if asked.stray:
        said = trn(
            "{n} event still sits in your time off.",
            "{n} events still sit in your time off.",
            asked.stray,
        )
        foot = f"{sentence(said.format(n=in_words(asked.stray)))} {foot}"
    second = tr("A few words, without a name.")
    return Page("tomorrow", tr("One thing for tomorrow?"), second, line, foot, go)


def _lists(asked: Asked, go: str) -> Page:
    options = (("calm", tr("It calms me")), ("wake", tr("It wakes me")))
    says = (("wake", tr("Then there is no list at night, from now on.")),)
    return Page(
        "lists",
        tr("A list of what is open?"),
        tr("Some sleep better after one, some worse. Asked once."),
        Choices(options, asked.chosen.get("lists", ""), says),
        go=go,
    )


def _loops(asked: Asked, go: str) -> Page:
    whens = (
        ("tomorrow", tr("Tomorrow")),
        ("week", tr("This week")),
        ("later", tr("Later")),
    )
    second = tr("The next action, and when. No names.")
    return Page("loops", tr("What is still open?"), second, Threads(asked.loops, whens), go=go)


def _notes(asked: Asked, go: str) -> Page:
    options = [("none", tr("None are open"))]
    start = asked.tomorrow.start
    if start is not None:
        time = clock_text(start, asked.zone, twelve=asked.twelve)
        day = asked.tomorrow.day or tr("Tomorrow")
        options.append(("before", tr("{day}, before {time}").format(day=day, time=time)))
    options.append(("gap", tr("In the first free gap")))
    options.append(("now", tr("Now, before I go")))
    says = (("now", tr("Press Esc and write. This waits where you are.")),)
    chosen = asked.chosen.get("notes_slot", "")
    second = tr("They only need a time.")
    return Page(
        "notes_slot", tr("Notes still open?"), second, Choices(tuple(options), chosen, says), go=go
    )


def _inbox(asked: Asked, go: str) -> Page:
    options = (("routine", tr("All of it is routine")), ("emergency", tr("One is an emergency")))
    says = (
        ("routine", tr("Then it waits for your hours.")),
        ("emergency", tr("Call, or hand it to your backup. Press Esc: this waits.")),
    )
    second = tr("Emergency or routine? Answer nothing.")
    chosen = asked.chosen.get("inbox", "")
    return Page(
        "inbox", tr("One look at the inbox."), second, Choices(options, chosen, says), go=go
    )
