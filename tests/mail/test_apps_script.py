"""The program for Google's side, run under node at moved clocks: right at every closing."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from shutil import which
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

from boundary.cli import cli
from boundary.clock import Span
from boundary.mail.apps_script import LONGEST, manifest, script_for
from boundary.mail.gmail import SCOPES, milliseconds, settings_of
from boundary.mail.mailbox import MailError
from boundary.mail.reply import OPENING, Reply, Wanted
from tests.mail.contract import AWKWARD, DAY, HOUR, NOW, SECRET, nights, reply

HOST = Path(__file__).with_name("apps_script_host.js")
NEW_YORK = ZoneInfo("America/New_York")
HERS: dict[str, Any] = {
    "enableAutoReply": True,
    "responseSubject": "Away",
    "responseBodyHtml": f"<div>Back in June. {SECRET}</div>",
}
OFF: dict[str, Any] = {"enableAutoReply": False}

Step = dict[str, Any]


@dataclass(frozen=True)
class Ran:
    """What became of it: the settings `held`, each from when on (ms), and what was left."""

    held: list[tuple[int, dict[str, Any]]]
    setting: dict[str, Any]
    triggers: int
    properties: dict[str, str]
    errors: list[str]
    calls: dict[str, int]

    def answer(self, at: datetime) -> str:
        """Return the text that Gmail answers with at *at*, "" for none."""
        moment = int(milliseconds(at))
        setting = next((one for since, one in reversed(self.held) if since <= moment), OFF)
        if not setting["enableAutoReply"]:
            return ""
        if not int(setting["startTime"]) <= moment < int(setting["endTime"]):
            return ""
        return str(setting["responseBodyPlainText"])


def ms(at: datetime) -> int:
    return int(milliseconds(at))


def begin(at: datetime = NOW) -> Step:
    return {"run": "start", "at": ms(at)}


def until(at: datetime) -> Step:
    return {"until": ms(at)}


def skip(at: datetime) -> Step:
    return {"skip": ms(at)}


def ran(wanted: Wanted, *steps: Step, at: datetime = NOW, setting: Step | None = None) -> Ran:
    """Run the program made from *wanted* at *at*, over Gmail's *setting*, through *steps*."""
    node = which("node")
    assert node is not None, "node is needed to run what Google would run"
    job = {"program": script_for(wanted, at), "setting": setting or OFF, "steps": steps}
    done = subprocess.run(
        [node, str(HOST)], input=json.dumps(job), capture_output=True, text=True, check=True
    )
    return Ran(**json.loads(done.stdout))


def wanted_at(wanted: Wanted, at: datetime) -> str:
    return next((one.body for one in wanted.replies if one.during.contains(at)), "")


def mismatches(wanted: Wanted, found: Ran, instants: Iterable[datetime]) -> list[datetime]:
    return [at for at in instants if found.answer(at) != wanted_at(wanted, at)]


def practice(first: date, days: int) -> Wanted:
    """Return the nights and weekends of an office in New York, closed at lunch as well."""
    replies = []
    opened: datetime | None = None
    for number in range(days):
        day = first + timedelta(days=number)
        if day.weekday() > 4:
            continue
        for start, end in ((time(9), time(12)), (time(12, 30), time(17))):
            opens = datetime.combine(day, start, NEW_YORK).astimezone(UTC)
            if opened is not None:
                named = f"{opens.astimezone(NEW_YORK):%A %d %B at %H:%M (%Z)}"
                frame = f"Read again on {OPENING}.\n"
                replies.append(Reply(Span(opened, opens), "Automatic reply", frame, named))
            opened = datetime.combine(day, end, NEW_YORK).astimezone(UTC)
    return Wanted(tuple(replies))


def edges(wanted: Wanted) -> list[datetime]:
    """Return every beginning and end, and the seconds beside them."""
    breaks = {at for one in wanted.replies for at in (one.during.start, one.during.end)}
    return [at + timedelta(seconds=n) for at in sorted(breaks) for n in (-1, 0, 1)]


