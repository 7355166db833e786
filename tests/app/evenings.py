"""Evenings that a test closes by hand: a shutdown on a memory journal, its window off screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from boundary.app.closing import Closing, Evening
from boundary.app.closing_memory import MEMORY, Memory
from boundary.app.keeping import Keeping
from boundary.journal import MemoryJournal
from boundary.journal.entries import Entries, MemoryEntries
from boundary.reflection.entries import Item
from boundary.schedule.policy import ShutdownForm
from boundary.ui.column import Column
from boundary.ui.shutdown_words import ReplyFact, Tomorrow

DAY = date(2026, 12, 1)
GREEN = ReplyFact("green", "Set in Gmail until Wednesday 9:00.")
TOMORROW = Tomorrow(datetime(2026, 12, 2, 9, 0, tzinfo=UTC))


def evening(
    form: ShutdownForm = ShutdownForm.SHORT, reply: ReplyFact = GREEN, day: date = DAY
) -> Evening:
    """Return an ordinary evening with notes still open."""
    return Evening(day, UTC, reply, TOMORROW, form)


@dataclass
class Closed:
    """A shutdown and what it told."""

    closing: Closing
    journal: MemoryJournal
    entries: Entries
    told: list[str] = field(default_factory=list)

    @property
    def window(self) -> Column:
        """The window that stands; AssertionError without one."""
        assert self.closing.window is not None
        return self.closing.window

    @property
    def step(self) -> str:
        """The id of the page that she sees."""
        assert self.window.page is not None
        return self.window.page.id

    def press(self, *keys: Qt.Key) -> None:
        """Press *keys*, one after the other, where the focus is."""
        for key in keys:
            QTest.keyClick(self.focus(), key)

    def type(self, words: str) -> None:
        """Type *words* where the focus is."""
        QTest.keyClicks(self.focus(), words)

    def focus(self) -> QWidget:
        focused: QWidget | None = self.window.focusWidget()
        return self.window if focused is None else focused

    def enter(self, count: int = 1) -> None:
        """Press Enter *count* times."""
        self.press(*[Qt.Key.Key_Return] * count)

    def to(self, step: str) -> None:
        """Press Enter until *step* is there."""
        for _ in range(20):
            if self.step == step:
                return
            self.enter()
        raise AssertionError(f"{step} never came")

    def kept(self, item: Item) -> list[tuple[int | None, str]]:
        """Return value and words of what is kept of *item*."""
        return [(e.value, e.text) for e in self.entries.between(DAY, DAY) if e.item is item]

    def again(self) -> Closed:
        """Return the next run of the program, on the same store."""
        return closed(journal=self.journal, entries=self.entries)


OPEN: list[Closed] = []
"""The shutdowns that the present test has begun."""


def closed(
    memory: Memory | None = None,
    journal: MemoryJournal | None = None,
    entries: Entries | None = None,
) -> Closed:
    """Return a shutdown that remembers *memory*, not begun yet."""
    journal = journal or MemoryJournal()
    entries = entries or MemoryEntries()
    if memory is not None:
        journal.remember(MEMORY, memory.plain())
    closing = Closing(journal, Keeping(entries))
    closing.wear(reduced_motion=True)
    one = Closed(closing, journal, entries)
    closing.closed.connect(lambda: one.told.append("closed"))
    closing.left.connect(lambda: one.told.append("left"))
    closing.over.connect(lambda: one.told.append("over"))
    closing.wanted.connect(one.told.append)
    closing.owed.connect(one.told.append)
    OPEN.append(one)
    return one


def begun(
    form: ShutdownForm = ShutdownForm.SHORT,
    reply: ReplyFact = GREEN,
    memory: Memory | None = None,
) -> Closed:
    """Return a shutdown that has just begun."""
    one = closed(memory)
    one.closing.begin(evening(form, reply))
    return one
