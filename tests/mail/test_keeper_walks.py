"""Random weeks of a mailbox: whatever happens, what is hers is never lost and never overwritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from boundary.journal import MemoryJournal
from boundary.mail.intents import Choice, Notes
from boundary.mail.keeper import Keeper
from boundary.mail.mailbox import MailError
from boundary.mail.outcome import Question, Standing
from tests.mail.contract import HOUR, nights
from tests.mail.fake_mailbox import OURS, FakeMailbox, failing_at, own_text
from tests.mail.test_keeper import SetClock

WEEKS = 400
WANTED = nights(7)
GONE = MailError("The server does not answer.", "Try again later.")

DEEDS = st.one_of(
    st.tuples(st.sampled_from(["settle", "off", "resume", "ends", "edits"]), st.just(0)),
    st.tuples(st.just("sets"), st.integers(1, 3)),
    st.tuples(st.just("chooses"), st.integers(0, 2)),
    st.tuples(st.just("breaks"), st.integers(1, 6)),
    st.tuples(st.just("waits"), st.integers(1, 30)),
)


def deed(chance: Random) -> tuple[str, int]:
    """Return something that happens, more often what leads on."""
    name = chance.choice(
        ("settle",) * 4
        + ("off", "resume", "resume", "ends", "edits", "sets", "sets", "waits", "breaks")
        + ("chooses", "agrees")
    )
    if name == "agrees":
        return "chooses", tuple(Choice).index(Choice.TAKE_OVER)
    most = {"sets": 3, "chooses": 2, "breaks": 6, "waits": 30}.get(name, 0)
    return name, chance.randint(min(most, 0 if name == "chooses" else 1), most)


class Week:
    """A mailbox, its keeper, and her."""

    def __init__(self) -> None:
        self.mailbox = FakeMailbox()
        self.shelf = MemoryJournal()
        self.clock = SetClock()
        self.question: Question | None = None
        self.asked = ""
        """What the mailbox held when the question was asked."""
        self.consented: set[str] = set()
        self.taken = self.brought_back = 0

    @property
    def active(self) -> str:
        return self.mailbox.slots.get("active")

    @property
    def keeper(self) -> Keeper:
        """A keeper as after a start: nothing is remembered but the notes."""
        return Keeper(self.mailbox, self.shelf, "practice", "this-computer", self.clock)

    def keeps(self, deed: str) -> None:
        before = self.active
        outcome = self.keeper.settle(WANTED) if deed == "settle" else self.keeper.off()
        self.question, self.asked = outcome.question, self.active
        hers = '"her"' in before
        self.taken += hers and OURS in self.active
        self.brought_back += OURS in before and '"her"' in self.active
        if hers and self.active != before:
            assert before in self.consented
            original = Notes(self.shelf, "practice").load().original
            assert original is not None
            assert original.raw.decode() == before
        if outcome.standing is Standing.ARMED:
            assert OURS in self.active
        assert self.active in ("", before) or whole(self.active)

    def do(self, deed: str, number: int) -> None:
        match deed:
            case "settle" | "off":
                self.keeps(deed)
            case "resume":
                self.keeper.resume()
            case "sets":
                self.mailbox.slots.put("active", own_text(f"hers {number}"))
            case "ends":
                self.mailbox.slots.put("active", "")
            case "edits":
                self.mailbox.slots.put("active", self.active.replace("Read again", "Read"))
            case "waits":
                self.clock.instant += timedelta(hours=number)
            case "breaks":
                self.mailbox.before = failing_at(number, GONE)
                self.keeps("settle")
                self.mailbox.before = lambda _step: None
            case "chooses":
                self.chooses(tuple(Choice)[number])

    def chooses(self, choice: Choice) -> None:
        if self.question is None or choice not in self.question.choices:
            return
        if choice is Choice.TAKE_OVER:
            self.consented.add(self.asked)
        self.keeper.answer(self.question, choice)


def whole(text: str) -> bool:
    """Tell whether *text* is just a reply of hers, or just ours."""
    mailbox = FakeMailbox()
    mailbox.write(WANTED)
    hers = {own_text(f"hers {number}") for number in range(1, 4)}
    return text in hers or text == mailbox.slots.get("active")


def test_in_hundreds_of_weeks_nothing_of_hers_is_lost_or_overwritten(
    record_property: Callable[[str, object], None],
) -> None:
    chance, taken, brought_back = Random(2026), 0, 0
    for _ in range(WEEKS):
        week = Week()
        for _ in range(25):
            week.do(*deed(chance))
        taken, brought_back = taken + week.taken, brought_back + week.brought_back
    record_property(
        "weeks of the keeper",
        f"{WEEKS}, hers taken over {taken} times, brought back {brought_back}",
    )
    assert taken > 20
    assert brought_back > 3


@settings(max_examples=150)
@given(st.lists(DEEDS, max_size=20))
def test_whatever_happened_she_can_always_have_hers_alone_again(
    deeds: list[tuple[str, int]],
) -> None:
    week = Week()
    for deed, number in deeds:
        week.do(deed, number)
    week.keeper.off()
    week.mailbox.slots.put("active", own_text("hers 1"))
    for _ in range(3):
        week.clock.instant += HOUR
        assert week.keeper.settle(WANTED).standing is Standing.OFF
    assert week.active == own_text("hers 1")
