"""`make soak`: a long seeded walk against the rules of never, told as it goes.

`python -m tests.acceptance.soak [STEPS [SEED]]`; ends with 1 if a rule was broken.
"""

from __future__ import annotations

import sys

from tests.acceptance.walks import SEED, Walk

STEPS = 2_000_000
PART = 100_000


def main(steps: int = STEPS, seed: int = SEED) -> int:
    """Walk *steps* from *seed* on, say the counts and every wrong thing, and return 0 or 1."""
    walked = days = broken = 0
    print(f"seed {seed}, {steps} steps", flush=True)
    part = 0
    while walked < steps:
        walk = Walk(seed + part)
        walk.go(min(PART, steps - walked))
        walked, days, part = walked + walk.steps, days + walk.days, part + 1
        for rule, sentences in walk.wrong.items():
            broken += len(sentences)
            print(*(f"{rule} {one}" for one in sentences), sep="\n")
        print(f"{walked} steps, {days} days, {broken} violations", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*(int(one) for one in sys.argv[1:])))
