"""Real Pigeonhole says at each instant what is wanted then, wherever the server stands.

`python -m tests.mail.soak COUNT` compares as many instants as it is told.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from boundary.mail.reply import Reply, Wanted
from boundary.mail.sieve_script import compiled
from tests.mail.evaluator import utc
from tests.mail.sieve_oracle import AUTHOR, on_pigeonhole, pigeonhole
from tests.mail.test_sieve_script import NIGHT

COUNT = 2000


def test_pigeonhole_is_right_at_breakpoints_clock_changes_and_by_chance(
    record_property: Callable[[str, object], None],
) -> None:
    tally = on_pigeonhole(COUNT, seed=7)
    record_property("sieve instants on Pigeonhole", tally.compared)
    record_property("sieve mismatches on Pigeonhole", len(tally.wrong))
    assert (tally.wrong, tally.compared) == ([], COUNT)


def test_pigeonhole_says_an_awkward_text_as_she_wrote_it() -> None:
    text = '.\n..two\n${subject} ${1} ${d}\n"quoted" \\ Zoë, 20 €\n\nat {opening}\n'
    wanted = Wanted((Reply(NIGHT, "Automatic reply", text, 'noon "sharp" \\ ${w}'),))
    with pigeonhole() as real:
        script = real.keep("awkward", compiled(wanted, AUTHOR))
        assert real.said(script, utc("2026-11-24T00:00:00"), "UTC") == wanted.replies[0].body


def test_pigeonhole_keeps_a_window_to_the_second() -> None:
    wanted = Wanted((Reply(NIGHT, "Automatic reply", "Closed.\n"),))
    second = timedelta(seconds=1)
    with pigeonhole() as real:
        script = real.keep("night", compiled(wanted, AUTHOR))
        edges = (NIGHT.start - second, NIGHT.start, NIGHT.end - second, NIGHT.end)
        said = [real.said(script, at, "Asia/Kathmandu") for at in edges]
    assert said == [None, "Closed.\n", "Closed.\n", None]
