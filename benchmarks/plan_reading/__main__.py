"""Print how much is understood: python -m benchmarks.plan_reading [--seed N] [--versions N]."""

import argparse
import sys

from benchmarks.plan_reading.measure import DEVELOPMENT, HELD_OUT, measure_all
from benchmarks.plan_reading.published import measure_published
from benchmarks.plan_reading.scoring import FIELDS, Score
from benchmarks.plan_reading.speed import measure_speed


def main() -> None:
    """Print a table for the published plans and one for the made-up layouts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=HELD_OUT, help=f"held-out by default; {DEVELOPMENT} is development")
    parser.add_argument("--versions", type=int, default=20, help="versions of each layout")
    asked = parser.parse_args()
    _table("Published plans", dict(measure_published()))
    versions = f"seed {asked.seed}, {asked.versions} versions each"
    _table(f"Made-up layouts, {versions}", dict(measure_all(asked.seed, asked.versions)))
    _table(f"The same, the worse for wear, {versions}", dict(measure_all(asked.seed, asked.versions, worn=True)))
    _say("\nSeconds of processor time, and how they grow when the rows are doubled (2.0 is linear)\n")
    for timing in measure_speed():
        _say(f"{timing.name:34}{timing.rows:8,} rows{timing.seconds:8.2f} s{timing.growth:8.2f}")


def _table(title: str, scores: dict[str, Score]) -> None:
    total = Score()
    _say(f"\n{title}\n")
    _say(
        f"{'':34}{'all':>6}" + "".join(f"{name[:8]:>9}" for name in FIELDS) + f"{'actions':>9}{'missed':>8}{'false':>7}"
    )
    for name, score in scores.items():
        total.add(score)
        _row(name, score)
    _row(f"all {len(scores)}", total)


def _row(name: str, score: Score) -> None:
    shares = "".join(f"{score.share(field):9.3f}" if score.total[field] else f"{'':9}" for field in FIELDS)
    _say(f"{name[:33]:34}{score.share():6.3f}{shares}{score.actions:9}{score.missed:8}{score.false:7}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