@pytest.mark.parametrize("first", [date(2027, 3, 8), date(2027, 11, 1), date(2026, 12, 21)])
def test_each_closing_is_answered_rightly(first: date) -> None:
    """Around both clock changes of 2027, and around the turn of a year."""
    wanted = practice(first, 15)
    start, end = wanted.replies[0].during.start, wanted.replies[-1].during.end
    found = ran(wanted, begin(start - HOUR), until(end + HOUR), at=start - HOUR)
    chance = random.Random(first.toordinal())
    seconds = int((end - start).total_seconds())
    instants = [start + timedelta(seconds=chance.randrange(seconds)) for _ in range(2000)]
    assert mismatches(wanted, found, edges(wanted) + instants) == []
    assert found.errors == []


def test_a_year_is_one_file() -> None:
    wanted = practice(date(2027, 1, 4), 366)
    program = script_for(wanted, wanted.replies[0].during.start)
    assert len(wanted.replies) > 500
    assert len(program.encode()) < 60_000


def test_it_looks_and_writes_nothing_while_nothing_changed() -> None:
    found = ran(nights(1), begin(), until(NOW + 6 * HOUR))
    assert found.calls["update"] == 1
    assert found.calls["get"] > 20


def test_triggers_that_were_missed_for_days_are_made_up_for() -> None:
    wanted = nights(5)
    late = NOW + 2 * DAY
    found = ran(wanted, begin(), skip(late), until(NOW + 6 * DAY))
    after = [at for at in edges(wanted) if at >= late + HOUR]
    assert mismatches(wanted, found, after) == []


def test_a_host_that_fails_for_hours_is_asked_again() -> None:
    wanted = nights(3)
    open_again = wanted.replies[0].during.end
    found = ran(
        wanted,
        begin(),
        until(open_again),
        {"failing": True},
        until(open_again + 3 * HOUR),
        {"failing": False},
        until(NOW + 4 * DAY),
    )
    assert mismatches(wanted, found, edges(wanted)) == []
    assert set(found.errors) == {"Backend Error"}


def test_begun_within_a_closed_window_it_answers_at_once() -> None:
    wanted = nights(2)
    now = wanted.replies[0].during.start + HOUR
    found = ran(wanted, begin(now), at=now)
    assert found.answer(now) == wanted.replies[0].body


def test_begun_twice_it_has_one_trigger() -> None:
    assert ran(nights(2), begin(), begin()).triggers == 1


def test_her_own_reply_stays() -> None:
    found = ran(nights(3), begin(), until(NOW + 5 * DAY), setting=HERS)
    assert found.setting == HERS
    assert found.calls["update"] == 0


def test_a_reply_that_she_sets_meanwhile_stays() -> None:
    found = ran(nights(3), begin(), until(NOW + DAY), {"setting": HERS}, until(NOW + 5 * DAY))
    assert found.setting == HERS


def test_it_goes_on_once_hers_is_over() -> None:
    wanted = nights(3)
    hers = {**HERS, "startTime": str(ms(NOW)), "endTime": str(ms(NOW + DAY))}
    found = ran(wanted, begin(), until(NOW + 3 * DAY), setting=hers)
    assert found.answer(wanted.replies[1].during.start) == wanted.replies[1].body


def test_what_she_ended_on_her_phone_stays_off_until_the_next_window() -> None:
    wanted = nights(2)
    during = wanted.replies[0].during
    ended = {**settings_of(wanted.replies[0]), "enableAutoReply": False}
    found = ran(
        wanted, begin(), until(during.start + HOUR), {"setting": ended}, until(NOW + 3 * DAY)
    )
    assert found.answer(during.end - HOUR) == ""
    assert found.answer(wanted.replies[1].during.start) == wanted.replies[1].body


def test_it_ends_by_itself() -> None:
    found = ran(nights(2), begin(), until(NOW + 3 * DAY))
    assert (found.triggers, found.properties, found.setting) == (0, {}, OFF)


def test_an_end_that_fails_is_tried_again() -> None:
    over = NOW + 2 * DAY
    steps = (until(over - DAY), {"failing": True}, until(over), {"failing": False})
    found = ran(nights(1), begin(), *steps, until(over + HOUR))
    assert (found.triggers, found.setting) == (0, OFF)


