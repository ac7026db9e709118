"""What a tick costs over 100,000 actions of 200 institutions, on both databases.

The floor is the same statements in the same transactions, as the tick itself makes them, bare through the database's
driver: one after another, their rows fetched and thrown away. So what is measured is everything besides: the building
of statements and of the objects that rules work on, and the rules. The transactions belong to the floor, as each
institution must have one of its own: a fault in one holds up no other, and what is written for it is committed.

The tick with something due is measured in twenty institutions whose owners are to be nudged; nothing is sent. Every
action has two reports in its history.
"""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.figures import Figure, at_most, show
from benchmarks.places import postgresql, sqlite
from bot.app import make_services
from bot.round_keys import FileRoundKeys
from handlers.feature import Services
from handlers.people.model import Holding, Person
from handlers.plans.model import Action, Plan
from handlers.registry import Registry
from handlers.reviews.model import Review
from handlers.rights import PostKind
from scheduler.outbox import OutboxSender
from scheduler.runner import Runner
from storage.database import Database
from storage.tables import actions, deliveries, reviews, updates

INSTITUTIONS, EACH, OWNERS = 200, 500, 50
DUE_IN = 20
FEWER = 10
"""How many times fewer actions there are where growth is measured."""
ROUNDS = 7
BEFORE = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
"""A Monday on which nothing is due."""
HELD_ON, PAPERS_ON = date(2027, 6, 1), date(2027, 5, 17)
NUDGES_AT = datetime(2027, 4, 19, 9, 30, tzinfo=UTC)
REPORTED_AT = datetime(2026, 5, 10, 10, 0, tzinfo=UTC), datetime(2026, 11, 9, 10, 0, tzinfo=UTC)
"""In the cycles before, and so all of them await a report."""


@dataclass
class Recorded:
    """The statements of one tick, as they reached the driver, by transaction."""

    transactions: list[list[tuple[str, Any]]] = field(default_factory=list)

    @contextmanager
    def on(self, database: Database) -> Iterator[None]:
        """Record while this is entered."""

        def begin(_c: Any) -> None:
            self.transactions.append([])

        def keep(_c: Any, _k: Any, statement: str, parameters: Any, _x: Any, _many: bool) -> None:
            if statement != "BEGIN IMMEDIATE":
                self.transactions[-1].append((statement, parameters))

        engine = database.engine.sync_engine
        event.listen(engine, "begin", begin)
        event.listen(engine, "before_cursor_execute", keep)
        try:
            yield
        finally:
            event.remove(engine, "begin", begin)
            event.remove(engine, "before_cursor_execute", keep)


@dataclass
class House:
    """A Bunsen that only ticks."""

    database: Database
    services: Services
    now: datetime = BEFORE
    runner: Runner = field(init=False)

    def __post_init__(self) -> None:
        # All jobs of the registry, and a sender without a platform.
        sender = OutboxSender(self.database.begin, self.services, {}, {}, {}, lambda: self.now)
        self.runner = Runner(self.database.begin, self.services, Registry().jobs, sender, lambda: self.now)

    async def tick(self) -> None:
        """Everything that a tick does but the sending."""
        await self.runner.run_jobs()


async def _fill(database: Database, each: int) -> None:
    for number in range(INSTITUTIONS):
        async with database.begin() as tx:
            found = await tx.institutions.add(f"i{number}", f"Institution {number}", "Europe/London", "ENG")
            work = tx.of(found.id)
            posts = []
            for owner in range(OWNERS):
                person = await work.people.save(
                    Person(0, f"Owner {owner}", f"o{owner}@i{number}.example", invited=True)
                )
                post = await work.people.add_post(f"Post {owner}", PostKind.OWNER)
                await work.people.hold(Holding(post, person))
                posts.append(post.id)
            plan = await work.plans.add(Plan(0, "Plan 2026-2029"))
            added = await work.plans.add_actions([Action(0, plan.id, "A0", "Visibility", "Do one thing")])
            row = {"institution_id": found.id, "plan_id": plan.id}
            await _add_actions(tx._connection, added[0].id, row, each, posts)  # type: ignore[attr-defined]
            await work.reviews.save(Review(0, HELD_ON, PAPERS_ON, next_nudge_at=NUDGES_AT + timedelta(days=1)))


