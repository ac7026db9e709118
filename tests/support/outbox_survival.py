"""Replicas on one PostgreSQL, a Slack that fails in every way, and kill -9 again and again: what is left at the end."""

import asyncio
from asyncio.subprocess import DEVNULL, Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storage.database import Database
from tests.support.faulty_slack import Conduct, FaultySlack
from tests.support.outbox_filling import fill
from tests.support.outbox_replica import Replica

ROOT = Path(__file__).parents[2]
MONDAY = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Trial:
    """How much is sent, by how many replicas; one is killed each time that `every` more messages have arrived."""

    institutions: int
    people: int
    replicas: int
    every: int
    patience: float
    """Seconds after which it is given up; never a part of what is tested."""

    @property
    def messages(self) -> int:
        """How many messages there are."""
        return self.institutions * self.people


@dataclass(frozen=True)
class Outcome:
    """How often each message was taken, how calls failed, what the outbox says at the end, and how many died."""

    taken: dict[str, int]
    faults: dict[str, int]
    states: dict[str, int]
    kills: int

    @property
    def doubled(self) -> dict[str, int]:
        """What came more than once."""
        return {key: times for key, times in self.taken.items() if times > 1}


async def survive(url: str, trial: Trial) -> Outcome:
    """Send everything, while replicas die."""
    database = Database(url)
    try:
        return await _survive(database, url, trial)
    finally:
        await database.close()


async def _survive(database: Database, url: str, trial: Trial) -> Outcome:
    await database.upgrade()
    await fill(database, trial.institutions, trial.people, MONDAY)
    ahead = (MONDAY - datetime.now(UTC)).total_seconds()
    kills = 0
    async with FaultySlack(Conduct(share=0.1, seconds=0.1, ahead=ahead)) as slack, asyncio.timeout(trial.patience):
        replica = Replica(url, slack.url, ahead)
        async with _replicas(replica, trial.replicas) as running:
            for arrived in range(trial.every, trial.messages, trial.every):
                await slack.has_taken(arrived)
                victim = running.pop(0)
                victim.kill()
                kills += 1
                await victim.wait()
                running.append(await _start(replica))
            while await _waiting(database):  # noqa: ASYNC110 - what changes is in a database
                await asyncio.sleep(0.2)
        tally = slack.tally
    return Outcome(dict(tally.taken), dict(tally.faults), await _states(database), kills)


async def _start(replica: Replica) -> Process:
    return await asyncio.create_subprocess_exec(*replica.words(), cwd=ROOT, stdout=DEVNULL, stderr=DEVNULL)


@asynccontextmanager
async def _replicas(replica: Replica, many: int) -> AsyncIterator[list[Process]]:
    running = [await _start(replica) for _ in range(many)]
    try:
        yield running
    finally:
        for process in running:
            process.kill()
        await asyncio.gather(*(process.wait() for process in running))


async def _waiting(database: Database) -> int:
    return (await database.figures())["deliveries_waiting"]


async def _states(database: Database) -> dict[str, int]:
    async with database.begin() as tx:
        everything = [
            each.state.value
            for institution in await tx.institutions.all()
            for each in await tx.of(institution.id).outbox.with_prefix("")
        ]
    return dict(Counter(everything))
