"""Run all benchmarks, or those named: python -m benchmarks [outbox.limits …]. Each is a process of its own."""

import subprocess
import sys
from pathlib import Path

ALL = (
    "nudges.tick",
    "outbox.throughput",
    "outbox.limits",
    "outbox.faults",
    "plan_check",
    "plan_reading",
    "status.counting",
    "status.presses",
    "voice_guard",
    "voice.opening",
    "voice.ballots",
    "voice.closing",
    "voice.results",
    "documents",
)


def main() -> int:
    """Give the number of those that miss a bound, or fail."""
    missed = 0
    for name in sys.argv[1:] or ALL:
        sys.stdout.write(f"\n{name}\n")
        sys.stdout.flush()
        command = [sys.executable, "-m", f"benchmarks.{name}"]
        missed += subprocess.run(command, cwd=Path(__file__).parents[1], check=False).returncode != 0  # noqa: S603
    return missed


if __name__ == "__main__":
    sys.exit(main())
