"""A day whose every step Hypothesis chooses: the rules of never hold at each of them."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from boundary.simulation.script import Event
from tests.acceptance.walks import RULES, named
from tests.simulation.living import Living
from tests.simulation.worlds import world

HAPPENS = (
    "mic_open", "mic_closed", "camera_open", "camera_closed", "share_on", "share_off", "lock",
    "unlock", "ended", "no_show", "cancelled", "heavy", "started", "clinical_need",
    "with_someone", "with_someone_over", "pause", "resume", "feed_failed", "feed_back",
)  # fmt: skip
ANSWERS = ("take", "skip", "postpone", "notes_first", "up", "shutdown")
MINUTES = st.integers(1, 40).map(lambda minutes: timedelta(minutes=minutes))


class ADay(RuleBasedStateMachine):
    """One day in a random practice: calendar churn, senses, clicks, sleep, restarts, time."""

    @initialize(seed=st.integers(0, 2**32))
    def begin(self, seed: int) -> None:
        self.life = Living(named(world(Random(seed))), Random(seed))
        self.life.empty()
        first = min(session.span.start for session in self.life.sessions)
        self.life.until(first - timedelta(minutes=5))

    @rule(length=MINUTES)
    def time_passes(self, length: timedelta) -> None:
        self.life.until(self.life.now + length)

    @rule(seconds=st.integers(1, 70))
    def seconds_pass(self, seconds: int) -> None:
        self.life.until(self.life.now + timedelta(seconds=seconds))

    @rule(name=st.sampled_from(HAPPENS))
    def something_happens(self, name: str) -> None:
        self.life.happen(Event(self.life.now, name))

    @rule(name=st.sampled_from(ANSWERS))
    def she_clicks(self, name: str) -> None:
        self.life.happen(Event(self.life.now, name, minutes=2))

    @rule(asleep=MINUTES)
    def it_sleeps_and_wakes(self, asleep: timedelta) -> None:
        self.life.happen(Event(self.life.now, "sleep"))
        self.life.until(self.life.now + asleep)
        self.life.happen(Event(self.life.now, "wake"))

    @rule(by=st.sampled_from([0, 15, 30]), place=st.integers(0, 30))
    def the_calendar_changes(self, by: int, place: int) -> None:
        if self.life.sessions:
            key = self.life.sessions[place % len(self.life.sessions)].key
            self.life.happen(Event(self.life.now, "calendar", key, minutes=by))

    @rule()
    def it_crashes_and_restarts(self) -> None:
        self.life.happen(Event(self.life.now, "restart"))

    @invariant()
    def nothing_is_broken(self) -> None:
        if hasattr(self, "life"):
            wrong = {name: list(said(self.life)) for name, said in RULES.items()}
            assert not any(wrong.values()), wrong


ADay.TestCase.settings = settings(max_examples=25, stateful_step_count=40, derandomize=True)
TestADay = ADay.TestCase
