"""The guard's two figures, on the answers of the benchmark: most of what identifies, little of what does not."""

import pytest

from benchmarks.voice_guard.__main__ import LEAST_NOTICED, MOST_DISTURBED, SETS, Shares, read, shares

FILES = sorted(SETS.glob("*.csv"))


@pytest.fixture(scope="module", params=FILES, ids=[file.stem for file in FILES])
def found(request: pytest.FixtureRequest) -> Shares:
    return shares(read(request.param))


def test_of_answers_that_identify_at_least_85_in_100_are_noticed(found: Shares) -> None:
    assert found.noticed >= LEAST_NOTICED * found.identifying


def test_of_the_others_at_most_10_in_100_are_disturbed(found: Shares) -> None:
    assert found.disturbed <= MOST_DISTURBED * found.others