def test_her_text_that_was_switched_off_is_there_again_afterwards() -> None:
    hers = {**HERS, "enableAutoReply": False}
    found = ran(nights(2), begin(), until(NOW + 3 * DAY), setting=hers)
    assert found.setting == hers


def test_stopping_puts_back_what_was_there() -> None:
    hers = {**HERS, "enableAutoReply": False}
    end = NOW + DAY
    found = ran(nights(5), begin(), until(end), {"run": "stop", "at": ms(end)}, setting=hers)
    assert (found.setting, found.triggers) == (hers, 0)


def test_stopping_leaves_a_reply_of_hers() -> None:
    steps = (begin(), until(NOW + DAY), {"setting": HERS}, {"run": "stop"})
    assert ran(nights(5), *steps).setting == HERS


def test_a_text_of_hers_that_can_not_be_kept_is_not_replaced() -> None:
    hers = {**OFF, "responseBodyHtml": "<p>" + "long " * 3000 + "</p>"}
    found = ran(nights(2), begin(), setting=hers)
    assert found.setting == hers
    assert found.errors == ["Argument too large: value"]


def test_an_awkward_text_is_known_again() -> None:
    wanted = Wanted((reply(NOW + 7 * HOUR, frame=AWKWARD + "</script> \u2028\n"),))
    found = ran(wanted, begin(), until(NOW + 8 * HOUR))
    assert found.setting == settings_of(wanted.replies[0])
    assert found.calls["update"] == 1


def test_a_text_that_gmail_dressed_is_known_again() -> None:
    wanted = Wanted((reply(NOW + 7 * HOUR, frame=AWKWARD),))
    plain = settings_of(wanted.replies[0])
    text = plain.pop("responseBodyPlainText")
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, name)
    dressed = {**plain, "responseBodyHtml": f"<div>{text.replace(chr(10), '<br>')}</div>"}
    found = ran(wanted, begin(), {"setting": dressed}, until(NOW + 8 * HOUR))
    assert found.calls["update"] == 1


def test_it_asks_for_the_two_permissions_and_the_service_that_it_uses() -> None:
    found = json.loads(manifest())
    assert set(found["oauthScopes"]) == {
        *SCOPES,
        "https://www.googleapis.com/auth/script.scriptapp",
    }
    services = found["dependencies"]["enabledAdvancedServices"]
    assert [one["userSymbol"] for one in services] == ["Gmail"]


def test_it_says_that_it_never_ran_at_google() -> None:
    assert "never at Google itself" in script_for(nights(1), NOW)


def run_verb(*words: str) -> Result:
    return CliRunner().invoke(cli, ["replies", "apps-script", *words])


def test_the_verb_prints_the_program_for_the_days_it_is_given(tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    settings.write_text(json.dumps({"version": 1, "zone": "America/New_York"}))
    found = run_verb("--at", "2026-11-23T15:00:00Z", "--days", "4", "--settings", str(settings))
    assert found.exit_code == 0, found.output
    assert "Tuesday 24 November at 9:00 am (EST)" in found.output


def test_the_verb_prints_the_manifest() -> None:
    assert run_verb("--manifest").output == manifest()


def test_the_verb_without_an_instant_is_used_wrongly() -> None:
    assert run_verb("--days", "4").exit_code == 2


def test_windows_that_are_over_are_left_out() -> None:
    assert "night 0" not in script_for(nights(2), NOW + DAY)


def test_no_window_at_all_is_told() -> None:
    with pytest.raises(MailError, match="no closed window"):
        script_for(nights(2), NOW + 30 * DAY)


def test_texts_without_end_are_told() -> None:
    wanted = Wanted((reply(NOW + 7 * HOUR, frame="x" * 600_000),))
    with pytest.raises(MailError, match="too long"):
        script_for(wanted, NOW)


def test_more_than_a_year_is_refused() -> None:
    with pytest.raises(ValueError, match="too far ahead"):
        script_for(nights(1, NOW + LONGEST + DAY), NOW)