async def _add_actions(
    connection: AsyncConnection, like: int, row: dict[str, Any], each: int, posts: list[int]
) -> None:
    """Many actions at once: one is added as Bunsen adds it, the others are like it."""
    model = (await connection.execute(actions.select().where(actions.c.id == like))).mappings().one()
    copies = [
        {
            **{name: value for name, value in model.items() if name != "id"},
            **row,
            "position": number,
            "ref": f"A{number}",
            "title": f"Do thing number {number} for technicians",
            "owner_post_id": posts[number % len(posts)],
        }
        for number in range(1, each)
    ]
    await connection.execute(insert(actions), copies)
    mine = actions.c.institution_id == row["institution_id"]
    ids = (await connection.execute(select(actions.c.id).where(mine))).scalars().all()
    said = {"kind": "report", "rag": "amber", "learning": "", "next_step": "", "by": "Somebody"}
    reports = [
        said | {"institution_id": row["institution_id"], "action_id": action_id, "at": at, "comment": "It goes on."}
        for at in REPORTED_AT
        for action_id in ids
    ]
    await connection.execute(insert(updates), reports)


async def _let_fall_due(database: Database, many: int) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(
            update(reviews).where(reviews.c.institution_id <= many).values(next_nudge_at=NUDGES_AT)
        )
        await connection.execute(deliveries.delete())


async def _bare(database: Database, recorded: Recorded) -> float:
    """The same statements through the driver alone; seconds."""
    async with database.engine.connect() as connection:
        began = time.perf_counter()
        for statements in recorded.transactions:
            async with connection.begin():
                for statement, parameters in statements:
                    found = await connection.exec_driver_sql(statement, parameters)
                    if found.returns_rows:
                        found.all()
        return time.perf_counter() - began


async def _timed(house: House) -> float:
    began = time.perf_counter()
    await house.tick()
    return time.perf_counter() - began


async def _idle(house: House) -> tuple[float, float]:
    """A tick with nothing due, and its statements bare; the best of several each, in turn."""
    await house.tick()
    recorded = Recorded()
    with recorded.on(house.database):
        await house.tick()
    ours, bare = [], []
    for _ in range(ROUNDS):
        bare.append(await _bare(house.database, recorded))
        ours.append(await _timed(house))
    return min(ours), min(bare)


async def _busy(house: House) -> tuple[float, float]:
    """A tick in which twenty institutions are due, and its statements bare; the best of several each, in turn."""
    house.now = NUDGES_AT
    await house.tick()
    ours, bare = [], []
    for _ in range(ROUNDS):
        await _let_fall_due(house.database, DUE_IN)
        recorded = Recorded()
        with recorded.on(house.database):
            await house.tick()
        await _let_fall_due(house.database, DUE_IN)
        bare.append(await _bare(house.database, recorded))
        await _let_fall_due(house.database, DUE_IN)
        ours.append(await _timed(house))
    await _expect(house)
    return min(ours), min(bare)


async def _expect(house: House) -> None:
    waiting = (await house.database.figures())["deliveries_waiting"]
    if waiting < DUE_IN * (OWNERS - 1):
        raise AssertionError(f"only {waiting} nudges were written")


async def _measured(address: str, each: int) -> tuple[tuple[float, float], tuple[float, float]]:
    database = Database(address)
    await database.upgrade()
    await _fill(database, each)
    with tempfile.TemporaryDirectory() as keys:
        house = House(database, make_services(FileRoundKeys(Path(keys)), None, BEFORE.date()))
        idle, busy = await _idle(house), await _busy(house)
    await database.close()
    return idle, busy


def run() -> list[Figure]:
    """Measure on both databases, with all actions and with a tenth of them."""
    figures = []
    for name, place in (("SQLite", sqlite), ("PostgreSQL", postgresql)):
        with place() as address:
            idle, busy = asyncio.run(_measured(address, EACH))
        with place() as address:
            fewer, _ = asyncio.run(_measured(address, EACH // FEWER))
        title = f"Tick on {name}, {INSTITUTIONS * EACH:,} actions of {INSTITUTIONS} institutions"
        figures += [
            at_most(f"{title}, nothing due", idle[0] * 1000, idle[1] * 1000, "ms", 2.0),
            at_most(f"{title}, {DUE_IN} institutions due", busy[0] * 1000, busy[1] * 1000, "ms", 2.0),
            at_most(
                f"{title}, nothing due, against a tenth of the actions", idle[0] * 1000, fewer[0] * 1000, "ms", 1.5
            ),
        ]
    return figures


if __name__ == "__main__":
    show(run())
