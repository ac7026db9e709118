"""Killing the process anywhere leaves one ballot or none, no answer readable early, and a closing that can go on."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.dying_round import BALLOTS, ROOT

Run = dict[str, Any]


def _runs(folder: Path, what: str) -> list[Run]:
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.dying_round", str(folder), what]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    # Beside what the program logs.
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


@pytest.fixture(scope="module")
def votes(tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    """One run for every statement of sending a ballot before which the process was killed."""
    return _runs(tmp_path_factory.mktemp("voting"), "vote")


@pytest.fixture(scope="module", params=["at once", "pieces"])
def closings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    """The same of closing: of a small round at once, and of a large one, whose ballots are opened four at a time."""
    return _runs(tmp_path_factory.mktemp("closing"), request.param)


def test_sending_was_really_killed_at_many_places(votes: list[Run]) -> None:
    assert sum(run["died"] for run in votes) > 10


def test_a_kill_while_sending_leaves_a_ballot_with_its_participation_or_neither(votes: list[Run]) -> None:
    held = {(sealed, taken_part) for _, sealed, _, taken_part, _ in (run["then"] for run in votes)}
    assert held == {(BALLOTS - 1, BALLOTS - 1), (BALLOTS, BALLOTS)}


def test_sending_again_after_a_kill_makes_one_ballot(votes: list[Run]) -> None:
    assert {tuple(run["later"]) for run in votes} == {("open", BALLOTS, 0, BALLOTS, 0)}


def test_closing_was_really_killed_at_many_places(closings: list[Run]) -> None:
    assert sum(run["died"] for run in closings) > 15


def test_a_kill_while_closing_leaves_all_sealed_or_all_readable(closings: list[Run]) -> None:
    sealed = BALLOTS - 1
    allowed = {("open", sealed, 0, sealed, 0), ("closing", sealed, 0, sealed, 0), ("closed", 0, sealed, 0, 1)}
    assert {tuple(run["then"]) for run in closings} <= allowed


def test_closing_again_after_a_kill_loses_no_ballot(closings: list[Run]) -> None:
    assert {tuple(run["later"]) for run in closings} == {("closed", 0, BALLOTS - 1, 0, 1)}


def test_closing_again_after_a_kill_leaves_no_key(closings: list[Run]) -> None:
    assert {run["keys"] for run in closings} == {0}
