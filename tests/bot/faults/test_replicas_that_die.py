"""Two replicas on one PostgreSQL, a Slack that fails a tenth of all calls in every way, and kill -9 again and again."""

import asyncio

import psycopg
import pytest

from tests.support.outbox_survival import Outcome, Trial, survive

TRIAL = Trial(institutions=4, people=30, replicas=2, every=24, patience=100)


@pytest.fixture(scope="module")
def outcome(postgres: str) -> Outcome:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE faults")
    return asyncio.run(survive(postgres.replace("/postgres?", "/faults?"), TRIAL))


def test_calls_failed_in_several_ways_and_replicas_died(outcome: Outcome) -> None:
    assert len(outcome.faults) >= 4
    assert outcome.kills == 4


def test_no_nudge_is_lost(outcome: Outcome) -> None:
    assert len(outcome.taken) == TRIAL.messages


def test_no_nudge_comes_twice(outcome: Outcome) -> None:
    assert outcome.doubled == {}


def test_every_nudge_is_known_to_be_sent(outcome: Outcome) -> None:
    assert outcome.states == {"sent": TRIAL.messages}
