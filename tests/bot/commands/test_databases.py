"""bunsen db, and how a database that cannot be used is said."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, text

from storage.database import Database
from tests.bot.commands.conftest import CommandLine

NOW = datetime(2027, 3, 1, tzinfo=UTC)


def change(bunsen: CommandLine, statement: str) -> None:
    with closing(sqlite3.connect(bunsen.folder / "bunsen.db")) as connection, connection:
        connection.execute(statement)


def test_a_new_database_is_brought_up_to_date(either: CommandLine) -> None:
    assert either.done("db", "upgrade") == "The database is up to date.\n"


def test_an_upgraded_database_is_in_order(either: CommandLine) -> None:
    either.done("db", "upgrade")
    assert either.done("db", "check") == "The database is up to date, and its tables are as expected.\n"


def test_upgrading_twice_does_no_harm(either: CommandLine) -> None:
    either.done("db", "upgrade")
    assert either.done("db", "upgrade")


def test_a_new_database_waits_for_its_upgrade(either: CommandLine) -> None:
    assert "bunsen db upgrade" in either.refused("db", "check")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("ALTER TABLE people ADD COLUMN shoe_size INTEGER", "Not expected: column people.shoe_size"),
        ("DROP TABLE workspaces", "Missing: table workspaces"),
        ("DROP INDEX ix_inbox_waiting", "Missing: index ix_inbox_waiting"),
    ],
)
def test_what_somebody_changed_is_named(bunsen: CommandLine, statement: str, said: str) -> None:
    bunsen.done("db", "upgrade")
    change(bunsen, statement)
    assert said in bunsen("db", "check").stdout.splitlines()


def test_what_somebody_changed_ends_with_1(bunsen: CommandLine) -> None:
    bunsen.done("db", "upgrade")
    change(bunsen, "DROP TABLE workspaces")
    assert "restore a backup" in bunsen.refused("db", "check")


@pytest.mark.parametrize("command", ["upgrade", "check"])
def test_the_database_of_a_newer_bunsen_is_left_alone(bunsen: CommandLine, command: str) -> None:
    bunsen.done("db", "upgrade")
    change(bunsen, "UPDATE alembic_version SET version_num = '9999'")
    assert "A newer version of Bunsen" in bunsen.refused("db", command)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://u:secret@host/x", "names mysql"),
        ("postgresql://u:secret@host:port/x", "not a database address"),
        ("postgresql://u:secret@127.0.0.1:1/x", "The database cannot be used"),
        ("sqlite:////nowhere/at/all.db", "unable to open database file"),
        ("sqlite:///notes.txt", "file is not a database"),
    ],
)
def test_a_database_that_cannot_be_used_is_said_in_a_sentence(bunsen: CommandLine, url: str, said: str) -> None:
    bunsen.file("notes.txt", "Dear diary, " * 100)
    bunsen.url = url
    assert said in bunsen.refused("post", "list")


def test_a_password_is_never_repeated(bunsen: CommandLine) -> None:
    bunsen.url = "postgresql://u:secret@127.0.0.1:1/x"
    assert "secret" not in bunsen("post", "list").output


def test_what_the_database_refuses_is_said_without_the_values(either: CommandLine) -> None:
    # An index takes no text of this length on PostgreSQL; SQLite takes it.
    either.done("institution", "add", "wenlow", "Wenlow")
    people = either.file("people.csv", f"email,name,unit,roll-up group,posts\na@b.cd,A,U,G,{'😀' * 500}\n")
    assert "😀" not in either("people", "import", people).stderr


@pytest.mark.parametrize("wrong", ["xml", "JSON"])
def test_a_bad_setting_is_named(bunsen: CommandLine, wrong: str) -> None:
    bunsen.environment["BUNSEN_LOG_FORMAT"] = wrong
    assert "BUNSEN_LOG_FORMAT" in bunsen.refused("post", "list")


# --- work that is cut short ---


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    await opened.upgrade()
    async with opened.begin() as tx:
        await tx.inbox.add("k1", "{}", NOW)
    yield opened
    await opened.close()


async def cut_short(database: Database, statement: str) -> "asyncio.Task[None]":
    """Claim events, and be cancelled while this statement runs. The task is given: as long as it is kept, so is all."""

    def cancel(_connection: object, _cursor: object, sql: str, *_: object) -> None:
        if sql.startswith(statement):
            task.cancel()

    async def claim() -> None:
        async with database.begin() as tx:
            await tx.inbox.claim(NOW, 10, 60)

    event.listen(database.engine.sync_engine, "before_cursor_execute", cancel)
    task = asyncio.create_task(claim())
    await asyncio.wait([task])
    event.remove(database.engine.sync_engine, "before_cursor_execute", cancel)
    return task


@pytest.mark.parametrize("statement", ["BEGIN", "UPDATE"])
async def test_work_that_was_cut_short_keeps_nobody_from_writing(database: Database, statement: str) -> None:
    kept = await cut_short(database, statement)
    async with asyncio.timeout(10), database.begin() as tx:
        assert await tx.inbox.add("k2", "{}", NOW)
    assert kept.done()


async def test_work_that_was_cut_short_is_taken_back(database: Database) -> None:
    await cut_short(database, "UPDATE")
    async with database.engine.connect() as connection:
        assert (await connection.execute(text("SELECT attempts FROM inbox"))).scalars().all() == [0]


async def test_closing_waits_for_work_that_goes_on(database: Database) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        async with database.begin() as tx:
            begun.set()
            await go_on.wait()
            await tx.inbox.add("k2", "{}", NOW)

    working = asyncio.create_task(work())
    await begun.wait()
    closing = asyncio.create_task(database.close())
    go_on.set()
    await closing
    assert working.done()
