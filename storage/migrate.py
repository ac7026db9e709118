"""Bring a database up to date, or check that it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.tables import metadata

# Replicas that start together must not both migrate; the number only has to be the same everywhere.
_LOCK = 0x62756E73656E
_HOW = {"add": "Missing", "remove": "Not expected", "modify": "Different"}


class RowsWithoutParent(SQLAlchemyError):
    """A migration would leave rows that point at nothing; it was taken back."""


class NewerDatabase(SQLAlchemyError):
    """A newer version of Bunsen has already changed these tables."""


async def upgrade(engine: AsyncEngine, revision: str = "head") -> None:
    """Run the migrations up to `revision`."""
    await alter(engine, lambda connection: _upgrade(connection, revision))


async def downgrade(engine: AsyncEngine, revision: str) -> None:
    """Run the migrations down to `revision` ("base" empties the database)."""
    await alter(engine, lambda connection: command.downgrade(_config(connection), revision))


async def alter(engine: AsyncEngine, change: Callable[[Connection], None]) -> None:
    """Change tables: all of it or nothing, and one process at a time."""
    async with engine.connect() as connection:
        await connection.run_sync(_alter, change)


async def pending(engine: AsyncEngine) -> bool:
    """Tell whether there are migrations that this database has not seen."""
    async with engine.connect() as connection:
        current = await connection.run_sync(_revisions)
    return current != set(ScriptDirectory.from_config(_config()).get_heads())


async def differences(engine: AsyncEngine) -> list[str]:
    """List where the database's tables differ from `storage.tables`, in words."""
    async with engine.connect() as connection:
        found = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync, opts={"compare_type": True}), metadata)
        )
    # What was changed in one column comes as a list of its own.
    return [_in_words(each) for one in found for each in (one if isinstance(one, list) else [one])]


def _upgrade(connection: Connection, revision: str) -> None:
    _revisions(connection)
    command.upgrade(_config(connection), revision)


def _revisions(connection: Connection) -> set[str]:
    """Tell which revisions the database is at. Raises NewerDatabase where this version does not know one."""
    current = set(MigrationContext.configure(connection).get_current_heads())
    unknown = current - {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if unknown:
        raise NewerDatabase(f"it is at revision {', '.join(sorted(unknown))}, which this version does not know")
    return current


def _alter(connection: Connection, change: Callable[[Connection], None]) -> None:
    with _foreign_keys_put_aside(connection), connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        change(connection)
        _check_foreign_keys(connection)


@contextmanager
def _foreign_keys_put_aside(connection: Connection) -> Iterator[None]:
    """SQLite alters a table by making a new one and dropping the old, which rows that point at it would forbid."""
    if connection.dialect.name != "sqlite":
        yield
        return
    _pragma(connection, "foreign_keys=OFF")
    try:
        yield
    finally:
        _pragma(connection, "foreign_keys=ON")


def _pragma(connection: Connection, setting: str) -> None:
    # Past SQLAlchemy, which would begin a transaction first: inside one, SQLite ignores this.
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise RowsWithoutParent(f"the migration would leave rows in {tables} that point at nothing")


def _in_words(difference: tuple[Any, ...]) -> str:
    """Turn Alembic's `("remove_column", None, "people", Column(…))` into "Not expected: column people.shoe_size"."""
    kind, *about = difference
    verb, _, what = kind.partition("_")
    # The database's schema comes first where there is one; what it was and what it should be, last.
    names = [str(getattr(part, "name", part)) for part in about[:3] if part is not None]
    return f"{_HOW.get(verb, verb)}: {what} {'.'.join(names)}"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.attributes["connection"] = connection
    return config
