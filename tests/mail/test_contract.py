"""The fake mailbox keeps what is asked of every mailbox."""

from __future__ import annotations

import pytest

from boundary.mail.mailbox import MailError
from tests.mail.contract import SECRET, MailboxContract
from tests.mail.fake_mailbox import FakeMailbox, own_text


class FakeStage:
    """A fake mailbox and its slots."""

    def __init__(self, windows: int | None) -> None:
        self.mailbox = FakeMailbox(windows=windows)
        self.owner = self.mailbox.owner

    def set_own(self) -> None:
        self.mailbox.slots.put("active", own_text(f"Back on Monday {SECRET}"))

    def state(self) -> object:
        return self.mailbox.slots.get("active")

    def lose(self) -> None:
        self.mailbox.trouble = MailError("The server does not answer.", "Try again later.")

    def find(self) -> None:
        self.mailbox.trouble = None


class TestAMailboxWithManyWindows(MailboxContract):
    @pytest.fixture
    def stage(self) -> FakeStage:
        return FakeStage(None)


class TestAMailboxWithOneWindow(MailboxContract):
    @pytest.fixture
    def stage(self) -> FakeStage:
        return FakeStage(1)
