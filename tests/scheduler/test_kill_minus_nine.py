"""Killing the process anywhere loses no nudge, and doubles none except between the sending and its mark."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """One run for every statement before which the process was killed, and a last one in which it lived."""
    folder = tmp_path_factory.mktemp("dying")
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.dying", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_process_was_really_killed_at_many_places(runs: list[dict[str, object]]) -> None:
    assert len([run for run in runs if run["died_before"] is not None]) > 15


def test_no_nudge_is_lost(runs: list[dict[str, object]]) -> None:
    assert [run["died_before"] for run in runs if not run["sent"]] == []


def test_only_a_kill_between_sending_and_its_mark_repeats_one(runs: list[dict[str, object]]) -> None:
    repeated = [run["died_before"] for run in runs if len(list(run["sent"])) > 1]  # type: ignore[call-overload]
    numbers = [number for number in repeated if isinstance(number, int)]
    # BEGIN, the mark itself, and its commit: the sending came just before.
    assert len(numbers) <= 3
    assert numbers == list(range(min(numbers), min(numbers) + len(numbers)))
