"""The journal: facts as they happen, in memory until the encrypted store is open."""

from boundary.journal.journal import Journal, MemoryJournal
from boundary.journal.queued import QueuedJournal
from boundary.journal.stored import StoredJournal, open_journal

__all__ = ["Journal", "MemoryJournal", "QueuedJournal", "StoredJournal", "open_journal"]
