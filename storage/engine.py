"""Engines that behave alike: SQLite made safe for concurrent writers, PostgreSQL through psycopg 3."""

import sqlite3
from typing import Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.written_json import as_json


def database_url(text: str) -> URL:
    """Read `BUNSEN_DATABASE_URL` and put the async driver in; raises ValueError in words for a user."""
    url = make_url(text)
    backend = url.get_backend_name()
    if backend == "sqlite":
        return url.set(drivername="sqlite+aiosqlite")
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise ValueError(
        f"It names {backend}, but Bunsen keeps its data in SQLite (sqlite:///path/to/bunsen.db) "
        "or PostgreSQL (postgresql://user:password@host/database)."
    )


def make_engine(url: URL) -> AsyncEngine:
    """Create an engine. Statements' values never reach a log or an error message (`hide_parameters`)."""
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, hide_parameters=True, pool_pre_ping=True, json_serializer=as_json)
    engine = create_async_engine(
        url,
        hide_parameters=True,
        connect_args={"timeout": 30, "async_creator_fn": _open},
        json_serializer=as_json,
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


class _Connection(sqlite3.Connection):
    def close(self) -> None:
        """Roll back before closing.

        Where a task was cancelled in the midst of an UPDATE … RETURNING, SQLite keeps the connection, and with it the
        only lock for writing, until Python happens to throw the statement away.
        """
        if self.in_transaction:
            self.rollback()
        super().close()


async def _open(*where: Any, **how: Any) -> aiosqlite.Connection:
    """Open a file as SQLAlchemy would; where it cannot be opened, see the driver's thread to its end.

    Else the thread reports to an event loop that is perhaps closed by then, and prints a traceback.
    """
    connection = aiosqlite.connect(*where, factory=_Connection, **how)
    connection._thread.daemon = True
    try:
        return await connection
    except Exception:
        connection._thread.join()
        raise


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself: `_begin_immediate` does.
    connection.isolation_level = None
    try:
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            "busy_timeout=30000",
            "synchronous=NORMAL",
            # Deleted ballots are overwritten, not merely unlinked.
            "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
    except Exception:
        # Nobody else would end the driver's thread: a file that is no database fails here.
        connection.close()
        raise


def _begin_immediate(connection: Any) -> None:
    # A plain BEGIN that later writes fails at once with "database is locked", which busy_timeout does not cover;
    # 12 concurrent increments ended at 1 that way and at 12 this way (platform-facts 5).
    connection.exec_driver_sql("BEGIN IMMEDIATE")
