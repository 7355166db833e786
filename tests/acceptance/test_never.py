"""What the software must never do, rule by rule (N1 to N20).

What depends on how a day goes is tried in seeded walks through random lives (`walks.py`),
10,000 steps for each of ten rules; and every rule is asked of all 100,000. The rest is asked
of the windows, the words and the code itself.
"""

from __future__ import annotations

import inspect
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from boundary.control import Verb
from boundary.mail.single import one_window
from boundary.mail.words import replies_for, replies_within
from boundary.notices import Notices
from boundary.senses.sense import Part, State
from boundary.ui import theme
from boundary.ui.arch import Shape
from boundary.ui.card import Card, CardView, Choice
from boundary.ui.ritual_window import RitualWindow, StepView
from boundary.ui.theme import LIGHT
from boundary.ui.today_window import TodayWindow
from boundary.ui.tray import tooltip_of
from tests.acceptance.walks import RULES, SEED, Walk, lived
from tests.test_notices import FakeBus

ROOT = Path(__file__).parent.parent.parent
STEPS = 10_000

VIEW = CardView(
    "Eight minutes until prep", "", (Choice("take", "Take two"),), Choice("skip", "Not this one")
)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@cache
def sources(under: str = "boundary") -> dict[str, str]:
    """Return the text of every Python file in the folder *under*, by its path."""
    return {str(path.relative_to(ROOT)): path.read_text() for path in (ROOT / under).rglob("*.py")}


def found(pattern: str, under: str = "boundary") -> list[str]:
    """Return the files under *under* whose text has *pattern*, letters of any case."""
    wanted = re.compile(pattern, re.IGNORECASE)
    return [path for path, text in sources(under).items() if wanted.search(text)]


def wrong(rule: str) -> dict[str, list[str]]:
    """Walk the part of *rule* and return what was wrong in it, by any rule."""
    walk = Walk(SEED + list(RULES).index(rule))
    walk.go(STEPS)
    assert walk.steps >= STEPS
    return walk.wrong


FOUND = (
    130328007592, 335477922345,  # a card on a line that was stuck, or had just closed
    571927990570,  # a card that the calendar took away and replaced
    592959375754, 806613625930,  # a late day that goes on over midnight
    873777566544,  # a word of hers long before the line closed
    83063221195, 406677335603,  # an opening over what began early
    652817070644,  # a panel that began by itself with nothing left to offer
    242750577839,  # a day that turned while the machine slept
)  # fmt: skip
"""Days of two million steps that were wrong once."""


@pytest.mark.parametrize("seed", FOUND)
def test_a_day_that_a_long_walk_found_wrong_is_right(seed: int) -> None:
    life = lived(seed)
    assert {name: list(rule(life)) for name, rule in RULES.items() if list(rule(life))} == {}


def test_n01_nothing_is_shown_while_contact_is_live_or_may_be() -> None:
    assert wrong("N1") == {}


def test_n02_no_code_can_make_a_sound() -> None:
    assert (
        found(r"QtMultimedia|QSoundEffect|QApplication\.beep|winsound|canberra|paplay|aplay") == []
    )


def test_n03_no_name_is_in_an_act_a_fact_or_a_plan() -> None:
    assert wrong("N3") == {}


@pytest.mark.parametrize("shape", list(Shape))
def test_n03_the_tray_says_no_more_than_its_few_words(shape: Shape) -> None:
    assert re.fullmatch(r"Boundary - [a-z ]+", tooltip_of(shape))
    assert "session" not in tooltip_of(shape)


def test_n04_nothing_is_shown_while_a_screen_is_shared() -> None:
    assert wrong("N4") == {}


def test_n05_no_code_locks_blocks_mutes_or_ends_what_is_hers() -> None:
    taking = (
        r"grabKeyboard|grabMouse|xcb_grab_keyboard|xcb_grab_pointer|XGrabKeyboard|BlockInput"
        r"|LockWorkStation|LockSession|set-source-mute|set-sink-mute|os\.kill\(|xdotool"
    )
    assert found(taking) == []


def test_n06_a_card_and_a_ritual_that_began_itself_take_no_focus(
    qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, LIGHT, letters=1.0)
    card, ritual = Card(VIEW, LIGHT), RitualWindow(LIGHT)
    for window in (card, ritual):
        qtbot.addWidget(window)
    card.appear(QPoint(10, 10))
    ritual.show_steps((StepView("Put the hour down."),), 0)
    ritual.appear(qapp.primaryScreen(), take_focus=False)
    without = Qt.WidgetAttribute.WA_ShowWithoutActivating
    assert [window.testAttribute(without) for window in (card, ritual)] == [True, True]


def test_n07_nothing_comes_in_a_burst_after_a_crisis_or_an_overrun() -> None:
    assert wrong("N7") == {}


def test_n08_no_code_writes_to_a_calendar() -> None:
    writing = r"\"(PUT|DELETE|PATCH|MKCALENDAR|PROPPATCH|MOVE|COPY)\"|client\.(put|patch|delete)\("
    assert found(writing, "boundary/calendars") == []


