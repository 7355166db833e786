"""The journal: one contract for each kind of it, and what may befall a file."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from boundary.clock import Span
from boundary.errors import BoundaryError, SecretsError, StoreError
from boundary.journal import Journal, MemoryJournal, QueuedJournal, StoredJournal, open_journal
from boundary.journal.stored import MIGRATIONS
from boundary.schedule.facts import Fact, FactKind

KEY = bytes(range(32))
NINE = datetime(2026, 12, 1, 9, tzinfo=UTC)
DAY = Span(NINE - timedelta(hours=9), NINE + timedelta(hours=15))


def fact(minute: float = 0, kind: FactKind = FactKind.ENDED, value: int | str = "") -> Fact:
    return Fact(NINE + timedelta(minutes=minute), kind, "9f86d081884c7d65", value)


class JournalContract:
    """What the day relies on, whatever the journal is kept in."""

    def made(self, path: Path) -> Journal:
        raise NotImplementedError

    @pytest.fixture
    def journal(self, tmp_path: Path) -> Iterator[Journal]:
        journal = self.made(tmp_path / "journal.db")
        yield journal
        journal.close()

    def test_a_new_journal_has_no_facts(self, journal: Journal) -> None:
        assert journal.facts(DAY) == ()

    def test_a_fact_comes_back_as_it_was(self, journal: Journal) -> None:
        whole = Fact(NINE + timedelta(microseconds=7), FactKind.BREAK_OVER, "key", 180)
        journal.append(whole)

        assert journal.facts(DAY) == (whole,)

    def test_a_number_stays_a_number_and_a_word_a_word(self, journal: Journal) -> None:
        journal.append(fact(value=5))
        journal.append(fact(value="5"))

        assert [each.value for each in journal.facts(DAY)] == [5, "5"]

    def test_the_span_is_half_open(self, journal: Journal) -> None:
        for minute in (0, 5, 10):
            journal.append(fact(minute))
        span = Span(fact(0).at, fact(10).at)

        assert journal.facts(span) == (fact(0), fact(5))

    def test_facts_come_in_order_of_time(self, journal: Journal) -> None:
        for minute in (10, 0, 5):
            journal.append(fact(minute))

        assert journal.facts(DAY) == (fact(0), fact(5), fact(10))

    def test_facts_of_one_instant_come_as_they_were_appended(self, journal: Journal) -> None:
        kinds = (FactKind.UP, FactKind.HEAVY, FactKind.ENDED, FactKind.HEAVY)
        for kind in kinds:
            journal.append(fact(kind=kind))

        assert tuple(each.kind for each in journal.facts(DAY)) == kinds

    def test_a_fraction_of_a_second_keeps_the_order(self, journal: Journal) -> None:
        late, early = fact(1 / 60), fact(0.5 / 60)
        journal.append(late)
        journal.append(early)

        assert journal.facts(DAY) == (early, late)

    def test_every_kind_can_be_kept(self, journal: Journal) -> None:
        for kind in FactKind:
            journal.append(fact(kind=kind))

        assert [each.kind for each in journal.facts(DAY)] == list(FactKind)

    def test_what_was_never_remembered_is_none(self, journal: Journal) -> None:
        assert journal.recall("occurrences") is None

    def test_the_last_remembered_value_is_recalled(self, journal: Journal) -> None:
        journal.remember("occurrences", [1])
        journal.remember("occurrences", {"of": ["2026", None, True, 1.5]})

        assert journal.recall("occurrences") == {"of": ["2026", None, True, 1.5]}

    def test_values_are_kept_by_name(self, journal: Journal) -> None:
        journal.remember("one", 1)
        journal.remember("two", 2)

        assert journal.recall("one") == 1

    def test_a_remembered_value_is_not_hers_to_change_afterwards(self, journal: Journal) -> None:
        value = [1]
        journal.remember("one", value)
        value.append(2)

        assert journal.recall("one") == [1]

    def test_closing_twice_is_fine(self, journal: Journal) -> None:
        journal.close()

        journal.close()


class TestMemoryJournal(JournalContract):
    def made(self, path: Path) -> Journal:  # noqa: ARG002
        return MemoryJournal()


class TestStoredJournal(JournalContract):
    def made(self, path: Path) -> Journal:
        return open_journal(path, KEY)


class TestQueuedJournalBeforeItOpens(JournalContract):
    def made(self, path: Path) -> Journal:  # noqa: ARG002
        return QueuedJournal()


class TestQueuedJournalOnceOpen(JournalContract):
    def made(self, path: Path) -> Journal:
        journal = QueuedJournal()
        journal.opened(open_journal(path, KEY))
        return journal


def kept(path: Path, *facts: Fact) -> Path:
    """Make a store at *path* that holds *facts*."""
    journal = open_journal(path, KEY)
    for each in facts:
        journal.append(each)
    journal.close()
    return path


def trouble_of(
    path: Path, key: bytes = KEY, migrations: tuple[str, ...] = MIGRATIONS
) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_journal(path, key, migrations)
    return caught.value


def test_facts_and_values_are_there_after_a_restart(tmp_path: Path) -> None:
    journal = open_journal(tmp_path / "journal.db", KEY)
    journal.append(fact())
    journal.remember("last", 1)
    journal.close()
    again = open_journal(tmp_path / "journal.db", KEY)

    assert (again.facts(DAY), again.recall("last")) == ((fact(),), 1)
    again.close()


def test_the_file_is_for_her_eyes_alone(tmp_path: Path) -> None:
    path = kept(tmp_path / "profile" / "journal.db", fact())
    left = [path.parent, *path.parent.iterdir()]

    assert [each.name for each in left if each.stat().st_mode & 0o077] == []


def test_a_file_that_others_may_read_is_closed_to_them(tmp_path: Path) -> None:
    path = kept(tmp_path / "journal.db", fact())
    path.chmod(0o644)
    open_journal(path, KEY).close()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_in_the_file_is_plain_text(tmp_path: Path) -> None:
    journal = open_journal(tmp_path / "journal.db", KEY)
    for minute in range(300):
        journal.append(fact(minute, FactKind.SHOWN, "a word to look for"))
    journal.remember("occurrences", ["another word to look for"])
    during = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    journal.close()

    for word in (b"SQLite", b"fact", b"shown", b"look for", b"9f86d081", b"2026-12-01", KEY[:8]):
        assert word not in during


def test_another_key_opens_nothing_and_changes_nothing(tmp_path: Path) -> None:
    path = kept(tmp_path / "journal.db", fact())
    before = path.read_bytes()
    trouble = trouble_of(path, bytes(32))

    assert trouble.title == "The store does not open with the key in your keyring."
    assert path.read_bytes() == before


def test_sqlcipher_says_nothing_on_stderr(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    trouble_of(kept(tmp_path / "journal.db", fact()), bytes(32))

    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.7, 0.98])
def test_one_flipped_bit_is_noticed_wherever_it_lies(tmp_path: Path, share: float) -> None:
    path = kept(tmp_path / "journal.db", *map(fact, range(400)))
    data = bytearray(path.read_bytes())
    data[int(len(data) * share)] ^= 1
    path.write_bytes(data)

    trouble_of(path)
    assert path.read_bytes() == data


def test_a_bit_that_flips_while_the_store_is_open_is_noticed(tmp_path: Path) -> None:
    path = kept(tmp_path / "journal.db", *map(fact, range(400)))
    journal = open_journal(path, KEY)
    data = bytearray(path.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 + 100] ^= 1
    path.write_bytes(data)

    with pytest.raises(StoreError, match="The store is damaged"):
        journal.facts(DAY)
    journal.close()


def test_a_cut_off_store_is_damaged(tmp_path: Path) -> None:
    path = kept(tmp_path / "journal.db", *map(fact, range(400)))
    path.write_bytes(path.read_bytes()[: -4096 * 2])

    assert trouble_of(path).title == "The store is damaged."


def test_an_empty_file_is_a_damaged_store_and_never_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.touch()

    assert trouble_of(path).title == "The store is damaged."
    assert path.stat().st_size == 0


def test_rubbish_is_not_a_store(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(b"BEGIN:VCALENDAR\r\n" * 1000)

    assert "not changed" in trouble_of(path).remedy


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "journal.db").mkdir()

    assert trouble_of(tmp_path / "journal.db").remedy


def test_a_profile_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("")

    assert trouble_of(tmp_path / "profile" / "journal.db").title.startswith("The store's folder")


def test_a_key_of_another_length_is_a_slip_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_journal(tmp_path / "journal.db", b"short")


LATER = (*MIGRATIONS, "ALTER TABLE fact ADD COLUMN mood TEXT NOT NULL DEFAULT ''")


def test_a_store_of_a_newer_version_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    open_journal(path, KEY, LATER).close()
    before = path.read_bytes()
    trouble = trouble_of(path)

    assert trouble.title == "The store was written by a newer Boundary."
    assert path.read_bytes() == before


def test_an_older_store_is_brought_up_to_date_with_its_facts(tmp_path: Path) -> None:
    path = kept(tmp_path / "journal.db", fact())
    journal = open_journal(path, KEY, LATER)

    assert journal.facts(DAY) == (fact(),)
    journal.close()


def test_an_older_store_is_copied_before(tmp_path: Path) -> None:
    path = kept(tmp_path / "journal.db", fact())
    before = path.read_bytes()
    open_journal(path, KEY, LATER).close()
    copy = tmp_path / f"journal.db.v{len(MIGRATIONS)}"

    assert copy.read_bytes() == before
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_store_that_is_up_to_date_is_not_copied(tmp_path: Path) -> None:
    path = kept(tmp_path / "journal.db", fact())
    open_journal(path, KEY).close()

    assert not (tmp_path / f"journal.db.v{len(MIGRATIONS)}").exists()


def test_an_upgrade_that_fails_half_way_leaves_the_old_store(tmp_path: Path) -> None:
    path = kept(tmp_path / "journal.db", fact())
    trouble_of(path, migrations=(*LATER, "CREATE TABLE fact (twice TEXT)", "SELECT 1"))
    journal = open_journal(path, KEY, LATER)

    assert journal.facts(DAY) == (fact(),)
    journal.close()


def test_a_kind_from_a_newer_boundary_is_not_guessed(tmp_path: Path) -> None:
    sql = "INSERT INTO fact (at, kind, key, value) VALUES ('2026-12-01T09:00:00Z', 'sang', '', '')"
    journal = open_journal(tmp_path / "journal.db", KEY, (f"{MIGRATIONS[0]};{sql}",))

    with pytest.raises(StoreError, match="newer Boundary"):
        journal.facts(DAY)
    journal.close()


def test_a_full_disk_is_named_and_what_is_kept_stays(tmp_path: Path) -> None:
    """SQLite's own limit of pages speaks with the disk's error code."""
    full = f"{MIGRATIONS[0]}; CREATE TABLE big (x); INSERT INTO big VALUES (zeroblob(10000))"
    journal = open_journal(tmp_path / "journal.db", KEY, (full,))
    journal.append(fact())
    journal._database.execute("PRAGMA max_page_count = 1")
    with pytest.raises(StoreError) as caught:
        journal.remember("big", "x" * 100_000)

    assert caught.value.title == "The disk is full."
    assert journal.facts(DAY) == (fact(),)
    journal.close()


def test_a_store_that_another_program_writes_to_is_busy_for_a_moment(tmp_path: Path) -> None:
    path = kept(tmp_path / "journal.db", fact())
    one, two = open_journal(path, KEY), open_journal(path, KEY)
    one._database.execute("BEGIN EXCLUSIVE")
    two._database.execute("PRAGMA busy_timeout = 1")
    with pytest.raises(StoreError) as caught:
        two.append(fact(1))

    assert caught.value.title == "Another program holds the store."
    one.close()
    two.close()


def test_a_store_that_may_only_be_read_gives_its_facts_and_refuses_new_ones(
    tmp_path: Path,
) -> None:
    journal = open_journal(kept(tmp_path / "journal.db", fact()), KEY)
    journal._database.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError) as caught:
        journal.append(fact(1))

    assert caught.value.title == "The store can't be written."
    assert journal.facts(DAY) == (fact(),)
    journal.close()


class FailingJournal(MemoryJournal):
    """A journal that refuses whatever it is told while `trouble` is set."""

    trouble: StoreError | None = None

    def append(self, fact: Fact) -> None:
        self._refuse()
        super().append(fact)

    def facts(self, span: Span) -> tuple[Fact, ...]:
        self._refuse()
        return super().facts(span)

    def remember(self, name: str, value: object) -> None:
        self._refuse()
        super().remember(name, value)

    def recall(self, name: str) -> object:
        self._refuse()
        return super().recall(name)

    def _refuse(self) -> None:
        if self.trouble:
            raise self.trouble


FULL = StoreError("The disk is full.", "Free some space.")


def test_what_waited_is_written_in_order_when_the_store_opens() -> None:
    journal, store = QueuedJournal(), MemoryJournal()
    kinds = (FactKind.UP, FactKind.HEAVY, FactKind.ENDED)
    for kind in kinds:
        journal.append(fact(kind=kind))
    journal.remember("last", 1)
    journal.opened(store)

    assert tuple(each.kind for each in store.facts(DAY)) == kinds
    assert (store.recall("last"), journal.waiting) == (1, 0)


def test_facts_from_before_and_after_the_opening_are_seen_once() -> None:
    journal = QueuedJournal()
    journal.append(fact(0))
    journal.opened(MemoryJournal([fact(-10)]))
    journal.append(fact(1))

    assert journal.facts(DAY) == (fact(-10), fact(0), fact(1))


def test_a_store_that_never_opens_is_a_trouble_and_no_loss_meanwhile() -> None:
    journal = QueuedJournal()
    trouble: BoundaryError = SecretsError("The keyring is locked.", "Unlock it.")
    journal.failed(trouble)
    journal.append(fact())

    assert (journal.trouble, journal.facts(DAY)) == (trouble, (fact(),))


def test_a_store_that_opens_after_all_ends_the_trouble() -> None:
    journal = QueuedJournal()
    journal.failed(SecretsError("The keyring is locked.", "Unlock it."))
    journal.opened(MemoryJournal())

    assert journal.trouble is None


def test_what_a_full_disk_refuses_waits_and_is_tried_again() -> None:
    journal, store = QueuedJournal(), FailingJournal()
    journal.opened(store)
    store.trouble = FULL
    journal.append(fact(0))
    journal.append(fact(1))
    refused = (journal.trouble, journal.waiting)
    store.trouble = None
    journal.append(fact(2))

    assert refused == (FULL, 2)
    assert (journal.trouble, store.facts(DAY)) == (None, (fact(0), fact(1), fact(2)))


def test_while_the_store_refuses_the_day_still_knows_what_waits() -> None:
    journal, store = QueuedJournal(), FailingJournal()
    journal.opened(store)
    store.trouble = FULL
    journal.append(fact())
    journal.remember("last", 1)

    assert journal.facts(DAY) == (fact(),)
    assert (journal.recall("last"), journal.recall("other")) == (1, None)


def test_closing_writes_what_waits() -> None:
    journal, store = QueuedJournal(), FailingJournal()
    journal.opened(store)
    store.trouble = FULL
    journal.append(fact())
    store.trouble = None
    journal.close()

    assert store.facts(DAY) == (fact(),)


def test_a_stored_journal_may_be_opened_on_another_thread(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        journal: StoredJournal = pool.submit(open_journal, tmp_path / "journal.db", KEY).result()
    journal.append(fact())

    assert journal.facts(DAY) == (fact(),)
    journal.close()
