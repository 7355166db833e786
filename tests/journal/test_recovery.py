"""The recovery key: written down, typed in, and the store opens on another machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.errors import StoreError
from boundary.journal.backup import back_up, put_back
from boundary.journal.recovery import read_recovery_key, recovery_key
from tests.journal.stores import KEY, NINE, fact, held, kept


@given(st.binary(min_size=32, max_size=32))
def test_what_is_written_down_is_read_as_the_key(key: bytes) -> None:
    assert read_recovery_key(recovery_key(key)) == key


def test_it_has_eight_groups_of_seven() -> None:
    assert [len(group) for group in recovery_key(KEY).split("-")] == [7] * 8


def test_case_spaces_and_dashes_do_not_count() -> None:
    typed = f"  {recovery_key(KEY).lower().replace('-', '  ')}\n"

    assert read_recovery_key(typed) == KEY


def test_letters_that_look_like_digits_are_those_digits() -> None:
    typed = recovery_key(KEY).replace("0", "O").replace("1", "l")

    assert read_recovery_key(typed) == KEY


def test_any_single_slip_is_noticed() -> None:
    written = recovery_key(KEY)
    for at, letter in enumerate(written):
        if letter != "-":
            slip = "7" if letter != "7" else "8"
            with pytest.raises(StoreError, match="not the recovery key"):
                read_recovery_key(written[:at] + slip + written[at + 1 :])


@pytest.mark.parametrize("typed", ["", "hello", "0" * 55, "0" * 57, "U" * 56, "é" * 56])
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(StoreError, match="not the recovery key"):
        read_recovery_key(typed)


def test_it_is_not_told_again_in_an_error() -> None:
    slip = recovery_key(KEY)[:-1] + "*"
    with pytest.raises(StoreError) as caught:
        read_recovery_key(slip)

    assert slip[:7] not in f"{caught.value} {caught.value!r}"


def test_it_opens_a_copy_of_the_store_on_another_machine(tmp_path: Path) -> None:
    store = kept(tmp_path / "old" / "boundary.db", [fact()])
    copy = back_up(store, KEY, NINE).path
    typed = recovery_key(KEY)
    new = tmp_path / "new" / "boundary.db"
    put_back(new, read_recovery_key(typed), copy)

    assert held(new, read_recovery_key(typed)) == (fact(),)