def test_n08_what_is_asked_of_an_account_is_reading_only() -> None:
    files = sources("boundary/calendars")
    scopes = [one for text in files.values() for one in re.findall(r"/auth/[\w.]+", text)]
    scopes += [one for text in files.values() for one in re.findall(r"Calendars\.\w+", text)]
    assert scopes
    assert all("readonly" in one or one.startswith("Calendars.Read") for one in scopes)
    assert not any("Write" in one for one in scopes)


def test_n09_only_the_responder_for_hosts_with_nothing_else_sends_from_this_machine() -> None:
    senders = set(found(r"smtplib|sendmail|/messages/send|SMTP\("))
    assert senders <= {"boundary/mail/smtp.py"}


def test_n09_what_is_answered_knows_hours_and_words_but_no_sender() -> None:
    for compile_reply in (replies_for, replies_within, one_window):
        names = set(inspect.signature(compile_reply).parameters)
        assert names <= {"closed", "hours", "words", "span", "now", "zone", "language"}


def test_n10_a_sense_can_say_no_more_than_on_off_and_unknown() -> None:
    assert {state.value for state in State} == {"on", "off", "unknown"}
    assert {part.value for part in Part} == {"microphone", "camera", "share", "lock", "sleep"}


def test_n10_no_code_can_hear_or_see() -> None:
    hearing = (
        r"QAudioSource|QCamera\b|QMediaCapture|cv2|sounddevice|pyaudio|pw-record|parec|arecord"
    )
    assert found(hearing) == []


def test_n11_a_fact_has_no_room_for_a_note() -> None:
    assert wrong("N11") == {}


def test_n12_what_is_owed_is_never_the_first_word_of_a_day() -> None:
    assert wrong("N12") == {}


def test_n13_clinical_need_and_pause_are_followed_by_no_question() -> None:
    assert wrong("N13") == {}


def test_n13_no_way_out_takes_a_reason() -> None:
    exits = {Verb.CLINICAL_NEED, Verb.PAUSE, Verb.QUIT}
    assert exits <= set(Verb)
    assert not [verb for verb in Verb if "reason" in verb]


def test_n14_no_word_claims_to_treat_or_to_measure() -> None:
    claims = re.compile(
        r"(?<!not )(?<!never )\b(treat|cure|heal|diagnose|prevent|measure)s?\b[^.]{0,40}"
        r"\b(burn-?out|fatigue|stress|trauma|illness|depression|anxiety)"
        r"|clinically (proven|tested)",
        re.I,
    )
    said = [
        one for text in sources().values() for one in re.findall(r"trn?\(\s*\"([^\"]*)\"", text)
    ]
    texts = [path.read_text() for path in (ROOT / "resources").rglob("*.toml")]
    assert len(said) > 100
    assert claims.search("It prevents burnout.")
    assert [one for one in (*said, *texts) if claims.search(one)] == []


HERS = frozenset(
    {"accounts.google.com", "oauth2.googleapis.com", "www.googleapis.com", "gmail.googleapis.com",
     "graph.microsoft.com",
     "login.microsoftonline.com", "caldav.icloud.com", "caldav.fastmail.com"}
)  # fmt: skip
"""The hosts of accounts, asked only for one that she has."""

SPELLED = frozenset({"calendarserver.org", "cyrusimap.org"})
"""The names of XML vocabularies, which nobody asks."""


def test_n15_no_address_is_in_the_code_but_those_of_her_accounts() -> None:
    written = [
        urlsplit(one).hostname
        for text in sources().values()
        for one in re.findall(r"https?://[a-z0-9-]+\.[a-z0-9.-]+", text)
    ]
    assert {host for host in written if host} - HERS - SPELLED - {"localhost"} == set()


def test_n16_no_mishap_puts_anything_on_a_screen() -> None:
    assert wrong("N16") == {}


def test_n17_nothing_is_shown_in_the_two_minutes_before_a_start() -> None:
    assert wrong("N17") == {}


def test_n18_a_notice_is_silent_and_kept_in_no_list_of_the_past() -> None:
    bus = FakeBus("body")
    Notices(bus).notify("A break is ready", "")
    hints = bus.notified[0][6]
    assert hints["transient"] == ("b", True)
    assert hints["suppress-sound"] == ("b", True)


def test_n19_every_window_lets_itself_be_closed(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, LIGHT, letters=1.0)
    card, ritual, today = Card(VIEW, LIGHT), RitualWindow(LIGHT), TodayWindow(LIGHT)
    for window in (card, ritual, today):
        qtbot.addWidget(window)
    card.appear(QPoint(10, 10))
    ritual.show_steps((StepView("Put the hour down."),), 0)
    ritual.appear(qapp.primaryScreen())
    today.show()
    assert [window.close() for window in (card, ritual, today)] == [True, True, True]


def test_n19_no_window_refuses_the_end() -> None:
    assert found(r"event\.ignore\(\)", "boundary/app") == []
    closing = re.compile(r"def closeEvent.*?(?=\n    def |\Z)", re.DOTALL)
    bodies = [one for text in sources("boundary/ui").values() for one in closing.findall(text)]
    assert bodies
    assert not [body for body in bodies if ".ignore()" in body]


def test_n20_no_break_lasts_into_prep_without_her_hand() -> None:
    assert wrong("N20") == {}
