"""A long comparison of scripts with real Pigeonhole: `python -m tests.mail.soak [COUNT [SEED]]`."""

from __future__ import annotations

import sys

from tests.mail.sieve_oracle import Tally, on_pigeonhole

COUNT = 20_000


def soak(count: int = COUNT, seed: int = 1) -> Tally:
    """Compare *count* instants, chosen by *seed*."""
    return on_pigeonhole(count, seed)


def main(arguments: list[str]) -> int:
    """Print what was compared; return 1 if anything was wrong."""
    tally = soak(*(int(each) for each in arguments))
    print(f"sieve instants on Pigeonhole: {tally.compared}, mismatches: {len(tally.wrong)}")
    for at, said, right in tally.wrong[:10]:
        print(f"{at:%Y-%m-%dT%H:%M:%SZ}: {said!r} and not {right!r}")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
