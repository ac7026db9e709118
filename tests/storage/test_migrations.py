"""Migrations go up and down, and make the tables that the code expects."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Connection, Integer, delete, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from handlers.people.model import Holding, Person
from handlers.rights import PostKind
from storage.migrate import NewerDatabase, alter, differences, downgrade, pending, upgrade
from storage.tables import holdings, metadata, people, workspaces
from storage.transaction import transactions


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


# --- changing a table that others point at ---


def _add_shoe_size(connection: Connection) -> None:
    operations = Operations(MigrationContext.configure(connection, opts={"target_metadata": metadata}))
    # On SQLite this makes a new table, copies the rows, and drops the old one.
    with operations.batch_alter_table("people", recreate="auto") as people:
        people.add_column(Column("shoe_size", Integer))
        people.alter_column("unit", nullable=True)


def _lose_everybody(connection: Connection) -> None:
    connection.execute(delete(people))


@pytest.fixture
async def with_rows(engine: AsyncEngine) -> AsyncEngine:
    async with transactions(engine)() as tx:
        institution = await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")
        staff = tx.of(institution.id).people
        post = await staff.add_post("Committee chair", PostKind.CHAIR)
        await staff.hold(Holding(post, await staff.save(Person(0, "Nell", "nell@wenlow.example"))))
    return engine


async def test_a_table_can_be_altered_while_rows_point_at_it(with_rows: AsyncEngine) -> None:
    await alter(with_rows, _add_shoe_size)
    async with with_rows.connect() as connection:
        columns = await connection.run_sync(lambda sync: [c["name"] for c in inspect(sync).get_columns("people")])
    assert "shoe_size" in columns


async def test_rows_keep_what_they_point_at(with_rows: AsyncEngine) -> None:
    await alter(with_rows, _add_shoe_size)
    async with with_rows.connect() as connection:
        pairs = await connection.execute(select(people.c.name).join(holdings, holdings.c.person_id == people.c.id))
    assert pairs.scalars().all() == ["Nell"]


async def test_a_change_that_leaves_rows_without_parent_is_refused(with_rows: AsyncEngine) -> None:
    with pytest.raises(SQLAlchemyError):
        await alter(with_rows, _lose_everybody)


async def test_a_refused_change_is_taken_back(with_rows: AsyncEngine) -> None:
    with suppress(SQLAlchemyError):
        await alter(with_rows, _lose_everybody)
    async with with_rows.connect() as connection:
        assert (await connection.execute(select(people.c.name))).scalars().all() == ["Nell"]


@pytest.mark.parametrize("change", [_add_shoe_size, _lose_everybody])
async def test_afterwards_foreign_keys_are_in_force_again(
    with_rows: AsyncEngine, change: Callable[[Connection], None]
) -> None:
    with suppress(SQLAlchemyError):
        await alter(with_rows, change)
    with pytest.raises(IntegrityError):
        async with with_rows.begin() as connection:
            await connection.execute(insert(workspaces).values(platform="web", tenant="t", institution_id=99))


async def test_the_database_of_a_newer_bunsen_is_refused(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match="9999"):
        await upgrade(engine)


async def test_upgrading_at_the_same_moment_does_no_harm(empty_engine: AsyncEngine) -> None:
    await asyncio.gather(*(upgrade(empty_engine) for _ in range(3)))
    assert await differences(empty_engine) == []
