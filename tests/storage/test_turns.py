"""Transactions of one process stand in a line on SQLite, which has one writer."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from storage.engine import database_url as parsed
from storage.engine import make_engine
from storage.migrate import upgrade
from storage.transaction import transactions


async def test_transactions_on_sqlite_begin_in_the_order_in_which_they_were_asked_for(tmp_path: Path) -> None:
    """Who finds the writer busy would sleep by a dice of SQLite's own, and those who come later pass by."""
    engine = make_engine(parsed(f"sqlite:///{tmp_path / 'turns.db'}"))
    await upgrade(engine)
    begin = transactions(engine)
    begun: list[int] = []

    async def one(number: int) -> None:
        async with begin():
            begun.append(number)
            await asyncio.sleep(0.01)

    await asyncio.gather(*(one(number) for number in range(30)))
    await engine.dispose()
    assert begun == list(range(30))


async def test_a_transaction_that_fails_or_is_cancelled_gives_its_turn_away(tmp_path: Path) -> None:
    """Neither an error nor a cancelled task may hold up the line."""
    engine = make_engine(parsed(f"sqlite:///{tmp_path / 'turns.db'}"))
    await upgrade(engine)
    begin = transactions(engine)
    inside = asyncio.Event()

    async def for_ever() -> None:
        async with begin():
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(for_ever())
    await inside.wait()
    waiting = asyncio.create_task(for_ever())
    await asyncio.sleep(0)
    waiting.cancel()
    task.cancel()
    await asyncio.gather(task, waiting, return_exceptions=True)
    async with asyncio.timeout(5), begin() as tx:
        assert not await tx.inbox.claim(datetime(2026, 11, 22, tzinfo=UTC), 1, 1.0)
    await engine.dispose()
