"""Migrations go up and down, and make the tables that the code expects."""

from sqlalchemy import inspect
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.migrate import differences, downgrade, pending, upgrade


async def test_migrations_make_the_tables_of_the_code(engine: AsyncEngine) -> None:
    assert await differences(engine) == []


async def test_migrations_go_down_to_nothing(engine: AsyncEngine) -> None:
    await downgrade(engine, "base")
    async with engine.connect() as connection:
        left = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    assert left == ["alembic_version"]


async def test_migrations_go_up_again_after_going_down(engine: AsyncEngine) -> None:
    await downgrade(engine, "base")
    await upgrade(engine)
    assert await differences(engine) == []


async def test_an_empty_database_has_migrations_pending(empty_engine: AsyncEngine) -> None:
    assert await pending(empty_engine)


async def test_an_upgraded_database_has_none_pending(engine: AsyncEngine) -> None:
    assert not await pending(engine)
